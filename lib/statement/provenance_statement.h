// SPDX-License-Identifier: Apache-2.0
//
// The in-toto statement (v1) about how a model was trained: on which datasets, with which
// frameworks, from which models and with what else. Its predicate is ours; docs/formats.md,
// "Training provenance", lists every field.
#ifndef MODELSEAL_LIB_STATEMENT_PROVENANCE_STATEMENT_H_
#define MODELSEAL_LIB_STATEMENT_PROVENANCE_STATEMENT_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/crypto/digest.h"

namespace modelseal::statement {

inline constexpr std::string_view kProvenancePredicateType =
    "https://modelseal.dev/training-provenance/v1";

// A dataset that the model was trained, tested or otherwise made with.
struct DatasetReference {
  std::string name;
  std::string role;                 // 1 to 64 of the characters a-z, 0-9, '.', '_', '-'
  std::string commitment;           // the bytes, which are not looked into here
  crypto::Sha256Digest digest{};    // of the commitment, as lib/dataset computes it
  std::optional<std::string> file;  // where in the model the commitment lies, if it does
};

// Printable ASCII without spaces, so that a name has no second spelling that looks the same.
struct FrameworkReference {
  std::string name;
  std::string version;
};

// A model that this one was made from.
struct BaseModelReference {
  std::string name;
  crypto::Sha256Digest digest{};  // the root digest, as its own signature has it
};

// A digest of whatever kind, as in-toto's ResourceDescriptor has it: "sha256", "gitCommit".
struct NamedDigest {
  std::string algorithm;
  std::string hex;
};

// Anything else that went into the model: training code, a container image.
struct DependencyReference {
  std::string uri;
  std::vector<NamedDigest> digests;  // at least one: without it nothing is referred to
  std::optional<std::string> name;
};

// Nothing in any list is there twice: no dataset of one name and role, framework of one name and
// version, base model of one digest, dependency of one URI. Their order says nothing.
struct Provenance {
  std::string model_name;               // informational; never a reason to trust
  crypto::Sha256Digest model_digest{};  // the root digest of the model
  std::vector<DatasetReference> datasets;
  // The signer says that the model was made with these datasets and no others.
  bool list_is_complete = false;
  std::vector<FrameworkReference> frameworks;
  std::vector<BaseModelReference> base_models;
  std::vector<DependencyReference> dependencies;
};

// The same bytes for the same content, in whatever order it is given. Text must be UTF-8.
std::string WriteProvenance(const Provenance& provenance);

// Reads a payload whose signature has been verified (or that is only looked at). Every member must
// be there, but for those that are optional here, and no other may. kStatementInvalid,
// kJsonInvalid, kJsonDuplicateMember, kPredicateUnsupported, kLimitExceeded; the detail "field"
// says where.
absl::StatusOr<Provenance> ParseProvenance(std::string_view payload);

}  // namespace modelseal::statement

#endif  // MODELSEAL_LIB_STATEMENT_PROVENANCE_STATEMENT_H_
