// SPDX-License-Identifier: Apache-2.0
//
// Hash options and manifests of the C interface.
#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "capi/boundary.h"
#include "capi/handles.h"
#include "capi/ignore_rules.h"
#include "capi/sized_struct.h"
#include "lib/base/limits.h"

using modelseal::MakeError;
using modelseal::Reason;
using modelseal::capi::Boundary;
using modelseal::capi::CheckFlag;
using modelseal::capi::CheckNotNull;
using modelseal::capi::CheckText;
using modelseal::capi::kEmptyStr;
using modelseal::capi::StrOf;
using modelseal::capi::ViewOf;
using modelseal::hash::HashAlgorithm;
using modelseal::manifest::Manifest;

modelseal_manifest::modelseal_manifest(Manifest value)
    : manifest(std::move(value)), order(manifest.CodePointOrder()) {
  digests_hex.reserve(manifest.entries().size());
  for (const modelseal::manifest::Entry& entry : manifest.entries()) {
    digests_hex.push_back(entry.digest.ToHex());
  }
}

modelseal_code modelseal_hash_options_new(modelseal_hash_options** out, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    *out = new modelseal_hash_options;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_hash_options_set_hash(modelseal_hash_options* options, int32_t hash,
                                               modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(options, "options"));
    const std::optional<HashAlgorithm> algorithm = modelseal::hash::AlgorithmOfNumber(hash);
    if (!algorithm.has_value()) {
      return MakeError(Reason::kInvalidArgument, absl::StrCat("unknown hash ", hash));
    }
    options->options.algorithm = *algorithm;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_hash_options_set_shard_size_bytes(modelseal_hash_options* options,
                                                           uint64_t shard_size_bytes,
                                                           modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    namespace limits = modelseal::limits;
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(options, "options"));
    if (shard_size_bytes != 0 && (shard_size_bytes < limits::kMinShardBytesWritten ||
                                  shard_size_bytes > limits::kMaxShardBytes)) {
      return MakeError(Reason::kInvalidArgument,
                       absl::StrCat("shard_size_bytes is ", shard_size_bytes, ", expected 0 or ",
                                    limits::kMinShardBytesWritten, " to 2^53"));
    }
    options->options.shard_size_bytes = shard_size_bytes;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_hash_options_add_ignored_name(modelseal_hash_options* options,
                                                       const char* name, size_t name_len,
                                                       modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(options, "options"));
    return modelseal::capi::AddIgnoredName(options->options.ignore, name, name_len);
  });
}

modelseal_code modelseal_hash_options_add_ignored_path(modelseal_hash_options* options,
                                                       const char* path, size_t path_len,
                                                       modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(options, "options"));
    return modelseal::capi::AddIgnoredPath(options->options.ignore, path, path_len);
  });
}

modelseal_code modelseal_hash_options_set_ignore_git_paths(modelseal_hash_options* options,
                                                           int32_t ignore, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(options, "options"));
    MODELSEAL_RETURN_IF_ERROR(CheckFlag(ignore, "ignore"));
    options->options.ignore.git_paths = ignore == 1;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_hash_options_allow_symlinks_unsafe(modelseal_hash_options* options,
                                                            modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(options, "options"));
    options->options.symlinks = modelseal::fs::SymlinkPolicy::kFollowUnsafe;
    return absl::OkStatus();
  });
}

void modelseal_hash_options_free(modelseal_hash_options* options) { delete options; }

modelseal_code modelseal_manifest_compute(const modelseal_hash_options* options,
                                          const char* model_path, size_t model_path_len,
                                          modelseal_job* job, modelseal_manifest** out,
                                          modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckText(model_path, model_path_len, "model_path", false));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(
        Manifest manifest,
        modelseal::manifest::ComputeManifest(
            ViewOf(model_path, model_path_len),
            options != nullptr ? options->options : modelseal::manifest::BuildOptions{},
            job != nullptr ? job->ToHashJob() : modelseal::hash::HashJob{}));
    if (job != nullptr) {
      MODELSEAL_RETURN_IF_ERROR(job->SaveDigestCache());
    }
    *out = new modelseal_manifest(std::move(manifest));
    return absl::OkStatus();
  });
}

size_t modelseal_manifest_entry_count(const modelseal_manifest* manifest) {
  return manifest == nullptr ? 0 : manifest->order.size();
}

modelseal_code modelseal_manifest_entry(const modelseal_manifest* manifest, size_t index,
                                        modelseal_entry* out, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(manifest, "manifest"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    if (index >= manifest->order.size()) {
      return MakeError(Reason::kInvalidArgument,
                       absl::StrCat("index ", index, " not below ", manifest->order.size()));
    }
    const size_t at = manifest->order[index];
    const modelseal::manifest::Entry& entry = manifest->manifest.entries()[at];
    const modelseal_entry filled = {
        .struct_size = sizeof(modelseal_entry),
        .hash = modelseal_manifest_hash(manifest),
        .name = StrOf(entry.name),
        .digest = StrOf(manifest->digests_hex[at]),
        .start_bytes = entry.start_bytes,
        .end_bytes = entry.end_bytes,
        .source = entry.source.has_value() ? static_cast<int32_t>(*entry.source)
                                           : MODELSEAL_DIGEST_SOURCE_NONE,
        .reserved0 = 0,
    };
    return modelseal::capi::FillSizedStruct(filled, out, offsetof(modelseal_entry, source));
  });
}

modelseal_code modelseal_manifest_root_digest(const modelseal_manifest* manifest, int32_t order,
                                              uint8_t out[32], modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(manifest, "manifest"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    if (order != MODELSEAL_ORDER_CODE_POINT && order != MODELSEAL_ORDER_COMPONENT) {
      return MakeError(Reason::kInvalidArgument, absl::StrCat("unknown order ", order));
    }
    const auto digest = manifest->manifest.RootDigest(
        order == MODELSEAL_ORDER_COMPONENT ? manifest->manifest.ComponentOrder() : manifest->order);
    std::copy(digest.begin(), digest.end(), out);
    return absl::OkStatus();
  });
}

modelseal_str modelseal_manifest_model_name(const modelseal_manifest* manifest) {
  return manifest == nullptr ? kEmptyStr : StrOf(manifest->manifest.model_name());
}

int32_t modelseal_manifest_hash(const modelseal_manifest* manifest) {
  return manifest == nullptr ? 0
                             : static_cast<int32_t>(manifest->manifest.serialization().algorithm);
}

uint64_t modelseal_manifest_shard_size_bytes(const modelseal_manifest* manifest) {
  return manifest == nullptr ? 0 : manifest->manifest.serialization().shard_size_bytes;
}

int32_t modelseal_manifest_allows_symlinks(const modelseal_manifest* manifest) {
  return manifest != nullptr && manifest->manifest.serialization().allows_symlinks ? 1 : 0;
}

size_t modelseal_manifest_ignored_count(const modelseal_manifest* manifest) {
  return manifest == nullptr ? 0 : manifest->manifest.serialization().ignored.size();
}

modelseal_str modelseal_manifest_ignored(const modelseal_manifest* manifest, size_t index) {
  return index < modelseal_manifest_ignored_count(manifest)
             ? StrOf(manifest->manifest.serialization().ignored[index])
             : kEmptyStr;
}

void modelseal_manifest_free(modelseal_manifest* manifest) { delete manifest; }
