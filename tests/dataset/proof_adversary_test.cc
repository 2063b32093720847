// SPDX-License-Identifier: Apache-2.0
//
// Whole proofs, labels proved and all, with both suites: honest ones hold, and whatever is changed
// in them or in what they are about is refused. See path_adversary_test.cc for tries of every
// shape.
#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/status.h"
#include "lib/dataset/dataset_builder.h"
#include "lib/dataset/path_prover.h"
#include "lib/dataset/proof.h"
#include "lib/dataset/prover.h"
#include "lib/dataset/store.h"
#include "lib/dataset/verify_proof.h"
#include "lib/dataset/vrf_labels.h"
#include "tests/dataset/build_support.h"
#include "tests/dataset/refusal_table.h"
#include "tests/support/temp_dir.h"

namespace modelseal::dataset {
namespace {

using testing::RefusalTable;
using testing::TempDir;
using testing::UniformRecords;
using Bytes = std::vector<uint8_t>;
using Records = std::vector<RecordDigest>;

constexpr Suite kSuites[] = {Suite::kEcvrfP256Sha256Tai, Suite::kBulkP256Sha256};

Suite Other(Suite suite) { return suite == kSuites[0] ? kSuites[1] : kSuites[0]; }

DatasetParameters ParametersOf(const VrfSecretKey& key, DatasetKind kind) {
  return {.public_key = key.public_key(),
          .kind = kind,
          .name = "digits",
          .context = "digits-2026",
          .views = {"raw"}};
}

// A dataset with a key of its own, and who answers for it.
class World {
 public:
  World(Suite suite, DatasetKind kind, size_t record_count)
      : key_(*VrfSecretKey::Generate(suite)), records_(UniformRecords(record_count, 1)) {
    const VrfLabels labels(key_, "digits-2026");
    const std::string path = (dir_.path() / "store").string();
    const auto builder = *Builder::Open((dir_.path() / "work").string(), ParametersOf(key_, kind),
                                        DeriveBuildKeys(key_), labels, testing::SmallOptions());
    const std::vector<std::string> values = testing::ExampleValues(record_count);
    const absl::Status added = kind == DatasetKind::kMap
                                   ? builder->AddWithValues(records_, testing::Views(values))
                                   : builder->Add(records_);
    REQUIRE(added.ok());
    REQUIRE(builder->Finish(path).ok());
    store_.emplace(*Store::Open(path));
    prover_.emplace(*Prover::Create(*store_, key_));
  }

  const VrfSecretKey& key() const { return key_; }
  const Store& store() const { return *store_; }
  const Commitment& commitment() const { return store_->commitment(); }
  const Records& records() const { return records_; }
  Bytes Prove(const RecordDigest& record,
              ValueDisclosure disclosure = ValueDisclosure::kHidden) const {
    return *prover_->ProveRecord(record, disclosure);
  }
  Bytes ProveAll(const Records& records,
                 ValueDisclosure disclosure = ValueDisclosure::kHidden) const {
    return *prover_->ProveRecords(records, disclosure);
  }

 private:
  TempDir dir_;
  VrfSecretKey key_;
  Records records_;
  std::optional<Store> store_;
  std::optional<Prover> prover_;
};

// A record that is absent and whose way ends so.
RecordDigest AbsentRecord(const World& world, TerminalType type) {
  for (const RecordDigest& record : UniformRecords(500, 2)) {
    if (ParseRecordProof(world.Prove(record))->path.terminal.type == type) {
      return record;
    }
  }
  FAIL("no such record");
  return {};
}

class Adversary {
 public:
  Adversary(RefusalTable& table, const World& world) : table_(table), world_(world) {}

