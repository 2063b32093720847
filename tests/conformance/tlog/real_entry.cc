// SPDX-License-Identifier: Apache-2.0
//
// See real_entry.h.
#include "tests/conformance/tlog/real_entry.h"

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "lib/base/base64.h"
#include "lib/base/status.h"
#include "lib/base/utc_time.h"
#include "lib/dsse/pae.h"

namespace modelseal::testing {
namespace {

template <typename T>
T Must(absl::StatusOr<T> value) {
  if (!value.ok()) {
    throw std::runtime_error(std::string(value.status().message()));
  }
  return *std::move(value);
}

template <typename T>
T Must(std::optional<T> value) {
  if (!value.has_value()) {
    throw std::runtime_error("corpus has a value that cannot be read");
  }
  return *std::move(value);
}

std::string BytesOf(const nlohmann::json& base64) {
  return Must(DecodeBase64(base64.get<std::string>()));
}

TimeRange ValidityOf(const nlohmann::json& valid_for) {
  TimeRange validity;
  validity.start_ms = Must(ParseRfc3339Milliseconds(valid_for.at("start").get<std::string>()));
  if (valid_for.contains("end") && !valid_for.at("end").is_null()) {
    validity.end_ms = Must(ParseRfc3339Milliseconds(valid_for.at("end").get<std::string>()));
  }
  return validity;
}

crypto::VerificationKey KeyOfCertificate(const std::string& der) {
  const auto* data = reinterpret_cast<const uint8_t*>(der.data());
  const bssl::UniquePtr<X509> certificate(
      d2i_X509(nullptr, &data, static_cast<long>(der.size())));  // NOLINT(google-runtime-int)
  return Must(crypto::VerificationKey::FromEvp(
      bssl::UniquePtr<EVP_PKEY>(X509_get_pubkey(certificate.get()))));
}

}  // namespace

std::vector<tlog::TransparencyLog> LogsOf(const std::string& trusted_root_json) {
  std::vector<tlog::TransparencyLog> logs;
  const nlohmann::json root = nlohmann::json::parse(trusted_root_json);
  for (const nlohmann::json& each : root.at("tlogs")) {
    const crypto::VerificationKey key =
        Must(crypto::VerificationKey::ParseSpki(BytesOf(each.at("publicKey").at("rawBytes"))));
    const std::string base_url = each.at("baseUrl");
    logs.push_back({.base_url = base_url,
                    .host = std::string(tlog::HostOfUrl(base_url)),
                    .key = key,
                    .scheme = key.default_scheme(),
                    .log_id = BytesOf(each.at("logId").at("keyId")),
                    .checkpoint_key_id = std::nullopt,
                    .validity = ValidityOf(each.at("publicKey").at("validFor"))});
  }
  return logs;
}

absl::StatusOr<RealBundle> RealBundle::Read(std::string bundle_json,
                                            std::optional<std::string> artifact,
                                            const std::string& key_pem) {
  MODELSEAL_ASSIGN_OR_RETURN(bundle::Bundle bundle, bundle::Bundle::Parse(std::move(bundle_json)));
  std::string certificate_der;
  if (!bundle.certificates_der().empty()) {
    certificate_der = bundle.certificates_der().front();
  }
  crypto::VerificationKey key = certificate_der.empty()
                                    ? Must(crypto::VerificationKey::ParsePem(key_pem))
                                    : KeyOfCertificate(certificate_der);
  RealBundle out(std::move(bundle), std::move(key));
  out.certificate_der_ = std::move(certificate_der);
  out.artifact_ = std::move(artifact);
  if (out.bundle_.has_envelope()) {
    const bundle::Envelope& envelope = out.bundle_.envelope();
    out.pae_ = dsse::BuildPae(envelope.payload_type, envelope.payload).bytes;
  }
  return out;
}

tlog::SignedContent RealBundle::Content() const {
  tlog::SignedContent content{.signature = bundle_.signature(),
                              .certificate_der = certificate_der_,
                              .key = &key_,
                              .scheme = key_.default_scheme(),
                              .dsse = std::nullopt,
                              .artifact_digest = nullptr};
  if (bundle_.has_envelope()) {
    content.dsse = tlog::SignedContent::Dsse{bundle_.envelope().payload,
                                             bundle_.envelope().payload_type, pae_};
    return content;
  }
  content.artifact_digest = [this](crypto::HashKind kind) -> absl::StatusOr<std::string> {
    if (artifact_.has_value()) {
      return crypto::ComputeHash(kind, *artifact_);
    }
    const auto& digest = bundle_.message_signature()->digest;
    if (digest.algorithm != kind) {
      return MakeError(Reason::kDigestMismatch, "the bundle states no digest of that algorithm");
    }
    return digest.digest;
  };
  return content;
}

}  // namespace modelseal::testing
