// SPDX-License-Identifier: Apache-2.0
#include "lib/crypto/prepared_ecdsa.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/ec_key.h>
#include <openssl/ecdsa.h>
#include <openssl/mem.h>
#include <openssl/nid.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "lib/crypto/digest.h"

namespace modelseal::crypto {
namespace {

const WindowTable* MakeGeneratorTable(int curve) {
  const bssl::UniquePtr<EC_GROUP> group(EC_GROUP_new_by_curve_name(curve));
  return group != nullptr
             ? WindowTable::Create(group.get(), EC_GROUP_get0_generator(group.get())).release()
             : nullptr;
}

// Never freed: a thread may still verify while the process ends.
const WindowTable* GeneratorTable(int curve) {
  switch (curve) {
    case NID_X9_62_prime256v1: {
      static const WindowTable* const kTable = MakeGeneratorTable(NID_X9_62_prime256v1);
      return kTable;
    }
    case NID_secp384r1: {
      static const WindowTable* const kTable = MakeGeneratorTable(NID_secp384r1);
      return kTable;
    }
    case NID_secp521r1: {
      static const WindowTable* const kTable = MakeGeneratorTable(NID_secp521r1);
      return kTable;
    }
    default:
      return nullptr;
  }
}

// Ecdsa-Sig-Value in the one way in which DER has it (SEC 1, C.5). Null if it is not.
bssl::UniquePtr<ECDSA_SIG> ParseSignature(std::string_view der) {
  const auto bytes = AsBytes(der);
  bssl::UniquePtr<ECDSA_SIG> signature(ECDSA_SIG_from_bytes(bytes.data(), bytes.size()));
  uint8_t* again = nullptr;
  size_t size = 0;
  if (signature == nullptr || !ECDSA_SIG_to_bytes(&again, &size, signature.get())) {
    return nullptr;
  }
  const bssl::UniquePtr<uint8_t> owner(again);
  return std::equal(again, again + size, bytes.begin(), bytes.end()) ? std::move(signature)
                                                                     : nullptr;
}

bool IsInRange(const BIGNUM* number, const BIGNUM* order) {
  return !BN_is_zero(number) && !BN_is_negative(number) && BN_cmp(number, order) < 0;
}

// SEC 1, 4.1.4 step 3: the leftmost bits of the digest, as many as the order has; it may still be
// above the order. Null if there is no memory.
bssl::UniquePtr<BIGNUM> DigestNumber(std::string_view digest, size_t order_bits) {
  const auto bytes = AsBytes(digest.substr(0, (order_bits + 7) / 8));
  bssl::UniquePtr<BIGNUM> number(BN_bin2bn(bytes.data(), bytes.size(), nullptr));
  const size_t bits = 8 * bytes.size();
  const bool is_cut = number != nullptr && bits > order_bits;
  if (is_cut && !BN_rshift(number.get(), number.get(), static_cast<int>(bits - order_bits))) {
    return nullptr;
  }
  return number;
}

// factor * other modulo the order, in digits; no value if there is no memory.
std::optional<std::vector<int16_t>> MultiplyAndRecode(const BIGNUM* factor, const BIGNUM* other,
                                                      const BIGNUM* order, BN_CTX* context) {
  const bssl::UniquePtr<BIGNUM> product(BN_new());
  if (product == nullptr || !BN_mod_mul(product.get(), factor, other, order, context)) {
    return std::nullopt;
  }
  return RecodeScalar(product.get(), BN_num_bits(order));
}

// Steps 6 to 8: whether the point is not at infinity and has the x-coordinate r modulo the order.
bool HasXCoordinate(const EC_GROUP* group, const EC_POINT* point, const BIGNUM* r,
                    BN_CTX* context) {
  const bssl::UniquePtr<BIGNUM> x(BN_new());
  return x != nullptr && !EC_POINT_is_at_infinity(group, point) &&
         EC_POINT_get_affine_coordinates_GFp(group, point, x.get(), nullptr, context) &&
         BN_nnmod(x.get(), x.get(), EC_GROUP_get0_order(group), context) && BN_cmp(x.get(), r) == 0;
}

}  // namespace

bool PreparedEcdsa::IsWorthwhile(const EC_GROUP* group) {
  const int curve = EC_GROUP_get_curve_name(group);
  return curve == NID_X9_62_prime256v1 || curve == NID_secp384r1 || curve == NID_secp521r1;
}

PreparedEcdsa::PreparedEcdsa(const WindowTable* of_generator,
                             std::unique_ptr<const WindowTable> of_key, const EC_GROUP* group)
    : group_(EC_GROUP_dup(group)), of_generator_(of_generator), of_key_(std::move(of_key)) {}

std::unique_ptr<const PreparedEcdsa> PreparedEcdsa::Create(const EC_KEY* key) {
  const EC_GROUP* group = EC_KEY_get0_group(key);
  if (!IsWorthwhile(group)) {
    return nullptr;
  }
  const WindowTable* of_generator = GeneratorTable(EC_GROUP_get_curve_name(group));
  std::unique_ptr<const WindowTable> of_key =
      WindowTable::Create(group, EC_KEY_get0_public_key(key));
  if (of_generator == nullptr || of_key == nullptr) {
    return nullptr;
  }
  return std::unique_ptr<const PreparedEcdsa>(
      new PreparedEcdsa(of_generator, std::move(of_key), group));
}

bool PreparedEcdsa::Verify(std::string_view digest, std::string_view signature) const {
  const BIGNUM* order = EC_GROUP_get0_order(group_.get());
  const bssl::UniquePtr<ECDSA_SIG> parsed = ParseSignature(signature);
  if (parsed == nullptr) {
    return false;
  }
  // Step 1.
  const BIGNUM* r = ECDSA_SIG_get0_r(parsed.get());
  const BIGNUM* s = ECDSA_SIG_get0_s(parsed.get());
  if (!IsInRange(r, order) || !IsInRange(s, order)) {
    return false;
  }
  // Steps 2 to 4: u1 = e / s and u2 = r / s modulo the order.
  const bssl::UniquePtr<BN_CTX> context(BN_CTX_new());
  const bssl::UniquePtr<BIGNUM> e = DigestNumber(digest, BN_num_bits(order));
  const bssl::UniquePtr<BIGNUM> inverse(
      context != nullptr ? BN_mod_inverse(nullptr, s, order, context.get()) : nullptr);
  if (e == nullptr || inverse == nullptr) {
    return false;
  }
  const auto u1 = MultiplyAndRecode(e.get(), inverse.get(), order, context.get());
  const auto u2 = MultiplyAndRecode(r, inverse.get(), order, context.get());
  if (!u1.has_value() || !u2.has_value()) {
    return false;
  }
  // Step 5.
  const bssl::UniquePtr<EC_POINT> sum = WindowTable::Sum({*of_generator_, *u1}, {*of_key_, *u2});
  return sum != nullptr && HasXCoordinate(group_.get(), sum.get(), r, context.get());
}

}  // namespace modelseal::crypto
