// SPDX-License-Identifier: Apache-2.0
//
// Names of certificates, and those that are none.
#include "lib/x509/subject_alt_name.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/status.h"
#include "lib/crypto/der_reader.h"
#include "tests/support/test_ca.h"

namespace modelseal::x509 {
namespace {

using crypto::ContextConstructed;
using crypto::ContextPrimitive;
using crypto::DerTag;
using crypto::EncodeDer;
using testing::CertificateSpec;
using testing::FulcioSpec;
using testing::RawExtension;
using testing::SignerSpec;
using testing::TestIdentity;

// 1.3.6.1.4.1.57264.1.7.
constexpr std::string_view kUserName("\x2b\x06\x01\x04\x01\x83\xbf\x30\x01\x07", 10);

std::string OtherName(std::string_view type, std::string_view value) {
  return EncodeDer(ContextConstructed(0), EncodeDer(DerTag::kObjectIdentifier, type) +
                                              EncodeDer(ContextConstructed(0), value));
}

std::string Name(uint32_t number, std::string_view text) {
  return EncodeDer(ContextPrimitive(number), text);
}

// A certificate whose names are these GeneralNames.
CertificateSpec WithNames(std::string_view names) {
  return SignerSpec("signer").Set("2.5.29.17",
                                  RawExtension(EncodeDer(DerTag::kSequence, names), true));
}

absl::StatusOr<SubjectAltName> SubjectOf(const CertificateSpec& spec) {
  return ReadFulcioSubject(TestIdentity::SelfSigned(spec).Parse());
}

void CheckUnread(const CertificateSpec& spec) {
  const Certificate certificate = TestIdentity::SelfSigned(spec).Parse();
  CHECK(ReasonOf(ReadSubjectAltNames(certificate).status()) == Reason::kCertificateInvalid);
  CHECK(ReasonOf(ReadFulcioSubject(certificate).status()) == Reason::kCertificateInvalid);
}

TEST_CASE("an email address, a URI and a user name are subjects of Fulcio", "[x509][san]") {
  const auto email = SubjectOf(FulcioSpec("email:a@good.example", "https://issuer.example"));
  REQUIRE(email.ok());
  CHECK(*email == SubjectAltName{SanType::kEmail, "a@good.example"});
  const auto uri = SubjectOf(FulcioSpec("URI:https://good.example/x", "https://issuer.example"));
  REQUIRE(uri.ok());
  CHECK(*uri == SubjectAltName{SanType::kUri, "https://good.example/x"});
  const auto user = SubjectOf(
      FulcioSpec("otherName:1.3.6.1.4.1.57264.1.7;UTF8:foo!bar", "https://issuer.example"));
  REQUIRE(user.ok());
  CHECK(*user == SubjectAltName{SanType::kOtherName, "foo!bar"});
}

TEST_CASE("a user name may have any characters of UTF-8", "[x509][san]") {
  const std::string name = "j\xc3\xb6rg!example";
  const auto user =
      SubjectOf(WithNames(OtherName(kUserName, EncodeDer(DerTag::kUtf8String, name))));
  REQUIRE(user.ok());
  CHECK(user->value == name);
}

TEST_CASE("a name is kept byte by byte", "[x509][san]") {
  const auto email = SubjectOf(WithNames(Name(1, "A@XN--Nxasmq6b.Example.")));
  REQUIRE(email.ok());
  CHECK(email->value == "A@XN--Nxasmq6b.Example.");
}

TEST_CASE("all names are read in their order, those of other kinds left out", "[x509][san]") {
  const Certificate certificate =
      TestIdentity::SelfSigned(
          SignerSpec("signer").Set("subjectAltName",
                                   "DNS:a.example,IP:192.0.2.1,email:a@a.example,URI:https://a/"
                                   ",RID:1.2.3,otherName:1.2.3.4;UTF8:x"))
          .Parse();
  const auto names = ReadSubjectAltNames(certificate);
  REQUIRE(names.ok());
  CHECK(*names == std::vector<SubjectAltName>{{SanType::kDns, "a.example"},
                                              {SanType::kEmail, "a@a.example"},
                                              {SanType::kUri, "https://a/"}});
}

TEST_CASE("a certificate without names has none", "[x509][san]") {
  const Certificate certificate = TestIdentity::SelfSigned(SignerSpec("signer")).Parse();
  const auto names = ReadSubjectAltNames(certificate);
  REQUIRE(names.ok());
  CHECK(names->empty());
  CHECK(ReasonOf(ReadFulcioSubject(certificate).status()) == Reason::kCertificateInvalid);
}

TEST_CASE("two names are no subject of Fulcio", "[x509][san]") {
  for (const char* names : {"email:a@a.example,email:b@a.example", "email:a@a.example,IP:192.0.2.1",
                            "email:a@a.example,URI:https://a/", "IP:192.0.2.1,IP:192.0.2.2"}) {
    CAPTURE(names);
    const absl::Status status =
        SubjectOf(SignerSpec("signer").Set("subjectAltName", names)).status();
    CHECK(ReasonOf(status) == Reason::kCertificateInvalid);
    CHECK(std::string(status.message()).find("are 2, expected exactly one") != std::string::npos);
  }
}

TEST_CASE("a name of another kind is no subject of Fulcio", "[x509][san]") {
  for (const char* name : {"DNS:a.example", "IP:192.0.2.1", "RID:1.2.3",
                           "otherName:1.3.6.1.4.1.57264.1.9;UTF8:foo!bar"}) {
    CAPTURE(name);
    const absl::Status status =
        SubjectOf(SignerSpec("signer").Set("subjectAltName", name)).status();
    CHECK(ReasonOf(status) == Reason::kCertificateInvalid);
    CHECK(std::string(status.message()).find("no email address") != std::string::npos);
  }
}

TEST_CASE("a name with a NUL is refused", "[x509][san]") {
  using std::string_view_literals::operator""sv;
  CheckUnread(WithNames(Name(1, "a@good.example\0.evil.example"sv)));
  CheckUnread(WithNames(Name(6, "https://good.example/\0"sv)));
  CheckUnread(WithNames(OtherName(kUserName, EncodeDer(DerTag::kUtf8String, "foo\0bar"sv))));
}

TEST_CASE("a name that is not of its kind's characters is refused", "[x509][san]") {
  CheckUnread(WithNames(Name(1, "a@g\xc3\xb6\xc3\xb6\x64.example")));
  CheckUnread(WithNames(Name(2, "g\xff.example")));
  CheckUnread(WithNames(Name(6, "https://g\xc3\xb6.example")));
}

TEST_CASE("an empty name is refused", "[x509][san]") {
  CheckUnread(WithNames(Name(1, "")));
  CheckUnread(WithNames(OtherName(kUserName, EncodeDer(DerTag::kUtf8String, ""))));
}

TEST_CASE("a user name of another encoding is refused", "[x509][san]") {
  CheckUnread(WithNames(OtherName(kUserName, EncodeDer(DerTag::kIa5String, "foo!bar"))));
}

TEST_CASE("names that BoringSSL cannot read make no certificate", "[x509][san]") {
  const std::string email = Name(1, "a@good.example");
  const std::string text = EncodeDer(DerTag::kUtf8String, "foo!bar");
  for (const std::string& names : {EncodeDer(DerTag::kSet, email), std::string("\x30\x00\x05", 3),
                                   EncodeDer(DerTag::kSequence, OtherName(kUserName, text + text)),
                                   EncodeDer(DerTag::kSequence, email) + "x",
                                   EncodeDer(DerTag::kSequence, email.substr(0, 5))}) {
    const auto spec = SignerSpec("signer").Set("2.5.29.17", RawExtension(names));
    CHECK(ReasonOf(Certificate::ParseDer(TestIdentity::SelfSigned(spec).der()).status()) ==
          Reason::kCertificateInvalid);
  }
}

TEST_CASE("a list without any name is refused", "[x509][san]") { CheckUnread(WithNames("")); }

}  // namespace
}  // namespace modelseal::x509
