// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/kernels/blake3_kernels.h"

#include "lib/hash/kernels/blake3_portable.h"
#include "lib/hash/kernels/blake3_vector.h"

namespace modelseal::hash::kernels {
namespace {

std::vector<Blake3Kernel> FindSupported() {
  std::vector<Blake3Kernel> kernels = {
      {"portable", HashBlake3ChunksPortable, HashBlake3ParentsPortable},
      {"vec128", HashBlake3ChunksVec128, HashBlake3ParentsVec128}};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) {
    kernels.push_back({"avx2", HashBlake3ChunksAvx2, HashBlake3ParentsAvx2});
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl")) {
      kernels.push_back({"avx512", HashBlake3ChunksAvx512, HashBlake3ParentsAvx512});
    }
  }
#endif
  return kernels;
}

}  // namespace

const std::vector<Blake3Kernel>& SupportedBlake3Kernels() {
  static const auto* const kernels = new std::vector<Blake3Kernel>(FindSupported());
  return *kernels;
}

}  // namespace modelseal::hash::kernels
