// SPDX-License-Identifier: Apache-2.0
//
// What statements of training provenance say, in the C interface.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "capi/boundary.h"
#include "capi/provenance_handles.h"
#include "lib/base/hex.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"
#include "lib/dataset/commitment.h"
#include "lib/verify/model_datasets.h"
#include "lib/verify/provenance_content.h"
#include "lib/verify/verify_provenance.h"

using modelseal::EncodeHex;
using modelseal::MakeError;
using modelseal::Reason;
using modelseal::capi::Boundary;
using modelseal::capi::CheckNotNull;
using modelseal::capi::CheckText;
using modelseal::capi::kEmptyStr;
using modelseal::capi::StrOf;
using modelseal::capi::ViewOf;
using modelseal::dataset::Commitment;
using modelseal::statement::BaseModelReference;
using modelseal::statement::DatasetReference;
using modelseal::statement::DependencyReference;
using modelseal::statement::NamedDigest;
using modelseal::statement::Provenance;
using modelseal::verify::ModelDataset;
using modelseal::verify::VerifiedProvenance;

namespace {

absl::StatusOr<std::unique_ptr<modelseal_dataset_commitment>> ParseCommitment(
    const std::string& bytes) {
  MODELSEAL_ASSIGN_OR_RETURN(Commitment commitment,
                             Commitment::Parse(modelseal::crypto::AsBytes(bytes)));
  return std::make_unique<modelseal_dataset_commitment>(std::move(commitment));
}

std::string DigestsText(const DependencyReference& dependency) {
  return absl::StrJoin(dependency.digests, ",", [](std::string* out, const NamedDigest& digest) {
    absl::StrAppend(out, digest.algorithm, ":", digest.hex);
  });
}

}  // namespace

absl::StatusOr<std::unique_ptr<modelseal_provenance>> modelseal_provenance::Create(
    Provenance stated, std::unique_ptr<modelseal_result> result) {
  auto handle = std::make_unique<modelseal_provenance>();
  for (const DatasetReference& dataset : stated.datasets) {
    MODELSEAL_ASSIGN_OR_RETURN(auto commitment, ParseCommitment(dataset.commitment));
    handle->commitments.push_back(std::move(commitment));
  }
  for (const BaseModelReference& model : stated.base_models) {
    handle->base_model_digests_hex.push_back(EncodeHex(model.digest));
  }
  for (const DependencyReference& dependency : stated.dependencies) {
    handle->dependency_digests.push_back(DigestsText(dependency));
  }
  handle->model_digest_hex = EncodeHex(stated.model_digest);
  handle->provenance = std::move(stated);
  handle->result = std::move(result);
  return handle;
}

modelseal_code modelseal_verifier_verify_provenance(const modelseal_verifier* verifier,
                                                    const modelseal_bundle* bundle,
                                                    const modelseal_manifest* manifest,
                                                    modelseal_provenance** out,
                                                    modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(verifier, "verifier"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(bundle, "bundle"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(
        VerifiedProvenance verified,
        modelseal::verify::VerifyProvenance(bundle->bundle, verifier->policy,
                                            manifest != nullptr ? &manifest->manifest : nullptr));
    auto result = std::make_unique<modelseal_result>(*bundle, std::move(verified.signer));
    result->predicate_type = modelseal::statement::kProvenancePredicateType;
    MODELSEAL_ASSIGN_OR_RETURN(auto handle, modelseal_provenance::Create(
                                                std::move(verified.provenance), std::move(result)));
    *out = handle.release();
    return absl::OkStatus();
  });
}

modelseal_code modelseal_bundle_provenance_unverified(const modelseal_bundle* bundle,
                                                      modelseal_provenance** out,
                                                      modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(bundle, "bundle"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    if (!bundle->bundle.has_envelope()) {
      return MakeError(Reason::kBundleInvalid, "dsseEnvelope: is missing",
                       {{"field", "dsseEnvelope"}});
    }
    MODELSEAL_ASSIGN_OR_RETURN(
        Provenance stated, modelseal::verify::ReadProvenance(bundle->bundle.envelope().payload));
    MODELSEAL_ASSIGN_OR_RETURN(auto handle,
                               modelseal_provenance::Create(std::move(stated), nullptr));
    *out = handle.release();
    return absl::OkStatus();
  });
}

const modelseal_result* modelseal_provenance_result(const modelseal_provenance* provenance) {
  return provenance == nullptr ? nullptr : provenance->result.get();
}

modelseal_str modelseal_provenance_model_digest(const modelseal_provenance* provenance) {
  return provenance == nullptr ? kEmptyStr : StrOf(provenance->model_digest_hex);
}

modelseal_str modelseal_provenance_model_name(const modelseal_provenance* provenance) {
  return provenance == nullptr ? kEmptyStr : StrOf(provenance->provenance.model_name);
}

int32_t modelseal_provenance_list_is_complete(const modelseal_provenance* provenance) {
  return provenance != nullptr && provenance->provenance.list_is_complete ? 1 : 0;
}

size_t modelseal_provenance_dataset_count(const modelseal_provenance* provenance) {
  return provenance == nullptr ? 0 : provenance->commitments.size();
}

