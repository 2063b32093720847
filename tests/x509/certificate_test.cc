// SPDX-License-Identifier: Apache-2.0
//
// What a certificate says, and what is no certificate.
#include "lib/x509/certificate.h"

#include <catch2/catch.hpp>
#include <map>
#include <sstream>
#include <string>

#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/base/utc_time.h"
#include "tests/support/test_ca.h"
#include "tests/support/test_data.h"

namespace modelseal::x509 {
namespace {

using testing::AuthoritySpec;
using testing::CertificateSpec;
using testing::kTestNow;
using testing::ReadTestData;
using testing::SignerSpec;
using testing::TestIdentity;
using testing::TestKey;

Reason DerReason(const std::string& der) { return ReasonOf(Certificate::ParseDer(der).status()); }
Reason PemReason(const std::string& pem) { return ReasonOf(Certificate::ParsePem(pem).status()); }

// "key=value" lines, as OpenSSL printed them; times become RFC 3339.
std::map<std::string, std::string> DescriptionOf(const std::string& name) {
  std::map<std::string, std::string> fields;
  std::istringstream text(ReadTestData("x509/" + name + ".txt"));
  for (std::string line; std::getline(text, line);) {
    const size_t at = line.find('=');
    const std::string key = line.substr(0, at);
    fields[key] = line.substr(at + 1);
    if (key == "notBefore" || key == "notAfter") {
      fields[key].replace(10, 1, "T");
    }
  }
  return fields;
}

TEST_CASE("a certificate says what OpenSSL says of it", "[x509]") {
  for (const std::string name : {"root", "intermediate", "signer", "names"}) {
    CAPTURE(name);
    const auto parsed = Certificate::ParsePem(ReadTestData("x509/" + name + ".pem"));
    REQUIRE(parsed.ok());
    REQUIRE(parsed->size() == 1);
    const Certificate& certificate = parsed->front();
    const auto described = DescriptionOf(name);
    CHECK(certificate.subject() == described.at("subject"));
    CHECK(certificate.issuer() == described.at("issuer"));
    CHECK(certificate.fingerprint() == described.at("sha256 fingerprint"));
    CHECK(FormatUtcTime(certificate.not_before_seconds()) == described.at("notBefore"));
    CHECK(FormatUtcTime(certificate.not_after_seconds()) == described.at("notAfter"));
  }
}

TEST_CASE("a certificate with its issuer's name is not self-signed", "[x509]") {
  const auto is_self_signed = [](const std::string& name) {
    const auto parsed = Certificate::ParsePem(ReadTestData("x509/" + name + ".pem"));
    REQUIRE(parsed.ok());
    return parsed->front().IsSelfSigned();
  };
  CHECK(is_self_signed("root"));
  CHECK_FALSE(is_self_signed("intermediate"));
  CHECK_FALSE(is_self_signed("signer"));
}

TEST_CASE("both ends of the validity are part of it", "[x509]") {
  const Certificate certificate = TestIdentity::SelfSigned(SignerSpec("a")).Parse();
  CHECK_FALSE(certificate.IsValidAt(certificate.not_before_seconds() - 1));
  CHECK(certificate.IsValidAt(certificate.not_before_seconds()));
  CHECK(certificate.IsValidAt(certificate.not_after_seconds()));
  CHECK_FALSE(certificate.IsValidAt(certificate.not_after_seconds() + 1));
}

TEST_CASE("years of two and of four digits are read", "[x509]") {
  CertificateSpec spec = SignerSpec("a");
  for (const int64_t seconds : {int64_t{-631'152'000}, int64_t{0}, int64_t{2'524'607'999},
                                int64_t{2'524'608'000}, kMaxUtcSeconds}) {
    spec.not_before_seconds = seconds;
    spec.not_after_seconds = seconds;
    const Certificate certificate = TestIdentity::SelfSigned(spec).Parse();
    CHECK(certificate.not_before_seconds() == seconds);
    CHECK(certificate.not_after_seconds() == seconds);
  }
}

TEST_CASE("the key of a certificate is that of its holder", "[x509]") {
  for (const auto kind : {TestKey::Kind::kP256, TestKey::Kind::kP384, TestKey::Kind::kP521}) {
    CertificateSpec spec = SignerSpec("a");
    spec.kind = kind;
    const TestIdentity identity = TestIdentity::SelfSigned(spec);
    const auto key = identity.Parse().PublicKey();
    REQUIRE(key.ok());
    CHECK(*key == identity.key().ToPrivateKey().public_key());
  }
}

TEST_CASE("a key that cannot sign models is not supported", "[x509]") {
  CertificateSpec spec = SignerSpec("a");
  spec.kind = TestKey::Kind::kRsa2048;
  CHECK(ReasonOf(TestIdentity::SelfSigned(spec).Parse().PublicKey().status()) ==
        Reason::kCertificateKeyUnsupported);
  spec.kind = TestKey::Kind::kEd25519;
  spec.digest = "";
  CHECK(ReasonOf(TestIdentity::SelfSigned(spec).Parse().PublicKey().status()) ==
        Reason::kCertificateKeyUnsupported);
}

TEST_CASE("a subject may be empty", "[x509]") {
  const Certificate certificate = TestIdentity::SelfSigned(SignerSpec("")).Parse();
  CHECK(certificate.subject().empty());
  CHECK(certificate.display_name() == "(no subject)");
}

TEST_CASE("every prefix of a certificate is refused", "[x509]") {
  const std::string der = TestIdentity::SelfSigned(SignerSpec("a")).der();
  for (size_t size = 0; size < der.size(); ++size) {
    CAPTURE(size);
    REQUIRE(DerReason(der.substr(0, size)) == Reason::kCertificateInvalid);
  }
}

TEST_CASE("a byte after a certificate is refused", "[x509]") {
  const std::string der = TestIdentity::SelfSigned(SignerSpec("a")).der();
  CHECK(DerReason(der + std::string(1, '\0')) == Reason::kCertificateInvalid);
  CHECK(DerReason(der + der) == Reason::kCertificateInvalid);
}

TEST_CASE("a length written longer than needed is refused", "[x509]") {
  std::string der = TestIdentity::SelfSigned(SignerSpec("a")).der();
  REQUIRE(der[1] == '\x82');
  der.replace(1, 1, std::string("\x83\0", 2));
  CHECK(DerReason(der) == Reason::kCertificateInvalid);
}

TEST_CASE("bits left over in the signature are refused", "[x509]") {
  // The signature ends the certificate: BIT STRING, length, number of unused bits, which must be 0.
  std::string der = TestIdentity::SelfSigned(SignerSpec("a")).der();
  size_t at = der.size() - 4;
  while (der[at] != '\x03' || at + 2 + static_cast<uint8_t>(der[at + 1]) != der.size()) {
    --at;
  }
  REQUIRE(der[at + 2] == '\0');
  der[at + 2] = '\x01';
  der.back() = '\xff';
  CHECK(DerReason(der) == Reason::kCertificateInvalid);
}

TEST_CASE("an extension that stands twice is refused", "[x509]") {
  CertificateSpec spec = SignerSpec("a");
  SECTION("a known one") { spec.extensions.emplace_back("extendedKeyUsage", "serverAuth"); }
  SECTION("an unknown one") {
    spec.extensions.emplace_back("1.2.3.4", "DER:0500");
    spec.extensions.emplace_back("1.2.3.4", "DER:0500");
  }
  CHECK(DerReason(TestIdentity::SelfSigned(spec).der()) == Reason::kCertificateInvalid);
}

TEST_CASE("a known extension that cannot be read is refused", "[x509]") {
  CertificateSpec spec = SignerSpec("a");
  spec.Set("keyUsage", "").Set("2.5.29.15", "critical,DER:0500");
  CHECK(DerReason(TestIdentity::SelfSigned(spec).der()) == Reason::kCertificateInvalid);
}

TEST_CASE("a certificate larger than the cap is refused", "[x509]") {
  CertificateSpec spec = SignerSpec("a");
  spec.Set("1.2.3.4", "ASN1:UTF8String:" + std::string(limits::kMaxCertificateBytes, 'x'));
  const absl::Status status = Certificate::ParseDer(TestIdentity::SelfSigned(spec).der()).status();
  CHECK(ReasonOf(status) == Reason::kCertificateInvalid);
  CHECK(DetailOf(status, "limit") == std::to_string(limits::kMaxCertificateBytes));
}

TEST_CASE("all certificates of a text are read, in order, with text around them", "[x509][pem]") {
  const TestIdentity first = TestIdentity::SelfSigned(SignerSpec("first"));
  const TestIdentity second = TestIdentity::SelfSigned(SignerSpec("second"));
  const auto parsed =
      Certificate::ParsePem("first:\n" + first.ToPem() + "\nsecond:\n" + second.ToPem() + "end\n");
  REQUIRE(parsed.ok());
  REQUIRE(parsed->size() == 2);
  CHECK(parsed->front().der() == first.der());
  CHECK(parsed->back().der() == second.der());
}

TEST_CASE("a text without certificates is refused", "[x509][pem]") {
  CHECK(PemReason("") == Reason::kCertificateInvalid);
  CHECK(PemReason("hello\n") == Reason::kCertificateInvalid);
}

TEST_CASE("a block of another kind among certificates is refused", "[x509][pem]") {
  const TestIdentity identity = TestIdentity::SelfSigned(SignerSpec("a"));
  const absl::Status status =
      Certificate::ParsePem(identity.ToPem() + identity.key().ToPem()).status();
  CHECK(ReasonOf(status) == Reason::kCertificateInvalid);
  CHECK(DetailOf(status, "actual") == "PRIVATE KEY");
}

TEST_CASE("a second certificate that is cut off is refused, not left out", "[x509][pem]") {
  const std::string pem = TestIdentity::SelfSigned(SignerSpec("a")).ToPem();
  CHECK(PemReason(pem + pem.substr(0, pem.size() - 10)) == Reason::kCertificateInvalid);
  CHECK(PemReason(pem + pem.substr(0, pem.size() / 2)) == Reason::kCertificateInvalid);
}

TEST_CASE("a text larger than the cap is refused", "[x509][pem]") {
  const std::string pem = TestIdentity::SelfSigned(SignerSpec("a")).ToPem();
  CHECK(PemReason(std::string(limits::kMaxCertificateFileBytes, '\n') + pem) ==
        Reason::kCertificateInvalid);
}

}  // namespace
}  // namespace modelseal::x509
