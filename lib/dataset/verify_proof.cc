// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/verify_proof.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/dataset/path_verifier.h"
#include "lib/dataset/proof.h"
#include "lib/dataset/vrf_public_key.h"

namespace modelseal::dataset {
namespace {

absl::Status CheckFits(const DatasetParameters& parameters, Suite suite, DatasetKind kind) {
  if (suite != parameters.public_key.suite()) {
    return MakeError(Reason::kDatasetProofInvalid,
                     absl::StrCat("suite: ", static_cast<unsigned>(suite), ", expected ",
                                  static_cast<unsigned>(parameters.public_key.suite())),
                     {{"field", "suite"}});
  }
  if (kind != parameters.kind) {
    return MakeError(Reason::kDatasetProofInvalid, "kind: not that of the commitment",
                     {{"field", "kind"}});
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Answer> VerifyRecordProof(const Commitment& commitment, const RecordDigest& record,
                                         std::span<const uint8_t> proof) {
  const DatasetParameters& parameters = commitment.parameters();
  MODELSEAL_ASSIGN_OR_RETURN(const RecordProof parsed, ParseRecordProof(proof));
  MODELSEAL_RETURN_IF_ERROR(CheckFits(parameters, parsed.suite, parsed.kind));
  const VrfInput input = MakeVrfInput(parameters.context, record);
  MODELSEAL_ASSIGN_OR_RETURN(const Label label,
                             VerifyLabel(parameters.public_key, input, parsed.vrf_proof));
  return VerifyPath(commitment.root(), label, parsed.path);
}

absl::StatusOr<std::vector<Answer>> VerifyBatchProof(const Commitment& commitment,
                                                     std::span<const RecordDigest> records,
                                                     std::span<const uint8_t> proof) {
  const DatasetParameters& parameters = commitment.parameters();
  MODELSEAL_ASSIGN_OR_RETURN(const BatchProof parsed, ParseBatchProof(proof));
  MODELSEAL_RETURN_IF_ERROR(CheckFits(parameters, parsed.suite, parsed.kind));
  if (parsed.record_count != records.size()) {
    return MakeError(
        Reason::kDatasetProofInvalid,
        absl::StrCat("proof about ", parsed.record_count, " records, expected ", records.size()),
        {{"field", "records"}});
  }
  const std::vector<VrfInput> inputs = MakeVrfInputs(parameters.context, records);
  MODELSEAL_ASSIGN_OR_RETURN(const std::vector<Label> labels,
                             VerifyLabels(parameters.public_key, inputs, parsed.vrf_proof));
  return VerifyPaths(commitment.root(), labels, parsed.paths);
}

absl::StatusOr<std::vector<Answer>> VerifyProof(const Commitment& commitment,
                                                std::span<const RecordDigest> records,
                                                std::span<const uint8_t> proof) {
  if (records.empty()) {
    return MakeError(Reason::kInvalidArgument, "no record to verify a proof of");
  }
  if (IsBatchProof(proof)) {
    return VerifyBatchProof(commitment, records, proof);
  }
  MODELSEAL_ASSIGN_OR_RETURN(Answer answer, VerifyRecordProof(commitment, records[0], proof));
  if (records.size() != 1) {
    return MakeError(Reason::kDatasetProofInvalid,
                     absl::StrCat("proof about one record, expected ", records.size()),
                     {{"field", "records"}});
  }
  return std::vector<Answer>{std::move(answer)};
}

}  // namespace modelseal::dataset
