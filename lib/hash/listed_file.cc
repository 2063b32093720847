// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/listed_file.h"

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"

namespace modelseal::hash {

absl::Status FileChangedError(std::string_view name, std::string_view how) {
  return MakeError(Reason::kFileChanged, absl::StrCat(name, " ", how),
                   {{"path", std::string(name)}});
}

absl::StatusOr<fs::OpenFile> OpenListedFile(const fs::ModelRoot& root,
                                            const fs::WalkedFile& walked) {
  MODELSEAL_ASSIGN_OR_RETURN(fs::OpenFile file, root.OpenFileBeneath(walked.name));
  if (file.state() != walked.state) {
    return FileChangedError(walked.name, "changed since the model was listed");
  }
  return file;
}

absl::Status CheckListedFile(const fs::OpenFile& file, const fs::WalkedFile& walked) {
  if (walked.state.size_bytes == 0) {
    // Some file systems (procfs, FUSE) give no size for files that have content.
    uint8_t byte = 0;
    MODELSEAL_ASSIGN_OR_RETURN(const size_t count, file.ReadAt(0, {&byte, 1}));
    if (count != 0) {
      return FileChangedError(walked.name, "has content beyond its size of 0 bytes");
    }
  }
  return file.CheckUnchanged();
}

}  // namespace modelseal::hash
