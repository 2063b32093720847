// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/kernels/sha256_lanes.h"

#include "lib/hash/kernels/lane_plan.h"

namespace modelseal::hash::kernels {
namespace {

using Sha256Plan = LanePlan<Sha256Kernel, Sha256State, kSha256BlockBytes>;

const Sha256Plan& Plan() {
  static const auto* const plan = new Sha256Plan(SupportedSha256Kernels());
  return *plan;
}

}  // namespace

void CompressSha256(Sha256State* const* states, const uint8_t* const* inputs, size_t lane_count,
                    size_t block_count) {
  Plan().Compress(states, inputs, lane_count, block_count);
}

size_t Sha256LaneCount() { return Plan().fastest_lanes(); }

}  // namespace modelseal::hash::kernels
