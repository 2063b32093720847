// SPDX-License-Identifier: Apache-2.0
//
// Whether a statement of training provenance agrees with itself and with the model that it is
// about, whoever signed it.
#ifndef MODELSEAL_LIB_VERIFY_PROVENANCE_CONTENT_H_
#define MODELSEAL_LIB_VERIFY_PROVENANCE_CONTENT_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "lib/manifest/manifest.h"
#include "lib/statement/provenance_statement.h"

namespace modelseal::verify {

// Parses the statement and every commitment in it, whose digest and name must be those that stand
// beside it. Fails as statement::ParseProvenance(), as dataset::Commitment::Parse(), and with
// kDatasetCommitmentMismatch; the detail "field" says where.
absl::StatusOr<statement::Provenance> ReadProvenance(std::string_view payload);

// kDigestMismatch if the statement is not about this model: its subject has the model's root digest
// neither in the order in which we write it nor in that of the Python reference.
// kDatasetCommitmentMismatch if a dataset is said to lie in the model as a file that the model does
// not have, or has with other bytes.
absl::Status CheckModel(const statement::Provenance& provenance, const manifest::Manifest& model);

// kDatasetListIncomplete if the model has a commitment inside that is not in the list.
absl::Status CheckListsModelDatasets(const statement::Provenance& provenance,
                                     const manifest::Manifest& model);

}  // namespace modelseal::verify

#endif  // MODELSEAL_LIB_VERIFY_PROVENANCE_CONTENT_H_
