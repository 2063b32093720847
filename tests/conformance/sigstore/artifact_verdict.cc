// SPDX-License-Identifier: Apache-2.0
//
// See artifact_verdict.h.
#include "tests/conformance/sigstore/artifact_verdict.h"

#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "lib/base/base64.h"
#include "tests/conformance/oms/c_call.h"
#include "tests/conformance/oms/c_handles.h"

namespace modelseal::testing {
namespace {

// Reads bundle and policy, and makes the call that verifies.
template <typename Call>
Verdict VerifyArtifact(const std::string& bundle, const Trust& trust, Call&& call) {
  VerifierHandle verifier;
  Verdict verdict = BuildVerifier(trust, Policy(), &verifier);
  BundleHandle parsed;
  if (verdict.accepted()) {
    verdict = ParseBundle(bundle, &parsed);
  }
  if (!verdict.accepted()) {
    return verdict;
  }
  modelseal_result* raw = nullptr;
  Fails(&verdict,
        [&](modelseal_error** error) { return call(verifier.get(), parsed.get(), &raw, error); });
  const ResultHandle result(raw);
  if (verdict.accepted() != (raw != nullptr)) {
    return {"RESULT_WITHOUT_SUCCESS", "a result exists exactly if the artifact verified"};
  }
  return verdict;
}

std::string BytesOfHex(const std::string& hex) {
  std::string bytes;
  for (size_t position = 0; position + 1 < hex.size(); position += 2) {
    bytes.push_back(static_cast<char>(std::stoi(hex.substr(position, 2), nullptr, 16)));
  }
  return bytes;
}

// 0 for a digest that the library does not take, as sha1.
int32_t AlgorithmNamed(const std::string& name) {
  static const auto* const kAlgorithms = new std::map<std::string, int32_t>{
      {"sha256", MODELSEAL_DIGEST_SHA256},   {"sha384", MODELSEAL_DIGEST_SHA384},
      {"sha512", MODELSEAL_DIGEST_SHA512},   {"SHA2_256", MODELSEAL_DIGEST_SHA256},
      {"SHA2_384", MODELSEAL_DIGEST_SHA384}, {"SHA2_512", MODELSEAL_DIGEST_SHA512},
  };
  const auto found = kAlgorithms->find(name);
  return found == kAlgorithms->end() ? 0 : found->second;
}

ArtifactDigest FirstSubject(const nlohmann::json& statement) {
  for (const nlohmann::json& subject : statement.at("subject")) {
    for (const auto& [name, hex] : subject.at("digest").items()) {
      if (AlgorithmNamed(name) != 0) {
        return {AlgorithmNamed(name), BytesOfHex(hex)};
      }
    }
  }
  throw std::runtime_error("no subject of the statement has a digest that is known");
}

ArtifactDigest ClaimedDigest(const std::string& bundle, const modelseal_bundle* parsed) {
  if (modelseal_bundle_has_envelope(parsed) == 1) {
    return FirstSubject(nlohmann::json::parse(TextOf(modelseal_bundle_payload_unverified(parsed))));
  }
  const nlohmann::json digest =
      nlohmann::json::parse(bundle).at("messageSignature").at("messageDigest");
  const auto bytes = DecodeBase64(digest.at("digest").get<std::string>());
  if (!bytes) {
    throw std::runtime_error("the digest of a message is not base64");
  }
  return {AlgorithmNamed(digest.at("algorithm")), *bytes};
}

}  // namespace

Verdict VerifyFile(const std::string& bundle, const Trust& trust, const std::string& path) {
  return VerifyArtifact(bundle, trust,
                        [&](const modelseal_verifier* verifier, const modelseal_bundle* parsed,
                            modelseal_result** result, modelseal_error** error) {
                          return modelseal_verifier_verify_file(verifier, path.data(), path.size(),
                                                                parsed, nullptr, result, error);
                        });
}

Verdict VerifyDigest(const std::string& bundle, const Trust& trust, const ArtifactDigest& digest) {
  return VerifyArtifact(bundle, trust,
                        [&](const modelseal_verifier* verifier, const modelseal_bundle* parsed,
                            modelseal_result** result, modelseal_error** error) {
                          return modelseal_verifier_verify_digest(
                              verifier, digest.algorithm,
                              reinterpret_cast<const uint8_t*>(digest.bytes.data()),
                              digest.bytes.size(), parsed, result, error);
                        });
}

Verdict VerifyClaimedArtifact(const std::string& bundle, const Trust& trust) {
  BundleHandle parsed;
  const Verdict verdict = ParseBundle(bundle, &parsed);
  return verdict.accepted() ? VerifyDigest(bundle, trust, ClaimedDigest(bundle, parsed.get()))
                            : verdict;
}

}  // namespace modelseal::testing
