// SPDX-License-Identifier: Apache-2.0
//
// Project Wycheproof's signatures under VerificationKey: what it calls valid must verify, what it
// calls invalid must not, "acceptable" may do either. Keys of ML-DSA are of no kind that Sigstore
// signs with; they must be refused as such. Keys that can be prepared for many signatures are, and
// must say the same with nobody to ask.
#include <openssl/bytestring.h>
#include <openssl/err.h>
#include <openssl/evp.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "lib/base/hex.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"
#include "lib/crypto/prepared_ecdsa.h"
#include "lib/crypto/verification_key.h"
#include "tests/support/shared_corpus.h"

namespace modelseal::testing {
namespace {

using crypto::PreparedEcdsa;
using crypto::SignatureScheme;
using crypto::VerificationKey;
using nlohmann::json;

// What is read of a group and of a test; anything else of the file must be in these lists, so that
// a member which changes the meaning of a vector is not passed over.
const std::set<std::string> kGroupMembers = {
    "type",         "source", "publicKey", "publicKeyDer", "publicKeyPem", "sha",  "publicKeyJwk",
    "publicKeyAsn", "keyJwk", "keySize",   "mgf",          "mgfSha",       "sLen", "tests"};
const std::set<std::string> kTestMembers = {"tcId", "comment", "flags", "msg", "sig", "result"};

struct Counts {
  size_t valid = 0;
  size_t invalid = 0;
  size_t acceptable_verified = 0;
  size_t acceptable_refused = 0;
  size_t prepared = 0;  // of these, under a prepared key as well
  size_t total() const { return valid + invalid + acceptable_verified + acceptable_refused; }
};

std::string FromHex(const json& hex) {
  const auto& text = hex.get_ref<const std::string&>();
  std::string bytes(text.size() / 2, '\0');
  REQUIRE(DecodeHex(text, {reinterpret_cast<uint8_t*>(bytes.data()), bytes.size()}));
  return bytes;
}

void CheckMembers(const json& object, const std::set<std::string>& known) {
  for (const auto& [name, value] : object.items()) {
    INFO("member " << name);
    CHECK(known.contains(name));
  }
}

// The scheme of a group; a test failure for one that has none here.
SignatureScheme SchemeOf(const json& group) {
  const std::string type = group.at("type");
  if (type == "EddsaVerify") {
    REQUIRE(group.at("publicKey").at("curve") == "edwards25519");
    return SignatureScheme::kEd25519;
  }
  const std::string hash = group.at("sha");
  if (type == "RsassaPssVerify") {
    // The one form that SignatureScheme has: SHA-256 within and without, salt as long as it.
    REQUIRE(hash == "SHA-256");
    REQUIRE(group.at("mgf") == "MGF1");
    REQUIRE(group.at("mgfSha") == "SHA-256");
    REQUIRE(group.at("sLen") == 32);
  }
  static const std::map<std::pair<std::string, std::string>, SignatureScheme> kSchemes = {
      {{"EcdsaVerify", "SHA-256"}, SignatureScheme::kEcdsaSha256},
      {{"EcdsaVerify", "SHA-384"}, SignatureScheme::kEcdsaSha384},
      {{"EcdsaVerify", "SHA-512"}, SignatureScheme::kEcdsaSha512},
      {{"RsassaPkcs1Verify", "SHA-256"}, SignatureScheme::kRsaPkcs1Sha256},
      {{"RsassaPssVerify", "SHA-256"}, SignatureScheme::kRsaPssSha256}};
  const auto found = kSchemes.find({type, hash});
  INFO(type << " with " << hash);
  REQUIRE(found != kSchemes.end());
  return found->second;
}

// Null for a key that gains nothing by it.
std::unique_ptr<const PreparedEcdsa> Prepare(const VerificationKey& key) {
  if (key.kind() == crypto::KeyKind::kRsa || key.kind() == crypto::KeyKind::kEd25519) {
    return nullptr;
  }
  CBS cbs;
  const auto bytes = crypto::AsBytes(key.spki_der());
  CBS_init(&cbs, bytes.data(), bytes.size());
  const bssl::UniquePtr<EVP_PKEY> parsed(EVP_parse_public_key(&cbs));
  REQUIRE(parsed != nullptr);
  std::unique_ptr<const PreparedEcdsa> prepared =
      PreparedEcdsa::Create(EVP_PKEY_get0_EC_KEY(parsed.get()));
  REQUIRE(prepared != nullptr);
  return prepared;
}

struct Keys {
  VerificationKey plain;
  std::unique_ptr<const PreparedEcdsa> prepared;
};

void RunTest(const Keys& keys, SignatureScheme scheme, const json& test, Counts* counts) {
  CheckMembers(test, kTestMembers);
  INFO("tcId " << test.at("tcId") << ": " << test.at("comment"));
  const std::string result = test.at("result");
  const std::string message = FromHex(test.at("msg"));
  const std::string signature = FromHex(test.at("sig"));
  const absl::Status status = keys.plain.Verify(scheme, message, signature);
  if (!status.ok()) {
    CHECK(ReasonOf(status) == Reason::kSignatureInvalid);
  }
  if (keys.prepared != nullptr) {
    const std::string digest = crypto::ComputeHash(*crypto::HashOf(scheme), message);
    CHECK(keys.prepared->Verify(digest, signature) == status.ok());
    ERR_clear_error();
    ++counts->prepared;
  }
  if (result == "valid") {
    CHECK(status.ok());
    ++counts->valid;
  } else if (result == "invalid") {
    CHECK_FALSE(status.ok());
    ++counts->invalid;
  } else {
    REQUIRE(result == "acceptable");
    ++(status.ok() ? counts->acceptable_verified : counts->acceptable_refused);
  }
}

// Each group twice: its key in DER and in PEM must be the same key.
Counts RunFile(const json& document) {
  Counts counts;
  for (const json& group : document.at("testGroups")) {
    CheckMembers(group, kGroupMembers);
    const auto key = VerificationKey::ParseSpki(FromHex(group.at("publicKeyDer")));
    INFO("key " << group.at("publicKeyDer") << ": " << key.status());
    REQUIRE(key.ok());
    const auto from_pem =
        VerificationKey::ParsePem(group.at("publicKeyPem").get_ref<const std::string&>());
    REQUIRE(from_pem.ok());
    CHECK(*from_pem == *key);
    if (group.contains("publicKeyAsn")) {
      const auto from_pkcs1 = VerificationKey::ParsePkcs1Rsa(FromHex(group.at("publicKeyAsn")));
      REQUIRE(from_pkcs1.ok());
      CHECK(*from_pkcs1 == *key);
    }
    const SignatureScheme scheme = SchemeOf(group);
    const Keys keys{*key, Prepare(*key)};
    for (const json& test : group.at("tests")) {
      RunTest(keys, scheme, test, &counts);
    }
  }
  return counts;
}

bool IsMlDsa(const json& document) {
  return document.at("algorithm").get_ref<const std::string&>().starts_with("ML-DSA");
}

struct Vectors {
  std::string name;
  json document;
};

// Every file of the corpus; no value if it is not there.
std::optional<std::vector<Vectors>> ReadVectorsOrSkip() {
  const auto corpus = SharedCorpusOrSkip("wycheproof");
  if (!corpus) {
    return std::nullopt;
  }
  std::vector<Vectors> all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(*corpus)) {
    if (entry.is_regular_file()) {
      INFO(entry.path());
      REQUIRE(entry.path().extension() == ".json");
      all.push_back({entry.path().filename().string(), json::parse(ReadCorpusFile(entry.path()))});
    }
  }
  REQUIRE_FALSE(all.empty());
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return all;
}

}  // namespace

