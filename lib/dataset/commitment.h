// SPDX-License-Identifier: Apache-2.0
//
// The commitment to a dataset: what is published and signed, and all that a verifier of proofs
// needs to know of it (docs/dataset-format.md, "Commitment").
//
//   offset  bytes  field
//   0       8      "msealcom"
//   8       1      version, 1
//   9       1      suite
//   10      33     public key, compressed
//   43      1      kind: 1 set, 2 map
//   44      1      duplicates: 1 error, 2 collapse, 3 count
//   45      1      padding: 1 none, 2 power of two, 3 quarter steps
//   46      8      size class: the number of leaves; 0 without padding, which does not state it
//   54      1 + n  name: its length, its bytes
//           1 + n  context, in the same way
//           1      number of views
//           1 + n  each view
//           32     root
//
// Integers have their most significant byte first. A commitment has one encoding.
#ifndef MODELSEAL_LIB_DATASET_COMMITMENT_H_
#define MODELSEAL_LIB_DATASET_COMMITMENT_H_

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/crypto/digest.h"
#include "lib/dataset/node_hash.h"
#include "lib/dataset/parameters.h"

namespace modelseal::dataset {

// Immutable. Const methods are thread-safe.
class Commitment {
 public:
  // `leaf_count` is that of the trie, dummies included. Fails with kInvalidArgument for parameters
  // that CheckParameters() refuses and a number of leaves that the padding does not allow.
  static absl::StatusOr<Commitment> Create(DatasetParameters parameters, uint64_t leaf_count,
                                           const NodeHash& root);

  // Takes untrusted bytes. Fails with kDatasetCommitmentInvalid, kAlgorithmUnsupported for another
  // version or suite, and as VrfPublicKey::Parse().
  static absl::StatusOr<Commitment> Parse(std::span<const uint8_t> bytes);

  std::vector<uint8_t> Encode() const;

  // SHA-256 of 0x03 and the encoding.
  crypto::Sha256Digest ComputeDigest() const;

  const DatasetParameters& parameters() const { return parameters_; }
  const NodeHash& root() const { return root_; }

  // The number of leaves, at least that of the records; 0 if it is not stated.
  uint64_t size_class() const { return size_class_; }

 private:
  Commitment(DatasetParameters parameters, uint64_t size_class, const NodeHash& root)
      : parameters_(std::move(parameters)), size_class_(size_class), root_(root) {}

  DatasetParameters parameters_;
  uint64_t size_class_;
  NodeHash root_;
};

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_COMMITMENT_H_
