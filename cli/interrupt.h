// SPDX-License-Identifier: Apache-2.0
//
// SIGINT, SIGTERM and SIGHUP stop the run instead of the process, so that nothing is left
// half-written; the same signal a second time ends the process at once.
#ifndef MODELSEAL_CLI_INTERRUPT_H_
#define MODELSEAL_CLI_INTERRUPT_H_

#include <modelseal/modelseal.h>

namespace modelseal::cli {

// Installs the handlers; a signal that the parent ignores (nohup) stays ignored.
void InstallInterruptHandlers();

bool IsInterrupted();

// Throws Failure (CANCELLED) if a signal came.
void ThrowIfInterrupted();

// Waits until `fd` can be read. Throws Failure (CANCELLED) if a signal came or comes, however close
// to the start of waiting.
void WaitForInput(int fd);

// While it lives, a signal cancels the job. One at a time.
class CancelOnInterrupt {
 public:
  explicit CancelOnInterrupt(modelseal_job* job);
  ~CancelOnInterrupt();
  CancelOnInterrupt(const CancelOnInterrupt&) = delete;
  CancelOnInterrupt& operator=(const CancelOnInterrupt&) = delete;
};

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_INTERRUPT_H_
