// SPDX-License-Identifier: Apache-2.0
//
// Signers against the identities that a policy lets pass.
#include "lib/verify/identity.h"

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/base/status.h"

namespace modelseal::verify {
namespace {

using namespace std::string_literals;
using x509::SanType;

constexpr char kSubject[] = "dev@example.com";
constexpr char kIssuer[] = "https://accounts.example.com";
constexpr char kRepositoryOid[] = "1.3.6.1.4.1.57264.1.12";
constexpr char kRefOid[] = "1.3.6.1.4.1.57264.1.14";

SignerIdentity Signer() {
  return {kSubject,
          SanType::kEmail,
          kIssuer,
          {{kRepositoryOid, "https://example.com/repository"}, {kRefOid, "refs/heads/main"}}};
}

SignerIdentity SignerNamed(std::string subject) {
  SignerIdentity signer = Signer();
  signer.subject = std::move(subject);
  return signer;
}

SignerIdentity SignerFrom(std::string issuer) {
  SignerIdentity signer = Signer();
  signer.issuer = std::move(issuer);
  return signer;
}

ExactText Exact(std::string_view text) {
  auto exact = ExactText::Create(text);
  REQUIRE(exact.ok());
  return *std::move(exact);
}

TextPattern Pattern(std::string_view text) {
  auto pattern = TextPattern::Parse(text);
  REQUIRE(pattern.ok());
  return *std::move(pattern);
}

IdentityRule Rule(TextMatcher subject, TextMatcher issuer = Exact(kIssuer),
                  std::optional<SanType> type = std::nullopt,
                  std::vector<ExtensionRule> extensions = {}) {
  auto rule =
      IdentityRule::Create(std::move(subject), type, std::move(issuer), std::move(extensions));
  REQUIRE(rule.ok());
  return *std::move(rule);
}

IdentityRule Rule(std::string_view subject) { return Rule(Exact(subject)); }

IdentityRule RuleWith(std::vector<ExtensionRule> extensions) {
  return Rule(Exact(kSubject), Exact(kIssuer), std::nullopt, std::move(extensions));
}

absl::Status Match(const SignerIdentity& identity, const std::vector<IdentityRule>& rules) {
  return MatchIdentity(identity, rules);
}

Reason ReasonOfRule(std::vector<ExtensionRule> extensions) {
  const auto rule =
      IdentityRule::Create(Exact(kSubject), std::nullopt, Exact(kIssuer), std::move(extensions));
  REQUIRE_FALSE(rule.ok());
  return ReasonOf(rule.status());
}

// A refusal because of one field.
void CheckMismatch(const absl::Status& status, std::string_view field, std::string_view expected,
                   std::string_view actual) {
  REQUIRE_FALSE(status.ok());
  CHECK(ReasonOf(status) == Reason::kIdentityMismatch);
  CHECK(DetailOf(status, "field") == std::string(field));
  CHECK(DetailOf(status, "expected") == std::string(expected));
  CHECK(DetailOf(status, "actual") == std::string(actual));
}

TEST_CASE("signer with the subject and issuer stated passes", "[verify][identity]") {
  CHECK(Match(Signer(), {Rule(kSubject)}).ok());
}

TEST_CASE("no identities let nobody pass", "[verify][identity]") {
  CHECK(ReasonOf(Match(Signer(), {})) == Reason::kPolicyNotStated);
}

TEST_CASE("any one of several identities is enough", "[verify][identity]") {
  CHECK(Match(Signer(), {Rule("a@example.com"), Rule(kSubject), Rule("b@example.com")}).ok());
}

TEST_CASE("subject of one identity and issuer of another do not add up", "[verify][identity]") {
  const std::vector<IdentityRule> rules = {Rule(Exact(kSubject), Exact("https://other.example")),
                                           Rule("other@example.com")};
  CheckMismatch(Match(Signer(), rules), "issuer", "https://other.example", kIssuer);
}

TEST_CASE("other subject is refused and both are named", "[verify][identity]") {
  const absl::Status status = Match(SignerNamed("eve@evil.org"), {Rule(kSubject)});
  CheckMismatch(status, "subject", kSubject, "eve@evil.org");
  CHECK(std::string(status.message()) ==
        "signed by eve@evil.org (email, issuer https://accounts.example.com), expected "
        "dev@example.com (issuer https://accounts.example.com): the subject differs");
}

TEST_CASE("other issuer is refused and both are named", "[verify][identity]") {
  const absl::Status status = Match(SignerFrom("https://evil.org"), {Rule(kSubject)});
  CheckMismatch(status, "issuer", kIssuer, "https://evil.org");
  CHECK(std::string(status.message()) ==
        "signed by dev@example.com (email, issuer https://evil.org), expected "
        "dev@example.com (issuer https://accounts.example.com): the issuer differs");
}

TEST_CASE("exact subject is compared byte by byte", "[verify][identity]") {
  for (const std::string& subject :
       {"Dev@example.com"s, "dev@EXAMPLE.com"s, "dev@example.co"s, "dev@example.com.evil.org"s,
        "dev@example.com "s, " dev@example.com"s, "dev@example.com\n"s, "evil.dev@example.com"s,
        "ev@example.com"s, "dev@example.com\0"s, "dev@example.com\0.evil.org"s, "dev@example.com."s,
        "mailto:dev@example.com"s}) {
    CheckMismatch(Match(SignerNamed(subject), {Rule(kSubject)}), "subject", kSubject, subject);
  }
}

TEST_CASE("characters that look the same are not", "[verify][identity]") {
  for (const std::string& subject : {"d\u0435v@example.com"s,       // Cyrillic e
                                     "dev@ex\u0430mple.com"s,       // Cyrillic a
                                     "dev\uff20example.com"s,       // full-width at sign
                                     "dev@example\u3002com"s,       // ideographic full stop
                                     "dev\u200b@example.com"s,      // zero width space
                                     "dev@xn--exmple-4nf.com"s}) {  // as IDNA writes such a name
    CheckMismatch(Match(SignerNamed(subject), {Rule(kSubject)}), "subject", kSubject, subject);
  }
}

TEST_CASE("composed and decomposed letters differ", "[verify][identity]") {
  const absl::Status status =
      Match(SignerNamed("ren\u00e9@example.com"), {Rule("rene\u0301@example.com")});
  CheckMismatch(status, "subject", "rene\u0301@example.com", "ren\u00e9@example.com");
}

TEST_CASE("exact issuer is compared byte by byte", "[verify][identity]") {
  for (const std::string& issuer :
       {"https://accounts.example.com/"s, "http://accounts.example.com"s,
        "https://Accounts.example.com"s, "https://accounts.example.com.evil.org"s,
        "https://accounts.example.co"s, "accounts.example.com"s,
        "https://accounts.example.com:443"s, "https://accounts.example.com\0"s}) {
    CheckMismatch(Match(SignerFrom(issuer), {Rule(kSubject)}), "issuer", kIssuer, issuer);
  }
}

TEST_CASE("issuer stated with a trailing slash is another", "[verify][identity]") {
  const IdentityRule rule = Rule(Exact(kSubject), Exact("https://accounts.example.com/"));
  CheckMismatch(Match(Signer(), {rule}), "issuer", "https://accounts.example.com/", kIssuer);
}

TEST_CASE("exact text is no expression", "[verify][identity]") {
  CheckMismatch(Match(Signer(), {Rule(".*")}), "subject", ".*", kSubject);
  CheckMismatch(Match(SignerNamed("dev@exampleXcom"), {Rule(kSubject)}), "subject", kSubject,
                "dev@exampleXcom");
}

TEST_CASE("pattern of a subject holds for all of it", "[verify][identity]") {
  const IdentityRule rule = Rule(Pattern(".*@example.com"));
  CHECK(Match(Signer(), {rule}).ok());
  const absl::Status status = Match(SignerNamed("x@example.com.evil.org"), {rule});
  CheckMismatch(status, "subject", ".*@example.com", "x@example.com.evil.org");
  CHECK(std::string(status.message()) ==
        "signed by x@example.com.evil.org (email, issuer https://accounts.example.com), expected "
        "pattern .*@example.com (issuer https://accounts.example.com): the subject differs");
}

TEST_CASE("subject of two lines is refused and shown in one", "[verify][identity]") {
  const absl::Status status = Match(SignerNamed("eve@evil.org\ndev@example.com"),
                                    {Rule(Pattern("[^@]*@[^@]*@example.com"))});
  CHECK(ReasonOf(status) == Reason::kIdentityMismatch);
  CHECK(status.message().find('\n') == std::string_view::npos);
}

TEST_CASE("pattern of an issuer holds for all of it", "[verify][identity]") {
  const IdentityRule rule = Rule(Exact(kSubject), Pattern("https://[a-z]+\\.example\\.com"));
  CHECK(Match(Signer(), {rule}).ok());
  CheckMismatch(Match(SignerFrom("https://accounts.example.com/evil"), {rule}), "issuer",
                "https://[a-z]+\\.example\\.com", "https://accounts.example.com/evil");
}

TEST_CASE("signer without a subject passes no pattern", "[verify][identity]") {
  const absl::Status status = Match(SignerNamed(""), {Rule(Pattern(".*"))});
  CheckMismatch(status, "subject", ".*", "");
  CHECK(status.message().find("signed by nobody named") == 0);
}

TEST_CASE("signer without an issuer passes no pattern", "[verify][identity]") {
  CheckMismatch(Match(SignerFrom(""), {Rule(Exact(kSubject), Pattern(".*"))}), "issuer", ".*", "");
}

TEST_CASE("type of the subject counts if it is stated", "[verify][identity]") {
  SignerIdentity signer = Signer();
  signer.subject_type = SanType::kUri;
  CHECK(Match(signer, {Rule(kSubject)}).ok());
  CHECK(Match(signer, {Rule(Exact(kSubject), Exact(kIssuer), SanType::kUri)}).ok());
  const absl::Status status =
      Match(signer, {Rule(Exact(kSubject), Exact(kIssuer), SanType::kEmail)});
  CheckMismatch(status, "subject_type", "email", "uri");
  CHECK(std::string(status.message()) ==
        "signed by dev@example.com (uri, issuer https://accounts.example.com), expected "
        "dev@example.com (email, issuer https://accounts.example.com): the type of the subject "
        "differs");
}

TEST_CASE("every type of subject is told from every other", "[verify][identity]") {
  const std::vector<SanType> types = {SanType::kEmail, SanType::kUri, SanType::kOtherName,
                                      SanType::kDns};
  for (const SanType actual : types) {
    for (const SanType stated : types) {
      SignerIdentity signer = Signer();
      signer.subject_type = actual;
      const absl::Status status = Match(signer, {Rule(Exact(kSubject), Exact(kIssuer), stated)});
      CHECK(status.ok() == (actual == stated));
    }
  }
}

TEST_CASE("extensions stated must all be there with their text", "[verify][identity]") {
  CHECK(Match(Signer(), {RuleWith({{kRepositoryOid, "https://example.com/repository"}})}).ok());
  CHECK(Match(Signer(), {RuleWith({{kRefOid, "refs/heads/main"},
                                   {kRepositoryOid, "https://example.com/repository"}})})
            .ok());
}

TEST_CASE("other text in an extension is refused", "[verify][identity]") {
  const absl::Status status =
      Match(Signer(),
            {RuleWith({{kRepositoryOid, "https://example.com/repository"}, {kRefOid, "main"}})});
  CheckMismatch(status, kRefOid, "main", "refs/heads/main");
  CHECK(std::string(status.message()) ==
        "signed by dev@example.com (email, issuer https://accounts.example.com), expected "
        "dev@example.com (issuer https://accounts.example.com): the extension "
        "1.3.6.1.4.1.57264.1.14 is refs/heads/main, expected main");
}

TEST_CASE("text of an extension is compared byte by byte", "[verify][identity]") {
  for (const auto* value : {"refs/heads/Main", "refs/heads/main2", "refs/heads/mai", ".*"}) {
    CheckMismatch(Match(Signer(), {RuleWith({{kRefOid, value}})}), kRefOid, value,
                  "refs/heads/main");
  }
}

TEST_CASE("missing extension is refused", "[verify][identity]") {
  const absl::Status status = Match(Signer(), {RuleWith({{"1.3.6.1.4.1.57264.1.1", "x"}})});
  CheckMismatch(status, "1.3.6.1.4.1.57264.1.1", "x", "");
  CHECK(status.message().find("is missing, expected x") != std::string_view::npos);
}

TEST_CASE("message lists three identities and counts the rest", "[verify][identity]") {
  const std::vector<IdentityRule> rules = {Rule("a@x.org"), Rule("b@x.org"), Rule("c@x.org"),
                                           Rule("d@x.org"), Rule("e@x.org")};
  const absl::Status status = Match(Signer(), rules);
  CheckMismatch(status, "subject", "a@x.org", kSubject);
  CHECK(std::string(status.message()) ==
        "signed by dev@example.com (email, issuer https://accounts.example.com), expected one of "
        "a@x.org (issuer https://accounts.example.com); b@x.org (issuer "
        "https://accounts.example.com); c@x.org (issuer https://accounts.example.com) and 2 more: "
        "in the closest, the subject differs");
}

TEST_CASE("details are those of the identity that came closest", "[verify][identity]") {
  const std::vector<IdentityRule> rules = {
      Rule("a@x.org"), Rule(Exact(kSubject), Exact("https://other.example")),
      RuleWith({{kRefOid, "refs/heads/other"}}), Rule("b@x.org")};
  CheckMismatch(Match(Signer(), rules), kRefOid, "refs/heads/other", "refs/heads/main");
}

TEST_CASE("empty expected text is refused", "[verify][identity]") {
  CHECK(ReasonOf(ExactText::Create("").status()) == Reason::kInvalidArgument);
}

TEST_CASE("expected text with a NUL is refused", "[verify][identity]") {
  for (const std::string& text : {"\0"s, "dev@example.com\0"s, "dev@example.com\0.evil.org"s}) {
    CHECK(ReasonOf(ExactText::Create(text).status()) == Reason::kInvalidArgument);
  }
}

TEST_CASE("expected extension that is empty or has a NUL is refused", "[verify][identity]") {
  CHECK(ReasonOfRule({{kRefOid, ""}}) == Reason::kInvalidArgument);
  CHECK(ReasonOfRule({{kRefOid, "main\0"s}}) == Reason::kInvalidArgument);
}

TEST_CASE("expected extension stated twice is refused", "[verify][identity]") {
  CHECK(ReasonOfRule({{kRefOid, "a"}, {kRepositoryOid, "b"}, {kRefOid, "c"}}) ==
        Reason::kInvalidArgument);
}

TEST_CASE("what is no object identifier is refused", "[verify][identity]") {
  for (const std::string& oid : {""s,       "1"s,       "1."s,
                                 ".1"s,     "1..3"s,    "3.1"s,
                                 "1.40"s,   "0.40"s,    "1.99999999999999"s,
                                 "1.03"s,   "01.3"s,    "1.3.06"s,
                                 "1.3.-6"s, "1.3.+6"s,  "1.3 .6"s,
                                 "1.3.6 "s, "1.3.6a"s,  "oid:1.3.6"s,
                                 "1,3,6"s,  "1.3.6\0"s, "sourceRepository"s}) {
    CHECK(ReasonOfRule({{oid, "x"}}) == Reason::kInvalidArgument);
  }
}

TEST_CASE("object identifiers of every root are taken", "[verify][identity]") {
  for (const auto* oid : {"0.0", "0.39", "1.3.6.1.4.1.57264.1.8", "1.39.0", "2.999.1",
                          "2.25.329800735698586629295641978511506172918"}) {
    CHECK(IdentityRule::Create(Exact(kSubject), std::nullopt, Exact(kIssuer), {{oid, "x"}}).ok());
  }
}

TEST_CASE("types of subjects have names and the numbers of the interface", "[verify][identity]") {
  CHECK(x509::SanTypeName(SanType::kEmail) == "email");
  CHECK(x509::SanTypeName(SanType::kUri) == "uri");
  CHECK(x509::SanTypeName(SanType::kOtherName) == "other name");
  CHECK(x509::SanTypeName(SanType::kDns) == "dns");
  CHECK(static_cast<int>(SanType::kEmail) == 1);
  CHECK(static_cast<int>(SanType::kUri) == 2);
  CHECK(static_cast<int>(SanType::kOtherName) == 3);
  CHECK(static_cast<int>(SanType::kDns) == 4);
}

}  // namespace
}  // namespace modelseal::verify
