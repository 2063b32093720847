// SPDX-License-Identifier: Apache-2.0
//
// The options that say whom a verification trusts: a public key, authorities of one's own, or
// identities that a Sigstore instance establishes.
#ifndef MODELSEAL_CLI_TRUST_OPTIONS_H_
#define MODELSEAL_CLI_TRUST_OPTIONS_H_

#include <CLI/CLI.hpp>
#include <cstdint>
#include <modelseal/modelseal.hpp>
#include <optional>
#include <string>
#include <vector>

namespace modelseal::cli {

class TrustOptions {
 public:
  // `method` as TakeMethod gives it: "key", "certificate", "sigstore", or "" for options of all of
  // them, of which the bundle's method says later which must be there.
  void AddTo(CLI::App& app, const std::string& method);

  // Throws Failure unless the options say whom to trust with a bundle of this method.
  void Check(Method method) const;

  // Sets every one that was given on the builder, which refuses what contradicts or has no effect
  // when it builds. Throws Failure.
  void Apply(VerifierBuilder& builder) const;

  // Whether each certificate is to be shown.
  bool log_fingerprints() const { return log_fingerprints_; }

 private:
  void AddKeyOptions(CLI::App& app, bool is_only_method);
  void AddCertificateOptions(CLI::App& app, bool is_only_method);
  void AddSigstoreOptions(CLI::App& app);
  void AddLogOptions(CLI::App& app);
  bool has_identity() const;
  Identity BuildIdentity() const;
  void ApplyKey(VerifierBuilder& builder) const;
  void ApplyCertificates(VerifierBuilder& builder) const;
  void ApplyIdentity(VerifierBuilder& builder) const;
  void ApplyLog(VerifierBuilder& builder) const;

  std::string public_key_;
  bool requires_log_ = false;
  std::vector<std::string> certificate_chain_;
  std::vector<std::string> certificate_subjects_;
  std::vector<std::string> certificate_names_;
  std::vector<std::string> certificate_fingerprints_;
  std::string timestamp_root_;
  bool log_fingerprints_ = false;
  std::string identity_;
  std::string identity_pattern_;
  std::string identity_provider_;
  std::string identity_provider_pattern_;
  std::vector<std::string> extensions_;
  bool accepts_any_identity_ = false;
  std::string trusted_root_;
  bool accepts_missing_log_ = false;
  bool accepts_missing_sct_ = false;
  std::optional<uint32_t> min_timestamps_;
};

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_TRUST_OPTIONS_H_
