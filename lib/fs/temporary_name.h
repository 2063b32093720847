// SPDX-License-Identifier: Apache-2.0
//
// Files that are made beside others, under names that nobody else takes. Used inside lib/fs only.
#ifndef MODELSEAL_LIB_FS_TEMPORARY_NAME_H_
#define MODELSEAL_LIB_FS_TEMPORARY_NAME_H_

#include <sys/types.h>

#include <string>

#include "lib/fs/open_beneath.h"

namespace modelseal::fs {

// A new file in the directory, open for writing. `name` is its name, and unchanged on failure.
OpenResult MakeTemporaryFile(int directory_fd, mode_t mode, std::string& name);

}  // namespace modelseal::fs

#endif  // MODELSEAL_LIB_FS_TEMPORARY_NAME_H_
