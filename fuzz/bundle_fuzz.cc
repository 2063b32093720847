// SPDX-License-Identifier: Apache-2.0
//
// A bundle from anywhere: parsed, and if it parses, its statement too. What was read once must read
// the same again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "lib/bundle/bundle.h"
#include "lib/statement/statement.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using modelseal::bundle::Bundle;
  const auto bundle = Bundle::Parse(std::string(reinterpret_cast<const char*>(data), size));
  if (!bundle.ok()) {
    return 0;
  }
  const auto again = Bundle::Parse(bundle->json());
  if (!again.ok() || again->envelope().payload != bundle->envelope().payload) {
    std::abort();
  }
  (void)modelseal::statement::ParseStatement(bundle->envelope().payload, {});
  return 0;
}
