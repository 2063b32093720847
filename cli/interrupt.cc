// SPDX-License-Identifier: Apache-2.0
#include "cli/interrupt.h"

#include <poll.h>
#include <sched.h>
#include <signal.h>

#include <atomic>
#include <cerrno>

#include "cli/failure.h"

namespace modelseal::cli {
namespace {

constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};

// Only lock-free atomics may be touched in a signal handler.
static_assert(std::atomic<modelseal_job*>::is_always_lock_free);
static_assert(std::atomic<int>::is_always_lock_free);

std::atomic<bool> g_interrupted{false};
std::atomic<modelseal_job*> g_job{nullptr};
std::atomic<int> g_running_handlers{0};

extern "C" void HandleSignal(int) {
  const int saved_errno = errno;
  g_running_handlers.fetch_add(1);
  g_interrupted.store(true);
  modelseal_job_cancel(g_job.load());
  g_running_handlers.fetch_sub(1);
  errno = saved_errno;
}

}  // namespace

void InstallInterruptHandlers() {
  for (const int number : kSignals) {
    struct sigaction before = {};
    if (sigaction(number, nullptr, &before) != 0 || before.sa_handler == SIG_IGN) {
      continue;
    }
    struct sigaction action = {};
    action.sa_handler = HandleSignal;
    // No SA_RESTART: a read that waits for a person or a pipe must return.
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, nullptr);
  }
}

bool IsInterrupted() { return g_interrupted.load(); }

void ThrowIfInterrupted() {
  if (IsInterrupted()) {
    throw Failure(MODELSEAL_ERROR_CANCELLED, kInterrupted);
  }
}

void WaitForInput(int fd) {
  // A signal between the check and a blocking read would be missed: it is held back and let in by
  // ppoll only.
  sigset_t held = {};
  sigset_t before = {};
  sigemptyset(&held);
  for (const int number : kSignals) {
    sigaddset(&held, number);
  }
  pthread_sigmask(SIG_BLOCK, &held, &before);
  pollfd waited = {fd, POLLIN, 0};
  while (!IsInterrupted() && ppoll(&waited, 1, nullptr, &before) < 0 && errno == EINTR) {
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  ThrowIfInterrupted();
}

CancelOnInterrupt::CancelOnInterrupt(modelseal_job* job) {
  g_job.store(job);
  // The signal may have come before there was a job to cancel.
  if (IsInterrupted()) {
    modelseal_job_cancel(job);
  }
}

CancelOnInterrupt::~CancelOnInterrupt() {
  g_job.store(nullptr);
  // A handler on another thread may still hold the job, which is about to be freed.
  while (g_running_handlers.load() != 0) {
    sched_yield();
  }
}

}  // namespace modelseal::cli
