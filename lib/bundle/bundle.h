// SPDX-License-Identifier: Apache-2.0
//
// A Sigstore bundle with a DSSE envelope, the content of a model's signature file: who is said to
// have signed, and what. Parsed does not mean trusted.
#ifndef MODELSEAL_LIB_BUNDLE_BUNDLE_H_
#define MODELSEAL_LIB_BUNDLE_BUNDLE_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

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

// Immutable.
class Bundle {
 public:
  // Strict; accepts every form that model-signing 0.2.0 to 1.1.1 and the Go port write. Fails with
  // kJsonInvalid, kJsonDuplicateMember, kBase64Invalid, kBundleInvalid, kLimitExceeded.
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
  // In DER, the signer's first, not looked into yet; empty if method() is kKey.
  const std::vector<std::string>& certificates_der() const { return certificates_der_; }
  const Envelope& envelope() const { return envelope_; }

 private:
  Bundle() = default;

  std::string json_;
  std::string media_type_;
  Method method_ = Method::kKey;
  KeyReference key_;
  std::vector<std::string> certificates_der_;
  Envelope envelope_;
};

}  // namespace modelseal::bundle

#endif  // MODELSEAL_LIB_BUNDLE_BUNDLE_H_
