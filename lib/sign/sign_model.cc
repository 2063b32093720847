// SPDX-License-Identifier: Apache-2.0
#include "lib/sign/sign_model.h"

#include <string>
#include <utility>
#include <vector>

#include "lib/base/status.h"
#include "lib/dsse/pae.h"
#include "lib/statement/statement.h"
#include "lib/verify/verify_bundle.h"
#include "lib/x509/certificate.h"

namespace modelseal::sign {
namespace {

std::string WriteBundle(const signer::Signer& signer, const bundle::Envelope& envelope) {
  if (signer.certificates().empty()) {
    return bundle::Bundle::WriteForKey(signer.public_key().fingerprint(), envelope);
  }
  std::vector<std::string> certificates;
  for (const x509::Certificate& certificate : signer.certificates()) {
    certificates.push_back(certificate.der());
  }
  return bundle::Bundle::WriteForCertificates(certificates, envelope);
}

// Who may have signed what this signer signs: nobody else.
verify::Policy PolicyOf(const signer::Signer& signer) {
  verify::Policy policy{signer.public_key(), {.is_strict = true}, {}};
  if (!signer.certificates().empty()) {
    policy.signer = verify::OwnCertificates{signer.certificates()};
  }
  return policy;
}

}  // namespace

absl::StatusOr<bundle::Bundle> SignManifest(const manifest::Manifest& manifest,
                                            const signer::Signer& signer) {
  bundle::Envelope envelope;
  envelope.payload_type = statement::kPayloadType;
  envelope.payload = statement::WriteStatement(manifest);
  MODELSEAL_ASSIGN_OR_RETURN(envelope.signature,
                             signer.Sign(dsse::BuildPae(envelope.payload_type, envelope.payload)));
  MODELSEAL_ASSIGN_OR_RETURN(bundle::Bundle signed_bundle,
                             bundle::Bundle::Parse(WriteBundle(signer, envelope)));
  MODELSEAL_RETURN_IF_ERROR(verify::VerifyBundle(signed_bundle, PolicyOf(signer)).status());
  return signed_bundle;
}

}  // namespace modelseal::sign
