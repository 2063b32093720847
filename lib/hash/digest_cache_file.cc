// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/digest_cache_file.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"

namespace modelseal::hash {
namespace {

constexpr std::string_view kMagic("MSEALDC\n");
constexpr uint64_t kVersion = 1;
constexpr size_t kHeaderBytes = 24;
constexpr size_t kRecordBytes = 144;
constexpr size_t kReservedBytes = 7;
constexpr size_t kChecksumBytes = std::tuple_size_v<crypto::Sha256Digest>;

static_assert(kHeaderBytes + limits::kMaxDigestCacheEntries * kRecordBytes + kChecksumBytes <=
              limits::kMaxDigestCacheBytes);

absl::Status Invalid(std::string_view field, std::string_view what) {
  return MakeError(Reason::kDigestCacheInvalid, absl::StrCat(field, ": ", what),
                   {{"field", std::string(field)}});
}

// Takes fields of a text that is long enough off its front.
class FieldReader {
 public:
  explicit FieldReader(std::string_view bytes) : rest_(bytes) {}

  std::string_view Bytes(size_t size) {
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(taken.size());
    return taken;
  }
  uint64_t Number(size_t size = 8) {
    uint64_t value = 0;
    const std::string_view bytes = Bytes(size);
    for (size_t i = 0; i < bytes.size(); ++i) {
      value |= uint64_t{static_cast<uint8_t>(bytes[i])} << (8 * i);
    }
    return value;
  }
  int64_t Time() { return static_cast<int64_t>(Number()); }

 private:
  std::string_view rest_;
};

void AppendNumber(std::string& out, uint64_t value, size_t size = 8) {
  for (size_t i = 0; i < size; ++i) {
    out += static_cast<char>(value >> (8 * i));
  }
}

void AppendTime(std::string& out, int64_t time_ns) {
  AppendNumber(out, static_cast<uint64_t>(time_ns));
}

bool IsZero(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == 0; });
}

