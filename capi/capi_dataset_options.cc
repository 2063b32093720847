// SPDX-License-Identifier: Apache-2.0
//
// What is decided about a dataset before its first record, in the C interface.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "capi/boundary.h"
#include "capi/dataset_handles.h"
#include "lib/base/hex.h"
#include "lib/base/limits.h"

using modelseal::EncodeHex;
using modelseal::MakeError;
using modelseal::Reason;
using modelseal::capi::Boundary;
using modelseal::capi::CheckNotNull;
using modelseal::capi::CheckText;
using modelseal::capi::ViewOf;
using modelseal::dataset::DatasetKind;
using modelseal::dataset::DatasetParameters;
using modelseal::dataset::DuplicatePolicy;
using modelseal::dataset::Padding;
using modelseal::dataset::VrfPublicKey;

namespace {

// `value` as one of an enum that counts from 1 to `last`.
template <typename Enum>
absl::Status SetEnum(int32_t value, Enum last, std::string_view what, Enum* out) {
  if (value < 1 || value > static_cast<int32_t>(last)) {
    return MakeError(Reason::kInvalidArgument, absl::StrCat(what, " is ", value, ", expected 1 to ",
                                                            static_cast<int32_t>(last)));
  }
  *out = static_cast<Enum>(value);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<DatasetParameters> modelseal_dataset_options::ToParameters(
    const VrfPublicKey& key) const {
  if (committed_key.has_value() && !(*committed_key == key)) {
    return MakeError(
        Reason::kKeyMismatch, "the dataset was committed to with another key",
        {{"expected", EncodeHex(committed_key->bytes())}, {"actual", EncodeHex(key.bytes())}});
  }
  DatasetParameters parameters{.public_key = key,
                               .kind = kind,
                               .duplicates = duplicates,
                               .padding = padding,
                               .name = name,
                               .context = context.empty() ? name : context,
                               .views = views};
  MODELSEAL_RETURN_IF_ERROR(CheckParameters(parameters));
  return parameters;
}

modelseal_code modelseal_dataset_options_new(modelseal_dataset_options** out,
                                             modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    *out = new modelseal_dataset_options;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_dataset_options_from_commitment(
    const modelseal_dataset_commitment* commitment, modelseal_dataset_options** out,
    modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(commitment, "commitment"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    const DatasetParameters& parameters = commitment->commitment.parameters();
    *out = new modelseal_dataset_options{
        .committed_key = parameters.public_key,
        .kind = parameters.kind,
        .duplicates = parameters.duplicates,
        .padding = parameters.padding,
        .name = parameters.name,
        .context = parameters.context,
        .views = parameters.views,
    };
    return absl::OkStatus();
  });
}

modelseal_code modelseal_dataset_options_set_name(modelseal_dataset_options* options,
                                                  const char* name, size_t name_len,
                                                  modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(options, "options"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(name, name_len, "name", false));
    MODELSEAL_RETURN_IF_ERROR(modelseal::dataset::CheckDatasetText("name", ViewOf(name, name_len)));
    options->name = ViewOf(name, name_len);
    return absl::OkStatus();
  });
}

modelseal_code modelseal_dataset_options_set_context(modelseal_dataset_options* options,
                                                     const char* context, size_t context_len,
                                                     modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(options, "options"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(context, context_len, "context", false));
    MODELSEAL_RETURN_IF_ERROR(
        modelseal::dataset::CheckDatasetText("context", ViewOf(context, context_len)));
    options->context = ViewOf(context, context_len);
    return absl::OkStatus();
  });
}

modelseal_code modelseal_dataset_options_set_kind(modelseal_dataset_options* options, int32_t kind,
                                                  modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(options, "options"));
    return SetEnum(kind, DatasetKind::kMap, "kind", &options->kind);
  });
}

modelseal_code modelseal_dataset_options_set_duplicates(modelseal_dataset_options* options,
                                                        int32_t duplicates, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(options, "options"));
    return SetEnum(duplicates, DuplicatePolicy::kCount, "duplicates", &options->duplicates);
  });
}

modelseal_code modelseal_dataset_options_set_padding(modelseal_dataset_options* options,
                                                     int32_t padding, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(options, "options"));
    return SetEnum(padding, Padding::kQuarterSteps, "padding", &options->padding);
  });
}

modelseal_code modelseal_dataset_options_add_view(modelseal_dataset_options* options,
                                                  const char* view, size_t view_len,
                                                  modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(options, "options"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(view, view_len, "view", false));
    const std::string_view id = ViewOf(view, view_len);
    MODELSEAL_RETURN_IF_ERROR(modelseal::dataset::CheckViewId("view", id));
    const auto place = std::lower_bound(options->views.begin(), options->views.end(), id);
    if (place != options->views.end() && *place == id) {
      return absl::OkStatus();
    }
    if (options->views.size() == modelseal::limits::kMaxDatasetViews) {
      return MakeError(Reason::kLimitExceeded,
                       absl::StrCat("more than ", modelseal::limits::kMaxDatasetViews, " views"),
                       {{"limit", absl::StrCat(modelseal::limits::kMaxDatasetViews)}});
    }
    options->views.insert(place, std::string(id));
    return absl::OkStatus();
  });
}

void modelseal_dataset_options_free(modelseal_dataset_options* options) { delete options; }
