// SPDX-License-Identifier: Apache-2.0
#include "lib/verify/certificate_pins.h"

#include <algorithm>
#include <span>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/base/status.h"
#include "lib/x509/subject_alt_name.h"

namespace modelseal::verify {
namespace {

absl::Status CheckPin(std::string_view field, std::string_view what,
                      std::span<const std::string> expected, std::span<const std::string> actual) {
  const bool has_one = std::any_of(actual.begin(), actual.end(), [expected](const auto& each) {
    return std::find(expected.begin(), expected.end(), each) != expected.end();
  });
  if (expected.empty() || has_one) {
    return absl::OkStatus();
  }
  const std::string found = actual.empty() ? "none" : absl::StrJoin(actual, ", ");
  const std::string wanted = absl::StrJoin(expected, " or ");
  return MakeError(
      Reason::kIdentityMismatch,
      absl::StrCat("the signer's certificate has the ", what, " ", found, ", expected ", wanted),
      {{"field", std::string(field)}, {"expected", wanted}, {"actual", found}});
}

}  // namespace

absl::Status CheckPins(const x509::Certificate& certificate, const CertificatePins& pins) {
  MODELSEAL_RETURN_IF_ERROR(
      CheckPin("subject", "subject", pins.subjects, std::vector{certificate.subject()}));
  MODELSEAL_RETURN_IF_ERROR(CheckPin("fingerprint", "fingerprint", pins.fingerprints,
                                     std::vector{certificate.fingerprint()}));
  if (pins.alt_names.empty()) {
    return absl::OkStatus();
  }
  MODELSEAL_ASSIGN_OR_RETURN(const std::vector<x509::SubjectAltName> names,
                             x509::ReadSubjectAltNames(certificate));
  std::vector<std::string> values;
  for (const x509::SubjectAltName& name : names) {
    values.push_back(name.value);
  }
  return CheckPin("subject_alternative_name", "subject alternative name", pins.alt_names, values);
}

}  // namespace modelseal::verify
