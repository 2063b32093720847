// SPDX-License-Identifier: Apache-2.0
//
// Where in a document a value stands, for error messages: `dsseEnvelope.signatures[0].sig`.
#ifndef MODELSEAL_LIB_JSON_FIELD_PATH_H_
#define MODELSEAL_LIB_JSON_FIELD_PATH_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"

namespace modelseal::json {

// A link of a chain that lives on the stack of whoever descends: costs nothing until it is spelled.
// A path must not outlive the one that it was made from, nor the key.
class Path {
 public:
  Path() = default;

  Path Member(std::string_view key) const { return Path(this, key, kNoIndex); }
  Path Item(size_t index) const { return Path(this, {}, index); }

  // "document" for the root.
  std::string ToString() const {
    const std::string text = Spell();
    return text.empty() ? "document" : text;
  }

 private:
  static constexpr size_t kNoIndex = static_cast<size_t>(-1);

  Path(const Path* parent, std::string_view key, size_t index)
      : parent_(parent), key_(key), index_(index) {}

  std::string Spell() const {
    if (parent_ == nullptr) {
      return "";
    }
    const std::string before = parent_->Spell();
    if (index_ != kNoIndex) {
      return absl::StrCat(before, "[", index_, "]");
    }
    return absl::StrCat(before, before.empty() ? "" : ".", key_);
  }

  const Path* parent_ = nullptr;
  std::string_view key_;
  size_t index_ = kNoIndex;
};

}  // namespace modelseal::json

#endif  // MODELSEAL_LIB_JSON_FIELD_PATH_H_
