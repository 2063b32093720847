// SPDX-License-Identifier: Apache-2.0
//
// What is decided about a dataset before its first record, and stands in its commitment
// (docs/dataset-format.md, "Commitment").
#ifndef MODELSEAL_LIB_DATASET_PARAMETERS_H_
#define MODELSEAL_LIB_DATASET_PARAMETERS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "lib/dataset/suite.h"
#include "lib/dataset/vrf_public_key.h"

namespace modelseal::dataset {

enum class DatasetKind : uint8_t {
  kSet = 1,  // a record is in it or not
  kMap = 2,  // and has a value, hidden until it is opened
};

// A record that comes twice.
enum class DuplicatePolicy : uint8_t {
  kError = 1,
  kCollapse = 2,  // counts once; of a map only if its value is the same
  kCount = 3,     // the value of a record is how often it came: eight bytes; maps only
};

// How many leaves a trie gets, so that it does not show the number of its records.
enum class Padding : uint8_t {
  kNone = 1,
  kPowerOfTwo = 2,
  kQuarterSteps = 3,  // 4, 5, 6 or 7 times a power of two
};

struct DatasetParameters {
  VrfPublicKey public_key;  // knows its suite
  DatasetKind kind = DatasetKind::kSet;
  DuplicatePolicy duplicates = DuplicatePolicy::kError;
  Padding padding = Padding::kNone;
  // UTF-8 without control characters, 1 to 255 bytes each. Labels depend on the context: datasets
  // that share it show which records they share.
  std::string name = {};
  std::string context = {};
  // Ids of the views under which records were digested: 1 to 16, each of 1 to 64 of the characters
  // a-z, 0-9, '.', '_', '-', ascending and no two equal.
  std::vector<std::string> views = {};
};

// kInvalidArgument with the field if a rule above is broken.
absl::Status CheckParameters(const DatasetParameters& parameters);

// The same for a name or context, and for the id of one view.
absl::Status CheckDatasetText(std::string_view field, std::string_view text);
absl::Status CheckViewId(std::string_view field, std::string_view view);

// The leaves that a trie of so many records gets: the smallest number that the padding allows. 0
// records count as 1 (4 for kQuarterSteps), except without padding.
uint64_t PaddedLeafCount(Padding padding, uint64_t record_count);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_PARAMETERS_H_
