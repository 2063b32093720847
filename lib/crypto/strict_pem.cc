// SPDX-License-Identifier: Apache-2.0
//
// See strict_pem.h.
#include "lib/crypto/strict_pem.h"

#include "absl/strings/strip.h"
#include "lib/base/base64.h"

namespace modelseal::crypto {
namespace {

bool ConsumeBoundary(std::string_view& text, std::string_view word, std::string_view label) {
  return absl::ConsumePrefix(&text, "-----") && absl::ConsumePrefix(&text, word) &&
         absl::ConsumePrefix(&text, label) && absl::ConsumePrefix(&text, "-----");
}

}  // namespace

std::optional<std::string> DecodeStrictPem(std::string_view text, std::string_view label) {
  if (!ConsumeBoundary(text, "BEGIN ", label) || !absl::ConsumePrefix(&text, "\n")) {
    return std::nullopt;
  }
  std::string base64;
  base64.reserve(text.size());
  while (!text.starts_with('-')) {
    const size_t end = text.find('\n');
    if (end == std::string_view::npos || end == 0) {
      return std::nullopt;
    }
    base64 += text.substr(0, end);
    text.remove_prefix(end + 1);
  }
  if (!ConsumeBoundary(text, "END ", label) || !(text.empty() || text == "\n")) {
    return std::nullopt;
  }
  return DecodeBase64(base64);
}

}  // namespace modelseal::crypto
