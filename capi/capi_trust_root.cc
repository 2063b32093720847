// SPDX-License-Identifier: Apache-2.0
//
// Trust roots of the C interface.
#include <memory>
#include <string>
#include <utility>

#include "capi/boundary.h"
#include "capi/handles.h"
#include "lib/base/limits.h"
#include "lib/fs/whole_file.h"
#include "lib/trust/trusted_root.h"

using modelseal::capi::Boundary;
using modelseal::capi::CheckBytes;
using modelseal::capi::CheckNotNull;
using modelseal::capi::CheckText;
using modelseal::capi::ViewOf;
using modelseal::trust::TrustedRoot;

namespace {

modelseal_trust_root* NewHandle(TrustedRoot root) {
  return new modelseal_trust_root{std::make_shared<const TrustedRoot>(std::move(root))};
}

}  // namespace

modelseal_code modelseal_trust_root_parse(const uint8_t* json, size_t json_len,
                                          modelseal_trust_root** out, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckBytes(json, json_len, "json"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(
        TrustedRoot root,
        TrustedRoot::Parse(ViewOf(reinterpret_cast<const char*>(json), json_len)));
    *out = NewHandle(std::move(root));
    return absl::OkStatus();
  });
}

modelseal_code modelseal_trust_root_load(const char* path, size_t path_len,
                                         modelseal_trust_root** out, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckText(path, path_len, "path", false));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(const std::string json,
                               modelseal::fs::ReadWholeFile(ViewOf(path, path_len),
                                                            modelseal::limits::kMaxTrustRootBytes));
    MODELSEAL_ASSIGN_OR_RETURN(TrustedRoot root, TrustedRoot::Parse(json));
    *out = NewHandle(std::move(root));
    return absl::OkStatus();
  });
}

modelseal_code modelseal_trust_root_production(modelseal_trust_root** out, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(TrustedRoot root, TrustedRoot::Production());
    *out = NewHandle(std::move(root));
    return absl::OkStatus();
  });
}

void modelseal_trust_root_free(modelseal_trust_root* trust_root) { delete trust_root; }
