// SPDX-License-Identifier: Apache-2.0
//
// Whether a certificate is of the kind that Fulcio issues to signers (Fulcio, certificate
// specification).
#ifndef MODELSEAL_LIB_X509_FULCIO_LEAF_H_
#define MODELSEAL_LIB_X509_FULCIO_LEAF_H_

#include "absl/status/status.h"
#include "lib/x509/certificate.h"

namespace modelseal::x509 {

// Version 3, a positive serial number of at most 20 bytes, no authority, key usage with
// digitalSignature and without keyCertSign, extended key usage with codeSigning, for which
// anyExtendedKeyUsage does not stand. kCertificateInvalid otherwise. Its name: subject_alt_name.h.
absl::Status CheckFulcioLeaf(const Certificate& certificate);

}  // namespace modelseal::x509

#endif  // MODELSEAL_LIB_X509_FULCIO_LEAF_H_
