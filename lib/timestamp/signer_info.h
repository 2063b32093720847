// SPDX-License-Identifier: Apache-2.0
//
// SignerInfo (RFC 5652 section 5.3) of a timestamp: who says to have signed, what exactly was
// signed, and the attributes that bind both to the content and to one certificate (RFC 5035, RFC
// 5816). Strict DER.
#ifndef MODELSEAL_LIB_TIMESTAMP_SIGNER_INFO_H_
#define MODELSEAL_LIB_TIMESTAMP_SIGNER_INFO_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/crypto/hash_kind.h"
#include "lib/crypto/verification_key.h"

namespace modelseal::timestamp {

// A certificate by its issuer's name (a whole element) and the contents of its serial number,
// compared byte by byte.
struct IssuerAndSerial {
  std::string_view issuer;
  std::string_view serial;

  bool operator==(const IssuerAndSerial&) const = default;
};

// SignerIdentifier: one of the two.
struct SignerId {
  std::optional<IssuerAndSerial> issuer_and_serial;
  std::string_view key_identifier;
};

// The first ESSCertID or ESSCertIDv2 of an attribute: the certificate with which was signed.
struct CertificateId {
  std::optional<crypto::HashKind> algorithm;  // no value: SHA-1, all that version 1 knows
  std::string_view hash;                      // over the certificate in DER
  std::optional<IssuerAndSerial> issuer_and_serial;
};

// Views into the bytes that were parsed.
struct SignerInfo {
  SignerId signer;
  crypto::HashKind digest_algorithm = crypto::HashKind::kSha256;
  crypto::SignatureScheme scheme = crypto::SignatureScheme::kEcdsaSha256;
  std::string signed_message;                  // the signed attributes as the signer saw them
  std::string_view message_digest;             // of the content, by digest_algorithm
  std::vector<CertificateId> certificate_ids;  // one of each version that is there, at least one
  std::string_view signature;
};

// The signed attributes must be there, sorted as DER has a SET OF, none twice, each with one value:
// contentType id-ct-TSTInfo, messageDigest, and signingCertificate or signingCertificateV2 or both.
// Others, and what is not signed, decide nothing. kTimestampInvalid.
absl::StatusOr<SignerInfo> ParseSignerInfo(std::string_view der);

}  // namespace modelseal::timestamp

#endif  // MODELSEAL_LIB_TIMESTAMP_SIGNER_INFO_H_
