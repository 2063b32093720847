// SPDX-License-Identifier: Apache-2.0
//
// Compact JSON, the same bytes for the same calls on every machine.
#ifndef MODELSEAL_LIB_JSON_WRITER_H_
#define MODELSEAL_LIB_JSON_WRITER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace modelseal::json {

// Writes what it is told, in that order; the caller keeps to the grammar. Text must be UTF-8 and is
// written as it is, but for `"`, `\` and control characters.
class Writer {
 public:
  Writer& BeginObject() { return Open('{'); }
  Writer& EndObject() { return Close('}'); }
  Writer& BeginArray() { return Open('['); }
  Writer& EndArray() { return Close(']'); }

  Writer& Key(std::string_view key) {
    String(key);
    out_ += ':';
    needs_comma_ = false;
    return *this;
  }

  Writer& String(std::string_view text) {
    Separate();
    out_ += '"';
    for (const char c : text) {
      if (c == '"' || c == '\\') {
        out_ += '\\';
        out_ += c;
      } else if (static_cast<unsigned char>(c) < 0x20) {
        absl::StrAppendFormat(&out_, "\\u%04x", static_cast<unsigned char>(c));
      } else {
        out_ += c;
      }
    }
    out_ += '"';
    return *this;
  }

  Writer& Integer(uint64_t value) {
    Separate();
    absl::StrAppend(&out_, value);
    return *this;
  }

  Writer& Bool(bool value) {
    Separate();
    out_ += value ? "true" : "false";
    return *this;
  }

  std::string Take() && { return std::move(out_); }

 private:
  void Separate() {
    if (needs_comma_) {
      out_ += ',';
    }
    needs_comma_ = true;
  }
  Writer& Open(char bracket) {
    Separate();
    out_ += bracket;
    needs_comma_ = false;
    return *this;
  }
  Writer& Close(char bracket) {
    out_ += bracket;
    needs_comma_ = true;
    return *this;
  }

  std::string out_;
  bool needs_comma_ = false;
};

}  // namespace modelseal::json

#endif  // MODELSEAL_LIB_JSON_WRITER_H_
