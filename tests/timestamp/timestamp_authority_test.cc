// SPDX-License-Identifier: Apache-2.0
//
// Who may have made a timestamp, and when: certificates and authorities with one thing wrong.
#include "lib/timestamp/timestamp_authority.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/status.h"
#include "lib/base/time_range.h"
#include "lib/crypto/der_reader.h"
#include "lib/timestamp/timestamp.h"
#include "tests/support/test_ca.h"
#include "tests/support/test_tsa.h"
#include "tests/timestamp/timestamp_run.h"

namespace modelseal::timestamp {
namespace {

using crypto::ContextPrimitive;
using crypto::EncodeDer;
using testing::AuthoritySpec;
using testing::CertificateSpec;
using testing::CheckCertificateRefused;
using testing::CheckRefused;
using testing::GoodTsa;
using testing::IssuerAndSerialOf;
using testing::kSignedBytes;
using testing::kTestNow;
using testing::MakeAuthority;
using testing::MakeTimestamp;
using testing::ParseAll;
using testing::SignerSpec;
using testing::SigningCertificateOf;
using testing::TestIdentity;
using testing::TestKey;
using testing::TestTsa;
using testing::TimestampSignerSpec;
using testing::TimestampSpec;
using testing::VerifyIssued;
using testing::VerifyPinned;

constexpr int64_t kNowMs = kTestNow * 1000;
const std::string kUnrelated = "timestamp.signerInfo.sid";

TimestampSpec With(std::vector<std::string> certificates) {
  TimestampSpec spec;
  spec.certificates = std::move(certificates);
  return spec;
}

absl::StatusOr<VerifiedTimestamp> Verify(const TestIdentity& signer, const TimestampSpec& spec,
                                         const std::vector<TimestampAuthority>& authorities) {
  return VerifyTimestamp(MakeTimestamp(signer, kSignedBytes, spec), kSignedBytes, authorities);
}

// A signer by this specification, pinned, and with its certificate in the token alone.
std::vector<absl::StatusOr<VerifiedTimestamp>> VerifyBothWays(const CertificateSpec& spec,
                                                              int64_t time_ms = kNowMs) {
  TestTsa tsa;
  tsa.signer = tsa.intermediate.Issue(spec);
  TimestampSpec timestamp = With({tsa.signer.der()});
  timestamp.time_ms = time_ms;
  return {Verify(tsa.signer, timestamp, {MakeAuthority(tsa.chain())}),
          Verify(tsa.signer, timestamp, {MakeAuthority(tsa.issuers())})};
}

TEST_CASE("a signer that only the token names is found by its identifier", "[timestamp][signer]") {
  const TestTsa& tsa = GoodTsa();
  const auto result =
      VerifyIssued(With({tsa.root.der(), tsa.intermediate.der(), tsa.signer.der()}));
  INFO(result.status().message());
  REQUIRE(result.ok());
  CHECK(result->authority == "CN=TSA");
}

TEST_CASE("a token without its signer's certificate needs a pinned signer", "[timestamp][signer]") {
  TimestampSpec spec;
  CheckRefused(VerifyIssued(spec), kUnrelated);
  spec.has_certificates = false;
  CheckRefused(VerifyIssued(spec), kUnrelated);
}

TEST_CASE("an identifier of another certificate is refused", "[timestamp][signer]") {
  const TestIdentity other = GoodTsa().intermediate.Issue(TimestampSignerSpec("TSA"));
  TimestampSpec spec = With({GoodTsa().signer.der()});
  spec.signer_id = IssuerAndSerialOf(other);
  CheckRefused(VerifyPinned(spec), kUnrelated);
  CheckRefused(VerifyIssued(spec), kUnrelated);
}

TEST_CASE("a signer may be named by its key identifier", "[timestamp][signer]") {
  const std::string der = GoodTsa().signer.der();
  // subjectKeyIdentifier, OCTET STRING in OCTET STRING, 20 bytes.
  const std::string before("\x06\x03\x55\x1d\x0e\x04\x16\x04\x14", 9);
  TimestampSpec spec = With({der});
  spec.signer_version = 3;
  std::string identifier = der.substr(der.find(before) + before.size(), 20);
  spec.signer_id = EncodeDer(ContextPrimitive(0), identifier);
  CHECK(VerifyPinned(spec).ok());
  CHECK(VerifyIssued(spec).ok());
  identifier.back() ^= 1;
  spec.signer_id = EncodeDer(ContextPrimitive(0), identifier);
  CheckRefused(VerifyPinned(spec), kUnrelated);
  CheckRefused(VerifyIssued(spec), kUnrelated);
}

TEST_CASE("certificates injected into a token make no signer", "[timestamp][signer]") {
  const TestTsa& tsa = GoodTsa();
  // Everything about it is right but who issued it.
  const TestIdentity spoofed_root = TestIdentity::SelfSigned(AuthoritySpec("TSA intermediate"));
  const TestIdentity spoofed = spoofed_root.Issue(TimestampSignerSpec("TSA"));
  SECTION("beside the signer's they decide nothing") {
    CHECK(VerifyIssued(With({spoofed.der(), spoofed_root.der(), tsa.signer.der()})).ok());
  }
  SECTION("a good certificate beside the spoofed signer's does not help it") {
    const TimestampSpec spec = With({tsa.signer.der(), spoofed.der(), spoofed_root.der()});
    const auto result = Verify(spoofed, spec, testing::IssuingAuthorities());
    CheckCertificateRefused(result, "CN=TSA", "timestamp authority");
    CheckRefused(Verify(spoofed, spec, testing::PinnedAuthorities()), kUnrelated);
  }
  SECTION("a spoofed signer that takes over the identifier has the wrong hash or key") {
    TimestampSpec spec = With({spoofed.der(), tsa.signer.der()});
    spec.signer_id = IssuerAndSerialOf(tsa.signer);
    CheckRefused(Verify(spoofed, spec, testing::IssuingAuthorities()),
                 "timestamp.signerInfo.signedAttrs.signingCertificate.certHash");
    spec.SetAttribute(testing::kSigningCertificateV2Attribute, {SigningCertificateOf(tsa.signer)});
    CheckRefused(Verify(spoofed, spec, testing::IssuingAuthorities()),
                 "timestamp.signerInfo.signature");
    CheckRefused(Verify(spoofed, spec, testing::PinnedAuthorities()),
                 "timestamp.signerInfo.signature");
  }
}

TEST_CASE("bytes in the token that are no certificate decide nothing", "[timestamp][signer]") {
  const std::string no_certificate = EncodeDer(crypto::DerTag::kSequence, "");
  CHECK(VerifyIssued(With({no_certificate, GoodTsa().signer.der()})).ok());
}

TEST_CASE("a signing certificate not for timestamps alone is refused", "[timestamp][profile]") {
  CertificateSpec spec = TimestampSignerSpec("TSA");
  std::string problem = "extended key usage is not timeStamping alone";
  SECTION("usage not critical") {
    spec.Set("extendedKeyUsage", "timeStamping");
    problem = "extended key usage is not critical";
  }
  SECTION("another usage after it") {
    spec.Set("extendedKeyUsage", "critical,timeStamping,codeSigning");
  }
  SECTION("another usage before it") {
    spec.Set("extendedKeyUsage", "critical,codeSigning,timeStamping");
  }
  SECTION("another usage instead") { spec.Set("extendedKeyUsage", "critical,codeSigning"); }
  SECTION("any usage") { spec.Set("extendedKeyUsage", "critical,anyExtendedKeyUsage"); }
  SECTION("no usage") { spec.Set("extendedKeyUsage", ""); }
  SECTION("key usage without digitalSignature") {
    spec.Set("keyUsage", "critical,keyEncipherment");
    problem = "lacks digitalSignature";
  }
  for (const auto& result : VerifyBothWays(spec)) {
    CheckCertificateRefused(result, "CN=TSA", problem);
  }
}

TEST_CASE("a signing certificate needs no key usage", "[timestamp][profile]") {
  for (const auto& result : VerifyBothWays(TimestampSignerSpec("TSA").Set("keyUsage", ""))) {
    INFO(result.status().message());
    CHECK(result.ok());
  }
}

TEST_CASE("an authority does not sign timestamps itself", "[timestamp][profile]") {
  TestTsa tsa;
  CertificateSpec spec = TimestampSignerSpec("TSA");
  spec.Set("basicConstraints", "critical,CA:TRUE");
  spec.Set("keyUsage", "critical,digitalSignature,keyCertSign");
  SECTION("found in the token") {
    tsa.signer = tsa.intermediate.Issue(spec);
    CheckCertificateRefused(
        Verify(tsa.signer, With({tsa.signer.der()}), {MakeAuthority(tsa.issuers())}), "CN=TSA",
        "CA:TRUE");
  }
  SECTION("first in the trust root") {
    tsa.intermediate = tsa.root.Issue(spec);
    CheckRefused(Verify(tsa.intermediate, {}, {MakeAuthority(tsa.issuers())}), kUnrelated);
  }
}

TEST_CASE("a trust root may keep a signer that may not make timestamps", "[timestamp][profile]") {
  TestTsa tsa;
  tsa.signer =
      tsa.intermediate.Issue(TimestampSignerSpec("TSA").Set("extendedKeyUsage", "timeStamping"));
  CHECK(TimestampAuthority::Create(tsa.chain(), {}, "").ok());
}

TEST_CASE("genTime lies in the validity of every certificate, ends included", "[timestamp][time]") {
  CertificateSpec root_spec = AuthoritySpec("TSA root");
  CertificateSpec intermediate_spec = AuthoritySpec("TSA intermediate");
  CertificateSpec signer_spec = TimestampSignerSpec("TSA");
  CertificateSpec* narrow = nullptr;
  SECTION("signer") { narrow = &signer_spec; }
  SECTION("intermediate") { narrow = &intermediate_spec; }
  SECTION("root") { narrow = &root_spec; }
  narrow->not_before_seconds = kTestNow - 10;
  narrow->not_after_seconds = kTestNow + 10;
  const TestIdentity root = TestIdentity::SelfSigned(root_spec);
  const TestIdentity intermediate = root.Issue(intermediate_spec);
  const TestIdentity signer = intermediate.Issue(signer_spec);
  for (const auto& chain :
       {ParseAll({signer, intermediate, root}), ParseAll({intermediate, root})}) {
    const std::vector<TimestampAuthority> authorities = {MakeAuthority(chain)};
    const auto verify_at = [&](int64_t time_ms) {
      TimestampSpec spec = With({signer.der()});
      spec.time_ms = time_ms;
      return Verify(signer, spec, authorities);
    };
    CHECK(verify_at(kNowMs - 10'000).ok());
    CHECK(verify_at(kNowMs + 10'000).ok());
    for (const int64_t time_ms : {kNowMs - 10'001, kNowMs + 10'001}) {
      CheckCertificateRefused(verify_at(time_ms), "CN=" + narrow->common_name,
                              "timestamp authority");
    }
  }
}

TEST_CASE("genTime lies in the validity that the trust root gives, ends included",
          "[timestamp][time]") {
  const std::vector<TimestampAuthority> authorities = {
      MakeAuthority(GoodTsa().chain(), {kNowMs - 500, kNowMs + 500})};
  const auto verify_at = [&](int64_t time_ms) {
    TimestampSpec spec;
    spec.time_ms = time_ms;
    return Verify(GoodTsa().signer, spec, authorities);
  };
  CHECK(verify_at(kNowMs - 500).ok());
  CHECK(verify_at(kNowMs + 500).ok());
  CheckRefused(verify_at(kNowMs - 501), "timestamp.tstInfo.genTime");
  CheckRefused(verify_at(kNowMs + 501), "timestamp.tstInfo.genTime");
}

TEST_CASE("an authority does not borrow the validity of another of the same key and name",
          "[timestamp][time]") {
  const TestTsa& tsa = GoodTsa();
  const TestIdentity renewed = tsa.intermediate.Issue(TimestampSignerSpec("TSA"), tsa.signer.key());
  const std::vector<TimestampAuthority> authorities = {
      MakeAuthority(tsa.chain(), {0, kNowMs - 1}),
      MakeAuthority(ParseAll({renewed, tsa.intermediate, tsa.root}), {kNowMs, kNowMs + 1000})};
  CheckRefused(Verify(tsa.signer, {}, authorities), "timestamp.tstInfo.genTime");
  const auto result = Verify(renewed, {}, authorities);
  REQUIRE(result.ok());
  CHECK(result->authority_index == 1);
}

TEST_CASE("the authority that made it is found among others", "[timestamp][authority]") {
  const TestTsa& tsa = GoodTsa();
  // The same names, and serial numbers that differ.
  const TestTsa other;
  const std::vector<TimestampAuthority> authorities = {
      MakeAuthority(other.chain()), MakeAuthority(other.issuers()), MakeAuthority(tsa.chain())};
  const auto result = Verify(tsa.signer, With({tsa.signer.der()}), authorities);
  INFO(result.status().message());
  REQUIRE(result.ok());
  CHECK(result->authority_index == 2);
}

TEST_CASE("the failure of the authority that got farthest is reported", "[timestamp][authority]") {
  const TestTsa& tsa = GoodTsa();
  const TestTsa other;
  std::vector<TimestampAuthority> authorities = {
      MakeAuthority(tsa.chain(), {0, 1}), MakeAuthority(tsa.chain()), MakeAuthority(other.chain())};
  TimestampSpec spec;
  spec.change_signature = [](std::string& signature) { signature.back() ^= 1; };
  CheckRefused(Verify(tsa.signer, spec, authorities), "timestamp.signerInfo.signature");
}

TEST_CASE("a timestamp where the trust root has no authority is refused",
          "[timestamp][authority]") {
  CheckRefused(Verify(GoodTsa().signer, With({GoodTsa().signer.der()}), {}), kUnrelated);
}

TEST_CASE("a timestamp of an authority that is not in the trust root is refused",
          "[timestamp][authority]") {
  const TestIdentity root = TestIdentity::SelfSigned(AuthoritySpec("other root"));
  const TestIdentity signer = root.Issue(TimestampSignerSpec("other TSA"));
  const TimestampSpec spec = With({signer.der(), root.der()});
  CheckRefused(Verify(signer, spec, testing::PinnedAuthorities()), kUnrelated);
  CheckRefused(Verify(signer, spec, testing::IssuingAuthorities()), kUnrelated);
}

Reason RefusalOf(const std::vector<TestIdentity>& chain) {
  return ReasonOf(TimestampAuthority::Create(ParseAll(chain), {}, "").status());
}

TEST_CASE("an authority without certificate of an authority is refused", "[timestamp][authority]") {
  CHECK(RefusalOf({}) == Reason::kCertificateInvalid);
  CHECK(RefusalOf({GoodTsa().signer}) == Reason::kCertificateInvalid);
}

TEST_CASE("a chain of an authority whose links do not hold is refused", "[timestamp][authority]") {
  const TestTsa& tsa = GoodTsa();
  const TestTsa other;  // of the same names
  CHECK(RefusalOf({other.signer, tsa.intermediate, tsa.root}) == Reason::kCertificateInvalid);
  CHECK(RefusalOf({tsa.signer, tsa.intermediate, other.root}) == Reason::kCertificateInvalid);
  CHECK(RefusalOf({tsa.signer, tsa.root}) == Reason::kCertificateInvalid);
  CHECK(RefusalOf({tsa.signer, tsa.root, tsa.intermediate}) == Reason::kCertificateInvalid);
}

TEST_CASE("a chain of an authority that ends in an intermediate is trusted from there",
          "[timestamp][authority]") {
  const TestTsa& tsa = GoodTsa();
  const std::vector<TimestampAuthority> authorities = {
      MakeAuthority(ParseAll({tsa.signer, tsa.intermediate}))};
  CHECK(Verify(tsa.signer, {}, authorities).ok());
}

TEST_CASE("an intermediate for other purposes only is refused", "[timestamp][authority]") {
  TestTsa tsa;
  tsa.intermediate =
      tsa.root.Issue(AuthoritySpec("TSA intermediate").Set("extendedKeyUsage", "codeSigning"));
  tsa.signer = tsa.intermediate.Issue(TimestampSignerSpec("TSA"));
  CHECK(RefusalOf({tsa.signer, tsa.intermediate, tsa.root}) == Reason::kCertificateInvalid);
}

}  // namespace
}  // namespace modelseal::timestamp
