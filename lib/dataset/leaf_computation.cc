// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/leaf_computation.h"

#include <algorithm>
#include <bit>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"
#include "lib/dataset/derived_values.h"
#include "lib/dataset/label_bits.h"
#include "lib/dataset/partition_sorter.h"
#include "lib/dataset/record_form.h"
#include "lib/dataset/subtree_hasher.h"
#include "lib/dataset/vrf_labels.h"
#include "lib/dataset/wire_reader.h"
#include "lib/dataset/wire_writer.h"

namespace modelseal::dataset {
namespace {

absl::Status ArgumentError(std::string_view message) {
  return MakeError(Reason::kInvalidArgument, message);
}

absl::Status CheckWholeItems(std::string_view what, size_t size, size_t item_bytes) {
  if (size % item_bytes != 0) {
    return ArgumentError(absl::StrCat(what, ": ", size, " bytes are no multiple of ", item_bytes));
  }
  return absl::OkStatus();
}

void WriteLeaf(const Label& label, const LeafContent& content, WireWriter& writer) {
  writer.WriteBytes(label);
  writer.WriteBytes(content);
}

// An empty subtree has the empty constant and none of the others has.
absl::StatusOr<Subtree> ReadSubtree(WireReader& reader) {
  Subtree subtree;
  subtree.hash = reader.ReadArray<std::tuple_size_v<NodeHash>>();
  subtree.leaf_count = reader.ReadU64();
  if ((subtree.leaf_count == 0) != (subtree.hash == kEmptySubtree) ||
      subtree.leaf_count > limits::kMaxDatasetLeaves) {
    return ArgumentError(
        absl::StrCat("a subtree of ", subtree.leaf_count, " leaves has not such a hash"));
  }
  return subtree;
}

}  // namespace

absl::StatusOr<std::vector<uint8_t>> ComputeLeaves(const VrfSecretKey& key,
                                                   const DatasetParameters& parameters,
                                                   const RecordList& list) {
  MODELSEAL_RETURN_IF_ERROR(CheckCanAdd(parameters, list));
  std::vector<Label> labels(list.records().size());
  MODELSEAL_RETURN_IF_ERROR(
      VrfLabels(key, parameters.context).ComputeLabels(list.records(), labels));
  const crypto::Secret salt_key = key.ValueSaltKey();
  const std::vector<std::string_view> values = list.Values();
  WireWriter writer;
  for (size_t index = 0; index < labels.size(); ++index) {
    const LeafContent content = values.empty()
                                    ? kNoContent
                                    : ComputeValueContent(ComputeValueSalt(salt_key, labels[index]),
                                                          crypto::AsBytes(values[index]));
    WriteLeaf(labels[index], content, writer);
  }
  return writer.Finish();
}

absl::StatusOr<std::vector<uint8_t>> ComputeCountLeaves(const VrfSecretKey& key,
                                                        std::span<const uint8_t> labels,
                                                        std::span<const uint64_t> counts) {
  if (labels.size() / kLabelRecordBytes != counts.size() ||
      labels.size() % kLabelRecordBytes != 0) {
    return ArgumentError(
        absl::StrCat("labels: ", labels.size(), " bytes for ", counts.size(), " counts"));
  }
  const crypto::Secret salt_key = key.ValueSaltKey();
  WireReader reader(labels);
  WireWriter writer;
  for (const uint64_t count : counts) {
    const Label label = reader.ReadArray<kLabelRecordBytes>();
    WriteLeaf(label, ComputeValueContent(ComputeValueSalt(salt_key, label), CountValue(count)),
              writer);
  }
  return writer.Finish();
}

absl::StatusOr<std::vector<uint8_t>> ComputeDummyLeaves(const VrfSecretKey& key,
                                                        const DatasetParameters& parameters,
                                                        uint64_t first, uint64_t count) {
  if (count > kMaxDummiesAtOnce || first > limits::kMaxDatasetLeaves) {
    return MakeError(Reason::kLimitExceeded,
                     absl::StrCat(count, " dummies from ", first, " on, at most ",
                                  kMaxDummiesAtOnce, " below ", limits::kMaxDatasetLeaves),
                     {{"limit", absl::StrCat(kMaxDummiesAtOnce)}});
  }
  const crypto::Secret padding_key = key.PaddingKey();
  const Dummies dummies(padding_key, parameters);
  WireWriter writer;
  for (uint64_t index = first; index < first + count; ++index) {
    const Label label = dummies.ComputeLabel(index);
    WriteLeaf(label,
              parameters.kind == DatasetKind::kMap ? dummies.ComputeContent(label) : kNoContent,
              writer);
  }
  return writer.Finish();
}

absl::StatusOr<std::vector<uint8_t>> ComputeLeafSubtree(uint32_t prefix_bits, uint64_t prefix,
                                                        std::span<const uint8_t> leaves) {
  if (prefix_bits > kMaxSubtreePrefixBits || prefix >> prefix_bits != 0) {
    return ArgumentError(absl::StrCat("prefix ", prefix, " of ", prefix_bits,
                                      " bits, expected at most ", kMaxSubtreePrefixBits, " bits"));
  }
  MODELSEAL_RETURN_IF_ERROR(CheckWholeItems("leaves", leaves.size(), kLeafBytes));
  SubtreeHasher hasher(prefix_bits);
  WireReader reader(leaves);
  const Label* last = nullptr;
  Label label = {};
  Label previous = {};
  for (size_t index = 0; index < leaves.size() / kLeafBytes; ++index) {
    label = reader.ReadArray<kLabelRecordBytes>();
    const LeafContent content = reader.ReadArray<std::tuple_size_v<LeafContent>>();
    if (LabelPrefix(label, prefix_bits) != prefix) {
      return ArgumentError(absl::StrCat("leaf ", index, " does not begin with the prefix"));
    }
    if (last != nullptr && *last >= label) {
      return ArgumentError(absl::StrCat("leaf ", index, " is not above the one before"));
    }
    MODELSEAL_RETURN_IF_ERROR(hasher.Add(label, content));
    previous = label;
    last = &previous;
  }
  const Subtree subtree = hasher.Finish();
  WireWriter writer;
  writer.WriteBytes(subtree.hash);
  writer.WriteU64(subtree.leaf_count);
  return writer.Finish();
}

absl::StatusOr<Commitment> JoinLeafSubtrees(DatasetParameters parameters,
                                            std::span<const uint8_t> bytes) {
  MODELSEAL_RETURN_IF_ERROR(CheckWholeItems("subtrees", bytes.size(), kSubtreeBytes));
  const size_t count = bytes.size() / kSubtreeBytes;
  if (!std::has_single_bit(count)) {
    return ArgumentError(absl::StrCat(count, " subtrees, expected a power of two"));
  }
  WireReader reader(bytes);
  std::vector<Subtree> subtrees;
  for (size_t index = 0; index < count; ++index) {
    MODELSEAL_ASSIGN_OR_RETURN(const Subtree subtree, ReadSubtree(reader));
    subtrees.push_back(subtree);
  }
  while (subtrees.size() > 1) {
    for (size_t pair = 0; pair < subtrees.size() / 2; ++pair) {
      subtrees[pair] = JoinSubtrees(subtrees[2 * pair], subtrees[2 * pair + 1]);
    }
    subtrees.resize(subtrees.size() / 2);
  }
  return Commitment::Create(std::move(parameters), subtrees[0].leaf_count, subtrees[0].hash);
}

}  // namespace modelseal::dataset
