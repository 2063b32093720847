// SPDX-License-Identifier: Apache-2.0
//
// See inclusion.h.
#include "lib/tlog/inclusion.h"

#include "absl/strings/str_cat.h"
#include "lib/base/hex.h"
#include "lib/base/status.h"
#include "lib/tlog/merkle.h"

namespace modelseal::tlog {
namespace {

absl::Status CheckSameTree(const InclusionProof& proof, const Checkpoint& checkpoint) {
  if (proof.tree_size != checkpoint.tree_size) {
    return MakeError(Reason::kLogInclusionInvalid,
                     absl::StrCat("inclusion proof is for a tree of ", proof.tree_size,
                                  " leaves, its checkpoint has ", checkpoint.tree_size),
                     {{"field", "inclusionProof.treeSize"},
                      {"expected", absl::StrCat(checkpoint.tree_size)},
                      {"actual", absl::StrCat(proof.tree_size)}});
  }
  if (proof.root_hash != checkpoint.root_hash) {
    return MakeError(Reason::kLogInclusionInvalid,
                     "inclusion proof is for another root hash than its checkpoint has",
                     {{"field", "inclusionProof.rootHash"},
                      {"expected", EncodeHex(checkpoint.root_hash)},
                      {"actual", EncodeHex(proof.root_hash)}});
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Checkpoint> VerifyEntryInclusion(const LogEntry& entry, const TransparencyLog& log) {
  // Callers look the log up by this id; that it is that log is checked where it counts.
  if (entry.log_id != log.log_id) {
    return MakeError(Reason::kLogInclusionInvalid, "log entry is of another log",
                     {{"field", "logId"}});
  }
  const InclusionProof& proof = entry.inclusion_proof;
  MODELSEAL_ASSIGN_OR_RETURN(Checkpoint checkpoint, VerifyCheckpoint(proof.checkpoint, log));
  MODELSEAL_RETURN_IF_ERROR(CheckSameTree(proof, checkpoint));
  MODELSEAL_RETURN_IF_ERROR(VerifyInclusion(proof.log_index, checkpoint.tree_size,
                                            ComputeLeafHash(entry.canonicalized_body), proof.hashes,
                                            checkpoint.root_hash));
  return checkpoint;
}

}  // namespace modelseal::tlog
