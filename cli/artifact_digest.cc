// SPDX-License-Identifier: Apache-2.0
#include "cli/artifact_digest.h"

#include <filesystem>
#include <string_view>
#include <system_error>

#include "cli/failure.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

struct Prefix {
  std::string_view text;
  DigestAlgorithm algorithm;
  size_t size_bytes;
};

constexpr Prefix kPrefixes[] = {{"sha256:", DigestAlgorithm::kSha256, 32},
                                {"sha384:", DigestAlgorithm::kSha384, 48},
                                {"sha512:", DigestAlgorithm::kSha512, 64}};

int HexValue(char digit) {
  if (digit >= '0' && digit <= '9') {
    return digit - '0';
  }
  return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

std::optional<std::string> DecodeHex(std::string_view hex, size_t size_bytes) {
  std::string bytes;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) {
    const int high = HexValue(hex[i]);
    const int low = HexValue(hex[i + 1]);
    if (high < 0 || low < 0) {
      return std::nullopt;
    }
    bytes += static_cast<char>(high << 4 | low);
  }
  return hex.size() == 2 * size_bytes ? std::optional(bytes) : std::nullopt;
}

}  // namespace

std::optional<ArtifactDigest> FindDigest(const std::string& artifact) {
  for (const Prefix& prefix : kPrefixes) {
    if (artifact.rfind(prefix.text, 0) != 0) {
      continue;
    }
    std::error_code ignored;
    if (std::filesystem::exists(artifact, ignored)) {
      return std::nullopt;
    }
    std::optional<std::string> bytes =
        DecodeHex(std::string_view(artifact).substr(prefix.text.size()), prefix.size_bytes);
    if (!bytes) {
      throw UsageFailure(ShowName(artifact) + " is neither a file nor a digest: expected " +
                             std::to_string(2 * prefix.size_bytes) + " lower-case hex digits",
                         "");
    }
    return ArtifactDigest{prefix.algorithm, *std::move(bytes)};
  }
  return std::nullopt;
}

}  // namespace modelseal::cli
