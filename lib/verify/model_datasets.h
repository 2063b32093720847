// SPDX-License-Identifier: Apache-2.0
//
// Commitments to datasets that lie inside a model as files, so that every signature of the model
// covers them.
#ifndef MODELSEAL_LIB_VERIFY_MODEL_DATASETS_H_
#define MODELSEAL_LIB_VERIFY_MODEL_DATASETS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/manifest/manifest.h"

namespace modelseal::verify {

// How the names of such files end.
inline constexpr std::string_view kDatasetFileSuffix = ".modelseal-dataset";

struct ModelDataset {
  std::string file;        // its name relative to the model
  std::string commitment;  // the bytes
};

// The files of the manifest whose names end so, by name, once each. kLimitExceeded for more than
// limits::kMaxProvenanceItems.
absl::StatusOr<std::vector<std::string>> DatasetFilesOf(const manifest::Manifest& manifest);

// Whether the manifest has a file of this name and exactly these bytes.
bool HasFile(const manifest::Manifest& manifest, std::string_view name, std::string_view bytes);

// Reads every DatasetFilesOf(manifest) from the model on disk, whose manifest was verified, and
// parses it only once its bytes are known to be those of the manifest. kDigestMismatch if they are
// not (any more); fails as fs::ModelRoot, with kLimitExceeded for a file that is too large for a
// commitment, and as dataset::Commitment::Parse(), with the detail "path".
absl::StatusOr<std::vector<ModelDataset>> ReadModelDatasets(std::string_view model_path,
                                                            const manifest::Manifest& manifest);

}  // namespace modelseal::verify

#endif  // MODELSEAL_LIB_VERIFY_MODEL_DATASETS_H_
