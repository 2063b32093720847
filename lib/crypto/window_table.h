// SPDX-License-Identifier: Apache-2.0
//
// Multiples of a point by which many scalars will be multiplied, computed ahead.
//
// A scalar is written in signed digits, each zero or odd, of which at most one among any `width`
// neighbours is not zero (width-w NAF; Hankerson, Menezes, Vanstone: Guide to Elliptic Curve
// Cryptography, section 3.3.1). The digits are laid out in rows of equal length, and for each row
// the table has every odd multiple, that a digit may ask for, of the point times the power of two
// at which the row begins. Then all rows are summed at once, column by column, with no more
// doublings than a row has digits (comb method: section 3.3.2 there).
//
// All arithmetic on points is BoringSSL's. It takes a time that depends on the scalars: for public
// ones only, as those of a verification are.
#ifndef MODELSEAL_LIB_CRYPTO_WINDOW_TABLE_H_
#define MODELSEAL_LIB_CRYPTO_WINDOW_TABLE_H_

#include <openssl/base.h>
#include <openssl/ec.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace modelseal::crypto {

// The width for which a table has multiples.
inline constexpr size_t kWindowTableWidth = 9;

// The digits of a scalar of at most `bits` bits, the least first: the sum of digit[i] * 2^i is the
// scalar, and there are bits + 1 of them, each below 2^(width - 1) in size. `width`: 2 to 15. No
// value for a scalar that is negative or longer.
std::optional<std::vector<int16_t>> RecodeScalar(const BIGNUM* scalar, size_t bits,
                                                 size_t width = kWindowTableWidth);

// Immutable; thread-safe.
class WindowTable {
 public:
  // For a point of one of BoringSSL's own groups, and scalars as long as the group's order. Takes
  // about 0.5 MiB. Null if there is not that much memory.
  static std::unique_ptr<const WindowTable> Create(const EC_GROUP* group, const EC_POINT* point);

  // A point and what it is multiplied by.
  struct Product {
    const WindowTable& table;
    std::span<const int16_t> digits;  // as RecodeScalar has them
  };

  // The sum of both, whose tables are of one group. Null if there is no memory.
  static bssl::UniquePtr<EC_POINT> Sum(const Product& first, const Product& second);

 private:
  explicit WindowTable(const EC_GROUP* group);

  bool Fill(const EC_POINT* point);
  bool FillRow(const EC_POINT* first);
  bool AddMultiple(size_t row, int digit, EC_POINT* scratch, EC_POINT* sum) const;

  // Adds what the digits of all rows in one column ask for.
  static bool AddColumn(const Product& product, size_t column, EC_POINT* scratch, EC_POINT* sum);

  bssl::UniquePtr<EC_GROUP> group_;
  size_t row_digits_ = 0;
  std::vector<bssl::UniquePtr<EC_POINT>> multiples_;  // row by row
};

}  // namespace modelseal::crypto

#endif  // MODELSEAL_LIB_CRYPTO_WINDOW_TABLE_H_
