// SPDX-License-Identifier: Apache-2.0
//
// See checkpoint.h.
#include "lib/tlog/checkpoint.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "lib/base/base64.h"
#include "lib/base/status.h"

namespace modelseal::tlog {
namespace {

// A SubjectPublicKeyInfo of Ed25519 (RFC 8410 §4) ends in the key.
constexpr size_t kEd25519KeyBytes = 32;

// Text of a checkpoint in a message: what a stranger may make as long as a whole checkpoint.
constexpr size_t kMostQuotedBytes = 100;

enum class OriginForm { kHost, kShard };

struct Origin {
  OriginForm form = OriginForm::kHost;
  std::string_view host;  // by which the checkpoint names the log
};

absl::Status CheckpointError(std::string_view problem) {
  return MakeError(Reason::kCheckpointInvalid, absl::StrCat("checkpoint ", problem),
                   {{"field", "checkpoint"}});
}

bool IsDigits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The next line without its newline, which every line of a note's body has.
std::string_view TakeLine(std::string_view& body) {
  const size_t end = body.find('\n');
  const std::string_view line = body.substr(0, end);
  body.remove_prefix(end == std::string_view::npos ? body.size() : end + 1);
  return line;
}

// C2SP tlog-checkpoint: decimal, without leading zeros.
std::optional<uint64_t> ParseTreeSize(std::string_view text) {
  uint64_t size = 0;
  if (!IsDigits(text) || (text.size() > 1 && text.front() == '0') ||
      !absl::SimpleAtoi(text, &size) ||
      size > static_cast<uint64_t>(std::numeric_limits<int64_t>::max())) {
    return std::nullopt;
  }
  return size;
}

absl::StatusOr<Checkpoint> ParseBody(std::string_view body) {
  Checkpoint out;
  out.origin = TakeLine(body);
  if (out.origin.empty()) {
    return CheckpointError("has no origin in its first line");
  }
  const std::optional<uint64_t> tree_size = ParseTreeSize(TakeLine(body));
  if (!tree_size.has_value()) {
    return CheckpointError("has no tree size in its second line");
  }
  out.tree_size = *tree_size;
  const std::optional<std::string> root_hash = DecodeBase64(TakeLine(body));
  if (!root_hash.has_value() || root_hash->size() != out.root_hash.size()) {
    return CheckpointError("has no base64 of a root hash of 32 bytes in its third line");
  }
  std::copy(root_hash->begin(), root_hash->end(), out.root_hash.begin());
  while (!body.empty()) {
    if (TakeLine(body).empty()) {
      return CheckpointError("has an empty line among its extensions");
    }
  }
  return out;
}

// "<host> - <digits>"
bool IsShardOrigin(std::string_view origin, std::string_view host) {
  return absl::ConsumePrefix(&origin, host) && absl::ConsumePrefix(&origin, " - ") &&
         IsDigits(origin);
}

// Rekor v2 names itself by its host without the port, Rekor v1 as its operator says.
std::string_view WithoutPort(std::string_view host) {
  const size_t colon = host.rfind(':');
  return colon != std::string_view::npos && IsDigits(host.substr(colon + 1)) ? host.substr(0, colon)
                                                                             : host;
}

absl::StatusOr<Origin> MatchOrigin(std::string_view origin, const TransparencyLog& log) {
  const bool may_have_shards = crypto::IsEcdsa(log.key.kind());
  for (const std::string_view host : {std::string_view(log.host), WithoutPort(log.host)}) {
    if (host.empty()) {
      continue;
    }
    if (origin == host) {
      return Origin{OriginForm::kHost, host};
    }
    if (may_have_shards && IsShardOrigin(origin, host)) {
      return Origin{OriginForm::kShard, host};
    }
  }
  const std::string_view quoted = origin.substr(0, kMostQuotedBytes);
  const std::string expected =
      may_have_shards ? absl::StrCat(log.host, " - <tree id>, or ", log.host) : log.host;
  return MakeError(
      Reason::kCheckpointInvalid,
      absl::StrCat("checkpoint is by \"", quoted, "\", expected \"", expected, "\""),
      {{"field", "checkpoint"}, {"expected", expected}, {"actual", std::string(quoted)}});
}

NoteKeyId FirstBytes(std::string_view bytes) {
  NoteKeyId out{};
  std::copy_n(bytes.begin(), std::min(bytes.size(), out.size()), out.begin());
  return out;
}

NoteKeyId HashedKeyId(std::initializer_list<std::string_view> pieces) {
  crypto::Sha256 sha256;
  for (const std::string_view piece : pieces) {
    sha256.Update(crypto::AsBytes(piece));
  }
  const crypto::Sha256Digest digest = sha256.Finish();
  NoteKeyId out;
  std::copy_n(digest.begin(), out.size(), out.begin());
  return out;
}

// The id that signature lines of the log's key have. C2SP signed-note defines those with a
// signature type (0x01 Ed25519, 0xff another kind that spells its name); ECDSA has that of Rekor
// v1, the hash of the SubjectPublicKeyInfo alone.
NoteKeyId ExpectedKeyId(const TransparencyLog& log, std::string_view host) {
  if (log.checkpoint_key_id.has_value()) {
    return FirstBytes(*log.checkpoint_key_id);
  }
  const std::string_view spki = log.key.spki_der();
  switch (log.key.kind()) {
    case crypto::KeyKind::kEd25519:
      return HashedKeyId({host, "\n\x01", spki.substr(spki.size() - kEd25519KeyBytes)});
    case crypto::KeyKind::kRsa:
      return HashedKeyId({host, "\n\xff", "PKIX-RSA-PKCS#1v1.5", spki});
    case crypto::KeyKind::kEcdsaP256:
    case crypto::KeyKind::kEcdsaP384:
    case crypto::KeyKind::kEcdsaP521:
      return HashedKeyId({spki});
  }
  return {};
}

// A second line of one key is refused, though the first may hold: no log writes it, and readers
// that take the one or the other would disagree about the note.
absl::StatusOr<std::string_view> FindSignature(const SignedNote& note, const Origin& origin,
                                               const TransparencyLog& log) {
  const NoteKeyId key_id = ExpectedKeyId(log, origin.host);
  const NoteSignature* found = nullptr;
  for (const NoteSignature& each : note.signatures) {
    const bool is_by_log =
        each.key_id == key_id && (origin.form == OriginForm::kShard || each.name == origin.host);
    if (is_by_log && found != nullptr) {
      return CheckpointError("has two signatures by the key of the log");
    }
    found = is_by_log ? &each : found;
  }
  if (found == nullptr) {
    return CheckpointError("has no signature by the key of the log");
  }
  return found->signature;
}

}  // namespace

absl::StatusOr<Checkpoint> VerifyCheckpoint(std::string_view note_text,
                                            const TransparencyLog& log) {
  MODELSEAL_ASSIGN_OR_RETURN(const SignedNote note, ParseSignedNote(note_text));
  MODELSEAL_ASSIGN_OR_RETURN(Checkpoint checkpoint, ParseBody(note.body));
  MODELSEAL_ASSIGN_OR_RETURN(const Origin origin, MatchOrigin(checkpoint.origin, log));
  MODELSEAL_ASSIGN_OR_RETURN(const std::string_view signature, FindSignature(note, origin, log));
  if (!log.key.Verify(log.scheme, note.body, signature).ok()) {
    return CheckpointError("has a signature by the log that does not hold");
  }
  return checkpoint;
}

}  // namespace modelseal::tlog
