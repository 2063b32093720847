// SPDX-License-Identifier: Apache-2.0
//
// Groups 48 to 50: the signature itself, and what it is about.
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <stdexcept>
#include <string>
#include <utility>

#include "lib/base/base64.h"
#include "lib/base/hex.h"
#include "lib/base/limits.h"
#include "lib/crypto/der_reader.h"
#include "lib/crypto/digest.h"
#include "tests/verify/negative_case.h"

namespace modelseal::testing {
namespace {

using crypto::DerTag;
using crypto::EncodeDer;
using nlohmann::json;

std::string FromHex(const std::string& hex) {
  std::vector<uint8_t> bytes(hex.size() / 2);
  if (!DecodeHex(hex, bytes)) {
    throw std::runtime_error("not hexadecimal: " + hex);
  }
  return std::string(bytes.begin(), bytes.end());
}

// FIPS 186-4, D.1.2.3, with the byte that makes it positive.
std::string OrderOfP256() {
  return FromHex("00ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
}

struct EcdsaParts {
  std::string r;
  std::string s;
};

EcdsaParts PartsOf(const std::string& signature) {
  crypto::DerReader reader = *crypto::DerReader(signature).Enter(DerTag::kSequence);
  std::string r(*reader.ReadInteger());
  return {std::move(r), std::string(*reader.ReadInteger())};
}

std::string Encode(const EcdsaParts& parts) {
  return EncodeDer(DerTag::kSequence,
                   EncodeDer(DerTag::kInteger, parts.r) + EncodeDer(DerTag::kInteger, parts.s));
}

// The signature before anybody records it.
Change Signature(const std::function<void(std::string&)>& change) {
  return [change](Trial& trial) { trial.signing.change_signature = change; };
}

Change Parts(const std::function<void(EcdsaParts&)>& change) {
  return Signature([change](std::string& signature) {
    EcdsaParts parts = PartsOf(signature);
    change(parts);
    signature = Encode(parts);
  });
}

std::string SignWithPss(const TestKey& key, const std::string& message, int salt_bytes) {
  bssl::ScopedEVP_MD_CTX context;
  EVP_PKEY_CTX* key_context = nullptr;
  size_t size = 1024;
  std::string signature(size, '\0');
  if (!EVP_DigestSignInit(context.get(), &key_context, EVP_sha256(), nullptr, key.get()) ||
      !EVP_PKEY_CTX_set_rsa_padding(key_context, RSA_PKCS1_PSS_PADDING) ||
      !EVP_PKEY_CTX_set_rsa_pss_saltlen(key_context, salt_bytes) ||
      !EVP_DigestSign(context.get(), reinterpret_cast<uint8_t*>(signature.data()), &size,
                      reinterpret_cast<const uint8_t*>(message.data()), message.size())) {
    throw std::runtime_error("cannot sign with PSS");
  }
  signature.resize(size);
  return signature;
}

Change Pss(int salt_bytes) {
  return [salt_bytes](Trial& trial) {
    trial.signing.key = TestKey::Make(TestKey::Kind::kRsa2048);
    trial.signing.change_signature = [&trial, salt_bytes](std::string& signature) {
      signature = SignWithPss(*trial.signing.key, trial.signing.artifact, salt_bytes);
    };
  };
}

Change Digest(const std::function<void(json&)>& change) {
  return [change](Trial& trial) {
    trial.change_bundle = [change](json& bundle) {
      change(bundle["messageSignature"]["messageDigest"]);
    };
  };
}

// The statement before it is signed.
Change Statement(const std::function<void(json&)>& change) {
  return [change](Trial& trial) {
    json statement = ArtifactStatementJson(trial.signing.artifact);
    change(statement);
    trial.signing.envelope->payload = statement.dump();
  };
}

Change Subject(const std::function<void(json&)>& change) {
  return Statement([change](json& statement) { change(statement["subject"][0]); });
}

void MakeSubjects(json& statement, size_t count) {
  const json subject = statement["subject"][0];
  statement["subject"] = json::array();
  for (size_t i = 0; i < count; ++i) {
    statement["subject"].push_back(subject);
  }
}

std::string UpperCase(std::string text) {
  for (char& c : text) {
    c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return text;
}

std::vector<NegativeCase> EncodingCases() {
  const std::string zero(1, '\0');
  return {
      Artifact(48, "r is zero", Parts([zero](EcdsaParts& parts) { parts.r = zero; })),
      Artifact(48, "s is zero", Parts([zero](EcdsaParts& parts) { parts.s = zero; })),
      Artifact(48, "r is the order", Parts([](EcdsaParts& parts) { parts.r = OrderOfP256(); })),
      Artifact(48, "s is the order", Parts([](EcdsaParts& parts) { parts.s = OrderOfP256(); })),
      Artifact(48, "r is negative",
               Parts([](EcdsaParts& parts) { parts.r = "\xff" + parts.r.substr(1); })),
      Artifact(48, "r is padded", Parts([zero](EcdsaParts& parts) { parts.r = zero + parts.r; })),
      Artifact(48, "bytes behind the signature",
               Signature([](std::string& signature) { signature += '\0'; })),
      Artifact(48, "length in more bytes than it needs", Signature([](std::string& signature) {
                 signature = std::string("\x30\x81") + signature.substr(1);
               })),
      Artifact(48, "signature over another artifact",
               [](Trial& trial) {
                 trial.signing.key = TestKey::Make(TestKey::Kind::kP256);
                 trial.signing.change_signature = [&trial](std::string& signature) {
                   signature = SignWithDigest(*trial.signing.key, "another artifact", "SHA256");
                 };
               }),
      Artifact(48, "signature by another key", Signature([](std::string& signature) {
                 signature =
                     SignWithDigest(TestKey::Make(TestKey::Kind::kP256), "an artifact", "SHA256");
               })),
      Artifact(48, "RSA key of 1024 bits",
               [](Trial& trial) { trial.signing.certificate.kind = TestKey::Kind::kRsa1024; }),
      Artifact(48, "PSS with a salt of 20 bytes", Pss(20)),
      Artifact(48, "PSS without a salt", Pss(0)),
      Artifact(48, "PSS with a salt as long as the hash passes", Pss(32)),
  };
}

std::vector<NegativeCase> ArtifactCases() {
  return {
      Artifact(49, "digest of another value", Digest([](json& digest) {
                 digest["digest"] = EncodeBase64(HashText("sha256", "x"));
               })),
      Artifact(49, "digest of another algorithm and value", Digest([](json& digest) {
                 digest = {{"algorithm", "SHA2_512"},
                           {"digest", EncodeBase64(HashText("sha512", "another artifact"))}};
               })),
      Artifact(49, "algorithm that the digest's length does not fit",
               Digest([](json& digest) { digest["algorithm"] = "SHA2_512"; })),
      Artifact(49, "unspecified algorithm",
               Digest([](json& digest) { digest["algorithm"] = "HASH_ALGORITHM_UNSPECIFIED"; })),
      Artifact(49, "SHA-3", Digest([](json& digest) { digest["algorithm"] = "SHA3_256"; })),
      Artifact(49, "no digest",
               [](Trial& trial) {
                 trial.change_bundle = [](json& bundle) {
                   bundle["messageSignature"].erase("messageDigest");
                 };
               }),
      Artifact(49, "another artifact than was signed",
               [](Trial& trial) { trial.artifact = "another artifact"; }),
      V2(49, "another artifact than was signed and recorded in Rekor v2",
         [](Trial& trial) { trial.artifact = "another artifact"; }),
      Envelope(50, "payload type changed after it was signed",
               [](Trial& trial) {
                 trial.change_bundle = [](json& bundle) {
                   bundle["dsseEnvelope"]["payloadType"] = "application/vnd.in-toto+JSON";
                 };
               }),
      Envelope(50, "payload written anew after it was signed",
               [](Trial& trial) {
                 trial.change_bundle = [](json& bundle) {
                   json& payload = bundle["dsseEnvelope"]["payload"];
                   const json statement = json::parse(*DecodeBase64(std::string(payload)));
                   payload = EncodeBase64(statement.dump(1));
                 };
               }),
      Envelope(50, "payload type that is not in-toto",
               [](Trial& trial) { trial.signing.envelope->payload_type = "text/plain"; }),
      Envelope(50, "another predicate type than is asked for",
               [](Trial& trial) { trial.predicate_type = "https://slsa.dev/provenance/v1"; }),
      Artifact(50, "no predicate where one is asked for",
               [](Trial& trial) { trial.predicate_type = kTestPredicateType; }),
      Model(50, "statement about an artifact instead of a model",
            [](Trial& trial) {
              trial.signing.envelope->payload = ArtifactStatementJson("x").dump();
            }),
      Model(50, "message signature instead of a statement about a model",
            [](Trial& trial) { trial.signing.envelope.reset(); }),
      Envelope(50, "subject by SHA-1 only", Subject([](json& subject) {
                 subject["digest"] = {{"sha1", "da39a3ee5e6b4b0d3255bfef95601890afd80709"}};
               })),
      Envelope(50, "no subjects",
               Statement([](json& statement) { statement["subject"] = json::array(); })),
      Envelope(50, "subject without digests",
               Subject([](json& subject) { subject["digest"] = json::object(); })),
      Envelope(50, "1025 subjects", Statement([](json& statement) {
                 MakeSubjects(statement, limits::kMaxSubjects + 1);
               })),
      Envelope(50, "1024 subjects pass",
               Statement([](json& statement) { MakeSubjects(statement, limits::kMaxSubjects); })),
      Envelope(50, "digest in upper case", Subject([](json& subject) {
                 subject["digest"]["sha256"] = UpperCase(subject["digest"]["sha256"]);
               })),
      Envelope(50, "digest cut short", Subject([](json& subject) {
                 subject["digest"]["sha256"] =
                     std::string(subject["digest"]["sha256"]).substr(0, 32);
               })),
      Envelope(50, "only the name is the artifact's", Subject([](json& subject) {
                 subject["digest"]["sha256"] = Sha256Hex("another artifact");
               })),
      Envelope(50, "another artifact than the subject",
               [](Trial& trial) { trial.artifact = "another artifact"; }),
  };
}

}  // namespace

std::vector<NegativeCase> SignatureCases() {
  std::vector<NegativeCase> all = EncodingCases();
  const std::vector<NegativeCase> artifacts = ArtifactCases();
  all.insert(all.end(), artifacts.begin(), artifacts.end());
  return all;
}

}  // namespace modelseal::testing
