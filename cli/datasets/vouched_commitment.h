// SPDX-License-Identifier: Apache-2.0
//
// The commitment that a proof is verified against, and who vouches for it: the signer of a
// statement of training, the signer of a model in which it lies, or nobody but the person who gave
// the file.
#ifndef MODELSEAL_CLI_DATASETS_VOUCHED_COMMITMENT_H_
#define MODELSEAL_CLI_DATASETS_VOUCHED_COMMITMENT_H_

#include <CLI/CLI.hpp>
#include <modelseal/modelseal.hpp>
#include <optional>
#include <string>

#include "cli/json_output.h"
#include "cli/trust_options.h"

namespace modelseal::cli {

class VouchedCommitment {
 public:
  explicit VouchedCommitment(DatasetCommitment commitment) : commitment_(std::move(commitment)) {}

  const DatasetCommitment& commitment() const { return commitment_; }

  // Lines "  dataset:", "  commitment:" and who vouches for it.
  void Print(bool shows_fingerprints) const;

  // Members "dataset", "vouched_for" and, of a statement or a model, those of the signer.
  void Set(Json& document) const;

 private:
  friend class CommitmentOptions;

  DatasetCommitment commitment_;
  std::string file_;  // of the commitment, the statement or, in the model, its name
  std::string role_;
  std::string model_;
  std::optional<Provenance> provenance_;
  std::optional<VerificationResult> model_result_;
  size_t other_lists_ = 0;
};

class CommitmentOptions {
 public:
  void AddTo(CLI::App& app);

  // Verifies what vouches for the commitment, if anything is to. Throws Failure.
  VouchedCommitment Load() const;

  bool log_fingerprints() const { return trust_.log_fingerprints(); }

 private:
  void Check() const;
  VouchedCommitment FromStatement() const;
  VouchedCommitment FromModel() const;
  VerificationResult VerifyModel() const;

  std::string commitment_;
  std::string attestation_;
  std::string model_;
  std::string signature_;
  std::string dataset_;
  TrustOptions trust_;
};

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_DATASETS_VOUCHED_COMMITMENT_H_
