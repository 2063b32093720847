// SPDX-License-Identifier: Apache-2.0
#include "lib/x509/validity.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/base/utc_time.h"

namespace modelseal::x509 {

absl::Status CheckValidity(const Certificate& certificate, int64_t time_ms) {
  if (certificate.IsValidAtMs(time_ms)) {
    return absl::OkStatus();
  }
  const std::string begin = FormatUtcTime(certificate.not_before_seconds());
  const std::string end = FormatUtcTime(certificate.not_after_seconds());
  const std::string time = FormatUtcMilliseconds(time_ms);
  const bool is_early = time_ms < certificate.not_before_seconds() * 1000;
  return MakeError(Reason::kCertificateExpired,
                   absl::StrCat("the certificate of ", certificate.display_name(),
                                is_early ? " is not valid before " : " expired on ",
                                is_early ? begin : end, ", the time of verification is ", time),
                   {{"subject", certificate.subject()},
                    {"expected", absl::StrCat(begin, " to ", end)},
                    {"actual", time}});
}

}  // namespace modelseal::x509
