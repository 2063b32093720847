// SPDX-License-Identifier: Apache-2.0
#include "lib/dsse/pae.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace modelseal::dsse {
namespace {

// Python's repr() of a bytes object. It prefers single quotes unless the text has single and no
// double ones.
std::string PythonBytesRepr(std::string_view payload) {
  const bool has_single = payload.find('\'') != std::string_view::npos;
  const bool has_double = payload.find('"') != std::string_view::npos;
  const char quote = has_single && !has_double ? '"' : '\'';
  std::string out = {'b', quote};
  for (const char c : payload) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == quote || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\t') {
      out += "\\t";
    } else if (byte < 0x20 || byte >= 0x7f) {
      absl::StrAppendFormat(&out, "\\x%02x", byte);
    } else {
      out += c;
    }
  }
  out += quote;
  return out;
}

}  // namespace

Pae BuildPae(std::string_view payload_type, std::string_view payload) {
  return Pae{absl::StrCat("DSSEv1 ", payload_type.size(), " ", payload_type, " ", payload.size(),
                          " ", payload)};
}

Pae BuildLegacyPae(std::string_view payload_type, std::string_view payload) {
  return Pae{absl::StrCat("DSSEV1 ", payload_type.size(), " ", payload_type, " ", payload.size(),
                          " ", PythonBytesRepr(payload))};
}

}  // namespace modelseal::dsse
