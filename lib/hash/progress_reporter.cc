// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/progress_reporter.h"

#include <new>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"

namespace modelseal::hash {

void ProgressReporter::Report() noexcept {
  if (!callback_) {
    return;
  }
  try {
    const int32_t answer = callback_(run_.progress());
    if (answer != 0) {
      run_.Fail(MakeError(Reason::kCancelled, "the progress callback stopped the run",
                          {{"callback", absl::StrCat(answer)}}));
    }
  } catch (const std::bad_alloc&) {
    run_.FailOutOfMemory();
  }
  last_report_ = std::chrono::steady_clock::now();
}

void ProgressReporter::ReportIfDue() noexcept {
  if (callback_ && std::chrono::steady_clock::now() - last_report_ >= interval_) {
    Report();
  }
}

}  // namespace modelseal::hash
