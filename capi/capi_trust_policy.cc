// SPDX-License-Identifier: Apache-2.0
//
// Policies of the C interface: who may sign, and with how much evidence.
#include <cstddef>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "capi/boundary.h"
#include "capi/handles.h"
#include "lib/base/hex.h"
#include "lib/base/limits.h"
#include "lib/base/utc_time.h"
#include "lib/crypto/digest.h"

namespace limits = modelseal::limits;

using modelseal::MakeError;
using modelseal::Reason;
using modelseal::TimeRange;
using modelseal::capi::Boundary;
using modelseal::capi::CheckNotNull;
using modelseal::capi::CheckText;
using modelseal::capi::ViewOf;
using modelseal::crypto::PublicKey;
using modelseal::crypto::VerificationKey;
using modelseal::verify::IdentityRule;

namespace {

absl::Status CheckTime(int64_t seconds, std::string_view what) {
  if (seconds >= 0 && seconds <= modelseal::kMaxUtcSeconds) {
    return absl::OkStatus();
  }
  return MakeError(Reason::kInvalidArgument, absl::StrCat(what, " is ", seconds, ", expected 0 to ",
                                                          modelseal::kMaxUtcSeconds));
}

absl::Status CheckCount(uint32_t count, size_t least, size_t most) {
  if (count >= least && count <= most) {
    return absl::OkStatus();
  }
  return MakeError(Reason::kInvalidArgument,
                   absl::StrCat("count is ", count, ", expected ", least, " to ", most));
}

}  // namespace

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

modelseal_code modelseal_verifier_builder_add_certificate_subject(
    modelseal_verifier_builder* builder, const char* subject, size_t subject_len,
    modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(subject, subject_len, "subject", false));
    builder->pins.subjects.emplace_back(ViewOf(subject, subject_len));
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_add_certificate_alt_name(
    modelseal_verifier_builder* builder, const char* name, size_t name_len, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(name, name_len, "name", false));
    builder->pins.alt_names.emplace_back(ViewOf(name, name_len));
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_add_certificate_fingerprint(
    modelseal_verifier_builder* builder, const char* fingerprint, size_t fingerprint_len,
    modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(fingerprint, fingerprint_len, "fingerprint", false));
    modelseal::crypto::Sha256Digest digest;
    if (!modelseal::DecodeHex(ViewOf(fingerprint, fingerprint_len), digest)) {
      return MakeError(Reason::kInvalidArgument,
                       absl::StrCat("fingerprint is ", ViewOf(fingerprint, fingerprint_len),
                                    ", expected 64 lower-case hex digits"));
    }
    builder->pins.fingerprints.emplace_back(ViewOf(fingerprint, fingerprint_len));
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_set_timestamp_trust_root(
    modelseal_verifier_builder* builder, const modelseal_trust_root* trust_root,
    modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(trust_root, "trust_root"));
    builder->timestamp_root = trust_root->root;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_set_trust_root(modelseal_verifier_builder* builder,
                                                         const modelseal_trust_root* trust_root,
                                                         modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(trust_root, "trust_root"));
    builder->root = trust_root->root;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_add_identity(modelseal_verifier_builder* builder,
                                                       const modelseal_identity* identity,
                                                       modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(identity, "identity"));
    MODELSEAL_ASSIGN_OR_RETURN(IdentityRule rule, identity->ToRule());
    builder->identities.push_back(std::move(rule));
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_accept_any_identity_unsafe(
    modelseal_verifier_builder* builder, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    builder->accepts_any_identity = true;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_set_logged_key_pem(modelseal_verifier_builder* builder,
                                                             const char* pem, size_t pem_len,
                                                             modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(pem, pem_len, "pem", false));
    MODELSEAL_ASSIGN_OR_RETURN(builder->logged_key,
                               VerificationKey::ParsePem(ViewOf(pem, pem_len)));
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_set_logged_key_validity_seconds(
    modelseal_verifier_builder* builder, int64_t from_seconds, int64_t until_seconds,
    modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckTime(from_seconds, "from_seconds"));
    MODELSEAL_RETURN_IF_ERROR(CheckTime(until_seconds, "until_seconds"));
    if (from_seconds > until_seconds) {
      return MakeError(Reason::kInvalidArgument,
                       absl::StrCat("from_seconds is ", from_seconds,
                                    ", expected at most until_seconds, ", until_seconds));
    }
    // All of the last second counts.
    builder->logged_key_validity = TimeRange{from_seconds * 1000, until_seconds * 1000 + 999};
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_set_min_log_entries(modelseal_verifier_builder* builder,
                                                              uint32_t count,
                                                              modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckCount(count, 1, limits::kMaxLogEntries));
    builder->min_log_entries = count;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_set_min_timestamps(modelseal_verifier_builder* builder,
                                                             uint32_t count,
                                                             modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckCount(count, 0, limits::kMaxTimestamps));
    builder->min_timestamps = count;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_set_min_times(modelseal_verifier_builder* builder,
                                                        uint32_t count, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckCount(count, 1, limits::kMaxTimestamps));
    builder->min_times = count;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_set_min_scts(modelseal_verifier_builder* builder,
                                                       uint32_t count, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckCount(count, 1, limits::kMaxScts));
    builder->min_scts = count;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_accept_missing_log_entry_unsafe(
    modelseal_verifier_builder* builder, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    builder->accepts_missing_log_entry = true;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_accept_missing_sct_unsafe(
    modelseal_verifier_builder* builder, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    builder->accepts_missing_sct = true;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_set_verification_time_seconds(
    modelseal_verifier_builder* builder, int64_t time_seconds, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckTime(time_seconds, "time_seconds"));
    builder->time_seconds = time_seconds;
    return absl::OkStatus();
  });
}
