// SPDX-License-Identifier: Apache-2.0
//
// Who signed, when, and where that was recorded: as a person reads it, and as JSON.
#ifndef MODELSEAL_CLI_EVIDENCE_REPORT_H_
#define MODELSEAL_CLI_EVIDENCE_REPORT_H_

#include <modelseal/modelseal.hpp>

#include "cli/json_output.h"

namespace modelseal::cli {

// Where text begins behind the labels of a verification and of an inspection.
inline constexpr int kVerifyIndent = 14;
inline constexpr int kInspectIndent = 16;

// Lines "  signed by:", "  signed at:", "  logged:"; nothing where nothing is known. What follows a
// label begins in column `indent`.
void PrintEvidence(const Evidence& evidence, int indent);

// Every extension of the certificate by name, a line each.
void PrintExtensions(const Evidence& evidence);

// What the verification left open, in words: one line, or none.
void PrintUnchecked(const Evidence& evidence, int indent);

// Members "signer" (keyless only), "times", "log_entries", "unchecked" of a document.
void SetEvidence(Json& document, const Evidence& evidence);

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_EVIDENCE_REPORT_H_
