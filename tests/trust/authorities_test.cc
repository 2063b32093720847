// SPDX-License-Identifier: Apache-2.0
#include "lib/trust/authorities.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "lib/base/status.h"
#include "tests/support/test_ca.h"

namespace modelseal::trust {
namespace {

using testing::AuthoritySpec;
using testing::CertificateSpec;
using testing::SignerSpec;
using testing::TestIdentity;
using testing::TestKey;

using Chains = std::vector<std::vector<TestIdentity>>;

AuthorityMessages MessagesOf(const Chains& chains) {
  AuthorityMessages messages;
  for (const std::vector<TestIdentity>& chain : chains) {
    sigstore::CertificateAuthority& message = *messages.Add();
    message.mutable_valid_for()->set_start("2029-01-01T00:00:00Z");
    for (const TestIdentity& identity : chain) {
      message.mutable_cert_chain()->add_certificates()->set_raw_bytes(identity.der());
    }
  }
  return messages;
}

absl::StatusOr<std::vector<CertificateAuthority>> ReadFulcios(const Chains& chains) {
  const json::Path document;
  return ReadCertificateAuthorities(MessagesOf(chains), document.Member("list"));
}

absl::StatusOr<std::vector<timestamp::TimestampAuthority>> ReadTimestampers(const Chains& chains) {
  const json::Path document;
  return ReadTimestampAuthorities(MessagesOf(chains), document.Member("list"));
}

void CheckRefusedAt(const std::string& field, const absl::Status& status) {
  CHECK(ReasonOf(status) == Reason::kTrustRootInvalid);
  CHECK(DetailOf(status, "field") == field);
}

CertificateSpec TimestampSignerSpec() {
  return SignerSpec("timestamper").Set("extendedKeyUsage", "critical,timeStamping");
}

struct Authorities {
  TestIdentity root = TestIdentity::SelfSigned(AuthoritySpec("root"));
  TestIdentity intermediate = root.Issue(AuthoritySpec("intermediate"));
  TestIdentity other_root = TestIdentity::SelfSigned(AuthoritySpec("root"));
  TestIdentity timestamper = intermediate.Issue(TimestampSignerSpec());
};

TEST_CASE("a chain of authorities keeps its order and its period", "[trust][authority]") {
  const Authorities made;
  const auto authorities = ReadFulcios({{made.intermediate, made.root}, {made.root}});
  REQUIRE(authorities.ok());
  REQUIRE(authorities->size() == 2);
  CHECK((*authorities)[0].path.issuer() == made.intermediate.Parse());
  CHECK((*authorities)[0].path.chain().back() == made.root.Parse());
  CHECK((*authorities)[0].validity.start_ms == 1861920000000);
  CHECK((*authorities)[1].path.issuer() == made.root.Parse());
}

TEST_CASE("each authority below the anchor of a chain is one that issues", "[trust][authority]") {
  const TestIdentity root = TestIdentity::SelfSigned(AuthoritySpec("root"));
  const TestIdentity upper = root.Issue(AuthoritySpec("upper"));
  const TestIdentity lower = upper.Issue(AuthoritySpec("lower"));
  const auto authorities = ReadFulcios({{lower, upper, root}});
  REQUIRE(authorities.ok());
  REQUIRE(authorities->size() == 2);
  CHECK((*authorities)[0].path.issuer() == lower.Parse());
  CHECK((*authorities)[1].path.issuer() == upper.Parse());
  CHECK((*authorities)[1].path.chain().size() == 2);
  CHECK((*authorities)[1].validity == (*authorities)[0].validity);
}

TEST_CASE("a chain whose signatures do not hold is an error of the file", "[trust][authority]") {
  const Authorities made;
  CheckRefusedAt("list[1].certChain",
                 ReadFulcios({{made.root}, {made.intermediate, made.other_root}}).status());
  CheckRefusedAt(
      "list[0].certChain",
      ReadTimestampers({{made.timestamper, made.intermediate, made.other_root}}).status());
  CheckRefusedAt("list[0].certChain",
                 ReadTimestampers({{made.timestamper, made.other_root}}).status());
}

TEST_CASE("a chain in the wrong order is an error of the file", "[trust][authority]") {
  const Authorities made;
  CheckRefusedAt("list[0].certChain", ReadFulcios({{made.root, made.intermediate}}).status());
}

TEST_CASE("a certificate authority that is none is an error of the file", "[trust][authority]") {
  const Authorities made;
  const TestIdentity signer = made.root.Issue(SignerSpec("signer"));
  CheckRefusedAt("list[0].certChain", ReadFulcios({{signer, made.root}}).status());
  CheckRefusedAt("list[0].certChain",
                 ReadFulcios({{TestIdentity::SelfSigned(SignerSpec("alone"))}}).status());
}

TEST_CASE("an invalid chain names the certificate at fault", "[trust][authority]") {
  const Authorities made;
  const absl::Status status = ReadFulcios({{made.intermediate, made.other_root}}).status();
  CHECK(DetailOf(status, "subject").has_value());
}

TEST_CASE("an authority whose kind of key is not supported is left out", "[trust][authority]") {
  const Authorities made;
  CertificateSpec weak = AuthoritySpec("weak");
  weak.kind = TestKey::Kind::kRsa1024;
  const TestIdentity weak_root = TestIdentity::SelfSigned(weak);
  const TestIdentity below = weak_root.Issue(AuthoritySpec("below"));
  const auto authorities = ReadFulcios({{below, weak_root}, {made.root}});
  REQUIRE(authorities.ok());
  REQUIRE(authorities->size() == 1);
  CHECK((*authorities)[0].path.issuer() == made.root.Parse());
}

TEST_CASE("an authority with several periods is listed once for each", "[trust][authority]") {
  const Authorities made;
  const auto authorities = ReadFulcios({{made.root}, {made.root}});
  REQUIRE(authorities.ok());
  CHECK(authorities->size() == 2);
}

TEST_CASE("a timestamp authority is read with and without its signing certificate",
          "[trust][authority]") {
  const Authorities made;
  const auto authorities =
      ReadTimestampers({{made.timestamper, made.intermediate, made.root}, {made.root}});
  REQUIRE(authorities.ok());
  CHECK(authorities->size() == 2);
}

}  // namespace
}  // namespace modelseal::trust
