// SPDX-License-Identifier: Apache-2.0
//
// Fulcio's extensions in both encodings, and each in the wrong one.
#include "lib/x509/fulcio_extensions.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/status.h"
#include "lib/crypto/der_reader.h"
#include "tests/support/test_ca.h"

namespace modelseal::x509 {
namespace {

using crypto::DerTag;
using crypto::EncodeDer;
using std::string_view_literals::operator""sv;
using testing::CertificateSpec;
using testing::FulcioSpec;
using testing::RawExtension;
using testing::SignerSpec;
using testing::TestIdentity;

constexpr const char* kIssuer = "https://issuer.example";

std::string Oid(int number) { return "1.3.6.1.4.1.57264.1." + std::to_string(number); }

std::string Utf8(std::string_view text) { return EncodeDer(DerTag::kUtf8String, text); }

CertificateSpec Spec() { return FulcioSpec("email:a@good.example", kIssuer); }

absl::StatusOr<FulcioExtensions> Read(const CertificateSpec& spec) {
  return ReadFulcioExtensions(TestIdentity::SelfSigned(spec).Parse());
}

void CheckUnread(const CertificateSpec& spec, const std::string& mentioned) {
  const absl::Status status = Read(spec).status();
  REQUIRE(ReasonOf(status) == Reason::kCertificateInvalid);
  CAPTURE(status.message());
  CHECK(std::string(status.message()).find(mentioned) != std::string::npos);
}

TEST_CASE("all extensions are read in the order of their numbers", "[x509][fulcio]") {
  CertificateSpec spec = SignerSpec("signer");
  for (int number = 24; number >= 1; --number) {
    if (number != 7) {
      const std::string text = number == 1 || number == 8 ? kIssuer : "value " + Oid(number);
      spec.Set(Oid(number), RawExtension(number < 7 ? text : Utf8(text)));
    }
  }
  const auto extensions = Read(spec);
  REQUIRE(extensions.ok());
  CHECK(extensions->issuer == kIssuer);
  REQUIRE(extensions->all.size() == 23);
  CHECK(extensions->all[0] == FulcioExtension{Oid(1), "Issuer", kIssuer});
  CHECK(extensions->all[5] == FulcioExtension{Oid(6), "GitHub Workflow Ref", "value " + Oid(6)});
  CHECK(extensions->all[6] == FulcioExtension{Oid(8), "Issuer (V2)", kIssuer});
  CHECK(extensions->all[22] == FulcioExtension{Oid(24), "Token Subject", "value " + Oid(24)});
}

TEST_CASE("the issuer is read from either of its extensions", "[x509][fulcio]") {
  for (const int missing : {1, 8}) {
    const auto extensions = Read(Spec().Set(Oid(missing), ""));
    REQUIRE(extensions.ok());
    CHECK(extensions->issuer == kIssuer);
    CHECK(extensions->all.size() == 1);
  }
}

TEST_CASE("a certificate without extensions of Fulcio has no issuer", "[x509][fulcio]") {
  const auto extensions = Read(SignerSpec("signer"));
  REQUIRE(extensions.ok());
  CHECK(extensions->issuer.empty());
  CHECK(extensions->all.empty());
}

TEST_CASE("two different issuers are refused", "[x509][fulcio]") {
  CheckUnread(Spec().Set(Oid(1), RawExtension("https://other.example")), "names two issuers");
  CheckUnread(Spec().Set(Oid(8), RawExtension(Utf8(""))), "names two issuers");
}

TEST_CASE("an issuer with bytes behind it is refused", "[x509][fulcio]") {
  CheckUnread(Spec().Set(Oid(8), RawExtension(Utf8(kIssuer) + '\0')), Oid(8));
}

TEST_CASE("an issuer without its encoding is refused", "[x509][fulcio]") {
  CheckUnread(Spec().Set(Oid(8), RawExtension(kIssuer)), Oid(8));
}

TEST_CASE("an extension in another type of string is refused", "[x509][fulcio]") {
  CheckUnread(Spec().Set(Oid(14), RawExtension(EncodeDer(DerTag::kIa5String, "refs/heads/main"))),
              Oid(14));
  CheckUnread(Spec().Set(Oid(24), RawExtension("")), Oid(24));
}

TEST_CASE("a length that is not in its shortest form is refused", "[x509][fulcio]") {
  CheckUnread(Spec().Set(Oid(9), RawExtension("\x0c\x81\x01x"sv)), Oid(9));
}

TEST_CASE("text that is not UTF-8 or has a NUL is refused in both encodings", "[x509][fulcio]") {
  for (const std::string_view text : {"\xff"sv, "main\0evil"sv, "\xc0\x80"sv}) {
    CheckUnread(Spec().Set(Oid(6), RawExtension(text)), Oid(6));
    CheckUnread(Spec().Set(Oid(14), RawExtension(Utf8(text))), Oid(14));
  }
}

TEST_CASE("numbers that are not known are left out", "[x509][fulcio]") {
  const auto extensions =
      Read(Spec().Set(Oid(7), RawExtension("x")).Set(Oid(25), RawExtension("\xff")));
  REQUIRE(extensions.ok());
  CHECK(extensions->all.size() == 2);
}

TEST_CASE("an extension has its name by its identifier", "[x509][fulcio]") {
  CHECK(FulcioExtensionName(Oid(8)) == "Issuer (V2)");
  CHECK(FulcioExtensionName(Oid(24)) == "Token Subject");
  CHECK(FulcioExtensionName(Oid(7)).empty());
  CHECK(FulcioExtensionName("1.3.6.1.4.1.57264.1").empty());
  CHECK(FulcioExtensionName("").empty());
}

}  // namespace
}  // namespace modelseal::x509
