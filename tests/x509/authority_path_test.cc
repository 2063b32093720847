// SPDX-License-Identifier: Apache-2.0
//
// Trusted authorities and what they issued: good ones, and good ones with one thing made wrong.
#include "lib/x509/authority_path.h"

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/crypto/der_reader.h"
#include "tests/support/test_ca.h"

namespace modelseal::x509 {
namespace {

using testing::AuthoritySpec;
using testing::CertificateSpec;
using testing::FulcioSpec;
using testing::kTestNow;
using testing::ParseAll;
using testing::SignerSpec;
using testing::TestChain;
using testing::TestIdentity;
using testing::TestKey;

absl::StatusOr<AuthorityPath> Create(const std::vector<TestIdentity>& chain,
                                     ExtendedUsage usage = ExtendedUsage::kCodeSigning) {
  return AuthorityPath::Create(ParseAll(chain), usage);
}

AuthorityPath PathOf(const std::vector<TestIdentity>& chain) {
  auto path = Create(chain);
  INFO(path.status().ToString());
  REQUIRE(path.ok());
  return *std::move(path);
}

CertificateSpec LeafSpec() { return FulcioSpec("email:a@good.example", "https://issuer.example"); }

// Root, intermediate and leaf by these specs.
struct Trio {
  CertificateSpec root = AuthoritySpec("root");
  CertificateSpec intermediate = AuthoritySpec("intermediate");
  CertificateSpec leaf = LeafSpec();
};

void CheckRefused(const absl::Status& status, const std::string& subject,
                  const std::string& problem) {
  REQUIRE_FALSE(status.ok());
  CAPTURE(status.message());
  CHECK(ReasonOf(status) == Reason::kCertificateInvalid);
  CHECK(DetailOf(status, "subject") == subject);
  CHECK(std::string(status.message()).find(problem) != std::string::npos);
}

void CheckPathRefused(const Trio& trio, const std::string& subject, const std::string& problem) {
  const TestIdentity root = TestIdentity::SelfSigned(trio.root);
  CheckRefused(Create({root.Issue(trio.intermediate), root}).status(), subject, problem);
}

absl::Status VerifyLeaf(const Trio& trio) {
  const TestIdentity root = TestIdentity::SelfSigned(trio.root);
  const TestIdentity intermediate = root.Issue(trio.intermediate);
  const AuthorityPath path = PathOf({intermediate, root});
  return path.VerifyIssued(intermediate.Issue(trio.leaf).Parse());
}

TEST_CASE("a leaf without a subject was issued by the path's first authority", "[x509][path]") {
  const TestChain chain;
  const AuthorityPath path = PathOf({chain.intermediate, chain.root});
  const Certificate leaf = chain.intermediate.Issue(LeafSpec()).Parse();
  CHECK(leaf.subject().empty());
  CHECK(path.chain() == ParseAll({chain.intermediate, chain.root}));
  CHECK(path.issuer() == chain.intermediate.Parse());
  CHECK(path.MayHaveIssued(leaf));
  CHECK(path.VerifyIssued(leaf).ok());
}

TEST_CASE("a leaf may have a key of any kind", "[x509][path]") {
  const TestChain chain;
  const AuthorityPath path = PathOf({chain.intermediate, chain.root});
  for (const TestKey::Kind kind : {TestKey::Kind::kP521, TestKey::Kind::kEd25519}) {
    CertificateSpec spec = LeafSpec();
    spec.kind = kind;
    CHECK(path.VerifyIssued(chain.intermediate.Issue(spec).Parse()).ok());
  }
}

TEST_CASE("a path of one authority needs no signature of its own", "[x509][path]") {
  const TestChain chain;
  // Trusted as it is, though another signed it.
  const AuthorityPath path = PathOf({chain.intermediate});
  CHECK(path.VerifyIssued(chain.signer.Parse()).ok());
  CHECK(PathOf({chain.root}).VerifyIssued(chain.root.Issue(LeafSpec()).Parse()).ok());
}

TEST_CASE("above the issuer the same path goes on to the anchor", "[x509][path]") {
  const TestIdentity root = TestIdentity::SelfSigned(AuthoritySpec("root"));
  const TestIdentity intermediate =
      root.Issue(AuthoritySpec("intermediate")
                     .Set("nameConstraints", "critical,permitted;email:good.example"));
  const TestIdentity lower = intermediate.Issue(AuthoritySpec("lower"));
  const std::optional<AuthorityPath> above = PathOf({lower, intermediate, root}).Above();
  REQUIRE(above);
  CHECK(above->chain() == ParseAll({intermediate, root}));
  CHECK(above->VerifyIssued(intermediate.Issue(LeafSpec()).Parse()).ok());
  CheckRefused(above->VerifyIssued(lower.Issue(LeafSpec()).Parse()), "", "was not issued by");
  const auto other = FulcioSpec("email:a@other.example", "https://issuer.example");
  CheckRefused(above->VerifyIssued(intermediate.Issue(other).Parse()), "",
               "outside the constraints");
  REQUIRE(above->Above());
  CHECK(above->Above()->issuer() == root.Parse());
  CHECK_FALSE(above->Above()->Above());
}

TEST_CASE("a path must have one to the cap of authorities", "[x509][path]") {
  CHECK(ReasonOf(Create({}).status()) == Reason::kCertificateInvalid);
  std::vector<TestIdentity> chain = {TestIdentity::SelfSigned(AuthoritySpec("root"))};
  while (chain.size() < limits::kMaxCertificates) {
    chain.insert(chain.begin(), chain.front().Issue(AuthoritySpec("authority")));
  }
  CHECK(Create(chain).ok());
  chain.insert(chain.begin(), chain.front().Issue(AuthoritySpec("authority")));
  CHECK(ReasonOf(Create(chain).status()) == Reason::kCertificateInvalid);
}

TEST_CASE("authorities in another order are no path", "[x509][path]") {
  const TestChain chain;
  CheckRefused(Create({chain.root, chain.intermediate}).status(), "CN=root", "was not issued by");
}

TEST_CASE("an intermediate whose signature does not hold is no part of a path", "[x509][path]") {
  CertificateSpec spec = AuthoritySpec("root");
  spec.has_key_identifiers = false;
  const TestIdentity root = TestIdentity::SelfSigned(spec);
  const TestIdentity impostor = TestIdentity::SelfSigned(spec);
  CheckRefused(Create({impostor.Issue(AuthoritySpec("intermediate")), root}).status(),
               "CN=intermediate", "was not signed by the key of its issuer");
}

TEST_CASE("authorities are held to their rules when a path is made", "[x509][path]") {
  Trio trio;
  SECTION("CA:FALSE") {
    trio.intermediate.Set("basicConstraints", "critical,CA:FALSE");
    CheckPathRefused(trio, "CN=intermediate", "is not that of an authority");
  }
  SECTION("no keyCertSign") {
    trio.root.Set("keyUsage", "critical,cRLSign");
    CheckPathRefused(trio, "CN=root", "is not that of an authority");
  }
  SECTION("path length") {
    trio.root.Set("basicConstraints", "critical,CA:TRUE,pathlen:0");
    CheckPathRefused(trio, "CN=root", "allows 0 authorities below it");
  }
  SECTION("unknown critical extension") {
    trio.intermediate.Set("1.2.3.4", "critical,DER:0500");
    CheckPathRefused(trio, "CN=intermediate", "1.2.3.4");
  }
  SECTION("short key") {
    trio.root.kind = TestKey::Kind::kRsa1024;
    CheckPathRefused(trio, "CN=root", "RSA key of 1024 bits");
  }
  SECTION("SHA-1") {
    trio.intermediate.digest = "SHA1";
    CheckPathRefused(trio, "CN=intermediate", "is signed with");
  }
  SECTION("name outside the constraints") {
    trio.root.Set("nameConstraints", "critical,permitted;email:good.example");
    trio.intermediate.Set("subjectAltName", "email:ca@bad.example");
    CheckPathRefused(trio, "CN=intermediate", "outside the constraints");
  }
}

TEST_CASE("an intermediate must be for the usage of the path", "[x509][path]") {
  const TestIdentity root = TestIdentity::SelfSigned(AuthoritySpec("root"));
  const auto create = [&](const char* usages, ExtendedUsage usage) {
    return Create({root.Issue(AuthoritySpec("i").Set("extendedKeyUsage", usages)), root}, usage)
        .status();
  };
  CHECK(create("codeSigning", ExtendedUsage::kCodeSigning).ok());
  CHECK(create("anyExtendedKeyUsage", ExtendedUsage::kTimeStamping).ok());
  CHECK(create("timeStamping", ExtendedUsage::kTimeStamping).ok());
  CheckRefused(create("timeStamping", ExtendedUsage::kCodeSigning), "CN=i", "code signing");
  CheckRefused(create("codeSigning", ExtendedUsage::kTimeStamping), "CN=i", "timestamping");
}

TEST_CASE("a leaf of another issuer's name is refused", "[x509][path]") {
  const TestChain chain;
  const AuthorityPath path = PathOf({chain.intermediate, chain.root});
  const Certificate leaf = chain.root.Issue(LeafSpec()).Parse();
  CHECK_FALSE(path.MayHaveIssued(leaf));
  CheckRefused(path.VerifyIssued(leaf), "", "was not issued by");
}

TEST_CASE("of two authorities with one name that which signed is found by signature",
          "[x509][path]") {
  for (const bool has_key_identifiers : {true, false}) {
    CAPTURE(has_key_identifiers);
    CertificateSpec authority = AuthoritySpec("intermediate");
    authority.has_key_identifiers = has_key_identifiers;
    CertificateSpec spec = LeafSpec();
    spec.has_key_identifiers = has_key_identifiers;
    const TestIdentity root = TestIdentity::SelfSigned(AuthoritySpec("root"));
    const TestIdentity first = root.Issue(authority);
    const TestIdentity second = root.Issue(authority);
    const Certificate leaf = second.Issue(spec).Parse();
    CHECK(PathOf({first, root}).MayHaveIssued(leaf));
    CHECK(ReasonOf(PathOf({first, root}).VerifyIssued(leaf)) == Reason::kCertificateInvalid);
    CHECK(PathOf({second, root}).VerifyIssued(leaf).ok());
  }
}

TEST_CASE("a leaf with another key identifier of its issuer is refused", "[x509][path]") {
  const TestIdentity root = TestIdentity::SelfSigned(AuthoritySpec("root"));
  CertificateSpec spec = LeafSpec();
  spec.has_key_identifiers = false;
  const std::string identifier = std::string("\x30\x06\x80\x04") + "abcd";
  spec.Set("2.5.29.35", testing::RawExtension(identifier));
  CheckRefused(PathOf({root}).VerifyIssued(root.Issue(spec).Parse()), "", "was not issued by");
}

TEST_CASE("a leaf that was changed after it was signed is refused", "[x509][path]") {
  const TestChain chain;
  std::string der = chain.intermediate.Issue(LeafSpec()).der();
  const size_t at = der.find("a@good.example");
  REQUIRE(at != std::string::npos);
  der[at] = 'b';
  const auto leaf = Certificate::ParseDer(der);
  REQUIRE(leaf.ok());
  CheckRefused(PathOf({chain.intermediate, chain.root}).VerifyIssued(*leaf), "",
               "was not signed by the key of its issuer");
}

// NULL is allowed to an algorithm, but then it must be signed as well.
TEST_CASE("a leaf whose algorithm outside differs from the one signed is refused", "[x509][path]") {
  using crypto::DerReader;
  using crypto::DerTag;
  using crypto::EncodeDer;
  const TestChain chain;
  const std::string der = chain.intermediate.Issue(LeafSpec()).der();
  DerReader outer = *DerReader(der).Enter(DerTag::kSequence);
  const std::string tbs(*outer.ReadWholeElement(DerTag::kSequence));
  const std::string algorithm(*outer.ReadElement(DerTag::kSequence));
  const std::string with_null = algorithm + EncodeDer(DerTag::kNull, "");
  const auto leaf = Certificate::ParseDer(
      EncodeDer(DerTag::kSequence,
                tbs + EncodeDer(DerTag::kSequence, with_null) + std::string(outer.rest())));
  REQUIRE(leaf.ok());
  CheckRefused(PathOf({chain.intermediate, chain.root}).VerifyIssued(*leaf), "",
               "was not signed by the key of its issuer");
}

TEST_CASE("leaves are told apart as before when the issuer's key is prepared", "[x509][path]") {
  CertificateSpec issuer_spec = AuthoritySpec("issuer");
  issuer_spec.kind = TestKey::Kind::kP384;
  CertificateSpec leaf_spec = LeafSpec();
  leaf_spec.digest = "SHA384";
  const TestIdentity issuer = TestIdentity::SelfSigned(issuer_spec);
  const AuthorityPath path = PathOf({issuer});
  const TestIdentity leaf = issuer.Issue(leaf_spec);
  std::string changed = leaf.der();
  changed[changed.find("a@good.example")] = 'b';
  for (int i = 0; i < 20; ++i) {
    CHECK(path.VerifyIssued(leaf.Parse()).ok());
    CheckRefused(path.VerifyIssued(*Certificate::ParseDer(changed)), "",
                 "was not signed by the key of its issuer");
  }
}

TEST_CASE("a self-signed leaf is not issued by an authority of its name", "[x509][path]") {
  const TestIdentity root = TestIdentity::SelfSigned(AuthoritySpec("root"));
  const TestIdentity leaf = TestIdentity::SelfSigned(SignerSpec("root"));
  CHECK(ReasonOf(PathOf({root}).VerifyIssued(leaf.Parse())) == Reason::kCertificateInvalid);
}

TEST_CASE("an authority of the path is no leaf of it", "[x509][path]") {
  const TestChain chain;
  CheckRefused(PathOf({chain.root}).VerifyIssued(chain.root.Parse()), "CN=root",
               "is one of the trusted authorities");
  const AuthorityPath path = PathOf({chain.intermediate, chain.root});
  CheckRefused(path.VerifyIssued(chain.intermediate.Parse()), "CN=intermediate",
               "is one of the trusted authorities");
}

TEST_CASE("a critical extension that nobody knows is refused in the leaf", "[x509][path]") {
  Trio trio;
  trio.leaf.Set("1.2.3.4", "critical,DER:0500");
  CheckRefused(VerifyLeaf(trio), "", "1.2.3.4");
}

TEST_CASE("a leaf that is signed with SHA-1 is refused", "[x509][path]") {
  Trio trio;
  trio.leaf.digest = "SHA1";
  CheckRefused(VerifyLeaf(trio), "", "is signed with");
}

TEST_CASE("a leaf's names must be within the constraints of every authority", "[x509][path]") {
  Trio trio;
  SECTION("root") { trio.root.Set("nameConstraints", "critical,permitted;email:good.example"); }
  SECTION("issuer") {
    trio.intermediate.Set("nameConstraints", "critical,permitted;email:good.example");
  }
  SECTION("excluded") { trio.root.Set("nameConstraints", "critical,excluded;email:bad.example"); }
  CHECK(VerifyLeaf(trio).ok());
  trio.leaf.Set("subjectAltName", "critical,email:a@bad.example");
  CheckRefused(VerifyLeaf(trio), "", "outside the constraints");
}

TEST_CASE("a constraint on a kind of name that cannot be compared holds off such names",
          "[x509][path]") {
  Trio trio;
  trio.root.Set("nameConstraints", "critical,permitted;otherName:1.3.6.1.4.1.57264.1.7;UTF8:foo");
  CHECK(VerifyLeaf(trio).ok());
  trio.leaf.Set("subjectAltName", "critical,otherName:1.3.6.1.4.1.57264.1.7;UTF8:foo");
  CheckRefused(VerifyLeaf(trio), "", "outside the constraints");
}

TEST_CASE("an X.400 address is never compared with one of a constraint", "[x509][path]") {
  // CVE-2023-0286: a name of the type [3] was taken for something else than it was read as.
  const std::string address = crypto::EncodeDer(crypto::ContextConstructed(3), "\x02\x01\x01");
  Trio trio;
  trio.root.Set("2.5.29.30",
                testing::RawExtension(
                    crypto::EncodeDer(
                        crypto::DerTag::kSequence,
                        crypto::EncodeDer(crypto::ContextConstructed(1),
                                          crypto::EncodeDer(crypto::DerTag::kSequence, address))),
                    true));
  trio.leaf.Set("subjectAltName", "");
  trio.leaf.Set("2.5.29.17",
                testing::RawExtension(crypto::EncodeDer(crypto::DerTag::kSequence, address), true));
  CheckRefused(VerifyLeaf(trio), "", "outside the constraints");
}

TEST_CASE("leaf, intermediate and root must all be valid at the time", "[x509][path][time]") {
  Trio trio;
  CertificateSpec* spec = nullptr;
  std::string subject;
  SECTION("leaf") { spec = &trio.leaf; }
  SECTION("intermediate") {
    spec = &trio.intermediate;
    subject = "CN=intermediate";
  }
  SECTION("root") {
    spec = &trio.root;
    subject = "CN=root";
  }
  spec->not_before_seconds = kTestNow - 10;
  spec->not_after_seconds = kTestNow + 10;
  const TestIdentity root = TestIdentity::SelfSigned(trio.root);
  const TestIdentity intermediate = root.Issue(trio.intermediate);
  const Certificate leaf = intermediate.Issue(trio.leaf).Parse();
  const AuthorityPath path = PathOf({intermediate, root});
  const int64_t begin = (kTestNow - 10) * 1000;
  const int64_t end = (kTestNow + 10) * 1000;
  CHECK(path.VerifyIssued(leaf).ok());
  CHECK(path.CheckValidAt(leaf, begin).ok());
  CHECK(path.CheckValidAt(leaf, end).ok());
  for (const int64_t outside : {begin - 1000, begin - 1, end + 1, end + 1000}) {
    const absl::Status status = path.CheckValidAt(leaf, outside);
    CHECK(ReasonOf(status) == Reason::kCertificateExpired);
    CHECK(DetailOf(status, "subject") == subject);
  }
  const absl::Status early = path.CheckValidAt(leaf, begin - 1);
  CHECK(DetailOf(early, "expected") == "2029-12-31T23:59:50Z to 2030-01-01T00:00:10Z");
  CHECK(DetailOf(early, "actual") == "2029-12-31T23:59:49.999Z");
}

}  // namespace
}  // namespace modelseal::x509
