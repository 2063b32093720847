// SPDX-License-Identifier: Apache-2.0
//
// Groups 51 to 55: who may sign, and whom a policy names.
#include <stdexcept>
#include <string>
#include <utility>

#include "lib/base/base64.h"
#include "lib/base/status.h"
#include "lib/crypto/der_reader.h"
#include "lib/verify/artifact.h"
#include "tests/verify/negative_case.h"

namespace modelseal::testing {
namespace {

using crypto::ContextPrimitive;
using crypto::DerTag;
using crypto::EncodeDer;
using nlohmann::json;

constexpr char kIssuerV1[] = "1.3.6.1.4.1.57264.1.1";
constexpr char kIssuerV2[] = "1.3.6.1.4.1.57264.1.8";
constexpr unsigned kEmailTag = 1;  // of GeneralName, RFC 5280 §4.2.1.6

// The policy lets pass whose name fits the pattern.
Change Pattern(const std::string& pattern, const std::string& signer) {
  return [=](Trial& trial) {
    const auto parsed = verify::TextPattern::Parse(pattern);
    const auto issuer = verify::ExactText::Create(kTestIssuer);
    auto rule = verify::IdentityRule::Create(*parsed, std::nullopt, *issuer, {});
    trial.identities = {*std::move(rule)};
    trial.signing.certificate.Set("subjectAltName", "")
        .Set("2.5.29.17", RawExtension(EncodeDer(DerTag::kSequence,
                                                 EncodeDer(ContextPrimitive(kEmailTag), signer)),
                                       /*is_critical=*/true));
  };
}

Change AltName(const std::string& value) {
  return [value](Trial& trial) { trial.signing.certificate.Set("subjectAltName", value); };
}

// The names as DER.
Change AltNames(const std::string& names) {
  return [names](Trial& trial) {
    trial.signing.certificate.Set("subjectAltName", "")
        .Set("2.5.29.17", RawExtension(EncodeDer(DerTag::kSequence, names), /*is_critical=*/true));
  };
}

Change Issuer(const char* oid, const std::string& contents) {
  return [=](Trial& trial) { trial.signing.certificate.Set(oid, RawExtension(contents)); };
}

Change Identity(const std::string& subject, const std::string& issuer) {
  return [=](Trial& trial) { trial.identities = {ExactIdentity(subject, issuer)}; };
}

// The subject's text is right, but the policy wants it to be of that type.
void WantUri(Trial& trial) {
  auto rule =
      verify::IdentityRule::Create(*verify::ExactText::Create(kTestSigner), x509::SanType::kUri,
                                   *verify::ExactText::Create(kTestIssuer), {});
  trial.identities = {*std::move(rule)};
}

void WantExtension(Trial& trial) {
  auto rule =
      verify::IdentityRule::Create(*verify::ExactText::Create(kTestSigner), std::nullopt,
                                   *verify::ExactText::Create(kTestIssuer),
                                   {{"1.3.6.1.4.1.57264.1.12", "https://example.com/repository"}});
  trial.identities = {*std::move(rule)};
}

void SignWithKey(Trial& trial) {
  trial.signing.is_managed_key = true;
  trial.kind = PolicyKind::kLoggedKey;
}

// Without a log, as models are signed.
void SignWithBareKey(Trial& trial) {
  trial.signing.is_managed_key = true;
  trial.signing.log = LogChoice::kNone;
  trial.kind = PolicyKind::kKey;
}

std::string FingerprintOf(const TestKey& key) {
  return crypto::VerificationKey::ParseSpki(SpkiOf(key))->Fingerprint();
}

std::vector<NegativeCase> NameCases() {
  const std::string email = EncodeDer(ContextPrimitive(kEmailTag), kTestSigner);
  const std::string nul(1, '\0');
  return {
      Artifact(51, "no identities", [](Trial& trial) { trial.identities.clear(); }),
      {51, "digest of nothing as the artifact",
       [] { return verify::DigestArtifact::Create(crypto::HashKind::kSha256, "").status(); }},
      Model(51, "model without files",
            [](Trial& trial) {
              json statement = ModelStatementJson();
              statement["predicate"]["resources"] = json::array();
              statement["subject"][0]["digest"]["sha256"] = Sha256Hex("");
              trial.signing.envelope->payload = statement.dump();
            }),
      Artifact(52, "name that goes on behind the pattern",
               Pattern(".*@example.com", "x@example.com.evil.org")),
      Artifact(52, "name that goes on before the pattern",
               Pattern("x@example.com", "evil-x@example.com")),
      Artifact(52, "second line that fits the pattern",
               Pattern(".*@example.com", "eve@evil.org\nx@example.com")),
      Artifact(52, "first line that fits the pattern",
               Pattern("(?m)^x@example.com$", "x@example.com\n@evil.org")),
      Artifact(52, "pattern that makes others backtrack",
               Pattern("(a+)+b", std::string(30'000, 'a'))),
      Artifact(53, "NUL in the name",
               AltNames(EncodeDer(ContextPrimitive(kEmailTag), kTestSigner + nul + ".evil.org"))),
      Artifact(53, "the same text as another type of name",
               [](Trial& trial) {
                 AltName("critical,URI:https://example.com/x")(trial);
                 auto rule = verify::IdentityRule::Create(
                     *verify::ExactText::Create("https://example.com/x"), x509::SanType::kEmail,
                     *verify::ExactText::Create(kTestIssuer), {});
                 trial.identities = {*std::move(rule)};
               }),
      Artifact(53, "address where a URI is asked for", WantUri),
      Artifact(53, "two names", AltNames(email + email)),
      Artifact(53, "two names of different types",
               AltName("critical,email:signer@example.com,URI:https://example.com/x")),
      Artifact(53, "name of a host", AltName("critical,DNS:example.com")),
      Artifact(53, "no name", AltName("")),
      Artifact(53, "other case", Identity("Signer@example.com", kTestIssuer)),
      Artifact(53, "letter that looks the same",
               Identity("sign\xd0\xb5r@example.com", kTestIssuer)),
      Artifact(53, "host in the form of IDNA", Identity("signer@xn--example.com", kTestIssuer)),
      Artifact(53, "other subject", Identity("other@example.com", kTestIssuer)),
      Artifact(53, "other issuer", Identity(kTestSigner, "https://evil.example.com")),
      Artifact(53, "missing extension", WantExtension),
      Artifact(54, "two issuers", Issuer(kIssuerV1, "https://evil.example.com")),
      Artifact(54, "bytes behind the issuer",
               Issuer(kIssuerV2, EncodeDer(DerTag::kUtf8String, kTestIssuer) + "x")),
      Artifact(54, "issuer as raw text", Issuer(kIssuerV2, kTestIssuer)),
      Artifact(54, "issuer in another type of string",
               Issuer(kIssuerV2, EncodeDer(DerTag::kIa5String, kTestIssuer))),
      Artifact(
          54, "no issuer",
          [](Trial& trial) { trial.signing.certificate.Set(kIssuerV1, "").Set(kIssuerV2, ""); }),
  };
}

std::vector<NegativeCase> MethodCases() {
  return {
      Artifact(55, "logged key for a certificate's bundle",
               [](Trial& trial) { trial.kind = PolicyKind::kLoggedKey; }),
      Artifact(55, "key for a certificate's bundle",
               [](Trial& trial) { trial.kind = PolicyKind::kKey; }),
      Artifact(55, "one's own authority for a keyless bundle",
               [](Trial& trial) { trial.kind = PolicyKind::kAnchors; }),
      Artifact(55, "identity for a key's bundle",
               [](Trial& trial) { trial.signing.is_managed_key = true; }),
      Anchors(55, "identity for a bundle of one's own authority",
              [](Trial& trial) { trial.kind = PolicyKind::kIdentity; }),
      Artifact(55, "hint of another key",
               [](Trial& trial) {
                 SignWithBareKey(trial);
                 trial.signing.key_hint = FingerprintOf(TestKey::Make(TestKey::Kind::kP256));
               }),
      Artifact(55, "another key than the hint says",
               [](Trial& trial) {
                 SignWithBareKey(trial);
                 trial.key = TestKey::Make(TestKey::Kind::kP256);
                 trial.signing.key_hint = FingerprintOf(*trial.key);
               }),
      Artifact(55, "another logged key than the hint says",
               [](Trial& trial) {
                 SignWithKey(trial);
                 trial.key = TestKey::Make(TestKey::Kind::kP256);
                 trial.signing.key_hint = FingerprintOf(*trial.key);
               }),
      Artifact(55, "after the validity of the key",
               [](Trial& trial) {
                 SignWithKey(trial);
                 trial.key_validity = {0, kTestNow * 1000 - 1};
               }),
      Artifact(55, "before the validity of the key",
               [](Trial& trial) {
                 SignWithKey(trial);
                 trial.key_validity.start_ms = kTestNow * 1000 + 1;
               }),
      Artifact(55, "one of two times after the validity of the key",
               [](Trial& trial) {
                 SignWithKey(trial);
                 trial.signing.timestamps.emplace_back().time_ms = kTestNow * 1000 + 1;
                 trial.key_validity = {0, kTestNow * 1000};
               }),
      Artifact(55, "log entry of another key",
               [](Trial& trial) {
                 SignWithKey(trial);
                 trial.signing.change_body = [](LogBody& body) {
                   body.json["spec"]["signature"]["publicKey"]["content"] = EncodeBase64(
                       WritePem("PUBLIC KEY", SpkiOf(TestKey::Make(TestKey::Kind::kP256))));
                 };
               }),
      Artifact(55, "log entry with a certificate of the key",
               [](Trial& trial) {
                 SignWithKey(trial);
                 trial.signing.identity =
                     trial.sigstore.fulcio_intermediate.Issue(trial.signing.certificate);
                 trial.signing.change_body = [&trial](LogBody& body) {
                   body.json["spec"]["signature"]["publicKey"]["content"] =
                       EncodeBase64(WritePem("CERTIFICATE", trial.signing.identity->der()));
                 };
               }),
  };
}

}  // namespace

std::vector<NegativeCase> IdentityCases() {
  std::vector<NegativeCase> all = NameCases();
  const std::vector<NegativeCase> methods = MethodCases();
  all.insert(all.end(), methods.begin(), methods.end());
  return all;
}

}  // namespace modelseal::testing
