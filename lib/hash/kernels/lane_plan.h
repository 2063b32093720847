// SPDX-License-Identifier: Apache-2.0
//
// Which kernels compress how many messages at once.
#ifndef MODELSEAL_LIB_HASH_KERNELS_LANE_PLAN_H_
#define MODELSEAL_LIB_HASH_KERNELS_LANE_PLAN_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace modelseal::hash::kernels {

// For each number of messages the combination of kernels that takes least time. `Kernel` has the
// members lanes, cost and compress; `State` is what a kernel compresses into. Immutable.
template <class Kernel, class State>
class LanePlan {
 public:
  static constexpr size_t kMaxLanes = 64;

  // One of the kernels takes a single message.
  explicit LanePlan(const std::vector<Kernel>& kernels) {
    std::array<double, kMaxLanes + 1> cost{};
    for (size_t lanes = 1; lanes <= kMaxLanes; ++lanes) {
      for (const Kernel& kernel : kernels) {
        const double total = kernel.cost + cost[lanes - std::min(lanes, kernel.lanes)];
        if (first_[lanes] == nullptr || total < cost[lanes]) {
          first_[lanes] = &kernel;
          cost[lanes] = total;
        }
      }
    }
    for (const Kernel& kernel : kernels) {
      const double fastest = cost[fastest_lanes_] / static_cast<double>(fastest_lanes_);
      if (kernel.cost / static_cast<double>(kernel.lanes) < fastest) {
        fastest_lanes_ = kernel.lanes;
      }
    }
  }

  // How many messages at once take least time each.
  size_t fastest_lanes() const { return fastest_lanes_; }

  void Compress(State* const* states, const uint8_t* const* inputs, size_t lane_count,
                size_t block_count) const {
    while (lane_count > 0) {
      const Kernel& kernel = *first_[std::min(lane_count, kMaxLanes)];
      const size_t used = std::min(lane_count, kernel.lanes);
      if (used == kernel.lanes) {
        kernel.compress(states, inputs, block_count);
      } else {
        CompressSome(kernel, states, inputs, used, block_count);
      }
      states += used;
      inputs += used;
      lane_count -= used;
    }
  }

 private:
  // The lanes without a message repeat the first one, for nothing.
  static void CompressSome(const Kernel& kernel, State* const* states, const uint8_t* const* inputs,
                           size_t used, size_t block_count) {
    std::array<State, kMaxLanes> unused_states;
    std::array<State*, kMaxLanes> all_states;
    std::array<const uint8_t*, kMaxLanes> all_inputs;
    for (size_t lane = 0; lane < kernel.lanes; ++lane) {
      if (lane >= used) {
        unused_states[lane] = *states[0];
      }
      all_states[lane] = lane < used ? states[lane] : &unused_states[lane];
      all_inputs[lane] = inputs[lane < used ? lane : 0];
    }
    kernel.compress(all_states.data(), all_inputs.data(), block_count);
  }

  std::array<const Kernel*, kMaxLanes + 1> first_{};
  size_t fastest_lanes_ = 1;
};

}  // namespace modelseal::hash::kernels

#endif  // MODELSEAL_LIB_HASH_KERNELS_LANE_PLAN_H_
