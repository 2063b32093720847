// SPDX-License-Identifier: Apache-2.0
//
// Which kernels compress how many messages at once.
#ifndef MODELSEAL_LIB_HASH_KERNELS_LANE_PLAN_H_
#define MODELSEAL_LIB_HASH_KERNELS_LANE_PLAN_H_

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace modelseal::hash::kernels {

// For each number of messages the combination of kernels that takes least time. `Kernel` has the
// members lanes and compress; `State` is what a kernel compresses into. Immutable.
//
// Which combination that is differs between processors that have the same instructions: on Zen 4
// sixteen streams of SHA-256 through AVX-512 are only 7 % faster than two through the SHA
// extensions, because its vector units are half as wide. So the kernels are timed once, which takes
// some ten microseconds; what they compute does not depend on the result.
template <class Kernel, class State, size_t kBlockBytes>
class LanePlan {
 public:
  static constexpr size_t kMaxLanes = 64;

  // One of the kernels takes a single message.
  explicit LanePlan(const std::vector<Kernel>& kernels) {
    std::vector<double> kernel_costs;
    for (const Kernel& kernel : kernels) {
      kernel_costs.push_back(TimeOf(kernel));
    }
    std::array<double, kMaxLanes + 1> cost{};
    for (size_t lanes = 1; lanes <= kMaxLanes; ++lanes) {
      for (size_t i = 0; i < kernels.size(); ++i) {
        const double total = kernel_costs[i] + cost[lanes - std::min(lanes, kernels[i].lanes)];
        if (first_[lanes] == nullptr || total < cost[lanes]) {
          first_[lanes] = &kernels[i];
          cost[lanes] = total;
        }
      }
    }
    for (const Kernel& kernel : kernels) {
      // A wider kernel must be worth finding so many messages.
      if (cost[kernel.lanes] / static_cast<double>(kernel.lanes) <
          kWorthMoreLanes * cost[fastest_lanes_] / static_cast<double>(fastest_lanes_)) {
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
  static constexpr double kWorthMoreLanes = 0.95;
  static constexpr size_t kTimedBlocks = 8;
  static constexpr int kTimedRuns = 5;

  // Nanoseconds for one block of each lane, the least of a few runs.
  static double TimeOf(const Kernel& kernel) {
    const std::array<uint8_t, kTimedBlocks * kBlockBytes> blocks{};
    std::array<State, kMaxLanes> states{};
    std::array<State*, kMaxLanes> state_pointers;
    std::array<const uint8_t*, kMaxLanes> inputs;
    for (size_t lane = 0; lane < kernel.lanes; ++lane) {
      state_pointers[lane] = &states[lane];
      inputs[lane] = blocks.data();
    }
    double least_ns = std::numeric_limits<double>::max();
    for (int run = 0; run < kTimedRuns; ++run) {
      const auto start = std::chrono::steady_clock::now();
      kernel.compress(state_pointers.data(), inputs.data(), kTimedBlocks);
      const std::chrono::duration<double, std::nano> taken =
          std::chrono::steady_clock::now() - start;
      least_ns = std::min(least_ns, taken.count());
    }
    return least_ns / kTimedBlocks;
  }

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
