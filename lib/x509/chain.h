// SPDX-License-Identifier: Apache-2.0
//
// From a certificate to one that the caller trusts: path validation by RFC 5280 section 6, at a
// given time, without certificate policies and without revocation.
#ifndef MODELSEAL_LIB_X509_CHAIN_H_
#define MODELSEAL_LIB_X509_CHAIN_H_

#include <cstdint>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/x509/certificate.h"
#include "lib/x509/extended_usage.h"
#include "lib/x509/trust_anchors.h"

namespace modelseal::x509 {

// The path from `leaf` (first) to one of the roots (last), by way of any of `others` and of the
// caller's intermediates, in any order. A leaf that is itself one of the roots is a path of one.
//
//  1. Each certificate was issued by the next: names, key identifiers and signature fit.
//  2. Every issuer is an authority: version 3, CA:TRUE, keyCertSign unless it has no key usage, and
//     not more authorities below it than its path length says. The root is held to it too.
//  3. Signatures are ECDSA or RSA PKCS#1 with SHA-256, SHA-384 or SHA-512; keys of issuers are
//     P-256, P-384, P-521 or RSA of at least 2048 bits.
//  4. Names are within the constraints of every issuer.
//  5. No certificate has a critical extension that is not checked here.
//  6. An intermediate with extended key usages has `usage` or anyExtendedKeyUsage among them.
//  7. All of them are valid at the time, both ends of their validity included.
//
// kCertificateExpired if there is a path on which only step 7 fails, else kCertificateInvalid.
// Detail "subject" names the certificate at fault. The leaf's own usages: code_signing.h.
absl::StatusOr<std::vector<Certificate>> VerifyChain(
    const Certificate& leaf, std::span<const Certificate> others, const TrustAnchors& anchors,
    int64_t time_seconds, ExtendedUsage usage = ExtendedUsage::kCodeSigning);

}  // namespace modelseal::x509

#endif  // MODELSEAL_LIB_X509_CHAIN_H_
