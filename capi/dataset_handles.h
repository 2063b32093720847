// SPDX-License-Identifier: Apache-2.0
//
// What stands behind the opaque handles of datasets in the C interface.
#ifndef MODELSEAL_CAPI_DATASET_HANDLES_H_
#define MODELSEAL_CAPI_DATASET_HANDLES_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/dataset/answer.h"
#include "lib/dataset/commitment.h"
#include "lib/dataset/dataset_builder.h"
#include "lib/dataset/parameters.h"
#include "lib/dataset/record_list.h"
#include "lib/dataset/store.h"
#include "lib/dataset/vrf_labels.h"
#include "lib/dataset/vrf_public_key.h"
#include "lib/dataset/vrf_secret_key.h"
#include "modelseal/modelseal.h"

struct modelseal_dataset_key {
  explicit modelseal_dataset_key(modelseal::dataset::VrfSecretKey value);

  modelseal::dataset::VrfSecretKey key;
  std::string public_hex;
};

struct modelseal_dataset_commitment {
  explicit modelseal_dataset_commitment(modelseal::dataset::Commitment value);

  modelseal::dataset::Commitment commitment;
  std::string bytes;
  std::string digest_hex;
  std::string public_key_hex;
  std::string root_hex;
};

struct modelseal_dataset_records {
  modelseal::dataset::RecordList list;
};

struct modelseal_dataset_options {
  // For a dataset of that key. kKeyMismatch if the options are of a commitment with another;
  // kInvalidArgument if they are incomplete.
  absl::StatusOr<modelseal::dataset::DatasetParameters> ToParameters(
      const modelseal::dataset::VrfPublicKey& key) const;

  std::optional<modelseal::dataset::VrfPublicKey> committed_key;
  modelseal::dataset::DatasetKind kind = modelseal::dataset::DatasetKind::kSet;
  modelseal::dataset::DuplicatePolicy duplicates = modelseal::dataset::DuplicatePolicy::kError;
  modelseal::dataset::Padding padding = modelseal::dataset::Padding::kNone;
  std::string name;
  std::string context;  // the name if empty
  std::vector<std::string> views;
};

struct modelseal_dataset_builder {
  modelseal_dataset_builder(const modelseal_dataset_key& key,
                            modelseal::dataset::DatasetParameters parameters, modelseal_job* job);

  // What the builder is to do, with the job's callback; it points into this handle.
  modelseal::dataset::BuildOptions ToBuildOptions();
  // Called by the builder's threads, one at a time.
  void Report(const modelseal::dataset::BuildProgress& progress);
  // Runs a step of the builder; says of one that the callback stopped what that returned.
  template <typename Step>
  absl::Status Run(Step step);

  modelseal::dataset::DatasetParameters parameters;
  modelseal::dataset::VrfLabels labels;
  modelseal_job* job;  // may be null
  std::thread::id caller;
  int32_t callback_result = 0;
  std::unique_ptr<modelseal::dataset::Builder> builder;
};

struct modelseal_dataset_store {
  explicit modelseal_dataset_store(modelseal::dataset::Store value)
      : store(std::move(value)), commitment(store.commitment()) {}

  modelseal::dataset::Store store;
  modelseal_dataset_commitment commitment;
};

struct modelseal_dataset_answers {
  std::vector<modelseal::dataset::Answer> answers;
};

namespace modelseal::capi {

modelseal_buffer* NewBuffer(const std::vector<uint8_t>& bytes);

}  // namespace modelseal::capi

#endif  // MODELSEAL_CAPI_DATASET_HANDLES_H_
