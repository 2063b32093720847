// SPDX-License-Identifier: Apache-2.0
//
// The file format of the digest cache: what is written is read, anything else is refused.
#include "lib/hash/digest_cache_file.h"

#include <catch2/catch.hpp>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"

namespace modelseal::hash {
namespace {

constexpr size_t kHeaderBytes = 24;
constexpr size_t kRecordBytes = 144;
constexpr size_t kChecksumBytes = 32;

CacheKey KeyOf(uint64_t inode, HashAlgorithm algorithm = HashAlgorithm::kSha256) {
  return {{7, inode, 1000, 111, -222}, 10, 900, algorithm};
}

CachedDigest DigestOf(HashAlgorithm algorithm, uint8_t fill) {
  return {Digest(std::vector<uint8_t>(DigestSizeBytes(algorithm), fill)), 333, 444};
}

CacheEntries SomeEntries() {
  CacheEntries entries;
  for (const auto algorithm :
       {HashAlgorithm::kSha256, HashAlgorithm::kBlake2b, HashAlgorithm::kBlake3}) {
    for (const uint64_t inode : {uint64_t{1}, std::numeric_limits<uint64_t>::max()}) {
      entries[KeyOf(inode, algorithm)] =
          DigestOf(algorithm, static_cast<uint8_t>(inode + static_cast<uint64_t>(algorithm)));
    }
  }
  return entries;
}

// A file whose bytes were changed on purpose, with the checksum that fits them.
std::string WithChecksum(std::string bytes) {
  bytes.resize(bytes.size() - kChecksumBytes);
  const crypto::Sha256Digest checksum = crypto::ComputeSha256(bytes);
  bytes.append(checksum.begin(), checksum.end());
  return bytes;
}

std::string WithByte(std::string bytes, size_t offset, char value) {
  bytes.at(offset) = value;
  return WithChecksum(std::move(bytes));
}

// The reason and the detail "field" of the refusal.
void CheckRefused(const std::string& bytes, const std::string& field,
                  Reason reason = Reason::kDigestCacheInvalid) {
  const auto entries = ParseCacheEntries(bytes);
  REQUIRE_FALSE(entries.ok());
  CHECK(ReasonOf(entries.status()) == reason);
  CHECK(DetailOf(entries.status(), "field") == field);
}

bool IsEqual(const CacheEntries& a, const CacheEntries& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return x.first == y.first && x.second.digest == y.second.digest &&
           x.second.made_ns == y.second.made_ns && x.second.used_ns == y.second.used_ns;
  });
}

TEST_CASE("written entries are read", "[hash][digest_cache_file]") {
  for (const CacheEntries& entries : {CacheEntries{}, SomeEntries()}) {
    const auto read = ParseCacheEntries(WriteCacheEntries(entries));
    REQUIRE(read.ok());
    CHECK(IsEqual(*read, entries));
  }
}

TEST_CASE("an entry takes its place in the file byte for byte", "[hash][digest_cache_file]") {
  const CacheEntries entries = {
      {KeyOf(0x0102, HashAlgorithm::kBlake3), DigestOf(HashAlgorithm::kBlake3, 0x5a)}};
  const std::string bytes = WriteCacheEntries(entries);
  const auto number = [](uint64_t value, size_t size) {
    std::string text(size, '\0');
    for (char& c : text) {
      c = static_cast<char>(value & 0xff);
      value >>= 8;
    }
    return text;
  };
  const std::string expected = "MSEALDC\n" + number(1, 4) + number(144, 4) + number(1, 8) +
                               number(7, 8) + number(0x0102, 8) + number(1000, 8) + number(111, 8) +
                               number(static_cast<uint64_t>(-222), 8) + number(333, 8) +
                               number(10, 8) + number(900, 8) + number(3, 8) + number(444, 8) +
                               std::string(32, 0x5a) + std::string(32, '\0');
  CHECK(bytes.size() == expected.size() + kChecksumBytes);
  CHECK(bytes.substr(0, expected.size()) == expected);
  CHECK(bytes == WithChecksum(bytes));
}

TEST_CASE("every truncation is refused", "[hash][digest_cache_file]") {
  const std::string bytes = WriteCacheEntries(SomeEntries());
  for (size_t length = 0; length < bytes.size(); ++length) {
    CheckRefused(bytes.substr(0, length), length < 8 ? "magic" : "length");
  }
}

TEST_CASE("a byte at the end is refused", "[hash][digest_cache_file]") {
  CheckRefused(WriteCacheEntries(SomeEntries()) + '\0', "length");
}

TEST_CASE("every changed bit is refused", "[hash][digest_cache_file]") {
  const std::string bytes = WriteCacheEntries(SomeEntries());
  for (size_t i = 0; i < bytes.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
      const auto entries = ParseCacheEntries(changed);
      REQUIRE_FALSE(entries.ok());
      const std::string field = DetailOf(entries.status(), "field").value_or("");
      if (i >= kHeaderBytes) {
        CHECK(field == "checksum");
      } else if (i < 8) {
        CHECK(field == "magic");
      } else if (i < 12) {
        CHECK(field == "version");
      } else if (i < 16) {
        CHECK(field == "record_bytes");
      } else {
        CHECK((field == "count" || field == "length"));
      }
    }
  }
}

TEST_CASE("more records than the limit are refused before they are looked for",
          "[hash][digest_cache_file]") {
  std::string bytes = WriteCacheEntries({});
  const uint64_t count = limits::kMaxDigestCacheEntries + 1;
  std::memcpy(bytes.data() + 16, &count, sizeof(count));
  CheckRefused(bytes, "count", Reason::kLimitExceeded);
  const uint64_t huge = std::numeric_limits<uint64_t>::max();
  std::memcpy(bytes.data() + 16, &huge, sizeof(huge));
  CheckRefused(bytes, "count", Reason::kLimitExceeded);
}

TEST_CASE("a wrong field of a record is refused by its name", "[hash][digest_cache_file]") {
  const std::string bytes = WriteCacheEntries(SomeEntries());
  const size_t second = kHeaderBytes + kRecordBytes;
  REQUIRE(ParseCacheEntries(WithChecksum(bytes)).ok());
  CheckRefused(WithByte(bytes, second + 64, 0), "records[1].algorithm");
  CheckRefused(WithByte(bytes, second + 64, 4), "records[1].algorithm");
  CheckRefused(WithByte(bytes, second + 65, 1), "records[1].reserved");
  CheckRefused(WithByte(bytes, second + 71, 1), "records[1].reserved");
  CheckRefused(WithByte(bytes, second + 55, 1), "records[1].range");  // starts behind its end
  CheckRefused(WithByte(bytes, second + 63, 1), "records[1].range");  // ends behind the file
  CheckRefused(WithByte(bytes, kHeaderBytes + kRecordBytes - 1, 1), "records[0].digest");
}

TEST_CASE("records out of order are refused", "[hash][digest_cache_file]") {
  const std::string bytes = WriteCacheEntries(SomeEntries());
  const std::string first = bytes.substr(kHeaderBytes, kRecordBytes);
  const std::string second = bytes.substr(kHeaderBytes + kRecordBytes, kRecordBytes);
  std::string swapped = bytes;
  swapped.replace(kHeaderBytes, 2 * kRecordBytes, second + first);
  CheckRefused(WithChecksum(swapped), "records[1]");
  std::string doubled = bytes;
  doubled.replace(kHeaderBytes, 2 * kRecordBytes, first + first);
  CheckRefused(WithChecksum(doubled), "records[1]");
}

}  // namespace
}  // namespace modelseal::hash
