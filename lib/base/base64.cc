// SPDX-License-Identifier: Apache-2.0
#include "lib/base/base64.h"

#include "absl/strings/escaping.h"

namespace modelseal {

std::string EncodeBase64(std::string_view bytes) { return absl::Base64Escape(bytes); }

std::optional<std::string> DecodeBase64(std::string_view text) {
  std::string bytes;
  // abseil's decoder skips white space and accepts missing padding: the way back decides.
  if (!absl::Base64Unescape(text, &bytes) || absl::Base64Escape(bytes) != text) {
    return std::nullopt;
  }
  return bytes;
}

}  // namespace modelseal
