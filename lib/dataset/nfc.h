// SPDX-License-Identifier: Apache-2.0
//
// Normalization Form C of Unicode 15.0 (Unicode Standard Annex #15).
#ifndef MODELSEAL_LIB_DATASET_NFC_H_
#define MODELSEAL_LIB_DATASET_NFC_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace modelseal::dataset {

// Code points that Unicode 15.0 has not assigned stay as they are, though later versions may say
// otherwise. Fails with kInvalidArgument for what is not UTF-8. Takes time in proportion to the
// text, but for the logarithm of how many combining marks follow one another, and besides the
// result memory for one run of those. Thread-safe.
absl::StatusOr<std::string> ToNfc(std::string_view text);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_NFC_H_
