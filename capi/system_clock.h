// SPDX-License-Identifier: Apache-2.0
//
// The clock of the machine, for callers who set no time of verification.
#ifndef MODELSEAL_CAPI_SYSTEM_CLOCK_H_
#define MODELSEAL_CAPI_SYSTEM_CLOCK_H_

#include <chrono>

#include "lib/base/clock.h"

namespace modelseal::capi {

class SystemClock final : public Clock {
 public:
  int64_t NowSeconds() const override {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::seconds>(now).count();
  }
};

}  // namespace modelseal::capi

#endif  // MODELSEAL_CAPI_SYSTEM_CLOCK_H_
