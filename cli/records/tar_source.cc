// SPDX-License-Identifier: Apache-2.0
#include "cli/records/tar_source.h"

#include <archive.h>
#include <archive_entry.h>

#include <cstdint>
#include <new>
#include <string_view>
#include <utility>

#include "cli/records/record_failure.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

constexpr char kDecompress[] =
    "it reads tar archives that are not compressed: zcat data.tar.gz | modelseal dataset commit - "
    "--format tar …";

std::string NameOf(archive_entry* member) {
  const char* name = archive_entry_pathname_utf8(member);
  if (name == nullptr) {
    name = archive_entry_pathname(member);
  }
  return name == nullptr ? "" : name;
}

bool EndsWith(std::string_view text, std::string_view suffix) {
  return text.size() >= suffix.size() && text.substr(text.size() - suffix.size()) == suffix;
}

}  // namespace

void TarSource::CloseArchive::operator()(archive* opened) const { archive_read_free(opened); }

TarSource::TarSource(const std::string& path, std::string suffix)
    : stream_(path), suffix_(std::move(suffix)), archive_(archive_read_new()) {
  if (archive_ == nullptr) {
    throw std::bad_alloc();
  }
  archive* const opened = archive_.get();
  Check(archive_read_support_format_tar(opened));
  Check(archive_read_set_read_callback(opened, ReadPiece));
  Check(archive_read_set_callback_data(opened, this));
  Check(archive_read_open1(opened));
}

long TarSource::ReadPiece(archive*, void* self, const void** piece) noexcept {
  TarSource& source = *static_cast<TarSource*>(self);
  try {
    const std::string_view bytes = source.stream_.Read();
    *piece = bytes.data();
    return static_cast<long>(bytes.size());
  } catch (...) {
    source.read_failure_ = std::current_exception();
    return ARCHIVE_FATAL;
  }
}

std::string TarSource::Place() const {
  const std::string archive_name = ShowName(stream_.path());
  return member_name_.empty() ? archive_name : archive_name + ", member " + ShowName(member_name_);
}

int TarSource::Check(int result) {
  if (read_failure_ != nullptr) {
    std::rethrow_exception(read_failure_);
  }
  if (result != ARCHIVE_OK && result != ARCHIVE_EOF) {
    const char* const reason = archive_error_string(archive_.get());
    throw RecordFailure(
        Place(), "no whole tar archive: " + ShowMessage(reason == nullptr ? "unknown" : reason),
        kDecompress);
  }
  return result;
}

bool TarSource::IsRecord(archive_entry* member) {
  const auto type = archive_entry_filetype(member);
  // The type of a hard link is that of a regular file.
  const bool is_link = archive_entry_hardlink(member) != nullptr;
  if (type == AE_IFDIR || !EndsWith(member_name_, suffix_)) {
    return false;
  }
  if (is_link || type != AE_IFREG) {
    throw RecordFailure(Place(), "neither a regular file nor a directory",
                        "make the archive with links resolved (tar --dereference "
                        "--hard-dereference)");
  }
  return true;
}

void TarSource::ReadMember(archive_entry* member, std::string& bytes) {
  const int64_t size_bytes = archive_entry_size(member);
  if (size_bytes < 0 || static_cast<uint64_t>(size_bytes) > kMaxRecordBytes) {
    throw RecordFailure(Place(), "a record of more than 1 GiB");
  }
  bytes.resize(static_cast<size_t>(size_bytes));
  size_t done = 0;
  while (done < bytes.size()) {
    const la_ssize_t count =
        archive_read_data(archive_.get(), bytes.data() + done, bytes.size() - done);
    Check(count < 0 ? static_cast<int>(count) : ARCHIVE_OK);
    if (count == 0) {
      throw RecordFailure(Place(), "ends before its size");
    }
    done += static_cast<size_t>(count);
  }
}

bool TarSource::Next(Record& record) {
  archive_entry* member = nullptr;
  while (Check(archive_read_next_header(archive_.get(), &member)) != ARCHIVE_EOF) {
    member_name_ = NameOf(member);
    if (IsRecord(member)) {
      ReadMember(member, record.bytes);
      return true;
    }
  }
  return false;
}

}  // namespace modelseal::cli