  bool Refused(const std::string& attempt, const RecordDigest& record, const Bytes& proof) const {
    return RefusedUnder(attempt, world_.commitment(), record, proof);
  }
  bool Refused(const std::string& attempt, const RecordDigest& record,
               const RecordProof& proof) const {
    return Refused(attempt, record, EncodeRecordProof(proof));
  }
  bool RefusedUnder(const std::string& attempt, const Commitment& commitment,
                    const RecordDigest& record, const Bytes& proof) const {
    const absl::Status status = VerifyRecordProof(commitment, record, proof).status();
    const bool is_version = !status.ok() && ReasonOf(status) == Reason::kAlgorithmUnsupported;
    return table_.IsRefused(
        attempt, status, is_version ? Reason::kAlgorithmUnsupported : Reason::kDatasetProofInvalid);
  }
  bool BatchRefused(const std::string& attempt, const Records& records, const Bytes& proof) const {
    const absl::Status status = VerifyBatchProof(world_.commitment(), records, proof).status();
    const bool is_version = !status.ok() && ReasonOf(status) == Reason::kAlgorithmUnsupported;
    return table_.IsRefused(
        attempt, status, is_version ? Reason::kAlgorithmUnsupported : Reason::kDatasetProofInvalid);
  }

 private:
  RefusalTable& table_;
  const World& world_;
};

Bytes WithFlippedBit(Bytes bytes, size_t bit) {
  bytes[bit / 8] ^= static_cast<uint8_t>(0x80 >> bit % 8);
  return bytes;
}

Commitment With(const Commitment& commitment, const std::optional<VrfPublicKey>& key,
                const std::optional<std::string>& context, const std::optional<NodeHash>& root) {
  DatasetParameters parameters = commitment.parameters();
  if (key.has_value()) {
    parameters.public_key = *key;
  }
  parameters.context = context.value_or(parameters.context);
  const auto changed = Commitment::Create(parameters, 0, root.value_or(commitment.root()));
  REQUIRE(changed.ok());
  return *changed;
}

}  // namespace

TEST_CASE("members, others and values are proved and verified with both suites",
          "[dataset][prover]") {
  for (const Suite suite : kSuites) {
    for (const DatasetKind kind : {DatasetKind::kSet, DatasetKind::kMap}) {
      for (const size_t count : {0, 1, 2, 130}) {
        const World world(suite, kind, count);
        Records asked = UniformRecords(3, 77);
        const size_t members = std::min<size_t>(count, 5);
        asked.insert(asked.end(), world.records().begin(),
                     world.records().begin() + static_cast<std::ptrdiff_t>(members));
        asked.push_back(asked.back());
        const std::vector<std::string> values = testing::ExampleValues(count);
        for (const auto disclosure : {ValueDisclosure::kHidden, ValueDisclosure::kShown}) {
          const bool is_shown = kind == DatasetKind::kMap && disclosure == ValueDisclosure::kShown;
          std::vector<Answer> expected(3);
          for (size_t index = 0; index < members; ++index) {
            expected.push_back({true, is_shown ? std::optional(values[index]) : std::nullopt});
          }
          expected.push_back(expected.back());
          for (size_t index = 0; index < asked.size(); ++index) {
            const auto answer = VerifyRecordProof(world.commitment(), asked[index],
                                                  world.Prove(asked[index], disclosure));
            REQUIRE(answer.ok());
            REQUIRE(*answer == expected[index]);
          }
          const auto answers =
              VerifyBatchProof(world.commitment(), asked, world.ProveAll(asked, disclosure));
          REQUIRE(answers.ok());
          REQUIRE(*answers == expected);
        }
      }
    }
  }
}

TEST_CASE("a prover with another key than the store's is refused", "[dataset][prover]") {
  const World world(kSuites[0], DatasetKind::kSet, 3);
  for (const Suite suite : kSuites) {
    CHECK(ReasonOf(Prover::Create(world.store(), *VrfSecretKey::Generate(suite)).status()) ==
          Reason::kKeyMismatch);
  }
}

TEST_CASE("every single bit flip of a proof is refused", "[dataset][adversary]") {
  RefusalTable table("every single bit flip of a proof");
  for (const Suite suite : kSuites) {
    const std::string of_suite = " of suite " + std::to_string(static_cast<int>(suite));
    const World set(suite, DatasetKind::kSet, 12);
    const World map(suite, DatasetKind::kMap, 12);
    const RecordDigest empty = AbsentRecord(set, TerminalType::kEmpty);
    const RecordDigest other = AbsentRecord(map, TerminalType::kOtherLeaf);
    struct Case {
      std::string name;
      const World& world;
      RecordDigest record;
      Bytes proof;
    };
    const Case cases[] = {
        {"bit of a member's proof", set, set.records()[0], set.Prove(set.records()[0])},
        {"bit of a proof of absence, empty", set, empty, set.Prove(empty)},
        {"bit of a proof of absence, other leaf", map, other, map.Prove(other)},
        {"bit of a proof with a value", map, map.records()[1],
         map.Prove(map.records()[1], ValueDisclosure::kShown)},
    };
    for (const Case& one : cases) {
      const Adversary adversary(table, one.world);
      for (size_t bit = 0; bit < 8 * one.proof.size(); ++bit) {
        REQUIRE(adversary.Refused(one.name + of_suite, one.record, WithFlippedBit(one.proof, bit)));
      }
    }
  }
}

TEST_CASE("every single bit flip of a batch is refused", "[dataset][adversary]") {
  RefusalTable table("every single bit flip of a batch");
  for (const Suite suite : kSuites) {
    const World world(suite, DatasetKind::kMap, 8);
    Records asked = {world.records()[0], world.records()[1]};
    asked.push_back(UniformRecords(1, 3)[0]);
    const Bytes proof = world.ProveAll(asked, ValueDisclosure::kShown);
    const Adversary adversary(table, world);
    for (size_t bit = 0; bit < 8 * proof.size(); ++bit) {
      REQUIRE(adversary.BatchRefused(
          "bit of a batch of suite " + std::to_string(static_cast<int>(suite)), asked,
          WithFlippedBit(proof, bit)));
    }
  }
}

TEST_CASE("parts of other proofs in a proof are refused", "[dataset][adversary]") {
  RefusalTable table("parts of other proofs in a proof");
  for (const Suite suite : kSuites) {
    const World world(suite, DatasetKind::kMap, 40);
    const Adversary adversary(table, world);
    const RecordDigest absent = AbsentRecord(world, TerminalType::kOtherLeaf);
    for (size_t index = 0; index < 10; ++index) {
      const RecordDigest& mine = world.records()[index];
      const RecordDigest& theirs = world.records()[index + 10];
      const RecordProof my_proof = *ParseRecordProof(world.Prove(mine));
      const RecordProof their_proof = *ParseRecordProof(world.Prove(theirs));
      REQUIRE(adversary.Refused("another record's proof", mine, their_proof));
      RecordProof mixed = my_proof;
      mixed.vrf_proof = their_proof.vrf_proof;
      REQUIRE(adversary.Refused("another record's VRF proof", mine, mixed));
      mixed = my_proof;
      mixed.path = their_proof.path;
      REQUIRE(adversary.Refused("another record's path", mine, mixed));
      mixed.path = ParseRecordProof(world.Prove(absent))->path;
      REQUIRE(adversary.Refused("an absent record's path for a member", mine, mixed));
      mixed = *ParseRecordProof(world.Prove(absent));
      mixed.path = my_proof.path;
      REQUIRE(adversary.Refused("a member's path for an absent record", absent, mixed));
      mixed = *ParseRecordProof(world.Prove(mine, ValueDisclosure::kShown));
      mixed.path.terminal.opening =
          ParseRecordProof(world.Prove(theirs, ValueDisclosure::kShown))->path.terminal.opening;
      REQUIRE(adversary.Refused("another record's value", mine, mixed));
      for (size_t depth = 0; depth < my_proof.path.siblings.size(); ++depth) {
        mixed = my_proof;
        mixed.path.siblings.resize(depth);
        mixed.path.terminal = {.type = TerminalType::kEmpty};
        REQUIRE(adversary.Refused("ancestor of a member as absence", mine, mixed));
      }
      mixed = my_proof;
      mixed.path.terminal = {.type = TerminalType::kEmpty};
      REQUIRE(adversary.Refused("a member's answer flipped", mine, mixed));
    }
  }
}

TEST_CASE("a proof under another root, key, suite, context or kind is refused",
          "[dataset][adversary]") {
  RefusalTable table("a proof under another commitment");
  for (const Suite suite : kSuites) {
    const World world(suite, DatasetKind::kSet, 20);
    const Adversary adversary(table, world);
    const VrfPublicKey other_key = VrfSecretKey::Generate(suite)->public_key();
    const auto other_suite =
        VrfPublicKey::Parse(Other(suite), world.commitment().parameters().public_key.bytes());
    REQUIRE(other_suite.ok());
    const World map(suite, DatasetKind::kMap, 20);
    for (const RecordDigest& record : {world.records()[0], UniformRecords(1, 9)[0]}) {
      const Bytes proof = world.Prove(record);
      REQUIRE(VerifyRecordProof(world.commitment(), record, proof).ok());
      const auto refused = [&](const char* attempt, const std::optional<VrfPublicKey>& key,
                               const std::optional<std::string>& context,
                               const std::optional<NodeHash>& root) {
        return adversary.RefusedUnder(attempt, With(world.commitment(), key, context, root), record,
                                      proof);
      };
      REQUIRE(refused("wrong root", {}, {}, NodeHash{}));
      REQUIRE(refused("wrong key", other_key, {}, {}));
      REQUIRE(refused("wrong suite", *other_suite, {}, {}));
      REQUIRE(refused("wrong context", {}, "digits-2027", {}));
      REQUIRE(adversary.RefusedUnder("wrong kind", map.commitment(), record, proof));
      Bytes as_other_suite = proof;
      as_other_suite[2] = static_cast<uint8_t>(Other(suite));
      REQUIRE(adversary.RefusedUnder("proof that names the wrong suite",
                                     With(world.commitment(), *other_suite, {}, {}), record,
                                     as_other_suite));
      REQUIRE(adversary.Refused("wrong record", UniformRecords(1, 10)[0], proof));
    }
  }
}

TEST_CASE("a batch about other records than those asked for is refused", "[dataset][adversary]") {
  RefusalTable table("a batch about other records");
  for (const Suite suite : kSuites) {
    const World world(suite, DatasetKind::kSet, 30);
    const Adversary adversary(table, world);
    const Records asked(world.records().begin(), world.records().begin() + 5);
    const Bytes proof = world.ProveAll(asked);
    Records others = asked;
    others[2] = UniformRecords(1, 4)[0];
    REQUIRE(adversary.BatchRefused("another record in a batch", others, proof));
    others = asked;
    others.pop_back();
    REQUIRE(adversary.BatchRefused("a record less than in a batch", others, proof));
    others = asked;
    others.push_back(asked[0]);
    REQUIRE(adversary.BatchRefused("a record more than in a batch", others, proof));
    others = asked;
    std::swap(others[0], others[1]);
    REQUIRE(adversary.BatchRefused("records of a batch in another order", others, proof));
    REQUIRE(adversary.BatchRefused("no record for a batch", {}, proof));
    BatchProof mixed = *ParseBatchProof(proof);
    mixed.paths = ParseBatchProof(world.ProveAll(UniformRecords(5, 5)))->paths;
    REQUIRE(adversary.BatchRefused("paths of another batch", asked, EncodeBatchProof(mixed)));
    mixed = *ParseBatchProof(proof);
    mixed.vrf_proof = ParseBatchProof(world.ProveAll(UniformRecords(5, 5)))->vrf_proof;
    REQUIRE(adversary.BatchRefused("VRF proof of another batch", asked, EncodeBatchProof(mixed)));
    REQUIRE(adversary.BatchRefused("proof of one record for a batch", {asked[0]},
                                   world.Prove(asked[0])));
    REQUIRE(adversary.Refused("batch for one record", asked[0], world.ProveAll({asked[0]})));
  }
}

TEST_CASE("a batch of no record or too many is not made", "[dataset][prover]") {
  const World world(kSuites[1], DatasetKind::kSet, 3);
  const Prover prover = *Prover::Create(world.store(), world.key());
  CHECK(ReasonOf(prover.ProveRecords({}, ValueDisclosure::kHidden).status()) ==
        Reason::kInvalidArgument);
  CHECK(ReasonOf(prover.ProveRecords(Records(65537), ValueDisclosure::kHidden).status()) ==
        Reason::kLimitExceeded);
}

}  // namespace modelseal::dataset
