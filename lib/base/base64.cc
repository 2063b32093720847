// SPDX-License-Identifier: Apache-2.0
#include "lib/base/base64.h"

#include "absl/strings/escaping.h"

namespace modelseal {

std::string EncodeBase64(std::string_view bytes) { return absl::Base64Escape(bytes); }

std::optional<std::string> DecodeBase64(std::string_view text) {
  std::string bytes;
  if (!absl::Base64Unescape(text, &bytes)) {
    return std::nullopt;
  }
  // abseil's decoder skips white space, and accepts missing padding and bits behind the end. The
  // way back of the last group decides, and with it the length: then all others are full of digits.
  const size_t groups = (bytes.size() + 2) / 3;
  if (text.size() != groups * 4) {
    return std::nullopt;
  }
  if (groups > 0 && absl::Base64Escape(std::string_view(bytes).substr((groups - 1) * 3)) !=
                        text.substr((groups - 1) * 4)) {
    return std::nullopt;
  }
  return bytes;
}

}  // namespace modelseal
