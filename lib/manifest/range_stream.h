// SPDX-License-Identifier: Apache-2.0
//
// The bytes of one file, or one shard of it, on their way into a manifest.
#ifndef MODELSEAL_LIB_MANIFEST_RANGE_STREAM_H_
#define MODELSEAL_LIB_MANIFEST_RANGE_STREAM_H_

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/hash/hash_stream.h"
#include "lib/manifest/manifest_assembler.h"

namespace modelseal::manifest {

struct RangeInput;

// Used by one thread at a time; streams of one assembler may be used by several at once. A stream
// that goes before it was finished leaves its range missing.
class RangeStream {
 public:
  // Fails as ManifestAssembler::Open.
  static absl::StatusOr<std::unique_ptr<RangeStream>> Open(
      std::shared_ptr<ManifestAssembler> assembler, std::string_view name, uint64_t start_bytes,
      uint64_t end_bytes);
  ~RangeStream();
  RangeStream(const RangeStream&) = delete;
  RangeStream& operator=(const RangeStream&) = delete;

  // kInvalidArgument, and nothing is taken, for more bytes than the range has and after Finish().
  absl::Status Update(std::span<const uint8_t> bytes);

  // The same for each of several streams, which share the lanes of a kernel; of any assemblers. If
  // one of them refuses, none takes anything. A stream may be there once only.
  static absl::Status UpdateAll(std::span<const RangeInput> inputs);

  // Gives the digest to the assembler. kInvalidArgument if bytes are missing, which may still come,
  // and after Finish().
  absl::Status Finish();

 private:
  RangeStream(std::shared_ptr<ManifestAssembler> assembler, ManifestAssembler::Range& range,
              std::string_view name, uint64_t size_bytes)
      : assembler_(std::move(assembler)),
        range_(&range),
        name_(name),
        stream_(assembler_->algorithm()),
        left_bytes_(size_bytes) {}

  absl::Status CheckTakes(size_t size_bytes) const;

  const std::shared_ptr<ManifestAssembler> assembler_;
  ManifestAssembler::Range* range_;  // null once finished
  const std::string name_;
  hash::HashStream stream_;
  uint64_t left_bytes_;
};

struct RangeInput {
  RangeStream* stream = nullptr;
  std::span<const uint8_t> bytes;
};

}  // namespace modelseal::manifest

#endif  // MODELSEAL_LIB_MANIFEST_RANGE_STREAM_H_
