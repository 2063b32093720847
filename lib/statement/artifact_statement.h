// SPDX-License-Identifier: Apache-2.0
//
// In-toto statements about artifacts of any kind (Statement v1 and v0.1): which digests they name.
#ifndef MODELSEAL_LIB_STATEMENT_ARTIFACT_STATEMENT_H_
#define MODELSEAL_LIB_STATEMENT_ARTIFACT_STATEMENT_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/crypto/hash_kind.h"

namespace modelseal::statement {

struct SubjectDigest {
  std::string subject;  // its name, which nothing vouches for; may be empty
  crypto::HashKind algorithm = crypto::HashKind::kSha256;
  std::string digest;  // the bytes
};

struct ArtifactStatement {
  std::string predicate_type;
  // Those by SHA-256, SHA-384 and SHA-512. Digests of other kinds, MD5 and SHA-1 among them, count
  // for nothing and are left out.
  std::vector<SubjectDigest> digests;
};

// Strict about what is read, silent about the predicate, which is not. At least one subject, each
// with at least one digest; a digest of a known kind is lower-case hex of the right length.
// kStatementInvalid, kJsonInvalid, kJsonDuplicateMember, kLimitExceeded; detail "field".
absl::StatusOr<ArtifactStatement> ParseArtifactStatement(std::string_view payload);

}  // namespace modelseal::statement

#endif  // MODELSEAL_LIB_STATEMENT_ARTIFACT_STATEMENT_H_
