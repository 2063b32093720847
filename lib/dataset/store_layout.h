// SPDX-License-Identifier: Apache-2.0
//
// Where things are in a store, the file from which the owner of a dataset answers
// (docs/dataset-format.md, "Store"). It is no secret key, and as private as the dataset.
//
//   8       "msealsto"
//   1       version, 1
//   4       size of the commitment
//   8       number of leaves, n
//   8       number of records among them
//   8       size of the values
//   c       commitment
//   32      SHA-256 of all before
//   32 * n  labels, ascending
//   32 * n  maps only: contents
//   8 * n   maps only: place of each value among the values; 2^64 - 1 for a dummy
//   8 * (2^b + 1)         for each bucket the index of its first leaf; n at the end
//   32 * (2^(b + 1) - 1)  hashes of the nodes at depths 0 to b, level by level, from the left
//   v       values: each 4 bytes of size, then its bytes
//
// A bucket holds the leaves whose labels begin with the same b bits; b is the smallest number with
// which there are at most 96 leaves a bucket on average. Integers have their most significant byte
// first.
#ifndef MODELSEAL_LIB_DATASET_STORE_LAYOUT_H_
#define MODELSEAL_LIB_DATASET_STORE_LAYOUT_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/dataset/commitment.h"
#include "lib/dataset/parameters.h"

namespace modelseal::dataset {

inline constexpr uint64_t kNoValue = UINT64_MAX;
inline constexpr size_t kValuePlaceBytes = 8;
inline constexpr size_t kBucketOffsetBytes = 8;
inline constexpr size_t kValueSizeBytes = 4;

// The depth of the buckets of so many leaves.
size_t BucketBits(uint64_t leaf_count);

// Immutable; of numbers within the limits, so that no offset overflows.
class StoreLayout {
 public:
  StoreLayout(DatasetKind kind, size_t commitment_bytes, uint64_t leaf_count,
              uint64_t values_bytes);

  size_t bucket_bits() const { return bucket_bits_; }
  uint64_t leaf_count() const { return leaf_count_; }

  uint64_t LabelOffset(uint64_t leaf) const;
  uint64_t ContentOffset(uint64_t leaf) const;
  uint64_t ValuePlaceOffset(uint64_t leaf) const;
  uint64_t BucketOffset(uint64_t bucket) const;
  // Of the node at `depth` whose label prefix is `prefix`.
  uint64_t HashOffset(size_t depth, uint64_t prefix) const;
  uint64_t ValuesOffset() const { return values_; }
  uint64_t FileBytes() const { return end_; }

 private:
  uint64_t leaf_count_;
  size_t bucket_bits_;
  uint64_t labels_;
  uint64_t contents_;
  uint64_t value_places_;
  uint64_t buckets_;
  uint64_t hashes_;
  uint64_t values_;
  uint64_t end_;
};

// What stands before the labels.
struct StoreHeader {
  Commitment commitment;
  uint64_t leaf_count;
  uint64_t record_count;
  uint64_t values_bytes;
};

std::vector<uint8_t> EncodeStoreHeader(const StoreHeader& header);

// Bytes of a header with a commitment of that size.
size_t StoreHeaderBytes(size_t commitment_bytes);

// Of the first kStoreHeadBytes bytes of a file: how long its header is. Fails with
// kDatasetStoreInvalid, kAlgorithmUnsupported for another version.
inline constexpr size_t kStoreHeadBytes = 13;
absl::StatusOr<size_t> ParseStoreHeaderSize(std::span<const uint8_t> head);

// Takes untrusted bytes, all of a header. Fails with kDatasetStoreInvalid and as
// Commitment::Parse().
absl::StatusOr<StoreHeader> ParseStoreHeader(std::span<const uint8_t> bytes);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_STORE_LAYOUT_H_
