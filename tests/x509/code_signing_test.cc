// SPDX-License-Identifier: Apache-2.0
//
// Which usages let a certificate sign models.
#include "lib/x509/code_signing.h"

#include <catch2/catch.hpp>
#include <string>

#include "lib/base/status.h"
#include "tests/support/test_ca.h"

namespace modelseal::x509 {
namespace {

using testing::SignerSpec;
using testing::TestIdentity;

absl::Status Check(const std::string& key_usage, const std::string& extended_key_usage,
                   const std::string& basic_constraints = "critical,CA:FALSE") {
  testing::CertificateSpec spec = SignerSpec("signer");
  spec.Set("keyUsage", key_usage)
      .Set("extendedKeyUsage", extended_key_usage)
      .Set("basicConstraints", basic_constraints);
  return CheckCodeSigning(TestIdentity::SelfSigned(spec).Parse());
}

TEST_CASE("one usage for signing is enough if the other kind is absent", "[x509][usage]") {
  CHECK(Check("critical,digitalSignature", "codeSigning").ok());
  CHECK(Check("digitalSignature", "").ok());
  CHECK(Check("", "codeSigning").ok());
  CHECK(Check("", "critical,codeSigning").ok());
}

TEST_CASE("usages beside those for signing are no fault", "[x509][usage]") {
  CHECK(Check("digitalSignature,keyAgreement", "serverAuth,codeSigning").ok());
}

TEST_CASE("an authority may sign too", "[x509][usage]") {
  CHECK(Check("critical,digitalSignature,keyCertSign", "codeSigning", "critical,CA:TRUE").ok());
}

TEST_CASE("a certificate without any usage may not sign", "[x509][usage]") {
  CHECK(ReasonOf(Check("", "")) == Reason::kCertificateInvalid);
}

TEST_CASE("a key usage without digitalSignature may not sign", "[x509][usage]") {
  for (const char* usage : {"critical,keyAgreement", "nonRepudiation", "keyCertSign,cRLSign"}) {
    CAPTURE(usage);
    const absl::Status status = Check(usage, "codeSigning");
    CHECK(ReasonOf(status) == Reason::kCertificateInvalid);
    CHECK(DetailOf(status, "expected") == "digitalSignature");
    CHECK(DetailOf(status, "subject") == "CN=signer");
  }
}

TEST_CASE("an extended key usage without codeSigning may not sign", "[x509][usage]") {
  for (const char* usage : {"serverAuth", "emailProtection,timeStamping", "1.2.3.4"}) {
    CAPTURE(usage);
    const absl::Status status = Check("critical,digitalSignature", usage);
    CHECK(ReasonOf(status) == Reason::kCertificateInvalid);
    CHECK(DetailOf(status, "expected") == "codeSigning");
  }
}

TEST_CASE("any extended key usage does not stand for codeSigning", "[x509][usage]") {
  CHECK(ReasonOf(Check("critical,digitalSignature", "anyExtendedKeyUsage")) ==
        Reason::kCertificateInvalid);
  CHECK(Check("critical,digitalSignature", "anyExtendedKeyUsage,codeSigning").ok());
}

}  // namespace
}  // namespace modelseal::x509
