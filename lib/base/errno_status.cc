// SPDX-License-Identifier: Apache-2.0
//
// Failed system calls: apart from status.cc, which verifiers without a system use too.
#include <cerrno>
#include <string>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"

namespace modelseal {
namespace {

Reason ReasonOfErrno(int error_number) {
  switch (error_number) {
    case ENOENT:
    case ENOTDIR:
      return Reason::kNotFound;
    case EACCES:
    case EPERM:
      return Reason::kAccessDenied;
    case ELOOP:
      return Reason::kSymlinkRefused;
    case ENOMEM:
      return Reason::kOutOfMemory;
    default:
      return Reason::kIoFailed;
  }
}

}  // namespace

absl::Status MakeErrnoError(int error_number, std::string_view action, std::string_view path) {
  return MakeError(ReasonOfErrno(error_number),
                   absl::StrCat("cannot ", action, " ", path, ": ",
                                std::generic_category().message(error_number)),
                   {{"path", std::string(path)}, {"errno", absl::StrCat(error_number)}});
}

}  // namespace modelseal
