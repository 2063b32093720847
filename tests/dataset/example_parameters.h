// SPDX-License-Identifier: Apache-2.0
//
// Parameters of a dataset for tests, under the public key of RFC 9381, appendix B.1, example 10.
#ifndef MODELSEAL_TESTS_DATASET_EXAMPLE_PARAMETERS_H_
#define MODELSEAL_TESTS_DATASET_EXAMPLE_PARAMETERS_H_

#include <array>
#include <cstdint>

#include "lib/base/hex.h"
#include "lib/dataset/parameters.h"

namespace modelseal::testing {

inline dataset::DatasetParameters ExampleParameters(
    dataset::DatasetKind kind = dataset::DatasetKind::kSet) {
  std::array<uint8_t, 33> key = {};
  DecodeHex("0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6", key);
  return {
      .public_key = *dataset::VrfPublicKey::Parse(dataset::Suite::kEcvrfP256Sha256Tai, key),
      .kind = kind,
      .name = "digits",
      .context = "digits-202",
      .views = {"raw", "text-nfc.v1"},
  };
}

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_DATASET_EXAMPLE_PARAMETERS_H_
