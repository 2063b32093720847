// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/algorithm.h"

#include <algorithm>

#include "lib/base/hex.h"

namespace modelseal::hash {
namespace {

constexpr HashAlgorithm kAlgorithms[] = {HashAlgorithm::kSha256, HashAlgorithm::kBlake2b,
                                         HashAlgorithm::kBlake3};

}  // namespace

std::string_view AlgorithmName(HashAlgorithm algorithm) {
  switch (algorithm) {
    case HashAlgorithm::kSha256:
      return "sha256";
    case HashAlgorithm::kBlake2b:
      return "blake2b";
    case HashAlgorithm::kBlake3:
      return "blake3";
  }
  return "";
}

std::optional<HashAlgorithm> ParseAlgorithmName(std::string_view name) {
  for (const HashAlgorithm algorithm : kAlgorithms) {
    if (name == AlgorithmName(algorithm)) {
      return algorithm;
    }
  }
  return std::nullopt;
}

std::optional<HashAlgorithm> AlgorithmOfNumber(int64_t number) {
  for (const HashAlgorithm algorithm : kAlgorithms) {
    if (number == static_cast<int64_t>(algorithm)) {
      return algorithm;
    }
  }
  return std::nullopt;
}

size_t DigestSizeBytes(HashAlgorithm algorithm) {
  return algorithm == HashAlgorithm::kBlake2b ? 64 : 32;
}

Digest::Digest(std::span<const uint8_t> bytes)
    : size_(static_cast<uint8_t>(std::min(bytes.size(), kMaxBytes))) {
  std::copy_n(bytes.begin(), size_, bytes_.begin());
}

std::string Digest::ToHex() const { return EncodeHex(bytes()); }

std::optional<Digest> Digest::FromHex(HashAlgorithm algorithm, std::string_view hex) {
  std::array<uint8_t, kMaxBytes> bytes;
  const std::span<uint8_t> digest(bytes.data(), DigestSizeBytes(algorithm));
  if (!DecodeHex(hex, digest)) {
    return std::nullopt;
  }
  return Digest(digest);
}

}  // namespace modelseal::hash
