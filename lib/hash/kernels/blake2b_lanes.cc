// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/kernels/blake2b_lanes.h"

#include "lib/hash/kernels/lane_plan.h"

namespace modelseal::hash::kernels {
namespace {

using Blake2bPlan = LanePlan<Blake2bKernel, Blake2bState, kBlake2bBlockBytes>;

const Blake2bPlan& Plan() {
  static const auto* const plan = new Blake2bPlan(SupportedBlake2bKernels());
  return *plan;
}

}  // namespace

void CompressBlake2b(Blake2bState* const* states, const uint8_t* const* inputs, size_t lane_count,
                     size_t block_count) {
  Plan().Compress(states, inputs, lane_count, block_count);
}

size_t Blake2bLaneCount() { return Plan().fastest_lanes(); }

}  // namespace modelseal::hash::kernels
