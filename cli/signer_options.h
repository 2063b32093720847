// SPDX-License-Identifier: Apache-2.0
//
// The options that say who signs: a key, or a key in the name of a certificate.
#ifndef MODELSEAL_CLI_SIGNER_OPTIONS_H_
#define MODELSEAL_CLI_SIGNER_OPTIONS_H_

#include <CLI/CLI.hpp>
#include <modelseal/modelseal.hpp>
#include <string>
#include <vector>

#include "cli/password.h"

namespace modelseal::cli {

class SignerOptions {
 public:
  // `method` as TakeMethod gives it: "key", "certificate", or "" for options of both.
  void AddTo(CLI::App& app, const std::string& method);

  // The key as the library reads it; asks for a password only if the key turns out to need one.
  // Throws Failure.
  Signer Load() const;

  const std::string& private_key() const { return private_key_; }
  // Empty when signing with a bare key.
  const std::string& certificate() const { return signing_certificate_; }

 private:
  std::string ReadCertificates() const;

  std::string private_key_;
  std::string signing_certificate_;
  std::vector<std::string> certificate_chain_;
  PasswordSource password_;
};

// "  signed by:  key 3f9a…", or the certificate's file.
void PrintOwnSigner(const SignerOptions& options, const Bundle& bundle);

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_SIGNER_OPTIONS_H_
