// SPDX-License-Identifier: Apache-2.0
//
// A manifest: which files a model has, or which ranges of them, and the digest of each (OMS 1.0 §5,
// §6). A value without an opinion on who made it.
#ifndef MODELSEAL_LIB_MANIFEST_MANIFEST_H_
#define MODELSEAL_LIB_MANIFEST_MANIFEST_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/crypto/digest.h"
#include "lib/hash/algorithm.h"
#include "lib/hash/digest_source.h"

namespace modelseal::manifest {

// The end of a whole file whose size the manifest does not say.
inline constexpr uint64_t kUnknownEnd = std::numeric_limits<uint64_t>::max();

// The name that the Python reference gives the file of a single-file model.
inline constexpr std::string_view kSelfName = ".";

struct Entry {
  std::string name;
  hash::Digest digest;
  uint64_t start_bytes = 0;
  uint64_t end_bytes = kUnknownEnd;
  // Where the digest of the bytes came from; none for what a statement only says.
  std::optional<hash::DigestSource> source = std::nullopt;
};

// How the files were listed and hashed: `serialization` in OMS.
struct Serialization {
  hash::HashAlgorithm algorithm = hash::HashAlgorithm::kSha256;
  uint64_t shard_size_bytes = 0;  // 0: whole files
  bool allows_symlinks = false;
  std::vector<std::string> ignored;  // canonical names, sorted, once each

  bool is_sharded() const { return shard_size_bytes != 0; }
};

// The name of an entry in a statement: `path`, or `path:start:end` for a range.
std::string ResourceName(const Entry& entry, const Serialization& serialization);

// Immutable.
class Manifest {
 public:
  // Sorts the entries. kStatementInvalid if two have the same name (and start) or there is none;
  // kLimitExceeded for too many. Names and ranges have been checked by the caller.
  static absl::StatusOr<Manifest> Create(std::string model_name, Serialization serialization,
                                         std::vector<Entry> entries);

  // The same manifest, whose entries were compared with digests that came from `sources`, one for
  // each entry.
  Manifest WithSources(std::span<const std::optional<hash::DigestSource>> sources) &&;

  const std::string& model_name() const { return model_name_; }
  const Serialization& serialization() const { return serialization_; }

  // Sorted by name, then by start: the entries of one file stand together.
  const std::vector<Entry>& entries() const { return entries_; }

  // One past the last of the entries that list the file of entries()[begin].
  size_t EndOfFile(size_t begin) const;

  // Indices into entries() in code point order of the resource names, in which we write them: for
  // ranges that order compares the numbers as text.
  std::vector<size_t> CodePointOrder() const;

  // By path components, then by start: the order of the Python reference.
  std::vector<size_t> ComponentOrder() const;

  // SHA-256 over the digests in the given order (OMS 1.0 §5.1): the subject's digest.
  crypto::Sha256Digest RootDigest(const std::vector<size_t>& order) const;

 private:
  Manifest() = default;

  std::string model_name_;
  Serialization serialization_;
  std::vector<Entry> entries_;
};

}  // namespace modelseal::manifest

#endif  // MODELSEAL_LIB_MANIFEST_MANIFEST_H_
