// SPDX-License-Identifier: Apache-2.0
#include "lib/verify/identity.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "lib/base/status.h"

namespace modelseal::verify {
namespace {

// Expectations that a message lists; a policy may hold hundreds.
constexpr size_t kListedExpectations = 3;

// The first thing that a rule does not let pass.
struct Fault {
  size_t passed = 0;  // what was compared before and agreed
  std::string field;
  std::string expected;
  std::string actual;
  std::string problem;
};

bool IsArc(std::string_view text) {
  const bool is_canonical = text == "0" || (!text.empty() && text[0] != '0');
  return is_canonical && std::ranges::all_of(text, [](char c) { return '0' <= c && c <= '9'; });
}

// X.660: two arcs or more; the first at most 2, the second below 40 under 0 and 1.
bool IsObjectIdentifier(std::string_view text) {
  const std::vector<std::string_view> arcs = absl::StrSplit(text, '.');
  if (arcs.size() < 2 || !std::ranges::all_of(arcs, IsArc)) {
    return false;
  }
  if (arcs[0] == "2") {
    return true;
  }
  uint32_t second = 0;
  return (arcs[0] == "0" || arcs[0] == "1") && absl::SimpleAtoi(arcs[1], &second) && second < 40;
}

absl::Status CheckStatedText(std::string_view text) {
  if (text.empty()) {
    return MakeError(Reason::kInvalidArgument, "an expected text is empty");
  }
  if (text.find('\0') != std::string_view::npos) {
    return MakeError(Reason::kInvalidArgument,
                     absl::StrCat("an expected text holds a NUL: ", text));
  }
  return absl::OkStatus();
}

bool Matches(const TextMatcher& matcher, std::string_view text) {
  // A pattern like .* would match what is not there.
  return !text.empty() &&
         std::visit([text](const auto& stated) { return stated.Matches(text); }, matcher);
}

std::string_view TextOf(const TextMatcher& matcher) {
  return std::visit([](const auto& stated) -> std::string_view { return stated.text(); }, matcher);
}

std::string Describe(const TextMatcher& matcher) {
  return absl::StrCat(std::holds_alternative<TextPattern>(matcher) ? "pattern " : "",
                      TextOf(matcher));
}

std::string Describe(const IdentityRule& rule) {
  return absl::StrCat(Describe(rule.subject()), " (",
                      rule.subject_type().has_value()
                          ? absl::StrCat(x509::SanTypeName(*rule.subject_type()), ", ")
                          : "",
                      "issuer ", Describe(rule.issuer()), ")");
}

std::string Describe(const SignerIdentity& identity) {
  return absl::StrCat(identity.subject.empty() ? "nobody named" : identity.subject, " (",
                      x509::SanTypeName(identity.subject_type), ", ",
                      identity.issuer.empty() ? "no issuer" : "issuer ", identity.issuer, ")");
}

std::optional<Fault> FindExtensionFault(const SignerIdentity& identity, const ExtensionRule& rule) {
  const auto found =
      std::ranges::find(identity.extensions, rule.oid, &std::pair<std::string, std::string>::first);
  if (found == identity.extensions.end()) {
    return Fault{0, rule.oid, rule.value, "",
                 absl::StrCat("the extension ", rule.oid, " is missing, expected ", rule.value)};
  }
  if (found->second != rule.value) {
    return Fault{
        0, rule.oid, rule.value, found->second,
        absl::StrCat("the extension ", rule.oid, " is ", found->second, ", expected ", rule.value)};
  }
  return std::nullopt;
}

std::optional<Fault> FindFault(const SignerIdentity& identity, const IdentityRule& rule) {
  if (!Matches(rule.subject(), identity.subject)) {
    return Fault{0, "subject", std::string(TextOf(rule.subject())), identity.subject,
                 "the subject differs"};
  }
  if (rule.subject_type().has_value() && *rule.subject_type() != identity.subject_type) {
    return Fault{1, "subject_type", std::string(x509::SanTypeName(*rule.subject_type())),
                 std::string(x509::SanTypeName(identity.subject_type)),
                 "the type of the subject differs"};
  }
  if (!Matches(rule.issuer(), identity.issuer)) {
    return Fault{2, "issuer", std::string(TextOf(rule.issuer())), identity.issuer,
                 "the issuer differs"};
  }
  size_t passed = 3;
  for (const ExtensionRule& extension : rule.extensions()) {
    std::optional<Fault> fault = FindExtensionFault(identity, extension);
    if (fault.has_value()) {
      fault->passed = passed;
      return fault;
    }
    ++passed;
  }
  return std::nullopt;
}

std::string DescribeAll(std::span<const IdentityRule> rules) {
  std::string text = rules.size() == 1 ? "" : "one of ";
  const size_t listed = std::min(rules.size(), kListedExpectations);
  for (size_t i = 0; i < listed; ++i) {
    absl::StrAppend(&text, i == 0 ? "" : "; ", Describe(rules[i]));
  }
  if (listed < rules.size()) {
    absl::StrAppend(&text, " and ", rules.size() - listed, " more");
  }
  return text;
}

absl::Status MismatchError(const SignerIdentity& identity, std::span<const IdentityRule> rules,
                           const Fault& closest) {
  return MakeError(
      Reason::kIdentityMismatch,
      absl::StrCat("signed by ", Describe(identity), ", expected ", DescribeAll(rules),
                   rules.size() == 1 ? ": " : ": in the closest, ", closest.problem),
      {{"field", closest.field}, {"expected", closest.expected}, {"actual", closest.actual}});
}

}  // namespace

absl::StatusOr<ExactText> ExactText::Create(std::string_view text) {
  MODELSEAL_RETURN_IF_ERROR(CheckStatedText(text));
  return ExactText(text);
}

absl::StatusOr<IdentityRule> IdentityRule::Create(TextMatcher subject,
                                                  std::optional<x509::SanType> subject_type,
                                                  TextMatcher issuer,
                                                  std::vector<ExtensionRule> extensions) {
  for (size_t i = 0; i < extensions.size(); ++i) {
    const ExtensionRule& extension = extensions[i];
    if (!IsObjectIdentifier(extension.oid)) {
      return MakeError(Reason::kInvalidArgument,
                       absl::StrCat("not an object identifier in dotted decimal: ", extension.oid),
                       {{"field", "oid"}, {"actual", extension.oid}});
    }
    MODELSEAL_RETURN_IF_ERROR(CheckStatedText(extension.value));
    const auto before = std::span(extensions).first(i);
    if (std::ranges::find(before, extension.oid, &ExtensionRule::oid) != before.end()) {
      return MakeError(Reason::kInvalidArgument,
                       absl::StrCat("the extension ", extension.oid, " is stated twice"),
                       {{"field", "oid"}, {"actual", extension.oid}});
    }
  }
  return IdentityRule(std::move(subject), subject_type, std::move(issuer), std::move(extensions));
}

absl::Status MatchIdentity(const SignerIdentity& identity, std::span<const IdentityRule> rules) {
  if (rules.empty()) {
    return MakeError(Reason::kPolicyNotStated, "the policy states no identity that may sign");
  }
  std::optional<Fault> closest;
  for (const IdentityRule& rule : rules) {
    std::optional<Fault> fault = FindFault(identity, rule);
    if (!fault.has_value()) {
      return absl::OkStatus();
    }
    if (!closest.has_value() || fault->passed > closest->passed) {
      closest = std::move(fault);
    }
  }
  return MismatchError(identity, rules, *closest);
}

}  // namespace modelseal::verify
