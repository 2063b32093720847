// SPDX-License-Identifier: Apache-2.0
//
// What was found to be true about a signature beyond that it holds: who signed, when, and where
// that was recorded. For people and for logs; nothing decides by it any more.
#ifndef MODELSEAL_LIB_VERIFY_EVIDENCE_H_
#define MODELSEAL_LIB_VERIFY_EVIDENCE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lib/verify/identity.h"

namespace modelseal::verify {

// Values are those of MODELSEAL_TIME_SOURCE_* in the C header.
enum class TimeSource : int32_t { kTimestampAuthority = 1, kTransparencyLog = 2 };

// A point in time at which the signature existed.
struct VerifiedTime {
  int64_t time_ms = 0;  // since 1970-01-01T00:00:00Z
  TimeSource source = TimeSource::kTimestampAuthority;
  std::string authority;  // subject of the authority's certificate, or address of the log
};

struct VerifiedLogEntry {
  std::string log;                      // its address, as the trust root has it
  uint64_t log_index = 0;               // over all shards, as the log's users know it
  std::string kind;                     // "hashedrekord"
  std::string version;                  // "0.0.1"
  int64_t integrated_time_seconds = 0;  // 0: the log does not vouch for a time
  uint64_t tree_size = 0;               // of the checkpoint
  std::string origin;                   // of the checkpoint
};

// What the policy told the verifier not to demand, or has no means to check. Values are those of
// MODELSEAL_UNCHECKED_* in the C header.
enum class Unchecked : int32_t {
  kIdentity = 1,        // any signer was accepted
  kLogEntry = 2,        // not in a log, or in one that nobody asked
  kCertificateLog = 3,  // the certificate was not shown to be in a log of certificates
  kSigningTime = 4,     // when it was signed is not known
  kRevocation = 5,      // whether an authority has taken a certificate back
};

struct Evidence {
  std::optional<SignerIdentity> identity;  // keyless only
  std::vector<VerifiedTime> times;
  std::vector<VerifiedLogEntry> log_entries;
  size_t sct_log_count = 0;  // logs of certificates that vouch for the signer's
  std::vector<Unchecked> unchecked;
};

}  // namespace modelseal::verify

#endif  // MODELSEAL_LIB_VERIFY_EVIDENCE_H_
