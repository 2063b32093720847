// SPDX-License-Identifier: Apache-2.0
#include "cli/password.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <cstdlib>

#include "cli/failure.h"
#include "cli/interrupt.h"
#include "cli/key_file.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

constexpr char kTerminal[] = "/dev/tty";

// The terminal the program was started from, with echo off while this lives.
class SilentTerminal {
 public:
  SilentTerminal() : fd_(open(kTerminal, O_RDWR | O_NOCTTY | O_CLOEXEC)) {
    if (fd_ < 0 || tcgetattr(fd_, &before_) != 0) {
      return;
    }
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    is_silent_ = tcsetattr(fd_, TCSAFLUSH, &silent) == 0;
  }
  ~SilentTerminal() {
    if (is_silent_) {
      tcsetattr(fd_, TCSAFLUSH, &before_);
    }
    if (fd_ >= 0) {
      close(fd_);
    }
  }
  SilentTerminal(const SilentTerminal&) = delete;
  SilentTerminal& operator=(const SilentTerminal&) = delete;

  bool is_silent() const { return is_silent_; }

  void Write(std::string_view text) const {
    // A prompt that cannot be shown is no reason to fail.
    if (write(fd_, text.data(), text.size()) < 0) {
      return;
    }
  }

  SecretText ReadLine() const {
    SecretText line;
    char c = 0;
    while (true) {
      WaitForInput(fd_);
      if (read(fd_, &c, 1) <= 0 || c == '\n') {
        return line;
      }
      line.Append(std::string_view(&c, 1));
    }
  }

 private:
  int fd_;
  termios before_ = {};
  bool is_silent_ = false;
};

void RemoveLineEnd(SecretText& text) {
  for (const char end : {'\n', '\r'}) {
    if (!text.empty() && text.view().back() == end) {
      text.RemoveLast();
    }
  }
}

SecretText FromFile(const std::string& path) {
  SecretText password = ReadKeyFile(path, "password file");
  RemoveLineEnd(password);
  if (password.empty()) {
    throw UsageFailure("the password file " + ShowName(path) + " is empty");
  }
  return password;
}

SecretText FromEnvironment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  if (value == nullptr || *value == '\0') {
    throw UsageFailure("the environment variable " + ShowName(name) + " is " +
                       (value == nullptr ? "not set" : "empty"));
  }
  SecretText password;
  password.Append(value);
  return password;
}

}  // namespace

SecretText ReadPassword(const PasswordSource& source) {
  return source.file.empty() ? FromEnvironment(source.environment) : FromFile(source.file);
}

bool CanAskForPassword() {
  const int fd = open(kTerminal, O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (fd < 0) {
    return false;
  }
  close(fd);
  return true;
}

SecretText AskForPassword(const std::string& prompt) {
  const SilentTerminal terminal;
  if (!terminal.is_silent()) {
    throw Failure(MODELSEAL_ERROR_PASSWORD_REQUIRED, "cannot ask for a password here",
                  "use --password-file or --password-env");
  }
  terminal.Write(prompt);
  SecretText password = terminal.ReadLine();
  terminal.Write("\n");
  return password;
}

}  // namespace modelseal::cli
