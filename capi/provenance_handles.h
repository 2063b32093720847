// SPDX-License-Identifier: Apache-2.0
//
// What stands behind the opaque handles of training provenance in the C interface.
#ifndef MODELSEAL_CAPI_PROVENANCE_HANDLES_H_
#define MODELSEAL_CAPI_PROVENANCE_HANDLES_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "capi/dataset_handles.h"
#include "capi/handles.h"
#include "lib/statement/provenance_statement.h"

struct modelseal_provenance_builder {
  modelseal::statement::Provenance provenance;
};

struct modelseal_provenance {
  // kDatasetCommitmentInvalid if a commitment cannot be parsed, which was done before.
  static absl::StatusOr<std::unique_ptr<modelseal_provenance>> Create(
      modelseal::statement::Provenance provenance, std::unique_ptr<modelseal_result> result);

  modelseal::statement::Provenance provenance;
  std::unique_ptr<modelseal_result> result;  // null for an unverified one
  std::string model_digest_hex;
  std::vector<std::unique_ptr<modelseal_dataset_commitment>> commitments;
  std::vector<std::string> base_model_digests_hex;
  std::vector<std::string> dependency_digests;
};

struct modelseal_model_datasets {
  std::vector<std::string> files;
  std::vector<std::unique_ptr<modelseal_dataset_commitment>> commitments;
};

#endif  // MODELSEAL_CAPI_PROVENANCE_HANDLES_H_
