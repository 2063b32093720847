// SPDX-License-Identifier: Apache-2.0
//
// Paths from a signer to a trusted root: good ones, and good ones with one thing made wrong.
#include "lib/x509/chain.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "tests/support/test_ca.h"
#include "tests/support/test_data.h"

namespace modelseal::x509 {
namespace {

using testing::AnchorsOf;
using testing::AuthoritySpec;
using testing::CertificateSpec;
using testing::kTestNow;
using testing::ParseAll;
using testing::ReadTestData;
using testing::SignerSpec;
using testing::TestChain;
using testing::TestIdentity;
using testing::TestKey;

constexpr int64_t kDay = 86'400;

absl::StatusOr<std::vector<Certificate>> Verify(const TestIdentity& leaf,
                                                const std::vector<TestIdentity>& others,
                                                const std::vector<TestIdentity>& trusted,
                                                int64_t time_seconds = kTestNow) {
  return VerifyChain(leaf.Parse(), ParseAll(others), AnchorsOf(trusted), time_seconds);
}

Reason RefusalOf(const TestIdentity& leaf, const std::vector<TestIdentity>& others,
                 const std::vector<TestIdentity>& trusted) {
  return ReasonOf(Verify(leaf, others, trusted).status());
}

// A chain of root, intermediate and signer by these specs.
struct Trio {
  CertificateSpec root = AuthoritySpec("root");
  CertificateSpec intermediate = AuthoritySpec("intermediate");
  CertificateSpec signer = SignerSpec("signer");
};

absl::Status StatusOf(const Trio& trio, int64_t time_seconds = kTestNow) {
  const TestIdentity root = TestIdentity::SelfSigned(trio.root);
  const TestIdentity intermediate = root.Issue(trio.intermediate);
  const TestIdentity signer = intermediate.Issue(trio.signer);
  return Verify(signer, {intermediate}, {root}, time_seconds).status();
}

void CheckRefused(const Trio& trio, const std::string& subject) {
  const absl::Status status = StatusOf(trio);
  REQUIRE_FALSE(status.ok());
  CAPTURE(status.message());
  CHECK(ReasonOf(status) == Reason::kCertificateInvalid);
  CHECK(DetailOf(status, "subject") == subject);
}

TEST_CASE("a path goes from the signer to the root", "[x509][chain]") {
  const TestChain chain;
  const auto path = Verify(chain.signer, {chain.intermediate}, {chain.root});
  REQUIRE(path.ok());
  CHECK(*path == ParseAll({chain.signer, chain.intermediate, chain.root}));
}

TEST_CASE("a root may issue to signers itself", "[x509][chain]") {
  const TestIdentity root = TestIdentity::SelfSigned(AuthoritySpec("root"));
  const TestIdentity signer = root.Issue(SignerSpec("signer"));
  const auto path = Verify(signer, {}, {root});
  REQUIRE(path.ok());
  CHECK(path->size() == 2);
}

TEST_CASE("helping certificates may stand in any order, beside others and twice", "[x509][chain]") {
  const TestChain chain;
  const TestChain stranger;
  const TestIdentity lower = chain.intermediate.Issue(AuthoritySpec("lower"));
  const TestIdentity signer = lower.Issue(SignerSpec("signer"));
  const auto path = Verify(signer,
                           {chain.root, stranger.intermediate, chain.intermediate, signer, lower,
                            chain.intermediate, stranger.root},
                           {stranger.root, chain.root});
  REQUIRE(path.ok());
  CHECK(*path == ParseAll({signer, lower, chain.intermediate, chain.root}));
}

TEST_CASE("intermediates of the caller help where the bundle has none", "[x509][chain]") {
  const TestChain chain;
  CHECK(Verify(chain.signer, {}, {chain.intermediate, chain.root}).ok());
}

TEST_CASE("intermediates of the caller end no chain", "[x509][chain]") {
  const TestChain chain;
  CHECK(RefusalOf(chain.signer, {chain.intermediate}, {chain.intermediate}) ==
        Reason::kCertificateInvalid);
}

TEST_CASE("a signer that the caller names but that is not self-signed ends no chain",
          "[x509][chain]") {
  const TestChain chain;
  CHECK(RefusalOf(chain.signer, {chain.intermediate}, {chain.signer}) ==
        Reason::kCertificateInvalid);
}

TEST_CASE("without anything trusted there is no path", "[x509][chain]") {
  const TestChain chain;
  CHECK(RefusalOf(chain.signer, {chain.intermediate, chain.root}, {}) ==
        Reason::kCertificateInvalid);
}

TEST_CASE("a self-signed signer is trusted only by name", "[x509][chain]") {
  for (const char* usage : {"critical,digitalSignature", "critical,digitalSignature,keyCertSign"}) {
    CAPTURE(usage);
    const TestIdentity signer =
        TestIdentity::SelfSigned(SignerSpec("signer").Set("keyUsage", usage));
    const auto path = Verify(signer, {signer}, {signer});
    REQUIRE(path.ok());
    CHECK(path->size() == 1);
    CHECK(RefusalOf(signer, {signer}, {TestChain().root}) == Reason::kCertificateInvalid);
  }
}

TEST_CASE("a self-signed signer with the name of a trusted one is refused", "[x509][chain]") {
  const TestIdentity trusted = TestIdentity::SelfSigned(SignerSpec("signer"));
  const TestIdentity forged = TestIdentity::SelfSigned(SignerSpec("signer"));
  CHECK(RefusalOf(forged, {trusted}, {trusted}) == Reason::kCertificateInvalid);
}

TEST_CASE("a root that only the bundle brings gives no trust", "[x509][chain]") {
  const TestChain chain;
  const absl::Status status =
      Verify(chain.signer, {chain.intermediate, chain.root}, {TestChain().root}).status();
  CHECK(ReasonOf(status) == Reason::kCertificateInvalid);
  CHECK(DetailOf(status, "subject") == "CN=root");
}

TEST_CASE("a missing intermediate is told", "[x509][chain]") {
  const TestChain chain;
  const absl::Status status = Verify(chain.signer, {}, {chain.root}).status();
  CHECK(ReasonOf(status) == Reason::kCertificateInvalid);
  CHECK(DetailOf(status, "subject") == "CN=signer");
  CHECK(std::string(status.message()).find("issuer CN=intermediate") != std::string::npos);
}

TEST_CASE("an issuer of the right name and the wrong key is refused", "[x509][chain]") {
  for (const bool has_key_identifiers : {true, false}) {
    CAPTURE(has_key_identifiers);
    CertificateSpec authority = AuthoritySpec("intermediate");
    authority.has_key_identifiers = has_key_identifiers;
    CertificateSpec signer = SignerSpec("signer");
    signer.has_key_identifiers = has_key_identifiers;
    const TestIdentity root = TestIdentity::SelfSigned(AuthoritySpec("root"));
    const TestIdentity impostor = TestIdentity::SelfSigned(authority);
    CHECK(RefusalOf(impostor.Issue(signer), {root.Issue(authority)}, {root}) ==
          Reason::kCertificateInvalid);
  }
}

TEST_CASE("a signer with the name of its issuer is verified", "[x509][chain]") {
  const TestIdentity root = TestIdentity::SelfSigned(AuthoritySpec("root"));
  const TestIdentity intermediate = root.Issue(AuthoritySpec("intermediate"));
  const TestIdentity signer =
      intermediate.Issue(SignerSpec("intermediate").Set("basicConstraints", "critical,CA:TRUE"));
  const auto path = Verify(signer, {intermediate}, {root});
  REQUIRE(path.ok());
  CHECK(path->size() == 3);
}

TEST_CASE("a chain that OpenSSL made in the manner of the reference is verified", "[x509][chain]") {
  const auto read = [](const std::string& name) {
    auto parsed = Certificate::ParsePem(ReadTestData("x509/" + name + ".pem"));
    REQUIRE(parsed.ok());
    return parsed->front();
  };
  TrustAnchors anchors;
  REQUIRE(anchors.AddPem(ReadTestData("x509/root.pem")).ok());
  const std::vector<Certificate> others = {read("intermediate")};
  CHECK(VerifyChain(read("signer"), others, anchors, kTestNow).ok());
  CHECK(VerifyChain(read("names"), others, anchors, kTestNow).ok());
}

TEST_CASE("a signer cannot issue to others", "[x509][chain]") {
  const TestChain chain;
  const TestIdentity below = chain.signer.Issue(SignerSpec("below"));
  CHECK(RefusalOf(below, {chain.signer, chain.intermediate}, {chain.root}) ==
        Reason::kCertificateInvalid);
}

TEST_CASE("an intermediate without CA:TRUE is refused", "[x509][chain]") {
  Trio trio;
  SECTION("CA:FALSE") { trio.intermediate.Set("basicConstraints", "critical,CA:FALSE"); }
  SECTION("no basic constraints") { trio.intermediate.Set("basicConstraints", ""); }
  CheckRefused(trio, "CN=intermediate");
}

TEST_CASE("an intermediate that may not sign certificates is refused", "[x509][chain]") {
  Trio trio;
  trio.intermediate.Set("keyUsage", "critical,digitalSignature");
  CHECK(ReasonOf(StatusOf(trio)) == Reason::kCertificateInvalid);
}

TEST_CASE("an authority without a key usage may issue", "[x509][chain]") {
  Trio trio;
  trio.root.Set("keyUsage", "");
  trio.intermediate.Set("keyUsage", "");
  CHECK(StatusOf(trio).ok());
}

TEST_CASE("a root is held to the rules of authorities", "[x509][chain]") {
  Trio trio;
  SECTION("CA:FALSE") { trio.root.Set("basicConstraints", "critical,CA:FALSE"); }
  SECTION("no basic constraints") { trio.root.Set("basicConstraints", ""); }
  SECTION("version 1") {
    trio.root.extensions.clear();
    trio.root.version = 1;
  }
  CheckRefused(trio, "CN=root");
}

TEST_CASE("a path longer than an intermediate allows is refused", "[x509][chain][path-length]") {
  const TestIdentity root = TestIdentity::SelfSigned(AuthoritySpec("root"));
  const TestIdentity upper =
      root.Issue(AuthoritySpec("upper").Set("basicConstraints", "critical,CA:TRUE,pathlen:0"));
  CHECK(Verify(upper.Issue(SignerSpec("signer")), {upper}, {root}).ok());
  const TestIdentity lower = upper.Issue(AuthoritySpec("lower"));
  const absl::Status status =
      Verify(lower.Issue(SignerSpec("signer")), {upper, lower}, {root}).status();
  CHECK(ReasonOf(status) == Reason::kCertificateInvalid);
  CHECK(DetailOf(status, "subject") == "CN=upper");
}

TEST_CASE("a path longer than the root allows is refused", "[x509][chain][path-length]") {
  Trio trio;
  trio.root.Set("basicConstraints", "critical,CA:TRUE,pathlen:1");
  CHECK(StatusOf(trio).ok());
  trio.root.Set("basicConstraints", "critical,CA:TRUE,pathlen:0");
  CheckRefused(trio, "CN=root");
}

TEST_CASE("an authority that is a signer adds nothing to the length of its path",
          "[x509][chain][path-length]") {
  Trio trio;
  trio.intermediate.Set("basicConstraints", "critical,CA:TRUE,pathlen:0");
  trio.signer.Set("basicConstraints", "critical,CA:TRUE");
  CHECK(StatusOf(trio).ok());
}

TEST_CASE("an authority that certifies its own new key adds nothing to the length of a path",
          "[x509][chain][path-length]") {
  const TestIdentity root = TestIdentity::SelfSigned(
      AuthoritySpec("root").Set("basicConstraints", "critical,CA:TRUE,pathlen:0"));
  const TestIdentity new_key = root.Issue(AuthoritySpec("root"));
  const auto path = Verify(new_key.Issue(SignerSpec("signer")), {new_key}, {root});
  REQUIRE(path.ok());
  CHECK(path->size() == 3);
}

TEST_CASE("a path of more certificates than the cap is refused", "[x509][chain][path-length]") {
  const TestIdentity root = TestIdentity::SelfSigned(AuthoritySpec("root"));
  std::vector<TestIdentity> authorities = {root};
  const size_t longest = limits::kMaxCertificates - 1;
  for (size_t i = 0; i < longest; ++i) {
    authorities.push_back(authorities.back().Issue(AuthoritySpec("a" + std::to_string(i))));
  }
  CHECK(Verify(authorities.back().Issue(SignerSpec("signer")), authorities, {root}).ok());
  authorities.push_back(authorities.back().Issue(AuthoritySpec("one more")));
  CHECK(RefusalOf(authorities.back().Issue(SignerSpec("signer")), authorities, {root}) ==
        Reason::kCertificateInvalid);
}

TEST_CASE("a critical extension that nobody knows is refused in every certificate",
          "[x509][chain][extension]") {
  Trio trio;
  std::string subject;
  SECTION("signer") {
    trio.signer.Set("1.2.3.4", "critical,DER:0500");
    subject = "CN=signer";
  }
  SECTION("intermediate") {
    trio.intermediate.Set("1.2.3.4", "critical,DER:0500");
    subject = "CN=intermediate";
  }
  SECTION("root") {
    trio.root.Set("1.2.3.4", "critical,DER:0500");
    subject = "CN=root";
  }
  CheckRefused(trio, subject);
  CHECK(std::string(StatusOf(trio).message()).find("1.2.3.4") != std::string::npos);
}

TEST_CASE("a critical extension that nobody knows is refused in a trusted signer",
          "[x509][chain][extension]") {
  const TestIdentity signer =
      TestIdentity::SelfSigned(SignerSpec("signer").Set("1.2.3.4", "critical,DER:0500"));
  CHECK(RefusalOf(signer, {}, {signer}) == Reason::kCertificateInvalid);
}

TEST_CASE("an extension that nobody knows is no fault if it is not critical",
          "[x509][chain][extension]") {
  Trio trio;
  trio.signer.Set("1.2.3.4", "DER:0500");
  CHECK(StatusOf(trio).ok());
}

TEST_CASE("policies that would have to be processed are refused", "[x509][chain][extension]") {
  Trio trio;
  trio.intermediate.Set("policyConstraints", "critical,requireExplicitPolicy:0");
  CheckRefused(trio, "CN=intermediate");
}

TEST_CASE("policies that are only named are no fault", "[x509][chain][extension]") {
  Trio trio;
  trio.signer.Set("certificatePolicies", "critical,1.2.3.4");
  CHECK(StatusOf(trio).ok());
}

TEST_CASE("names must be within the constraints of every issuer", "[x509][chain][extension]") {
  Trio trio;
  trio.intermediate.Set("nameConstraints", "critical,permitted;email:good.example");
  trio.signer.Set("subjectAltName", "email:a@good.example");
  CHECK(StatusOf(trio).ok());
  trio.signer.Set("subjectAltName", "email:a@bad.example");
  CheckRefused(trio, "CN=signer");
}

TEST_CASE("a signature with SHA-1 is refused below the root", "[x509][chain][algorithm]") {
  Trio trio;
  trio.signer.digest = "SHA1";
  CheckRefused(trio, "CN=signer");
}

TEST_CASE("the signature of a root on itself is not judged", "[x509][chain][algorithm]") {
  Trio trio;
  trio.root.digest = "SHA1";
  CHECK(StatusOf(trio).ok());
}

TEST_CASE("SHA-384 and SHA-512 are accepted", "[x509][chain][algorithm]") {
  Trio trio;
  trio.intermediate.digest = "SHA384";
  trio.signer.digest = "SHA512";
  CHECK(StatusOf(trio).ok());
}

TEST_CASE("authorities have RSA keys of 2048 bits or more", "[x509][chain][algorithm]") {
  Trio trio;
  SECTION("intermediate") {
    trio.intermediate.kind = TestKey::Kind::kRsa2048;
    CHECK(StatusOf(trio).ok());
    trio.intermediate.kind = TestKey::Kind::kRsa1024;
    CheckRefused(trio, "CN=intermediate");
  }
  SECTION("root") {
    trio.root.kind = TestKey::Kind::kRsa2048;
    CHECK(StatusOf(trio).ok());
    trio.root.kind = TestKey::Kind::kRsa1024;
    CheckRefused(trio, "CN=root");
  }
}

TEST_CASE("authorities have no Ed25519 keys", "[x509][chain][algorithm]") {
  Trio trio;
  trio.intermediate.kind = TestKey::Kind::kEd25519;
  trio.signer.digest = "";
  CHECK(ReasonOf(StatusOf(trio)) == Reason::kCertificateInvalid);
}

TEST_CASE("an intermediate for other purposes only is refused", "[x509][chain][usage]") {
  Trio trio;
  trio.intermediate.Set("extendedKeyUsage", "serverAuth");
  CheckRefused(trio, "CN=intermediate");
}

TEST_CASE("an intermediate for code signing or for anything is accepted", "[x509][chain][usage]") {
  Trio trio;
  for (const char* usage : {"codeSigning", "anyExtendedKeyUsage", "serverAuth,codeSigning"}) {
    trio.intermediate.Set("extendedKeyUsage", usage);
    CHECK(StatusOf(trio).ok());
  }
}

TEST_CASE("every certificate of the path must be valid at the time", "[x509][chain][time]") {
  Trio trio;
  CertificateSpec* spec = nullptr;
  SECTION("signer") { spec = &trio.signer; }
  SECTION("intermediate") { spec = &trio.intermediate; }
  SECTION("root") { spec = &trio.root; }
  spec->not_before_seconds = kTestNow - 10;
  spec->not_after_seconds = kTestNow + 10;
  const TestIdentity root = TestIdentity::SelfSigned(trio.root);
  const TestIdentity intermediate = root.Issue(trio.intermediate);
  const TestIdentity signer = intermediate.Issue(trio.signer);
  const auto status_at = [&](int64_t time_seconds) {
    return Verify(signer, {intermediate}, {root}, time_seconds).status();
  };
  CHECK(status_at(kTestNow - 10).ok());
  CHECK(status_at(kTestNow + 10).ok());
  const absl::Status early = status_at(kTestNow - 11);
  CHECK(ReasonOf(early) == Reason::kCertificateExpired);
  CHECK(DetailOf(early, "subject") == "CN=" + spec->common_name);
  CHECK(DetailOf(early, "expected") == "2029-12-31T23:59:50Z to 2030-01-01T00:00:10Z");
  CHECK(DetailOf(early, "actual") == "2029-12-31T23:59:49Z");
  const absl::Status late = status_at(kTestNow + 11);
  CHECK(ReasonOf(late) == Reason::kCertificateExpired);
  CHECK(DetailOf(late, "subject") == "CN=" + spec->common_name);
}

TEST_CASE("a trusted signer must be valid at the time", "[x509][chain][time]") {
  CertificateSpec spec = SignerSpec("signer");
  spec.not_after_seconds = kTestNow - 1;
  const TestIdentity signer = TestIdentity::SelfSigned(spec);
  CHECK(RefusalOf(signer, {}, {signer}) == Reason::kCertificateExpired);
}

TEST_CASE("a chain that is wrong and expired is called wrong", "[x509][chain][time]") {
  Trio trio;
  trio.signer.not_after_seconds = kTestNow - 1;
  trio.intermediate.Set("basicConstraints", "critical,CA:FALSE");
  CheckRefused(trio, "CN=intermediate");
}

TEST_CASE("an intermediate that was renewed is found beside the old one", "[x509][chain][time]") {
  const TestIdentity root = TestIdentity::SelfSigned(AuthoritySpec("root"));
  CertificateSpec spec = AuthoritySpec("intermediate");
  spec.not_after_seconds = kTestNow - kDay / 2;
  const TestIdentity old = root.Issue(spec);
  const TestIdentity renewed = root.Issue(AuthoritySpec("intermediate"), old.key());
  const TestIdentity signer = renewed.Issue(SignerSpec("signer"));
  for (const auto& others : {std::vector{old, renewed}, std::vector{renewed, old}}) {
    const auto path = Verify(signer, others, {root});
    REQUIRE(path.ok());
    CHECK(path->at(1).der() == renewed.der());
  }
}

TEST_CASE("a root that was renewed is found beside the old one", "[x509][chain][time]") {
  CertificateSpec spec = AuthoritySpec("root");
  spec.not_after_seconds = kTestNow - kDay / 2;
  const TestIdentity old = TestIdentity::SelfSigned(spec);
  // A self-signed certificate is what an identity issues under its own name and key.
  const TestIdentity renewed = old.Issue(AuthoritySpec("root"), old.key());
  REQUIRE(renewed.Parse().IsSelfSigned());
  const TestIdentity signer = renewed.Issue(SignerSpec("signer"));
  for (const auto& trusted : {std::vector{old, renewed}, std::vector{renewed, old}}) {
    const auto path = Verify(signer, {}, trusted);
    REQUIRE(path.ok());
    CHECK(path->at(1).der() == renewed.der());
  }
  CHECK(RefusalOf(signer, {}, {old}) == Reason::kCertificateExpired);
}

}  // namespace
}  // namespace modelseal::x509
