// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/point_decoding.h"

#include <openssl/err.h>

#include <cstddef>

namespace modelseal::dataset {
namespace {

constexpr size_t kEncodedBytes = 33;
constexpr uint8_t kEvenY = 0x02;
constexpr uint8_t kOddY = 0x03;

// Computed once, and never freed: a thread may still use it while the process ends. `montgomery` is
// null if there was no memory.
struct FieldConstants {
  BIGNUM* prime = nullptr;
  BN_MONT_CTX* montgomery = nullptr;
  BIGNUM* a = nullptr;  // y^2 = x^3 + a*x + b, both in Montgomery's form
  BIGNUM* b = nullptr;
};

FieldConstants MakeFieldConstants(const EC_GROUP* group) {
  const bssl::UniquePtr<BN_CTX> context(BN_CTX_new());
  bssl::UniquePtr<BIGNUM> prime(BN_new());
  bssl::UniquePtr<BIGNUM> a(BN_new());
  bssl::UniquePtr<BIGNUM> b(BN_new());
  if (context == nullptr || prime == nullptr || a == nullptr || b == nullptr ||
      !EC_GROUP_get_curve_GFp(group, prime.get(), a.get(), b.get(), context.get())) {
    return {};
  }
  bssl::UniquePtr<BN_MONT_CTX> montgomery(BN_MONT_CTX_new_for_modulus(prime.get(), context.get()));
  if (montgomery == nullptr ||
      !BN_to_montgomery(a.get(), a.get(), montgomery.get(), context.get()) ||
      !BN_to_montgomery(b.get(), b.get(), montgomery.get(), context.get())) {
    return {};
  }
  return {prime.release(), montgomery.release(), a.release(), b.release()};
}

const FieldConstants& Constants(const EC_GROUP* group) {
  static const FieldConstants kConstants = MakeFieldConstants(group);
  return kConstants;
}

// Numbers modulo p in Montgomery's form. The functions return false without memory.
class Field {
 public:
  Field(const FieldConstants& constants, BN_CTX* context)
      : constants_(constants), context_(context) {}

  bool Multiply(BIGNUM* product, const BIGNUM* a, const BIGNUM* b) const {
    return BN_mod_mul_montgomery(product, a, b, constants_.montgomery, context_) == 1;
  }

  // Squares `times` times.
  bool Square(BIGNUM* a, int times) const {
    bool is_done = true;
    for (int i = 0; i < times && is_done; ++i) {
      is_done = Multiply(a, a, a);
    }
    return is_done;
  }

  // (x^2 + a) * x + b, of an x in the usual form.
  bool RightSide(BIGNUM* sum, const BIGNUM* x, BIGNUM* scratch) const {
    return BN_to_montgomery(scratch, x, constants_.montgomery, context_) &&
           Multiply(sum, scratch, scratch) &&
           BN_mod_add_quick(sum, sum, constants_.a, constants_.prime) &&
           Multiply(sum, sum, scratch) &&
           BN_mod_add_quick(sum, sum, constants_.b, constants_.prime);
  }

  // a^((p + 1) / 4): the root of a if it has one, since p is 3 modulo 4. The exponent is
  // 2^254 - 2^222 + 2^190 + 2^94.
  bool Root(BIGNUM* root, const BIGNUM* a, BIGNUM* scratch) const {
    if (BN_copy(root, a) == nullptr) {
      return false;
    }
    // a^(2^n - 1) for n = 2, 4, 8, 16, 32.
    for (int n = 1; n < 32; n *= 2) {
      if (BN_copy(scratch, root) == nullptr || !Square(root, n) || !Multiply(root, root, scratch)) {
        return false;
      }
    }
    return Square(root, 32) && Multiply(root, root, a) && Square(root, 96) &&
           Multiply(root, root, a) && Square(root, 94);
  }

  bool FromMontgomery(BIGNUM* a) const {
    return BN_from_montgomery(a, a, constants_.montgomery, context_) == 1;
  }

 private:
  const FieldConstants& constants_;
  BN_CTX* context_;
};

}  // namespace

Decoding DecodeCompressedPoint(const EC_GROUP* group, std::span<const uint8_t> bytes,
                               EC_POINT* point, BN_CTX* context) {
  if (bytes.size() != kEncodedBytes || (bytes[0] != kEvenY && bytes[0] != kOddY)) {
    return Decoding::kNoPoint;
  }
  const FieldConstants& constants = Constants(group);
  const bssl::BN_CTXScope scope(context);
  BIGNUM* x = BN_CTX_get(context);
  BIGNUM* square = BN_CTX_get(context);
  BIGNUM* y = BN_CTX_get(context);
  BIGNUM* scratch = BN_CTX_get(context);
  if (constants.montgomery == nullptr || scratch == nullptr ||
      BN_bin2bn(bytes.data() + 1, bytes.size() - 1, x) == nullptr) {
    return Decoding::kOutOfMemory;
  }
  if (BN_ucmp(x, constants.prime) >= 0) {
    return Decoding::kNoPoint;
  }
  const Field field(constants, context);
  if (!field.RightSide(square, x, scratch) || !field.Root(y, square, scratch) ||
      !field.Multiply(scratch, y, y)) {
    return Decoding::kOutOfMemory;
  }
  if (BN_ucmp(scratch, square) != 0) {
    return Decoding::kNoPoint;
  }
  if (!field.FromMontgomery(y) ||
      (BN_is_odd(y) != (bytes[0] == kOddY) && !BN_usub(y, constants.prime, y))) {
    return Decoding::kOutOfMemory;
  }
  // Looks whether it is on the curve once more.
  if (EC_POINT_set_affine_coordinates_GFp(group, point, x, y, context) != 1) {
    ERR_clear_error();
    return Decoding::kNoPoint;
  }
  return Decoding::kDone;
}

}  // namespace modelseal::dataset
