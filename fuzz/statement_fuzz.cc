// SPDX-License-Identifier: Apache-2.0
//
// A payload from anywhere, under each way of reading. What was accepted must be accepted again as
// we write it ourselves, and come out the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "lib/statement/statement.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using modelseal::manifest::Manifest;
  using modelseal::statement::ParseStatement;
  using modelseal::statement::WriteStatement;
  const std::string_view payload(reinterpret_cast<const char*>(data), size);
  (void)ParseStatement(payload, {.accepts_legacy_v0 = true});
  (void)ParseStatement(payload, {.requires_legacy_v0 = true});
  const bool is_strictly_valid = ParseStatement(payload, {.is_strict = true}).ok();
  const absl::StatusOr<Manifest> manifest = ParseStatement(payload, {});
  if (!manifest.ok()) {
    if (is_strictly_valid) {
      std::abort();
    }
    return 0;
  }
  const std::string written = WriteStatement(*manifest);
  const absl::StatusOr<Manifest> again = ParseStatement(written, {});
  if (!again.ok() || WriteStatement(*again) != written) {
    std::abort();
  }
  return 0;
}
