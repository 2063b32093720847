// SPDX-License-Identifier: Apache-2.0
//
// A commitment to a dataset from anywhere: what is read is written again as it was.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fuzz/invariant.h"
#include "lib/dataset/commitment.h"
#include "lib/dataset/parameters.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using modelseal::dataset::Commitment;
  using modelseal::fuzz::Require;
  const auto commitment = Commitment::Parse({data, size});
  if (!commitment.ok()) {
    return 0;
  }
  const std::vector<uint8_t> bytes = commitment->Encode();
  Require(std::equal(bytes.begin(), bytes.end(), data, data + size), "a commitment has one form");
  Require(modelseal::dataset::CheckParameters(commitment->parameters()).ok(),
          "what is read keeps the rules for what is made");
  return 0;
}
