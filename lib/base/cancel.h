// SPDX-License-Identifier: Apache-2.0
//
// A request to stop, made from any thread or a signal handler.
#ifndef MODELSEAL_LIB_BASE_CANCEL_H_
#define MODELSEAL_LIB_BASE_CANCEL_H_

#include <atomic>

namespace modelseal {

// Thread-safe. Once requested it stays requested.
class CancelToken {
 public:
  void Request() noexcept { is_requested_.store(true, std::memory_order_relaxed); }
  bool is_requested() const noexcept { return is_requested_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> is_requested_{false};
  static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may request");
};

}  // namespace modelseal

#endif  // MODELSEAL_LIB_BASE_CANCEL_H_
