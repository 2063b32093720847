// SPDX-License-Identifier: Apache-2.0
#include "tests/support/failing_allocation.h"

#include <cstddef>
#include <cstdlib>
#include <new>

namespace {

// Counts down to the allocation that fails; negative: none does.
thread_local long g_until_failure = -1;

bool ShouldFail() { return g_until_failure >= 0 && g_until_failure-- == 0; }

}  // namespace

void* operator new(size_t size) {
  void* memory = ShouldFail() ? nullptr : std::malloc(size);
  if (memory == nullptr) {
    throw std::bad_alloc();
  }
  return memory;
}

void* operator new(size_t size, const std::nothrow_t&) noexcept {
  return ShouldFail() ? nullptr : std::malloc(size);
}

void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, size_t) noexcept { std::free(memory); }

namespace modelseal::testing {

void FailAllocation(long nth) { g_until_failure = nth; }

bool StopFailing() {
  const bool has_failed = g_until_failure < 0;
  g_until_failure = -1;
  return has_failed;
}

}  // namespace modelseal::testing
