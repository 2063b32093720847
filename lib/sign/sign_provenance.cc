// SPDX-License-Identifier: Apache-2.0
#include "lib/sign/sign_provenance.h"

#include <string>
#include <utility>

#include "lib/base/status.h"
#include "lib/sign/own_bundle.h"
#include "lib/verify/provenance_content.h"
#include "lib/verify/verify_provenance.h"

namespace modelseal::sign {
namespace {

// What the caller asks for must be what is read of it later.
absl::Status CheckContent(const std::string& statement, const manifest::Manifest& model) {
  const absl::StatusOr<statement::Provenance> read = verify::ReadProvenance(statement);
  if (read.ok()) {
    return verify::CheckModel(*read, model);
  }
  if (ReasonOf(read.status()) != Reason::kStatementInvalid) {
    return read.status();
  }
  return MakeError(Reason::kInvalidArgument, read.status().message(),
                   {{"field", DetailOf(read.status(), "field").value_or("")}});
}

}  // namespace

absl::StatusOr<bundle::Bundle> SignProvenance(statement::Provenance provenance,
                                              const manifest::Manifest& model,
                                              const signer::Signer& signer) {
  provenance.model_name = model.model_name();
  provenance.model_digest = model.RootDigest(model.CodePointOrder());
  std::string statement = statement::WriteProvenance(provenance);
  MODELSEAL_RETURN_IF_ERROR(CheckContent(statement, model));
  MODELSEAL_ASSIGN_OR_RETURN(bundle::Bundle signed_bundle,
                             SignStatement(std::move(statement), signer));
  MODELSEAL_RETURN_IF_ERROR(
      verify::VerifyProvenance(signed_bundle, PolicyOf(signer), &model).status());
  return signed_bundle;
}

}  // namespace modelseal::sign
