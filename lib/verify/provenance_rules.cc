// SPDX-License-Identifier: Apache-2.0
#include "lib/verify/provenance_rules.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"

namespace modelseal::verify {
namespace {

using statement::DatasetReference;
using statement::FrameworkReference;
using statement::Provenance;

// PEP 503: lower case, runs of '-', '_' and '.' as one '-'.
std::string NormaliseName(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool is_separator = c == '-' || c == '_' || c == '.';
    if (!is_separator) {
      out += absl::ascii_tolower(c);
    } else if (out.empty() || out.back() != '-') {
      out += '-';
    }
  }
  return out;
}

absl::Status MissingError(Reason reason, std::string_view field, std::string_view problem,
                          std::string_view expected) {
  return MakeError(reason, absl::StrCat(field, ": ", problem),
                   {{"field", std::string(field)}, {"expected", std::string(expected)}});
}

absl::Status CheckDatasets(const Provenance& provenance, const ProvenanceRules& rules) {
  constexpr std::string_view kField = "predicate.datasets";
  if (rules.requires_dataset && provenance.datasets.empty()) {
    return MissingError(Reason::kDatasetCommitmentMissing, kField,
                        "no dataset is stated, expected a commitment to at least one", "");
  }
  for (const std::string& role : rules.required_roles) {
    if (std::none_of(provenance.datasets.begin(), provenance.datasets.end(),
                     [&](const DatasetReference& dataset) { return dataset.role == role; })) {
      return MissingError(Reason::kDatasetCommitmentMissing, kField,
                          absl::StrCat("no dataset of the role ", role, " is stated"), role);
    }
  }
  if (rules.requires_complete_list && !provenance.list_is_complete) {
    return MissingError(Reason::kDatasetListIncomplete, "predicate.listIsComplete",
                        "is false: the signer does not say that no other dataset was used", "true");
  }
  return absl::OkStatus();
}

absl::Status CheckFrameworks(const Provenance& provenance, const ProvenanceRules& rules) {
  constexpr std::string_view kField = "predicate.frameworks";
  for (size_t i = 0; i < provenance.frameworks.size(); ++i) {
    const FrameworkReference& framework = provenance.frameworks[i];
    const auto rule =
        std::find_if(rules.refused_frameworks.begin(), rules.refused_frameworks.end(),
                     [&](const FrameworkRule& one) { return one.Refuses(framework); });
    if (rule != rules.refused_frameworks.end()) {
      const std::string field = absl::StrCat(kField, "[", i, "]");
      const std::string actual = absl::StrCat(framework.name, " ", framework.version);
      return MakeError(
          Reason::kFrameworkRefused,
          absl::StrCat(field, ": the model was made with ", actual, ", which ", rule->text(),
                       FrameworkVersion::Parse(framework.version).has_value()
                           ? " refuses"
                           : " refuses, since its version cannot be compared"),
          {{"field", field}, {"expected", rule->text()}, {"actual", actual}});
    }
  }
  if (rules.requires_framework && provenance.frameworks.empty()) {
    return MissingError(Reason::kFrameworkRefused, kField,
                        "no framework is stated, expected at least one", "");
  }
  for (const std::string& name : rules.required_frameworks) {
    if (std::none_of(provenance.frameworks.begin(), provenance.frameworks.end(),
                     [&](const FrameworkReference& framework) {
                       return IsSameFramework(framework.name, name);
                     })) {
      return MissingError(Reason::kFrameworkRefused, kField,
                          absl::StrCat("the version of ", name, " is not stated"), name);
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<FrameworkRule> FrameworkRule::Create(std::string_view name,
                                                    std::string_view versions) {
  if (name.empty() || name.size() > limits::kMaxProvenanceTextBytes ||
      !std::all_of(name.begin(), name.end(), absl::ascii_isgraph)) {
    return MakeError(
        Reason::kInvalidArgument,
        absl::StrCat("framework ", name, ": expected 1 to ", limits::kMaxProvenanceTextBytes,
                     " bytes of printable ASCII without spaces"));
  }
  FrameworkRule rule;
  rule.name_ = NormaliseName(name);
  MODELSEAL_ASSIGN_OR_RETURN(rule.versions_, VersionRange::Parse(versions));
  const std::string_view range = absl::StripAsciiWhitespace(versions);
  rule.text_ = absl::StrCat(name, range.empty() ? "" : " ", range);
  return rule;
}

bool FrameworkRule::Refuses(const FrameworkReference& framework) const {
  if (NormaliseName(framework.name) != name_) {
    return false;
  }
  const std::optional<FrameworkVersion> version = FrameworkVersion::Parse(framework.version);
  return !version.has_value() || versions_.Contains(*version);
}

bool IsSameFramework(std::string_view a, std::string_view b) {
  return NormaliseName(a) == NormaliseName(b);
}

absl::Status CheckRules(const Provenance& provenance, const ProvenanceRules& rules) {
  MODELSEAL_RETURN_IF_ERROR(CheckDatasets(provenance, rules));
  return CheckFrameworks(provenance, rules);
}

absl::Status CheckNoRules(const ProvenanceRules& rules) {
  return rules.is_empty()
             ? absl::OkStatus()
             : MakeError(Reason::kInvalidArgument,
                         "the policy has rules about training provenance, which only a statement "
                         "of provenance can fulfil: verify that, and the model by another policy");
}

}  // namespace modelseal::verify
