// SPDX-License-Identifier: Apache-2.0
//
// Evidence of the C interface: what is known of a signature, verified or only claimed.
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "capi/boundary.h"
#include "capi/handles.h"
#include "capi/sized_struct.h"
#include "lib/verify/unverified_evidence.h"
#include "lib/x509/fulcio_extensions.h"

using modelseal::MakeError;
using modelseal::Reason;
using modelseal::capi::Boundary;
using modelseal::capi::CheckNotNull;
using modelseal::capi::FillSizedStruct;
using modelseal::capi::kEmptyStr;
using modelseal::capi::StrOf;
using modelseal::verify::SignerIdentity;
using modelseal::verify::UnverifiedEvidence;
using modelseal::verify::VerifiedLogEntry;
using modelseal::verify::VerifiedTime;

namespace {

const SignerIdentity* IdentityOf(const modelseal_evidence* evidence) {
  return evidence != nullptr && evidence->evidence.identity.has_value()
             ? &*evidence->evidence.identity
             : nullptr;
}

absl::Status CheckIndex(size_t index, size_t count, std::string_view what) {
  if (index < count) {
    return absl::OkStatus();
  }
  return MakeError(Reason::kInvalidArgument,
                   absl::StrCat("no ", what, " at index ", index, ", there are ", count));
}

}  // namespace

modelseal_code modelseal_bundle_evidence_unverified(const modelseal_bundle* bundle,
                                                    modelseal_evidence** out,
                                                    modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(bundle, "bundle"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(UnverifiedEvidence found,
                               modelseal::verify::ReadUnverifiedEvidence(bundle->bundle));
    *out = new modelseal_evidence{std::move(found.claims), std::move(found.certificate)};
    return absl::OkStatus();
  });
}

void modelseal_evidence_free(modelseal_evidence* evidence) { delete evidence; }

modelseal_str modelseal_evidence_subject(const modelseal_evidence* evidence) {
  const SignerIdentity* identity = IdentityOf(evidence);
  return identity == nullptr ? kEmptyStr : StrOf(identity->subject);
}

int32_t modelseal_evidence_subject_type(const modelseal_evidence* evidence) {
  const SignerIdentity* identity = IdentityOf(evidence);
  return identity == nullptr ? 0 : static_cast<int32_t>(identity->subject_type);
}

modelseal_str modelseal_evidence_issuer(const modelseal_evidence* evidence) {
  const SignerIdentity* identity = IdentityOf(evidence);
  return identity == nullptr ? kEmptyStr : StrOf(identity->issuer);
}

int64_t modelseal_evidence_certificate_not_before_seconds(const modelseal_evidence* evidence) {
  return evidence != nullptr && evidence->certificate.has_value()
             ? evidence->certificate->not_before_seconds()
             : INT64_MIN;
}

int64_t modelseal_evidence_certificate_not_after_seconds(const modelseal_evidence* evidence) {
  return evidence != nullptr && evidence->certificate.has_value()
             ? evidence->certificate->not_after_seconds()
             : INT64_MAX;
}

size_t modelseal_evidence_extension_count(const modelseal_evidence* evidence) {
  return IdentityOf(evidence) == nullptr ? 0 : IdentityOf(evidence)->extensions.size();
}

modelseal_code modelseal_evidence_extension_at(const modelseal_evidence* evidence, size_t index,
                                               modelseal_extension* out, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(evidence, "evidence"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_RETURN_IF_ERROR(
        CheckIndex(index, modelseal_evidence_extension_count(evidence), "extension"));
    const auto& [oid, value] = IdentityOf(evidence)->extensions[index];
    const std::string_view name = modelseal::x509::FulcioExtensionName(oid);
    const modelseal_extension filled = {
        .struct_size = sizeof(modelseal_extension),
        .reserved0 = 0,
        .oid = StrOf(oid),
        .name = {name.data(), name.size()},
        .value = StrOf(value),
    };
    return FillSizedStruct(filled, out);
  });
}

size_t modelseal_evidence_time_count(const modelseal_evidence* evidence) {
  return evidence == nullptr ? 0 : evidence->evidence.times.size();
}

modelseal_code modelseal_evidence_time_at(const modelseal_evidence* evidence, size_t index,
                                          modelseal_signing_time* out, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(evidence, "evidence"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_RETURN_IF_ERROR(CheckIndex(index, modelseal_evidence_time_count(evidence), "time"));
    const VerifiedTime& time = evidence->evidence.times[index];
    const modelseal_signing_time filled = {
        .struct_size = sizeof(modelseal_signing_time),
        .source = static_cast<int32_t>(time.source),
        .time_milliseconds = time.time_ms,
        .authority = StrOf(time.authority),
    };
    return FillSizedStruct(filled, out);
  });
}

size_t modelseal_evidence_log_entry_count(const modelseal_evidence* evidence) {
  return evidence == nullptr ? 0 : evidence->evidence.log_entries.size();
}

modelseal_code modelseal_evidence_log_entry_at(const modelseal_evidence* evidence, size_t index,
                                               modelseal_log_entry* out, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(evidence, "evidence"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_RETURN_IF_ERROR(
        CheckIndex(index, modelseal_evidence_log_entry_count(evidence), "log entry"));
    const VerifiedLogEntry& entry = evidence->evidence.log_entries[index];
    const modelseal_log_entry filled = {
        .struct_size = sizeof(modelseal_log_entry),
        .reserved0 = 0,
        .log_index = entry.log_index,
        .tree_size = entry.tree_size,
        .integrated_time_seconds = entry.integrated_time_seconds,
        .log = StrOf(entry.log),
        .kind = StrOf(entry.kind),
        .version = StrOf(entry.version),
        .origin = StrOf(entry.origin),
    };
    return FillSizedStruct(filled, out);
  });
}

size_t modelseal_evidence_sct_log_count(const modelseal_evidence* evidence) {
  return evidence == nullptr ? 0 : evidence->evidence.sct_log_count;
}

size_t modelseal_evidence_unchecked_count(const modelseal_evidence* evidence) {
  return evidence == nullptr ? 0 : evidence->evidence.unchecked.size();
}

int32_t modelseal_evidence_unchecked(const modelseal_evidence* evidence, size_t index) {
  return index < modelseal_evidence_unchecked_count(evidence)
             ? static_cast<int32_t>(evidence->evidence.unchecked[index])
             : 0;
}
