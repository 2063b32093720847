// SPDX-License-Identifier: Apache-2.0
//
// Policies of the C interface: what models and artifacts must be like. Who may sign is in
// capi_trust_policy.cc.
#include <utility>

#include "capi/boundary.h"
#include "capi/build_policy.h"
#include "capi/handles.h"
#include "capi/ignore_rules.h"

using modelseal::capi::Boundary;
using modelseal::capi::CheckFlag;
using modelseal::capi::CheckNotNull;
using modelseal::capi::CheckText;
using modelseal::capi::ViewOf;

modelseal_code modelseal_verifier_builder_new(modelseal_verifier_builder** out,
                                              modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    *out = new modelseal_verifier_builder;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_set_predicate_type(modelseal_verifier_builder* builder,
                                                             const char* predicate_type,
                                                             size_t predicate_type_len,
                                                             modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(
        CheckText(predicate_type, predicate_type_len, "predicate_type", true));
    builder->predicate_type = ViewOf(predicate_type, predicate_type_len);
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_add_ignored_name(modelseal_verifier_builder* builder,
                                                           const char* name, size_t name_len,
                                                           modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    return modelseal::capi::AddIgnoredName(builder->compare.ignore, name, name_len);
  });
}

modelseal_code modelseal_verifier_builder_add_ignored_path(modelseal_verifier_builder* builder,
                                                           const char* path, size_t path_len,
                                                           modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    return modelseal::capi::AddIgnoredPath(builder->compare.ignore, path, path_len);
  });
}

modelseal_code modelseal_verifier_builder_set_ignore_git_paths(modelseal_verifier_builder* builder,
                                                               int32_t ignore,
                                                               modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckFlag(ignore, "ignore"));
    builder->compare.ignore.git_paths = ignore == 1;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_set_refuse_ignored_content(
    modelseal_verifier_builder* builder, int32_t refuse, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckFlag(refuse, "refuse"));
    builder->compare.refuses_ignored = refuse == 1;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_set_strict_schema(modelseal_verifier_builder* builder,
                                                            int32_t strict, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckFlag(strict, "strict"));
    builder->statement.is_strict = strict == 1;
    builder->compare.is_strict = strict == 1;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_set_report_all(modelseal_verifier_builder* builder,
                                                         int32_t report_all,
                                                         modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckFlag(report_all, "report_all"));
    builder->compare.reports_all = report_all == 1;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_allow_unsigned_files_unsafe(
    modelseal_verifier_builder* builder, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    builder->compare.accepts_unsigned = true;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_allow_symlinks_unsafe(modelseal_verifier_builder* builder,
                                                                modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    builder->compare.symlinks = modelseal::fs::SymlinkPolicy::kFollowUnsafe;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_allow_legacy_v0_unsafe(
    modelseal_verifier_builder* builder, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    builder->statement.accepts_legacy_v0 = true;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_build(const modelseal_verifier_builder* builder,
                                                modelseal_verifier** out, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(modelseal::verify::Policy policy,
                               modelseal::capi::BuildPolicy(*builder));
    *out = new modelseal_verifier{std::move(policy)};
    return absl::OkStatus();
  });
}

void modelseal_verifier_builder_free(modelseal_verifier_builder* builder) { delete builder; }
