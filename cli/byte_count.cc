// SPDX-License-Identifier: Apache-2.0
#include "cli/byte_count.h"

#include <charconv>
#include <system_error>

namespace modelseal::cli {
namespace {

struct Unit {
  std::string_view name;
  uint64_t bytes;
};

constexpr Unit kUnits[] = {
    {"", 1},
    {"k", 1000},
    {"K", 1000},
    {"M", 1000'000},
    {"G", 1000'000'000},
    {"T", 1000'000'000'000},
    {"Ki", 1ull << 10},
    {"Mi", 1ull << 20},
    {"Gi", 1ull << 30},
    {"Ti", 1ull << 40},
};

}  // namespace

std::optional<uint64_t> ParseByteCount(std::string_view text) {
  uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || rest == text.data()) {
    return std::nullopt;
  }
  std::string_view unit_name(rest, static_cast<size_t>(end - rest));
  if (!unit_name.empty() && unit_name.back() == 'B') {
    unit_name.remove_suffix(1);
  }
  for (const Unit& unit : kUnits) {
    if (unit.name == unit_name) {
      const bool fits = number <= UINT64_MAX / unit.bytes;
      return fits ? std::optional<uint64_t>(number * unit.bytes) : std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace modelseal::cli
