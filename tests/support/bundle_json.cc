// SPDX-License-Identifier: Apache-2.0
//
// See bundle_json.h.
#include "tests/support/bundle_json.h"

#include "lib/base/base64.h"

namespace modelseal::testing {
namespace {

using nlohmann::json;

json HashJson(const tlog::MerkleHash& hash) {
  return EncodeBase64(std::string(hash.begin(), hash.end()));
}

json ProofJson(const tlog::InclusionProof& proof) {
  json hashes = json::array();
  for (const tlog::MerkleHash& hash : proof.hashes) {
    hashes.push_back(HashJson(hash));
  }
  return {{"logIndex", std::to_string(proof.log_index)},
          {"rootHash", HashJson(proof.root_hash)},
          {"treeSize", std::to_string(proof.tree_size)},
          {"hashes", hashes},
          {"checkpoint", {{"envelope", proof.checkpoint}}}};
}

}  // namespace

std::string MediaTypeOf(BundleVersion version) {
  switch (version) {
    case BundleVersion::kV01:
      return "application/vnd.dev.sigstore.bundle+json;version=0.1";
    case BundleVersion::kV02:
      return "application/vnd.dev.sigstore.bundle+json;version=0.2";
    case BundleVersion::kV03:
      return "application/vnd.dev.sigstore.bundle.v0.3+json";
  }
  return "";
}

json LogEntryJson(const tlog::LogEntry& entry) {
  json out = {{"logIndex", std::to_string(entry.log_index)},
              {"logId", {{"keyId", EncodeBase64(entry.log_id)}}},
              {"kindVersion", {{"kind", entry.kind}, {"version", entry.version}}},
              {"inclusionProof", ProofJson(entry.inclusion_proof)},
              {"canonicalizedBody", EncodeBase64(entry.canonicalized_body)}};
  if (entry.integrated_time_seconds != 0) {
    out["integratedTime"] = std::to_string(entry.integrated_time_seconds);
  }
  if (!entry.signed_entry_timestamp.empty()) {
    out["inclusionPromise"] = {
        {"signedEntryTimestamp", EncodeBase64(entry.signed_entry_timestamp)}};
  }
  return out;
}

json CertificateMaterialJson(const std::string& certificate_der) {
  return {{"certificate", {{"rawBytes", EncodeBase64(certificate_der)}}}};
}

json ChainMaterialJson(const std::vector<std::string>& certificates_der) {
  json certificates = json::array();
  for (const std::string& der : certificates_der) {
    certificates.push_back({{"rawBytes", EncodeBase64(der)}});
  }
  return {{"x509CertificateChain", {{"certificates", certificates}}}};
}

json TimestampsJson(const std::vector<std::string>& responses_der) {
  json timestamps = json::array();
  for (const std::string& der : responses_der) {
    timestamps.push_back({{"signedTimestamp", EncodeBase64(der)}});
  }
  return {{"rfc3161Timestamps", timestamps}};
}

json EnvelopeJson(const std::string& payload_type, const std::string& payload,
                  const std::string& signature) {
  return {{"payload", EncodeBase64(payload)},
          {"payloadType", payload_type},
          {"signatures", json::array({{{"sig", EncodeBase64(signature)}, {"keyid", ""}}})}};
}

json MessageSignatureJson(const std::string& algorithm, const std::string& digest,
                          const std::string& signature) {
  return {{"messageDigest", {{"algorithm", algorithm}, {"digest", EncodeBase64(digest)}}},
          {"signature", EncodeBase64(signature)}};
}

}  // namespace modelseal::testing
