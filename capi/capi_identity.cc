// SPDX-License-Identifier: Apache-2.0
//
// Identities of the C interface: keyless signers whom a policy lets pass.
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "capi/boundary.h"
#include "capi/handles.h"

using modelseal::MakeError;
using modelseal::Reason;
using modelseal::capi::Boundary;
using modelseal::capi::CheckNotNull;
using modelseal::capi::CheckText;
using modelseal::capi::ViewOf;
using modelseal::verify::ExactText;
using modelseal::verify::ExtensionRule;
using modelseal::verify::IdentityRule;
using modelseal::verify::TextPattern;
using modelseal::x509::SanType;

absl::StatusOr<IdentityRule> modelseal_identity::ToRule() const {
  if (!subject.has_value() || !issuer.has_value()) {
    return MakeError(
        Reason::kPolicyNotStated,
        absl::StrCat("the identity states no ", subject.has_value() ? "issuer" : "subject",
                     ": set both before adding it to a policy"));
  }
  return IdentityRule::Create(*subject, subject_type, *issuer, extensions);
}

modelseal_code modelseal_identity_new(modelseal_identity** out, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    *out = new modelseal_identity;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_identity_set_subject(modelseal_identity* identity, const char* subject,
                                              size_t subject_len, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(identity, "identity"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(subject, subject_len, "subject", false));
    MODELSEAL_ASSIGN_OR_RETURN(identity->subject, ExactText::Create(ViewOf(subject, subject_len)));
    return absl::OkStatus();
  });
}

modelseal_code modelseal_identity_set_subject_pattern(modelseal_identity* identity,
                                                      const char* pattern, size_t pattern_len,
                                                      modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(identity, "identity"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(pattern, pattern_len, "pattern", false));
    MODELSEAL_ASSIGN_OR_RETURN(identity->subject, TextPattern::Parse(ViewOf(pattern, pattern_len)));
    return absl::OkStatus();
  });
}

modelseal_code modelseal_identity_set_subject_type(modelseal_identity* identity,
                                                   int32_t subject_type, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(identity, "identity"));
    if (subject_type == 0) {
      identity->subject_type.reset();
      return absl::OkStatus();
    }
    if (subject_type < MODELSEAL_SAN_EMAIL || subject_type > MODELSEAL_SAN_DNS) {
      return MakeError(Reason::kInvalidArgument,
                       absl::StrCat("unknown type of subject ", subject_type));
    }
    identity->subject_type = static_cast<SanType>(subject_type);
    return absl::OkStatus();
  });
}

modelseal_code modelseal_identity_set_issuer(modelseal_identity* identity, const char* issuer,
                                             size_t issuer_len, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(identity, "identity"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(issuer, issuer_len, "issuer", false));
    MODELSEAL_ASSIGN_OR_RETURN(identity->issuer, ExactText::Create(ViewOf(issuer, issuer_len)));
    return absl::OkStatus();
  });
}

modelseal_code modelseal_identity_set_issuer_pattern(modelseal_identity* identity,
                                                     const char* pattern, size_t pattern_len,
                                                     modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(identity, "identity"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(pattern, pattern_len, "pattern", false));
    MODELSEAL_ASSIGN_OR_RETURN(identity->issuer, TextPattern::Parse(ViewOf(pattern, pattern_len)));
    return absl::OkStatus();
  });
}

modelseal_code modelseal_identity_add_extension(modelseal_identity* identity, const char* oid,
                                                size_t oid_len, const char* value, size_t value_len,
                                                modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(identity, "identity"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(oid, oid_len, "oid", false));
    MODELSEAL_RETURN_IF_ERROR(CheckText(value, value_len, "value", false));
    std::vector<ExtensionRule> extensions = identity->extensions;
    extensions.push_back(
        {std::string(ViewOf(oid, oid_len)), std::string(ViewOf(value, value_len))});
    // Refuses at once what would be refused with a subject and an issuer later.
    MODELSEAL_ASSIGN_OR_RETURN(const ExactText anybody, ExactText::Create("-"));
    MODELSEAL_RETURN_IF_ERROR(
        IdentityRule::Create(anybody, std::nullopt, anybody, extensions).status());
    identity->extensions = std::move(extensions);
    return absl::OkStatus();
  });
}

void modelseal_identity_free(modelseal_identity* identity) { delete identity; }
