// SPDX-License-Identifier: Apache-2.0
//
// An allocator that fails when told to. A program that links it is one of its own, since it
// replaces operator new for all of it.
#ifndef MODELSEAL_TESTS_SUPPORT_FAILING_ALLOCATION_H_
#define MODELSEAL_TESTS_SUPPORT_FAILING_ALLOCATION_H_

namespace modelseal::testing {

// The allocation of this thread after `nth` more of them (0: the next one) throws std::bad_alloc.
void FailAllocation(long nth);

// Ends that. Returns whether the allocation came to pass.
bool StopFailing();

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_SUPPORT_FAILING_ALLOCATION_H_
