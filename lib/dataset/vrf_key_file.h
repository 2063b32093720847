// SPDX-License-Identifier: Apache-2.0
//
// The file of a dataset's secret key (docs/dataset-bulk-suite.md, "Key files"): one PEM block of
// the label MODELSEAL DATASET KEY around these bytes.
//
//   offset  bytes  field
//   0       8      "msealvrf" in ASCII
//   8       1      version, 1
//   9       1      purpose: 1 labels of datasets
//   10      1      suite
//   11      32     secret scalar, 1 to q - 1
//   43      33     public key
#ifndef MODELSEAL_LIB_DATASET_VRF_KEY_FILE_H_
#define MODELSEAL_LIB_DATASET_VRF_KEY_FILE_H_

#include <span>
#include <string_view>

#include "absl/status/statusor.h"
#include "lib/crypto/secret.h"
#include "lib/dataset/p256.h"
#include "lib/dataset/suite.h"

namespace modelseal::dataset {

struct VrfKeyFile {
  Suite suite;
  Scalar scalar;
  PointBytes public_key;  // as the file has it; nobody has held it against the scalar yet
};

// Takes any text, and only the one way to write a key. kKeyInvalid; kKeyUnsupported for a version,
// suite or purpose that is not known; kOutOfMemory.
absl::StatusOr<VrfKeyFile> ParseVrfKeyFile(std::string_view text);

crypto::Secret WriteVrfKeyFile(Suite suite, std::span<const uint8_t, kScalarBytes> scalar,
                               const PointBytes& public_key);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_VRF_KEY_FILE_H_
