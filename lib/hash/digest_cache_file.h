// SPDX-License-Identifier: Apache-2.0
//
// The form in which a digest cache is kept. A format of our own; integers are little-endian:
//
//   offset  bytes
//   0       8      "MSEALDC\n"
//   8       4      version, 1
//   12      4      bytes of a record, 144
//   16      8      count of records
//   24      144 n  records, strictly ascending by the fields from device to algorithm
//   ...     32     SHA-256 over all bytes before it
//
// A record:
//
//   0       8      device                     48      8      start of the range
//   8       8      inode                      56      8      end of the range
//   16      8      size of the file           64      1      algorithm: 1 SHA-256, 2 BLAKE2b-512,
//   24      8      mtime, ns since 1970                      3 BLAKE3
//   32      8      ctime, ns since 1970       65      7      0
//   40      8      when it was made           72      8      when it was used last
//   80      64     digest, zeros behind it
#ifndef MODELSEAL_LIB_HASH_DIGEST_CACHE_FILE_H_
#define MODELSEAL_LIB_HASH_DIGEST_CACHE_FILE_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "lib/hash/digest_cache.h"

namespace modelseal::hash {

// Takes exactly what WriteCacheEntries() writes. Fails with kDigestCacheInvalid, and the detail
// "field" says which part is wrong: "magic", "version", "record_bytes", "count", "length" or
// "checksum", or a field of a record as "records[3].algorithm"; kLimitExceeded if there are more
// than limits::kMaxDigestCacheEntries.
absl::StatusOr<CacheEntries> ParseCacheEntries(std::string_view bytes);

// At most limits::kMaxDigestCacheEntries.
std::string WriteCacheEntries(const CacheEntries& entries);

// Whether a file begins as one of ours, of any version.
bool IsCacheFile(std::string_view bytes);

}  // namespace modelseal::hash

#endif  // MODELSEAL_LIB_HASH_DIGEST_CACHE_FILE_H_
