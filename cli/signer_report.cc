// SPDX-License-Identifier: Apache-2.0
#include "cli/signer_report.h"

#include <cstdio>

#include "cli/evidence_report.h"
#include "cli/terminal_text.h"
#include "cli/value_names.h"

namespace modelseal::cli {

void PrintSigner(const VerificationResult& result, bool shows_fingerprints) {
  const std::vector<CertificateSummary> certificates = result.certificates();
  // Keys of Sigstore's signers need not be on a curve that has a name here.
  const bool has_curve = static_cast<int32_t>(result.key_curve()) != 0;
  const std::string curve = has_curve ? CurveName(result.key_curve()) : "RSA or Ed25519";
  if (certificates.empty()) {
    std::printf("  signed by:  key %s (%s)\n", ShowDigest(result.key_fingerprint()).c_str(),
                curve.c_str());
  } else if (result.method() == Method::kCertificate) {
    std::printf("  signed by:  %s (%s)\n", ShowName(certificates.front().subject).c_str(),
                curve.c_str());
    std::printf("  trusted:    %s\n", ShowName(certificates.back().subject).c_str());
  }
  PrintEvidence(result.evidence(), kVerifyIndent);
  if (shows_fingerprints) {
    for (const CertificateSummary& certificate : certificates) {
      std::printf("    sha256:%s  %s\n", certificate.fingerprint.c_str(),
                  ShowName(certificate.subject).c_str());
    }
  }
}

void SetSigner(Json& document, const VerificationResult& result) {
  document["method"] = MethodName(result.method());
  document["key"]["fingerprint"] = result.key_fingerprint();
  if (static_cast<int32_t>(result.key_curve()) != 0) {
    document["key"]["curve"] = CurveName(result.key_curve());
  }
  if (result.method() != Method::kKey) {
    document["certificates"] = CertificatesToJson(result.certificates());
  }
  SetEvidence(document, result.evidence());
}

}  // namespace modelseal::cli
