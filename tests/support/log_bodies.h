// SPDX-License-Identifier: Apache-2.0
//
// Bodies of log entries as Rekor writes them, made without the code under test.
#ifndef MODELSEAL_TESTS_SUPPORT_LOG_BODIES_H_
#define MODELSEAL_TESTS_SUPPORT_LOG_BODIES_H_

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace modelseal::testing {

// The JSON is there to be changed. Its objects keep their members sorted, and Text() writes no
// white space: canonical as long as strings are ASCII.
struct LogBody {
  std::string kind;  // of the entry's kindVersion; `json` says it once more
  std::string version;
  nlohmann::json json;
  // Instead of the JSON, for what JSON in memory cannot be: members that stand twice.
  std::optional<std::string> raw_text{};

  std::string Text() const { return raw_text.has_value() ? *raw_text : json.dump(); }
};

// Who signed: a certificate, or a key without one. The other is empty.
struct LogSigner {
  std::string certificate_der;
  std::string spki_der;

  // As bodies of Rekor v1 have it: 64 columns, a newline after each line.
  std::string ToPem() const;
};

// One PEM block.
std::string WritePem(const std::string& label, const std::string& der);

// The hash of `algorithm` ("sha256", "sha384", "sha512") over the text: raw bytes.
std::string HashText(const std::string& algorithm, const std::string& text);

// Rekor v1. `signature` has raw bytes throughout, `digest` the raw bytes of an artifact's digest.
LogBody HashedRekordV001Body(const std::string& signature, const LogSigner& signer,
                             const std::string& digest, const std::string& algorithm = "sha256");
LogBody DsseV001Body(const std::string& signature, const LogSigner& signer,
                     const std::string& payload, const std::string& algorithm = "sha256");
LogBody IntotoV002Body(const std::string& signature, const LogSigner& signer,
                       const std::string& payload_type, const std::string& payload,
                       const std::string& algorithm = "sha256");

// Rekor v2; `digest` is that of the artifact or of the envelope's encoding.
LogBody HashedRekordV002Body(const std::string& signature, const LogSigner& signer,
                             const std::string& digest,
                             const std::string& key_details = "PKIX_ECDSA_P256_SHA_256",
                             const std::string& algorithm = "SHA2_256");

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_SUPPORT_LOG_BODIES_H_
