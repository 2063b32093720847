// SPDX-License-Identifier: Apache-2.0
//
// The in-toto statement (v1) with the OMS 1.0 predicate that a model signature is about, to and
// from a manifest. docs/formats.md lists every field.
#ifndef MODELSEAL_LIB_STATEMENT_STATEMENT_H_
#define MODELSEAL_LIB_STATEMENT_STATEMENT_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "lib/manifest/manifest.h"

namespace modelseal::statement {

inline constexpr std::string_view kPayloadType = "application/vnd.in-toto+json";
inline constexpr std::string_view kStatementType = "https://in-toto.io/Statement/v1";
inline constexpr std::string_view kPredicateType = "https://model_signing/signature/v1.0";
inline constexpr std::string_view kLegacyPredicateType = "https://model_signing/Digests/v0.1";

struct ParseOptions {
  // Refuse what OMS 1.0 forbids to write although known writers write it.
  bool is_strict = false;
  // Accept the predicate of model-signing 0.2.0.
  bool accepts_legacy_v0 = false;
  // Accept nothing else: for a payload that was signed in the manner of that version.
  bool requires_legacy_v0 = false;
};

// OMS 1.0, the same bytes for the same manifest on every machine.
std::string WriteStatement(const manifest::Manifest& manifest);

// Reads a payload whose signature has been verified (or that is only looked at). Fails with
// kStatementInvalid, kJsonDuplicateMember, kJsonInvalid (lone surrogates), kPredicateUnsupported,
// kAlgorithmUnsupported, kNameInvalid, kLimitExceeded; the detail "field" says where.
absl::StatusOr<manifest::Manifest> ParseStatement(std::string_view payload,
                                                  const ParseOptions& options);

}  // namespace modelseal::statement

#endif  // MODELSEAL_LIB_STATEMENT_STATEMENT_H_
