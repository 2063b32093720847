// SPDX-License-Identifier: Apache-2.0
//
// The files of the dataset commands: keys, commitments and proofs.
#ifndef MODELSEAL_CLI_DATASETS_DATASET_FILES_H_
#define MODELSEAL_CLI_DATASETS_DATASET_FILES_H_

#include <modelseal/modelseal.hpp>
#include <string>
#include <string_view>

namespace modelseal::cli {

// All throw Failure.
DatasetKey ReadDatasetKey(const std::string& path);
DatasetCommitment ReadCommitment(const std::string& path);

// A whole file of at most `max_bytes`; `what` names it in messages, as "proof".
std::string ReadWhole(const std::string& path, std::string_view what, size_t max_bytes);

// No proof is larger: 65536 records with values of some KiB each.
inline constexpr size_t kMaxProofFileBytes = size_t{1} << 30;

// Refuses a file that exists, before work is done for it, unless `force`.
void CheckIsNew(const std::string& path, bool force);

// Writes a file that others may read, by a temporary one beside it.
void WritePublicFile(const std::string& path, std::string_view content, bool force);

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_DATASETS_DATASET_FILES_H_
