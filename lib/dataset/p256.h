// SPDX-License-Identifier: Apache-2.0
//
// The group P-256 and the integers modulo its order q (SP 800-186, section 3.2.1.3), by
// BoringSSL's functions.
//
// What takes a scalar takes a time that does not depend on its value, as long as it is below q,
// which every Scalar from here is. BN_mod_inverse and BN_nnmod do not do that and are not used.
#ifndef MODELSEAL_LIB_DATASET_P256_H_
#define MODELSEAL_LIB_DATASET_P256_H_

#include <openssl/bn.h>
#include <openssl/ec.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "absl/status/status.h"

namespace modelseal::dataset {

inline constexpr size_t kPointBytes = 33;
inline constexpr size_t kScalarBytes = 32;
inline constexpr size_t kWideScalarBytes = 48;

// SEC 1, section 2.3.3, compressed. Infinity has no such encoding.
using PointBytes = std::array<uint8_t, kPointBytes>;
// The most significant byte first.
using ScalarBytes = std::array<uint8_t, kScalarBytes>;

// BoringSSL wipes both when it frees them.
using Point = bssl::UniquePtr<EC_POINT>;
using Scalar = bssl::UniquePtr<BIGNUM>;

// Arithmetic with the memory that it needs. Once there is no memory it stays failed: nothing is
// computed any more, and results are null or zero; who computes asks status() before a result
// leaves. Arguments are never null while is_failed() is false. Not thread-safe; cheap to make.
class P256 {
 public:
  P256();

  // P-256 itself, which is never freed.
  static const EC_GROUP* Group();

  bool is_failed() const { return is_failed_; }
  // kOutOfMemory if failed.
  absl::Status status() const;

  // Take untrusted bytes. Null for what is not 33 bytes of a point, compressed, on the curve, with
  // x below p; for what is not 32 bytes of an integer below q (zero is one).
  Point ParsePoint(std::span<const uint8_t> bytes);
  Scalar ParseScalar(std::span<const uint8_t> bytes);

  // 16 bytes, for challenges and weights.
  Scalar ScalarOf(std::span<const uint8_t, 16> bytes);
  // 384 bits modulo q: for uniform bits, closer than 2^-127 to uniform.
  Scalar Reduce(std::span<const uint8_t, kWideScalarBytes> bytes);
  // 256 bits modulo q, as bits2octets of RFC 6979, section 2.3.4, has them: not uniform.
  Scalar ReduceHash(std::span<const uint8_t, kScalarBytes> bytes);
  // Uniform from 1 to q - 1.
  Scalar Random();

  void Encode(const Scalar& scalar, std::span<uint8_t, kScalarBytes> bytes);
  // No value for infinity.
  std::optional<PointBytes> Encode(const Point& point);

  Scalar Add(const Scalar& a, const Scalar& b);
  Scalar Multiply(const Scalar& a, const Scalar& b);
  Scalar Negate(const Scalar& a);
  // Replaces each by its inverse, at the price of one inversion and three products each. False,
  // with all as they were, if one of them is zero.
  bool InvertAll(std::span<Scalar> scalars);

  // a * G.
  Point MultiplyGenerator(const Scalar& a);
  // a * point.
  Point Multiply(const Scalar& a, const Point& point);
  // a * G + b * point.
  Point MultiplyAndAdd(const Scalar& a, const Scalar& b, const Point& point);
  Point Add(const Point& a, const Point& b);
  Point Negate(const Point& a);

 private:
  bool Check(bool is_done);
  Scalar NewScalar();
  Point NewPoint();
  Scalar FromBytes(std::span<const uint8_t> bytes);
  bool RunningProducts(std::span<const Scalar> scalars, std::vector<Scalar>& products);

  bssl::UniquePtr<BN_CTX> context_;
  bool is_failed_ = false;
};

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_P256_H_
