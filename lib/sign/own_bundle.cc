// SPDX-License-Identifier: Apache-2.0
#include "lib/sign/own_bundle.h"

#include <utility>
#include <vector>

#include "lib/base/status.h"
#include "lib/dsse/pae.h"
#include "lib/statement/statement.h"
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

}  // namespace

absl::StatusOr<bundle::Bundle> SignStatement(std::string statement, const signer::Signer& signer) {
  bundle::Envelope envelope;
  envelope.payload_type = statement::kPayloadType;
  envelope.payload = std::move(statement);
  MODELSEAL_ASSIGN_OR_RETURN(envelope.signature,
                             signer.Sign(dsse::BuildPae(envelope.payload_type, envelope.payload)));
  return bundle::Bundle::Parse(WriteBundle(signer, envelope));
}

verify::Policy PolicyOf(const signer::Signer& signer) {
  verify::Policy policy{signer.public_key(), {.is_strict = true}, {}};
  if (!signer.certificates().empty()) {
    policy.signer = verify::OwnCertificates{signer.certificates()};
  }
  return policy;
}

}  // namespace modelseal::sign
