// SPDX-License-Identifier: Apache-2.0
//
// What a certificate's issuer signed and how (RFC 5280 section 4.1.1), for a key that is not
// BoringSSL's to verify with.
#ifndef MODELSEAL_LIB_X509_CERTIFICATE_SIGNATURE_H_
#define MODELSEAL_LIB_X509_CERTIFICATE_SIGNATURE_H_

#include "lib/crypto/verification_key.h"
#include "lib/x509/certificate.h"

namespace modelseal::x509 {

// Whether `key` made the signature of the certificate, in ECDSA or RSA PKCS#1 with SHA-256, SHA-384
// or SHA-512. As in BoringSSL, the algorithm is the same inside the signed part and outside, and
// its parameters are absent or NULL.
bool IsSignedBy(const Certificate& certificate, const crypto::VerificationKey& key);

}  // namespace modelseal::x509

#endif  // MODELSEAL_LIB_X509_CERTIFICATE_SIGNATURE_H_
