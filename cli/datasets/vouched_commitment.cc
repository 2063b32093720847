// SPDX-License-Identifier: Apache-2.0
#include "cli/datasets/vouched_commitment.h"

#include <cstdio>
#include <functional>
#include <utility>
#include <vector>

#include "cli/datasets/commitment_report.h"
#include "cli/datasets/dataset_files.h"
#include "cli/evidence_report.h"
#include "cli/failure.h"
#include "cli/model_options.h"
#include "cli/signature_path.h"
#include "cli/signer_report.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

constexpr char kGroup[] = "Who vouches for the commitment";
constexpr size_t kMaxShownNames = 10;

DatasetCommitment Copy(const DatasetCommitment& borrowed) {
  return DatasetCommitment::Parse(borrowed.bytes());
}

// The index of the dataset that is asked about among `count`, by its name or, where it has a role,
// by both. Throws Failure.
size_t FindDataset(const std::string& wanted, size_t count,
                   const std::function<std::string(size_t)>& name_of,
                   const std::function<std::string(size_t)>& role_of, const std::string& where) {
  std::vector<std::string> names;
  std::vector<size_t> found;
  for (size_t index = 0; index < count; ++index) {
    const std::string name = name_of(index);
    const std::string role = role_of(index);
    names.push_back(role.empty() ? name : role + "=" + name);
    if (wanted.empty() || wanted == name || wanted == names.back()) {
      found.push_back(index);
    }
  }
  if (count == 0) {
    throw Failure(MODELSEAL_ERROR_DATASET_COMMITMENT_MISSING,
                  where + " names no commitment to a dataset");
  }
  if (found.empty()) {
    throw Failure(MODELSEAL_ERROR_DATASET_COMMITMENT_MISSING,
                  where + " names no dataset " + ShowName(wanted),
                  "it names " + ShowNames(names, kMaxShownNames));
  }
  if (found.size() > 1) {
    throw UsageFailure(where + " names several datasets: " + ShowNames(names, kMaxShownNames),
                       "choose one with --dataset NAME; a record is in none of them only if it is "
                       "proved absent from each");
  }
  return found[0];
}

}  // namespace

void CommitmentOptions::AddTo(CLI::App& app) {
  AddFileOption(app, "--commitment", commitment_,
                "The commitment, from somebody whom you trust: nobody is asked to vouch for it")
      ->group(kGroup);
  AddFileOption(app, "--attestation", attestation_,
                "A statement of a model's training, by a signer whom you name below")
      ->group(kGroup);
  app.add_option("--model", model_,
                 "The model: all of it is verified, by its signature; with --attestation that must "
                 "be about it, else the commitment that lies in it counts")
      ->type_name("MODEL")
      ->group(kGroup);
  AddFileOption(app, "--signature", signature_,
                "The model's signature (default: the first of MODEL/model.sig, MODEL.sig, "
                "model.sig)")
      ->group(kGroup);
  app.add_option("--dataset", dataset_, "Which dataset, if several are named: NAME or ROLE=NAME")
      ->type_name("NAME")
      ->group(kGroup);
  trust_.AddTo(app, "");
}

void CommitmentOptions::Check() const {
  const bool has_voucher = !attestation_.empty() || !model_.empty();
  if (!commitment_.empty() && has_voucher) {
    throw UsageFailure("--commitment stands alone: it is taken as it is");
  }
  if (commitment_.empty() && !has_voucher) {
    throw UsageFailure("nothing says which commitment the proof is about",
                       "--attestation FILE or --model MODEL with whom you trust, or --commitment "
                       "FILE");
  }
  if (model_.empty() && !signature_.empty()) {
    throw UsageFailure("--signature has no effect without --model");
  }
}

VouchedCommitment CommitmentOptions::Load() const {
  Check();
  if (!commitment_.empty()) {
    VouchedCommitment vouched(ReadCommitment(commitment_));
    vouched.file_ = commitment_;
    return vouched;
  }
  return attestation_.empty() ? FromModel() : FromStatement();
}

VerificationResult CommitmentOptions::VerifyModel() const {
  const std::string signature = signature_.empty() ? FindSignature(model_) : signature_;
  const Bundle bundle = Bundle::Load(signature);
  trust_.Check(bundle.method());
  VerifierBuilder builder;
  trust_.Apply(builder);
  builder.AddIgnoredPath(signature);
  if (!attestation_.empty()) {
    builder.AddIgnoredPath(attestation_);
  }
  return builder.Build().VerifyModel(model_, bundle);
}

