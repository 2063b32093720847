// SPDX-License-Identifier: Apache-2.0
//
// The certificate of a keyless signer: issued by an authority of the trust root, for signing, at
// the time of the signature, and known to the logs of certificates.
#ifndef MODELSEAL_LIB_VERIFY_KEYLESS_CERTIFICATE_H_
#define MODELSEAL_LIB_VERIFY_KEYLESS_CERTIFICATE_H_

#include <cstddef>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/bundle/bundle.h"
#include "lib/crypto/verification_key.h"
#include "lib/trust/trusted_root.h"
#include "lib/verify/evidence.h"
#include "lib/verify/identity.h"
#include "lib/x509/certificate.h"

namespace modelseal::verify {

struct KeylessCertificate {
  crypto::VerificationKey key;
  std::vector<x509::Certificate> path;  // from the signer's to the authority that is trusted
  SignerIdentity identity;
  size_t sct_log_count = 0;
};

// Certificates that a bundle brings beside the signer's never count: the trust root has those of
// the authorities. A self-issued one among them is refused, since signers must not send roots.
// kBundleInvalid, kCertificateInvalid, kCertificateExpired (outside its validity or that of its
// authority at one of the times), kCertificateKeyUnsupported, kSctInvalid.
absl::StatusOr<KeylessCertificate> VerifyKeylessCertificate(const bundle::Bundle& bundle,
                                                            const trust::TrustedRoot& root,
                                                            std::span<const VerifiedTime> times,
                                                            size_t sct_threshold);

// What a certificate says of its signer, whoever issued it: also for showing what was not verified.
absl::StatusOr<SignerIdentity> ReadSignerIdentity(const x509::Certificate& certificate);

}  // namespace modelseal::verify

#endif  // MODELSEAL_LIB_VERIFY_KEYLESS_CERTIFICATE_H_
