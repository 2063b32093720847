// SPDX-License-Identifier: Apache-2.0
//
// The functions by which a record gets its label.
#ifndef MODELSEAL_LIB_DATASET_SUITE_H_
#define MODELSEAL_LIB_DATASET_SUITE_H_

#include <cstdint>
#include <optional>
#include <string_view>

namespace modelseal::dataset {

// 3 is kept for a symmetric function whose values are proved in zero knowledge.
enum class Suite : uint8_t {
  kEcvrfP256Sha256Tai = 1,  // RFC 9381, section 5.5, suite 0x01
  kBulkP256Sha256 = 2,      // docs/dataset-bulk-suite.md: experimental until reviewed outside
};

inline std::optional<Suite> ParseSuite(uint8_t number) {
  switch (number) {
    case static_cast<uint8_t>(Suite::kEcvrfP256Sha256Tai):
      return Suite::kEcvrfP256Sha256Tai;
    case static_cast<uint8_t>(Suite::kBulkP256Sha256):
      return Suite::kBulkP256Sha256;
    default:
      return std::nullopt;
  }
}

constexpr std::string_view SuiteName(Suite suite) {
  switch (suite) {
    case Suite::kEcvrfP256Sha256Tai:
      return "ecvrf-p256-sha256-tai";
    case Suite::kBulkP256Sha256:
      return "bulk-p256-sha256-experimental";
  }
  return "";
}

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_SUITE_H_
