// SPDX-License-Identifier: Apache-2.0
//
// Signed notes (C2SP signed-note): a text and signatures below it, the form of every checkpoint.
// Parsed does not mean trusted: see checkpoint.h.
#ifndef MODELSEAL_LIB_TLOG_SIGNED_NOTE_H_
#define MODELSEAL_LIB_TLOG_SIGNED_NOTE_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace modelseal::tlog {

// What a signature line says of its key: the first bytes of some hash of it, a hint only.
using NoteKeyId = std::array<uint8_t, 4>;

// One line "— <name> <base64>"; `name` is a view of the note.
struct NoteSignature {
  std::string_view name;
  NoteKeyId key_id;
  std::string signature;  // at least one byte
};

// Views of the note that was parsed, which must outlive it.
struct SignedNote {
  std::string_view body;  // what is signed: every line before the blank one, with its newline
  std::vector<NoteSignature> signatures;  // at least one, in the order of the note
};

// ParseSignedNote reads a note: UTF-8 without control characters but the newline, a blank line (the
// last one counts), then signature lines, every line ended by a newline. Fails with
// kCheckpointInvalid for anything else, for a line that is none of a signature even if nobody knows
// its key, and above limits::kMaxCheckpointBytes and kMaxCheckpointSignatures.
absl::StatusOr<SignedNote> ParseSignedNote(std::string_view note);

}  // namespace modelseal::tlog

#endif  // MODELSEAL_LIB_TLOG_SIGNED_NOTE_H_
