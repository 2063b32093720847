// SPDX-License-Identifier: Apache-2.0
#include "lib/statement/shard_name.h"

#include <charconv>

namespace modelseal::statement {
namespace {

std::optional<uint64_t> ParseDecimal(std::string_view text) {
  uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool has_leading_zero = text.size() > 1 && text[0] == '0';
  if (error != std::errc() || end != text.data() + text.size() || has_leading_zero) {
    return std::nullopt;
  }
  return value;
}

// Cuts the text after the last colon off `name`.
std::optional<uint64_t> CutNumber(std::string_view& name) {
  const size_t colon = name.rfind(':');
  if (colon == std::string_view::npos) {
    return std::nullopt;
  }
  const std::optional<uint64_t> value = ParseDecimal(name.substr(colon + 1));
  name = name.substr(0, colon);
  return value;
}

}  // namespace

std::optional<ShardName> ParseShardName(std::string_view name) {
  const std::optional<uint64_t> end = CutNumber(name);
  const std::optional<uint64_t> start = end.has_value() ? CutNumber(name) : std::nullopt;
  if (!start.has_value()) {
    return std::nullopt;
  }
  return ShardName{name, *start, *end};
}

}  // namespace modelseal::statement
