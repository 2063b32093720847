// SPDX-License-Identifier: Apache-2.0
#include "lib/tlog/signed_note.h"

#include <catch2/catch.hpp>
#include <string>

#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "tests/tlog/signed_example.h"

namespace modelseal::testing {
namespace {

const std::string kDash = "\xe2\x80\x94 ";
// Four bytes of a key id and one of a signature.
const std::string kLine = kDash + "log.test YWJjZGU=\n";
const std::string kNote = "log.test\n5\nextension\n\n" + kLine;

std::optional<Reason> FailureOfNote(const std::string& note) {
  return FailureOf(tlog::ParseSignedNote(note).status());
}

}  // namespace

TEST_CASE("signed note gives what is signed and who is said to have signed", "[tlog][note]") {
  const std::string note = kNote + kDash + "witness.test/w1 d3h5emFi\n";
  const auto parsed = tlog::ParseSignedNote(note);
  REQUIRE(parsed.ok());
  CHECK(parsed->body == "log.test\n5\nextension\n");
  REQUIRE(parsed->signatures.size() == 2);
  CHECK(parsed->signatures[0].name == "log.test");
  CHECK(parsed->signatures[0].key_id == tlog::NoteKeyId{'a', 'b', 'c', 'd'});
  CHECK(parsed->signatures[0].signature == "e");
  CHECK(parsed->signatures[1].name == "witness.test/w1");
  CHECK(parsed->signatures[1].signature == "ab");
}

TEST_CASE("last blank line of a signed note separates its signatures", "[tlog][note]") {
  const std::string note = "log.test\n\n" + kNote;
  const auto parsed = tlog::ParseSignedNote(note);
  REQUIRE(parsed.ok());
  CHECK(parsed->body == "log.test\n\nlog.test\n5\nextension\n");
}

TEST_CASE("signed note without a blank line is refused", "[tlog][note]") {
  CHECK(FailureOfNote("log.test\n5\n" + kLine) == Reason::kCheckpointInvalid);
  CHECK(FailureOfNote("") == Reason::kCheckpointInvalid);
}

TEST_CASE("signed note without signatures is refused", "[tlog][note]") {
  CHECK(FailureOfNote("log.test\n5\nextension\n\n") == Reason::kCheckpointInvalid);
}

TEST_CASE("signed note without the newline at its end is refused", "[tlog][note]") {
  CHECK(FailureOfNote(kNote.substr(0, kNote.size() - 1)) == Reason::kCheckpointInvalid);
}

TEST_CASE("signed note with a blank line at its end is refused", "[tlog][note]") {
  CHECK(FailureOfNote(kNote + "\n") == Reason::kCheckpointInvalid);
}

TEST_CASE("signed note with carriage returns is refused", "[tlog][note]") {
  CHECK(FailureOfNote("log.test\r\n5\r\n\r\n" + kLine) == Reason::kCheckpointInvalid);
  CHECK(FailureOfNote(ReplaceOnce(kNote, "5\n", "5\r\n")) == Reason::kCheckpointInvalid);
}

TEST_CASE("signed note with a control character is refused", "[tlog][note]") {
  for (const char c : {'\0', '\t', '\x1b'}) {
    CHECK(FailureOfNote(ReplaceOnce(kNote, "extension", std::string("ext") + c)) ==
          Reason::kCheckpointInvalid);
  }
}

TEST_CASE("signed note with invalid UTF-8 is refused", "[tlog][note]") {
  CHECK(FailureOfNote(ReplaceOnce(kNote, "extension", "ext\xc0\xaf")) ==
        Reason::kCheckpointInvalid);
}

TEST_CASE("line of a signed note that is no signature is refused", "[tlog][note]") {
  const std::string line = GENERATE(
      as<std::string>(),  //
      "log.test YWJjZGU=", "- log.test YWJjZGU=", "\xe2\x80\x94log.test YWJjZGU=",
      "\xe2\x80\x94 log.test", "\xe2\x80\x94  YWJjZGU=", "\xe2\x80\x94 log.test  YWJjZGU=",
      "\xe2\x80\x94 log.test YWJjZGU= ", "\xe2\x80\x94 log.test YWJjZGU= more", "not a signature");
  CAPTURE(line);
  CHECK(FailureOfNote(kNote + line + "\n") == Reason::kCheckpointInvalid);
}

TEST_CASE("key name with a plus or with Unicode space is refused", "[tlog][note]") {
  const std::string name = GENERATE("log+test", "log\xc2\xa0test", "log\xe2\x80\xa8test");
  CAPTURE(name);
  CHECK(FailureOfNote(kNote + kDash + name + " YWJjZGU=\n") == Reason::kCheckpointInvalid);
}

TEST_CASE("signature line of a key id and nothing more is refused", "[tlog][note]") {
  CHECK(FailureOfNote(kNote + kDash + "log.test YWJjZA==\n") == Reason::kCheckpointInvalid);
  CHECK(FailureOfNote(kNote + kDash + "log.test YWI=\n") == Reason::kCheckpointInvalid);
}

TEST_CASE("signature line in base64 that is not canonical is refused", "[tlog][note]") {
  const std::string blob = GENERATE("YWJjZGU", "YWJjZGV=", "YWJj-GU=", "YWJj=ZGU");
  CAPTURE(blob);
  CHECK(FailureOfNote(kNote + kDash + "log.test " + blob + "\n") == Reason::kCheckpointInvalid);
}

TEST_CASE("signed note may have as many signatures as the limit says and no more", "[tlog][note]") {
  std::string note = kNote;
  for (size_t i = 1; i < limits::kMaxCheckpointSignatures; ++i) {
    note += kDash + "witness.test YWJjZGU=\n";
  }
  CHECK(FailureOfNote(note) == std::nullopt);
  note += kDash + "witness.test YWJjZGU=\n";
  const absl::Status status = tlog::ParseSignedNote(note).status();
  CHECK(FailureOf(status) == Reason::kCheckpointInvalid);
  CHECK(DetailOf(status, "limit") == "100");
}

TEST_CASE("signed note may be as long as the limit says and no longer", "[tlog][note]") {
  const size_t filler = limits::kMaxCheckpointBytes - kNote.size();
  CHECK(FailureOfNote(std::string(filler, 'x') + kNote) == std::nullopt);
  const absl::Status status = tlog::ParseSignedNote(std::string(filler + 1, 'x') + kNote).status();
  CHECK(FailureOf(status) == Reason::kCheckpointInvalid);
  CHECK(DetailOf(status, "limit") == "262144");
}

}  // namespace modelseal::testing