const modelseal_dataset_commitment* modelseal_provenance_dataset_commitment(
    const modelseal_provenance* provenance, size_t index) {
  return index < modelseal_provenance_dataset_count(provenance)
             ? provenance->commitments[index].get()
             : nullptr;
}

modelseal_str modelseal_provenance_dataset_role(const modelseal_provenance* provenance,
                                                size_t index) {
  return index < modelseal_provenance_dataset_count(provenance)
             ? StrOf(provenance->provenance.datasets[index].role)
             : kEmptyStr;
}

modelseal_str modelseal_provenance_dataset_file(const modelseal_provenance* provenance,
                                                size_t index) {
  return index < modelseal_provenance_dataset_count(provenance) &&
                 provenance->provenance.datasets[index].file.has_value()
             ? StrOf(*provenance->provenance.datasets[index].file)
             : kEmptyStr;
}

size_t modelseal_provenance_framework_count(const modelseal_provenance* provenance) {
  return provenance == nullptr ? 0 : provenance->provenance.frameworks.size();
}

modelseal_str modelseal_provenance_framework_name(const modelseal_provenance* provenance,
                                                  size_t index) {
  return index < modelseal_provenance_framework_count(provenance)
             ? StrOf(provenance->provenance.frameworks[index].name)
             : kEmptyStr;
}

modelseal_str modelseal_provenance_framework_version(const modelseal_provenance* provenance,
                                                     size_t index) {
  return index < modelseal_provenance_framework_count(provenance)
             ? StrOf(provenance->provenance.frameworks[index].version)
             : kEmptyStr;
}

size_t modelseal_provenance_base_model_count(const modelseal_provenance* provenance) {
  return provenance == nullptr ? 0 : provenance->provenance.base_models.size();
}

modelseal_str modelseal_provenance_base_model_name(const modelseal_provenance* provenance,
                                                   size_t index) {
  return index < modelseal_provenance_base_model_count(provenance)
             ? StrOf(provenance->provenance.base_models[index].name)
             : kEmptyStr;
}

modelseal_str modelseal_provenance_base_model_digest(const modelseal_provenance* provenance,
                                                     size_t index) {
  return index < modelseal_provenance_base_model_count(provenance)
             ? StrOf(provenance->base_model_digests_hex[index])
             : kEmptyStr;
}

size_t modelseal_provenance_dependency_count(const modelseal_provenance* provenance) {
  return provenance == nullptr ? 0 : provenance->provenance.dependencies.size();
}

modelseal_str modelseal_provenance_dependency_uri(const modelseal_provenance* provenance,
                                                  size_t index) {
  return index < modelseal_provenance_dependency_count(provenance)
             ? StrOf(provenance->provenance.dependencies[index].uri)
             : kEmptyStr;
}

modelseal_str modelseal_provenance_dependency_name(const modelseal_provenance* provenance,
                                                   size_t index) {
  return index < modelseal_provenance_dependency_count(provenance) &&
                 provenance->provenance.dependencies[index].name.has_value()
             ? StrOf(*provenance->provenance.dependencies[index].name)
             : kEmptyStr;
}

modelseal_str modelseal_provenance_dependency_digests(const modelseal_provenance* provenance,
                                                      size_t index) {
  return index < modelseal_provenance_dependency_count(provenance)
             ? StrOf(provenance->dependency_digests[index])
             : kEmptyStr;
}

void modelseal_provenance_free(modelseal_provenance* provenance) { delete provenance; }

modelseal_code modelseal_model_datasets_load(const modelseal_result* result, const char* model_path,
                                             size_t model_path_len, modelseal_model_datasets** out,
                                             modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(result, "result"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(model_path, model_path_len, "model_path", false));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    if (result->manifest == nullptr) {
      return MakeError(Reason::kInvalidArgument, "the result is of no model");
    }
    MODELSEAL_ASSIGN_OR_RETURN(const std::vector<ModelDataset> found,
                               modelseal::verify::ReadModelDatasets(
                                   ViewOf(model_path, model_path_len), result->manifest->manifest));
    auto datasets = std::make_unique<modelseal_model_datasets>();
    for (const ModelDataset& dataset : found) {
      MODELSEAL_ASSIGN_OR_RETURN(auto commitment, ParseCommitment(dataset.commitment));
      datasets->files.push_back(dataset.file);
      datasets->commitments.push_back(std::move(commitment));
    }
    *out = datasets.release();
    return absl::OkStatus();
  });
}

size_t modelseal_model_datasets_count(const modelseal_model_datasets* datasets) {
  return datasets == nullptr ? 0 : datasets->files.size();
}

modelseal_str modelseal_model_datasets_file(const modelseal_model_datasets* datasets,
                                            size_t index) {
  return index < modelseal_model_datasets_count(datasets) ? StrOf(datasets->files[index])
                                                          : kEmptyStr;
}

const modelseal_dataset_commitment* modelseal_model_datasets_commitment(
    const modelseal_model_datasets* datasets, size_t index) {
  return index < modelseal_model_datasets_count(datasets) ? datasets->commitments[index].get()
                                                          : nullptr;
}

void modelseal_model_datasets_free(modelseal_model_datasets* datasets) { delete datasets; }
