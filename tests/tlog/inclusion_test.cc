// SPDX-License-Identifier: Apache-2.0
#include "lib/tlog/inclusion.h"

#include <catch2/catch.hpp>
#include <string>

#include "lib/base/status.h"
#include "tests/support/test_log.h"
#include "tests/tlog/signed_example.h"

namespace modelseal::testing {
namespace {

LogBody SomeBody() { return {"hashedrekord", "0.0.1", {{"any", "body"}}}; }

// A log with the entry as the third of seven leaves, and proof and checkpoint of that tree.
struct Logged {
  explicit Logged(TestLog with) : log(std::move(with)) {
    log.AppendLeaf("0");
    log.AppendLeaf("1");
    entry = log.Append(SomeBody());
    while (log.size() < 7) {
      log.AppendLeaf(std::to_string(log.size()));
    }
    entry.inclusion_proof = log.ProofOf(2, 7);
  }

  std::optional<Reason> Failure() const {
    return FailureOf(tlog::VerifyEntryInclusion(entry, log.ToTransparencyLog()).status());
  }

  TestLog log;
  tlog::LogEntry entry;
};

}  // namespace

TEST_CASE("entry of either Rekor under its checkpoint is included", "[tlog][inclusion]") {
  for (const Logged& logged : {Logged(TestLog::RekorV1()), Logged(TestLog::RekorV2())}) {
    const auto checkpoint =
        tlog::VerifyEntryInclusion(logged.entry, logged.log.ToTransparencyLog());
    REQUIRE(checkpoint.ok());
    CHECK(checkpoint->origin == logged.log.origin());
    CHECK(checkpoint->tree_size == 7);
  }
}

TEST_CASE("entry at every index of trees of every size is included", "[tlog][inclusion]") {
  TestLog log = TestLog::RekorV2();
  std::vector<tlog::LogEntry> entries;
  for (int i = 0; i < 9; ++i) {
    LogBody body = SomeBody();
    body.json["number"] = i;
    entries.push_back(log.Append(body));
  }
  for (uint64_t size = 1; size <= entries.size(); ++size) {
    for (uint64_t index = 0; index < size; ++index) {
      tlog::LogEntry& entry = entries[index];
      entry.inclusion_proof = log.ProofOf(index, size);
      CHECK(tlog::VerifyEntryInclusion(entry, log.ToTransparencyLog()).ok());
    }
  }
}

TEST_CASE("entry alone in its log has a proof without hashes", "[tlog][inclusion]") {
  TestLog log = TestLog::RekorV1();
  tlog::LogEntry entry = log.Append(SomeBody());
  CHECK(entry.inclusion_proof.hashes.empty());
  CHECK(tlog::VerifyEntryInclusion(entry, log.ToTransparencyLog()).ok());
  entry.inclusion_proof.hashes.push_back(entry.inclusion_proof.root_hash);
  CHECK(FailureOf(tlog::VerifyEntryInclusion(entry, log.ToTransparencyLog()).status()) ==
        Reason::kLogInclusionInvalid);
}

TEST_CASE("inclusion proof of another body is refused", "[tlog][inclusion]") {
  Logged logged(TestLog::RekorV1());
  logged.entry.canonicalized_body += " ";
  CHECK(logged.Failure() == Reason::kLogInclusionInvalid);
}

TEST_CASE("inclusion proof with an index at or above the tree size is refused",
          "[tlog][inclusion]") {
  Logged logged(TestLog::RekorV1());
  for (const uint64_t index : {uint64_t{7}, uint64_t{10}, ~uint64_t{0}}) {
    logged.entry.inclusion_proof.log_index = index;
    CHECK(logged.Failure() == Reason::kLogInclusionInvalid);
  }
}

TEST_CASE("inclusion proof for another index is refused", "[tlog][inclusion]") {
  Logged logged(TestLog::RekorV1());
  logged.entry.inclusion_proof.log_index = 3;
  CHECK(logged.Failure() == Reason::kLogInclusionInvalid);
}

TEST_CASE("inclusion proof with the index over all shards is refused", "[tlog][inclusion]") {
  Logged logged(TestLog::RekorV1());
  logged.entry.inclusion_proof.log_index = logged.entry.log_index;
  CHECK(logged.Failure() == Reason::kLogInclusionInvalid);
}

TEST_CASE("inclusion proof in an empty tree is refused", "[tlog][inclusion]") {
  Logged logged(TestLog::RekorV1());
  tlog::InclusionProof& proof = logged.entry.inclusion_proof;
  proof = logged.log.ProofOf(0, 0);
  CHECK(logged.Failure() == Reason::kLogInclusionInvalid);
}

TEST_CASE("inclusion proof with a hash too few or too many is refused", "[tlog][inclusion]") {
  Logged logged(TestLog::RekorV1());
  std::vector<tlog::MerkleHash>& hashes = logged.entry.inclusion_proof.hashes;
  const std::vector<tlog::MerkleHash> good = hashes;
  hashes.pop_back();
  CHECK(logged.Failure() == Reason::kLogInclusionInvalid);
  hashes.clear();
  CHECK(logged.Failure() == Reason::kLogInclusionInvalid);
  hashes = good;
  hashes.push_back(good.back());
  CHECK(logged.Failure() == Reason::kLogInclusionInvalid);
}

TEST_CASE("inclusion proof with swapped or changed hashes is refused", "[tlog][inclusion]") {
  Logged logged(TestLog::RekorV1());
  std::vector<tlog::MerkleHash>& hashes = logged.entry.inclusion_proof.hashes;
  std::swap(hashes[0], hashes[1]);
  CHECK(logged.Failure() == Reason::kLogInclusionInvalid);
  std::swap(hashes[0], hashes[1]);
  hashes[2][31] ^= 1;
  CHECK(logged.Failure() == Reason::kLogInclusionInvalid);
}

TEST_CASE("checkpoint of another size than the proof is refused", "[tlog][inclusion]") {
  Logged logged(TestLog::RekorV1());
  // The proof leads to its root by any size that asks for the same steps, but the log signed one.
  logged.entry.inclusion_proof.tree_size = 8;
  CHECK(logged.Failure() == Reason::kLogInclusionInvalid);
  logged.entry.inclusion_proof.tree_size = 6;
  CHECK(logged.Failure() == Reason::kLogInclusionInvalid);
}

TEST_CASE("checkpoint of another root than the proof is refused", "[tlog][inclusion]") {
  Logged logged(TestLog::RekorV1());
  logged.entry.inclusion_proof.root_hash[0] ^= 1;
  CHECK(logged.Failure() == Reason::kLogInclusionInvalid);

  CheckpointSpec spec = logged.log.CheckpointOf(7);
  spec.root_hash[0] ^= 1;
  logged.entry.inclusion_proof = logged.log.ProofOf(2, 7);
  logged.entry.inclusion_proof.checkpoint = logged.log.SignCheckpoint(spec);
  CHECK(logged.Failure() == Reason::kLogInclusionInvalid);
}

TEST_CASE("older checkpoint of the same log is not one of the proof", "[tlog][inclusion]") {
  Logged logged(TestLog::RekorV1());
  const std::string older = logged.log.SignCheckpoint(logged.log.CheckpointOf(5));
  logged.entry.inclusion_proof.checkpoint = older;
  CHECK(logged.Failure() == Reason::kLogInclusionInvalid);
  logged.entry.inclusion_proof = logged.log.ProofOf(2, 5);
  CHECK(logged.Failure() == std::nullopt);
}

TEST_CASE("entry without a checkpoint is refused", "[tlog][inclusion]") {
  Logged logged(TestLog::RekorV1());
  logged.entry.inclusion_proof.checkpoint.clear();
  CHECK(logged.Failure() == Reason::kCheckpointInvalid);
}

TEST_CASE("proof under a checkpoint that another log signed is refused", "[tlog][inclusion]") {
  Logged logged(TestLog::RekorV1());
  const TestLog other = TestLog::RekorV1();
  logged.entry.inclusion_proof.checkpoint = other.SignCheckpoint(logged.log.CheckpointOf(7));
  CHECK(logged.Failure() == Reason::kCheckpointInvalid);
}

TEST_CASE("entry is not included in another log than it names", "[tlog][inclusion]") {
  Logged logged(TestLog::RekorV1());
  logged.entry.log_id[0] ^= 1;
  CHECK(logged.Failure() == Reason::kLogInclusionInvalid);
}

}  // namespace modelseal::testing
