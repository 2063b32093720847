// SPDX-License-Identifier: Apache-2.0
//
// Tar archives, as shards of WebDataset, read by libarchive: the content of every member that is a
// regular file is a record. Names are no part of records, and members are not put together to
// samples by their names.
#ifndef MODELSEAL_CLI_RECORDS_TAR_SOURCE_H_
#define MODELSEAL_CLI_RECORDS_TAR_SOURCE_H_

#include <exception>
#include <memory>
#include <string>

#include "cli/records/byte_stream.h"
#include "cli/records/record_source.h"

struct archive;
struct archive_entry;

namespace modelseal::cli {

class TarSource : public RecordSource {
 public:
  // `suffix` as ".jpg"; empty for all members. Throws Failure.
  TarSource(const std::string& path, std::string suffix);

  // Refuses links and what else is neither a regular file nor a directory.
  bool Next(Record& record) override;
  std::string Place() const override;

 private:
  struct CloseArchive {
    void operator()(archive* opened) const;
  };

  static long ReadPiece(archive*, void* self, const void** piece) noexcept;
  // Returns what libarchive returned, ARCHIVE_OK or ARCHIVE_EOF; throws for all else.
  int Check(int result);
  bool IsRecord(archive_entry* member);
  void ReadMember(archive_entry* member, std::string& bytes);

  ByteStream stream_;
  std::string suffix_;
  std::unique_ptr<archive, CloseArchive> archive_;
  std::exception_ptr read_failure_;  // cannot be thrown through libarchive
  std::string member_name_;
};

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_RECORDS_TAR_SOURCE_H_
