// SPDX-License-Identifier: Apache-2.0
//
// Where the time comes from: the machine's clock is asked only where a caller chose it.
#ifndef MODELSEAL_LIB_BASE_CLOCK_H_
#define MODELSEAL_LIB_BASE_CLOCK_H_

#include <cstdint>

namespace modelseal {

// Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  // Seconds since 1970-01-01T00:00:00Z.
  virtual int64_t NowSeconds() const = 0;
};

// A clock that stands still.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(int64_t seconds) : seconds_(seconds) {}
  int64_t NowSeconds() const override { return seconds_; }

 private:
  int64_t seconds_;
};

}  // namespace modelseal

#endif  // MODELSEAL_LIB_BASE_CLOCK_H_
