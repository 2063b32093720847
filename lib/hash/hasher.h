// SPDX-License-Identifier: Apache-2.0
//
// One streaming digest, whatever the algorithm.
#ifndef MODELSEAL_LIB_HASH_HASHER_H_
#define MODELSEAL_LIB_HASH_HASHER_H_

#include <cstdint>
#include <memory>
#include <span>

#include "lib/hash/algorithm.h"

namespace modelseal::hash {

// Not thread-safe. After Finish() the hasher is as new.
class Hasher {
 public:
  virtual ~Hasher() = default;
  virtual void Update(std::span<const uint8_t> bytes) = 0;
  virtual Digest Finish() = 0;
};

std::unique_ptr<Hasher> MakeHasher(HashAlgorithm algorithm);

}  // namespace modelseal::hash

#endif  // MODELSEAL_LIB_HASH_HASHER_H_