TEST_CASE("signatures of Wycheproof verify or not as it says", "[corpus][wycheproof]") {
  const auto files = ReadVectorsOrSkip();
  if (!files) {
    return;
  }
  Counts sum;
  for (const auto& [name, document] : *files) {
    if (IsMlDsa(document)) {
      continue;
    }
    INFO(name);
    const Counts counts = RunFile(document);
    CHECK(counts.total() > 0);
    CHECK(counts.total() == document.at("numberOfTests").get<size_t>());
    std::printf(
        "%-40s %3zu valid verify, %3zu invalid refused, acceptable: %zu verify, %zu refused\n",
        name.c_str(), counts.valid, counts.invalid, counts.acceptable_verified,
        counts.acceptable_refused);
    sum.valid += counts.valid;
    sum.invalid += counts.invalid;
    sum.acceptable_verified += counts.acceptable_verified;
    sum.acceptable_refused += counts.acceptable_refused;
    sum.prepared += counts.prepared;
  }
  std::printf("wycheproof: %zu signatures: %zu valid, %zu invalid, %zu acceptable\n", sum.total(),
              sum.valid, sum.invalid, sum.acceptable_verified + sum.acceptable_refused);
  std::printf("wycheproof: %zu of them under a prepared key too, with the same verdict\n",
              sum.prepared);
  CHECK(sum.valid > 0);
  CHECK(sum.invalid > 0);
  CHECK(sum.prepared > 0);
}

TEST_CASE("keys of ML-DSA in Wycheproof are refused as keys of an unsupported kind",
          "[corpus][wycheproof]") {
  const auto files = ReadVectorsOrSkip();
  if (!files) {
    return;
  }
  for (const auto& [name, document] : *files) {
    if (!IsMlDsa(document)) {
      continue;
    }
    size_t keys = 0;
    for (const json& group : document.at("testGroups")) {
      // The key is in DER, well-formed or of a wrong size: no kind that is read here.
      const auto key = VerificationKey::ParseSpki(FromHex(group.at("publicKeyDer")));
      CHECK(ReasonOf(key.status()) == Reason::kKeyUnsupported);
      ++keys;
    }
    CHECK(keys > 0);
    std::printf("%-40s not applicable: %zu tests under %zu keys of ML-DSA, all refused as such\n",
                name.c_str(), document.at("numberOfTests").get<size_t>(), keys);
  }
}

}  // namespace modelseal::testing
