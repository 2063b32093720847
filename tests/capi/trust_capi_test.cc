// SPDX-License-Identifier: Apache-2.0
//
// Who may sign, as the C interface has it said: trust roots, identities, pins, counts of evidence,
// and what of them contradicts one another.
#include <catch2/catch.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "lib/trust/embedded_root.h"
#include "modelseal/modelseal.hpp"
#include "tests/support/temp_dir.h"
#include "tests/support/test_ca.h"

namespace {

using modelseal::Curve;
using modelseal::Error;
using modelseal::Identity;
using modelseal::SanType;
using modelseal::TrustRoot;
using modelseal::VerifierBuilder;
using modelseal::testing::TempDir;
using modelseal::testing::TestChain;

constexpr modelseal_code kBad = MODELSEAL_ERROR_INVALID_ARGUMENT;

template <typename Call>
Error ErrorOf(Call&& call) {
  try {
    call();
  } catch (const Error& error) {
    return error;
  }
  FAIL("nothing failed");
  throw;
}

const TrustRoot& Production() {
  static const TrustRoot* root = new TrustRoot(TrustRoot::Production());
  return *root;
}

const TestChain& Chain() {
  static const TestChain* chain = new TestChain;
  return *chain;
}

std::string PublicPem() {
  static const modelseal::KeyPair* pair =
      new modelseal::KeyPair(modelseal::GenerateKey(Curve::kP256));
  return std::string(pair->public_pem.view());
}

Identity Somebody() { return Identity("somebody@example.com", "https://issuer.example.com"); }

TEST_CASE("trust refuses NULL wherever it is not allowed", "[capi][trust]") {
  modelseal_trust_root* root = nullptr;
  modelseal_identity* identity = nullptr;
  CHECK(modelseal_trust_root_parse(nullptr, 1, &root, nullptr) == kBad);
  CHECK(modelseal_trust_root_parse(nullptr, 0, nullptr, nullptr) == kBad);
  CHECK(modelseal_trust_root_load(nullptr, 1, &root, nullptr) == kBad);
  CHECK(modelseal_trust_root_load("x", 1, nullptr, nullptr) == kBad);
  CHECK(modelseal_trust_root_production(nullptr, nullptr) == kBad);
  CHECK(modelseal_identity_new(nullptr, nullptr) == kBad);
  CHECK(modelseal_identity_set_subject(nullptr, "x", 1, nullptr) == kBad);
  CHECK(modelseal_identity_set_subject_pattern(nullptr, "x", 1, nullptr) == kBad);
  CHECK(modelseal_identity_set_subject_type(nullptr, 1, nullptr) == kBad);
  CHECK(modelseal_identity_set_issuer(nullptr, "x", 1, nullptr) == kBad);
  CHECK(modelseal_identity_set_issuer_pattern(nullptr, "x", 1, nullptr) == kBad);
  CHECK(modelseal_identity_add_extension(nullptr, "1.2", 3, "x", 1, nullptr) == kBad);
  CHECK((root == nullptr && identity == nullptr));
  modelseal_trust_root_free(nullptr);
  modelseal_identity_free(nullptr);
}

TEST_CASE("identities refuse text that is NULL, empty or holds a NUL", "[capi][trust]") {
  modelseal_identity* identity = nullptr;
  REQUIRE(modelseal_identity_new(&identity, nullptr) == 0);
  for (const auto set : {modelseal_identity_set_subject, modelseal_identity_set_subject_pattern,
                         modelseal_identity_set_issuer, modelseal_identity_set_issuer_pattern}) {
    CHECK(set(identity, nullptr, 1, nullptr) == kBad);
    CHECK(set(identity, nullptr, 0, nullptr) == kBad);
    CHECK(set(identity, "", 0, nullptr) == kBad);
    CHECK(set(identity, "x\0y", 3, nullptr) == kBad);
  }
  CHECK(modelseal_identity_add_extension(identity, nullptr, 1, "x", 1, nullptr) == kBad);
  CHECK(modelseal_identity_add_extension(identity, "", 0, "x", 1, nullptr) == kBad);
  CHECK(modelseal_identity_add_extension(identity, "1.2", 3, nullptr, 1, nullptr) == kBad);
  CHECK(modelseal_identity_add_extension(identity, "1.2", 3, nullptr, 0, nullptr) == kBad);
  modelseal_identity_free(identity);
}

TEST_CASE("builders refuse NULL trust", "[capi][trust]") {
  modelseal_verifier_builder* builder = nullptr;
  REQUIRE(modelseal_verifier_builder_new(&builder, nullptr) == 0);
  CHECK(modelseal_verifier_builder_set_trust_root(builder, nullptr, nullptr) == kBad);
  CHECK(modelseal_verifier_builder_set_trust_root(nullptr, Production().get(), nullptr) == kBad);
  CHECK(modelseal_verifier_builder_set_timestamp_trust_root(builder, nullptr, nullptr) == kBad);
  CHECK(modelseal_verifier_builder_set_timestamp_trust_root(nullptr, Production().get(), nullptr) ==
        kBad);
  CHECK(modelseal_verifier_builder_add_identity(builder, nullptr, nullptr) == kBad);
  const Identity somebody = Somebody();
  CHECK(modelseal_verifier_builder_add_identity(nullptr, somebody.get(), nullptr) == kBad);
  for (const auto set : {modelseal_verifier_builder_accept_any_identity_unsafe,
                         modelseal_verifier_builder_accept_missing_log_entry_unsafe,
                         modelseal_verifier_builder_accept_missing_sct_unsafe}) {
    CHECK(set(nullptr, nullptr) == kBad);
  }
  for (const auto set :
       {modelseal_verifier_builder_set_min_log_entries,
        modelseal_verifier_builder_set_min_timestamps, modelseal_verifier_builder_set_min_times,
        modelseal_verifier_builder_set_min_scts}) {
    CHECK(set(nullptr, 1, nullptr) == kBad);
  }
  for (const auto add : {modelseal_verifier_builder_add_certificate_subject,
                         modelseal_verifier_builder_add_certificate_alt_name,
                         modelseal_verifier_builder_add_certificate_fingerprint,
                         modelseal_verifier_builder_set_logged_key_pem}) {
    CHECK(add(nullptr, "x", 1, nullptr) == kBad);
    CHECK(add(builder, nullptr, 1, nullptr) == kBad);
    CHECK(add(builder, nullptr, 0, nullptr) == kBad);
    CHECK(add(builder, "x\0y", 3, nullptr) == kBad);
  }
  CHECK(modelseal_verifier_builder_set_predicate_type(nullptr, "x", 1, nullptr) == kBad);
  CHECK(modelseal_verifier_builder_set_predicate_type(builder, nullptr, 1, nullptr) == kBad);
  CHECK(modelseal_verifier_builder_set_predicate_type(builder, nullptr, 0, nullptr) == 0);
  CHECK(modelseal_verifier_builder_set_logged_key_validity_seconds(nullptr, 0, 1, nullptr) == kBad);
  modelseal_verifier_builder_free(builder);
}

TEST_CASE("a trust root comes from memory, from a file, or is built in", "[capi][trust]") {
  const std::string json(modelseal::trust::ProductionRootJson());
  CHECK_NOTHROW(TrustRoot::Parse(json));
  const TempDir dir;
  CHECK_NOTHROW(TrustRoot::Load(dir.Write("trusted_root.json", json)));
  CHECK_NOTHROW(TrustRoot::Production());
}

TEST_CASE("a trust root that cannot be used says why", "[capi][trust]") {
  const Error empty = ErrorOf([] { TrustRoot::Parse(""); });
  CHECK(empty.code() == MODELSEAL_ERROR_TRUST_ROOT_INVALID);
  CHECK(empty.category() == modelseal::Category::kTrust);
  CHECK(ErrorOf([] { TrustRoot::Parse("{}"); }).code() == MODELSEAL_ERROR_TRUST_ROOT_INVALID);
  CHECK(ErrorOf([] { TrustRoot::Load("/nonexistent/root.json"); }).code() ==
        MODELSEAL_ERROR_NOT_FOUND);
  const TempDir dir;
  const std::string large = dir.Write("large.json", std::string((4u << 20) + 1, ' '));
  CHECK(ErrorOf([&] { TrustRoot::Load(large); }).code() == MODELSEAL_ERROR_LIMIT_EXCEEDED);
}

TEST_CASE("an identity states both subject and issuer, or no policy takes it", "[capi][trust]") {
  VerifierBuilder policy;
  Identity identity;
  Error error = ErrorOf([&] { policy.AddIdentity(identity); });
  CHECK(error.code() == MODELSEAL_ERROR_POLICY_NOT_STATED);
  identity.SetIssuerPattern("https://.*");
  error = ErrorOf([&] { policy.AddIdentity(identity); });
  CHECK(error.code() == MODELSEAL_ERROR_POLICY_NOT_STATED);
  CHECK(std::string(error.what()).find("no subject") != std::string::npos);
  identity.SetSubject("somebody@example.com");
  CHECK_NOTHROW(policy.AddIdentity(identity));
  error = ErrorOf([&] { policy.AddIdentity(Identity().SetSubjectPattern(".*")); });
  CHECK(error.code() == MODELSEAL_ERROR_POLICY_NOT_STATED);
  CHECK(std::string(error.what()).find("no issuer") != std::string::npos);
}

TEST_CASE("an identity refuses at once what cannot be matched", "[capi][trust]") {
  Identity identity;
  CHECK(ErrorOf([&] { identity.SetSubjectPattern("("); }).code() == kBad);
  CHECK(ErrorOf([&] { identity.SetIssuerPattern(std::string(4097, 'x')); }).code() == kBad);
  CHECK(ErrorOf([&] { identity.SetSubjectType(static_cast<SanType>(5)); }).code() == kBad);
  CHECK(ErrorOf([&] { identity.SetSubjectType(static_cast<SanType>(-1)); }).code() == kBad);
  CHECK_NOTHROW(identity.SetSubjectType(SanType::kDns).SetSubjectType(SanType::kNone));
  CHECK(ErrorOf([&] { identity.AddExtension("1.x", "value"); }).code() == kBad);
  CHECK_NOTHROW(identity.AddExtension("1.3.6.1.4.1.57264.1.12", "https://github.com/o/r"));
  CHECK(ErrorOf([&] { identity.AddExtension("1.3.6.1.4.1.57264.1.12", "again"); }).code() == kBad);
}

TEST_CASE("a fingerprint is 64 lower-case hex digits", "[capi][trust]") {
  VerifierBuilder policy;
  for (const std::string& text :
       {std::string(63, 'a'), std::string(65, 'a'), std::string(64, 'A'), std::string(64, 'g')}) {
    CAPTURE(text);
    CHECK(ErrorOf([&] { policy.AddCertificateFingerprint(text); }).code() == kBad);
  }
  CHECK_NOTHROW(policy.AddCertificateFingerprint(std::string(64, 'a')));
}

TEST_CASE("counts of evidence have a range", "[capi][trust]") {
  VerifierBuilder policy;
  CHECK(ErrorOf([&] { policy.SetMinLogEntries(0); }).code() == kBad);
  CHECK(ErrorOf([&] { policy.SetMinLogEntries(33); }).code() == kBad);
  CHECK(ErrorOf([&] { policy.SetMinTimestamps(33); }).code() == kBad);
  CHECK(ErrorOf([&] { policy.SetMinTimes(0); }).code() == kBad);
  CHECK(ErrorOf([&] { policy.SetMinTimes(33); }).code() == kBad);
  CHECK(ErrorOf([&] { policy.SetMinScts(0); }).code() == kBad);
  CHECK(ErrorOf([&] { policy.SetMinScts(33); }).code() == kBad);
  CHECK_NOTHROW(policy.SetMinLogEntries(32).SetMinTimestamps(0).SetMinTimes(32).SetMinScts(32));
}

TEST_CASE("a logged key is any kind of key, with a validity that makes sense", "[capi][trust]") {
  VerifierBuilder policy;
  CHECK(ErrorOf([&] { policy.SetLoggedKeyPem("nothing"); }).code() == MODELSEAL_ERROR_KEY_INVALID);
  CHECK_NOTHROW(policy.SetLoggedKeyPem(PublicPem()));
  // RFC 8410, section 10.1.
  CHECK_NOTHROW(
      policy.SetLoggedKeyPem("-----BEGIN PUBLIC KEY-----\n"
                             "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n"
                             "-----END PUBLIC KEY-----\n"));
  CHECK(ErrorOf([&] { policy.SetLoggedKeyValiditySeconds(-1, 5); }).code() == kBad);
  CHECK(ErrorOf([&] { policy.SetLoggedKeyValiditySeconds(5, 4); }).code() == kBad);
  CHECK(ErrorOf([&] { policy.SetLoggedKeyValiditySeconds(0, INT64_MAX); }).code() == kBad);
  CHECK_NOTHROW(policy.SetLoggedKeyValiditySeconds(5, 5));
}

// ---------------------------------------------------------------- what goes together --

struct Setting {
  std::string name;
  std::function<void(VerifierBuilder&)> apply;
};

Error BuildError(const std::vector<Setting>& settings) {
  VerifierBuilder policy;
  for (const Setting& setting : settings) {
    setting.apply(policy);
  }
  return ErrorOf([&] { policy.Build(); });
}

void CheckBuilds(const std::vector<Setting>& settings) {
  VerifierBuilder policy;
  for (const Setting& setting : settings) {
    setting.apply(policy);
  }
  CHECK_NOTHROW(policy.Build());
}

const Setting kKey{"key", [](VerifierBuilder& policy) { policy.SetPublicKeyPem(PublicPem()); }};
const Setting kAnchors{
    "anchors", [](VerifierBuilder& policy) { policy.AddTrustAnchorsPem(Chain().root.ToPem()); }};
const Setting kRoot{"root", [](VerifierBuilder& policy) { policy.SetTrustRoot(Production()); }};
const Setting kIdentity{"identity",
                        [](VerifierBuilder& policy) { policy.AddIdentity(Somebody()); }};
const Setting kAny{"any", [](VerifierBuilder& policy) { policy.AcceptAnyIdentityUnsafe(); }};
const Setting kLoggedKey{"logged key",
                         [](VerifierBuilder& policy) { policy.SetLoggedKeyPem(PublicPem()); }};
const Setting kKeyValidity{
    "key validity", [](VerifierBuilder& policy) { policy.SetLoggedKeyValiditySeconds(1, 2); }};
const Setting kPin{"pin",
                   [](VerifierBuilder& policy) { policy.AddCertificateSubject("CN=signer"); }};
const Setting kTimestampRoot{
    "timestamp root", [](VerifierBuilder& policy) { policy.SetTimestampTrustRoot(Production()); }};
const Setting kMinLogs{"min logs", [](VerifierBuilder& policy) { policy.SetMinLogEntries(1); }};
const Setting kMinTimestamps{"min timestamps",
                             [](VerifierBuilder& policy) { policy.SetMinTimestamps(0); }};
const Setting kMinTimes{"min times", [](VerifierBuilder& policy) { policy.SetMinTimes(1); }};
const Setting kMinScts{"min scts", [](VerifierBuilder& policy) { policy.SetMinScts(1); }};
const Setting kNoLog{"no log",
                     [](VerifierBuilder& policy) { policy.AcceptMissingLogEntryUnsafe(); }};
const Setting kNoSct{"no sct", [](VerifierBuilder& policy) { policy.AcceptMissingSctUnsafe(); }};
const Setting kTime{"time", [](VerifierBuilder& policy) { policy.SetVerificationTimeSeconds(5); }};

TEST_CASE("a policy that does not say who may sign is not built", "[capi][trust]") {
  CHECK(BuildError({}).code() == MODELSEAL_ERROR_POLICY_NOT_STATED);
  const Error root_alone = BuildError({kRoot});
  CHECK(root_alone.code() == MODELSEAL_ERROR_POLICY_NOT_STATED);
  CHECK(std::string(root_alone.what()).find("trust root alone") != std::string::npos);
  for (const Setting& alone :
       {kPin, kTimestampRoot, kKeyValidity, kMinLogs, kMinTimestamps, kNoLog, kNoSct, kTime}) {
    CAPTURE(alone.name);
    CHECK(BuildError({alone}).code() == MODELSEAL_ERROR_POLICY_NOT_STATED);
    CHECK(BuildError({kRoot, alone}).code() == MODELSEAL_ERROR_POLICY_NOT_STATED);
  }
}

TEST_CASE("each way of saying who may sign is enough", "[capi][trust]") {
  CheckBuilds({kKey});
  CheckBuilds({kAnchors, kPin, kTimestampRoot, kTime});
  CheckBuilds({kRoot, kIdentity, kIdentity, kMinLogs, kMinTimestamps, kMinTimes, kMinScts, kTime});
  CheckBuilds({kRoot, kAny, kNoLog, kNoSct});
  CheckBuilds({kRoot, kLoggedKey, kKeyValidity, kMinLogs, kMinTimestamps, kMinTimes, kTime});
}

TEST_CASE("a policy has one way of saying who may sign", "[capi][trust]") {
  const std::vector<Setting> ways = {kKey, kAnchors, kIdentity, kLoggedKey};
  for (size_t i = 0; i < ways.size(); ++i) {
    for (size_t j = i + 1; j < ways.size(); ++j) {
      CAPTURE(ways[i].name, ways[j].name);
      const Error error = BuildError({ways[i], ways[j], kRoot});
      CHECK(error.code() == kBad);
      CHECK(std::string(error.what()).find("two ways") != std::string::npos);
    }
  }
}

TEST_CASE("a setting without effect or against another one is refused", "[capi][trust]") {
  const std::vector<std::vector<Setting>> contradictions = {
      {kRoot, kIdentity, kAny},
      {kIdentity},
      {kAny},
      {kLoggedKey},
      {kKey, kRoot},
      {kAnchors, kRoot},
      {kKey, kMinLogs},
      {kAnchors, kMinTimestamps},
      {kKey, kMinTimes},
      {kAnchors, kMinScts},
      {kKey, kNoLog},
      {kAnchors, kNoSct},
      {kKey, kPin},
      {kRoot, kIdentity, kPin},
      {kKey, kTimestampRoot},
      {kRoot, kIdentity, kTimestampRoot},
      {kKey, kKeyValidity},
      {kRoot, kIdentity, kKeyValidity},
      {kKey, kTime},
      {kRoot, kIdentity, kMinLogs, kNoLog},
      {kAnchors, kKeyValidity},
      {kRoot, kIdentity, kMinScts, kNoSct},
      {kRoot, kLoggedKey, kNoSct},
      {kRoot, kLoggedKey, kMinScts},
      {kRoot, kLoggedKey, kPin},
  };
  for (const std::vector<Setting>& settings : contradictions) {
    std::string names;
    for (const Setting& setting : settings) {
      names += setting.name + " ";
    }
    CAPTURE(names);
    CHECK(BuildError(settings).code() == kBad);
  }
}

TEST_CASE("a builder and a verifier outlive the trust they were given", "[capi][trust]") {
  VerifierBuilder policy;
  {
    const TrustRoot root = TrustRoot::Production();
    const Identity identity = Somebody();
    policy.SetTrustRoot(root).AddIdentity(identity);
  }
  CHECK_NOTHROW(policy.Build());
}

}  // namespace
