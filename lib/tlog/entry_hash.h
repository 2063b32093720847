// SPDX-License-Identifier: Apache-2.0
//
// A digest as bodies of Rekor v1 name it: {"algorithm": "sha256", "value": "<hex>"}.
#ifndef MODELSEAL_LIB_TLOG_ENTRY_HASH_H_
#define MODELSEAL_LIB_TLOG_ENTRY_HASH_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/crypto/hash_kind.h"
#include "lib/json/field_path.h"
#include "lib/json/fields.h"

namespace modelseal::tlog {

struct EntryHash {
  crypto::HashKind kind;
  std::string digest;  // as many bytes as the kind has
};

// ReadEntryHash reads the member `key` of the object at `path`. Fails with kLogEntryMismatch, and
// with kLogEntryUnsupported if the algorithm is not sha256, sha384 or sha512.
absl::StatusOr<EntryHash> ReadEntryHash(const json::Fields& fields, const json::Path& path,
                                        std::string_view key);

// CheckDigest holds what was read against the digest that it must be. kLogEntryMismatch.
absl::Status CheckDigest(const json::Fields& fields, std::string_view key, const EntryHash& actual,
                         std::string_view expected);

}  // namespace modelseal::tlog

#endif  // MODELSEAL_LIB_TLOG_ENTRY_HASH_H_
