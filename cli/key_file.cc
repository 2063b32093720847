// SPDX-License-Identifier: Apache-2.0
#include "cli/key_file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <utility>

#include "cli/failure.h"
#include "cli/interrupt.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

// As much as the library accepts as a key.
constexpr size_t kMaxKeyFileBytes = 1 << 20;

class OpenFile {
 public:
  explicit OpenFile(int fd) : fd_(fd) {}
  ~OpenFile() {
    if (fd_ > STDIN_FILENO) {
      close(fd_);
    }
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  int fd() const { return fd_; }

 private:
  int fd_;
};

// Waits, as for the other end of a pipe, end when the person interrupts.
template <typename SystemCall>
auto Retry(SystemCall call) {
  auto result = call();
  while (result < 0 && errno == EINTR) {
    ThrowIfInterrupted();
    result = call();
  }
  return result;
}

// Standard input may be a person or a pipe that never ends.
ssize_t Read(int fd, char* buffer, size_t size) {
  return Retry([&] {
    WaitForInput(fd);
    return read(fd, buffer, size);
  });
}

std::string Reading(std::string_view what) { return "read the " + std::string(what); }

void WriteAll(int fd, std::string_view content, const std::string& path) {
  while (!content.empty()) {
    const ssize_t written = Retry([&] { return write(fd, content.data(), content.size()); });
    if (written < 0) {
      throw ErrnoFailure(errno, "write", path);
    }
    content.remove_prefix(static_cast<size_t>(written));
  }
  if (fsync(fd) != 0) {
    throw ErrnoFailure(errno, "write", path);
  }
}

int CreateNew(const std::string& path, unsigned mode) {
  return open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
}

// Replaces the Xs of the name. Nobody else can read the file before its mode is set.
int CreateTemporary(std::string& path, unsigned mode) {
  const int fd = mkostemp(path.data(), O_CLOEXEC);
  if (fd >= 0) {
    const mode_t mask = umask(0);
    umask(mask);
    fchmod(fd, mode & ~mask);
  }
  return fd;
}

[[noreturn]] void ThrowExists(const std::string& path) {
  throw Failure(MODELSEAL_ERROR_IO_FAILED, ShowName(path) + " exists already",
                "choose another name, or pass --force to replace it",
                {{"path", path}, {"errno", std::to_string(EEXIST)}});
}

}  // namespace

SecretText ReadKeyFile(const std::string& path, std::string_view what) {
  const OpenFile file(
      path == "-" ? STDIN_FILENO : Retry([&] { return open(path.c_str(), O_RDONLY | O_CLOEXEC); }));
  if (file.fd() < 0) {
    throw ErrnoFailure(errno, Reading(what), path);
  }
  SecretText content;
  char buffer[4096];
  ssize_t count = 0;
  while ((count = Read(file.fd(), buffer, sizeof(buffer))) > 0) {
    content.Append(std::string_view(buffer, static_cast<size_t>(count)));
    explicit_bzero(buffer, sizeof(buffer));
    if (content.size() > kMaxKeyFileBytes) {
      throw Failure(MODELSEAL_ERROR_KEY_INVALID,
                    "the " + std::string(what) + " " + ShowName(path) + " is larger than 1 MiB", {},
                    {{"path", path}});
    }
  }
  if (count < 0) {
    throw ErrnoFailure(errno, Reading(what), path);
  }
  return content;
}

NewFile::NewFile(std::string path, std::string_view content, unsigned mode, Overwrite overwrite)
    : path_(std::move(path)), written_path_(path_) {
  if (overwrite == Overwrite::kReplace) {
    written_path_ += ".XXXXXX";
  }
  const OpenFile file(overwrite == Overwrite::kReplace ? CreateTemporary(written_path_, mode)
                                                       : CreateNew(path_, mode));
  if (file.fd() < 0) {
    if (errno == EEXIST) {
      ThrowExists(path_);
    }
    throw ErrnoFailure(errno, "write", path_);
  }
  try {
    WriteAll(file.fd(), content, path_);
  } catch (...) {
    unlink(written_path_.c_str());  // no destructor runs for what was never constructed
    throw;
  }
}

NewFile::~NewFile() {
  if (!written_path_.empty()) {
    unlink(written_path_.c_str());
  }
}

void NewFile::Commit() {
  if (written_path_ != path_ && rename(written_path_.c_str(), path_.c_str()) != 0) {
    throw ErrnoFailure(errno, "write", path_);
  }
  written_path_.clear();
}

}  // namespace modelseal::cli
