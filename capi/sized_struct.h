// SPDX-License-Identifier: Apache-2.0
//
// Structs of the C interface that may grow: the caller says how much of one it knows.
#ifndef MODELSEAL_CAPI_SIZED_STRUCT_H_
#define MODELSEAL_CAPI_SIZED_STRUCT_H_

#include <algorithm>
#include <cstring>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "lib/base/status.h"

namespace modelseal::capi {

// Copies as much of `filled` as the caller's struct_size says it has room for; struct_size keeps
// the caller's value. kInvalidArgument if that is less than the first version of the struct, all of
// which every caller has.
template <typename Struct>
absl::Status FillSizedStruct(const Struct& filled, Struct* out,
                             size_t first_version_size = sizeof(Struct)) {
  const uint32_t room = out->struct_size;
  if (room < first_version_size) {
    return MakeError(
        Reason::kInvalidArgument,
        absl::StrCat("struct_size is ", room, ", expected at least ", first_version_size));
  }
  std::memcpy(out, &filled, std::min<size_t>(room, sizeof(Struct)));
  out->struct_size = room;
  return absl::OkStatus();
}

// What the caller set of a struct; zeros for fields that it does not know. kInvalidArgument if
// struct_size is less than the first version of the struct.
template <typename Struct>
absl::StatusOr<Struct> ReadSizedStruct(const Struct* in,
                                       size_t first_version_size = sizeof(Struct)) {
  if (in->struct_size < first_version_size) {
    return MakeError(Reason::kInvalidArgument,
                     absl::StrCat("struct_size is ", in->struct_size, ", expected at least ",
                                  first_version_size));
  }
  Struct out = {};
  std::memcpy(&out, in, std::min<size_t>(in->struct_size, sizeof(Struct)));
  return out;
}

}  // namespace modelseal::capi

#endif  // MODELSEAL_CAPI_SIZED_STRUCT_H_
