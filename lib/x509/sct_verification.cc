// SPDX-License-Identifier: Apache-2.0
#include "lib/x509/sct_verification.h"

#include <openssl/bytestring.h>
#include <openssl/mem.h>

#include <limits>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/hex.h"
#include "lib/base/status.h"
#include "lib/base/utc_time.h"
#include "lib/crypto/der_reader.h"
#include "lib/crypto/digest.h"
#include "lib/x509/extension_value.h"
#include "lib/x509/tbs_certificate.h"

namespace modelseal::x509 {
namespace {

// RFC 6962 section 3.2.
constexpr uint8_t kVersion1 = 0;
constexpr uint8_t kCertificateTimestamp = 0;
constexpr uint16_t kPrecertEntry = 1;
// RFC 5246 section 7.4.1.4.1.
constexpr uint8_t kSha256 = 4;
constexpr uint8_t kRsa = 1;
constexpr uint8_t kEcdsa = 3;

// 2.5.29.37.
constexpr std::string_view kExtendedKeyUsage = "\x55\x1d\x25";
// RFC 6962 section 3.1: marks a certificate that signs precertificates only.
constexpr std::string_view kPrecertificateSigning = "1.3.6.1.4.1.11129.2.4.4";

// What is the same in the signed data of all timestamps of a certificate.
struct PrecertEntry {
  crypto::Sha256Digest issuer_key_hash{};
  std::string tbs;
};

absl::Status SctError(const Certificate& leaf, std::string_view problem) {
  return MakeError(Reason::kSctInvalid,
                   absl::StrCat("the certificate of ", leaf.display_name(), " ", problem),
                   {{"subject", leaf.subject()}});
}

bool IsForPrecertificates(const Certificate& certificate) {
  const std::optional<std::string_view> extension = FindExtension(certificate, kExtendedKeyUsage);
  std::optional<crypto::DerReader> usages =
      crypto::DerReader(extension.value_or("")).Enter(crypto::DerTag::kSequence);
  while (usages.has_value()) {
    const std::optional<std::string> usage = usages->ReadObjectIdentifier();
    if (!usage.has_value()) {
      return false;
    }
    if (*usage == kPrecertificateSigning) {
      return true;
    }
  }
  return false;
}

absl::StatusOr<PrecertEntry> BuildEntry(const Certificate& leaf, const Certificate& issuer) {
  if (IsForPrecertificates(issuer)) {
    return SctError(leaf, "was issued by one for signing precertificates");
  }
  const std::optional<std::string_view> key = SubjectPublicKeyInfoOf(issuer);
  std::optional<std::string> tbs = TbsWithoutExtension(leaf, kSctListIdentifier);
  if (!key.has_value() || !tbs.has_value()) {
    return SctError(leaf, "or that of its issuer is not structured as RFC 5280 has it");
  }
  return PrecertEntry{crypto::ComputeSha256(*key), *std::move(tbs)};
}

// digitally-signed struct of section 3.2, over a PreCert.
absl::StatusOr<std::string> WriteSignedData(const Sct& sct, const PrecertEntry& entry) {
  bssl::ScopedCBB cbb;
  CBB tbs;
  CBB extensions;
  uint8_t* bytes = nullptr;
  size_t size = 0;
  const auto tbs_bytes = crypto::AsBytes(entry.tbs);
  const auto extension_bytes = crypto::AsBytes(sct.extensions);
  if (!CBB_init(cbb.get(), 64 + tbs_bytes.size() + extension_bytes.size()) ||
      !CBB_add_u8(cbb.get(), kVersion1) || !CBB_add_u8(cbb.get(), kCertificateTimestamp) ||
      !CBB_add_u64(cbb.get(), sct.timestamp_ms) || !CBB_add_u16(cbb.get(), kPrecertEntry) ||
      !CBB_add_bytes(cbb.get(), entry.issuer_key_hash.data(), entry.issuer_key_hash.size()) ||
      !CBB_add_u24_length_prefixed(cbb.get(), &tbs) ||
      !CBB_add_bytes(&tbs, tbs_bytes.data(), tbs_bytes.size()) ||
      !CBB_add_u16_length_prefixed(cbb.get(), &extensions) ||
      !CBB_add_bytes(&extensions, extension_bytes.data(), extension_bytes.size()) ||
      !CBB_finish(cbb.get(), &bytes, &size)) {
    return MakeError(Reason::kSctInvalid, "the extensions of a certificate timestamp are too long");
  }
  const bssl::UniquePtr<uint8_t> owner(bytes);
  return std::string(reinterpret_cast<const char*>(bytes), size);
}

std::optional<crypto::SignatureScheme> SchemeOf(const Sct& sct) {
  if (sct.hash_algorithm != kSha256) {
    return std::nullopt;
  }
  switch (sct.signature_algorithm) {
    case kRsa:
      return crypto::SignatureScheme::kRsaPkcs1Sha256;
    case kEcdsa:
      return crypto::SignatureScheme::kEcdsaSha256;
    default:
      return std::nullopt;
  }
}

absl::Status CheckWindow(const Sct& sct, const CtLog& log) {
  constexpr uint64_t kMaxTime = std::numeric_limits<int64_t>::max();
  const auto time_ms = static_cast<int64_t>(sct.timestamp_ms);
  if (sct.timestamp_ms <= kMaxTime && log.validity.Contains(time_ms)) {
    return absl::OkStatus();
  }
  return MakeError(Reason::kSctInvalid,
                   absl::StrCat("is of ", FormatUtcMilliseconds(time_ms),
                                ", when the log was not trusted: that is from ",
                                FormatUtcMilliseconds(log.validity.start_ms), " to ",
                                log.validity.end_ms == TimeRange::kStillOngoing
                                    ? "now"
                                    : FormatUtcMilliseconds(log.validity.end_ms)));
}

absl::Status VerifySct(const Sct& sct, const CtLog& log, const PrecertEntry& entry) {
  const std::optional<crypto::SignatureScheme> scheme = SchemeOf(sct);
  if (!scheme.has_value()) {
    return MakeError(Reason::kSctInvalid,
                     absl::StrCat("is signed by algorithms ", sct.hash_algorithm, " and ",
                                  sct.signature_algorithm, ", expected SHA-256 and RSA or ECDSA"));
  }
  MODELSEAL_RETURN_IF_ERROR(CheckWindow(sct, log));
  MODELSEAL_ASSIGN_OR_RETURN(const std::string signed_data, WriteSignedData(sct, entry));
  if (!log.key.Verify(*scheme, signed_data, sct.signature).ok()) {
    return MakeError(Reason::kSctInvalid, "was not signed by the log's key for this certificate");
  }
  return absl::OkStatus();
}

// The key of the log whose timestamp this is and under which it holds; no value if none is known by
// its id. Should an id be listed more than once, with one window each, any may fit.
absl::StatusOr<std::optional<crypto::Sha256Digest>> FindSigner(const Sct& sct,
                                                               std::span<const CtLog> logs,
                                                               const PrecertEntry& entry) {
  absl::Status failure;
  for (const CtLog& log : logs) {
    if (log.log_id != sct.log_id) {
      continue;
    }
    absl::Status status = VerifySct(sct, log, entry);
    if (status.ok()) {
      return log.key.spki_sha256();
    }
    failure = std::move(status);
  }
  MODELSEAL_RETURN_IF_ERROR(failure);
  return std::nullopt;
}

}  // namespace

absl::StatusOr<std::string> BuildSctSignedData(const Sct& sct, const Certificate& leaf,
                                               const Certificate& issuer) {
  MODELSEAL_ASSIGN_OR_RETURN(const PrecertEntry entry, BuildEntry(leaf, issuer));
  return WriteSignedData(sct, entry);
}

absl::StatusOr<size_t> VerifyScts(const Certificate& leaf, const Certificate& issuer,
                                  std::span<const CtLog> logs, size_t threshold) {
  MODELSEAL_ASSIGN_OR_RETURN(const std::vector<Sct> scts, ReadEmbeddedScts(leaf));
  std::set<crypto::Sha256Digest> signers;
  if (!scts.empty()) {
    MODELSEAL_ASSIGN_OR_RETURN(const PrecertEntry entry, BuildEntry(leaf, issuer));
    for (const Sct& sct : scts) {
      const auto signer = FindSigner(sct, logs, entry);
      if (!signer.ok()) {
        return SctError(leaf, absl::StrCat("has a certificate timestamp of the log ",
                                           EncodeHex(crypto::AsBytes(sct.log_id)), " that ",
                                           signer.status().message()));
      }
      if (signer->has_value()) {
        signers.insert(**signer);
      }
    }
  }
  if (signers.size() < threshold) {
    return SctError(
        leaf, absl::StrCat("has ", scts.size(), " certificate timestamps, from ", signers.size(),
                           " trusted logs, expected at least ", threshold));
  }
  return signers.size();
}

}  // namespace modelseal::x509
