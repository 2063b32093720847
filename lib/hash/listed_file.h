// SPDX-License-Identifier: Apache-2.0
//
// Files that a walk listed, while they are hashed: whoever reads them, a file that changes is
// noticed.
#ifndef MODELSEAL_LIB_HASH_LISTED_FILE_H_
#define MODELSEAL_LIB_HASH_LISTED_FILE_H_

#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/fs/model_root.h"
#include "lib/fs/walk.h"

namespace modelseal::hash {

absl::Status FileChangedError(std::string_view name, std::string_view how);

// kFileChanged if the file is not in the state that the walk saw; else as OpenFileBeneath.
absl::StatusOr<fs::OpenFile> OpenListedFile(const fs::ModelRoot& root,
                                            const fs::WalkedFile& walked);

// To be called after the last byte was read. kFileChanged if the file is no longer in that state,
// or has content although its size is 0 bytes.
absl::Status CheckListedFile(const fs::OpenFile& file, const fs::WalkedFile& walked);

}  // namespace modelseal::hash

#endif  // MODELSEAL_LIB_HASH_LISTED_FILE_H_
