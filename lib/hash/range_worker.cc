// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/range_worker.h"

#include <algorithm>
#include <new>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"

namespace modelseal::hash {
namespace {

// A page: what the kernel copies into it is not split over one page more than needed.
constexpr std::align_val_t kBufferAlignment{4096};

absl::Status FileChanged(std::string_view name, std::string_view how) {
  return MakeError(Reason::kFileChanged, absl::StrCat(name, " ", how),
                   {{"path", std::string(name)}});
}

}  // namespace

void RangeWorker::AlignedDelete::operator()(uint8_t* buffer) const {
  operator delete(buffer, kBufferAlignment);
}

void RangeWorker::Run() noexcept {
  try {
    HashClaimedRanges();
  } catch (const std::bad_alloc&) {
    run_.FailOutOfMemory();
  }
}

void RangeWorker::HashClaimedRanges() {
  if (!ShouldContinue()) {
    return;
  }
  std::span<const size_t> claimed = queue_.Claim();
  if (claimed.empty()) {
    return;
  }
  hasher_ = MakeHasher(task_.algorithm);
  buffer_.reset(static_cast<uint8_t*>(operator new(kReadBufferBytes, kBufferAlignment)));
  for (; !claimed.empty(); claimed = queue_.Claim()) {
    for (const size_t range_index : claimed) {
      if (absl::Status status = HashRange(range_index); !status.ok()) {
        run_.Fail(std::move(status));
      }
      if (!ShouldContinue()) {
        return;
      }
    }
  }
}

bool RangeWorker::ShouldContinue() {
  if (reporter_ != nullptr) {
    reporter_->ReportIfDue();
  }
  return run_.ShouldContinue();
}

absl::Status RangeWorker::OpenFile(size_t file_index) {
  if (file_.has_value() && file_index_ == file_index) {
    return absl::OkStatus();
  }
  file_.reset();
  const fs::WalkedFile& walked = task_.files[file_index];
  MODELSEAL_ASSIGN_OR_RETURN(fs::OpenFile file, task_.root.OpenFileBeneath(walked.name));
  if (file.state() != walked.state) {
    return FileChanged(walked.name, "changed since the model was listed");
  }
  file_.emplace(std::move(file));
  file_index_ = file_index;
  return absl::OkStatus();
}

absl::Status RangeWorker::HashRange(size_t range_index) {
  const FileRange& range = task_.ranges[range_index];
  MODELSEAL_RETURN_IF_ERROR(OpenFile(range.file_index));
  MODELSEAL_RETURN_IF_ERROR(HashContent(task_.files[range.file_index], range));
  task_.digests[range_index] = hasher_->Finish();
  run_.FinishRangeOf(range.file_index);
  return absl::OkStatus();
}

absl::Status RangeWorker::HashContent(const fs::WalkedFile& file, const FileRange& range) {
  uint64_t offset = range.start_bytes;
  while (offset < range.end_bytes) {
    const size_t wanted = std::min<uint64_t>(range.end_bytes - offset, kReadBufferBytes);
    MODELSEAL_ASSIGN_OR_RETURN(const size_t count, file_->ReadAt(offset, {buffer_.get(), wanted}));
    if (count < wanted) {
      return FileChanged(file.name, absl::StrCat("ends at byte ", offset + count, ", expected ",
                                                 file.state.size_bytes, " bytes"));
    }
    hasher_->Update({buffer_.get(), count});
    run_.AddBytes(count);
    offset += count;
    if (offset < range.end_bytes && !ShouldContinue()) {
      return run_.status();
    }
  }
  if (file.state.size_bytes == 0) {
    // Some file systems (procfs, FUSE) give no size for files that have content.
    MODELSEAL_ASSIGN_OR_RETURN(const size_t count, file_->ReadAt(0, {buffer_.get(), 1}));
    if (count != 0) {
      return FileChanged(file.name, "has content beyond its size of 0 bytes");
    }
  }
  return file_->CheckUnchanged();
}

}  // namespace modelseal::hash
