// SPDX-License-Identifier: Apache-2.0
//
// Steps 1 to 8 of verify_bundle.h, whatever the content is.
#ifndef MODELSEAL_LIB_VERIFY_VERIFY_SIGNATURE_H_
#define MODELSEAL_LIB_VERIFY_VERIFY_SIGNATURE_H_

#include "absl/status/statusor.h"
#include "lib/bundle/bundle.h"
#include "lib/verify/artifact.h"
#include "lib/verify/bundle_signer.h"
#include "lib/verify/policy.h"

namespace modelseal::verify {

struct VerifiedSignature {
  BundleSigner signer;
  // The signature is of the form that only model-signing 0.2 made.
  bool is_legacy_v0 = false;
};

// Whether the form of signatures that only model-signing 0.2 made will do, if the usual one fails.
enum class LegacyForm { kRefuse, kAccept };

// An envelope; its payload may be parsed afterwards. kMethodMismatch, kKeyMismatch,
// kCertificateInvalid, kCertificateExpired, kCertificateKeyUnsupported, kSctInvalid,
// kTimestampInvalid, kSigningTimeUnknown, kLogUnknown, kLogEntryMissing, kLogEntryMismatch,
// kLogEntryUnsupported, kLogPromiseInvalid, kLogInclusionInvalid, kCheckpointInvalid,
// kSignatureInvalid, kIdentityMismatch, kBundleInvalid; kJsonInvalid, kJsonDuplicateMember and
// kLimitExceeded for the body of a log entry or a timestamp.
absl::StatusOr<VerifiedSignature> VerifyEnvelope(const bundle::Bundle& bundle, const Policy& policy,
                                                 LegacyForm legacy);

// A message signature over the artifact. All that can be checked with the digest that the bundle
// names is checked before the artifact is read. As above, and kDigestMismatch if the
// artifact is another one, and as Artifact::Digest.
absl::StatusOr<VerifiedSignature> VerifyMessage(const bundle::Bundle& bundle, const Policy& policy,
                                                Artifact& artifact);

}  // namespace modelseal::verify

#endif  // MODELSEAL_LIB_VERIFY_VERIFY_SIGNATURE_H_
