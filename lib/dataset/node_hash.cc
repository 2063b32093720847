// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/node_hash.h"

#include <openssl/sha.h>

#include <algorithm>
#include <cstddef>

namespace modelseal::dataset {
namespace {

// docs/dataset-format.md, "Nodes": the types of what is hashed. 0x02 is the empty subtree.
constexpr uint8_t kLeafTag = 0x00;
constexpr uint8_t kInnerTag = 0x01;
constexpr uint8_t kCommitmentTag = 0x03;
constexpr uint8_t kValueTag = 0x04;

// Most of the time that a trie takes is spent here: one call over bytes that lie together.
crypto::Sha256Digest HashPair(uint8_t tag, const crypto::Sha256Digest& first,
                              const crypto::Sha256Digest& second) {
  std::array<uint8_t, 1 + 2 * SHA256_DIGEST_LENGTH> bytes;
  bytes[0] = tag;
  std::copy(second.begin(), second.end(), std::copy(first.begin(), first.end(), bytes.begin() + 1));
  crypto::Sha256Digest digest;
  SHA256(bytes.data(), bytes.size(), digest.data());
  return digest;
}

}  // namespace

const NodeHash kEmptySubtree = {0xdb, 0xc1, 0xb4, 0xc9, 0x00, 0xff, 0xe4, 0x8d, 0x57, 0x5b, 0x5d,
                                0xa5, 0xc6, 0x38, 0x04, 0x01, 0x25, 0xf6, 0x5d, 0xb0, 0xfe, 0x3e,
                                0x24, 0x49, 0x4b, 0x76, 0xea, 0x98, 0x64, 0x57, 0xd9, 0x86};

NodeHash ComputeLeafHash(const Label& label, const LeafContent& content) {
  return HashPair(kLeafTag, label, content);
}

NodeHash ComputeInnerHash(const NodeHash& left, const NodeHash& right) {
  return HashPair(kInnerTag, left, right);
}

crypto::Sha256Digest ComputeCommitmentDigest(std::span<const uint8_t> commitment) {
  crypto::Sha256 sha256;
  sha256.Update({&kCommitmentTag, 1});
  sha256.Update(commitment);
  return sha256.Finish();
}

LeafContent ComputeValueContent(const ValueSalt& salt, std::span<const uint8_t> value) {
  crypto::Sha256 sha256;
  sha256.Update({&kValueTag, 1});
  sha256.Update(salt);
  sha256.Update(value);
  return sha256.Finish();
}

}  // namespace modelseal::dataset
