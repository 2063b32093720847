// SPDX-License-Identifier: Apache-2.0
#include "cli/provenance_options.h"

#include <sys/stat.h>

#include "cli/failure.h"
#include "cli/model_options.h"
#include "cli/signature_path.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

constexpr char kGroup[] = "Training";

CLI::Option* AddList(CLI::App& app, const std::string& name, std::vector<std::string>& values,
                     const std::string& type, const std::string& description) {
  return app.add_option(name, values, description + "; may be given several times")
      ->type_name(type)
      ->allow_extra_args(false)
      ->group(kGroup);
}

}  // namespace

std::pair<std::string, std::string> SplitFramework(std::string_view text) {
  const size_t end = text.find_first_of("<>=!~ ");
  const std::string_view name = text.substr(0, end);
  return {std::string(name), std::string(text.substr(name.size()))};
}

void ProvenanceOptions::AddTo(CLI::App& app) {
  AddFileOption(app, "--attestation", attestation_,
                "Verify this statement of the model's training, too (default where one of the "
                "following is asked for: MODEL.training.sig)")
      ->group(kGroup);
  app.add_flag("--require-dataset", requires_dataset_,
               "Refuse a model without a commitment to a dataset")
      ->group(kGroup);
  AddList(app, "--require-dataset-role", required_roles_, "ROLE",
          "Refuse a model without a commitment to a dataset of that role");
  app.add_flag("--require-complete-datasets", requires_complete_list_,
               "Refuse a model whose signer does not say that there are no other datasets")
      ->group(kGroup);
  AddList(app, "--refuse-framework", refused_frameworks_, "RANGE",
          "Refuse a model made with these versions of a framework, as 'torch<2.6' or "
          "'jax>=0.4,<0.4.20', or whose frameworks are not stated");
  AddList(app, "--require-framework", required_frameworks_, "NAME",
          "Refuse a model for which the version of that framework is not stated");
}

bool ProvenanceOptions::is_stated() const {
  return !attestation_.empty() || requires_dataset_ || !required_roles_.empty() ||
         requires_complete_list_ || !refused_frameworks_.empty() || !required_frameworks_.empty();
}

const std::string& ProvenanceOptions::FindAttestation(const std::string& model) {
  if (attestation_.empty()) {
    const std::string path = DefaultAttestation(model);
    struct stat status = {};
    if (stat(path.c_str(), &status) != 0) {
      throw Failure(MODELSEAL_ERROR_SIGNATURE_NOT_FOUND,
                    "no statement of the model's training found; looked for " + ShowName(path),
                    "name it with --attestation FILE", {{"path", path}});
    }
    attestation_ = path;
  }
  return attestation_;
}

void ProvenanceOptions::ApplyRules(VerifierBuilder& builder) const {
  if (requires_dataset_) {
    builder.RequireDataset();
  }
  for (const std::string& role : required_roles_) {
    builder.RequireDataset(role);
  }
  if (requires_complete_list_) {
    builder.RequireCompleteDatasetList();
  }
  for (const std::string& text : refused_frameworks_) {
    const auto [name, versions] = SplitFramework(text);
    try {
      builder.RefuseFramework(name, versions);
    } catch (const Error& error) {
      throw UsageFailure("--refuse-framework: " + ShowMessage(error.what()));
    }
  }
  for (const std::string& name : required_frameworks_) {
    builder.RequireFramework(name);
  }
}

Provenance ProvenanceOptions::Verify(const TrustOptions& trust, const Manifest& manifest) const {
  const Bundle bundle = Bundle::Load(attestation_);
  trust.Check(bundle.method());
  VerifierBuilder builder;
  trust.Apply(builder);
  ApplyRules(builder);
  return VerifyProvenance(builder.Build(), bundle, &manifest);
}

}  // namespace modelseal::cli
