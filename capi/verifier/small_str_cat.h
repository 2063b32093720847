// SPDX-License-Identifier: Apache-2.0
//
// What the small verifier has in the place of abseil's StrCat, StrAppend and SimpleAtoi, as
// small_status.h says.
#ifndef MODELSEAL_CAPI_VERIFIER_SMALL_STR_CAT_H_
#define MODELSEAL_CAPI_VERIFIER_SMALL_STR_CAT_H_

#include <array>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace absl {

// A piece of text, or an integer as such. Lives as long as the call that it is an argument of.
class AlphaNum {
 public:
  AlphaNum(const char* text) : text_(text) {}
  AlphaNum(std::string_view text) : text_(text) {}
  AlphaNum(const std::string& text) : text_(text) {}
  template <std::unsigned_integral Integer>
  AlphaNum(Integer integer) : AlphaNum(uint64_t{integer}, false) {}
  template <std::signed_integral Integer>
  AlphaNum(Integer integer)
      : AlphaNum(integer < 0 ? 0 - static_cast<uint64_t>(int64_t{integer})
                             : static_cast<uint64_t>(integer),
                 integer < 0) {}
  AlphaNum(const AlphaNum&) = delete;
  AlphaNum& operator=(const AlphaNum&) = delete;

  std::string_view text() const { return text_; }

 private:
  AlphaNum(uint64_t size, bool is_negative);

  std::array<char, 20> digits_;
  std::string_view text_;
};

// One function for any number of pieces: a template for each list of types would be far larger.
void AppendPieces(std::string* out, std::initializer_list<const AlphaNum*> pieces);
std::string JoinPieces(std::initializer_list<const AlphaNum*> pieces);

inline void StrAppend(std::string* out, const AlphaNum& a) { AppendPieces(out, {&a}); }
inline void StrAppend(std::string* out, const AlphaNum& a, const AlphaNum& b) {
  AppendPieces(out, {&a, &b});
}

inline std::string StrCat(const AlphaNum& a) { return JoinPieces({&a}); }
inline std::string StrCat(const AlphaNum& a, const AlphaNum& b) { return JoinPieces({&a, &b}); }
inline std::string StrCat(const AlphaNum& a, const AlphaNum& b, const AlphaNum& c) {
  return JoinPieces({&a, &b, &c});
}
inline std::string StrCat(const AlphaNum& a, const AlphaNum& b, const AlphaNum& c,
                          const AlphaNum& d) {
  return JoinPieces({&a, &b, &c, &d});
}
inline std::string StrCat(const AlphaNum& a, const AlphaNum& b, const AlphaNum& c,
                          const AlphaNum& d, const AlphaNum& e) {
  return JoinPieces({&a, &b, &c, &d, &e});
}
inline std::string StrCat(const AlphaNum& a, const AlphaNum& b, const AlphaNum& c,
                          const AlphaNum& d, const AlphaNum& e, const AlphaNum& f) {
  return JoinPieces({&a, &b, &c, &d, &e, &f});
}

// False unless all of `text` is a decimal integer that fits.
bool SimpleAtoi(std::string_view text, int32_t* out);

}  // namespace absl

#endif  // MODELSEAL_CAPI_VERIFIER_SMALL_STR_CAT_H_
