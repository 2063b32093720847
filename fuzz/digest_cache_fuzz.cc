// SPDX-License-Identifier: Apache-2.0
//
// The file of a digest cache. What is read is written byte for byte as it was. So that inputs get
// past the checksum, each is also tried with the one that fits it.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/invariant.h"
#include "lib/base/limits.h"
#include "lib/crypto/digest.h"
#include "lib/hash/digest_cache_file.h"

namespace {

void Try(std::string_view bytes) {
  using modelseal::fuzz::Require;
  const auto entries = modelseal::hash::ParseCacheEntries(bytes);
  if (!entries.ok()) {
    return;
  }
  Require(entries->size() <= modelseal::limits::kMaxDigestCacheEntries, "entries are limited");
  Require(modelseal::hash::WriteCacheEntries(*entries) == bytes, "there is one form of a cache");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  Try(bytes);
  constexpr size_t kChecksumBytes = std::tuple_size_v<modelseal::crypto::Sha256Digest>;
  bytes.resize(size - std::min(size, kChecksumBytes));
  const auto checksum = modelseal::crypto::ComputeSha256(bytes);
  bytes.append(checksum.begin(), checksum.end());
  Try(bytes);
  return 0;
}
