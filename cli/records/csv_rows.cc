// SPDX-License-Identifier: Apache-2.0
#include "cli/records/csv_rows.h"

#include <new>
#include <utility>

#include "cli/records/record_failure.h"
#include "cli/records/record_source.h"

namespace modelseal::cli {
namespace {

// UTF-8 of U+FEFF, which spreadsheets write in front.
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// libcsv grows its buffer by this; its own 128 bytes make long fields slow.
constexpr size_t kGrowthBytes = 64u << 10;

// RFC 4180 §2.4: spaces are part of a field. libcsv cuts off what this says is one.
int IsNoSpace(unsigned char) { return 0; }

}  // namespace

CsvRows::CsvRows(const std::string& path, char delimiter) : stream_(path) {
  csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI);
  csv_set_delim(&parser_, static_cast<unsigned char>(delimiter));
  csv_set_space_func(&parser_, IsNoSpace);
  csv_set_blk_size(&parser_, kGrowthBytes);
}

CsvRows::~CsvRows() { csv_free(&parser_); }

std::string CsvRows::Place() const { return PlaceIn(stream_.path(), "row", row_number_); }

void CsvRows::TakeField(void* field, size_t size, void* self) noexcept {
  static_cast<CsvRows*>(self)->begun_.emplace_back(static_cast<const char*>(field), size);
}

void CsvRows::TakeRow(int, void* self) noexcept {
  CsvRows& rows = *static_cast<CsvRows*>(self);
  rows.rows_.push_back(std::exchange(rows.begun_, {}));
}

void CsvRows::ThrowMalformed() {
  row_number_ += rows_.size() + 1;
  if (csv_error(&parser_) == CSV_ENOMEM) {
    throw std::bad_alloc();
  }
  throw RecordFailure(Place(), "a quotation mark where none may be, or one that is not closed",
                      "fields that hold quotation marks are quoted, with each mark twice "
                      "(RFC 4180); --delimiter says what separates fields");
}

void CsvRows::Parse(std::string_view piece) {
  if (!std::exchange(has_begun_, true) && piece.substr(0, 3) == kByteOrderMark) {
    piece.remove_prefix(kByteOrderMark.size());
  }
  if (csv_parse(&parser_, piece.data(), piece.size(), TakeField, TakeRow, this) != piece.size()) {
    ThrowMalformed();
  }
  if (csv_get_buffer_size(&parser_) > kMaxRecordBytes) {
    throw RecordFailure(PlaceIn(stream_.path(), "row", row_number_ + rows_.size() + 1),
                        "a field of more than 1 GiB", "is a quotation mark not closed?");
  }
}

void CsvRows::Finish() {
  is_at_end_ = true;
  if (csv_fini(&parser_, TakeField, TakeRow, this) != 0) {
    ThrowMalformed();
  }
}

bool CsvRows::Next(CsvRow& row) {
  while (rows_.empty() && !is_at_end_) {
    const std::string_view piece = stream_.Read();
    if (piece.empty()) {
      Finish();
    } else {
      Parse(piece);
    }
  }
  if (rows_.empty()) {
    return false;
  }
  row = std::move(rows_.front());
  rows_.pop_front();
  ++row_number_;
  return true;
}

}  // namespace modelseal::cli
