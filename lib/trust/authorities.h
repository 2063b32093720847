// SPDX-License-Identifier: Apache-2.0
//
// The authorities of a trusted root: `certificateAuthorities` (Fulcio) and `timestampAuthorities`
// (RFC 3161), which have one form.
#ifndef MODELSEAL_LIB_TRUST_AUTHORITIES_H_
#define MODELSEAL_LIB_TRUST_AUTHORITIES_H_

#include <google/protobuf/repeated_field.h>

#include <vector>

#include "absl/status/statusor.h"
#include "lib/json/field_path.h"
#include "lib/timestamp/timestamp_authority.h"
#include "lib/trust/certificate_authority.h"
#include "proto/sigstore_trustroot.pb.h"

namespace modelseal::trust {

using AuthorityMessages = google::protobuf::RepeatedPtrField<sigstore::CertificateAuthority>;

// Both: the signatures inside each chain are verified here, once. An authority with a certificate
// whose key is of a kind or size that is not supported is left out; anything else that is wrong
// with one fails for all of them. `path` is that of the list. kTrustRootInvalid, kLimitExceeded.
absl::StatusOr<std::vector<CertificateAuthority>> ReadCertificateAuthorities(
    const AuthorityMessages& messages, const json::Path& path);
absl::StatusOr<std::vector<timestamp::TimestampAuthority>> ReadTimestampAuthorities(
    const AuthorityMessages& messages, const json::Path& path);

}  // namespace modelseal::trust

#endif  // MODELSEAL_LIB_TRUST_AUTHORITIES_H_
