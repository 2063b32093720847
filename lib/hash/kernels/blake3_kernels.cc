// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/kernels/blake3_kernels.h"

#include "lib/hash/kernels/blake3_portable.h"

namespace modelseal::hash::kernels {

const std::vector<Blake3Kernel>& SupportedBlake3Kernels() {
  static const auto* const kernels = new std::vector<Blake3Kernel>(
      {{"portable", HashBlake3ChunksPortable, HashBlake3ParentsPortable}});
  return *kernels;
}

}  // namespace modelseal::hash::kernels
