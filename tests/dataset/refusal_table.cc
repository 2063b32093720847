// SPDX-License-Identifier: Apache-2.0
#include "tests/dataset/refusal_table.h"

#include <cstdio>

namespace modelseal::testing {

RefusalTable::~RefusalTable() {
  for (const auto& [attempt, count] : counts_) {
    std::printf("%-44s | %-44s | refused %zu of %zu\n", attempt.c_str(), test_.c_str(),
                count.refused, count.tried);
  }
}

bool RefusalTable::IsRefused(const std::string& attempt, const absl::Status& status,
                             Reason reason) {
  Count& count = counts_[attempt];
  ++count.tried;
  const bool is_refused = !status.ok() && ReasonOf(status) == reason;
  count.refused += is_refused ? 1 : 0;
  return is_refused;
}

}  // namespace modelseal::testing
