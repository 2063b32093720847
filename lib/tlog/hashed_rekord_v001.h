// SPDX-License-Identifier: Apache-2.0
//
// Body of Rekor v1 of the kind hashedrekord 0.0.1: a signature over the digest of an artifact.
#ifndef MODELSEAL_LIB_TLOG_HASHED_REKORD_V001_H_
#define MODELSEAL_LIB_TLOG_HASHED_REKORD_V001_H_

#include "absl/status/status.h"
#include "lib/json/field_path.h"
#include "lib/json/fields.h"
#include "lib/tlog/signed_content.h"

namespace modelseal::tlog {

// VerifyHashedRekordV001 checks that `spec`, the member at `path` of a body of this kind, is about
// exactly this content. Only message signatures have such entries. Fails as VerifyEntryBody.
absl::Status VerifyHashedRekordV001(const json::Fields& spec, const json::Path& path,
                                    const SignedContent& content);

}  // namespace modelseal::tlog

#endif  // MODELSEAL_LIB_TLOG_HASHED_REKORD_V001_H_
