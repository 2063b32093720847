// SPDX-License-Identifier: Apache-2.0
#include "lib/verify/provenance_content.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/hex.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"
#include "lib/dataset/commitment.h"
#include "lib/verify/model_datasets.h"

namespace modelseal::verify {
namespace {

using manifest::Manifest;
using statement::DatasetReference;
using statement::Provenance;

absl::Status MismatchError(std::string_view field, std::string_view problem,
                           const std::string& expected, const std::string& actual) {
  return MakeError(Reason::kDatasetCommitmentMismatch, absl::StrCat(field, ": ", problem),
                   {{"field", std::string(field)}, {"expected", expected}, {"actual", actual}});
}

absl::Status CheckCommitment(const DatasetReference& reference, const std::string& item) {
  const absl::StatusOr<dataset::Commitment> commitment =
      dataset::Commitment::Parse(crypto::AsBytes(reference.commitment));
  if (!commitment.ok()) {
    return InField(absl::StrCat(item, ".commitment"), commitment.status());
  }
  const crypto::Sha256Digest digest = commitment->ComputeDigest();
  if (digest != reference.digest) {
    return MismatchError(absl::StrCat(item, ".digest"), "is not that of the commitment",
                         EncodeHex(digest), EncodeHex(reference.digest));
  }
  const std::string& name = commitment->parameters().name;
  if (name != reference.name) {
    return MismatchError(absl::StrCat(item, ".name"),
                         absl::StrCat("is ", reference.name, ", but the commitment is to ", name),
                         name, reference.name);
  }
  return absl::OkStatus();
}

std::string ItemPath(size_t index) { return absl::StrCat("predicate.datasets[", index, "]"); }

}  // namespace

absl::StatusOr<Provenance> ReadProvenance(std::string_view payload) {
  MODELSEAL_ASSIGN_OR_RETURN(Provenance provenance, statement::ParseProvenance(payload));
  for (size_t i = 0; i < provenance.datasets.size(); ++i) {
    MODELSEAL_RETURN_IF_ERROR(CheckCommitment(provenance.datasets[i], ItemPath(i)));
  }
  return provenance;
}

absl::Status CheckModel(const Provenance& provenance, const Manifest& model) {
  const crypto::Sha256Digest digest = model.RootDigest(model.CodePointOrder());
  if (digest != provenance.model_digest &&
      model.RootDigest(model.ComponentOrder()) != provenance.model_digest) {
    return MakeError(Reason::kDigestMismatch,
                     "subject[0].digest.sha256: the statement is about another model",
                     {{"field", "subject[0].digest.sha256"},
                      {"expected", EncodeHex(digest)},
                      {"actual", EncodeHex(provenance.model_digest)}});
  }
  for (size_t i = 0; i < provenance.datasets.size(); ++i) {
    const DatasetReference& dataset = provenance.datasets[i];
    if (dataset.file.has_value() && !HasFile(model, *dataset.file, dataset.commitment)) {
      return MismatchError(
          absl::StrCat(ItemPath(i), ".file"),
          absl::StrCat("the model has no file ", *dataset.file, " that is the commitment"), "",
          *dataset.file);
    }
  }
  return absl::OkStatus();
}

absl::Status CheckListsModelDatasets(const Provenance& provenance, const Manifest& model) {
  MODELSEAL_ASSIGN_OR_RETURN(const std::vector<std::string> files, DatasetFilesOf(model));
  for (const std::string& file : files) {
    if (std::none_of(provenance.datasets.begin(), provenance.datasets.end(),
                     [&](const DatasetReference& dataset) {
                       return HasFile(model, file, dataset.commitment);
                     })) {
      return MakeError(Reason::kDatasetListIncomplete,
                       absl::StrCat("predicate.datasets: ", file,
                                    " is a commitment in the model that is not in the list"),
                       {{"field", "predicate.datasets"}, {"path", file}});
    }
  }
  return absl::OkStatus();
}

}  // namespace modelseal::verify
