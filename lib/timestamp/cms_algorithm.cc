// SPDX-License-Identifier: Apache-2.0
#include "lib/timestamp/cms_algorithm.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/timestamp/timestamp_error.h"

namespace modelseal::timestamp {
namespace {

using crypto::DerReader;
using crypto::DerTag;
using crypto::HashKind;
using crypto::SignatureScheme;

enum class Parameters { kAbsent, kNull };

struct AlgorithmIdentifier {
  std::string oid;
  Parameters parameters = Parameters::kAbsent;
};

absl::StatusOr<AlgorithmIdentifier> ReadAlgorithmIdentifier(DerReader& reader,
                                                            std::string_view field) {
  AlgorithmIdentifier out;
  std::optional<DerReader> sequence = reader.Enter(DerTag::kSequence);
  std::optional<std::string> oid;
  if (sequence.has_value()) {
    oid = sequence->ReadObjectIdentifier();
  }
  if (!oid.has_value()) {
    return TimestampError(field, "not an algorithm identifier in DER");
  }
  out.oid = *std::move(oid);
  if (sequence->empty()) {
    return out;
  }
  out.parameters = Parameters::kNull;
  const std::optional<std::string_view> null = sequence->ReadElement(DerTag::kNull);
  if (!null.has_value() || !null->empty() || !sequence->empty()) {
    return TimestampError(field,
                          absl::StrCat("algorithm ", out.oid, " with parameters, expected none"));
  }
  return out;
}

absl::Status UnsupportedError(std::string_view field, const std::string& oid,
                              std::string_view expected) {
  return TimestampMismatch(field, expected, absl::StrCat("algorithm ", oid));
}

SignatureScheme EcdsaWith(HashKind hash) {
  switch (hash) {
    case HashKind::kSha256:
      return SignatureScheme::kEcdsaSha256;
    case HashKind::kSha384:
      return SignatureScheme::kEcdsaSha384;
    case HashKind::kSha512:
      break;
  }
  return SignatureScheme::kEcdsaSha512;
}

SignatureScheme RsaWith(HashKind hash) {
  switch (hash) {
    case HashKind::kSha256:
      return SignatureScheme::kRsaPkcs1Sha256;
    case HashKind::kSha384:
      return SignatureScheme::kRsaPkcs1Sha384;
    case HashKind::kSha512:
      break;
  }
  return SignatureScheme::kRsaPkcs1Sha512;
}

// RFC 5758 section 3.2 and RFC 8410 section 3: no parameters at all.
std::optional<SignatureScheme> SchemeWithoutParameters(std::string_view oid) {
  if (oid == "1.2.840.10045.4.3.2") {
    return SignatureScheme::kEcdsaSha256;
  }
  if (oid == "1.2.840.10045.4.3.3") {
    return SignatureScheme::kEcdsaSha384;
  }
  if (oid == "1.2.840.10045.4.3.4") {
    return SignatureScheme::kEcdsaSha512;
  }
  if (oid == "1.3.101.112") {
    return SignatureScheme::kEd25519;
  }
  return std::nullopt;
}

// RFC 4055 section 5: NULL, though some leave it out.
std::optional<SignatureScheme> SchemeWithNull(std::string_view oid, HashKind digest_algorithm) {
  if (oid == "1.2.840.113549.1.1.11") {
    return SignatureScheme::kRsaPkcs1Sha256;
  }
  if (oid == "1.2.840.113549.1.1.12") {
    return SignatureScheme::kRsaPkcs1Sha384;
  }
  if (oid == "1.2.840.113549.1.1.13") {
    return SignatureScheme::kRsaPkcs1Sha512;
  }
  if (oid == "1.2.840.113549.1.1.1") {  // rsaEncryption
    return RsaWith(digest_algorithm);
  }
  if (oid == "1.2.840.10045.2.1") {  // id-ecPublicKey
    return EcdsaWith(digest_algorithm);
  }
  return std::nullopt;
}

}  // namespace

absl::StatusOr<HashKind> ReadDigestAlgorithm(DerReader& reader, std::string_view field) {
  MODELSEAL_ASSIGN_OR_RETURN(const AlgorithmIdentifier algorithm,
                             ReadAlgorithmIdentifier(reader, field));
  if (algorithm.oid == "2.16.840.1.101.3.4.2.1") {
    return HashKind::kSha256;
  }
  if (algorithm.oid == "2.16.840.1.101.3.4.2.2") {
    return HashKind::kSha384;
  }
  if (algorithm.oid == "2.16.840.1.101.3.4.2.3") {
    return HashKind::kSha512;
  }
  return UnsupportedError(field, algorithm.oid, "SHA-256, SHA-384 or SHA-512");
}

absl::StatusOr<SignatureScheme> ReadSignatureAlgorithm(DerReader& reader, HashKind digest_algorithm,
                                                       std::string_view field) {
  MODELSEAL_ASSIGN_OR_RETURN(const AlgorithmIdentifier algorithm,
                             ReadAlgorithmIdentifier(reader, field));
  if (const auto scheme = SchemeWithoutParameters(algorithm.oid)) {
    if (algorithm.parameters != Parameters::kAbsent) {
      return TimestampError(
          field, absl::StrCat("algorithm ", algorithm.oid, " with NULL, expected no parameters"));
    }
    return *scheme;
  }
  if (const auto scheme = SchemeWithNull(algorithm.oid, digest_algorithm)) {
    return *scheme;
  }
  return UnsupportedError(field, algorithm.oid,
                          "ECDSA or RSA PKCS#1 with SHA-256, SHA-384 or SHA-512, or Ed25519");
}

}  // namespace modelseal::timestamp
