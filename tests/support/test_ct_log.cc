// SPDX-License-Identifier: Apache-2.0
//
// See test_ct_log.h.
#include "tests/support/test_ct_log.h"

#include <openssl/evp.h>

#include <stdexcept>
#include <utility>

#include "lib/crypto/der_reader.h"
#include "lib/crypto/hash_kind.h"
#include "lib/crypto/verification_key.h"

namespace modelseal::testing {
namespace {

crypto::VerificationKey PublicHalf(const TestKey& key) {
  auto verification_key = crypto::VerificationKey::FromEvp(bssl::UpRef(key.get()));
  if (!verification_key.ok()) {
    throw std::runtime_error("test log: " + std::string(verification_key.status().message()));
  }
  return *std::move(verification_key);
}

}  // namespace

std::string BigEndian(uint64_t value, int size) {
  std::string out;
  for (int i = size - 1; i >= 0; --i) {
    out += static_cast<char>(value >> (8 * i) & 0xff);
  }
  return out;
}

std::string TestCtLog::log_id() const {
  return crypto::ComputeHash(crypto::HashKind::kSha256, PublicHalf(key_).spki_der());
}

x509::CtLog TestCtLog::ToTrustedLog() const {
  return {log_id(), PublicHalf(key_), {}, "https://ct.example"};
}

x509::Sct TestCtLog::Sign(x509::Sct draft, const std::string& tbs_der,
                          const std::string& issuer_spki_der) const {
  const std::string message = BigEndian(0, 1) + BigEndian(0, 1) + BigEndian(draft.timestamp_ms, 8) +
                              BigEndian(1, 2) +
                              crypto::ComputeHash(crypto::HashKind::kSha256, issuer_spki_der) +
                              BigEndian(tbs_der.size(), 3) + tbs_der +
                              BigEndian(draft.extensions.size(), 2) + draft.extensions;
  draft.log_id = log_id();
  draft.hash_algorithm = 4;
  draft.signature_algorithm = EVP_PKEY_id(key_.get()) == EVP_PKEY_RSA ? 1 : 3;
  draft.signature = SignWithDigest(key_, message, "SHA256");
  return draft;
}

SctListMaker TestCtLog::OneSct(int64_t time_ms, const std::string& extensions) const {
  return [log = *this, time_ms, extensions](const std::string& tbs_der,
                                            const std::string& issuer_spki_der) {
    x509::Sct draft;
    draft.timestamp_ms = static_cast<uint64_t>(time_ms);
    draft.extensions = extensions;
    return EncodeSctList({log.Sign(std::move(draft), tbs_der, issuer_spki_der)});
  };
}

std::string EncodeSct(const x509::Sct& sct) {
  return BigEndian(0, 1) + sct.log_id + BigEndian(sct.timestamp_ms, 8) +
         BigEndian(sct.extensions.size(), 2) + sct.extensions + BigEndian(sct.hash_algorithm, 1) +
         BigEndian(sct.signature_algorithm, 1) + BigEndian(sct.signature.size(), 2) + sct.signature;
}

std::string EncodeSctList(const std::vector<x509::Sct>& scts) {
  std::string list;
  for (const x509::Sct& sct : scts) {
    const std::string encoded = EncodeSct(sct);
    list += BigEndian(encoded.size(), 2) + encoded;
  }
  return crypto::EncodeDer(crypto::DerTag::kOctetString, BigEndian(list.size(), 2) + list);
}

}  // namespace modelseal::testing
