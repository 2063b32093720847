// SPDX-License-Identifier: Apache-2.0
//
// Policies, verification and results of the C interface.
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "capi/boundary.h"
#include "capi/handles.h"
#include "capi/ignore_rules.h"
#include "capi/system_clock.h"
#include "lib/base/clock.h"
#include "lib/base/utc_time.h"

using modelseal::MakeError;
using modelseal::Reason;
using modelseal::capi::Boundary;
using modelseal::capi::CheckFlag;
using modelseal::capi::CheckNotNull;
using modelseal::capi::CheckText;
using modelseal::capi::kEmptyStr;
using modelseal::capi::StrOf;
using modelseal::capi::ViewOf;
using modelseal::crypto::PublicKey;

namespace modelseal::capi {
namespace {

// Who may sign, stated once and without contradiction.
absl::StatusOr<verify::Policy> PolicyOf(const modelseal_verifier_builder& builder) {
  if (!builder.key.has_value() && builder.anchors.empty()) {
    return MakeError(Reason::kPolicyNotStated,
                     "nothing says who may sign: set a public key or trust anchors before building "
                     "the verifier");
  }
  if (builder.key.has_value() && !builder.anchors.empty()) {
    return MakeError(Reason::kInvalidArgument,
                     "a public key and trust anchors are set: one verifier has one of them");
  }
  if (builder.key.has_value()) {
    if (builder.time_seconds.has_value()) {
      return MakeError(Reason::kInvalidArgument,
                       "a verification time is set, but a public key has no validity");
    }
    return verify::Policy{*builder.key, builder.statement, builder.compare};
  }
  std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
  if (builder.time_seconds.has_value()) {
    clock = std::make_shared<FixedClock>(*builder.time_seconds);
  }
  return verify::Policy{verify::CertificateTrust{builder.anchors, std::move(clock)},
                        builder.statement, builder.compare};
}

int32_t CurveOf(crypto::KeyKind kind) {
  switch (kind) {
    case crypto::KeyKind::kEcdsaP256:
      return MODELSEAL_CURVE_P256;
    case crypto::KeyKind::kEcdsaP384:
      return MODELSEAL_CURVE_P384;
    case crypto::KeyKind::kEcdsaP521:
      return MODELSEAL_CURVE_P521;
    case crypto::KeyKind::kRsa:
    case crypto::KeyKind::kEd25519:
      break;
  }
  return 0;
}

}  // namespace
}  // namespace modelseal::capi

modelseal_code modelseal_verifier_builder_new(modelseal_verifier_builder** out,
                                              modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    *out = new modelseal_verifier_builder;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_set_public_key_pem(modelseal_verifier_builder* builder,
                                                             const char* pem, size_t pem_len,
                                                             modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(pem, pem_len, "pem", false));
    MODELSEAL_ASSIGN_OR_RETURN(builder->key, PublicKey::ParsePem(ViewOf(pem, pem_len)));
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_add_trust_anchors_pem(modelseal_verifier_builder* builder,
                                                                const char* pem, size_t pem_len,
                                                                modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(pem, pem_len, "pem", false));
    return builder->anchors.AddPem(ViewOf(pem, pem_len));
  });
}

modelseal_code modelseal_verifier_builder_set_verification_time_seconds(
    modelseal_verifier_builder* builder, int64_t time_seconds, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    if (time_seconds < 0 || time_seconds > modelseal::kMaxUtcSeconds) {
      return MakeError(Reason::kInvalidArgument,
                       absl::StrCat("time_seconds is ", time_seconds, ", expected 0 to ",
                                    modelseal::kMaxUtcSeconds));
    }
    builder->time_seconds = time_seconds;
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
                               modelseal::capi::PolicyOf(*builder));
    *out = new modelseal_verifier{std::move(policy)};
    return absl::OkStatus();
  });
}

void modelseal_verifier_builder_free(modelseal_verifier_builder* builder) { delete builder; }

void modelseal_verifier_free(modelseal_verifier* verifier) { delete verifier; }

modelseal_code modelseal_verifier_verify_model(const modelseal_verifier* verifier,
                                               const char* model_path, size_t model_path_len,
                                               const modelseal_bundle* bundle, modelseal_job* job,
                                               modelseal_result** out, modelseal_error** err) {
  std::unique_ptr<modelseal_diff> diff;
  const modelseal_code code = Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(verifier, "verifier"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(model_path, model_path_len, "model_path", false));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(bundle, "bundle"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    std::optional<modelseal::manifest::Diff> found;
    absl::StatusOr<modelseal::verify::VerifiedModel> verified = modelseal::verify::VerifyModel(
        ViewOf(model_path, model_path_len), bundle->bundle, verifier->policy,
        job != nullptr ? job->ToHashJob() : modelseal::hash::HashJob{}, &found);
    if (found.has_value()) {
      diff = std::make_unique<modelseal_diff>(*std::move(found));
    }
    MODELSEAL_RETURN_IF_ERROR(verified.status());
    *out = new modelseal_result(*std::move(verified));
    return absl::OkStatus();
  });
  if (diff != nullptr && err != nullptr && *err != nullptr) {
    (*err)->diff = std::move(diff);
  }
  return code;
}

const modelseal_manifest* modelseal_result_manifest(const modelseal_result* result) {
  return result == nullptr ? nullptr : &result->manifest;
}

int32_t modelseal_result_method(const modelseal_result* result) {
  return result == nullptr ? 0 : static_cast<int32_t>(result->method);
}

modelseal_str modelseal_result_key_fingerprint(const modelseal_result* result) {
  return result == nullptr ? kEmptyStr : StrOf(result->key_fingerprint);
}

int32_t modelseal_result_key_curve(const modelseal_result* result) {
  return result == nullptr ? 0 : modelseal::capi::CurveOf(result->signer.key.kind());
}

size_t modelseal_result_certificate_count(const modelseal_result* result) {
  return result == nullptr ? 0 : result->signer.certificate_path.size();
}

modelseal_str modelseal_result_certificate_subject(const modelseal_result* result, size_t index) {
  return index < modelseal_result_certificate_count(result)
             ? StrOf(result->signer.certificate_path[index].subject())
             : kEmptyStr;
}

modelseal_str modelseal_result_certificate_fingerprint(const modelseal_result* result,
                                                       size_t index) {
  return index < modelseal_result_certificate_count(result)
             ? StrOf(result->signer.certificate_path[index].fingerprint())
             : kEmptyStr;
}

uint64_t modelseal_result_verified_bytes(const modelseal_result* result) {
  return result == nullptr ? 0 : result->verified_bytes;
}

size_t modelseal_result_ignored_count(const modelseal_result* result) {
  return result == nullptr ? 0 : result->ignored.size();
}

modelseal_str modelseal_result_ignored(const modelseal_result* result, size_t index) {
  return index < modelseal_result_ignored_count(result) ? StrOf(result->ignored[index]) : kEmptyStr;
}

size_t modelseal_result_unsigned_count(const modelseal_result* result) {
  return result == nullptr ? 0 : result->unsigned_files.size();
}

modelseal_str modelseal_result_unsigned(const modelseal_result* result, size_t index) {
  return index < modelseal_result_unsigned_count(result) ? StrOf(result->unsigned_files[index])
                                                         : kEmptyStr;
}

void modelseal_result_free(modelseal_result* result) { delete result; }