VouchedCommitment CommitmentOptions::FromStatement() const {
  const Bundle bundle = Bundle::Load(attestation_);
  trust_.Check(bundle.method());
  VerifierBuilder builder;
  trust_.Apply(builder);
  std::optional<VerificationResult> model;
  if (!model_.empty()) {
    model = VerifyModel();
  }
  Provenance provenance =
      VerifyProvenance(builder.Build(), bundle, model.has_value() ? &model->manifest() : nullptr);
  const size_t index = FindDataset(
      dataset_, provenance.dataset_count(),
      [&](size_t each) { return provenance.commitment(each).name(); },
      [&](size_t each) { return provenance.role(each); }, "the statement");
  VouchedCommitment vouched(Copy(provenance.commitment(index)));
  vouched.file_ = attestation_;
  vouched.role_ = provenance.role(index);
  vouched.model_ = model_;
  vouched.other_lists_ = provenance.dataset_count() - 1;
  vouched.provenance_ = std::move(provenance);
  return vouched;
}

VouchedCommitment CommitmentOptions::FromModel() const {
  VerificationResult result = VerifyModel();
  const ModelDatasets datasets = ModelDatasets::Load(result, model_);
  const size_t index = FindDataset(
      dataset_, datasets.count(), [&](size_t each) { return datasets.commitment(each).name(); },
      [](size_t) { return std::string(); }, "the model");
  VouchedCommitment vouched(Copy(datasets.commitment(index)));
  vouched.file_ = datasets.file(index);
  vouched.model_ = model_;
  vouched.other_lists_ = datasets.count() - 1;
  vouched.model_result_ = std::move(result);
  return vouched;
}

void VouchedCommitment::Print(bool shows_fingerprints) const {
  std::printf("  dataset:    %s\n", ShowDataset(commitment_, role_).c_str());
  std::printf("  commitment: %s\n", ShowDigest(commitment_.digest()).c_str());
  if (provenance_.has_value()) {
    std::printf("  named by:   %s\n", ShowName(file_).c_str());
    const VerificationResult result = provenance_->result();
    PrintSigner(result, shows_fingerprints);
    std::printf("  model:      %s sha256:%s\n",
                ShowName(model_.empty() ? provenance_->model_name() : model_).c_str(),
                ShowDigest(provenance_->model_digest()).c_str());
    std::printf("  datasets:   %s; %s\n",
                other_lists_ == 0
                    ? "this one is named"
                    : (std::to_string(other_lists_ + 1) + " are named, this is one").c_str(),
                provenance_->list_is_complete() ? "the signer says that there are no others"
                                                : "there may be others");
    PrintUnchecked(result.evidence(), kVerifyIndent);
  } else if (model_result_.has_value()) {
    std::printf("  lies in:    %s, as %s\n", ShowName(model_).c_str(), ShowName(file_).c_str());
    PrintSigner(*model_result_, shows_fingerprints);
    std::printf("  datasets:   there may be others\n");
    PrintUnchecked(model_result_->evidence(), kVerifyIndent);
  } else {
    std::printf("  given by:   you, as %s: nobody was asked to vouch for it\n",
                ShowName(file_).c_str());
  }
}

void VouchedCommitment::Set(Json& document) const {
  document["dataset"] = CommitmentToJson(commitment_);
  if (!role_.empty()) {
    document["dataset"]["role"] = role_;
  }
  document["vouched_for"] = provenance_.has_value() || model_result_.has_value();
  if (provenance_.has_value()) {
    SetText(document, "attestation", file_);
    document["model_digest"] = provenance_->model_digest();
    document["list_is_complete"] = provenance_->list_is_complete();
    document["other_datasets"] = other_lists_;
    SetSigner(document, provenance_->result());
  } else if (model_result_.has_value()) {
    SetText(document, "file", file_);
    document["list_is_complete"] = false;
    document["other_datasets"] = other_lists_;
    SetSigner(document, *model_result_);
  }
  if (!model_.empty()) {
    SetText(document, "model", model_);
  }
}

}  // namespace modelseal::cli
