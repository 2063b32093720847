// SPDX-License-Identifier: Apache-2.0
#include "cli/datasets/dataset_files.h"

#include <sys/stat.h>

#include <cerrno>

#include "cli/failure.h"
#include "cli/key_file.h"
#include "cli/records/byte_stream.h"
#include "cli/secret_text.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

// The longest commitment has less than 3 KiB.
constexpr size_t kMaxCommitmentFileBytes = 64u << 10;
constexpr unsigned kPublicMode = 0644;

}  // namespace

DatasetKey ReadDatasetKey(const std::string& path) {
  const SecretText pem = ReadKeyFile(path, "key of the dataset");
  return DatasetKey::Parse(pem.view());
}

DatasetCommitment ReadCommitment(const std::string& path) {
  return DatasetCommitment::Parse(ReadWhole(path, "commitment", kMaxCommitmentFileBytes));
}

std::string ReadWhole(const std::string& path, std::string_view what, size_t max_bytes) {
  ByteStream stream(path);
  std::string content;
  for (std::string_view piece = stream.Read(); !piece.empty(); piece = stream.Read()) {
    if (piece.size() > max_bytes - content.size()) {
      throw Failure(MODELSEAL_ERROR_LIMIT_EXCEEDED,
                    ShowName(path) + " is too large for a " + std::string(what), {},
                    {{"path", path}, {"limit", std::to_string(max_bytes)}});
    }
    content += piece;
  }
  return content;
}

void CheckIsNew(const std::string& path, bool force) {
  struct stat status = {};
  if (!force && lstat(path.c_str(), &status) == 0) {
    throw Failure(MODELSEAL_ERROR_IO_FAILED, ShowName(path) + " exists already",
                  "choose another name, or pass --force to replace it",
                  {{"path", path}, {"errno", std::to_string(EEXIST)}});
  }
}

void WritePublicFile(const std::string& path, std::string_view content, bool force) {
  NewFile file(path, content, kPublicMode, force ? Overwrite::kReplace : Overwrite::kRefuse);
  file.Commit();
}

}  // namespace modelseal::cli
