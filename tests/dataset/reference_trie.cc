// SPDX-License-Identifier: Apache-2.0
#include "tests/dataset/reference_trie.h"

#include <openssl/sha.h>

#include <algorithm>

namespace modelseal::testing {
namespace {

Bytes32 Hash(const std::string& bytes) {
  Bytes32 digest;
  SHA256(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size(), digest.data());
  return digest;
}

std::string Text(const Bytes32& bytes) { return std::string(bytes.begin(), bytes.end()); }

void SortUnique(ReferenceLeaves& leaves) {
  std::sort(leaves.begin(), leaves.end());
  const auto same = [](const auto& a, const auto& b) { return a.label == b.label; };
  leaves.erase(std::unique(leaves.begin(), leaves.end(), same), leaves.end());
}

}  // namespace

bool ReferenceBit(const Bytes32& label, size_t depth) {
  return (label[depth / 8] & (0x80 >> depth % 8)) != 0;
}

size_t ReferenceSplit(std::span<const ReferenceLeaf> leaves, size_t depth) {
  size_t left = 0;
  while (left < leaves.size() && !ReferenceBit(leaves[left].label, depth)) {
    ++left;
  }
  return left;
}

Bytes32 ReferenceHash(std::span<const ReferenceLeaf> leaves, size_t depth) {
  if (leaves.empty()) {
    return Hash("\2");
  }
  if (leaves.size() == 1) {
    return Hash(std::string(1, '\0') + Text(leaves[0].label) + Text(leaves[0].content));
  }
  const size_t left = ReferenceSplit(leaves, depth);
  return Hash('\1' + Text(ReferenceHash(leaves.first(left), depth + 1)) +
              Text(ReferenceHash(leaves.subspan(left), depth + 1)));
}

Bytes32 UniformBytes(std::mt19937_64& random) {
  Bytes32 bytes;
  for (uint8_t& byte : bytes) {
    byte = static_cast<uint8_t>(random());
  }
  return bytes;
}

Bytes32 WithFlippedBit(Bytes32 label, size_t bit) {
  label[bit / 8] ^= static_cast<uint8_t>(0x80 >> bit % 8);
  return label;
}

ReferenceLeaves UniformLeaves(size_t count, std::mt19937_64& random, bool has_contents) {
  ReferenceLeaves leaves(count);
  for (ReferenceLeaf& leaf : leaves) {
    leaf = {UniformBytes(random), has_contents ? UniformBytes(random) : Bytes32{}};
  }
  SortUnique(leaves);
  return leaves;
}

ReferenceLeaves ClusteredLeaves(size_t count, std::mt19937_64& random) {
  ReferenceLeaves leaves = {{UniformBytes(random), UniformBytes(random)}};
  while (leaves.size() < count) {
    const Bytes32 neighbour = leaves[random() % leaves.size()].label;
    leaves.push_back({WithFlippedBit(neighbour, random() % 256), UniformBytes(random)});
    if (leaves.size() == count) {
      SortUnique(leaves);
    }
  }
  SortUnique(leaves);
  return leaves;
}

}  // namespace modelseal::testing
