// SPDX-License-Identifier: Apache-2.0
//
// Body of Rekor v1 of the kind dsse 0.0.1: the signature of an envelope and the digest of its
// payload.
#ifndef MODELSEAL_LIB_TLOG_DSSE_V001_H_
#define MODELSEAL_LIB_TLOG_DSSE_V001_H_

#include "absl/status/status.h"
#include "lib/json/field_path.h"
#include "lib/json/fields.h"
#include "lib/tlog/signed_content.h"

namespace modelseal::tlog {

// VerifyDsseV001 checks that `spec`, the member at `path` of a body of this kind, is about exactly
// this content. Only envelopes have such entries. Fails as VerifyEntryBody.
absl::Status VerifyDsseV001(const json::Fields& spec, const json::Path& path,
                            const SignedContent& content);

}  // namespace modelseal::tlog

#endif  // MODELSEAL_LIB_TLOG_DSSE_V001_H_
