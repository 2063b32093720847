// SPDX-License-Identifier: Apache-2.0
//
// That an entry is in a log: its inclusion proof under a checkpoint that the log signed.
#ifndef MODELSEAL_LIB_TLOG_INCLUSION_H_
#define MODELSEAL_LIB_TLOG_INCLUSION_H_

#include "absl/status/statusor.h"
#include "lib/tlog/checkpoint.h"
#include "lib/tlog/entry.h"
#include "lib/tlog/log.h"

namespace modelseal::tlog {

// VerifyEntryInclusion checks that the tree under the entry's checkpoint has the bytes of the
// entry's body as the leaf that the proof says, and gives that checkpoint. Size and root of the
// proof must be those of the checkpoint: only it is signed. Says nothing about what the body means
// (entry_body.h) nor when it was logged (promise.h). Fails with kCheckpointInvalid as
// VerifyCheckpoint, and with kLogInclusionInvalid for everything else.
absl::StatusOr<Checkpoint> VerifyEntryInclusion(const LogEntry& entry, const TransparencyLog& log);

}  // namespace modelseal::tlog

#endif  // MODELSEAL_LIB_TLOG_INCLUSION_H_
