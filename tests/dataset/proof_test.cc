// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/proof.h"

#include <catch2/catch.hpp>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "lib/base/hex.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "tests/dataset/reference_proof.h"
#include "tests/dataset/reference_trie.h"

namespace modelseal::dataset {
namespace {

using Bytes = std::vector<uint8_t>;

constexpr size_t kTerminalOffset = 4 + kLabelProofBytes;

NodeHash Filled(uint8_t byte) {
  NodeHash hash;
  hash.fill(byte);
  return hash;
}

// Depth 3, the node at depth 2 empty.
RecordProof Example(DatasetKind kind, TerminalType type) {
  RecordProof proof{.kind = kind};
  proof.vrf_proof.fill(0x77);
  proof.path.terminal.type = type;
  if (type == TerminalType::kOtherLeaf) {
    proof.path.terminal.other_label = Filled(0x11);
  }
  if (kind == DatasetKind::kMap && type != TerminalType::kEmpty &&
      type != TerminalType::kMemberWithValue) {
    proof.path.terminal.content = Filled(0x22);
  }
  if (type == TerminalType::kMemberWithValue) {
    proof.path.terminal.opening = {Filled(0x33), "value"};
  }
  proof.path.siblings = {Filled(0x44), kEmptySubtree, Filled(0x55)};
  return proof;
}

std::vector<RecordProof> AllExamples() {
  std::vector<RecordProof> all;
  for (const DatasetKind kind : {DatasetKind::kSet, DatasetKind::kMap}) {
    for (const TerminalType type :
         {TerminalType::kEmpty, TerminalType::kOtherLeaf, TerminalType::kMember}) {
      all.push_back(Example(kind, type));
    }
  }
  all.push_back(Example(DatasetKind::kMap, TerminalType::kMemberWithValue));
  return all;
}

BatchProof BatchExample(DatasetKind kind) {
  std::mt19937_64 random(1);
  const auto leaves =
      testing::UniformLeaves(50, random, /*has_contents=*/kind == DatasetKind::kMap);
  std::vector<Label> labels = {leaves[3].label, leaves[17].label, leaves[18].label};
  for (int count = 0; count < 20; ++count) {
    labels.push_back(testing::UniformBytes(random));
  }
  BatchProof proof{.kind = kind, .record_count = 23, .vrf_proof = Bytes(100, 0x77)};
  proof.paths = testing::ReferencePaths(leaves, labels);
  return proof;
}

Reason FailureOf(const Bytes& bytes) {
  const auto proof = ParseRecordProof(bytes);
  REQUIRE_FALSE(proof.ok());
  return ReasonOf(proof.status());
}

Reason FailureOfBatch(const BatchProof& proof) {
  const auto parsed = ParseBatchProof(EncodeBatchProof(proof));
  REQUIRE_FALSE(parsed.ok());
  return ReasonOf(parsed.status());
}

// The example of a set whose terminal is empty: after the head come type, depth and bitmap.
Reason FailureWith(size_t offset, uint8_t value) {
  Bytes bytes = EncodeRecordProof(Example(DatasetKind::kSet, TerminalType::kEmpty));
  bytes.at(offset) = value;
  return FailureOf(bytes);
}

}  // namespace

TEST_CASE("a proof of one record is encoded byte for byte as the document says",
          "[dataset][proof]") {
  std::string label_proof;
  std::string salt;
  std::string first;
  std::string third;
  for (int count = 0; count < 81; ++count) {
    label_proof += "77";
  }
  for (int count = 0; count < 32; ++count) {
    salt += "33";
    first += "44";
    third += "55";
  }
  CHECK(EncodeHex(EncodeRecordProof(Example(DatasetKind::kMap, TerminalType::kMemberWithValue))) ==
        "01010102" + label_proof + "04" + salt + "0000000576616c7565" + "0003" + "40" + first +
            third);
}

TEST_CASE("a proof that is read is written again as it was", "[dataset][proof]") {
  for (const RecordProof& proof : AllExamples()) {
    const Bytes bytes = EncodeRecordProof(proof);
    const auto parsed = ParseRecordProof(bytes);
    REQUIRE(parsed.ok());
    CHECK(*parsed == proof);
    CHECK(EncodeRecordProof(*parsed) == bytes);
  }
  for (const DatasetKind kind : {DatasetKind::kSet, DatasetKind::kMap}) {
    const BatchProof proof = BatchExample(kind);
    const Bytes bytes = EncodeBatchProof(proof);
    const auto parsed = ParseBatchProof(bytes);
    REQUIRE(parsed.ok());
    CHECK(*parsed == proof);
    CHECK(EncodeBatchProof(*parsed) == bytes);
  }
}

TEST_CASE("a proof with one bit changed is another proof or none", "[dataset][proof]") {
  std::vector<Bytes> all;
  for (const RecordProof& proof : AllExamples()) {
    all.push_back(EncodeRecordProof(proof));
  }
  for (const Bytes& bytes : all) {
    for (size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
      Bytes other = bytes;
      other[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
      if (const auto parsed = ParseRecordProof(other); parsed.ok()) {
        REQUIRE(EncodeRecordProof(*parsed) == other);
      }
    }
  }
  const Bytes batch = EncodeBatchProof(BatchExample(DatasetKind::kMap));
  for (size_t bit = 0; bit < 8 * batch.size(); ++bit) {
    Bytes other = batch;
    other[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
    if (const auto parsed = ParseBatchProof(other); parsed.ok()) {
      REQUIRE(EncodeBatchProof(*parsed) == other);
    }
  }
}

TEST_CASE("a proof cut anywhere is refused", "[dataset][proof]") {
  for (const RecordProof& proof : AllExamples()) {
    const Bytes bytes = EncodeRecordProof(proof);
    for (size_t size = 0; size < bytes.size(); ++size) {
      REQUIRE(ReasonOf(ParseRecordProof(std::span(bytes).first(size)).status()) ==
              Reason::kDatasetProofInvalid);
    }
  }
  const Bytes batch = EncodeBatchProof(BatchExample(DatasetKind::kMap));
  for (size_t size = 0; size < batch.size(); ++size) {
    REQUIRE(ReasonOf(ParseBatchProof(std::span(batch).first(size)).status()) ==
            Reason::kDatasetProofInvalid);
  }
}

TEST_CASE("bytes after a proof are refused", "[dataset][proof]") {
  for (const size_t count : {1, 31, 32, 33}) {
    for (const RecordProof& proof : AllExamples()) {
      Bytes bytes = EncodeRecordProof(proof);
      bytes.resize(bytes.size() + count);
      CHECK(FailureOf(bytes) == Reason::kDatasetProofInvalid);
    }
    Bytes bytes = EncodeBatchProof(BatchExample(DatasetKind::kSet));
    bytes.resize(bytes.size() + count);
    CHECK(ReasonOf(ParseBatchProof(bytes).status()) == Reason::kDatasetProofInvalid);
  }
}

TEST_CASE("fields of a proof that are not known are refused", "[dataset][proof]") {
  CHECK(FailureWith(0, 0) == Reason::kAlgorithmUnsupported);
  CHECK(FailureWith(0, 2) == Reason::kAlgorithmUnsupported);
  CHECK(FailureWith(1, 0) == Reason::kDatasetProofInvalid);
  CHECK(FailureWith(1, 2) == Reason::kDatasetProofInvalid);
  CHECK(FailureWith(2, 0) == Reason::kDatasetProofInvalid);
  CHECK(FailureWith(2, 3) == Reason::kDatasetProofInvalid);
  CHECK(FailureWith(3, 0) == Reason::kDatasetProofInvalid);
  CHECK(FailureWith(3, 3) == Reason::kDatasetProofInvalid);
  CHECK(FailureWith(kTerminalOffset, 0) == Reason::kDatasetProofInvalid);
  CHECK(FailureWith(kTerminalOffset, 5) == Reason::kDatasetProofInvalid);
}

TEST_CASE("a value in the proof of a set is refused", "[dataset][proof]") {
  Bytes bytes = EncodeRecordProof(Example(DatasetKind::kMap, TerminalType::kMemberWithValue));
  bytes[3] = static_cast<uint8_t>(DatasetKind::kSet);
  CHECK(FailureOf(bytes) == Reason::kDatasetProofInvalid);
}

TEST_CASE("a value above the limit is refused", "[dataset][proof]") {
  RecordProof proof = Example(DatasetKind::kMap, TerminalType::kMemberWithValue);
  proof.path.terminal.opening.value.assign(limits::kMaxDatasetValueBytes, 'v');
  CHECK(ParseRecordProof(EncodeRecordProof(proof)).ok());
  proof.path.terminal.opening.value += 'v';
  CHECK(FailureOf(EncodeRecordProof(proof)) == Reason::kDatasetProofInvalid);
}

TEST_CASE("a depth of 256 is read and one beyond it refused", "[dataset][proof]") {
  RecordProof proof = Example(DatasetKind::kSet, TerminalType::kMember);
  proof.path.siblings.assign(256, Filled(0x66));
  CHECK(ParseRecordProof(EncodeRecordProof(proof)).ok());
  proof.path.siblings.push_back(Filled(0x66));
  CHECK(FailureOf(EncodeRecordProof(proof)) == Reason::kDatasetProofInvalid);
  BatchProof batch = BatchExample(DatasetKind::kSet);
  batch.paths.ends[0].depth = 257;
  CHECK(FailureOfBatch(batch) == Reason::kDatasetProofInvalid);
}

TEST_CASE("a bit of the bitmap that is not used is refused", "[dataset][proof]") {
  const size_t bitmap = kTerminalOffset + 3;
  for (int bit = 0; bit < 5; ++bit) {
    CHECK(FailureWith(bitmap, static_cast<uint8_t>(0x40 | 1 << bit)) ==
          Reason::kDatasetProofInvalid);
  }
}

TEST_CASE("the empty constant among the siblings is refused", "[dataset][proof]") {
  // Bitmap of zeros: the second of three hashes is the constant itself.
  Bytes bytes = EncodeRecordProof(Example(DatasetKind::kSet, TerminalType::kEmpty));
  const size_t bitmap = kTerminalOffset + 3;
  bytes[bitmap] = 0;
  bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(bitmap + 1 + 32), kEmptySubtree.begin(),
               kEmptySubtree.end());
  CHECK(FailureOf(bytes) == Reason::kDatasetProofInvalid);
}

TEST_CASE("a batch of no record or too many is refused", "[dataset][proof]") {
  BatchProof proof = BatchExample(DatasetKind::kSet);
  proof.record_count = 0;
  CHECK(FailureOfBatch(proof) == Reason::kDatasetProofInvalid);
  proof.record_count = limits::kMaxDatasetBatchRecords + 1;
  CHECK(FailureOfBatch(proof) == Reason::kDatasetProofInvalid);
}

TEST_CASE("a batch with more ends than records or none is refused", "[dataset][proof]") {
  BatchProof proof = BatchExample(DatasetKind::kSet);
  proof.record_count = static_cast<uint32_t>(proof.paths.ends.size() - 1);
  CHECK(FailureOfBatch(proof) == Reason::kDatasetProofInvalid);
  proof = BatchExample(DatasetKind::kSet);
  proof.paths.ends.clear();
  CHECK(FailureOfBatch(proof) == Reason::kDatasetProofInvalid);
}

TEST_CASE("a batch with the index of a label beyond its records is refused", "[dataset][proof]") {
  BatchProof proof = BatchExample(DatasetKind::kSet);
  for (MultiProof::End& end : proof.paths.ends) {
    if (end.terminal.type == TerminalType::kMember) {
      end.label_index = proof.record_count;
    }
  }
  CHECK(FailureOfBatch(proof) == Reason::kDatasetProofInvalid);
}

TEST_CASE("a batch that says it has more siblings than it is long is refused", "[dataset][proof]") {
  Bytes bytes = EncodeBatchProof({.record_count = 1, .paths = {.ends = {{.depth = 0}}}});
  for (size_t index = bytes.size() - 4; index < bytes.size(); ++index) {
    bytes[index] = 0xff;
  }
  CHECK(ReasonOf(ParseBatchProof(bytes).status()) == Reason::kDatasetProofInvalid);
}

}  // namespace modelseal::dataset
