// SPDX-License-Identifier: Apache-2.0
//
// Names of files relative to a model, as OMS 1.0 §6.1.2 spells them: UTF-8, `/` between components,
// compared byte by byte, never normalised.
#ifndef MODELSEAL_LIB_FS_PATH_H_
#define MODELSEAL_LIB_FS_PATH_H_

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace modelseal::fs {

// OK if `name` is in the one form a file's name has: not empty, at most limits::kMaxNameBytes, well
// formed UTF-8, no NUL, no leading or trailing `/`, no empty, `.` or `..` component. Otherwise
// kNameInvalid with the detail "field" = `field` (where the name stands, for the message).
absl::Status CheckName(std::string_view name, std::string_view field);

// The same, and none of the glob characters `*`, `?`, `[`, `]`: the form of an ignored name.
absl::Status CheckIgnoredName(std::string_view name, std::string_view field);

// Whether `name` is `ancestor` or lies below it.
bool IsAtOrBelow(std::string_view name, std::string_view ancestor);

// The highest of `names`, which are sorted, that `name` is or lies below; nullopt if there is none.
// A view into `name`.
std::optional<std::string_view> HighestAtOrAbove(std::span<const std::string> names,
                                                 std::string_view name);

// The directory that a path of the file system stands in, with the `/` at its end; "." for a path
// without one.
std::string DirectoryOf(std::string_view path);

// Component-wise order, in which the Python reference sorts: `a/b` before `a-b`. (Code point order
// is operator< of the strings.)
bool ComponentLess(std::string_view a, std::string_view b);

}  // namespace modelseal::fs

#endif  // MODELSEAL_LIB_FS_PATH_H_
