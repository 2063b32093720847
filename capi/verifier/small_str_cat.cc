// SPDX-License-Identifier: Apache-2.0
#include "capi/verifier/small_str_cat.h"

namespace absl {

AlphaNum::AlphaNum(uint64_t size, bool is_negative) {
  size_t begin = digits_.size();
  do {
    digits_[--begin] = static_cast<char>('0' + size % 10);
    size /= 10;
  } while (size != 0);
  if (is_negative) {
    digits_[--begin] = '-';
  }
  text_ = std::string_view(digits_.data() + begin, digits_.size() - begin);
}

void AppendPieces(std::string* out, std::initializer_list<const AlphaNum*> pieces) {
  for (const AlphaNum* piece : pieces) {
    out->append(piece->text());
  }
}

std::string JoinPieces(std::initializer_list<const AlphaNum*> pieces) {
  std::string out;
  AppendPieces(&out, pieces);
  return out;
}

bool SimpleAtoi(std::string_view text, int32_t* out) {
  const bool is_negative = !text.empty() && text[0] == '-';
  if (is_negative) {
    text.remove_prefix(1);
  }
  int64_t number = 0;
  for (const char digit : text) {
    number = number * 10 + (digit - '0');
    if (digit < '0' || digit > '9' || number > int64_t{INT32_MAX} + (is_negative ? 1 : 0)) {
      return false;
    }
  }
  *out = static_cast<int32_t>(is_negative ? -number : number);
  return !text.empty();
}

}  // namespace absl
