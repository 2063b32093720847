// SPDX-License-Identifier: Apache-2.0
//
// What a prover may try, by class: how often each test tried it and how often it was refused. The
// counts are printed when the table goes out of scope.
#ifndef MODELSEAL_TESTS_DATASET_REFUSAL_TABLE_H_
#define MODELSEAL_TESTS_DATASET_REFUSAL_TABLE_H_

#include <cstddef>
#include <map>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "lib/base/status.h"

namespace modelseal::testing {

class RefusalTable {
 public:
  explicit RefusalTable(std::string test) : test_(std::move(test)) {}
  RefusalTable(const RefusalTable&) = delete;
  RefusalTable& operator=(const RefusalTable&) = delete;
  // Prints what was counted.
  ~RefusalTable();

  // Counts an attempt; returns whether it was refused, for that reason.
  bool IsRefused(const std::string& attempt, const absl::Status& status, Reason reason);

 private:
  struct Count {
    size_t tried = 0;
    size_t refused = 0;
  };

  std::string test_;
  std::map<std::string, Count> counts_;
};

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_DATASET_REFUSAL_TABLE_H_
