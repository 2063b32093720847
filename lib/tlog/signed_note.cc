// SPDX-License-Identifier: Apache-2.0
//
// See signed_note.h.
#include "lib/tlog/signed_note.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "lib/base/base64.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/base/utf8.h"

namespace modelseal::tlog {
namespace {

// C2SP signed-note: em dash (U+2014), space.
constexpr std::string_view kSignaturePrefix = "\xe2\x80\x94 ";

// The white space of Unicode above U+0020; a name has none of it.
constexpr std::string_view kUnicodeSpaces[] = {
    "\xc2\x85",     "\xc2\xa0",     "\xe1\x9a\x80", "\xe2\x80\x80", "\xe2\x80\x81",
    "\xe2\x80\x82", "\xe2\x80\x83", "\xe2\x80\x84", "\xe2\x80\x85", "\xe2\x80\x86",
    "\xe2\x80\x87", "\xe2\x80\x88", "\xe2\x80\x89", "\xe2\x80\x8a", "\xe2\x80\xa8",
    "\xe2\x80\xa9", "\xe2\x80\xaf", "\xe2\x81\x9f", "\xe3\x80\x80",
};

absl::Status NoteError(std::string_view problem) {
  return MakeError(Reason::kCheckpointInvalid, absl::StrCat("checkpoint ", problem),
                   {{"field", "checkpoint"}});
}

absl::Status CheckText(std::string_view note) {
  if (note.size() > limits::kMaxCheckpointBytes) {
    return MakeError(Reason::kCheckpointInvalid,
                     absl::StrCat("checkpoint has ", note.size(), " bytes, at most ",
                                  limits::kMaxCheckpointBytes, " are read"),
                     {{"field", "checkpoint"},
                      {"limit", absl::StrCat(limits::kMaxCheckpointBytes)},
                      {"actual", absl::StrCat(note.size())}});
  }
  const bool has_control = std::any_of(note.begin(), note.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\n';
  });
  if (has_control) {
    return NoteError("has a control character other than the newline");
  }
  if (!IsUtf8(note)) {
    return NoteError("is not valid UTF-8");
  }
  return absl::OkStatus();
}

bool IsKeyName(std::string_view name) {
  if (name.empty() || name.find('+') != std::string_view::npos) {
    return false;
  }
  return std::none_of(
      std::begin(kUnicodeSpaces), std::end(kUnicodeSpaces),
      [name](std::string_view space) { return name.find(space) != std::string_view::npos; });
}

std::optional<NoteSignature> ParseSignatureLine(std::string_view line) {
  if (!absl::ConsumePrefix(&line, kSignaturePrefix)) {
    return std::nullopt;
  }
  const size_t space = line.find(' ');
  if (space == std::string_view::npos || !IsKeyName(line.substr(0, space))) {
    return std::nullopt;
  }
  std::optional<std::string> blob = DecodeBase64(line.substr(space + 1));
  NoteSignature out;
  if (!blob.has_value() || blob->size() <= out.key_id.size()) {
    return std::nullopt;
  }
  out.name = line.substr(0, space);
  std::copy_n(blob->begin(), out.key_id.size(), out.key_id.begin());
  blob->erase(0, out.key_id.size());
  out.signature = *std::move(blob);
  return out;
}

}  // namespace

absl::StatusOr<SignedNote> ParseSignedNote(std::string_view note) {
  MODELSEAL_RETURN_IF_ERROR(CheckText(note));
  const size_t blank = note.rfind("\n\n");
  if (blank == std::string_view::npos) {
    return NoteError("has no blank line before its signatures");
  }
  SignedNote out;
  out.body = note.substr(0, blank + 1);
  std::string_view lines = note.substr(blank + 2);
  if (lines.empty()) {
    return NoteError("has no signature below its blank line");
  }
  while (!lines.empty()) {
    const size_t end = lines.find('\n');
    if (end == std::string_view::npos) {
      return NoteError("does not end in a newline");
    }
    if (out.signatures.size() == limits::kMaxCheckpointSignatures) {
      return MakeError(
          Reason::kCheckpointInvalid,
          absl::StrCat("checkpoint has more than ", limits::kMaxCheckpointSignatures,
                       " signatures"),
          {{"field", "checkpoint"}, {"limit", absl::StrCat(limits::kMaxCheckpointSignatures)}});
    }
    std::optional<NoteSignature> signature = ParseSignatureLine(lines.substr(0, end));
    if (!signature.has_value()) {
      return NoteError(absl::StrCat("signature line ", out.signatures.size() + 1,
                                    " is not an em dash, a name and base64 of a key id with a "
                                    "signature"));
    }
    out.signatures.push_back(*std::move(signature));
    lines.remove_prefix(end + 1);
  }
  return out;
}

}  // namespace modelseal::tlog
