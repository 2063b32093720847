// SPDX-License-Identifier: Apache-2.0
//
// A statement of training provenance from anywhere. What was accepted must be accepted again as we
// write it ourselves, and come out the same.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/invariant.h"
#include "lib/statement/provenance_statement.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using modelseal::fuzz::Require;
  using modelseal::statement::ParseProvenance;
  using modelseal::statement::WriteProvenance;
  const auto provenance = ParseProvenance({reinterpret_cast<const char*>(data), size});
  if (!provenance.ok()) {
    return 0;
  }
  const std::string written = WriteProvenance(*provenance);
  const auto again = ParseProvenance(written);
  Require(again.ok() && WriteProvenance(*again) == written, "a statement reads again");
  return 0;
}
