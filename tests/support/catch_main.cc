// SPDX-License-Identifier: Apache-2.0
//
// main() of every Catch2 test. Prints one line that the test runner sums up over all programs, and
// says out loud what a test skipped.
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>
#include <cstdio>

#include "tests/support/skip.h"

namespace {

int g_skipped = 0;

class CountingListener : public Catch::TestEventListenerBase {
 public:
  using TestEventListenerBase::TestEventListenerBase;

  void testRunEnded(const Catch::TestRunStats& stats) override {
    const auto& cases = stats.totals.testCases;
    std::printf("[tests] %d passed, %d failed, %d skipped\n",
                static_cast<int>(cases.passed) - g_skipped,
                static_cast<int>(cases.failed + cases.failedButOk), g_skipped);
  }
};
CATCH_REGISTER_LISTENER(CountingListener)

}  // namespace

namespace modelseal::testing {

void ReportSkipped(const std::string& why) {
  std::printf("[skipped] %s\n", why.c_str());
  ++g_skipped;
}

}  // namespace modelseal::testing

int main(int argc, char* argv[]) { return Catch::Session().run(argc, argv); }
