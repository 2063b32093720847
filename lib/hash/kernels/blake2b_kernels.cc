// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/kernels/blake2b_kernels.h"

namespace modelseal::hash::kernels {
namespace {

struct Candidate {
  Blake2bKernel kernel;
  bool (*is_supported)();
};

bool Always() { return true; }

#if defined(__x86_64__)
bool HasAvx2() { return __builtin_cpu_supports("avx2"); }
bool HasAvx512() { return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl"); }
#endif

constexpr Candidate kCandidates[] = {
    {{"portable", 1, CompressBlake2bPortable}, Always},
#if defined(__x86_64__)
    {{"avx2_x4", 4, CompressBlake2bAvx2X4}, HasAvx2},
    {{"avx512_x8", 8, CompressBlake2bAvx512X8}, HasAvx512},
#endif
};

std::vector<Blake2bKernel> FindSupported() {
  std::vector<Blake2bKernel> kernels;
  for (const Candidate& candidate : kCandidates) {
    if (candidate.is_supported()) {
      kernels.push_back(candidate.kernel);
    }
  }
  return kernels;
}

}  // namespace

Blake2bState InitialBlake2bState() {
  Blake2bState state{std::to_array(kBlake2bIv), 0};
  // Parameter block: digest of 64 bytes, no key, fan-out 1, depth 1.
  state.h[0] ^= 0x01010000 ^ 64;
  return state;
}

const std::vector<Blake2bKernel>& SupportedBlake2bKernels() {
  static const auto* const kernels = new std::vector<Blake2bKernel>(FindSupported());
  return *kernels;
}

std::vector<std::string_view> KnownBlake2bKernels() {
  std::vector<std::string_view> names;
  for (const Candidate& candidate : kCandidates) {
    names.push_back(candidate.kernel.name);
  }
  return names;
}

}  // namespace modelseal::hash::kernels