std::string_view TextOf(const crypto::Sha256Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

absl::StatusOr<CacheEntries::value_type> ParseRecord(std::string_view record) {
  FieldReader fields(record);
  CacheKey key;
  CachedDigest value;
  key.file.device = fields.Number();
  key.file.inode = fields.Number();
  key.file.size_bytes = fields.Number();
  key.file.mtime_ns = fields.Time();
  key.file.ctime_ns = fields.Time();
  value.made_ns = fields.Time();
  key.start_bytes = fields.Number();
  key.end_bytes = fields.Number();
  const std::optional<HashAlgorithm> algorithm =
      AlgorithmOfNumber(static_cast<int64_t>(fields.Number(1)));
  if (key.start_bytes > key.end_bytes || key.end_bytes > key.file.size_bytes) {
    return Invalid("range", absl::StrCat(key.start_bytes, "-", key.end_bytes, " of a file of ",
                                         key.file.size_bytes, " bytes"));
  }
  if (!algorithm.has_value()) {
    return Invalid("algorithm", "not known");
  }
  key.algorithm = *algorithm;
  if (!IsZero(fields.Bytes(kReservedBytes))) {
    return Invalid("reserved", "not zero");
  }
  value.used_ns = fields.Time();
  const std::string_view digest = fields.Bytes(Digest::kMaxBytes);
  const size_t digest_bytes = DigestSizeBytes(key.algorithm);
  if (!IsZero(digest.substr(digest_bytes))) {
    return Invalid("digest", "not zero behind its end");
  }
  value.digest = Digest(crypto::AsBytes(digest.substr(0, digest_bytes)));
  return CacheEntries::value_type(key, value);
}

void AppendRecord(std::string& out, const CacheKey& key, const CachedDigest& value) {
  AppendNumber(out, key.file.device);
  AppendNumber(out, key.file.inode);
  AppendNumber(out, key.file.size_bytes);
  AppendTime(out, key.file.mtime_ns);
  AppendTime(out, key.file.ctime_ns);
  AppendTime(out, value.made_ns);
  AppendNumber(out, key.start_bytes);
  AppendNumber(out, key.end_bytes);
  AppendNumber(out, static_cast<uint64_t>(key.algorithm), 1);
  out.append(kReservedBytes, '\0');
  AppendTime(out, value.used_ns);
  const std::span<const uint8_t> digest = value.digest.bytes();
  out.append(digest.begin(), digest.end());
  out.append(Digest::kMaxBytes - digest.size(), '\0');
}

// The records of a file whose header, length and checksum hold.
absl::StatusOr<std::string_view> ParseHeader(std::string_view bytes) {
  if (!IsCacheFile(bytes)) {
    return Invalid("magic", "not that of a digest cache");
  }
  if (bytes.size() < kHeaderBytes + kChecksumBytes) {
    return Invalid("length", absl::StrCat(bytes.size(), " bytes, expected at least ",
                                          kHeaderBytes + kChecksumBytes));
  }
  FieldReader header(bytes.substr(kMagic.size()));
  const uint64_t version = header.Number(4);
  if (version != kVersion) {
    return Invalid("version", absl::StrCat(version, ", expected ", kVersion));
  }
  const uint64_t record_bytes = header.Number(4);
  if (record_bytes != kRecordBytes) {
    return Invalid("record_bytes", absl::StrCat(record_bytes, ", expected ", kRecordBytes));
  }
  const uint64_t count = header.Number();
  if (count > limits::kMaxDigestCacheEntries) {
    return MakeError(
        Reason::kLimitExceeded,
        absl::StrCat("count: ", count, " records, more than ", limits::kMaxDigestCacheEntries),
        {{"field", "count"}, {"limit", absl::StrCat(limits::kMaxDigestCacheEntries)}});
  }
  const uint64_t length = kHeaderBytes + count * kRecordBytes + kChecksumBytes;
  if (bytes.size() != length) {
    return Invalid("length", absl::StrCat(bytes.size(), " bytes, expected ", length));
  }
  const std::string_view covered = bytes.substr(0, length - kChecksumBytes);
  if (TextOf(crypto::ComputeSha256(covered)) != bytes.substr(covered.size())) {
    return Invalid("checksum", "does not fit the content");
  }
  return covered.substr(kHeaderBytes);
}

}  // namespace

bool IsCacheFile(std::string_view bytes) { return bytes.substr(0, kMagic.size()) == kMagic; }

absl::StatusOr<CacheEntries> ParseCacheEntries(std::string_view bytes) {
  MODELSEAL_ASSIGN_OR_RETURN(std::string_view records, ParseHeader(bytes));
  CacheEntries entries;
  for (size_t i = 0; !records.empty(); ++i) {
    absl::StatusOr<CacheEntries::value_type> entry = ParseRecord(records.substr(0, kRecordBytes));
    if (!entry.ok()) {
      return InField(absl::StrCat("records[", i, "]"), entry.status());
    }
    if (!entries.empty() && !(entries.rbegin()->first < entry->first)) {
      return Invalid(absl::StrCat("records[", i, "]"), "not in order");
    }
    entries.insert(entries.end(), *std::move(entry));
    records.remove_prefix(kRecordBytes);
  }
  return entries;
}

std::string WriteCacheEntries(const CacheEntries& entries) {
  std::string out;
  out.reserve(kHeaderBytes + entries.size() * kRecordBytes + kChecksumBytes);
  out += kMagic;
  AppendNumber(out, kVersion, 4);
  AppendNumber(out, kRecordBytes, 4);
  AppendNumber(out, entries.size());
  for (const auto& [key, value] : entries) {
    AppendRecord(out, key, value);
  }
  const crypto::Sha256Digest checksum = crypto::ComputeSha256(out);
  out += TextOf(checksum);
  return out;
}

}  // namespace modelseal::hash
