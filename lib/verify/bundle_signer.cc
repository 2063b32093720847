// SPDX-License-Identifier: Apache-2.0
#include "lib/verify/bundle_signer.h"

#include <span>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/x509/chain.h"
#include "lib/x509/code_signing.h"

namespace modelseal::verify {
namespace {

std::string_view Describe(bundle::Method method) {
  switch (method) {
    case bundle::Method::kKey:
      return "a key";
    case bundle::Method::kCertificate:
      return "a certificate";
    case bundle::Method::kSigstore:
      return "a Sigstore identity";
  }
  return "";
}

absl::Status CheckMethod(const bundle::Bundle& bundle, bundle::Method stated) {
  if (bundle.method() == stated) {
    return absl::OkStatus();
  }
  return MakeError(Reason::kMethodMismatch,
                   absl::StrCat("the bundle is signed with ", Describe(bundle.method()),
                                ", but the policy states ", Describe(stated)),
                   {{"expected", std::string(bundle::MethodName(stated))},
                    {"actual", std::string(bundle::MethodName(bundle.method()))}});
}

absl::Status KeyMismatchError(const crypto::PublicKey& key, std::string_view actual) {
  return MakeError(
      Reason::kKeyMismatch,
      absl::StrCat("the bundle names the key ", actual, ", expected ", key.fingerprint()),
      {{"field", "verificationMaterial.publicKey"},
       {"expected", key.fingerprint()},
       {"actual", std::string(actual)}});
}

absl::Status CheckKeyReference(const bundle::KeyReference& reference,
                               const crypto::PublicKey& key) {
  if (!reference.hint.empty() && reference.hint != key.fingerprint()) {
    return KeyMismatchError(key, reference.hint);
  }
  if (!reference.key_pem.empty()) {
    const absl::StatusOr<crypto::PublicKey> named = crypto::PublicKey::ParsePem(reference.key_pem);
    if (!named.ok() || !(*named == key)) {
      return KeyMismatchError(key, named.ok() ? named->fingerprint() : "(unreadable)");
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<x509::Certificate>> ReadCertificates(const bundle::Bundle& bundle) {
  std::vector<x509::Certificate> certificates;
  for (const std::string& der : bundle.certificates_der()) {
    absl::StatusOr<x509::Certificate> certificate = x509::Certificate::ParseDer(der);
    if (!certificate.ok()) {
      const std::string field = absl::StrCat(
          "verificationMaterial.x509CertificateChain.certificates[", certificates.size(), "]");
      return MakeError(ReasonOf(certificate.status()),
                       absl::StrCat(field, ": ", certificate.status().message()),
                       {{"field", field}});
    }
    certificates.push_back(*std::move(certificate));
  }
  return certificates;
}

absl::StatusOr<BundleSigner> Establish(const bundle::Bundle& bundle, const crypto::PublicKey& key) {
  MODELSEAL_RETURN_IF_ERROR(CheckMethod(bundle, bundle::Method::kKey));
  MODELSEAL_RETURN_IF_ERROR(CheckKeyReference(bundle.key(), key));
  return BundleSigner{key, {}};
}

absl::StatusOr<BundleSigner> Establish(const bundle::Bundle& bundle,
                                       const CertificateTrust& trust) {
  MODELSEAL_RETURN_IF_ERROR(CheckMethod(bundle, bundle::Method::kCertificate));
  MODELSEAL_ASSIGN_OR_RETURN(const std::vector<x509::Certificate> certificates,
                             ReadCertificates(bundle));
  const x509::Certificate& leaf = certificates.front();
  MODELSEAL_RETURN_IF_ERROR(x509::CheckCodeSigning(leaf));
  MODELSEAL_ASSIGN_OR_RETURN(crypto::PublicKey key, leaf.PublicKey());
  MODELSEAL_ASSIGN_OR_RETURN(std::vector<x509::Certificate> path,
                             x509::VerifyChain(leaf, std::span(certificates).subspan(1),
                                               trust.anchors, trust.clock->NowSeconds()));
  return BundleSigner{std::move(key), std::move(path)};
}

absl::StatusOr<BundleSigner> Establish(const bundle::Bundle& bundle, const OwnCertificates& own) {
  MODELSEAL_RETURN_IF_ERROR(CheckMethod(bundle, bundle::Method::kCertificate));
  MODELSEAL_ASSIGN_OR_RETURN(std::vector<x509::Certificate> certificates, ReadCertificates(bundle));
  if (certificates != own.certificates) {
    return MakeError(Reason::kCertificateInvalid,
                     "the bundle does not hold the certificates of its signer",
                     {{"field", "verificationMaterial.x509CertificateChain.certificates"}});
  }
  MODELSEAL_RETURN_IF_ERROR(x509::CheckCodeSigning(certificates.front()));
  MODELSEAL_ASSIGN_OR_RETURN(crypto::PublicKey key, certificates.front().PublicKey());
  return BundleSigner{std::move(key), std::move(certificates)};
}

}  // namespace

absl::StatusOr<BundleSigner> EstablishSigner(const bundle::Bundle& bundle, const Policy& policy) {
  return std::visit([&bundle](const auto& stated) { return Establish(bundle, stated); },
                    policy.signer);
}

}  // namespace modelseal::verify
