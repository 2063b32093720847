// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/store_layout.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"
#include "lib/dataset/label.h"
#include "lib/dataset/node_hash.h"
#include "lib/dataset/wire_reader.h"
#include "lib/dataset/wire_writer.h"

namespace modelseal::dataset {
namespace {

constexpr std::string_view kMagic = "msealsto";
constexpr uint8_t kVersion = 1;
constexpr size_t kLabelBytes = std::tuple_size_v<Label>;
constexpr size_t kHashBytes = std::tuple_size_v<NodeHash>;
// On average; more would make a proof hash more, fewer the file larger.
constexpr uint64_t kLeavesPerBucket = 96;
constexpr size_t kFixedHeaderBytes = 8 + 1 + 4 + 3 * 8 + kHashBytes;
// The longest names and views; see commitment.h.
constexpr size_t kMaxCommitmentBytes = 4096;

absl::Status Invalid(std::string_view field, std::string_view problem) {
  return MakeError(Reason::kDatasetStoreInvalid, absl::StrCat(field, ": ", problem),
                   {{"field", std::string(field)}});
}

}  // namespace

size_t BucketBits(uint64_t leaf_count) {
  size_t bits = 0;
  while (leaf_count > kLeavesPerBucket << bits) {
    ++bits;
  }
  return bits;
}

StoreLayout::StoreLayout(DatasetKind kind, size_t commitment_bytes, uint64_t leaf_count,
                         uint64_t values_bytes)
    : leaf_count_(leaf_count),
      bucket_bits_(BucketBits(leaf_count)),
      labels_(StoreHeaderBytes(commitment_bytes)) {
  const bool is_map = kind == DatasetKind::kMap;
  contents_ = labels_ + kLabelBytes * leaf_count;
  value_places_ = contents_ + (is_map ? kHashBytes * leaf_count : 0);
  buckets_ = value_places_ + (is_map ? kValuePlaceBytes * leaf_count : 0);
  const uint64_t bucket_count = uint64_t{1} << bucket_bits_;
  hashes_ = buckets_ + kBucketOffsetBytes * (bucket_count + 1);
  values_ = hashes_ + kHashBytes * (2 * bucket_count - 1);
  end_ = values_ + values_bytes;
}

uint64_t StoreLayout::LabelOffset(uint64_t leaf) const { return labels_ + kLabelBytes * leaf; }

uint64_t StoreLayout::ContentOffset(uint64_t leaf) const { return contents_ + kHashBytes * leaf; }

uint64_t StoreLayout::ValuePlaceOffset(uint64_t leaf) const {
  return value_places_ + kValuePlaceBytes * leaf;
}

uint64_t StoreLayout::BucketOffset(uint64_t bucket) const {
  return buckets_ + kBucketOffsetBytes * bucket;
}

uint64_t StoreLayout::HashOffset(size_t depth, uint64_t prefix) const {
  const uint64_t nodes_above = (uint64_t{1} << depth) - 1;
  return hashes_ + kHashBytes * (nodes_above + prefix);
}

size_t StoreHeaderBytes(size_t commitment_bytes) { return kFixedHeaderBytes + commitment_bytes; }

std::vector<uint8_t> EncodeStoreHeader(const StoreHeader& header) {
  const std::vector<uint8_t> commitment = header.commitment.Encode();
  WireWriter writer;
  writer.WriteText(kMagic);
  writer.WriteU8(kVersion);
  writer.WriteU32(static_cast<uint32_t>(commitment.size()));
  writer.WriteU64(header.leaf_count);
  writer.WriteU64(header.record_count);
  writer.WriteU64(header.values_bytes);
  writer.WriteBytes(commitment);
  writer.WriteBytes(crypto::ComputeSha256(writer.bytes()));
  return writer.Finish();
}

absl::StatusOr<size_t> ParseStoreHeaderSize(std::span<const uint8_t> head) {
  WireReader reader(head);
  if (reader.ReadText(kMagic.size()) != kMagic) {
    return Invalid("store", "does not begin as one");
  }
  if (const uint8_t version = reader.ReadU8(); version != kVersion) {
    return MakeError(Reason::kAlgorithmUnsupported,
                     absl::StrCat("store of version ", version, ", expected ", kVersion),
                     {{"field", "version"}});
  }
  const size_t commitment_bytes = reader.ReadU32();
  if (!reader.is_complete() || commitment_bytes > kMaxCommitmentBytes) {
    return Invalid("store", "has no header");
  }
  return StoreHeaderBytes(commitment_bytes);
}

absl::StatusOr<StoreHeader> ParseStoreHeader(std::span<const uint8_t> bytes) {
  MODELSEAL_ASSIGN_OR_RETURN(
      const size_t header_bytes,
      ParseStoreHeaderSize(bytes.first(std::min(bytes.size(), kStoreHeadBytes))));
  if (bytes.size() != header_bytes) {
    return Invalid("store",
                   absl::StrCat("header of ", bytes.size(), " bytes, expected ", header_bytes));
  }
  const std::span<const uint8_t> covered = bytes.first(bytes.size() - kHashBytes);
  WireReader reader(bytes.subspan(kStoreHeadBytes));
  const uint64_t leaf_count = reader.ReadU64();
  const uint64_t record_count = reader.ReadU64();
  const uint64_t values_bytes = reader.ReadU64();
  const std::span<const uint8_t> commitment_bytes =
      reader.ReadBytes(header_bytes - kFixedHeaderBytes);
  if (reader.ReadArray<kHashBytes>() != crypto::ComputeSha256(covered) || !reader.is_complete()) {
    return Invalid("store", "header was altered");
  }
  MODELSEAL_ASSIGN_OR_RETURN(Commitment commitment, Commitment::Parse(commitment_bytes));
  const DatasetParameters& parameters = commitment.parameters();
  const bool has_size_class = parameters.padding != Padding::kNone;
  if (leaf_count > limits::kMaxDatasetLeaves || record_count > leaf_count ||
      (has_size_class ? leaf_count != commitment.size_class() : leaf_count != record_count)) {
    return Invalid("store", absl::StrCat(record_count, " records and ", leaf_count,
                                         " leaves do not fit its commitment"));
  }
  const uint64_t max_values_bytes =
      parameters.kind == DatasetKind::kSet
          ? 0
          : record_count * (kValueSizeBytes + limits::kMaxDatasetValueBytes);
  if (values_bytes > max_values_bytes) {
    return Invalid("store",
                   absl::StrCat(values_bytes, " bytes of values of ", record_count, " records"));
  }
  return StoreHeader{std::move(commitment), leaf_count, record_count, values_bytes};
}

}  // namespace modelseal::dataset
