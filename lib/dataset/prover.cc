// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/prover.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/dataset/derived_values.h"
#include "lib/dataset/path_prover.h"
#include "lib/dataset/proof.h"

namespace modelseal::dataset {

absl::StatusOr<Prover> Prover::Create(const Store& store, const VrfSecretKey& key) {
  if (key.public_key() != store.commitment().parameters().public_key) {
    return MakeError(Reason::kKeyMismatch, "the store was made with another key");
  }
  return Prover(store, key);
}

absl::StatusOr<std::vector<Label>> Prover::LabelsOf(std::span<const VrfInput> inputs) const {
  std::vector<Label> labels(inputs.size());
  MODELSEAL_RETURN_IF_ERROR(key_.ComputeLabels(inputs, labels));
  return labels;
}

absl::Status Prover::ShowValue(const Label& label, Terminal& terminal) const {
  if (!store_.is_map() || terminal.type != TerminalType::kMember) {
    return absl::OkStatus();
  }
  MODELSEAL_ASSIGN_OR_RETURN(const auto leaf, store_.FindLeaf(label));
  if (!leaf.has_value()) {
    return MakeError(Reason::kDatasetStoreInvalid, "store: a leaf is not where it was");
  }
  MODELSEAL_ASSIGN_OR_RETURN(const auto place, store_.ReadValuePlace(*leaf));
  if (!place.has_value()) {
    return MakeError(Reason::kDatasetStoreInvalid, "store: a record has no value");
  }
  MODELSEAL_ASSIGN_OR_RETURN(std::string value, store_.ReadValue(*place));
  const ValueSalt salt = ComputeValueSalt(key_.ValueSaltKey(), label);
  if (ComputeValueContent(salt, crypto::AsBytes(value)) != terminal.content) {
    return MakeError(Reason::kDatasetStoreInvalid, "store: a value is not what it is committed to");
  }
  terminal = {.type = TerminalType::kMemberWithValue, .opening = {salt, std::move(value)}};
  return absl::OkStatus();
}

absl::StatusOr<std::vector<uint8_t>> Prover::ProveRecord(const RecordDigest& record,
                                                         ValueDisclosure disclosure) const {
  const DatasetParameters& parameters = store_.commitment().parameters();
  const VrfInput input = MakeVrfInput(parameters.context, record);
  MODELSEAL_ASSIGN_OR_RETURN(const std::vector<Label> labels, LabelsOf({&input, 1}));
  RecordProof proof{.suite = key_.public_key().suite(), .kind = parameters.kind};
  MODELSEAL_ASSIGN_OR_RETURN(proof.path, ProvePath(store_, labels[0]));
  if (disclosure == ValueDisclosure::kShown) {
    MODELSEAL_RETURN_IF_ERROR(ShowValue(labels[0], proof.path.terminal));
  }
  MODELSEAL_ASSIGN_OR_RETURN(const std::vector<uint8_t> vrf_proof, key_.ProveLabel(input));
  if (vrf_proof.size() != proof.vrf_proof.size()) {
    return MakeError(Reason::kInternal,
                     absl::StrCat("label proof of ", vrf_proof.size(), " bytes"));
  }
  std::copy(vrf_proof.begin(), vrf_proof.end(), proof.vrf_proof.begin());
  return EncodeRecordProof(proof);
}

absl::StatusOr<std::vector<uint8_t>> Prover::ProveRecords(std::span<const RecordDigest> records,
                                                          ValueDisclosure disclosure) const {
  if (records.size() > limits::kMaxDatasetBatchRecords) {
    return MakeError(
        Reason::kLimitExceeded,
        absl::StrCat(records.size(), " records, at most ", limits::kMaxDatasetBatchRecords),
        {{"limit", absl::StrCat(limits::kMaxDatasetBatchRecords)}});
  }
  const DatasetParameters& parameters = store_.commitment().parameters();
  const std::vector<VrfInput> inputs = MakeVrfInputs(parameters.context, records);
  MODELSEAL_ASSIGN_OR_RETURN(std::vector<Label> labels, LabelsOf(inputs));
  BatchProof proof{.suite = key_.public_key().suite(),
                   .kind = parameters.kind,
                   .record_count = static_cast<uint32_t>(records.size())};
  MODELSEAL_ASSIGN_OR_RETURN(proof.paths, ProvePaths(store_, labels));
  if (disclosure == ValueDisclosure::kShown) {
    std::sort(labels.begin(), labels.end());
    labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
    for (MultiProof::End& end : proof.paths.ends) {
      MODELSEAL_RETURN_IF_ERROR(ShowValue(labels[end.label_index], end.terminal));
    }
  }
  MODELSEAL_ASSIGN_OR_RETURN(proof.vrf_proof, key_.ProveLabels(inputs));
  return EncodeBatchProof(proof);
}

absl::StatusOr<std::vector<uint8_t>> Prover::Prove(std::span<const RecordDigest> records,
                                                   ValueDisclosure disclosure) const {
  return records.size() == 1 ? ProveRecord(records[0], disclosure)
                             : ProveRecords(records, disclosure);
}

}  // namespace modelseal::dataset
