// SPDX-License-Identifier: Apache-2.0
//
// Who signed, held against who may sign: the name in the certificate, who vouched for it, and what
// else they wrote about the signer.
#ifndef MODELSEAL_LIB_VERIFY_IDENTITY_H_
#define MODELSEAL_LIB_VERIFY_IDENTITY_H_

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/verify/text_pattern.h"
#include "lib/x509/san_type.h"

namespace modelseal::verify {

// What a certificate says about its signer. Nothing here is trusted before the certificate is.
struct SignerIdentity {
  std::string subject;  // the only subject alternative name
  x509::SanType subject_type = x509::SanType::kEmail;
  std::string issuer;  // who the signer logged in with, as https://accounts.google.com
  // Further extensions: an object identifier in dotted decimal, none twice, and the text there.
  std::vector<std::pair<std::string, std::string>> extensions;
};

// Text that must be the same byte by byte: no folding of case, no normalisation.
class ExactText {
 public:
  // kInvalidArgument if `text` is empty, which would let a signer without a name pass, or holds a
  // NUL, where others would cut it off.
  static absl::StatusOr<ExactText> Create(std::string_view text);

  bool Matches(std::string_view text) const { return text == text_; }
  const std::string& text() const { return text_; }

 private:
  explicit ExactText(std::string_view text) : text_(text) {}

  std::string text_;
};

using TextMatcher = std::variant<ExactText, TextPattern>;

// An extension that the certificate must have, with exactly this text.
struct ExtensionRule {
  std::string oid;  // dotted decimal: 1.3.6.1.4.1.57264.1.12
  std::string value;
};

// A signer that a policy lets pass. Subject and issuer are both stated, always: a name means
// nothing without the one who vouches for it. Immutable; thread-safe.
class IdentityRule {
 public:
  // Any type of subject unless one is given. kInvalidArgument for an extension whose identifier is
  // not one or comes twice, or whose text ExactText refuses.
  static absl::StatusOr<IdentityRule> Create(TextMatcher subject,
                                             std::optional<x509::SanType> subject_type,
                                             TextMatcher issuer,
                                             std::vector<ExtensionRule> extensions);

  const TextMatcher& subject() const { return subject_; }
  std::optional<x509::SanType> subject_type() const { return subject_type_; }
  const TextMatcher& issuer() const { return issuer_; }
  const std::vector<ExtensionRule>& extensions() const { return extensions_; }

 private:
  IdentityRule(TextMatcher subject, std::optional<x509::SanType> subject_type, TextMatcher issuer,
               std::vector<ExtensionRule> extensions)
      : subject_(std::move(subject)),
        subject_type_(subject_type),
        issuer_(std::move(issuer)),
        extensions_(std::move(extensions)) {}

  TextMatcher subject_;
  std::optional<x509::SanType> subject_type_;
  TextMatcher issuer_;
  std::vector<ExtensionRule> extensions_;
};

// Passes if one of the rules lets the signer pass. kPolicyNotStated without rules; else
// kIdentityMismatch with the details field ("subject", "subject_type", "issuer" or the identifier
// of an extension), expected and actual: the first thing wrong by the rule that came closest. A
// signer without a subject or an issuer passes no rule.
absl::Status MatchIdentity(const SignerIdentity& identity, std::span<const IdentityRule> rules);

}  // namespace modelseal::verify

#endif  // MODELSEAL_LIB_VERIFY_IDENTITY_H_
