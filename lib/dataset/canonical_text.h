// SPDX-License-Identifier: Apache-2.0
//
// What the view text-nfc15 sees of a record (docs/dataset-format.md, "Records").
#ifndef MODELSEAL_LIB_DATASET_CANONICAL_TEXT_H_
#define MODELSEAL_LIB_DATASET_CANONICAL_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace modelseal::dataset {

// The text in NFC, every run of white space one U+0020, none at the ends. Fails with
// kInvalidArgument for what is not UTF-8, kLimitExceeded above limits::kMaxDatasetTextBytes.
// Thread-safe.
absl::StatusOr<std::string> CanonicalText(std::string_view bytes);

// The parts of a canonical text that have so many words, from each word on that has enough behind
// it; the whole text if it has fewer. They live as long as the text. Fails with kLimitExceeded for
// more than limits::kMaxDatasetWindows. Thread-safe.
absl::StatusOr<std::vector<std::string_view>> WordWindows(std::string_view canonical_text,
                                                          size_t words);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_CANONICAL_TEXT_H_
