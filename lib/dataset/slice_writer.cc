// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/slice_writer.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/dataset/label_bits.h"
#include "lib/dataset/wire_writer.h"

namespace modelseal::dataset {
namespace {

constexpr size_t kWriteBytes = 256u << 10;

std::vector<uint8_t> EncodeU64(uint64_t value) {
  WireWriter writer;
  writer.WriteU64(value);
  return writer.Finish();
}

}  // namespace

absl::Status SectionWriter::Append(std::span<const uint8_t> bytes) {
  buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
  return buffer_.size() < kWriteBytes ? absl::OkStatus() : Flush();
}

absl::Status SectionWriter::Flush() {
  MODELSEAL_RETURN_IF_ERROR(file_.WriteAt(offset_, buffer_));
  offset_ += buffer_.size();
  buffer_.clear();
  return absl::OkStatus();
}

SliceWriter::SliceWriter(const fs::RandomFile& file, const StoreLayout& layout, bool is_map,
                         Place place)
    : file_(file),
      layout_(layout),
      is_map_(is_map),
      place_(place),
      bucket_(place.prefix << (layout.bucket_bits() - place.depth)),
      end_bucket_((place.prefix + 1) << (layout.bucket_bits() - place.depth)),
      leaf_(place.first_leaf),
      value_place_(place.first_value),
      hasher_(layout.bucket_bits()),
      labels_(file, layout.LabelOffset(place.first_leaf)),
      contents_(file, layout.ContentOffset(place.first_leaf)),
      value_places_(file, layout.ValuePlaceOffset(place.first_leaf)),
      bucket_offsets_(file, layout.BucketOffset(bucket_)),
      values_(file, layout.ValuesOffset() + place.first_value) {}

absl::Status SliceWriter::Add(const Leaf& leaf, std::optional<std::span<const uint8_t>> value) {
  const uint64_t bucket = LabelPrefix(leaf.label, layout_.bucket_bits());
  if (bucket < bucket_ || bucket >= end_bucket_) {
    return MakeError(Reason::kInternal, absl::StrCat("label of bucket ", bucket, " among those of ",
                                                     bucket_, " to ", end_bucket_));
  }
  MODELSEAL_RETURN_IF_ERROR(CloseBucketsBefore(bucket));
  if (++bucket_leaves_ > limits::kMaxDatasetBucketLeaves) {
    return MakeError(Reason::kLimitExceeded,
                     absl::StrCat("more than ", limits::kMaxDatasetBucketLeaves,
                                  " labels begin with the same ", layout_.bucket_bits(), " bits"),
                     {{"limit", absl::StrCat(limits::kMaxDatasetBucketLeaves)}});
  }
  MODELSEAL_RETURN_IF_ERROR(hasher_.Add(leaf.label, leaf.content));
  MODELSEAL_RETURN_IF_ERROR(labels_.Append(leaf.label));
  ++leaf_;
  if (!is_map_) {
    return absl::OkStatus();
  }
  MODELSEAL_RETURN_IF_ERROR(contents_.Append(leaf.content));
  return AddValue(value);
}

absl::Status SliceWriter::AddValue(std::optional<std::span<const uint8_t>> value) {
  if (!value.has_value()) {
    return value_places_.Append(EncodeU64(kNoValue));
  }
  WireWriter size;
  size.WriteU32(static_cast<uint32_t>(value->size()));
  MODELSEAL_RETURN_IF_ERROR(value_places_.Append(EncodeU64(value_place_)));
  MODELSEAL_RETURN_IF_ERROR(values_.Append(size.bytes()));
  value_place_ += kValueSizeBytes + value->size();
  return values_.Append(*value);
}

absl::Status SliceWriter::CloseBucketsBefore(uint64_t bucket) {
  for (; bucket_ < bucket; ++bucket_) {
    buckets_.push_back(hasher_.Finish());
    MODELSEAL_RETURN_IF_ERROR(bucket_offsets_.Append(EncodeU64(leaf_ - bucket_leaves_)));
    bucket_leaves_ = 0;
  }
  return absl::OkStatus();
}

absl::StatusOr<Subtree> SliceWriter::Finish() {
  MODELSEAL_RETURN_IF_ERROR(CloseBucketsBefore(end_bucket_));
  for (SectionWriter* const section :
       {&labels_, &contents_, &value_places_, &bucket_offsets_, &values_}) {
    MODELSEAL_RETURN_IF_ERROR(section->Flush());
  }
  return WriteHashes(file_, layout_, layout_.bucket_bits(), place_.depth,
                     place_.prefix << (layout_.bucket_bits() - place_.depth), std::move(buckets_));
}

absl::StatusOr<Subtree> WriteHashes(const fs::RandomFile& file, const StoreLayout& layout,
                                    size_t depth, size_t top_depth, uint64_t prefix,
                                    std::vector<Subtree> nodes) {
  for (;; --depth) {
    SectionWriter hashes(file, layout.HashOffset(depth, prefix));
    for (const Subtree& node : nodes) {
      MODELSEAL_RETURN_IF_ERROR(hashes.Append(node.hash));
    }
    MODELSEAL_RETURN_IF_ERROR(hashes.Flush());
    if (depth == top_depth) {
      return nodes.front();
    }
    for (size_t index = 0; index < nodes.size() / 2; ++index) {
      nodes[index] = JoinSubtrees(nodes[2 * index], nodes[2 * index + 1]);
    }
    nodes.resize(nodes.size() / 2);
    prefix >>= 1;
  }
}

}  // namespace modelseal::dataset
