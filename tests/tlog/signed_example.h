// SPDX-License-Identifier: Apache-2.0
//
// Something that somebody signed, and the bodies under which logs should know it.
#ifndef MODELSEAL_TESTS_TLOG_SIGNED_EXAMPLE_H_
#define MODELSEAL_TESTS_TLOG_SIGNED_EXAMPLE_H_

#include <optional>
#include <stdexcept>
#include <string>

#include "lib/base/status.h"
#include "lib/crypto/hash_kind.h"
#include "lib/crypto/verification_key.h"
#include "lib/tlog/signed_content.h"
#include "tests/support/log_bodies.h"
#include "tests/support/test_ca.h"
#include "tests/support/test_log.h"

namespace modelseal::testing {

// The reason of a failure; no value for success.
inline std::optional<Reason> FailureOf(const absl::Status& status) {
  return status.ok() ? std::nullopt : std::optional<Reason>(ReasonOf(status));
}

inline std::string ReplaceOnce(std::string text, const std::string& from, const std::string& to) {
  const size_t at = text.find(from);
  if (at == std::string::npos) {
    throw std::runtime_error("nothing to replace: " + from);
  }
  return text.replace(at, from.size(), to);
}

// An artifact or an envelope, signed by a certificate's key or by a key alone.
class SignedExample {
 public:
  enum class Form { kArtifact, kEnvelope };

  explicit SignedExample(Form form, TestKey::Kind kind = TestKey::Kind::kP256,
                         bool has_certificate = true)
      : form_(form),
        identity_(TestIdentity::SelfSigned(SpecOf(kind))),
        key_(ParseKey(SpkiOf(identity_.key()))) {
    signature = SignAgain();
    (has_certificate ? signer.certificate_der : signer.spki_der) =
        has_certificate ? identity_.der() : SpkiOf(identity_.key());
  }

  // Views of this object.
  tlog::SignedContent Content() const {
    tlog::SignedContent out{.signature = signature,
                            .certificate_der = signer.certificate_der,
                            .key = &key_,
                            .scheme = key_.default_scheme(),
                            .dsse = std::nullopt,
                            .artifact_digest = nullptr};
    if (form_ == Form::kEnvelope) {
      out.dsse = tlog::SignedContent::Dsse{payload, payload_type, pae};
    } else {
      out.artifact_digest = [this](crypto::HashKind kind) -> absl::StatusOr<std::string> {
        return crypto::ComputeHash(kind, artifact);
      };
    }
    return out;
  }

  const TestIdentity& identity() const { return identity_; }

  // Another signature of the same content by the same key, as ECDSA makes any number of.
  std::string SignAgain() const {
    return SignWithDigest(identity_.key(), form_ == Form::kEnvelope ? pae : artifact, "SHA256");
  }

  std::string artifact = "an artifact";
  std::string payload_type = "application/vnd.in-toto+json";
  std::string payload = "{\"a\":\"statement\"}";
  std::string pae = "DSSEv1 28 application/vnd.in-toto+json 17 {\"a\":\"statement\"}";
  std::string signature;
  LogSigner signer;

 private:
  static CertificateSpec SpecOf(TestKey::Kind kind) {
    CertificateSpec spec = SignerSpec("signer");
    spec.kind = kind;
    return spec;
  }
  static crypto::VerificationKey ParseKey(const std::string& spki) {
    auto key = crypto::VerificationKey::ParseSpki(spki);
    if (!key.ok()) {
      throw std::runtime_error(std::string(key.status().message()));
    }
    return *std::move(key);
  }

  Form form_;
  TestIdentity identity_;
  crypto::VerificationKey key_;
};

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_TLOG_SIGNED_EXAMPLE_H_
