// SPDX-License-Identifier: Apache-2.0
#include "cli/exit_code.h"

namespace modelseal::cli {
namespace {

// First code of category VERIFICATION that is about files; below it stand signature and key.
constexpr modelseal_code kFirstContentCode = MODELSEAL_ERROR_DIGEST_MISMATCH;
constexpr modelseal_code kLastContentCode = MODELSEAL_ERROR_IGNORED_CONTENT_REFUSED;

// A library newer than this program may refuse for reasons it does not know: they count as policy.
ExitCode ForVerification(modelseal_code code) {
  const bool is_content = (code >= kFirstContentCode && code <= kLastContentCode) ||
                          code == MODELSEAL_ERROR_DATASET_COMMITMENT_MISMATCH;
  return is_content ? ExitCode::kContentDiffers : ExitCode::kRefused;
}

}  // namespace

ExitCode ExitCodeFor(modelseal_code code, Subject subject) {
  switch (code / 100) {
    case 0:
      return ExitCode::kOk;
    case MODELSEAL_CATEGORY_USAGE:
      return ExitCode::kUsage;
    case MODELSEAL_CATEGORY_IO:
      return code == MODELSEAL_ERROR_SIGNATURE_NOT_FOUND ? ExitCode::kNoSignature : ExitCode::kIo;
    case MODELSEAL_CATEGORY_MALFORMED:
      return subject == Subject::kModel ? ExitCode::kContentDiffers : ExitCode::kRefused;
    case MODELSEAL_CATEGORY_VERIFICATION:
      return ForVerification(code);
    case MODELSEAL_CATEGORY_TRUST:
    case MODELSEAL_CATEGORY_NETWORK:
      return ExitCode::kTrust;
    case MODELSEAL_CATEGORY_CANCELLED:
      return ExitCode::kInterrupted;
    default:
      return ExitCode::kInternal;
  }
}

const char kExitCodeHelp[] =
    "Exit codes:\n"
    "  0    verified, signed, no differences\n"
    "  1    the model is not what was signed, or holds what cannot be signed; the records are not\n"
    "       those that were committed to\n"
    "  2    the command line is wrong\n"
    "  3    signature, key or policy refused, or a malformed signature file\n"
    "  4    no signature found\n"
    "  5    cannot read or write\n"
    "  6    trust material (a key, its password) or the network\n"
    "  70   a bug in modelseal, or no memory\n"
    "  130  interrupted; nothing half-written";

}  // namespace modelseal::cli
