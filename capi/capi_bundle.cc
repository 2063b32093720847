// SPDX-License-Identifier: Apache-2.0
//
// Bundles of the C interface.
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "capi/boundary.h"
#include "capi/bundle_manifest.h"
#include "capi/handles.h"
#include "lib/base/limits.h"
#include "lib/fs/whole_file.h"

using modelseal::MakeError;
using modelseal::Reason;
using modelseal::bundle::Bundle;
using modelseal::capi::Boundary;
using modelseal::capi::CheckBytes;
using modelseal::capi::CheckNotNull;
using modelseal::capi::CheckText;
using modelseal::capi::kEmptyStr;
using modelseal::capi::StrOf;
using modelseal::capi::ViewOf;
using modelseal::manifest::Manifest;

modelseal_code modelseal_bundle_parse(const uint8_t* json, size_t json_len, modelseal_bundle** out,
                                      modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckBytes(json, json_len, "json"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(
        Bundle bundle,
        Bundle::Parse(std::string(ViewOf(reinterpret_cast<const char*>(json), json_len))));
    *out = new modelseal_bundle{std::move(bundle)};
    return absl::OkStatus();
  });
}

modelseal_code modelseal_bundle_load(const char* path, size_t path_len, modelseal_bundle** out,
                                     modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckText(path, path_len, "path", false));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    absl::StatusOr<std::string> json =
        modelseal::fs::ReadWholeFile(ViewOf(path, path_len), modelseal::limits::kMaxBundleBytes);
    if (!json.ok() && modelseal::ReasonOf(json.status()) == Reason::kNotFound) {
      return MakeError(Reason::kSignatureNotFound,
                       absl::StrCat("no signature at ", ViewOf(path, path_len)),
                       {{"path", std::string(ViewOf(path, path_len))}});
    }
    MODELSEAL_RETURN_IF_ERROR(json.status());
    MODELSEAL_ASSIGN_OR_RETURN(Bundle bundle, Bundle::Parse(*std::move(json)));
    *out = new modelseal_bundle{std::move(bundle)};
    return absl::OkStatus();
  });
}

modelseal_code modelseal_bundle_save(const modelseal_bundle* bundle, const char* path,
                                     size_t path_len, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(bundle, "bundle"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(path, path_len, "path", false));
    return modelseal::fs::WriteFileAtomically(ViewOf(path, path_len), bundle->bundle.json());
  });
}

modelseal_str modelseal_bundle_json(const modelseal_bundle* bundle) {
  return bundle == nullptr ? kEmptyStr : StrOf(bundle->bundle.json());
}

int32_t modelseal_bundle_method(const modelseal_bundle* bundle) {
  return bundle == nullptr ? 0 : static_cast<int32_t>(bundle->bundle.method());
}

modelseal_str modelseal_bundle_media_type(const modelseal_bundle* bundle) {
  return bundle == nullptr ? kEmptyStr : StrOf(bundle->bundle.media_type());
}

modelseal_str modelseal_bundle_key_hint_unverified(const modelseal_bundle* bundle) {
  return bundle == nullptr ? kEmptyStr : StrOf(bundle->bundle.key().hint);
}

size_t modelseal_bundle_certificate_count(const modelseal_bundle* bundle) {
  return bundle == nullptr ? 0 : bundle->bundle.certificates_der().size();
}

modelseal_str modelseal_bundle_certificate_der_unverified(const modelseal_bundle* bundle,
                                                          size_t index) {
  return index < modelseal_bundle_certificate_count(bundle)
             ? StrOf(bundle->bundle.certificates_der()[index])
             : kEmptyStr;
}

int32_t modelseal_bundle_has_envelope(const modelseal_bundle* bundle) {
  return bundle != nullptr && bundle->bundle.has_envelope() ? 1 : 0;
}

modelseal_str modelseal_bundle_payload_unverified(const modelseal_bundle* bundle) {
  return bundle == nullptr ? kEmptyStr : StrOf(bundle->bundle.envelope().payload);
}

modelseal_code modelseal_bundle_manifest_unverified(const modelseal_bundle* bundle,
                                                    modelseal_manifest** out,
                                                    modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(bundle, "bundle"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(Manifest manifest,
                               modelseal::capi::ReadManifestUnverified(bundle->bundle));
    *out = new modelseal_manifest(std::move(manifest));
    return absl::OkStatus();
  });
}

modelseal_code modelseal_hash_options_from_bundle_unverified(const modelseal_bundle* bundle,
                                                             modelseal_hash_options** out,
                                                             modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(bundle, "bundle"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(const Manifest manifest,
                               modelseal::capi::ReadManifestUnverified(bundle->bundle));
    auto options = std::make_unique<modelseal_hash_options>();
    options->options.algorithm = manifest.serialization().algorithm;
    options->options.shard_size_bytes = manifest.serialization().shard_size_bytes;
    options->options.ignore.names = manifest.serialization().ignored;
    options->options.ignore.git_paths = false;
    *out = options.release();
    return absl::OkStatus();
  });
}

void modelseal_bundle_free(modelseal_bundle* bundle) { delete bundle; }
