// SPDX-License-Identifier: Apache-2.0
//
// Checkpoints: what a log signs of its tree (C2SP tlog-checkpoint), in the forms of Rekor v1 and
// v2.
#ifndef MODELSEAL_LIB_TLOG_CHECKPOINT_H_
#define MODELSEAL_LIB_TLOG_CHECKPOINT_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "lib/tlog/log.h"
#include "lib/tlog/merkle.h"
#include "lib/tlog/signed_note.h"

namespace modelseal::tlog {

struct Checkpoint {
  std::string origin;      // the log, and with Rekor v1 the shard
  uint64_t tree_size = 0;  // below 2^63
  MerkleHash root_hash{};
  bool operator==(const Checkpoint& other) const = default;
};

// VerifyCheckpoint checks that `log` signed the note, a checkpoint about itself. The origin decides
// the rules:
// - "<host> - <digits>" (Rekor v1, only for ECDSA keys): one shard of the log. The line with the
//   key's id counts, under whatever name: Rekor v1 does not authenticate names.
// - "<host>" (Rekor v2, any key): the line with the key's id under the name of the origin counts.
// Lines of other keys are ignored, so witnesses may add theirs. Costs at most one public key
// operation. Fails with kCheckpointInvalid: not a signed note or no checkpoint, another origin, no
// line of the log or more than one, a signature that does not hold.
absl::StatusOr<Checkpoint> VerifyCheckpoint(std::string_view note, const TransparencyLog& log);

}  // namespace modelseal::tlog

#endif  // MODELSEAL_LIB_TLOG_CHECKPOINT_H_
