// SPDX-License-Identifier: Apache-2.0
//
// What a bundle says of its place in a transparency log (Sigstore's TransparencyLogEntry). Parsed
// does not mean trusted.
#ifndef MODELSEAL_LIB_TLOG_ENTRY_H_
#define MODELSEAL_LIB_TLOG_ENTRY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "lib/tlog/merkle.h"

namespace modelseal::tlog {

struct InclusionProof {
  uint64_t log_index = 0;  // in the tree of one shard
  uint64_t tree_size = 0;
  MerkleHash root_hash{};
  std::vector<MerkleHash> hashes;  // from the leaf upwards
  std::string checkpoint;          // the whole signed note

  bool operator==(const InclusionProof&) const = default;
};

struct LogEntry {
  uint64_t log_index = 0;               // over all shards (Rekor v1); as in the proof (v2)
  std::string log_id;                   // 32 bytes
  std::string kind;                     // "hashedrekord"
  std::string version;                  // "0.0.1"
  int64_t integrated_time_seconds = 0;  // since 1970; 0: none
  std::string signed_entry_timestamp;   // the inclusion promise; empty: none
  InclusionProof inclusion_proof;
  std::string canonicalized_body;

  bool operator==(const LogEntry&) const = default;
};

}  // namespace modelseal::tlog

#endif  // MODELSEAL_LIB_TLOG_ENTRY_H_
