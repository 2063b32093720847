// SPDX-License-Identifier: Apache-2.0
#include "lib/manifest/range_stream.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"

namespace modelseal::manifest {

absl::StatusOr<std::unique_ptr<RangeStream>> RangeStream::Open(
    std::shared_ptr<ManifestAssembler> assembler, std::string_view name, uint64_t start_bytes,
    uint64_t end_bytes) {
  MODELSEAL_ASSIGN_OR_RETURN(ManifestAssembler::Range * range,
                             assembler->Open(name, start_bytes, end_bytes));
  try {
    return std::unique_ptr<RangeStream>(
        new RangeStream(assembler, *range, name, end_bytes - start_bytes));
  } catch (...) {
    assembler->GiveUp(*range);
    throw;
  }
}

RangeStream::~RangeStream() {
  if (range_ != nullptr) {
    assembler_->GiveUp(*range_);
  }
}

absl::Status RangeStream::CheckTakes(size_t size_bytes) const {
  if (range_ == nullptr) {
    return MakeError(Reason::kInvalidArgument, absl::StrCat(name_, ": the stream is finished"),
                     {{"path", name_}});
  }
  if (size_bytes > left_bytes_) {
    return MakeError(
        Reason::kInvalidArgument,
        absl::StrCat(name_, ": ", size_bytes, " more bytes, expected at most ", left_bytes_),
        {{"path", name_},
         {"expected", absl::StrCat(left_bytes_)},
         {"actual", absl::StrCat(size_bytes)}});
  }
  return absl::OkStatus();
}

absl::Status RangeStream::Update(std::span<const uint8_t> bytes) {
  MODELSEAL_RETURN_IF_ERROR(CheckTakes(bytes.size()));
  if (!bytes.empty()) {
    stream_.Update(bytes);
    left_bytes_ -= bytes.size();
  }
  return absl::OkStatus();
}

absl::Status RangeStream::UpdateAll(std::span<const RangeInput> inputs) {
  std::vector<hash::StreamInput> streams;
  std::vector<const RangeStream*> once;
  streams.reserve(inputs.size());
  once.reserve(inputs.size());
  for (const RangeInput& input : inputs) {
    MODELSEAL_RETURN_IF_ERROR(input.stream->CheckTakes(input.bytes.size()));
    if (!input.bytes.empty()) {
      streams.push_back({&input.stream->stream_, input.bytes});
    }
    once.push_back(input.stream);
  }
  std::sort(once.begin(), once.end());
  const auto twice = std::adjacent_find(once.begin(), once.end());
  if (twice != once.end()) {
    return MakeError(Reason::kInvalidArgument,
                     absl::StrCat((*twice)->name_, ": the stream is there twice"),
                     {{"path", (*twice)->name_}});
  }
  hash::UpdateStreams(streams);
  for (const RangeInput& input : inputs) {
    input.stream->left_bytes_ -= input.bytes.size();
  }
  return absl::OkStatus();
}

absl::Status RangeStream::Finish() {
  MODELSEAL_RETURN_IF_ERROR(CheckTakes(0));
  if (left_bytes_ != 0) {
    return MakeError(Reason::kInvalidArgument,
                     absl::StrCat(name_, ": ", left_bytes_, " bytes are missing"),
                     {{"path", name_}});
  }
  assembler_->Close(*std::exchange(range_, nullptr), stream_.Finish(), hash::DigestSource::kHashed);
  return absl::OkStatus();
}

}  // namespace modelseal::manifest
