// SPDX-License-Identifier: Apache-2.0
#include "cli/signer_options.h"

#include <cstdio>

#include "cli/key_file.h"
#include "cli/model_options.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {

void SignerOptions::AddTo(CLI::App& app, const std::string& method) {
  AddFileOption(app, "--private-key", private_key_,
                "PEM file of the key that signs: ECDSA on P-256, P-384 or P-521 (required)")
      ->required();
  AddPasswordOptions(app, password_);
  if (method == "key") {
    return;
  }
  CLI::Option* certificate =
      AddFileOption(app, "--signing-certificate", signing_certificate_,
                    "PEM file of the certificate of that key, in whose name it signs")
          ->required(method == "certificate");
  app.add_option("--certificate-chain", certificate_chain_,
                 "PEM file of certificates that lead from there towards a root; may be given "
                 "several times")
      ->type_name("FILE")
      ->allow_extra_args(false)
      ->needs(certificate);
}

// The signer's certificate and those above it, in this order; empty when signing with a bare key.
std::string SignerOptions::ReadCertificates() const {
  std::string certificates;
  if (!signing_certificate_.empty()) {
    certificates = ReadKeyFile(signing_certificate_, "signing certificate").view();
  }
  for (const std::string& path : certificate_chain_) {
    certificates += "\n";
    certificates += ReadKeyFile(path, "certificate chain").view();
  }
  return certificates;
}

Signer SignerOptions::Load() const {
  const SecretText pem = ReadKeyFile(private_key_, "private key");
  const std::string certificates = ReadCertificates();
  const auto make = [&](std::string_view password) {
    return signing_certificate_.empty()
               ? Signer::FromKeyPem(pem.view(), password)
               : Signer::FromCertificatePem(pem.view(), certificates, password);
  };
  if (password_.is_stated()) {
    return make(ReadPassword(password_).view());
  }
  try {
    return make("");
  } catch (const Error& error) {
    if (error.code() != MODELSEAL_ERROR_PASSWORD_REQUIRED || !CanAskForPassword()) {
      throw;
    }
  }
  return make(AskForPassword("Password of " + ShowName(private_key_) + ": ").view());
}

void PrintOwnSigner(const SignerOptions& options, const Bundle& bundle) {
  if (bundle.method() == Method::kKey) {
    std::printf("  signed by:  key %s\n", ShowDigest(bundle.key_hint_unverified()).c_str());
  } else {
    std::printf("  signed by:  certificate %s\n", ShowName(options.certificate()).c_str());
  }
}

}  // namespace modelseal::cli
