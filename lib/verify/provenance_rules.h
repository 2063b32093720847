// SPDX-License-Identifier: Apache-2.0
//
// What a policy demands of the way in which a model was trained.
#ifndef MODELSEAL_LIB_VERIFY_PROVENANCE_RULES_H_
#define MODELSEAL_LIB_VERIFY_PROVENANCE_RULES_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/statement/provenance_statement.h"
#include "lib/verify/framework_version.h"

namespace modelseal::verify {

// Versions of a framework with which no model may have been trained.
class FrameworkRule {
 public:
  // `versions` as VersionRange::Parse(). kInvalidArgument for a name that no statement can have.
  static absl::StatusOr<FrameworkRule> Create(std::string_view name, std::string_view versions);

  // Whether it is that framework, in any case and with '-', '_' and '.' taken as equal (PEP 503),
  // and one of the versions, or a version that cannot be compared with them.
  bool Refuses(const statement::FrameworkReference& framework) const;

  // "torch <2.6", for messages.
  const std::string& text() const { return text_; }

 private:
  FrameworkRule() = default;

  std::string name_;  // normalised
  VersionRange versions_;
  std::string text_;
};

// Whether two texts name one framework, as FrameworkRule compares them.
bool IsSameFramework(std::string_view a, std::string_view b);

struct ProvenanceRules {
  bool requires_dataset = false;            // at least one, of whatever role
  std::vector<std::string> required_roles;  // a dataset of each
  bool requires_complete_list = false;
  std::vector<FrameworkRule> refused_frameworks;
  bool requires_framework = false;               // at least one: else there is nothing to refuse
  std::vector<std::string> required_frameworks;  // each of these must be stated

  bool is_empty() const {
    return !requires_dataset && required_roles.empty() && !requires_complete_list &&
           refused_frameworks.empty() && !requires_framework && required_frameworks.empty();
  }
};

// kDatasetCommitmentMissing, kDatasetListIncomplete or kFrameworkRefused, with the detail "field".
absl::Status CheckRules(const statement::Provenance& provenance, const ProvenanceRules& rules);

// For what is no statement of provenance: kInvalidArgument if there are rules, since they would
// have no effect.
absl::Status CheckNoRules(const ProvenanceRules& rules);

}  // namespace modelseal::verify

#endif  // MODELSEAL_LIB_VERIFY_PROVENANCE_RULES_H_
