// SPDX-License-Identifier: Apache-2.0
#include "lib/verify/keyless_certificate.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/base/utc_time.h"
#include "lib/verify/bundle_certificates.h"
#include "lib/x509/fulcio_extensions.h"
#include "lib/x509/fulcio_leaf.h"
#include "lib/x509/sct_verification.h"
#include "lib/x509/subject_alt_name.h"

namespace modelseal::verify {
namespace {

absl::Status CheckNoRoots(std::span<const x509::Certificate> others) {
  for (const x509::Certificate& certificate : others) {
    if (certificate.subject() == certificate.issuer()) {
      return MakeError(
          Reason::kBundleInvalid,
          absl::StrCat("the bundle brings the root certificate of ", certificate.display_name(),
                       ", which only the trust root may name"),
          {{"field", "verificationMaterial.x509CertificateChain.certificates"}});
    }
  }
  return absl::OkStatus();
}

// Every time counts, not the earliest or any: a log and a timestamp that disagree about a
// certificate of ten minutes are not about one signature.
absl::Status CheckTimes(const x509::Certificate& leaf, const trust::CertificateAuthority& authority,
                        std::span<const VerifiedTime> times) {
  for (const VerifiedTime& time : times) {
    if (!authority.validity.Contains(time.time_ms)) {
      return MakeError(
          Reason::kCertificateExpired,
          absl::StrCat("the signature was made at ", FormatUtcMilliseconds(time.time_ms),
                       ", when the trust root does not trust the authority ", leaf.issuer()),
          {{"subject", leaf.subject()}, {"actual", FormatUtcMilliseconds(time.time_ms)}});
    }
    MODELSEAL_RETURN_IF_ERROR(authority.path.CheckValidAt(leaf, time.time_ms));
  }
  return absl::OkStatus();
}

absl::StatusOr<const trust::CertificateAuthority*> FindAuthority(
    const x509::Certificate& leaf, const trust::TrustedRoot& root,
    std::span<const VerifiedTime> times) {
  absl::Status best;
  bool is_issuer_known = false;
  for (const trust::CertificateAuthority& authority : root.certificate_authorities()) {
    if (!authority.path.MayHaveIssued(leaf)) {
      continue;
    }
    // Only who issued the certificate can be wrong about the times.
    const absl::Status in_time = CheckTimes(leaf, authority, times);
    const absl::Status issued = authority.path.VerifyIssued(leaf);
    if (issued.ok() && in_time.ok()) {
      return &authority;
    }
    // Others of the issuer's name do not hide what is wrong about the issuer.
    if (issued.ok() || !is_issuer_known) {
      best = issued.ok() ? in_time : issued;
      is_issuer_known = issued.ok();
    }
  }
  if (!best.ok()) {
    return best;
  }
  return MakeError(Reason::kCertificateInvalid,
                   absl::StrCat("the signer's certificate was issued by ", leaf.issuer(),
                                ", which is not an authority of the trust root"),
                   {{"subject", leaf.subject()}});
}

}  // namespace

absl::StatusOr<SignerIdentity> ReadSignerIdentity(const x509::Certificate& certificate) {
  MODELSEAL_ASSIGN_OR_RETURN(x509::SubjectAltName name, x509::ReadFulcioSubject(certificate));
  MODELSEAL_ASSIGN_OR_RETURN(x509::FulcioExtensions extensions,
                             x509::ReadFulcioExtensions(certificate));
  SignerIdentity identity;
  identity.subject = std::move(name.value);
  identity.subject_type = name.type;
  identity.issuer = std::move(extensions.issuer);
  for (x509::FulcioExtension& extension : extensions.all) {
    identity.extensions.emplace_back(std::move(extension.oid), std::move(extension.value));
  }
  return identity;
}

absl::StatusOr<KeylessCertificate> VerifyKeylessCertificate(const bundle::Bundle& bundle,
                                                            const trust::TrustedRoot& root,
                                                            std::span<const VerifiedTime> times,
                                                            size_t sct_threshold) {
  MODELSEAL_ASSIGN_OR_RETURN(const std::vector<x509::Certificate> certificates,
                             ReadCertificates(bundle));
  const x509::Certificate& leaf = certificates.front();
  MODELSEAL_RETURN_IF_ERROR(CheckNoRoots(std::span(certificates).subspan(1)));
  MODELSEAL_RETURN_IF_ERROR(x509::CheckFulcioLeaf(leaf));
  MODELSEAL_ASSIGN_OR_RETURN(crypto::VerificationKey key, leaf.Key());
  MODELSEAL_ASSIGN_OR_RETURN(SignerIdentity identity, ReadSignerIdentity(leaf));
  MODELSEAL_ASSIGN_OR_RETURN(const trust::CertificateAuthority* authority,
                             FindAuthority(leaf, root, times));
  MODELSEAL_ASSIGN_OR_RETURN(
      const size_t sct_log_count,
      x509::VerifyScts(leaf, authority->path.issuer(), root.ct_logs(), sct_threshold));
  std::vector<x509::Certificate> path{leaf};
  path.insert(path.end(), authority->path.chain().begin(), authority->path.chain().end());
  return KeylessCertificate{std::move(key), std::move(path), std::move(identity), sct_log_count};
}

}  // namespace modelseal::verify
