// SPDX-License-Identifier: Apache-2.0
//
// Committing to a dataset on many machines, in the C interface.
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "capi/boundary.h"
#include "capi/dataset_handles.h"
#include "capi/handles.h"
#include "lib/base/limits.h"
#include "lib/dataset/leaf_computation.h"

using modelseal::MakeError;
using modelseal::Reason;
using modelseal::capi::Boundary;
using modelseal::capi::CheckBytes;
using modelseal::capi::CheckNotNull;
using modelseal::capi::NewBuffer;
using modelseal::capi::SpanOf;
using modelseal::dataset::Commitment;
using modelseal::dataset::DatasetParameters;

static_assert(MODELSEAL_DATASET_LEAF_BYTES == modelseal::dataset::kLeafBytes);
static_assert(MODELSEAL_DATASET_SUBTREE_BYTES == modelseal::dataset::kSubtreeBytes);

modelseal_code modelseal_dataset_key_leaves(const modelseal_dataset_key* key,
                                            const modelseal_dataset_options* options,
                                            const modelseal_dataset_records* records,
                                            modelseal_buffer** out, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(key, "key"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(options, "options"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(records, "records"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(const DatasetParameters parameters,
                               options->ToParameters(key->key.public_key()));
    MODELSEAL_ASSIGN_OR_RETURN(
        const std::vector<uint8_t> leaves,
        modelseal::dataset::ComputeLeaves(key->key, parameters, records->list));
    *out = NewBuffer(leaves);
    return absl::OkStatus();
  });
}

modelseal_code modelseal_dataset_key_count_leaves(const modelseal_dataset_key* key,
                                                  const uint8_t* labels, size_t labels_len,
                                                  const uint64_t* counts, size_t count,
                                                  modelseal_buffer** out, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(key, "key"));
    MODELSEAL_RETURN_IF_ERROR(CheckBytes(labels, labels_len, "labels"));
    MODELSEAL_RETURN_IF_ERROR(CheckBytes(counts, count, "counts"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(
        const std::vector<uint8_t> leaves,
        modelseal::dataset::ComputeCountLeaves(
            key->key, SpanOf(labels, labels_len),
            count == 0 ? std::span<const uint64_t>() : std::span<const uint64_t>(counts, count)));
    *out = NewBuffer(leaves);
    return absl::OkStatus();
  });
}

modelseal_code modelseal_dataset_options_leaf_count(const modelseal_dataset_options* options,
                                                    uint64_t record_count, uint64_t* out,
                                                    modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(options, "options"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    if (record_count > modelseal::limits::kMaxDatasetLeaves) {
      return MakeError(
          Reason::kLimitExceeded,
          absl::StrCat(record_count, " records, at most ", modelseal::limits::kMaxDatasetLeaves),
          {{"limit", absl::StrCat(modelseal::limits::kMaxDatasetLeaves)}});
    }
    *out = modelseal::dataset::PaddedLeafCount(options->padding, record_count);
    return absl::OkStatus();
  });
}

modelseal_code modelseal_dataset_key_dummy_leaves(const modelseal_dataset_key* key,
                                                  const modelseal_dataset_options* options,
                                                  uint64_t first, uint64_t count,
                                                  modelseal_buffer** out, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(key, "key"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(options, "options"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(const DatasetParameters parameters,
                               options->ToParameters(key->key.public_key()));
    MODELSEAL_ASSIGN_OR_RETURN(
        const std::vector<uint8_t> leaves,
        modelseal::dataset::ComputeDummyLeaves(key->key, parameters, first, count));
    *out = NewBuffer(leaves);
    return absl::OkStatus();
  });
}

modelseal_code modelseal_dataset_subtree_compute(uint32_t prefix_bits, uint64_t prefix,
                                                 const uint8_t* leaves, size_t leaves_len,
                                                 modelseal_buffer** out, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckBytes(leaves, leaves_len, "leaves"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(
        const std::vector<uint8_t> subtree,
        modelseal::dataset::ComputeLeafSubtree(prefix_bits, prefix, SpanOf(leaves, leaves_len)));
    *out = NewBuffer(subtree);
    return absl::OkStatus();
  });
}

modelseal_code modelseal_dataset_subtrees_join(const modelseal_dataset_key* key,
                                               const modelseal_dataset_options* options,
                                               const uint8_t* subtrees, size_t subtrees_len,
                                               modelseal_dataset_commitment** out,
                                               modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(key, "key"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(options, "options"));
    MODELSEAL_RETURN_IF_ERROR(CheckBytes(subtrees, subtrees_len, "subtrees"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(DatasetParameters parameters,
                               options->ToParameters(key->key.public_key()));
    MODELSEAL_ASSIGN_OR_RETURN(Commitment commitment,
                               modelseal::dataset::JoinLeafSubtrees(
                                   std::move(parameters), SpanOf(subtrees, subtrees_len)));
    *out = new modelseal_dataset_commitment(std::move(commitment));
    return absl::OkStatus();
  });
}
