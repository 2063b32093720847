// SPDX-License-Identifier: Apache-2.0
//
// The options that name a statement of training provenance and what it must say.
#ifndef MODELSEAL_CLI_PROVENANCE_OPTIONS_H_
#define MODELSEAL_CLI_PROVENANCE_OPTIONS_H_

#include <CLI/CLI.hpp>
#include <modelseal/modelseal.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/trust_options.h"

namespace modelseal::cli {

// The name and the range of "torch<2.6"; the range is empty for a name alone.
std::pair<std::string, std::string> SplitFramework(std::string_view text);

class ProvenanceOptions {
 public:
  void AddTo(CLI::App& app);

  // Whether a statement is named, or something is asked of it.
  bool is_stated() const;

  // The file of the statement: the one that was named, else MODEL.training.sig. Throws Failure if
  // that is not there.
  const std::string& FindAttestation(const std::string& model);
  // Empty before it is found.
  const std::string& attestation() const { return attestation_; }

  // Verifies it for a model by the same trust as the model. Throws Failure.
  Provenance Verify(const TrustOptions& trust, const Manifest& manifest) const;

 private:
  void ApplyRules(VerifierBuilder& builder) const;

  std::string attestation_;
  bool requires_dataset_ = false;
  std::vector<std::string> required_roles_;
  bool requires_complete_list_ = false;
  std::vector<std::string> refused_frameworks_;
  std::vector<std::string> required_frameworks_;
};

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_PROVENANCE_OPTIONS_H_
