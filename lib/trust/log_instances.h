// SPDX-License-Identifier: Apache-2.0
//
// The logs of a trusted root: `tlogs` (Rekor) and `ctlogs` (Certificate Transparency), which have
// one form.
#ifndef MODELSEAL_LIB_TRUST_LOG_INSTANCES_H_
#define MODELSEAL_LIB_TRUST_LOG_INSTANCES_H_

#include <google/protobuf/repeated_field.h>

#include <vector>

#include "absl/status/statusor.h"
#include "lib/json/field_path.h"
#include "lib/tlog/log.h"
#include "lib/x509/sct.h"
#include "proto/sigstore_trustroot.pb.h"

namespace modelseal::trust {

using LogMessages = google::protobuf::RepeatedPtrField<sigstore::TransparencyLogInstance>;

// Both: logs whose kind of key is not supported are left out; anything else that is wrong with one,
// or an identifier that stands twice, fails for all of them. `path` is that of the list.
// kTrustRootInvalid, kLimitExceeded.
absl::StatusOr<std::vector<tlog::TransparencyLog>> ReadTransparencyLogs(const LogMessages& messages,
                                                                        const json::Path& path);

// Leaves out, too, logs whose keys cannot make an SCT by RFC 6962: Ed25519 and RSA-PSS.
absl::StatusOr<std::vector<x509::CtLog>> ReadCtLogs(const LogMessages& messages,
                                                    const json::Path& path);

}  // namespace modelseal::trust

#endif  // MODELSEAL_LIB_TRUST_LOG_INSTANCES_H_
