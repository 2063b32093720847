// SPDX-License-Identifier: Apache-2.0
#include "cli/hashing_run.h"

#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

// Below this a rate says more about the program's start than about hashing.
constexpr uint64_t kMinBytesForRate = 10'000'000;

}  // namespace

HashingRun::HashingRun(const Session& session, const ModelOptions& options) : HashingRun(session) {
  options.Apply(job_);
}

HashingRun::HashingRun(const Session& session)
    : line_(!session.quiet && !session.json), start_(Clock::now()), cancel_(job_.get()) {
  job_.SetProgress([this](const Progress& progress) {
    progress_ = progress;
    line_.Update(progress);
    return true;
  });
}

void HashingRun::Finish() {
  line_.Clear();
  seconds_ = std::chrono::duration<double>(Clock::now() - start_).count();
}

std::string HashingRun::Describe() const {
  const std::string known =
      cached_bytes() != 0 ? " (" + ShowSize(cached_bytes()) + " known)" : std::string();
  std::string text = ShowCount(files(), "file") + ", " + ShowSize(bytes()) + known + " in " +
                     ShowDuration(seconds_);
  const uint64_t hashed_bytes = bytes() - cached_bytes();
  if (hashed_bytes >= kMinBytesForRate && seconds_ > 0) {
    text += " (" + ShowRate(static_cast<double>(hashed_bytes) / seconds_) + ")";
  }
  return text;
}

}  // namespace modelseal::cli
