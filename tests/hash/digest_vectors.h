// SPDX-License-Identifier: Apache-2.0
//
// The messages and digests of tests/data/digests.
#ifndef MODELSEAL_TESTS_HASH_DIGEST_VECTORS_H_
#define MODELSEAL_TESTS_HASH_DIGEST_VECTORS_H_

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "lib/hash/algorithm.h"

namespace modelseal::hash {

struct DigestVector {
  size_t length = 0;
  std::string sha256;
  std::string blake2b;
  std::string blake3;

  const std::string& expected(HashAlgorithm algorithm) const {
    switch (algorithm) {
      case HashAlgorithm::kSha256:
        return sha256;
      case HashAlgorithm::kBlake2b:
        return blake2b;
      case HashAlgorithm::kBlake3:
        return blake3;
    }
    throw std::logic_error("no such algorithm");
  }
};

inline constexpr HashAlgorithm kAllAlgorithms[] = {HashAlgorithm::kSha256, HashAlgorithm::kBlake2b,
                                                   HashAlgorithm::kBlake3};

// All of them; throws if the file is missing, empty, or has anything else in it.
inline std::vector<DigestVector> ReadDigestVectors() {
  std::ifstream in("tests/data/digests/vectors.txt");
  std::vector<DigestVector> vectors;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) {
      continue;
    }
    std::istringstream fields(line);
    DigestVector vector;
    std::string rest;
    if (!(fields >> vector.length >> vector.sha256 >> vector.blake2b >> vector.blake3) ||
        fields >> rest) {
      throw std::runtime_error("vectors.txt: bad line: " + line);
    }
    vectors.push_back(vector);
  }
  if (vectors.size() < 100) {
    throw std::runtime_error("vectors.txt: too few vectors");
  }
  return vectors;
}

// The message of that length: byte i is i mod 251.
inline std::vector<uint8_t> PatternBytes(size_t length) {
  std::vector<uint8_t> bytes(length);
  for (size_t i = 0; i < length; ++i) {
    bytes[i] = static_cast<uint8_t>(i % 251);
  }
  return bytes;
}

}  // namespace modelseal::hash

#endif  // MODELSEAL_TESTS_HASH_DIGEST_VECTORS_H_
