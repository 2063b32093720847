// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/kernels/sha256_kernels.h"

#include "lib/hash/kernels/sha256_implementations.h"
#if defined(__x86_64__)
#include <cpuid.h>
#elif defined(__aarch64__)
#include <asm/hwcap.h>
#include <sys/auxv.h>
#endif

namespace modelseal::hash::kernels {
namespace {

struct Candidate {
  Sha256Kernel kernel;
  bool (*is_supported)();
};

bool Always() { return true; }

#if defined(__x86_64__)

// The Intel manual cited above, CPUID: leaf 7, EBX bit 29. The compilers' own test knows no name
// for it. The extensions use SSE registers, which every x86-64 system saves.
bool HasShaNi() {
  unsigned eax = 0;
  unsigned ebx = 0;
  unsigned ecx = 0;
  unsigned edx = 0;
  return __get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) != 0 && (ebx >> 29 & 1) != 0 &&
         __builtin_cpu_supports("ssse3") && __builtin_cpu_supports("sse4.1");
}

bool HasAvx2() { return __builtin_cpu_supports("avx2"); }

bool HasAvx512() {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512bw");
}

constexpr Candidate kCandidates[] = {
    {{"portable", 1, CompressSha256Portable}, Always},
    {{"avx2_x8", 8, CompressSha256Avx2X8}, HasAvx2},
    {{"sha_ni", 1, CompressSha256ShaNi}, HasShaNi},
    {{"sha_ni_x2", 2, CompressSha256ShaNiX2}, HasShaNi},
    {{"avx512_x16", 16, CompressSha256Avx512X16}, HasAvx512},
};

#elif defined(__aarch64__)

bool HasSha2() { return (getauxval(AT_HWCAP) & HWCAP_SHA2) != 0; }

constexpr Candidate kCandidates[] = {
    {{"portable", 1, CompressSha256Portable}, Always},
    {{"armv8", 1, CompressSha256Armv8}, HasSha2},
    {{"armv8_x2", 2, CompressSha256Armv8X2}, HasSha2},
};

#else

constexpr Candidate kCandidates[] = {{{"portable", 1, CompressSha256Portable}, Always}};

#endif

std::vector<Sha256Kernel> FindSupported() {
  std::vector<Sha256Kernel> kernels;
  for (const Candidate& candidate : kCandidates) {
    if (candidate.is_supported()) {
      kernels.push_back(candidate.kernel);
    }
  }
  return kernels;
}

}  // namespace

const std::vector<Sha256Kernel>& SupportedSha256Kernels() {
  static const auto* const kernels = new std::vector<Sha256Kernel>(FindSupported());
  return *kernels;
}

std::vector<std::string_view> KnownSha256Kernels() {
  std::vector<std::string_view> names;
  for (const Candidate& candidate : kCandidates) {
    names.push_back(candidate.kernel.name);
  }
  return names;
}

}  // namespace modelseal::hash::kernels
