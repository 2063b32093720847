// SPDX-License-Identifier: Apache-2.0
//
// A checkpoint from anywhere. What is read as a signed note is written again as it was, and no log
// that never signed anything has signed it.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/invariant.h"
#include "fuzz/unknown_log.h"
#include "lib/base/base64.h"
#include "lib/tlog/checkpoint.h"
#include "lib/tlog/signed_note.h"

namespace {

using modelseal::fuzz::Require;
using modelseal::tlog::SignedNote;
using modelseal::tlog::TransparencyLog;

std::string Write(const SignedNote& note) {
  std::string text(note.body);
  text += '\n';
  for (const auto& signature : note.signatures) {
    const std::string bytes =
        std::string(signature.key_id.begin(), signature.key_id.end()) + signature.signature;
    text += "\xe2\x80\x94 " + std::string(signature.name) + ' ' + modelseal::EncodeBase64(bytes);
    text += '\n';
  }
  return text;
}

// The log that the note itself names: what its first lines say of host and key id.
TransparencyLog NamedLog(std::string_view key_pem, const SignedNote& note) {
  const std::string_view origin = note.body.substr(0, note.body.find('\n'));
  const auto& key_id = note.signatures.front().key_id;
  return modelseal::fuzz::UnknownLog(key_pem, std::string(origin.substr(0, origin.find(" - "))),
                                     std::string(key_id.begin(), key_id.end()),
                                     std::string(32, 'l'));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto note = modelseal::tlog::ParseSignedNote(text);
  if (!note.ok()) {
    return 0;
  }
  Require(!note->body.empty() && !note->signatures.empty(), "a note has a text and a signature");
  Require(Write(*note) == text, "a signed note has one form");
  for (const char* const key :
       {modelseal::fuzz::kUnknownEcdsaKey, modelseal::fuzz::kUnknownEd25519Key}) {
    Require(!modelseal::tlog::VerifyCheckpoint(text, NamedLog(key, *note)).ok(),
            "a checkpoint that nobody signed is refused");
  }
  return 0;
}
