// SPDX-License-Identifier: Apache-2.0
//
// See virtual_sigstore.h.
#include "tests/support/virtual_sigstore.h"

#include <stdexcept>
#include <utility>

#include "tests/support/signing_registry.h"
#include "tests/support/trusted_root_json.h"

namespace modelseal::testing {
namespace {

using nlohmann::json;

// Fulcio's certificates last for ten minutes.
constexpr int64_t kSecondsBefore = 60;
constexpr int64_t kSecondsAfter = 540;

std::string DigestFor(const SigningSpec& spec, const TestKey& key) {
  return spec.digest.has_value() ? *spec.digest : UsualDigestOf(key);
}

// What bundles and logs name of an artifact: that hash which the key signs, or SHA-512 for Ed25519.
std::string NamedDigestFor(const SigningSpec& spec, const TestKey& key) {
  const std::string digest = DigestFor(spec, key);
  return digest.empty() ? "SHA512" : digest;
}

std::string SignedBytesOf(const SigningSpec& spec) {
  return spec.envelope.has_value() ? EncodePae(*spec.envelope) : spec.artifact;
}

LogSigner LogSignerOf(const SigningSpec& spec, const TestIdentity& identity) {
  return spec.is_managed_key ? LogSigner{"", SpkiOf(identity.key())}
                             : LogSigner{identity.der(), ""};
}

LogBody BodyOf(const SigningSpec& spec, const TestIdentity& identity,
               const std::string& signature) {
  const LogSigner signer = LogSignerOf(spec, identity);
  const std::string digest = NamedDigestFor(spec, identity.key());
  if (spec.log == LogChoice::kRekorV2) {
    return HashedRekordV002Body(signature, signer, ComputeDigest(digest, SignedBytesOf(spec)),
                                KeyDetailsOf(identity.key()), BundleNameOfDigest(digest));
  }
  if (!spec.envelope.has_value()) {
    return HashedRekordV001Body(signature, signer, ComputeDigest(digest, spec.artifact),
                                LowerNameOfDigest(digest));
  }
  return spec.has_intoto_body ? IntotoV002Body(signature, signer, spec.envelope->payload_type,
                                               spec.envelope->payload)
                              : DsseV001Body(signature, signer, spec.envelope->payload);
}

json MaterialOf(const SigningSpec& spec, const TestIdentity& identity) {
  if (spec.is_managed_key) {
    return {{"publicKey", {{"hint", spec.key_hint}}}};
  }
  if (spec.version == BundleVersion::kV03 && !spec.brings_chain) {
    return CertificateMaterialJson(identity.der());
  }
  std::vector<std::string> certificates = {identity.der()};
  certificates.insert(certificates.end(), spec.more_certificates_der.begin(),
                      spec.more_certificates_der.end());
  return ChainMaterialJson(certificates);
}

}  // namespace

std::string EncodePae(const EnvelopeSpec& envelope) {
  return "DSSEv1 " + std::to_string(envelope.payload_type.size()) + " " + envelope.payload_type +
         " " + std::to_string(envelope.payload.size()) + " " + envelope.payload;
}

std::shared_ptr<const trust::TrustedRoot> ParseTrustedRoot(const json& root) {
  auto parsed = trust::TrustedRoot::Parse(root.dump());
  if (!parsed.ok()) {
    throw std::runtime_error("trusted root: " + std::string(parsed.status().message()));
  }
  return std::make_shared<const trust::TrustedRoot>(*std::move(parsed));
}

CertificateSpec VirtualSigstore::FulcioIntermediateSpec() {
  return AuthoritySpec("fulcio intermediate")
      .Set("basicConstraints", "critical,CA:TRUE,pathlen:0")
      .Set("extendedKeyUsage", "codeSigning");
}

json VirtualSigstore::RootJson() const {
  return {
      {"mediaType", "application/vnd.dev.sigstore.trustedroot+json;version=0.1"},
      {"tlogs",
       json::array({LogInstanceJson(rekor_v1.base_url(), rekor_v1.key(), rekor_v1.log_id()),
                    LogInstanceJson(rekor_v2.base_url(), rekor_v2.key(), rekor_v2.log_id())})},
      {"certificateAuthorities",
       json::array({AuthorityJson("https://fulcio.test", {fulcio_intermediate, fulcio_root})})},
      {"ctlogs", json::array({LogInstanceJson("https://ct.test", ct_log.key(), ct_log.log_id())})},
      {"timestampAuthorities",
       json::array({AuthorityJson("https://tsa.test", {tsa.signer, tsa.intermediate, tsa.root})})}};
}

CertificateSpec VirtualSigstore::SignerCertificate(const std::string& alt_name) const {
  CertificateSpec spec = FulcioSpec(alt_name, kTestIssuer);
  spec.not_before_seconds = now_seconds - kSecondsBefore;
  spec.not_after_seconds = now_seconds + kSecondsAfter;
  spec.sct_list = ct_log.OneSct(now_seconds * 1000);
  return spec;
}

SigningSpec VirtualSigstore::NewSigning() const {
  SigningSpec spec;
  spec.certificate = SignerCertificate(std::string("email:") + kTestSigner);
  spec.integrated_time_seconds = now_seconds;
  return spec;
}

SigningSpec VirtualSigstore::NewV2Signing() const {
  SigningSpec spec = NewSigning();
  spec.log = LogChoice::kRekorV2;
  spec.timestamps.emplace_back().time_ms = now_seconds * 1000;
  return spec;
}

TestIdentity VirtualSigstore::Certify(const SigningSpec& spec) const {
  if (spec.identity.has_value()) {
    return *spec.identity;
  }
  const TestIdentity& issuer = spec.issuer.has_value() ? *spec.issuer : fulcio_intermediate;
  return spec.key.has_value() ? issuer.Issue(spec.certificate, *spec.key)
                              : issuer.Issue(spec.certificate);
}

tlog::LogEntry VirtualSigstore::Record(const SigningSpec& spec, const TestIdentity& identity,
                                       const std::string& signature) {
  LogBody body = BodyOf(spec, identity, signature);
  if (spec.change_body) {
    spec.change_body(body);
  }
  TestLog& log = spec.log == LogChoice::kRekorV1 ? rekor_v1 : rekor_v2;
  // Others signed before: the proof has hashes.
  while (log.size() < 6) {
    log.AppendLeaf("entry " + std::to_string(log.size()));
  }
  tlog::LogEntry entry = log.Append(body, spec.integrated_time_seconds);
  if (!spec.has_promise) {
    entry.integrated_time_seconds = 0;
    entry.signed_entry_timestamp.clear();
  }
  if (spec.change_entry) {
    spec.change_entry(entry);
  }
  return entry;
}

SignedBundle VirtualSigstore::Sign(const SigningSpec& spec) {
  const TestIdentity identity = Certify(spec);
  std::string signature =
      SignWithDigest(identity.key(), SignedBytesOf(spec), DigestFor(spec, identity.key()));
  if (spec.change_signature) {
    spec.change_signature(signature);
  }
  json material = MaterialOf(spec, identity);
  if (spec.log != LogChoice::kNone) {
    material["tlogEntries"] = json::array({LogEntryJson(Record(spec, identity, signature))});
  }
  if (!spec.timestamps.empty()) {
    std::vector<std::string> responses;
    for (const TimestampSpec& timestamp : spec.timestamps) {
      responses.push_back(
          MakeTimestamp(spec.timestamp_signer.has_value() ? *spec.timestamp_signer : tsa.signer,
                        signature, timestamp));
    }
    material["timestampVerificationData"] = TimestampsJson(responses);
  }
  json bundle = {{"mediaType", MediaTypeOf(spec.version)}, {"verificationMaterial", material}};
  if (spec.envelope.has_value()) {
    bundle["dsseEnvelope"] =
        EnvelopeJson(spec.envelope->payload_type, spec.envelope->payload, signature);
  } else {
    const std::string digest = NamedDigestFor(spec, identity.key());
    bundle["messageSignature"] = MessageSignatureJson(
        BundleNameOfDigest(digest), ComputeDigest(digest, spec.artifact), signature);
  }
  return {identity, signature, bundle};
}

}  // namespace modelseal::testing
