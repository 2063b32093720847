// SPDX-License-Identifier: Apache-2.0
//
// A chain of authorities that is trusted: what an entry of a Sigstore trusted root names. All that
// does not depend on a leaf is checked once, when it is loaded; a leaf then costs one signature.
#ifndef MODELSEAL_LIB_X509_AUTHORITY_PATH_H_
#define MODELSEAL_LIB_X509_AUTHORITY_PATH_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/x509/certificate.h"
#include "lib/x509/extended_usage.h"

namespace modelseal::x509 {

// Immutable and cheap to copy; thread-safe.
class AuthorityPath {
 public:
  // `chain` begins with the authority that issues and ends with the anchor, which is trusted
  // whether it signed itself or not; 1 to limits::kMaxCertificates. Holds it to rules 1 to 6 of
  // chain.h: each was issued by the next, all are authorities with room for those below, strong
  // keys and algorithms, no unknown critical extension, no forbidden name, and what lies between
  // may issue for `usage`. kCertificateInvalid, with detail "subject" except for a wrong number.
  static absl::StatusOr<AuthorityPath> Create(std::vector<Certificate> chain, ExtendedUsage usage);

  const std::vector<Certificate>& chain() const;
  const Certificate& issuer() const { return chain().front(); }

  // The path of the authority that issued issuer(): the rest of this one, for which everything that
  // Create demands holds already. Nothing if issuer() is the anchor.
  std::optional<AuthorityPath> Above() const;

  // Whether the issuer's name is the one that `leaf` names: cheap, and says nothing about trust.
  // Authorities that share a name are told apart by VerifyIssued alone.
  bool MayHaveIssued(const Certificate& leaf) const;

  // Whether issuer() issued `leaf`, at whatever time: rules 1 and 3 to 5 of chain.h, one signature.
  // A certificate of the path itself is no leaf of it. kCertificateInvalid, with detail "subject".
  absl::Status VerifyIssued(const Certificate& leaf) const;

  // kCertificateExpired unless the leaf and every certificate of the path, the anchor too, are
  // valid at the time; detail "subject" says which is not.
  absl::Status CheckValidAt(const Certificate& leaf, int64_t time_ms) const;

 private:
  struct State;
  explicit AuthorityPath(std::shared_ptr<const State> state);

  std::shared_ptr<const State> state_;
};

}  // namespace modelseal::x509

#endif  // MODELSEAL_LIB_X509_AUTHORITY_PATH_H_
