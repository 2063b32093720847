// SPDX-License-Identifier: Apache-2.0
#include "lib/crypto/window_table.h"

#include <openssl/bn.h>
#include <openssl/ec.h>

#include <cstdlib>
#include <utility>

namespace modelseal::crypto {
namespace {

// Of widths from 8 to 11 and 5 to 32 rows these, and kWindowTableWidth, give the quickest sums of
// those that stay below 0.6 MiB; more points are built in no time that their use pays back.
constexpr size_t kRows = 16;
constexpr size_t kMultiplesPerRow = size_t{1} << (kWindowTableWidth - 2);

}  // namespace

std::optional<std::vector<int16_t>> RecodeScalar(const BIGNUM* scalar, size_t bits, size_t width) {
  std::vector<uint8_t> bytes((bits + width) / 8 + 1);
  if (BN_is_negative(scalar) || BN_num_bits(scalar) > bits ||
      !BN_bn2le_padded(bytes.data(), bytes.size(), scalar)) {
    return std::nullopt;
  }
  const auto bit = [&bytes](size_t i) { return (bytes[i / 8] >> (i % 8)) & 1; };
  std::vector<int16_t> digits(bits + 1);
  int carry = 0;
  size_t i = 0;
  while (i < digits.size()) {
    // The sum is even: a digit of zero, and the carry goes on as it is.
    if (bit(i) == carry) {
      ++i;
      continue;
    }
    int digit = carry;
    for (size_t j = 0; j < width && i + j < digits.size(); ++j) {
      digit += bit(i + j) << j;
    }
    // A digit of the upper half becomes a negative one.
    carry = digit >> (width - 1);
    digits[i] = static_cast<int16_t>(digit - (carry << width));
    i += width;
  }
  return digits;
}

WindowTable::WindowTable(const EC_GROUP* group) : group_(EC_GROUP_dup(group)) {
  const auto digits = static_cast<size_t>(EC_GROUP_order_bits(group)) + 1;
  row_digits_ = (digits + kRows - 1) / kRows;
}

std::unique_ptr<const WindowTable> WindowTable::Create(const EC_GROUP* group,
                                                       const EC_POINT* point) {
  std::unique_ptr<WindowTable> table(new WindowTable(group));
  return table->Fill(point) ? std::move(table) : nullptr;
}

bool WindowTable::Fill(const EC_POINT* point) {
  const bssl::UniquePtr<EC_POINT> first(EC_POINT_dup(point, group_.get()));
  if (first == nullptr) {
    return false;
  }
  multiples_.reserve(kRows * kMultiplesPerRow);
  for (size_t row = 0; row < kRows; ++row) {
    if (!FillRow(first.get())) {
      return false;
    }
    for (size_t i = 0; i < row_digits_; ++i) {
      if (!EC_POINT_dbl(group_.get(), first.get(), first.get(), nullptr)) {
        return false;
      }
    }
  }
  return true;
}

bool WindowTable::FillRow(const EC_POINT* first) {
  bssl::UniquePtr<EC_POINT> multiple(EC_POINT_dup(first, group_.get()));
  const bssl::UniquePtr<EC_POINT> step(EC_POINT_new(group_.get()));
  if (multiple == nullptr || step == nullptr ||
      !EC_POINT_dbl(group_.get(), step.get(), first, nullptr)) {
    return false;
  }
  for (size_t i = 1; i < kMultiplesPerRow; ++i) {
    bssl::UniquePtr<EC_POINT> next(EC_POINT_new(group_.get()));
    if (next == nullptr ||
        !EC_POINT_add(group_.get(), next.get(), multiple.get(), step.get(), nullptr)) {
      return false;
    }
    multiples_.push_back(std::exchange(multiple, std::move(next)));
  }
  multiples_.push_back(std::move(multiple));
  return true;
}

bool WindowTable::AddMultiple(size_t row, int digit, EC_POINT* scratch, EC_POINT* sum) const {
  const size_t index = row * kMultiplesPerRow + static_cast<size_t>(std::abs(digit)) / 2;
  const EC_POINT* multiple = multiples_[index].get();
  if (digit < 0) {
    if (!EC_POINT_copy(scratch, multiple) || !EC_POINT_invert(group_.get(), scratch, nullptr)) {
      return false;
    }
    multiple = scratch;
  }
  return EC_POINT_add(group_.get(), sum, sum, multiple, nullptr) == 1;
}

bool WindowTable::AddColumn(const Product& product, size_t column, EC_POINT* scratch,
                            EC_POINT* sum) {
  size_t i = column;
  for (size_t row = 0; row < kRows && i < product.digits.size(); ++row) {
    const int digit = product.digits[i];
    if (digit != 0 && !product.table.AddMultiple(row, digit, scratch, sum)) {
      return false;
    }
    i += product.table.row_digits_;
  }
  return true;
}

bssl::UniquePtr<EC_POINT> WindowTable::Sum(const Product& first, const Product& second) {
  const EC_GROUP* group = first.table.group_.get();
  const bssl::UniquePtr<EC_POINT> scratch(EC_POINT_new(group));
  bssl::UniquePtr<EC_POINT> sum(EC_POINT_new(group));  // the point at infinity
  if (scratch == nullptr || sum == nullptr) {
    return nullptr;
  }
  for (size_t column = first.table.row_digits_; column-- > 0;) {
    if (!EC_POINT_dbl(group, sum.get(), sum.get(), nullptr) ||
        !AddColumn(first, column, scratch.get(), sum.get()) ||
        !AddColumn(second, column, scratch.get(), sum.get())) {
      return nullptr;
    }
  }
  return sum;
}

}  // namespace modelseal::crypto
