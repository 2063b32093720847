// SPDX-License-Identifier: Apache-2.0
//
// What a proof says of a record.
#ifndef MODELSEAL_LIB_DATASET_ANSWER_H_
#define MODELSEAL_LIB_DATASET_ANSWER_H_

#include <optional>
#include <string>

namespace modelseal::dataset {

struct Answer {
  bool is_member = false;
  // The record's value, if it is a member of a map and the proof shows it.
  std::optional<std::string> value = {};

  bool operator==(const Answer&) const = default;
};

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_ANSWER_H_
