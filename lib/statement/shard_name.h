// SPDX-License-Identifier: Apache-2.0
//
// Names of ranges, `path:start:end` (OMS 1.0 §6.2).
#ifndef MODELSEAL_LIB_STATEMENT_SHARD_NAME_H_
#define MODELSEAL_LIB_STATEMENT_SHARD_NAME_H_

#include <cstdint>
#include <optional>
#include <string_view>

namespace modelseal::statement {

struct ShardName {
  std::string_view path;  // a view into the parsed name
  uint64_t start_bytes = 0;
  uint64_t end_bytes = 0;
};

// Splits at the last two colons, since a path may hold colons itself. The numbers are plain decimal
// without sign or leading zeros, below 2^64; nullopt otherwise.
std::optional<ShardName> ParseShardName(std::string_view name);

}  // namespace modelseal::statement

#endif  // MODELSEAL_LIB_STATEMENT_SHARD_NAME_H_
