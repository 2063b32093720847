// SPDX-License-Identifier: Apache-2.0
//
// Differences of the C interface.
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "capi/boundary.h"
#include "capi/bundle_manifest.h"
#include "capi/handles.h"
#include "capi/sized_struct.h"

using modelseal::MakeError;
using modelseal::Reason;
using modelseal::capi::Boundary;
using modelseal::capi::CheckNotNull;
using modelseal::capi::CheckText;
using modelseal::capi::StrOf;
using modelseal::capi::ViewOf;
using modelseal::manifest::Comparison;
using modelseal::manifest::Difference;
using modelseal::manifest::DifferenceKind;
using modelseal::manifest::Manifest;

modelseal_diff::modelseal_diff(modelseal::manifest::Diff value) : is_complete(value.is_complete) {
  for (Difference& difference : value.differences) {
    Item item;
    item.expected_hex = difference.expected.has_value() ? difference.expected->ToHex() : "";
    item.actual_hex = difference.actual.has_value() ? difference.actual->ToHex() : "";
    item.difference = std::move(difference);
    by_kind[static_cast<size_t>(item.difference.kind)].push_back(std::move(item));
  }
}

modelseal_code modelseal_bundle_diff_unverified(const modelseal_bundle* bundle,
                                                const modelseal_hash_options* options,
                                                const char* model_path, size_t model_path_len,
                                                modelseal_job* job, modelseal_diff** out,
                                                modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(bundle, "bundle"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(model_path, model_path_len, "model_path", false));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(const Manifest manifest,
                               modelseal::capi::ReadManifestUnverified(bundle->bundle));
    modelseal::manifest::CompareOptions compare;
    compare.reports_all = true;
    if (options != nullptr) {
      compare.ignore = options->options.ignore;
      compare.symlinks = options->options.symlinks;
    }
    MODELSEAL_ASSIGN_OR_RETURN(Comparison comparison,
                               modelseal::manifest::CompareModel(
                                   ViewOf(model_path, model_path_len), manifest, compare,
                                   job != nullptr ? job->ToHashJob() : modelseal::hash::HashJob{}));
    if (job != nullptr && job->allows_cached_digests) {
      MODELSEAL_RETURN_IF_ERROR(job->SaveDigestCache());
    }
    *out = new modelseal_diff(std::move(comparison.diff));
    return absl::OkStatus();
  });
}

size_t modelseal_diff_count(const modelseal_diff* diff, int32_t kind) {
  if (diff == nullptr || kind < 0 || kind >= static_cast<int32_t>(diff->by_kind.size())) {
    return 0;
  }
  if (kind != 0) {
    return diff->by_kind[static_cast<size_t>(kind)].size();
  }
  size_t faults = 0;
  for (size_t i = 1; i < diff->by_kind.size(); ++i) {
    faults += i == MODELSEAL_DIFFERENCE_IGNORED ? 0 : diff->by_kind[i].size();
  }
  return faults;
}

modelseal_code modelseal_diff_at(const modelseal_diff* diff, int32_t kind, size_t index,
                                 modelseal_difference* out, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(diff, "diff"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    if (kind == 0 || index >= modelseal_diff_count(diff, kind)) {
      return MakeError(Reason::kInvalidArgument,
                       absl::StrCat("no difference of kind ", kind, " at index ", index));
    }
    const modelseal_diff::Item& item = diff->by_kind[static_cast<size_t>(kind)][index];
    const Difference& difference = item.difference;
    const modelseal_difference filled = {
        .struct_size = sizeof(modelseal_difference),
        .kind = kind,
        .code = difference.reason.has_value() ? static_cast<modelseal_code>(*difference.reason)
                                              : MODELSEAL_OK,
        .is_range = difference.is_range ? 1 : 0,
        .name = StrOf(difference.name),
        .expected = StrOf(item.expected_hex),
        .actual = StrOf(item.actual_hex),
        .size_bytes = difference.size_bytes,
        .start_bytes = difference.start_bytes,
        .end_bytes = difference.end_bytes,
    };
    return modelseal::capi::FillSizedStruct(filled, out);
  });
}

int32_t modelseal_diff_is_complete(const modelseal_diff* diff) {
  return diff != nullptr && diff->is_complete ? 1 : 0;
}

void modelseal_diff_free(modelseal_diff* diff) { delete diff; }
