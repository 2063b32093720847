// SPDX-License-Identifier: Apache-2.0
//
// The digests of file contents that OMS 1.0 registers, and a digest as a value.
#ifndef MODELSEAL_LIB_HASH_ALGORITHM_H_
#define MODELSEAL_LIB_HASH_ALGORITHM_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace modelseal::hash {

// Values are those of MODELSEAL_HASH_* in the C header.
enum class HashAlgorithm : int32_t { kSha256 = 1, kBlake2b = 2, kBlake3 = 3 };

// "sha256", "blake2b", "blake3": `hash_type` and `algorithm` in OMS.
std::string_view AlgorithmName(HashAlgorithm algorithm);
std::optional<HashAlgorithm> ParseAlgorithmName(std::string_view name);

// The algorithm of a value from outside; nullopt if there is none.
std::optional<HashAlgorithm> AlgorithmOfNumber(int64_t number);

// 32, 64, 32.
size_t DigestSizeBytes(HashAlgorithm algorithm);

// A digest of file content.
class Digest {
 public:
  static constexpr size_t kMaxBytes = 64;

  Digest() = default;
  explicit Digest(std::span<const uint8_t> bytes);  // at most kMaxBytes

  std::span<const uint8_t> bytes() const { return {bytes_.data(), size_}; }
  std::string ToHex() const;
  // Exactly DigestSizeBytes(algorithm) in lower-case hex, else nullopt.
  static std::optional<Digest> FromHex(HashAlgorithm algorithm, std::string_view hex);

  bool operator==(const Digest&) const = default;

 private:
  std::array<uint8_t, kMaxBytes> bytes_{};  // zero past size_
  uint8_t size_ = 0;
};

}  // namespace modelseal::hash

#endif  // MODELSEAL_LIB_HASH_ALGORITHM_H_
