// SPDX-License-Identifier: Apache-2.0
//
// The steps of verifying a keyless message signature, timed one by one.
#ifndef MODELSEAL_BENCH_SIGSTORE_STEPS_H_
#define MODELSEAL_BENCH_SIGSTORE_STEPS_H_

#include <string>
#include <utility>
#include <vector>

namespace modelseal::bench {

// The least microseconds of each step over the iterations, in the order in which they are done.
// Throws std::runtime_error if a step fails.
std::vector<std::pair<std::string, double>> TimeSteps(const std::string& bundle_json,
                                                      const std::string& trusted_root_json,
                                                      const std::string& artifact, int iterations);

}  // namespace modelseal::bench

#endif  // MODELSEAL_BENCH_SIGSTORE_STEPS_H_
