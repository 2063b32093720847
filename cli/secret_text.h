// SPDX-License-Identifier: Apache-2.0
//
// Text that is wiped from memory when it goes: passwords and private keys.
#ifndef MODELSEAL_CLI_SECRET_TEXT_H_
#define MODELSEAL_CLI_SECRET_TEXT_H_

#include <string.h>

#include <string>
#include <string_view>
#include <utility>

namespace modelseal::cli {

class SecretText {
 public:
  SecretText() = default;
  ~SecretText() { Wipe(); }
  SecretText(SecretText&& other) noexcept { *this = std::move(other); }
  SecretText& operator=(SecretText&& other) noexcept {
    if (this != &other) {
      Wipe();
      text_ = other.text_;
      other.Wipe();
    }
    return *this;
  }

  std::string_view view() const { return text_; }
  bool empty() const { return text_.empty(); }
  size_t size() const { return text_.size(); }

  // Appends without leaving a copy behind: a string that grows by itself frees its old bytes as
  // they are.
  void Append(std::string_view bytes) {
    if (text_.size() + bytes.size() > text_.capacity()) {
      std::string larger;
      larger.reserve((text_.size() + bytes.size()) * 2);
      larger = text_;
      WipeBytes();
      text_.swap(larger);
    }
    text_.append(bytes);
  }

  void RemoveLast() { text_.pop_back(); }

 private:
  void WipeBytes() {
    text_.resize(text_.capacity());
    explicit_bzero(text_.data(), text_.size());
  }
  void Wipe() {
    WipeBytes();
    text_.clear();
  }

  std::string text_;
};

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_SECRET_TEXT_H_
