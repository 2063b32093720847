// SPDX-License-Identifier: Apache-2.0
#include "lib/x509/authority_path.h"

#include <openssl/err.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/crypto/verification_key.h"
#include "lib/x509/certificate_signature.h"
#include "lib/x509/name_constraints.h"
#include "lib/x509/path_rules.h"
#include "lib/x509/validity.h"

namespace modelseal::x509 {
namespace {

// Names, key identifiers and the issuer's right to sign certificates: cheap, so it goes first.
absl::Status CheckNamedAsIssuer(const Certificate& issuer, const Certificate& subject) {
  const int problem = X509_check_issued(issuer.get(), subject.get());
  if (problem == X509_V_OK) {
    return absl::OkStatus();
  }
  return PathError(subject, absl::StrCat("was not issued by ", issuer.display_name(), ": ",
                                         X509_verify_cert_error_string(problem)));
}

absl::Status VerifySignature(const Certificate& issuer, const crypto::VerificationKey& issuer_key,
                             const Certificate& subject) {
  const bool is_signed = IsSignedBy(subject, issuer_key);
  ERR_clear_error();
  return is_signed ? absl::OkStatus()
                   : PathError(subject, absl::StrCat("was not signed by the key of its issuer ",
                                                     issuer.display_name()));
}

absl::StatusOr<std::vector<crypto::VerificationKey>> ReadKeys(
    const std::vector<Certificate>& authorities) {
  std::vector<crypto::VerificationKey> keys;
  for (const Certificate& authority : authorities) {
    absl::StatusOr<crypto::VerificationKey> key = authority.Key();
    if (!key.ok()) {
      return PathError(authority,
                       absl::StrCat("has a key that cannot verify: ", key.status().message()));
    }
    key->EnablePreparation();
    keys.push_back(*std::move(key));
  }
  return keys;
}

// RFC 5280 section 6.1.3: where an authority certifies its own new key, its name is not compared.
absl::Status CheckNamesOfAuthorities(const std::vector<Certificate>& chain) {
  for (size_t i = 1; i < chain.size(); ++i) {
    const NameConstraints constraints(chain[i]);
    for (size_t below = 0; below < i; ++below) {
      if (!IsSelfIssued(chain[below])) {
        MODELSEAL_RETURN_IF_ERROR(constraints.Check(chain[below]));
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace

struct AuthorityPath::State {
  std::vector<Certificate> chain;
  std::vector<NameConstraints> constraints;   // of each of the chain
  std::vector<crypto::VerificationKey> keys;  // of each of the chain
};

AuthorityPath::AuthorityPath(std::shared_ptr<const State> state) : state_(std::move(state)) {}

absl::StatusOr<AuthorityPath> AuthorityPath::Create(std::vector<Certificate> chain,
                                                    ExtendedUsage usage) {
  if (chain.empty() || chain.size() > limits::kMaxCertificates) {
    return MakeError(Reason::kCertificateInvalid,
                     absl::StrCat("a chain of authorities has ", chain.size(),
                                  " certificates, expected 1 to ", limits::kMaxCertificates),
                     {{"limit", absl::StrCat(limits::kMaxCertificates)}});
  }
  MODELSEAL_RETURN_IF_ERROR(CheckAuthorityRules(chain, usage));
  MODELSEAL_ASSIGN_OR_RETURN(std::vector<crypto::VerificationKey> keys, ReadKeys(chain));
  for (size_t i = 0; i + 1 < chain.size(); ++i) {
    MODELSEAL_RETURN_IF_ERROR(CheckNamedAsIssuer(chain[i + 1], chain[i]));
    MODELSEAL_RETURN_IF_ERROR(VerifySignature(chain[i + 1], keys[i + 1], chain[i]));
  }
  MODELSEAL_RETURN_IF_ERROR(CheckNamesOfAuthorities(chain));
  auto state = std::make_shared<State>();
  for (const Certificate& authority : chain) {
    state->constraints.emplace_back(authority);
  }
  state->chain = std::move(chain);
  state->keys = std::move(keys);
  return AuthorityPath(std::move(state));
}

const std::vector<Certificate>& AuthorityPath::chain() const { return state_->chain; }

std::optional<AuthorityPath> AuthorityPath::Above() const {
  if (chain().size() == 1) {
    return std::nullopt;
  }
  auto state = std::make_shared<State>();
  state->chain.assign(chain().begin() + 1, chain().end());
  state->constraints.assign(state_->constraints.begin() + 1, state_->constraints.end());
  state->keys.assign(state_->keys.begin() + 1, state_->keys.end());
  return AuthorityPath(std::move(state));
}

bool AuthorityPath::MayHaveIssued(const Certificate& leaf) const {
  return X509_NAME_cmp(X509_get_subject_name(issuer().get()), X509_get_issuer_name(leaf.get())) ==
         0;
}

absl::Status AuthorityPath::VerifyIssued(const Certificate& leaf) const {
  if (std::find(chain().begin(), chain().end(), leaf) != chain().end()) {
    return PathError(leaf, "is one of the trusted authorities and not issued by them to a signer");
  }
  MODELSEAL_RETURN_IF_ERROR(CheckNamedAsIssuer(issuer(), leaf));
  MODELSEAL_RETURN_IF_ERROR(CheckSubjectRules(leaf));
  for (const NameConstraints& constraints : state_->constraints) {
    MODELSEAL_RETURN_IF_ERROR(constraints.Check(leaf));
  }
  return VerifySignature(issuer(), state_->keys.front(), leaf);
}

absl::Status AuthorityPath::CheckValidAt(const Certificate& leaf, int64_t time_ms) const {
  MODELSEAL_RETURN_IF_ERROR(CheckValidity(leaf, time_ms));
  for (const Certificate& authority : chain()) {
    MODELSEAL_RETURN_IF_ERROR(CheckValidity(authority, time_ms));
  }
  return absl::OkStatus();
}

}  // namespace modelseal::x509
