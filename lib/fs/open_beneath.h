// SPDX-License-Identifier: Apache-2.0
//
// Opening what lies beneath a directory without following a symbolic link, without waiting on a
// pipe, and with failures told apart. Used inside lib/fs only.
#ifndef MODELSEAL_LIB_FS_OPEN_BENEATH_H_
#define MODELSEAL_LIB_FS_OPEN_BENEATH_H_

#include <fcntl.h>
#include <sys/stat.h>

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/fs/model_root.h"
#include "lib/fs/unique_fd.h"

namespace modelseal::fs {

// O_NONBLOCK: a pipe or a device in a file's place must not make us wait. O_DIRECTORY is left out
// on purpose: with it a symbolic link gives ENOTDIR, as a file does; look at the type afterwards.
inline constexpr int kOpenForReading = O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY;

struct OpenResult {
  UniqueFd fd;           // not open on failure
  int error_number = 0;  // 0 on success
};

// openat(2), begun again when a signal interrupts it.
OpenResult OpenAt(int directory_fd, const char* path, int flags);

// How a name is resolved. Both give the same answers.
enum class ResolveMethod {
  kBest,          // one openat2; component by component where that is not to be had
  kPerComponent,  // one openat(O_NOFOLLOW) a component
};

// Opens what `name` (canonical by path.h, which the caller checked) is beneath the directory,
// whatever its type. ELOOP if any component is a symbolic link, ENOTDIR if one above the last is no
// directory.
OpenResult OpenBeneath(int directory_fd, const std::string& name, ResolveMethod method);

// The same for a regular file. Fails as ModelRoot::OpenFileBeneath, with kNameInvalid for a name
// that is not canonical.
absl::StatusOr<OpenFile> OpenRegularBeneath(int directory_fd, std::string_view name,
                                            ResolveMethod method);

// The open file of that descriptor, if it is a regular file; kFileTypeRefused otherwise.
absl::StatusOr<OpenFile> CheckRegular(UniqueFd fd, std::string_view name);

// Why opening `path` failed.
absl::Status OpenError(int error_number, std::string_view path);

// kFileTypeRefused: `path` is of the type in `mode`, and not what was expected, say "a directory".
absl::Status FileTypeError(mode_t mode, std::string_view path,
                           std::string_view expected = "a regular file");

// kInvalidArgument if a path of the file system has a NUL byte, at which the kernel would cut it.
absl::Status CheckPath(std::string_view path);

FileState StateOf(const struct stat& info);

}  // namespace modelseal::fs

#endif  // MODELSEAL_LIB_FS_OPEN_BENEATH_H_
