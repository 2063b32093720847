// SPDX-License-Identifier: Apache-2.0
//
// A manifest put together by a caller who has the bytes, or the digests, already: in any order,
// from any threads.
#ifndef MODELSEAL_LIB_MANIFEST_MANIFEST_ASSEMBLER_H_
#define MODELSEAL_LIB_MANIFEST_MANIFEST_ASSEMBLER_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/hash/algorithm.h"
#include "lib/hash/digest_source.h"
#include "lib/manifest/builder.h"
#include "lib/manifest/manifest.h"

namespace modelseal::manifest {

// Thread-safe.
class ManifestAssembler {
 public:
  // A whole file or a shard of one that has been announced. Lives as long as the assembler and is
  // changed by it only.
  struct Range {
    uint64_t end_bytes = 0;
    bool is_open = false;  // somebody is about to give its digest
    std::optional<hash::Digest> digest = std::nullopt;
    hash::DigestSource source = hash::DigestSource::kHashed;
  };

  // What a manifest of `options` would be of a model on disk. kNameInvalid if `model_name` is not
  // in the form of a name or an ignored name is not in its; kInvalidArgument for ignored paths,
  // which need a disk.
  static absl::StatusOr<std::shared_ptr<ManifestAssembler>> Create(const BuildOptions& options,
                                                                   std::string_view model_name);

  hash::HashAlgorithm algorithm() const { return serialization_.algorithm; }

  // Announces a file, bytes [0, end_bytes), or one of its shards; never null. One that was given up
  // before may be announced again. Fails with kNameInvalid (fs::CheckName), kInvalidArgument (what
  // is no whole file or no shard, stands there already, is ignored, or is both file and directory)
  // and kLimitExceeded.
  absl::StatusOr<Range*> Open(std::string_view name, uint64_t start_bytes, uint64_t end_bytes);

  // Each ends what Open() gave. One that is given up is missing: the manifest stays incomplete.
  void Close(Range& range, const hash::Digest& digest, hash::DigestSource source);
  void GiveUp(Range& range);

  // The same at once, for a digest that was computed elsewhere. kInvalidArgument also for another
  // length than that of the algorithm.
  absl::Status AddDigest(std::string_view name, uint64_t start_bytes, uint64_t end_bytes,
                         std::span<const uint8_t> digest);

  // All that was given so far. Fails with kModelEmpty, and with kInvalidArgument while a range is
  // open, was given up, or lies before one that is there.
  absl::StatusOr<Manifest> ToManifest() const;

 private:
  using Ranges = std::map<uint64_t, Range>;  // by start; nodes stay where they are

  ManifestAssembler(std::string model_name, Serialization serialization)
      : model_name_(std::move(model_name)), serialization_(std::move(serialization)) {}

  // These need mutex_.
  absl::StatusOr<Range*> OpenLocked(std::string_view name, uint64_t start_bytes,
                                    uint64_t end_bytes);
  absl::Status CheckFile(std::string_view name) const;
  absl::Status CheckShardAmong(const Ranges& ranges, std::string_view name, uint64_t start_bytes,
                               uint64_t end_bytes) const;

  absl::Status CheckRange(std::string_view name, uint64_t start_bytes, uint64_t end_bytes) const;

  const std::string model_name_;
  const Serialization serialization_;

  mutable std::mutex mutex_;
  std::map<std::string, Ranges, std::less<>> files_;  // by name
  size_t range_count_ = 0;
};

}  // namespace modelseal::manifest

#endif  // MODELSEAL_LIB_MANIFEST_MANIFEST_ASSEMBLER_H_
