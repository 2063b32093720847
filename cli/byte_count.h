// SPDX-License-Identifier: Apache-2.0
//
// Sizes as people write them: 4096, 64k, 1.0 is not one, 1GB, 512MiB.
#ifndef MODELSEAL_CLI_BYTE_COUNT_H_
#define MODELSEAL_CLI_BYTE_COUNT_H_

#include <cstdint>
#include <optional>
#include <string_view>

namespace modelseal::cli {

// Reads digits and an optional unit: k, M, G, T (with or without B; powers of 1000), Ki, Mi, Gi, Ti
// (with or without B; powers of 1024). nullopt for anything else and for more than 64 bits.
std::optional<uint64_t> ParseByteCount(std::string_view text);

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_BYTE_COUNT_H_
