// SPDX-License-Identifier: Apache-2.0
#include "lib/x509/trust_anchors.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"

namespace modelseal::x509 {

absl::Status TrustAnchors::AddPem(std::string_view pem) {
  absl::StatusOr<std::vector<Certificate>> added = Certificate::ParsePem(pem);
  if (!added.ok()) {
    return MakeError(Reason::kTrustAnchorInvalid,
                     absl::StrCat("trusted certificates: ", added.status().message()));
  }
  if (roots_.size() + intermediates_.size() + added->size() > limits::kMaxTrustedCertificates) {
    return MakeError(
        Reason::kTrustAnchorInvalid,
        absl::StrCat("more than ", limits::kMaxTrustedCertificates, " trusted certificates"),
        {{"limit", absl::StrCat(limits::kMaxTrustedCertificates)}});
  }
  for (Certificate& certificate : *added) {
    (certificate.IsSelfSigned() ? roots_ : intermediates_).push_back(std::move(certificate));
  }
  return absl::OkStatus();
}

}  // namespace modelseal::x509
