// SPDX-License-Identifier: Apache-2.0
//
// The statement of model-signing 0.2.0: a subject a file, nothing in the predicate, no root digest.
#ifndef MODELSEAL_LIB_STATEMENT_LEGACY_STATEMENT_H_
#define MODELSEAL_LIB_STATEMENT_LEGACY_STATEMENT_H_

#include "absl/status/statusor.h"
#include "lib/json/field_path.h"
#include "lib/json/fields.h"
#include "lib/manifest/manifest.h"

namespace modelseal::statement {

// `statement` has the legacy predicate type. The manifest is of whole files, SHA-256, links
// refused, nothing ignored but what the verifier ignores by default. kAlgorithmUnsupported if an
// annotation says that a digest is of another kind.
absl::StatusOr<manifest::Manifest> ParseLegacyStatement(const json::Fields& statement,
                                                        const json::Path& path);

}  // namespace modelseal::statement

#endif  // MODELSEAL_LIB_STATEMENT_LEGACY_STATEMENT_H_
