// SPDX-License-Identifier: Apache-2.0
//
// Keys and inputs for tests of labels, from bytes that a test chooses.
#ifndef MODELSEAL_TESTS_DATASET_VRF_EXAMPLES_H_
#define MODELSEAL_TESTS_DATASET_VRF_EXAMPLES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lib/dataset/label.h"
#include "lib/dataset/suite.h"
#include "lib/dataset/vrf_secret_key.h"

namespace modelseal::testing {

inline constexpr dataset::Suite kVrfSuites[] = {dataset::Suite::kEcvrfP256Sha256Tai,
                                                dataset::Suite::kBulkP256Sha256};

// The key of the examples 10 and 11 of RFC 9381, appendix B.1.
inline constexpr std::string_view kExampleScalar =
    "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721";
inline constexpr std::string_view kExamplePublicKey =
    "0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6";
// That of example 12.
inline constexpr std::string_view kOtherScalar =
    "2ca1411a41b17b24cc8c3b089cfd033f1920202a6c0de8abb97df1498d50d2c8";
inline constexpr std::string_view kOtherPublicKey =
    "03596375e6ce57e0f20294fc46bdfcfd19a39f8161b58695b3ec5b3d16427c274d";

// The bytes of a hexadecimal text; throws for what is none.
std::vector<uint8_t> BytesOfHex(std::string_view hex);

// The text of a key file with any content.
std::string KeyFileText(std::string_view content_hex, std::string_view pem_label);

// As a key file holds it: what goes before the scalar, for a suite.
std::string KeyFileHead(dataset::Suite suite);

// The key of these 32 bytes and 33 bytes, which must belong together.
dataset::VrfSecretKey MakeVrfKey(dataset::Suite suite, std::string_view scalar_hex = kExampleScalar,
                                 std::string_view public_key_hex = kExamplePublicKey);

// "record 0", "record 1" and so on.
std::vector<dataset::VrfInput> ExampleInputs(size_t count);

// SuiteName() as Catch2 prints it.
std::string SuiteText(dataset::Suite suite);

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_DATASET_VRF_EXAMPLES_H_
