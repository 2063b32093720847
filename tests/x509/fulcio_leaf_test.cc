// SPDX-License-Identifier: Apache-2.0
//
// What a signer's certificate of Fulcio must say of itself.
#include "lib/x509/fulcio_leaf.h"

#include <catch2/catch.hpp>
#include <string>

#include "lib/base/status.h"
#include "tests/support/test_ca.h"

namespace modelseal::x509 {
namespace {

using testing::AuthoritySpec;
using testing::CertificateSpec;
using testing::FulcioSpec;
using testing::TestIdentity;

CertificateSpec Spec() { return FulcioSpec("email:a@good.example", "https://issuer.example"); }

absl::Status StatusOf(const CertificateSpec& spec) {
  static const TestIdentity authority = TestIdentity::SelfSigned(AuthoritySpec("authority"));
  return CheckFulcioLeaf(authority.Issue(spec).Parse());
}

void CheckRefused(const CertificateSpec& spec, const std::string& problem) {
  const absl::Status status = StatusOf(spec);
  REQUIRE(ReasonOf(status) == Reason::kCertificateInvalid);
  CAPTURE(status.message());
  CHECK(std::string(status.message()).find(problem) != std::string::npos);
}

TEST_CASE("a signer as Fulcio certifies them is accepted", "[x509][fulcio]") {
  CHECK(StatusOf(Spec()).ok());
  CHECK(StatusOf(Spec().Set("basicConstraints", "critical,CA:FALSE")).ok());
  CHECK(StatusOf(Spec().Set("extendedKeyUsage", "emailProtection,codeSigning")).ok());
}

TEST_CASE("a leaf without codeSigning is refused", "[x509][fulcio]") {
  for (const char* usage : {"", "serverAuth", "anyExtendedKeyUsage", "timeStamping"}) {
    CAPTURE(usage);
    CheckRefused(Spec().Set("extendedKeyUsage", usage), "codeSigning");
  }
}

TEST_CASE("a leaf that is an authority is refused", "[x509][fulcio]") {
  CheckRefused(Spec().Set("basicConstraints", "critical,CA:TRUE"), "that of an authority");
}

TEST_CASE("a leaf without digitalSignature is refused", "[x509][fulcio]") {
  for (const char* usage : {"", "critical,keyAgreement"}) {
    CAPTURE(usage);
    CheckRefused(Spec().Set("keyUsage", usage), "digitalSignature");
  }
}

TEST_CASE("a leaf that may sign certificates is refused", "[x509][fulcio]") {
  CheckRefused(Spec().Set("keyUsage", "critical,digitalSignature,keyCertSign"), "keyCertSign");
}

TEST_CASE("a leaf of version 1 is refused", "[x509][fulcio]") {
  CertificateSpec spec = Spec();
  spec.extensions.clear();
  spec.common_name = "signer";
  spec.version = 1;
  CheckRefused(spec, "version 3");
}

TEST_CASE("a leaf whose serial number is not positive is refused", "[x509][fulcio]") {
  for (const int64_t serial : {int64_t{0}, int64_t{-1}, int64_t{-0x1234567890}}) {
    CAPTURE(serial);
    CertificateSpec spec = Spec();
    spec.serial = serial;
    CheckRefused(spec, "serial number");
  }
}

}  // namespace
}  // namespace modelseal::x509
