// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/vrf_derivation.h"

#include <openssl/digest.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <initializer_list>

#include "lib/base/status.h"
#include "lib/crypto/digest.h"
#include "lib/dataset/wiped_array.h"

namespace modelseal::dataset {
namespace {

using Bytes = std::span<const uint8_t>;
using Mac = WipedArray<32>;

// HMAC-SHA-256 of all parts, one after another. `mac` may be the key or a part.
absl::Status ComputeMac(Bytes key, std::initializer_list<Bytes> parts, Mac& mac) {
  bssl::ScopedHMAC_CTX context;
  bool is_done = HMAC_Init_ex(context.get(), key.data(), key.size(), EVP_sha256(), nullptr) == 1;
  for (const Bytes& part : parts) {
    is_done = is_done && HMAC_Update(context.get(), part.data(), part.size()) == 1;
  }
  unsigned size = 0;
  return is_done && HMAC_Final(context.get(), mac.data(), &size) == 1
             ? absl::OkStatus()
             : MakeError(Reason::kOutOfMemory, "no memory to compute HMAC-SHA-256");
}

constexpr std::string_view PurposeTag(DerivedKey purpose) {
  switch (purpose) {
    case DerivedKey::kNonce:
      return "modelseal dataset key v1 nonce";
    case DerivedKey::kPadding:
      return "modelseal dataset key v1 padding";
    case DerivedKey::kValueSalt:
      return "modelseal dataset key v1 value salt";
  }
  return "";
}

// The state of RFC 6979, section 3.2: K and V.
class HmacDrbg {
 public:
  // Steps b to g, for the secret x and bits2octets(h1).
  absl::Status Seed(Bytes secret, Bytes hash) {
    value_.fill(0x01);
    MODELSEAL_RETURN_IF_ERROR(Mix(0x00, secret, hash));
    return Mix(0x01, secret, hash);
  }

  // Step h.2, for a hash as long as q.
  absl::Status Next(Mac& candidate) {
    MODELSEAL_RETURN_IF_ERROR(ComputeMac(key_, {value_}, value_));
    std::copy(value_.begin(), value_.end(), candidate.begin());
    return absl::OkStatus();
  }

  // Step h.3, after a candidate that was none.
  absl::Status Reject() { return Mix(0x00, {}, {}); }

 private:
  absl::Status Mix(uint8_t separator, Bytes secret, Bytes hash) {
    MODELSEAL_RETURN_IF_ERROR(ComputeMac(key_, {value_, Bytes(&separator, 1), secret, hash}, key_));
    return ComputeMac(key_, {value_}, value_);
  }

  Mac key_;
  Mac value_;
};

}  // namespace

absl::StatusOr<crypto::Secret> DeriveKey(Suite suite, std::span<const uint8_t, kScalarBytes> scalar,
                                         DerivedKey purpose) {
  const auto suite_byte = static_cast<uint8_t>(suite);
  Mac mac;
  MODELSEAL_RETURN_IF_ERROR(
      ComputeMac(scalar, {crypto::AsBytes(PurposeTag(purpose)), Bytes(&suite_byte, 1)}, mac));
  return crypto::Secret({reinterpret_cast<const char*>(mac.data()), mac.size()});
}

absl::StatusOr<Scalar> EcvrfNonce(P256& p256, const Scalar& key, const PointBytes& base) {
  ScalarBytes hash = crypto::ComputeSha256(base);
  p256.Encode(p256.ReduceHash(hash), hash);
  WipedArray<kScalarBytes> secret;
  p256.Encode(key, secret);
  MODELSEAL_RETURN_IF_ERROR(p256.status());
  HmacDrbg drbg;
  MODELSEAL_RETURN_IF_ERROR(drbg.Seed(secret, hash));
  // Candidates are refused once in 2^32 times; which one was taken tells nothing about it.
  for (;;) {
    Mac candidate;
    MODELSEAL_RETURN_IF_ERROR(drbg.Next(candidate));
    Scalar nonce = p256.ParseScalar(candidate);
    MODELSEAL_RETURN_IF_ERROR(p256.status());
    if (nonce != nullptr && !BN_is_zero(nonce.get())) {
      return nonce;
    }
    MODELSEAL_RETURN_IF_ERROR(drbg.Reject());
  }
}

absl::StatusOr<Scalar> HashedNonce(P256& p256, const crypto::Secret& nonce_key,
                                   std::string_view tag, std::span<const uint8_t> statement) {
  const Bytes key = crypto::AsBytes(nonce_key.view());
  Mac first;
  Mac second;
  const uint8_t parts[] = {0, 1};
  MODELSEAL_RETURN_IF_ERROR(
      ComputeMac(key, {crypto::AsBytes(tag), Bytes(&parts[0], 1), statement}, first));
  MODELSEAL_RETURN_IF_ERROR(
      ComputeMac(key, {crypto::AsBytes(tag), Bytes(&parts[1], 1), statement}, second));
  WipedArray<kWideScalarBytes> wide;
  std::copy_n(second.begin(), wide.size() - first.size(),
              std::copy(first.begin(), first.end(), wide.begin()));
  return p256.Reduce(wide);
}

}  // namespace modelseal::dataset
