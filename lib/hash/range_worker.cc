// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/range_worker.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/hash/listed_file.h"
#include "lib/hash/pipelined_reader.h"

namespace modelseal::hash {
namespace {

// What is left of a part must be worth the way to another thread.
constexpr uint64_t kWorthPipelineBytes = 4 << 20;

// Fills all of `out`.
absl::Status ReadAll(const fs::OpenFile& file, const fs::WalkedFile& walked, uint64_t offset_bytes,
                     std::span<uint8_t> out) {
  MODELSEAL_ASSIGN_OR_RETURN(const size_t count, file.ReadAt(offset_bytes, out));
  if (count < out.size()) {
    return FileChangedError(walked.name,
                            absl::StrCat("ends at byte ", offset_bytes + count, ", expected ",
                                         walked.state.size_bytes, " bytes"));
  }
  return absl::OkStatus();
}

// A whole number of pages for each lane.
size_t BytesALane(const HashTask& task) {
  const size_t share = task.buffer_bytes / LanesOf(task);
  return std::max(share / fs::ReadBuffer::kAlignment, size_t{1}) * fs::ReadBuffer::kAlignment;
}

// What is read at once, so that the read after it starts at a page: past the page cache only such
// reads go straight to where they belong. All of `room`, which is not less than a page, if the
// first one does.
size_t BytesToPage(uint64_t next_bytes, size_t room) {
  return room - next_bytes % fs::ReadBuffer::kAlignment;
}

size_t RoundUpToPage(size_t bytes) {
  return (bytes + fs::ReadBuffer::kAlignment - 1) / fs::ReadBuffer::kAlignment *
         fs::ReadBuffer::kAlignment;
}

HashStream StreamOf(const Part& part, HashAlgorithm algorithm) {
  return part.pieces == nullptr ? HashStream(algorithm)
                                : HashStream(Blake3(part.pieces->first_chunk(part.piece)));
}

}  // namespace

size_t LanesOf(const HashTask& task) {
  const size_t lanes = StreamLanes(task.algorithm);
  return task.bypasses_page_cache ? std::min(lanes, kDirectLanes) : lanes;
}

RangeWorker::RangeWorker(const HashTask& task, RangePool& pool, HashRun& run,
                         ProgressReporter* reporter)
    : task_(task), pool_(pool), run_(run), reporter_(reporter), bytes_a_lane_(BytesALane(task)) {}

void RangeWorker::Run() noexcept {
  const auto leave = absl::MakeCleanup([this] { pool_.Leave(); });
  try {
    HashParts();
  } catch (const std::bad_alloc&) {
    run_.FailOutOfMemory();
  }
}

void RangeWorker::HashParts() {
  while (ShouldContinue() && (TakeParts() || WaitForParts())) {
    if (parts_.empty()) {
      continue;
    }
    absl::Status status = HashNextBytes();
    if (status.ok()) {
      status = FinishEndedParts();
    }
    if (!status.ok()) {
      run_.Fail(std::move(status));
    } else if (pool_.is_short_of_work()) {
      ShareWork();
    }
  }
  parts_.clear();
}

bool RangeWorker::ShouldContinue() {
  if (reporter_ != nullptr) {
    reporter_->ReportIfDue();
  }
  return run_.ShouldContinue();
}

bool RangeWorker::TakeParts() {
  uint64_t longest_bytes = 0;
  for (const ActivePart& active : parts_) {
    longest_bytes = std::max(longest_bytes, active.left_bytes());
  }
  const HashProgress progress = run_.progress();
  for (const Part& part :
       pool_.Take(parts_.size(), longest_bytes, progress.bytes_total - progress.bytes_done)) {
    if (!Begin(part)) {
      break;
    }
  }
  return !parts_.empty();
}

bool RangeWorker::WaitForParts() {
  RangePool::Help help = pool_.Wait(true);
  parts_ = std::move(help.parts);
  if (help.reading != nullptr) {
    help.reading->Run();
  }
  return !parts_.empty() || help.reading != nullptr;
}

absl::StatusOr<std::shared_ptr<const fs::OpenFile>> RangeWorker::OpenFileOf(
    const FileRange& range) {
  if (last_file_ != nullptr && last_file_index_ == range.file_index) {
    return last_file_;
  }
  last_file_.reset();
  const fs::WalkedFile& walked = task_.files[range.file_index];
  MODELSEAL_ASSIGN_OR_RETURN(fs::OpenFile file, OpenListedFile(task_.root, walked));
  if (task_.bypasses_page_cache) {
    file.BypassPageCache();  // Where it cannot, the bytes are the same.
  }
  last_file_ = std::make_shared<const fs::OpenFile>(std::move(file));
  last_file_index_ = range.file_index;
  return last_file_;
}

bool RangeWorker::Begin(const Part& part) {
  absl::StatusOr<std::shared_ptr<const fs::OpenFile>> file =
      OpenFileOf(task_.ranges[part.range_index]);
  if (!file.ok()) {
    run_.Fail(std::move(file).status());
    return false;
  }
  if (part.end_bytes - part.start_bytes >= RangePool::kLargeBytes) {
    (*file)->AdviseSequential(part.start_bytes, part.end_bytes - part.start_bytes);
  }
  parts_.push_back({part, *std::move(file), part.start_bytes, StreamOf(part, task_.algorithm)});
  return true;
}

const fs::WalkedFile& RangeWorker::WalkedFileOf(const Part& part) const {
  return task_.files[task_.ranges[part.range_index].file_index];
}

absl::Status RangeWorker::HashNextBytes() {
  if (buffer_.bytes().empty()) {
    const size_t pages = task_.buffer_bytes / fs::ReadBuffer::kAlignment;
    buffer_ = fs::ReadBuffer(std::max(pages * fs::ReadBuffer::kAlignment, bytes_a_lane_));
  }
  std::array<StreamInput, RangePool::kMaxHeldParts> inputs;
  size_t count = 0;
  std::span<uint8_t> room = buffer_.bytes();
  uint64_t read_bytes = 0;
  for (ActivePart& active : parts_) {
    if (room.empty()) {
      break;
    }
    const std::span<uint8_t> lane = room.first(std::min(room.size(), bytes_a_lane_));
    const size_t bytes =
        std::min<uint64_t>(active.left_bytes(), BytesToPage(active.next_bytes, lane.size()));
    MODELSEAL_RETURN_IF_ERROR(
        ReadAll(*active.file, WalkedFileOf(active.part), active.next_bytes, lane.first(bytes)));
    inputs[count++] = {&active.stream, lane.first(bytes)};
    active.next_bytes += bytes;
    read_bytes += bytes;
    room = room.subspan(std::min(room.size(), RoundUpToPage(bytes)));
  }
  UpdateStreams(std::span<const StreamInput>(inputs).first(count));
  run_.AddBytes(read_bytes);
  return absl::OkStatus();
}

absl::Status RangeWorker::FinishEndedParts() {
  size_t kept = 0;
  for (size_t i = 0; i < parts_.size(); ++i) {
    if (parts_[i].left_bytes() == 0) {
      MODELSEAL_RETURN_IF_ERROR(FinishPart(parts_[i]));
    } else {
      if (kept != i) {
        parts_[kept] = std::move(parts_[i]);
      }
      ++kept;
    }
  }
  parts_.erase(parts_.begin() + static_cast<ptrdiff_t>(kept), parts_.end());
  return absl::OkStatus();
}

absl::Status RangeWorker::FinishPart(ActivePart& active) {
  const size_t range_index = active.part.range_index;
  MODELSEAL_RETURN_IF_ERROR(CheckListedFile(*active.file, WalkedFileOf(active.part)));
  std::optional<Digest> digest;
  if (active.part.pieces == nullptr) {
    digest = active.stream.Finish();
  } else {
    digest = active.part.pieces->Set(active.part.piece, active.stream.FinishPiece());
  }
  if (digest.has_value()) {
    task_.digests[range_index].digest = *digest;
    run_.FinishRangeOf(task_.ranges[range_index].file_index);
  }
  return absl::OkStatus();
}

void RangeWorker::ShareWork() {
  // The longest first: of these, every second goes.
  std::sort(parts_.begin(), parts_.end(), [](const ActivePart& a, const ActivePart& b) {
    return a.left_bytes() > b.left_bytes();
  });
  const auto small = std::find_if(parts_.begin(), parts_.end(), [](const ActivePart& active) {
    return active.left_bytes() < RangePool::kLargeBytes;
  });
  const auto large_count = static_cast<size_t>(small - parts_.begin());
  if (large_count >= 2) {
    HandOverHalf(large_count);
  } else if (parts_.size() == 1 && parts_.front().left_bytes() >= kWorthPipelineBytes) {
    HashPipelined();
  }
}

void RangeWorker::HandOverHalf(size_t large_count) {
  std::vector<ActivePart> given;
  std::vector<ActivePart> kept;
  given.reserve(parts_.size());
  kept.reserve(parts_.size());
  for (size_t i = 0; i < parts_.size(); ++i) {
    (i % 2 == 1 && i < large_count ? given : kept).push_back(std::move(parts_[i]));
  }
  parts_ = std::move(kept);
  if (!pool_.HandOver(given)) {
    std::move(given.begin(), given.end(), std::back_inserter(parts_));
  }
}

void RangeWorker::HashPipelined() {
  ActivePart& active = parts_.front();
  const auto reader = std::make_shared<PipelinedReader>(
      active.next_bytes, active.part.end_bytes, task_.pipeline_bytes,
      [file = active.file, &walked = WalkedFileOf(active.part)](uint64_t offset_bytes,
                                                                std::span<uint8_t> out) {
        return ReadAll(*file, walked, offset_bytes, out);
      });
  // Whatever happens to the part: its reader may wait for room.
  const auto stop = absl::MakeCleanup([&] { reader->Stop(); });
  if (!pool_.HandOver(reader)) {
    return;
  }
  while (active.left_bytes() > 0 && ShouldContinue()) {
    absl::StatusOr<std::span<const uint8_t>> bytes = reader->Next();
    if (!bytes.ok()) {
      run_.Fail(std::move(bytes).status());
      return;
    }
    active.stream.Update(*bytes);
    active.next_bytes += bytes->size();
    run_.AddBytes(bytes->size());
  }
}

}  // namespace modelseal::hash
