// SPDX-License-Identifier: Apache-2.0
#include "lib/tlog/checkpoint.h"

#include <catch2/catch.hpp>
#include <string>

#include "lib/base/base64.h"
#include "lib/base/status.h"
#include "tests/support/test_log.h"
#include "tests/tlog/signed_example.h"

namespace modelseal::testing {
namespace {

constexpr uint64_t kSize = 5;

TestLog Grown(TestLog log) {
  while (log.size() < kSize) {
    log.AppendLeaf("leaf " + std::to_string(log.size()));
  }
  return log;
}

TestLog V1() { return Grown(TestLog::RekorV1()); }
TestLog V2() { return Grown(TestLog::RekorV2()); }

std::optional<Reason> FailureOfNote(const TestLog& log, const std::string& note) {
  return FailureOf(tlog::VerifyCheckpoint(note, log.ToTransparencyLog()).status());
}

std::optional<Reason> FailureOfSpec(const TestLog& log, const CheckpointSpec& spec) {
  return FailureOfNote(log, log.SignCheckpoint(spec));
}

// A note with any body, well signed.
std::string NoteOf(const TestLog& log, const std::string& body) {
  const CheckpointSpec good = log.CheckpointOf(kSize);
  return body + "\n" + SignatureLine(good.signature_name, good.key_id, log.Sign(body)) + "\n";
}

std::string WitnessLine() { return SignatureLine("witness.test/w1", "wits", std::string(72, 'w')); }

}  // namespace

TEST_CASE("checkpoint of either Rekor gives origin, size and root", "[tlog][checkpoint]") {
  for (const TestLog& log : {V1(), V2()}) {
    const auto checkpoint = tlog::VerifyCheckpoint(log.SignCheckpoint(log.CheckpointOf(kSize)),
                                                   log.ToTransparencyLog());
    REQUIRE(checkpoint.ok());
    CHECK(checkpoint->origin == log.origin());
    CHECK(checkpoint->tree_size == kSize);
    CHECK(checkpoint->root_hash == log.RootOf(kSize));
  }
}

TEST_CASE("checkpoint of every kind of key that a log may have is accepted", "[tlog][checkpoint]") {
  const auto kind = GENERATE(TestKey::Kind::kP256, TestKey::Kind::kP384, TestKey::Kind::kP521,
                             TestKey::Kind::kRsa2048, TestKey::Kind::kEd25519);
  const TestLog log =
      Grown(TestLog(TestLog::Kind::kRekorV2, "https://log.test:3000", TestKey::Make(kind)));
  CHECK(FailureOfSpec(log, log.CheckpointOf(kSize)) == std::nullopt);
}

TEST_CASE("log may name itself by its host without the port", "[tlog][checkpoint]") {
  const auto kind = GENERATE(TestLog::Kind::kRekorV1, TestLog::Kind::kRekorV2);
  const TestKey key = TestKey::Make(kind == TestLog::Kind::kRekorV1 ? TestKey::Kind::kP256
                                                                    : TestKey::Kind::kEd25519);
  const TestLog log = Grown(TestLog(kind, "https://log.test", key));
  tlog::TransparencyLog trusted = log.ToTransparencyLog();
  const std::string note = log.SignCheckpoint(log.CheckpointOf(kSize));
  trusted.host = "log.test:3000";
  CHECK(FailureOf(tlog::VerifyCheckpoint(note, trusted).status()) == std::nullopt);
  for (const char* other : {"log.test:", "log.test:30a0", "log.test:3000:1", "og.test:3000"}) {
    CAPTURE(other);
    trusted.host = other;
    CHECK(FailureOf(tlog::VerifyCheckpoint(note, trusted).status()) == Reason::kCheckpointInvalid);
  }
}

TEST_CASE("checkpoint with extension lines is accepted", "[tlog][checkpoint]") {
  const TestLog log = V1();
  CheckpointSpec spec = log.CheckpointOf(kSize);
  spec.extensions = {"Timestamp: 1689177396617352539", "another"};
  CHECK(FailureOfSpec(log, spec) == std::nullopt);
}

TEST_CASE("signature lines of strangers in any order are ignored", "[tlog][checkpoint]") {
  for (const TestLog& log : {V1(), V2()}) {
    CheckpointSpec spec = log.CheckpointOf(kSize);
    // Under the name of the log too, by a key that the trust root does not know.
    spec.lines_before = {WitnessLine(), SignatureLine(spec.signature_name, "rest", "signature")};
    spec.lines_after = {WitnessLine()};
    CHECK(FailureOfSpec(log, spec) == std::nullopt);
  }
}

TEST_CASE("checkpoint with lines of strangers only is refused", "[tlog][checkpoint]") {
  for (const TestLog& log : {V1(), V2()}) {
    const std::string body = log.CheckpointOf(kSize).Body();
    CHECK(FailureOfNote(log, body + "\n" + WitnessLine() + "\n") == Reason::kCheckpointInvalid);
  }
}

TEST_CASE("checkpoint with the key id of the log and a bad signature is refused",
          "[tlog][checkpoint]") {
  for (const TestLog& log : {V1(), V2()}) {
    const CheckpointSpec spec = log.CheckpointOf(kSize);
    const std::string line =
        SignatureLine(spec.signature_name, spec.key_id, log.Sign("something else"));
    CHECK(FailureOfNote(log, spec.Body() + "\n" + line + "\n") == Reason::kCheckpointInvalid);
  }
}

TEST_CASE("bad signature by the key of the log is not made good by a second line",
          "[tlog][checkpoint]") {
  for (const TestLog& log : {V1(), V2()}) {
    CheckpointSpec spec = log.CheckpointOf(kSize);
    const std::string bad = SignatureLine(spec.signature_name, spec.key_id, log.Sign("else"));
    spec.lines_before = {bad};
    CHECK(FailureOfSpec(log, spec) == Reason::kCheckpointInvalid);
    spec.lines_before = {};
    spec.lines_after = {bad};
    CHECK(FailureOfSpec(log, spec) == Reason::kCheckpointInvalid);
  }
}

TEST_CASE("checkpoint that the log signed twice is refused", "[tlog][checkpoint]") {
  const TestLog log = V1();
  CheckpointSpec spec = log.CheckpointOf(kSize);
  spec.lines_after = {SignatureLine(spec.signature_name, spec.key_id, log.Sign(spec.Body()))};
  CHECK(FailureOfSpec(log, spec) == Reason::kCheckpointInvalid);
}

TEST_CASE("checkpoint signed by another trusted log is refused", "[tlog][checkpoint]") {
  const TestLog log = V1();
  const TestLog other = V1();
  CheckpointSpec spec = log.CheckpointOf(kSize);
  CHECK(FailureOfNote(log, other.SignCheckpoint(spec)) == Reason::kCheckpointInvalid);
  spec.key_id = other.CheckpointOf(kSize).key_id;
  CHECK(FailureOfNote(log, other.SignCheckpoint(spec)) == Reason::kCheckpointInvalid);
}

TEST_CASE("checkpoint with another key id is refused", "[tlog][checkpoint]") {
  for (const TestLog& log : {V1(), V2()}) {
    CheckpointSpec spec = log.CheckpointOf(kSize);
    spec.key_id[0] ^= 1;
    CHECK(FailureOfSpec(log, spec) == Reason::kCheckpointInvalid);
  }
}

TEST_CASE("checkpoint about another log by the same key is refused", "[tlog][checkpoint]") {
  const std::string origin =
      GENERATE("other.test - 1193050959916656506", "rekor.test.evil.test - 1193050959916656506",
               "xrekor.test - 1193050959916656506", "REKOR.test - 1193050959916656506",
               "rekor.test:443 - 1193050959916656506", "other.test");
  CAPTURE(origin);
  const TestLog log = V1();
  CheckpointSpec spec = log.CheckpointOf(kSize);
  spec.origin = origin;
  CHECK(FailureOfSpec(log, spec) == Reason::kCheckpointInvalid);
}

TEST_CASE("shard of Rekor v1 that is not a number is refused", "[tlog][checkpoint]") {
  const std::string origin =
      GENERATE("rekor.test - ", "rekor.test - 12a", "rekor.test - -1", "rekor.test -- 12",
               "rekor.test  - 12", "rekor.test - 12 ", "rekor.test - 1 - 2", "rekor.test-12");
  CAPTURE(origin);
  const TestLog log = V1();
  CheckpointSpec spec = log.CheckpointOf(kSize);
  spec.origin = origin;
  CHECK(FailureOfSpec(log, spec) == Reason::kCheckpointInvalid);
}

TEST_CASE("other shard of Rekor v1 is accepted", "[tlog][checkpoint]") {
  const TestLog log = V1();
  CheckpointSpec spec = log.CheckpointOf(kSize);
  spec.origin = "rekor.test - 2605736670972794746";
  CHECK(FailureOfSpec(log, spec) == std::nullopt);
}

TEST_CASE("name on a signature line counts for Rekor v2 only", "[tlog][checkpoint]") {
  const TestLog v1 = V1();
  CheckpointSpec spec = v1.CheckpointOf(kSize);
  spec.signature_name = "anything";
  CHECK(FailureOfSpec(v1, spec) == std::nullopt);

  const TestLog v2 = V2();
  spec = v2.CheckpointOf(kSize);
  spec.signature_name = "anything";
  CHECK(FailureOfSpec(v2, spec) == Reason::kCheckpointInvalid);
}

TEST_CASE("origin of Rekor v2 with another host is refused", "[tlog][checkpoint]") {
  const TestLog log = V2();
  CheckpointSpec spec = log.CheckpointOf(kSize);
  spec.origin = "log2030-2.rekor.test";
  CHECK(FailureOfSpec(log, spec) == Reason::kCheckpointInvalid);
  spec.signature_name = spec.origin;
  CHECK(FailureOfSpec(log, spec) == Reason::kCheckpointInvalid);
}

TEST_CASE("checkpoint in the form of Rekor v1 by a key of Rekor v2 is refused",
          "[tlog][checkpoint]") {
  const TestLog log = V2();
  CheckpointSpec spec = log.CheckpointOf(kSize);
  spec.origin += " - 1193050959916656506";
  CHECK(FailureOfSpec(log, spec) == Reason::kCheckpointInvalid);
}

TEST_CASE("checkpoint in the form of Rekor v2 does not get the leniency of Rekor v1",
          "[tlog][checkpoint]") {
  const TestLog log = V1();
  CheckpointSpec spec = log.CheckpointOf(kSize);
  spec.origin = "rekor.test";
  CHECK(FailureOfSpec(log, spec) == std::nullopt);
  spec.signature_name = "anything";
  CHECK(FailureOfSpec(log, spec) == Reason::kCheckpointInvalid);
}

TEST_CASE("key of Rekor v1 under the key id of Rekor v2 is refused", "[tlog][checkpoint]") {
  const TestLog log = V1();
  CheckpointSpec spec = log.CheckpointOf(kSize);
  spec.key_id = HashText("sha256", "rekor.test\n\x02" + SpkiOf(log.key())).substr(0, 4);
  CHECK(FailureOfSpec(log, spec) == Reason::kCheckpointInvalid);
}

TEST_CASE("checkpoint key id of the trust root is the one to expect", "[tlog][checkpoint]") {
  for (const TestLog& log : {V1(), V2()}) {
    tlog::TransparencyLog trusted = log.ToTransparencyLog();
    trusted.checkpoint_key_id = "ckpt and more";
    CheckpointSpec spec = log.CheckpointOf(kSize);
    CHECK(FailureOf(tlog::VerifyCheckpoint(log.SignCheckpoint(spec), trusted).status()) ==
          Reason::kCheckpointInvalid);
    spec.key_id = "ckpt";
    CHECK(tlog::VerifyCheckpoint(log.SignCheckpoint(spec), trusted).ok());
  }
}

TEST_CASE("no checkpoint holds for a log without a host", "[tlog][checkpoint]") {
  for (const TestLog& log : {V1(), V2()}) {
    tlog::TransparencyLog trusted = log.ToTransparencyLog();
    trusted.host = "";
    CheckpointSpec spec = log.CheckpointOf(kSize);
    CHECK(FailureOf(tlog::VerifyCheckpoint(log.SignCheckpoint(spec), trusted).status()) ==
          Reason::kCheckpointInvalid);
    spec.origin = " - 12";
    CHECK(FailureOf(tlog::VerifyCheckpoint(log.SignCheckpoint(spec), trusted).status()) ==
          Reason::kCheckpointInvalid);
  }
}

TEST_CASE("checkpoint whose lines are not as they should be is refused", "[tlog][checkpoint]") {
  const TestLog log = V2();
  const CheckpointSpec spec = log.CheckpointOf(kSize);
  const std::string body = spec.Body();
  const std::string origin = spec.origin + "\n";
  const std::string root = EncodeBase64(spec.root_hash) + "\n";
  REQUIRE(FailureOfNote(log, NoteOf(log, body)) == std::nullopt);
  const std::string bad = GENERATE_REF(
      as<std::string>(), "\n5\n" + root,  // empty origin
      "5\n" + root,                       // no origin
      origin,                             // nothing more
      origin + "5\n",                     // no root
      origin + root,                      // no size
      origin + "05\n" + root,             // leading zero
      origin + "+5\n" + root, origin + "-5\n" + root, origin + "0x5\n" + root,
      origin + " 5\n" + root, origin + "5 \n" + root, origin + "5.0\n" + root, origin + "\n" + root,
      origin + "9223372036854775808\n" + root,   // 2^63
      origin + "99999999999999999999\n" + root,  // above 2^64
      origin + "5\n" + root.substr(4),           // 29 bytes
      origin + "5\n" + "AAAA" + root,            // 35 bytes
      origin + "5\n \n", origin + "5\n" + std::string(44, '=') + "\n",
      origin + "5\n" + root + "\nextension\n");  // blank line before the last one
  CAPTURE(bad);
  CHECK(FailureOfNote(log, NoteOf(log, bad)) == Reason::kCheckpointInvalid);
}

TEST_CASE("largest tree of a checkpoint has one leaf less than 2^63", "[tlog][checkpoint]") {
  const TestLog log = V2();
  CheckpointSpec spec = log.CheckpointOf(kSize);
  spec.tree_size = 9'223'372'036'854'775'807;
  const auto checkpoint = tlog::VerifyCheckpoint(log.SignCheckpoint(spec), log.ToTransparencyLog());
  REQUIRE(checkpoint.ok());
  CHECK(checkpoint->tree_size == 9'223'372'036'854'775'807);
}

TEST_CASE("signature of a checkpoint covers every line of its body", "[tlog][checkpoint]") {
  const TestLog log = V1();
  CheckpointSpec spec = log.CheckpointOf(kSize);
  spec.extensions = {"extension"};
  const std::string note = log.SignCheckpoint(spec);
  REQUIRE(FailureOfNote(log, note) == std::nullopt);
  CHECK(FailureOfNote(log, ReplaceOnce(note, " - 1", " - 2")) == Reason::kCheckpointInvalid);
  CHECK(FailureOfNote(log, ReplaceOnce(note, "\n5\n", "\n6\n")) == Reason::kCheckpointInvalid);
  CHECK(FailureOfNote(log, ReplaceOnce(note, "extension", "Extension")) ==
        Reason::kCheckpointInvalid);
  CHECK(FailureOfNote(log, ReplaceOnce(note, "extension\n", "extension\nmore\n")) ==
        Reason::kCheckpointInvalid);
}

TEST_CASE("long origin is cut short in the message", "[tlog][checkpoint]") {
  const TestLog log = V1();
  CheckpointSpec spec = log.CheckpointOf(kSize);
  spec.origin = std::string(100'000, 'x');
  const absl::Status status =
      tlog::VerifyCheckpoint(log.SignCheckpoint(spec), log.ToTransparencyLog()).status();
  CHECK(FailureOf(status) == Reason::kCheckpointInvalid);
  CHECK(status.message().size() < 300);
}

TEST_CASE("host of a log is the authority of its URL", "[tlog]") {
  CHECK(tlog::HostOfUrl("https://rekor.test") == "rekor.test");
  CHECK(tlog::HostOfUrl("http://localhost:8000/") == "localhost:8000");
  CHECK(tlog::HostOfUrl("https://user:word@rekor.test:3000/api?a=b#c") == "rekor.test:3000");
  CHECK(tlog::HostOfUrl("https://rekor.test?@other.test") == "rekor.test");
  CHECK(tlog::HostOfUrl("rekor.test/path//x") == "rekor.test");
  CHECK(tlog::HostOfUrl("rekor.test/path") == "rekor.test");
  CHECK(tlog::HostOfUrl("") == "");
}

}  // namespace modelseal::testing
