// SPDX-License-Identifier: Apache-2.0
#include "lib/signer/callback_signer.h"

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"

namespace modelseal::signer {

absl::StatusOr<std::string> CallbackSigner::Sign(const dsse::Pae& pae) const {
  const std::string digest = crypto::ComputeCurveDigest(public_key_.curve(), pae.bytes);
  std::string signature;
  if (const int32_t returned = sign_(pae.bytes, digest, &signature); returned != 0) {
    return MakeError(Reason::kCallbackFailed,
                     absl::StrCat("the signing callback returned ", returned),
                     {{"callback", absl::StrCat(returned)}});
  }
  if (signature.empty() || signature.size() > limits::kMaxSignatureBytes) {
    return MakeError(Reason::kCallbackFailed,
                     absl::StrCat("the signing callback gave a signature of ", signature.size(),
                                  " bytes, expected 1 to ", limits::kMaxSignatureBytes),
                     {{"limit", absl::StrCat(limits::kMaxSignatureBytes)}});
  }
  return signature;
}

}  // namespace modelseal::signer
