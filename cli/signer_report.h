// SPDX-License-Identifier: Apache-2.0
//
// Who made a verified signature, by whatever method: as a person reads it, and as JSON.
#ifndef MODELSEAL_CLI_SIGNER_REPORT_H_
#define MODELSEAL_CLI_SIGNER_REPORT_H_

#include <modelseal/modelseal.hpp>

#include "cli/json_output.h"

namespace modelseal::cli {

// Lines "  signed by:", "  trusted:" and what the evidence has; each certificate if asked for.
void PrintSigner(const VerificationResult& result, bool shows_fingerprints);

// Members "method", "key", "certificates" (unless signed with a key), and those of the evidence.
void SetSigner(Json& document, const VerificationResult& result);

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_SIGNER_REPORT_H_
