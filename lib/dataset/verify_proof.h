// SPDX-License-Identifier: Apache-2.0
//
// Verifies what the owner of a dataset says about records, from its commitment alone
// (docs/dataset-format.md, "Verification"). The commitment must have come in a way that is trusted:
// signed, with the model that it belongs to.
#ifndef MODELSEAL_LIB_DATASET_VERIFY_PROOF_H_
#define MODELSEAL_LIB_DATASET_VERIFY_PROOF_H_

#include <cstdint>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/dataset/answer.h"
#include "lib/dataset/commitment.h"
#include "lib/dataset/label.h"

namespace modelseal::dataset {

// `proof` may be any bytes. A record must have been digested under a view of the commitment's, or
// it is in the dataset only by a name that nobody has given it. Fails with kDatasetProofInvalid for
// whatever does not hold, and kAlgorithmUnsupported for a version that is not known. Thread-safe.
absl::StatusOr<Answer> VerifyRecordProof(const Commitment& commitment, const RecordDigest& record,
                                         std::span<const uint8_t> proof);

// The same for several records, which may repeat, in the order in which they were asked for. All of
// the proof holds or none.
absl::StatusOr<std::vector<Answer>> VerifyBatchProof(const Commitment& commitment,
                                                     std::span<const RecordDigest> records,
                                                     std::span<const uint8_t> proof);

// A proof of either form, as it says itself. kInvalidArgument without a record.
absl::StatusOr<std::vector<Answer>> VerifyProof(const Commitment& commitment,
                                                std::span<const RecordDigest> records,
                                                std::span<const uint8_t> proof);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_VERIFY_PROOF_H_
