// SPDX-License-Identifier: Apache-2.0
//
// A Sigstore bundle (versions 0.1 to 0.3), the content of a signature file: who is said to have
// signed, what, and where that was recorded. Parsed does not mean trusted.
#ifndef MODELSEAL_LIB_BUNDLE_BUNDLE_H_
#define MODELSEAL_LIB_BUNDLE_BUNDLE_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/crypto/hash_kind.h"
#include "lib/tlog/entry.h"

namespace modelseal::sigstore {
class Bundle;
class VerificationMaterial;
}  // namespace modelseal::sigstore

namespace modelseal::bundle {

inline constexpr std::string_view kMediaTypeV03 = "application/vnd.dev.sigstore.bundle.v0.3+json";

// Values are those of MODELSEAL_METHOD_* in the C header.
enum class Method : int32_t { kKey = 1, kCertificate = 2, kSigstore = 3 };

// "key", "certificate", "sigstore".
std::string_view MethodName(Method method);

// What a bundle says of the key that signed it.
struct KeyReference {
  std::string hint;     // hex SHA-256 over the PEM text; empty if the bundle has none
  std::string key_pem;  // the key itself, which model-signing 0.3.1 to 1.0.1 wrote; else empty
};

struct Envelope {
  std::string payload_type;
  std::string payload;
  std::string signature;
};

struct MessageDigest {
  crypto::HashKind algorithm = crypto::HashKind::kSha256;
  std::string digest;
};

// A signature over an artifact itself, without an envelope.
struct MessageSignature {
  MessageDigest digest;  // what the signer says the artifact's is
  std::string signature;
};

// Immutable.
class Bundle {
 public:
  // Strict; accepts every form that model-signing 0.2.0 to 1.1.1, the Go port and Sigstore's
  // clients write, but for entries of a log without inclusion proof or checkpoint, and from one
  // bundle of version 0.1 without an inclusion promise. Fails with kJsonInvalid,
  // kJsonDuplicateMember, kBase64Invalid, kBundleInvalid, kLimitExceeded.
  static absl::StatusOr<Bundle> Parse(std::string json);

  // The JSON of a bundle v0.3 for a key, the same bytes for the same arguments.
  static std::string WriteForKey(std::string_view key_hint, const Envelope& envelope);

  // The same for certificates in DER, the signer's first.
  static std::string WriteForCertificates(std::span<const std::string> certificates_der,
                                          const Envelope& envelope);

  const std::string& json() const { return json_; }
  const std::string& media_type() const { return media_type_; }
  Method method() const { return method_; }
  const KeyReference& key() const { return key_; }  // empty unless method() is kKey
  // In DER, the signer's first, not looked into yet; empty if method() is kKey. Of the method
  // kSigstore only the first counts: who issued it is for the trust root to know.
  const std::vector<std::string>& certificates_der() const { return certificates_der_; }
  // Whether they stand in x509CertificateChain, and not alone in certificate.
  bool brings_certificate_chain() const { return brings_certificate_chain_; }

  // One of the two, an envelope or a message signature.
  bool has_envelope() const { return !message_signature_.has_value(); }
  const Envelope& envelope() const { return envelope_; }  // empty unless has_envelope()
  const std::optional<MessageSignature>& message_signature() const { return message_signature_; }

  // The signature of either: what timestamps and log entries are about.
  const std::string& signature() const {
    return has_envelope() ? envelope_.signature : message_signature_->signature;
  }

  // No two of them are equal.
  const std::vector<tlog::LogEntry>& log_entries() const { return log_entries_; }
  // RFC 3161 responses in DER, not looked into yet.
  const std::vector<std::string>& timestamps_der() const { return timestamps_der_; }

 private:
  Bundle() = default;
  absl::Status ReadMaterial(sigstore::VerificationMaterial& material, std::string_view media_type);
  absl::Status ReadContent(sigstore::Bundle& message);

  std::string json_;
  std::string media_type_;
  Method method_ = Method::kKey;
  KeyReference key_;
  std::vector<std::string> certificates_der_;
  bool brings_certificate_chain_ = false;
  Envelope envelope_;
  std::optional<MessageSignature> message_signature_;
  std::vector<tlog::LogEntry> log_entries_;
  std::vector<std::string> timestamps_der_;
};

}  // namespace modelseal::bundle

#endif  // MODELSEAL_LIB_BUNDLE_BUNDLE_H_
