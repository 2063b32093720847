// SPDX-License-Identifier: Apache-2.0
//
// Small files in one piece: signature files, keys, and files that are this user's own.
#ifndef MODELSEAL_LIB_FS_WHOLE_FILE_H_
#define MODELSEAL_LIB_FS_WHOLE_FILE_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace modelseal::fs {

// Reads a regular file (links are followed; never waits on a pipe). Fails with kNotFound,
// kAccessDenied, kIoFailed, kFileTypeRefused, and kLimitExceeded if it is larger than max_bytes, in
// which case no more than one byte beyond that is read; kInvalidArgument for a NUL byte in `path`.
absl::StatusOr<std::string> ReadWholeFile(std::string_view path, uint64_t max_bytes);

// Writes a temporary file beside `path`, syncs it, renames it over `path`. On failure `path` is as
// it was and no temporary file is left. A new file gets mode 0666 less the umask, one that replaces
// another has the other's permissions. A link at `path` is itself replaced, not what it points to.
// Fails with kNotFound (also a missing directory), kAccessDenied, kIoFailed, kInvalidArgument (a
// NUL byte in `path`) and kFileTypeRefused: `path` is there already, perhaps behind a link, as
// something else than a regular file (a rename as root would turn /dev/null into a file).
absl::Status WriteFileAtomically(std::string_view path, std::string_view content);

// Reads a file that nobody but this user (and root) can have written. Fails as ReadWholeFile, and
// with kAccessDenied and the detail "field" ("owner" or "mode") unless the effective user owns it
// and neither group nor others may write to it; kSymlinkRefused if `path` itself is a link.
absl::StatusOr<std::string> ReadPrivateFile(std::string_view path, uint64_t max_bytes);

// As WriteFileAtomically, but the file has mode 0600 from its first moment on, whatever it
// replaces.
absl::Status WritePrivateFileAtomically(std::string_view path, std::string_view content);

}  // namespace modelseal::fs

#endif  // MODELSEAL_LIB_FS_WHOLE_FILE_H_
