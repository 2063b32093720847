// SPDX-License-Identifier: Apache-2.0
#include "lib/tlog/entry_body.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/ec_key.h>
#include <openssl/ecdsa.h>
#include <openssl/mem.h>
#include <openssl/nid.h>

#include <catch2/catch.hpp>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/base64.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "tests/support/test_log.h"
#include "tests/tlog/signed_example.h"

namespace modelseal::testing {
namespace {

using nlohmann::json;
using Form = SignedExample::Form;

tlog::LogEntry EntryOf(const std::string& kind, const std::string& version,
                       const std::string& body) {
  tlog::LogEntry entry;
  entry.kind = kind;
  entry.version = version;
  entry.canonicalized_body = body;
  return entry;
}

std::optional<Reason> FailureOfBody(const LogBody& body, const SignedExample& example) {
  return FailureOf(
      tlog::VerifyEntryBody(EntryOf(body.kind, body.version, body.Text()), example.Content()));
}

LogBody HashedRekord(const SignedExample& example, const std::string& algorithm = "sha256") {
  return HashedRekordV001Body(example.signature, example.signer,
                              HashText(algorithm, example.artifact), algorithm);
}
LogBody Dsse(const SignedExample& example, const std::string& algorithm = "sha256") {
  return DsseV001Body(example.signature, example.signer, example.payload, algorithm);
}
LogBody Intoto(const SignedExample& example, const std::string& algorithm = "sha256") {
  return IntotoV002Body(example.signature, example.signer, example.payload_type, example.payload,
                        algorithm);
}

// The kinds of Rekor v1: what they are about, and where in their JSON the parts stand.
struct V1Kind {
  Form form;
  std::function<LogBody(const SignedExample&, const std::string&)> make;
  json::json_pointer signature;
  json::json_pointer verifier;
  json::json_pointer hash;
  bool encodes_twice;
};

std::vector<V1Kind> V1Kinds() {
  const auto at = [](const char* pointer) { return json::json_pointer(pointer); };
  return {
      {Form::kArtifact, HashedRekord, at("/spec/signature/content"),
       at("/spec/signature/publicKey/content"), at("/spec/data/hash"), false},
      {Form::kEnvelope, Dsse, at("/spec/signatures/0/signature"), at("/spec/signatures/0/verifier"),
       at("/spec/payloadHash"), false},
      {Form::kEnvelope, Intoto, at("/spec/content/envelope/signatures/0/sig"),
       at("/spec/content/envelope/signatures/0/publicKey"), at("/spec/content/payloadHash"), true},
  };
}

std::string EncodeSignature(const V1Kind& kind, const std::string& signature) {
  return kind.encodes_twice ? EncodeBase64(EncodeBase64(signature)) : EncodeBase64(signature);
}

// (r, n - s) of an ECDSA signature (r, s) on P-256, which verifies as well.
std::string NegateS(const std::string& signature) {
  ECDSA_SIG* const parsed =
      ECDSA_SIG_from_bytes(reinterpret_cast<const uint8_t*>(signature.data()), signature.size());
  REQUIRE(parsed != nullptr);
  const bssl::UniquePtr<ECDSA_SIG> owner(parsed);
  const bssl::UniquePtr<EC_KEY> curve(EC_KEY_new_by_curve_name(NID_X9_62_prime256v1));
  bssl::UniquePtr<BIGNUM> r(BN_dup(ECDSA_SIG_get0_r(parsed)));
  bssl::UniquePtr<BIGNUM> s(BN_new());
  REQUIRE(BN_sub(s.get(), EC_GROUP_get0_order(EC_KEY_get0_group(curve.get())),
                 ECDSA_SIG_get0_s(parsed)));
  REQUIRE(ECDSA_SIG_set0(parsed, r.release(), s.release()));
  uint8_t* der = nullptr;
  size_t size = 0;
  REQUIRE(ECDSA_SIG_to_bytes(&der, &size, parsed));
  const bssl::UniquePtr<uint8_t> der_owner(der);
  return std::string(reinterpret_cast<const char*>(der), size);
}

}  // namespace

TEST_CASE("body of each kind of Rekor v1 about what is signed is accepted", "[tlog][body]") {
  for (const V1Kind& kind : V1Kinds()) {
    for (const bool has_certificate : {true, false}) {
      const SignedExample example(kind.form, TestKey::Kind::kP256, has_certificate);
      for (const char* const algorithm : {"sha256", "sha384", "sha512"}) {
        CHECK(FailureOfBody(kind.make(example, algorithm), example) == std::nullopt);
      }
    }
  }
}

TEST_CASE("kinds of log entries that are not known are refused", "[tlog][body]") {
  const auto [kind, version] = GENERATE(table<std::string, std::string>({
      {"rekord", "0.0.1"},
      {"intoto", "0.0.1"},
      {"dsse", "0.0.2"},
      {"hashedrekord", "0.0.3"},
      {"hashedrekord", "0.0.1 "},
      {"HashedRekord", "0.0.1"},
      {"hashedrekord", ""},
      {"", ""},
  }));
  CAPTURE(kind, version);
  const SignedExample example(Form::kArtifact);
  LogBody body = HashedRekord(example);
  body.kind = kind;
  body.version = version;
  body.json["kind"] = kind;
  body.json["apiVersion"] = version;
  CHECK(FailureOfBody(body, example) == Reason::kLogEntryUnsupported);
}

TEST_CASE("kinds of Rekor v1 have a time and that of Rekor v2 has none", "[tlog][body]") {
  CHECK(tlog::HasIntegratedTime(tlog::BodyKind::kHashedRekordV001));
  CHECK(tlog::HasIntegratedTime(tlog::BodyKind::kDsseV001));
  CHECK(tlog::HasIntegratedTime(tlog::BodyKind::kIntotoV002));
  CHECK_FALSE(tlog::HasIntegratedTime(tlog::BodyKind::kHashedRekordV002));
}

TEST_CASE("body of another kind than the entry says is refused", "[tlog][body]") {
  const SignedExample artifact(Form::kArtifact);
  LogBody body = HashedRekord(artifact);
  body.json["kind"] = "dsse";
  CHECK(FailureOfBody(body, artifact) == Reason::kLogEntryMismatch);
  body = HashedRekord(artifact);
  body.json["apiVersion"] = "0.0.2";
  CHECK(FailureOfBody(body, artifact) == Reason::kLogEntryMismatch);
  body = HashedRekord(artifact);
  body.version = "0.0.2";
  CHECK(FailureOfBody(body, artifact) == Reason::kLogEntryMismatch);
  const SignedExample envelope(Form::kEnvelope);
  body = Dsse(envelope);
  body.kind = "intoto";
  body.version = "0.0.2";
  CHECK(FailureOfBody(body, envelope) == Reason::kLogEntryMismatch);
}

TEST_CASE("body about an artifact is refused for an envelope and the other way round",
          "[tlog][body]") {
  const SignedExample artifact(Form::kArtifact);
  const SignedExample envelope(Form::kEnvelope);
  CHECK(FailureOfBody(HashedRekord(envelope), envelope) == Reason::kLogEntryMismatch);
  CHECK(FailureOfBody(Dsse(artifact), artifact) == Reason::kLogEntryMismatch);
  CHECK(FailureOfBody(Intoto(artifact), artifact) == Reason::kLogEntryMismatch);
}

TEST_CASE("body about another signature of the same content is refused", "[tlog][body]") {
  for (const V1Kind& kind : V1Kinds()) {
    const SignedExample example(kind.form);
    LogBody body = kind.make(example, "sha256");
    body.json[kind.signature] = EncodeSignature(kind, example.SignAgain());
    CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
    const std::string negated = NegateS(example.signature);
    const tlog::SignedContent content = example.Content();
    const std::string& signed_text = content.dsse.has_value() ? example.pae : example.artifact;
    REQUIRE(content.key->Verify(content.scheme, signed_text, negated).ok());
    body.json[kind.signature] = EncodeSignature(kind, negated);
    CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
  }
}

TEST_CASE("body with the signature in another encoding is refused", "[tlog][body]") {
  for (const V1Kind& kind : V1Kinds()) {
    const SignedExample example(kind.form);
    LogBody body = kind.make(example, "sha256");
    const std::string good = body.json[kind.signature];
    body.json[kind.signature] = good + "\n";
    CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
    body.json[kind.signature] = EncodeBase64(good);
    CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
    body.json[kind.signature] = "";
    CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
  }
}

TEST_CASE("body with another certificate of the same key is refused", "[tlog][body]") {
  for (const V1Kind& kind : V1Kinds()) {
    const SignedExample example(kind.form);
    const TestIdentity again = TestIdentity::SelfSigned(SignerSpec("signer"))
                                   .Issue(SignerSpec("signer"), example.identity().key());
    LogBody body = kind.make(example, "sha256");
    body.json[kind.verifier] = EncodeBase64(WritePem("CERTIFICATE", again.der()));
    CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
  }
}

TEST_CASE("body with the key where the bundle has a certificate is refused", "[tlog][body]") {
  for (const V1Kind& kind : V1Kinds()) {
    const SignedExample example(kind.form);
    LogBody body = kind.make(example, "sha256");
    body.json[kind.verifier] =
        EncodeBase64(WritePem("PUBLIC KEY", SpkiOf(example.identity().key())));
    CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
  }
}

TEST_CASE("body with a certificate or another key where the bundle has a key is refused",
          "[tlog][body]") {
  for (const V1Kind& kind : V1Kinds()) {
    const SignedExample example(kind.form, TestKey::Kind::kP256, false);
    LogBody body = kind.make(example, "sha256");
    body.json[kind.verifier] = EncodeBase64(WritePem("CERTIFICATE", example.identity().der()));
    CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
    const std::string other = SpkiOf(TestKey::Make(TestKey::Kind::kP256));
    body.json[kind.verifier] = EncodeBase64(WritePem("PUBLIC KEY", other));
    CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
  }
}

TEST_CASE("body whose PEM is more than one block is refused", "[tlog][body]") {
  for (const V1Kind& kind : V1Kinds()) {
    const SignedExample example(kind.form);
    const std::string pem = example.signer.ToPem();
    const std::string other = TestIdentity::SelfSigned(SignerSpec("other")).ToPem();
    for (const std::string& text :
         {pem + other, other + pem, pem + pem, "text\n" + pem, pem + "text", pem + "\n",
          ReplaceOnce(pem, "-----\n", "-----\nProc-Type: 4,ENCRYPTED\n\n"), std::string()}) {
      LogBody body = kind.make(example, "sha256");
      body.json[kind.verifier] = EncodeBase64(text);
      CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
    }
    LogBody body = kind.make(example, "sha256");
    body.json[kind.verifier] = pem;
    CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
  }
}

TEST_CASE("body whose PEM has lines of another length is accepted", "[tlog][body]") {
  for (const V1Kind& kind : V1Kinds()) {
    const SignedExample example(kind.form);
    LogBody body = kind.make(example, "sha256");
    const std::string one_line = "-----BEGIN CERTIFICATE-----\n" +
                                 EncodeBase64(example.identity().der()) +
                                 "\n-----END CERTIFICATE-----";
    body.json[kind.verifier] = EncodeBase64(one_line);
    CHECK(FailureOfBody(body, example) == std::nullopt);
  }
}

TEST_CASE("body with another digest is refused", "[tlog][body]") {
  for (const V1Kind& kind : V1Kinds()) {
    const SignedExample example(kind.form);
    LogBody body = kind.make(example, "sha256");
    const std::string good = body.json[kind.hash]["value"];
    std::string other = good;
    other[0] = other[0] == '0' ? '1' : '0';
    for (const std::string& value : {other, good.substr(2), good + "00", std::string()}) {
      body.json[kind.hash]["value"] = value;
      CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
    }
    // Upper-case digits of a digest that would be right.
    std::string upper = good;
    for (char& c : upper) {
      c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    body.json[kind.hash]["value"] = upper;
    CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
  }
}

TEST_CASE("body with a digest of an unknown algorithm is refused", "[tlog][body]") {
  for (const V1Kind& kind : V1Kinds()) {
    const SignedExample example(kind.form);
    for (const char* const algorithm : {"sha1", "SHA256", "sha3-256", ""}) {
      LogBody body = kind.make(example, "sha256");
      body.json[kind.hash]["algorithm"] = algorithm;
      CHECK(FailureOfBody(body, example) == Reason::kLogEntryUnsupported);
    }
  }
}

TEST_CASE("body with the digest of another algorithm than it says is refused", "[tlog][body]") {
  for (const V1Kind& kind : V1Kinds()) {
    const SignedExample example(kind.form);
    LogBody body = kind.make(example, "sha256");
    body.json[kind.hash]["algorithm"] = "sha512";
    CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
  }
}

TEST_CASE("body for an envelope with two signatures is refused", "[tlog][body]") {
  const SignedExample example(Form::kEnvelope);
  const SignedExample other(Form::kEnvelope);
  for (const auto& [make, pointer] :
       {std::pair{&Dsse, json::json_pointer("/spec/signatures")},
        std::pair{&Intoto, json::json_pointer("/spec/content/envelope/signatures")}}) {
    const json ours = make(example, "sha256").json[pointer][0];
    const json theirs = make(other, "sha256").json[pointer][0];
    for (const json& signatures : {json::array({ours, theirs}), json::array({theirs, ours}),
                                   json::array({ours, ours}), json::array()}) {
      LogBody body = make(example, "sha256");
      body.json[pointer] = signatures;
      CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
    }
  }
}

TEST_CASE("intoto body may have the payload and must have the right one", "[tlog][body]") {
  const SignedExample example(Form::kEnvelope);
  const json::json_pointer payload("/spec/content/envelope/payload");
  LogBody body = Intoto(example);
  body.json[payload] = EncodeBase64(EncodeBase64(example.payload));
  CHECK(FailureOfBody(body, example) == std::nullopt);
  body.json[payload] = EncodeBase64(example.payload);
  CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
  body.json[payload] = EncodeBase64(EncodeBase64("another payload"));
  CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
  body.json[payload] = nullptr;
  CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
}

TEST_CASE("intoto body with another payload type is refused", "[tlog][body]") {
  const SignedExample example(Form::kEnvelope);
  LogBody body = Intoto(example);
  body.json["/spec/content/envelope/payloadType"_json_pointer] = "application/json";
  CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
}

TEST_CASE("intoto body may have a key id that is a string", "[tlog][body]") {
  const SignedExample example(Form::kEnvelope);
  const json::json_pointer key_id("/spec/content/envelope/signatures/0/keyid");
  LogBody body = Intoto(example);
  body.json[key_id] = "any";
  CHECK(FailureOfBody(body, example) == std::nullopt);
  body.json[key_id] = 1;
  CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
}

TEST_CASE("body that lacks any member, or has it in another type, is refused", "[tlog][body]") {
  for (const V1Kind& kind : V1Kinds()) {
    const SignedExample example(kind.form);
    const LogBody good = kind.make(example, "sha256");
    const json leaves = good.json.flatten();
    for (const auto& [text, value] : leaves.items()) {
      json::json_pointer pointer(text);
      while (!pointer.empty()) {
        CAPTURE(pointer.to_string());
        LogBody body = good;
        body.json[pointer] = 1;
        CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
        body.json[pointer] = nullptr;
        CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
        body = good;
        json& parent = body.json[pointer.parent_pointer()];
        if (parent.is_object()) {
          parent.erase(pointer.back());
          CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
        }
        pointer = pointer.parent_pointer();
      }
    }
  }
}

TEST_CASE("body with an unknown member in any object is refused", "[tlog][body]") {
  for (const V1Kind& kind : V1Kinds()) {
    const SignedExample example(kind.form);
    const LogBody good = kind.make(example, "sha256");
    const json leaves = good.json.flatten();
    for (const auto& [text, value] : leaves.items()) {
      json::json_pointer pointer = json::json_pointer(text).parent_pointer();
      while (true) {
        LogBody body = good;
        if (body.json[pointer].is_object()) {
          body.json[pointer]["unknown"] = "";
          CAPTURE(pointer.to_string());
          CHECK(FailureOfBody(body, example) == Reason::kLogEntryMismatch);
        }
        if (pointer.empty()) {
          break;
        }
        pointer = pointer.parent_pointer();
      }
    }
  }
}

TEST_CASE("body with a duplicate member is refused", "[tlog][body]") {
  const SignedExample example(Form::kArtifact);
  const std::string text = HashedRekord(example).Text();
  for (const auto& [from, to] :
       {std::pair{"{\"apiVersion\"", "{\"kind\":\"hashedrekord\",\"apiVersion\""},
        std::pair{"{\"algorithm\"", "{\"value\":\"\",\"algorithm\""},
        std::pair{"{\"algorithm\"", "{\"v\\u0061lue\":\"\",\"algorithm\""}}) {
    CHECK(FailureOf(tlog::VerifyEntryBody(
              EntryOf("hashedrekord", "0.0.1", ReplaceOnce(text, from, to)), example.Content())) ==
          Reason::kJsonDuplicateMember);
  }
}

TEST_CASE("body that is no JSON object is refused", "[tlog][body]") {
  const SignedExample example(Form::kArtifact);
  const std::string good = HashedRekord(example).Text();
  const std::string text = GENERATE_COPY(as<std::string>(), "", "[]", "1", "null", "{}", good + "x",
                                         good.substr(1), "\xef\xbb\xbf" + good);
  CAPTURE(text);
  CHECK(FailureOf(tlog::VerifyEntryBody(EntryOf("hashedrekord", "0.0.1", text),
                                        example.Content())) == Reason::kLogEntryMismatch);
}

TEST_CASE("body nested deeper than the limit is refused", "[tlog][body]") {
  const SignedExample example(Form::kArtifact);
  CHECK(FailureOf(tlog::VerifyEntryBody(EntryOf("hashedrekord", "0.0.1", std::string(10'000, '[')),
                                        example.Content())) == Reason::kLogEntryMismatch);
}

TEST_CASE("body above the limit is not read", "[tlog][body]") {
  const SignedExample example(Form::kArtifact);
  const std::string text(limits::kMaxLogBodyBytes + 1, ' ');
  CHECK(FailureOf(tlog::VerifyEntryBody(EntryOf("hashedrekord", "0.0.1", text),
                                        example.Content())) == Reason::kLimitExceeded);
}

TEST_CASE("whole entry of another bundle is refused", "[tlog][body]") {
  for (const V1Kind& kind : V1Kinds()) {
    const SignedExample ours(kind.form);
    const SignedExample theirs(kind.form);
    CHECK(FailureOfBody(kind.make(theirs, "sha256"), ours) == Reason::kLogEntryMismatch);
  }
}

TEST_CASE("failure to hash the artifact is passed on", "[tlog][body]") {
  const SignedExample example(Form::kArtifact);
  tlog::SignedContent content = example.Content();
  content.artifact_digest = [](crypto::HashKind) -> absl::StatusOr<std::string> {
    return MakeError(Reason::kIoFailed, "cannot read");
  };
  CHECK(FailureOf(tlog::VerifyEntryBody(
            EntryOf("hashedrekord", "0.0.1", HashedRekord(example).Text()), content)) ==
        Reason::kIoFailed);
}

}  // namespace modelseal::testing
