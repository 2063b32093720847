// SPDX-License-Identifier: Apache-2.0
//
// Promises of logs of certificate transparency: good ones, and good ones with one thing made wrong.
#include "lib/x509/sct_verification.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/status.h"
#include "tests/support/test_ca.h"
#include "tests/support/test_ct_log.h"

namespace modelseal::x509 {
namespace {

using testing::AuthoritySpec;
using testing::CertificateSpec;
using testing::EncodeSctList;
using testing::FulcioSpec;
using testing::kTestNow;
using testing::SctListMaker;
using testing::SignerSpec;
using testing::TestCtLog;
using testing::TestIdentity;
using testing::TestKey;

constexpr int64_t kNowMs = kTestNow * 1000;

const TestIdentity& Issuer() {
  static const TestIdentity issuer = TestIdentity::SelfSigned(AuthoritySpec("issuer"));
  return issuer;
}

Certificate LeafWith(const SctListMaker& sct_list) {
  CertificateSpec spec = FulcioSpec("email:a@good.example", "https://issuer.example");
  spec.sct_list = sct_list;
  return Issuer().Issue(spec).Parse();
}

// A list of what `change` makes of a good timestamp of the log.
template <typename Change>
SctListMaker Changed(const TestCtLog& log, Change change) {
  return [log, change](const std::string& tbs_der, const std::string& issuer_spki_der) {
    Sct draft;
    draft.timestamp_ms = kNowMs;
    Sct sct = log.Sign(std::move(draft), tbs_der, issuer_spki_der);
    change(sct);
    return EncodeSctList({sct});
  };
}

absl::StatusOr<size_t> Verify(const Certificate& leaf, const std::vector<CtLog>& logs,
                              size_t threshold = 1) {
  return VerifyScts(leaf, Issuer().Parse(), logs, threshold);
}

void CheckRefused(const absl::StatusOr<size_t>& result, const std::string& problem) {
  REQUIRE(ReasonOf(result.status()) == Reason::kSctInvalid);
  CAPTURE(result.status().message());
  CHECK(std::string(result.status().message()).find(problem) != std::string::npos);
}

TEST_CASE("a timestamp of a trusted log is verified", "[x509][sct]") {
  for (const TestKey::Kind kind : {TestKey::Kind::kP256, TestKey::Kind::kRsa2048}) {
    const TestCtLog log(kind);
    const auto logs =
        Verify(LeafWith(log.OneSct()), {TestCtLog().ToTrustedLog(), log.ToTrustedLog()});
    INFO(logs.status().ToString());
    REQUIRE(logs.ok());
    CHECK(*logs == 1);
  }
}

TEST_CASE("extensions of a timestamp are covered by its signature", "[x509][sct]") {
  const TestCtLog log;
  const std::string extensions("\x00\x00\x05\x00\x00\x00\x00\x70", 8);
  CHECK(Verify(LeafWith(log.OneSct(kNowMs, extensions)), {log.ToTrustedLog()}).ok());
  CheckRefused(Verify(LeafWith(Changed(log, [&](Sct& sct) { sct.extensions = extensions; })),
                      {log.ToTrustedLog()}),
               "was not signed by the log's key");
}

TEST_CASE("extensions of a timestamp cannot be dropped", "[x509][sct]") {
  const TestCtLog log;
  const SctListMaker dropped = [&log](const std::string& tbs_der, const std::string& spki_der) {
    Sct draft;
    draft.timestamp_ms = kNowMs;
    draft.extensions = std::string("\x00\x00\x05\x00\x00\x00\x00\x70", 8);
    Sct sct = log.Sign(std::move(draft), tbs_der, spki_der);
    sct.extensions.clear();
    return EncodeSctList({sct});
  };
  CheckRefused(Verify(LeafWith(dropped), {log.ToTrustedLog()}), "was not signed by the log's key");
}

TEST_CASE("a certificate without a timestamp is refused", "[x509][sct]") {
  const TestCtLog log;
  CheckRefused(Verify(LeafWith(nullptr), {log.ToTrustedLog()}), "has 0 certificate timestamps");
  const auto waived = Verify(LeafWith(nullptr), {log.ToTrustedLog()}, 0);
  REQUIRE(waived.ok());
  CHECK(*waived == 0);
}

TEST_CASE("a timestamp of an unknown log does not count", "[x509][sct]") {
  const Certificate leaf = LeafWith(TestCtLog().OneSct());
  CheckRefused(Verify(leaf, {TestCtLog().ToTrustedLog()}), "from 0 trusted logs");
  CHECK(Verify(leaf, {TestCtLog().ToTrustedLog()}, 0).ok());
}

TEST_CASE("a timestamp that names a known log but is by another key is refused", "[x509][sct]") {
  const TestCtLog log;
  const Certificate leaf =
      LeafWith(Changed(TestCtLog(), [&log](Sct& sct) { sct.log_id = log.log_id(); }));
  CheckRefused(Verify(leaf, {log.ToTrustedLog()}), "was not signed by the log's key");
  CheckRefused(Verify(leaf, {log.ToTrustedLog()}, 0), "was not signed by the log's key");
}

TEST_CASE("a timestamp of another certificate is refused", "[x509][sct]") {
  const TestCtLog log;
  const SctListMaker foreign = [&log](const std::string& tbs_der, const std::string& spki_der) {
    std::string other = tbs_der;
    other.back() ^= 1;
    return log.OneSct()(other, spki_der);
  };
  CheckRefused(Verify(LeafWith(foreign), {log.ToTrustedLog()}), "was not signed by the log's key");
}

TEST_CASE("a timestamp for the key of another issuer of the same name is refused", "[x509][sct]") {
  const TestCtLog log;
  const Certificate leaf = LeafWith(log.OneSct());
  const TestIdentity namesake = TestIdentity::SelfSigned(AuthoritySpec("issuer"));
  const std::vector<CtLog> logs = {log.ToTrustedLog()};
  CheckRefused(VerifyScts(leaf, namesake.Parse(), logs, 1), "was not signed by the log's key");
}

TEST_CASE("a timestamp must lie in the window of its log", "[x509][sct]") {
  const TestCtLog log;
  const Certificate leaf = LeafWith(log.OneSct());
  CtLog trusted = log.ToTrustedLog();
  trusted.validity = {kNowMs, kNowMs};
  CHECK(Verify(leaf, {trusted}).ok());
  trusted.validity = {kNowMs + 1, kNowMs + 2};
  CheckRefused(Verify(leaf, {trusted}), "when the log was not trusted");
  trusted.validity = {kNowMs - 2, kNowMs - 1};
  CheckRefused(Verify(leaf, {trusted}), "when the log was not trusted");
}

TEST_CASE("a log that is listed for two windows may sign in either", "[x509][sct]") {
  const TestCtLog log;
  CtLog before = log.ToTrustedLog();
  before.validity = {0, kNowMs - 1};
  CHECK(Verify(LeafWith(log.OneSct()), {before, log.ToTrustedLog()}).ok());
  CHECK(Verify(LeafWith(log.OneSct()), {log.ToTrustedLog(), before}).ok());
}

TEST_CASE("a time beyond what can be counted is refused", "[x509][sct]") {
  const TestCtLog log;
  CheckRefused(Verify(LeafWith(log.OneSct(-1)), {log.ToTrustedLog()}),
               "when the log was not trusted");
}

TEST_CASE("other algorithms than SHA-256 with RSA or ECDSA are refused", "[x509][sct]") {
  const TestCtLog log;
  SECTION("hash") {
    CheckRefused(Verify(LeafWith(Changed(log, [](Sct& sct) { sct.hash_algorithm = 5; })),
                        {log.ToTrustedLog()}),
                 "is signed by algorithms 5 and 3");
  }
  SECTION("signature") {
    CheckRefused(Verify(LeafWith(Changed(log, [](Sct& sct) { sct.signature_algorithm = 2; })),
                        {log.ToTrustedLog()}),
                 "is signed by algorithms 4 and 2");
  }
  SECTION("RSA of a log with an ECDSA key") {
    CheckRefused(Verify(LeafWith(Changed(log, [](Sct& sct) { sct.signature_algorithm = 1; })),
                        {log.ToTrustedLog()}),
                 "was not signed by the log's key");
  }
}

// Timestamps of several logs, in one list.
SctListMaker ListBy(const std::vector<TestCtLog>& logs) {
  return [logs](const std::string& tbs_der, const std::string& issuer_spki_der) {
    std::vector<Sct> scts;
    for (const TestCtLog& log : logs) {
      Sct draft;
      draft.timestamp_ms = kNowMs + static_cast<int64_t>(scts.size());
      scts.push_back(log.Sign(std::move(draft), tbs_der, issuer_spki_der));
    }
    return EncodeSctList(scts);
  };
}

TEST_CASE("two timestamps of one log count once", "[x509][sct]") {
  const TestCtLog log;
  const Certificate leaf = LeafWith(ListBy({log, log}));
  const auto once = Verify(leaf, {log.ToTrustedLog()});
  REQUIRE(once.ok());
  CHECK(*once == 1);
  CheckRefused(Verify(leaf, {log.ToTrustedLog()}, 2), "from 1 trusted logs");
}

TEST_CASE("one key under two ids counts once", "[x509][sct]") {
  const TestCtLog log;
  CtLog renamed = log.ToTrustedLog();
  renamed.log_id = std::string(32, 'x');
  const SctListMaker two_ids = [&](const std::string& tbs_der, const std::string& spki_der) {
    Sct draft;
    draft.timestamp_ms = kNowMs;
    const Sct sct = log.Sign(std::move(draft), tbs_der, spki_der);
    Sct other = sct;
    other.log_id = renamed.log_id;
    return EncodeSctList({sct, other});
  };
  CheckRefused(Verify(LeafWith(two_ids), {log.ToTrustedLog(), renamed}, 2), "from 1 trusted logs");
}

TEST_CASE("timestamps of two logs count twice, unknown ones not", "[x509][sct]") {
  const TestCtLog first;
  const TestCtLog second;
  const Certificate leaf = LeafWith(ListBy({first, TestCtLog(), second}));
  const auto logs = Verify(leaf, {first.ToTrustedLog(), second.ToTrustedLog()}, 2);
  REQUIRE(logs.ok());
  CHECK(*logs == 2);
}

TEST_CASE("a timestamp of a known log must hold even beside a good one", "[x509][sct]") {
  const TestCtLog good;
  const TestCtLog bad;
  const SctListMaker list = [&](const std::string& tbs_der, const std::string& spki_der) {
    Sct draft;
    draft.timestamp_ms = kNowMs;
    Sct broken = bad.Sign(draft, tbs_der, spki_der);
    broken.timestamp_ms += 1;
    return EncodeSctList({good.Sign(draft, tbs_der, spki_der), broken});
  };
  CheckRefused(Verify(LeafWith(list), {good.ToTrustedLog(), bad.ToTrustedLog()}),
               "was not signed by the log's key");
}

TEST_CASE("a list that cannot be read is refused at every threshold", "[x509][sct]") {
  const Certificate leaf =
      LeafWith([](const std::string&, const std::string&) { return std::string("x"); });
  CheckRefused(Verify(leaf, {TestCtLog().ToTrustedLog()}, 0), "is not one octet string");
}

TEST_CASE("an issuer that is for precertificates only is refused", "[x509][sct]") {
  const TestCtLog log;
  const TestIdentity issuer = TestIdentity::SelfSigned(
      AuthoritySpec("issuer").Set("extendedKeyUsage", "codeSigning,1.3.6.1.4.1.11129.2.4.4"));
  CertificateSpec spec = SignerSpec("signer");
  spec.sct_list = log.OneSct();
  const std::vector<CtLog> logs = {log.ToTrustedLog()};
  CheckRefused(VerifyScts(issuer.Issue(spec).Parse(), issuer.Parse(), logs, 1),
               "for signing precertificates");
}

TEST_CASE("the precertificate of one whose only extension is the list has none", "[x509][sct]") {
  const TestCtLog log;
  CertificateSpec spec;
  spec.common_name = "signer";
  spec.has_key_identifiers = false;
  spec.sct_list = log.OneSct();
  CHECK(Verify(Issuer().Issue(spec).Parse(), {log.ToTrustedLog()}).ok());
}

}  // namespace
}  // namespace modelseal::x509
