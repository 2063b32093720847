// SPDX-License-Identifier: Apache-2.0
//
// A period of validity as Sigstore's trust material states it: both ends included.
#ifndef MODELSEAL_LIB_BASE_TIME_RANGE_H_
#define MODELSEAL_LIB_BASE_TIME_RANGE_H_

#include <cstdint>
#include <limits>

namespace modelseal {

// Milliseconds since 1970-01-01T00:00:00Z.
struct TimeRange {
  static constexpr int64_t kStillOngoing = std::numeric_limits<int64_t>::max();

  int64_t start_ms = 0;
  int64_t end_ms = kStillOngoing;

  bool Contains(int64_t time_ms) const { return start_ms <= time_ms && time_ms <= end_ms; }
  bool operator==(const TimeRange& other) const = default;
};

}  // namespace modelseal

#endif  // MODELSEAL_LIB_BASE_TIME_RANGE_H_
