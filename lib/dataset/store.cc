// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/store.h"

#include <algorithm>
#include <array>
#include <span>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/dataset/label_bits.h"
#include "lib/dataset/wire_reader.h"

namespace modelseal::dataset {
namespace {

constexpr size_t kHashBytes = std::tuple_size_v<NodeHash>;

absl::Status Invalid(const fs::RandomFile& file, std::string_view problem) {
  return MakeError(Reason::kDatasetStoreInvalid, absl::StrCat(file.path(), ": ", problem),
                   {{"path", file.path()}});
}

absl::StatusOr<std::vector<uint8_t>> ReadBytes(const fs::RandomFile& file, uint64_t offset,
                                               size_t size) {
  std::vector<uint8_t> bytes(size);
  MODELSEAL_RETURN_IF_ERROR(file.ReadAt(offset, bytes));
  return bytes;
}

absl::StatusOr<uint64_t> ReadU64(const fs::RandomFile& file, uint64_t offset) {
  std::array<uint8_t, 8> bytes;
  MODELSEAL_RETURN_IF_ERROR(file.ReadAt(offset, bytes));
  return WireReader(bytes).ReadU64();
}

}  // namespace

absl::StatusOr<Store> Store::Open(std::string_view path) {
  MODELSEAL_ASSIGN_OR_RETURN(fs::RandomFile file, fs::RandomFile::OpenForReading(path));
  MODELSEAL_ASSIGN_OR_RETURN(const uint64_t file_bytes, file.Size());
  if (file_bytes < kStoreHeadBytes) {
    return Invalid(file, absl::StrCat(file_bytes, " bytes are no store"));
  }
  MODELSEAL_ASSIGN_OR_RETURN(const std::vector<uint8_t> head, ReadBytes(file, 0, kStoreHeadBytes));
  MODELSEAL_ASSIGN_OR_RETURN(const size_t header_bytes, ParseStoreHeaderSize(head));
  if (file_bytes < header_bytes) {
    return Invalid(file, "ends in its header");
  }
  MODELSEAL_ASSIGN_OR_RETURN(const std::vector<uint8_t> bytes, ReadBytes(file, 0, header_bytes));
  MODELSEAL_ASSIGN_OR_RETURN(StoreHeader header, ParseStoreHeader(bytes));
  const StoreLayout layout(header.commitment.parameters().kind, header.commitment.Encode().size(),
                           header.leaf_count, header.values_bytes);
  if (layout.FileBytes() != file_bytes) {
    return Invalid(file, absl::StrCat(file_bytes, " bytes, expected ", layout.FileBytes()));
  }
  Store store(std::move(file), std::move(header), layout);
  MODELSEAL_ASSIGN_OR_RETURN(const LeafRange all, store.LeavesBelow(0, 0));
  MODELSEAL_ASSIGN_OR_RETURN(const NodeHash root, store.ReadHash(0, 0));
  if (all.size() != store.leaf_count() || root != store.commitment().root()) {
    return Invalid(store.file_, "leaves or root are not those of its commitment");
  }
  return store;
}

absl::StatusOr<LeafRange> Store::LeavesBelow(size_t depth, uint64_t prefix) const {
  const size_t shift = bucket_bits() - depth;
  LeafRange range;
  MODELSEAL_ASSIGN_OR_RETURN(range.first, ReadU64(file_, layout_.BucketOffset(prefix << shift)));
  MODELSEAL_ASSIGN_OR_RETURN(range.last,
                             ReadU64(file_, layout_.BucketOffset((prefix + 1) << shift)));
  if (range.first > range.last || range.last > leaf_count()) {
    return Invalid(file_, absl::StrCat("bucket of leaves ", range.first, " to ", range.last, " of ",
                                       leaf_count()));
  }
  return range;
}

absl::StatusOr<NodeHash> Store::ReadHash(size_t depth, uint64_t prefix) const {
  NodeHash hash;
  MODELSEAL_RETURN_IF_ERROR(file_.ReadAt(layout_.HashOffset(depth, prefix), hash));
  return hash;
}

absl::StatusOr<std::vector<Leaf>> Store::ReadLeaves(const LeafRange& range) const {
  if (range.size() > limits::kMaxDatasetBucketLeaves) {
    return Invalid(file_, absl::StrCat("bucket of ", range.size(), " leaves, expected at most ",
                                       limits::kMaxDatasetBucketLeaves));
  }
  const size_t count = static_cast<size_t>(range.size());
  std::vector<Leaf> leaves(count);
  MODELSEAL_ASSIGN_OR_RETURN(
      const std::vector<uint8_t> labels,
      ReadBytes(file_, layout_.LabelOffset(range.first), count * std::tuple_size_v<Label>));
  WireReader label_reader(labels);
  for (Leaf& leaf : leaves) {
    leaf.label = label_reader.ReadArray<std::tuple_size_v<Label>>();
  }
  if (is_map()) {
    MODELSEAL_ASSIGN_OR_RETURN(
        const std::vector<uint8_t> contents,
        ReadBytes(file_, layout_.ContentOffset(range.first), count * kHashBytes));
    WireReader content_reader(contents);
    for (Leaf& leaf : leaves) {
      leaf.content = content_reader.ReadArray<kHashBytes>();
    }
  }
  return leaves;
}

absl::StatusOr<std::optional<uint64_t>> Store::ReadValuePlace(uint64_t leaf) const {
  MODELSEAL_ASSIGN_OR_RETURN(const uint64_t place, ReadU64(file_, layout_.ValuePlaceOffset(leaf)));
  if (place == kNoValue) {
    return std::nullopt;
  }
  if (values_bytes() < kValueSizeBytes || place > values_bytes() - kValueSizeBytes) {
    return Invalid(file_, absl::StrCat("value at ", place, " of ", values_bytes(), " bytes"));
  }
  return place;
}

absl::StatusOr<std::string> Store::ReadValue(uint64_t place) const {
  MODELSEAL_ASSIGN_OR_RETURN(const std::vector<uint8_t> size_field,
                             ReadBytes(file_, layout_.ValuesOffset() + place, kValueSizeBytes));
  const size_t size = WireReader(size_field).ReadU32();
  if (size > limits::kMaxDatasetValueBytes || size > values_bytes() - kValueSizeBytes - place) {
    return Invalid(file_,
                   absl::StrCat("value of ", size, " bytes at ", place, " of ", values_bytes()));
  }
  MODELSEAL_ASSIGN_OR_RETURN(
      const std::vector<uint8_t> value,
      ReadBytes(file_, layout_.ValuesOffset() + place + kValueSizeBytes, size));
  return std::string(value.begin(), value.end());
}

absl::StatusOr<std::optional<uint64_t>> Store::FindLeaf(const Label& label) const {
  MODELSEAL_ASSIGN_OR_RETURN(const LeafRange range,
                             LeavesBelow(bucket_bits(), LabelPrefix(label, bucket_bits())));
  MODELSEAL_ASSIGN_OR_RETURN(const std::vector<Leaf> leaves, ReadLeaves(range));
  const auto found = std::find_if(leaves.begin(), leaves.end(),
                                  [&label](const Leaf& leaf) { return leaf.label == label; });
  if (found == leaves.end()) {
    return std::nullopt;
  }
  return range.first + static_cast<uint64_t>(found - leaves.begin());
}

}  // namespace modelseal::dataset
