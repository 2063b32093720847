// SPDX-License-Identifier: Apache-2.0
//
// See log_bodies.h.
#include "tests/support/log_bodies.h"

#include <openssl/digest.h>

#include <stdexcept>

#include "lib/base/base64.h"
#include "lib/base/hex.h"
#include "lib/crypto/digest.h"

namespace modelseal::testing {
namespace {

using nlohmann::json;

json HashObject(const std::string& algorithm, const std::string& digest) {
  return {{"algorithm", algorithm}, {"value", EncodeHex(crypto::AsBytes(digest))}};
}

}  // namespace

std::string WritePem(const std::string& label, const std::string& der) {
  constexpr size_t kColumns = 64;
  const std::string text = EncodeBase64(der);
  std::string out = "-----BEGIN " + label + "-----\n";
  for (size_t at = 0; at < text.size(); at += kColumns) {
    out += text.substr(at, kColumns) + "\n";
  }
  return out + "-----END " + label + "-----\n";
}

std::string LogSigner::ToPem() const {
  return certificate_der.empty() ? WritePem("PUBLIC KEY", spki_der)
                                 : WritePem("CERTIFICATE", certificate_der);
}

std::string HashText(const std::string& algorithm, const std::string& text) {
  const EVP_MD* const digest = EVP_get_digestbyname(algorithm.c_str());
  if (digest == nullptr) {
    throw std::runtime_error("no such hash: " + algorithm);
  }
  std::string out(EVP_MD_size(digest), '\0');
  EVP_Digest(text.data(), text.size(), reinterpret_cast<uint8_t*>(out.data()), nullptr, digest,
             nullptr);
  return out;
}

LogBody HashedRekordV001Body(const std::string& signature, const LogSigner& signer,
                             const std::string& digest, const std::string& algorithm) {
  const json spec = {{"data", {{"hash", HashObject(algorithm, digest)}}},
                     {"signature",
                      {{"content", EncodeBase64(signature)},
                       {"publicKey", {{"content", EncodeBase64(signer.ToPem())}}}}}};
  return {
      "hashedrekord", "0.0.1", {{"apiVersion", "0.0.1"}, {"kind", "hashedrekord"}, {"spec", spec}}};
}

LogBody DsseV001Body(const std::string& signature, const LogSigner& signer,
                     const std::string& payload, const std::string& algorithm) {
  const json signatures = json::array(
      {{{"signature", EncodeBase64(signature)}, {"verifier", EncodeBase64(signer.ToPem())}}});
  const json spec = {
      {"envelopeHash", HashObject("sha256", HashText("sha256", "the envelope as it was sent"))},
      {"payloadHash", HashObject(algorithm, HashText(algorithm, payload))},
      {"signatures", signatures}};
  return {"dsse", "0.0.1", {{"apiVersion", "0.0.1"}, {"kind", "dsse"}, {"spec", spec}}};
}

LogBody IntotoV002Body(const std::string& signature, const LogSigner& signer,
                       const std::string& payload_type, const std::string& payload,
                       const std::string& algorithm) {
  const json signatures = json::array({{{"publicKey", EncodeBase64(signer.ToPem())},
                                        {"sig", EncodeBase64(EncodeBase64(signature))}}});
  const json content = {
      {"envelope", {{"payloadType", payload_type}, {"signatures", signatures}}},
      {"hash", HashObject("sha256", HashText("sha256", "the envelope as it was sent"))},
      {"payloadHash", HashObject(algorithm, HashText(algorithm, payload))}};
  return {"intoto",
          "0.0.2",
          {{"apiVersion", "0.0.2"}, {"kind", "intoto"}, {"spec", {{"content", content}}}}};
}

LogBody HashedRekordV002Body(const std::string& signature, const LogSigner& signer,
                             const std::string& digest, const std::string& key_details,
                             const std::string& algorithm) {
  json verifier = {{"keyDetails", key_details}};
  const bool has_certificate = !signer.certificate_der.empty();
  verifier[has_certificate ? "x509Certificate" : "publicKey"] = {
      {"rawBytes", EncodeBase64(has_certificate ? signer.certificate_der : signer.spki_der)}};
  const json entry = {
      {"data", {{"algorithm", algorithm}, {"digest", EncodeBase64(digest)}}},
      {"signature", {{"content", EncodeBase64(signature)}, {"verifier", verifier}}}};
  return {
      "hashedrekord",
      "0.0.2",
      {{"apiVersion", "0.0.2"}, {"kind", "hashedrekord"}, {"spec", {{"hashedRekordV002", entry}}}}};
}

}  // namespace modelseal::testing
