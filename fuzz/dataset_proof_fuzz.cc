// SPDX-License-Identifier: Apache-2.0
//
// A proof about records of a dataset from anywhere. What is read is written again as it was, and
// none leads to a root that nobody has made a trie for.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fuzz/invariant.h"
#include "lib/dataset/path_verifier.h"
#include "lib/dataset/proof.h"

namespace {

using modelseal::dataset::Label;
using modelseal::fuzz::Require;

bool IsSame(const std::vector<uint8_t>& bytes, std::span<const uint8_t> input) {
  return std::equal(bytes.begin(), bytes.end(), input.begin(), input.end());
}

// Labels that part early and late, some of them equal but for their last bits.
std::vector<Label> LabelsFor(size_t count) {
  std::vector<Label> labels(std::min<size_t>(count, 300));
  for (size_t index = 0; index < labels.size(); ++index) {
    labels[index][index % 3] = static_cast<uint8_t>(index * 37);
    labels[index][31] = static_cast<uint8_t>(index);
  }
  return labels;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::span<const uint8_t> input(data, size);
  modelseal::dataset::NodeHash root;
  root.fill(0x5a);
  if (const auto proof = modelseal::dataset::ParseRecordProof(input); proof.ok()) {
    Require(IsSame(EncodeRecordProof(*proof), input), "a proof has one form");
    Require(!VerifyPath(root, LabelsFor(1)[0], proof->path).ok(), "a proof leads to its root");
  }
  if (const auto proof = modelseal::dataset::ParseBatchProof(input); proof.ok()) {
    Require(IsSame(EncodeBatchProof(*proof), input), "a batch has one form");
    Require(!VerifyPaths(root, LabelsFor(proof->record_count), proof->paths).ok(),
            "a batch leads to its root");
  }
  return 0;
}
