// SPDX-License-Identifier: Apache-2.0
//
// What each hash kernel of this processor does, on data that lies in the second-level cache:
//   hash_kernels_bench [REPETITIONS]
// Prints one JSON object a line: function, kernel, lanes, gb_per_s (1e9 bytes a second of CPU time
// of this thread, the best of the repetitions).
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "lib/crypto/digest.h"
#include "lib/fs/read_buffer.h"
#include "lib/hash/blake3.h"
#include "lib/hash/kernels/blake2b_kernels.h"
#include "lib/hash/kernels/blake3_kernels.h"
#include "lib/hash/kernels/sha256_kernels.h"

namespace modelseal::hash::kernels {
namespace {

// All lanes together, so that what is hashed lies in the second-level cache.
constexpr size_t kBytes = 256 << 10;

double CpuSeconds() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

void Report(std::string_view function, std::string_view kernel, size_t lanes, int repetitions,
            const std::function<void()>& hash_all) {
  double best = 1e9;
  for (int i = 0; i < repetitions; ++i) {
    const double start = CpuSeconds();
    for (int round = 0; round < 16; ++round) {
      hash_all();
    }
    best = std::min(best, (CpuSeconds() - start) / 16);
  }
  std::printf(R"({"function": "%.*s", "kernel": "%.*s", "lanes": %zu, "gb_per_s": %.3f})"
              "\n",
              static_cast<int>(function.size()), function.data(), static_cast<int>(kernel.size()),
              kernel.data(), lanes, kBytes / best / 1e9);
}

template <class State, class Kernel>
void ReportKernels(std::string_view function, const std::vector<Kernel>& kernels,
                   size_t block_bytes, std::span<const uint8_t> data, int repetitions) {
  for (const Kernel& kernel : kernels) {
    std::vector<State> states(kernel.lanes);
    std::vector<State*> pointers;
    std::vector<const uint8_t*> inputs;
    const size_t lane_bytes = kBytes / kernel.lanes;
    for (size_t lane = 0; lane < kernel.lanes; ++lane) {
      pointers.push_back(&states[lane]);
      inputs.push_back(data.data() + lane * lane_bytes);
    }
    Report(function, kernel.name, kernel.lanes, repetitions,
           [&] { kernel.compress(pointers.data(), inputs.data(), lane_bytes / block_bytes); });
  }
}

void ReportAll(int repetitions) {
  // Aligned as what the library reads: blocks that cross cache lines cost the widest kernels a
  // tenth.
  const fs::ReadBuffer buffer(kBytes);
  const std::span<uint8_t> data = buffer.bytes();
  for (size_t i = 0; i < data.size(); ++i) {
    data[i] = static_cast<uint8_t>(i * 131 >> 3);
  }
  Report("sha256", "boringssl", 1, repetitions, [&] {
    crypto::Sha256 sha256;
    sha256.Update(data);
    sha256.Finish();
  });
  ReportKernels<Sha256State>("sha256", SupportedSha256Kernels(), kSha256BlockBytes, data,
                             repetitions);
  ReportKernels<Blake2bState>("blake2b", SupportedBlake2bKernels(), kBlake2bBlockBytes, data,
                              repetitions);
  for (const Blake3Kernel& kernel : SupportedBlake3Kernels()) {
    Blake3 blake3(kernel);
    Report("blake3", kernel.name, 1, repetitions, [&] {
      blake3.Update(data);
      blake3.Finish();
    });
  }
}

}  // namespace
}  // namespace modelseal::hash::kernels

int main(int argc, char** argv) {
  modelseal::hash::kernels::ReportAll(argc > 1 ? std::max(1, std::atoi(argv[1])) : 50);
}
