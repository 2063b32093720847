// SPDX-License-Identifier: Apache-2.0
//
// The functions by which a record gets its label.
#ifndef MODELSEAL_LIB_DATASET_SUITE_H_
#define MODELSEAL_LIB_DATASET_SUITE_H_

#include <cstdint>

namespace modelseal::dataset {

enum class Suite : uint8_t { kEcvrfP256Sha256Tai = 1, kBulkP256Sha256 = 2 };

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_SUITE_H_
