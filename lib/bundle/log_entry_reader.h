// SPDX-License-Identifier: Apache-2.0
//
// Log entries of a bundle, from the protobuf messages to values.
#ifndef MODELSEAL_LIB_BUNDLE_LOG_ENTRY_READER_H_
#define MODELSEAL_LIB_BUNDLE_LOG_ENTRY_READER_H_

#include <vector>

#include "absl/status/statusor.h"
#include "lib/tlog/entry.h"

namespace modelseal::sigstore {
class VerificationMaterial;
}

namespace modelseal::bundle {

// What every client of ours needs to be there is there: log, kind, body, inclusion proof with
// checkpoint, whatever the version of the bundle says, since nobody signs the version. An inclusion
// promise has its time, and must be there if `requires_promise`; a time without a promise, for
// which nobody vouches, is left out. No two entries are equal. kBundleInvalid, kLimitExceeded, with
// the path of the field. Takes the bytes out of `material`.
absl::StatusOr<std::vector<tlog::LogEntry>> ReadLogEntries(sigstore::VerificationMaterial& material,
                                                           bool requires_promise);

}  // namespace modelseal::bundle

#endif  // MODELSEAL_LIB_BUNDLE_LOG_ENTRY_READER_H_
