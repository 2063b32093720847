// SPDX-License-Identifier: Apache-2.0
//
// Whether a certificate says that its key may sign models (OMS 1.0, certificate method).
#ifndef MODELSEAL_LIB_X509_CODE_SIGNING_H_
#define MODELSEAL_LIB_X509_CODE_SIGNING_H_

#include "absl/status/status.h"
#include "lib/x509/certificate.h"

namespace modelseal::x509 {

// A key usage must have digitalSignature, extended key usages must have codeSigning, and one of the
// two must be there. anyExtendedKeyUsage does not stand for codeSigning: whoever issues for signing
// can say so. CA:TRUE is no fault, since the reference's own signers have it. kCertificateInvalid.
absl::Status CheckCodeSigning(const Certificate& certificate);

}  // namespace modelseal::x509

#endif  // MODELSEAL_LIB_X509_CODE_SIGNING_H_
