// SPDX-License-Identifier: Apache-2.0
//
// The proofs of transparency-dev/merkle, good ones and all ways in which its authors break them.
#include <catch2/catch.hpp>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "lib/base/base64.h"
#include "lib/base/status.h"
#include "lib/tlog/merkle.h"
#include "tests/support/shared_corpus.h"

namespace modelseal::testing {
namespace {

constexpr size_t kCasesOfEachKind = 98;

// A case, with account of the members that were read.
class Record {
 public:
  explicit Record(const std::filesystem::path& file)
      : json_(nlohmann::json::parse(ReadCorpusFile(file))) {}

  const nlohmann::json& At(const std::string& key) {
    read_.insert(key);
    return json_.at(key);
  }

  std::vector<std::string> Unread() const {
    std::vector<std::string> unread;
    for (const auto& [key, value] : json_.items()) {
      if (!read_.contains(key)) {
        unread.push_back(key);
      }
    }
    return unread;
  }

 private:
  nlohmann::json json_;
  std::set<std::string> read_;
};

// A hash of a case. Where the corpus does not care which hash it is, it has a few words instead,
// which its own verifier compares like hashes: the hash of the words stands in for them. Nothing
// stands in for no bytes.
absl::StatusOr<tlog::MerkleHash> HashOf(const nlohmann::json& value) {
  const auto bytes = DecodeBase64(value.get<std::string>());
  REQUIRE(bytes.has_value());
  absl::StatusOr<tlog::MerkleHash> hash = tlog::ParseMerkleHash(*bytes);
  if (bytes->size() == tlog::MerkleHash().size()) {
    return hash;
  }
  CHECK(ReasonOf(hash.status()) == Reason::kLogInclusionInvalid);
  return bytes->empty() ? hash : tlog::ComputeLeafHash(*bytes);
}

absl::StatusOr<std::vector<tlog::MerkleHash>> ProofOf(Record& record) {
  const nlohmann::json& values = record.At("proof");
  std::vector<tlog::MerkleHash> proof;
  if (values.is_null()) {  // As Go writes a list that was never made.
    return proof;
  }
  REQUIRE(values.is_array());
  for (const nlohmann::json& value : values) {
    MODELSEAL_ASSIGN_OR_RETURN(const tlog::MerkleHash hash, HashOf(value));
    proof.push_back(hash);
  }
  return proof;
}

uint64_t NumberOf(const nlohmann::json& value) {
  REQUIRE(value.is_number_unsigned());
  return value.get<uint64_t>();
}

absl::Status RunInclusion(Record& record) {
  const uint64_t leaf_index = NumberOf(record.At("leafIdx"));
  const uint64_t tree_size = NumberOf(record.At("treeSize"));
  const auto leaf_hash = HashOf(record.At("leafHash"));
  const auto root = HashOf(record.At("root"));
  const auto proof = ProofOf(record);
  MODELSEAL_RETURN_IF_ERROR(leaf_hash.status());
  MODELSEAL_RETURN_IF_ERROR(root.status());
  MODELSEAL_RETURN_IF_ERROR(proof.status());
  return tlog::VerifyInclusion(leaf_index, tree_size, *leaf_hash, *proof, *root);
}

absl::Status RunConsistency(Record& record) {
  const uint64_t size1 = NumberOf(record.At("size1"));
  const uint64_t size2 = NumberOf(record.At("size2"));
  const auto root1 = HashOf(record.At("root1"));
  const auto root2 = HashOf(record.At("root2"));
  const auto proof = ProofOf(record);
  MODELSEAL_RETURN_IF_ERROR(root1.status());
  MODELSEAL_RETURN_IF_ERROR(root2.status());
  MODELSEAL_RETURN_IF_ERROR(proof.status());
  return tlog::VerifyConsistency(size1, size2, *root1, *root2, *proof);
}

void RunCases(const std::filesystem::path& corpus, const std::string& kind,
              absl::Status (*run)(Record&)) {
  const auto files = FilesBelow(corpus / kind, ".json");
  REQUIRE(files.size() == kCasesOfEachKind);
  size_t accepted = 0;
  for (const auto& file : files) {
    Record record(file);
    CAPTURE(file.lexically_relative(corpus), record.At("desc").get<std::string>());
    const bool want_error = record.At("wantErr").get<bool>();
    const absl::Status status = run(record);
    INFO(status.ToString());
    CHECK(status.ok() == !want_error);
    if (!status.ok()) {
      CHECK(ReasonOf(status) == Reason::kLogInclusionInvalid);
    }
    CHECK(record.Unread() == std::vector<std::string>());
    accepted += status.ok() ? 1 : 0;
  }
  std::printf("[group] merkle %s: %zu cases, %zu accepted\n", kind.c_str(), files.size(), accepted);
}

TEST_CASE("inclusion proofs of the corpus are judged as expected", "[tlog][merkle][corpus]") {
  const auto corpus = SharedCorpusOrSkip("merkle");
  if (!corpus) {
    return;
  }
  RunCases(*corpus, "inclusion", RunInclusion);
}

TEST_CASE("consistency proofs of the corpus are judged as expected", "[tlog][merkle][corpus]") {
  const auto corpus = SharedCorpusOrSkip("merkle");
  if (!corpus) {
    return;
  }
  RunCases(*corpus, "consistency", RunConsistency);
}

}  // namespace
}  // namespace modelseal::testing
