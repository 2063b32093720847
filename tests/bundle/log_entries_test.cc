// SPDX-License-Identifier: Apache-2.0
//
// Log entries, timestamps and message signatures of a bundle: each field missing, of another type
// and out of range.
#include <catch2/catch.hpp>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "lib/base/base64.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/bundle/bundle.h"

namespace modelseal::bundle {
namespace {

using Json = nlohmann::ordered_json;
using Change = std::function<void(Json&)>;

constexpr char kV01[] = "application/vnd.dev.sigstore.bundle+json;version=0.1";
constexpr char kV02[] = "application/vnd.dev.sigstore.bundle+json;version=0.2";

std::string Base64Of(char filler, size_t size) { return EncodeBase64(std::string(size, filler)); }

// As clients lay it out; the parser looks into neither certificate nor signatures.
Json GoodBundle() {
  Json bundle = Json::parse(R"({
    "mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json",
    "verificationMaterial": {
      "certificate": {"rawBytes": "AA=="},
      "tlogEntries": [{
        "logIndex": "25901144",
        "logId": {"keyId": ""},
        "kindVersion": {"kind": "hashedrekord", "version": "0.0.1"},
        "integratedTime": "1893456000",
        "inclusionPromise": {"signedEntryTimestamp": "MAA="},
        "inclusionProof": {"logIndex": "6", "rootHash": "", "treeSize": "7", "hashes": ["", ""],
                           "checkpoint": {"envelope": "a checkpoint"}},
        "canonicalizedBody": "e30="}],
      "timestampVerificationData": {"rfc3161Timestamps": [{"signedTimestamp": "MAA="}]}},
    "messageSignature": {"messageDigest": {"algorithm": "SHA2_256", "digest": ""},
                         "signature": "MAA="}})");
  Json& entry = bundle["verificationMaterial"]["tlogEntries"][0];
  entry["logId"]["keyId"] = Base64Of('l', 32);
  entry["inclusionProof"]["rootHash"] = Base64Of('r', 32);
  entry["inclusionProof"]["hashes"] = {Base64Of('0', 32), Base64Of('1', 32)};
  bundle["messageSignature"]["messageDigest"]["digest"] = Base64Of('d', 32);
  return bundle;
}

// The members under change.
Json& Entries(Json& bundle) { return bundle["verificationMaterial"]["tlogEntries"]; }
Json& Entry(Json& bundle) { return Entries(bundle)[0]; }
Json& Proof(Json& bundle) { return Entry(bundle)["inclusionProof"]; }
Json& Timestamps(Json& bundle) {
  return bundle["verificationMaterial"]["timestampVerificationData"];
}
Json& Message(Json& bundle) { return bundle["messageSignature"]; }

Bundle Parsed(const Json& json) {
  auto bundle = Bundle::Parse(json.dump());
  INFO(bundle.status().message());
  REQUIRE(bundle.ok());
  return *std::move(bundle);
}

absl::Status Refusal(const Change& change) {
  Json bundle = GoodBundle();
  change(bundle);
  return Bundle::Parse(bundle.dump()).status();
}

struct Case {
  const char* field;  // of the message, or its end
  Change change;
};

// Each is refused with this reason and its field.
void CheckRefused(const std::vector<Case>& cases, Reason reason = Reason::kBundleInvalid) {
  for (size_t i = 0; i < cases.size(); ++i) {
    const absl::Status status = Refusal(cases[i].change);
    CAPTURE(i, cases[i].field, status.message());
    REQUIRE_FALSE(status.ok());
    CHECK(ReasonName(ReasonOf(status)) == ReasonName(reason));
    CHECK(std::string(status.message()).find(cases[i].field) != std::string::npos);
  }
}

TEST_CASE("log entry, timestamp and message signature are read", "[bundle][log]") {
  const Bundle bundle = Parsed(GoodBundle());
  REQUIRE(bundle.log_entries().size() == 1);
  const tlog::LogEntry& entry = bundle.log_entries()[0];
  CHECK(entry.log_index == 25'901'144);
  CHECK(entry.log_id == std::string(32, 'l'));
  CHECK(entry.kind == "hashedrekord");
  CHECK(entry.version == "0.0.1");
  CHECK(entry.integrated_time_seconds == 1'893'456'000);
  CHECK(entry.signed_entry_timestamp == std::string("0\0", 2));
  CHECK(entry.canonicalized_body == "{}");
  const tlog::InclusionProof& proof = entry.inclusion_proof;
  CHECK(proof.log_index == 6);
  CHECK(proof.tree_size == 7);
  CHECK(std::string(proof.root_hash.begin(), proof.root_hash.end()) == std::string(32, 'r'));
  REQUIRE(proof.hashes.size() == 2);
  CHECK(std::string(proof.hashes[1].begin(), proof.hashes[1].end()) == std::string(32, '1'));
  CHECK(proof.checkpoint == "a checkpoint");
  CHECK(bundle.timestamps_der() == std::vector{std::string("0\0", 2)});
  CHECK_FALSE(bundle.has_envelope());
  REQUIRE(bundle.message_signature().has_value());
  CHECK(bundle.message_signature()->digest.algorithm == crypto::HashKind::kSha256);
  CHECK(bundle.message_signature()->digest.digest == std::string(32, 'd'));
  CHECK(bundle.signature() == std::string("0\0", 2));
}

TEST_CASE("what proto3 JSON leaves out is 0 or empty", "[bundle][log]") {
  Json bundle = GoodBundle();
  SECTION("left out") {
    Entry(bundle).erase("logIndex");
    Proof(bundle).erase("logIndex");
    Proof(bundle).erase("hashes");
    Proof(bundle).erase("treeSize");
  }
  SECTION("null") {
    Entry(bundle)["logIndex"] = nullptr;
    Proof(bundle)["logIndex"] = nullptr;
    Proof(bundle)["hashes"] = nullptr;
    Proof(bundle)["treeSize"] = nullptr;
  }
  SECTION("stated") {
    Entry(bundle)["logIndex"] = "0";
    Proof(bundle)["logIndex"] = 0;
    Proof(bundle)["hashes"] = Json::array();
    Proof(bundle)["treeSize"] = "0";
  }
  const tlog::LogEntry entry = Parsed(bundle).log_entries()[0];
  CHECK(entry.log_index == 0);
  CHECK(entry.inclusion_proof.log_index == 0);
  CHECK(entry.inclusion_proof.tree_size == 0);
  CHECK(entry.inclusion_proof.hashes.empty());
}

TEST_CASE("each field of a log entry that is missing is refused", "[bundle][log]") {
  const auto without = [](const char* member) -> Change {
    return [member](Json& bundle) { Entry(bundle).erase(member); };
  };
  CheckRefused({
      {"tlogEntries[0].logId.keyId", without("logId")},
      {"tlogEntries[0].logId.keyId", [](Json& b) { Entry(b)["logId"].erase("keyId"); }},
      {"tlogEntries[0].kindVersion.kind", without("kindVersion")},
      {"tlogEntries[0].kindVersion.kind", [](Json& b) { Entry(b)["kindVersion"].erase("kind"); }},
      {"tlogEntries[0].kindVersion.version",
       [](Json& b) { Entry(b)["kindVersion"].erase("version"); }},
      {"tlogEntries[0].canonicalizedBody", without("canonicalizedBody")},
      {"tlogEntries[0].inclusionProof", without("inclusionProof")},
      {"inclusionProof.rootHash", [](Json& b) { Proof(b).erase("rootHash"); }},
      {"inclusionProof.checkpoint.envelope", [](Json& b) { Proof(b).erase("checkpoint"); }},
      {"inclusionProof.checkpoint.envelope",
       [](Json& b) { Proof(b)["checkpoint"].erase("envelope"); }},
      {"inclusionProof.checkpoint.envelope",
       [](Json& b) { Proof(b)["checkpoint"]["envelope"] = ""; }},
  });
}

TEST_CASE("each field of a log entry of another type is refused", "[bundle][log]") {
  const Json others[] = {true, 1.5, Json::array({1}), Json::object({{"a", 1}})};
  for (const Json& other : others) {
    CAPTURE(other.dump());
    CheckRefused({
        {"logIndex", [&](Json& b) { Entry(b)["logIndex"] = other; }},
        {"logId.keyId", [&](Json& b) { Entry(b)["logId"]["keyId"] = other; }},
        {"kindVersion.kind", [&](Json& b) { Entry(b)["kindVersion"]["kind"] = other; }},
        {"kindVersion.version", [&](Json& b) { Entry(b)["kindVersion"]["version"] = other; }},
        {"integratedTime", [&](Json& b) { Entry(b)["integratedTime"] = other; }},
        {"inclusionPromise.signedEntryTimestamp",
         [&](Json& b) { Entry(b)["inclusionPromise"]["signedEntryTimestamp"] = other; }},
        {"canonicalizedBody", [&](Json& b) { Entry(b)["canonicalizedBody"] = other; }},
        {"inclusionProof.logIndex", [&](Json& b) { Proof(b)["logIndex"] = other; }},
        {"inclusionProof.treeSize", [&](Json& b) { Proof(b)["treeSize"] = other; }},
        {"inclusionProof.rootHash", [&](Json& b) { Proof(b)["rootHash"] = other; }},
        {"inclusionProof.hashes[1]", [&](Json& b) { Proof(b)["hashes"][1] = other; }},
        {"checkpoint.envelope", [&](Json& b) { Proof(b)["checkpoint"]["envelope"] = other; }},
    });
  }
  for (const Json& other : {Json(1), Json("text"), Json::array({Json::object()})}) {
    CAPTURE(other.dump());
    CheckRefused({
        {"tlogEntries[0]", [&](Json& b) { Entry(b) = other; }},
        {"logId", [&](Json& b) { Entry(b)["logId"] = other; }},
        {"kindVersion", [&](Json& b) { Entry(b)["kindVersion"] = other; }},
        {"inclusionPromise", [&](Json& b) { Entry(b)["inclusionPromise"] = other; }},
        {"inclusionProof", [&](Json& b) { Proof(b) = other; }},
        {"checkpoint", [&](Json& b) { Proof(b)["checkpoint"] = other; }},
    });
  }
  for (const Json& other : {Json(1), Json("text"), Json::object({{"a", 1}})}) {
    CAPTURE(other.dump());
    CheckRefused({
        {"tlogEntries", [&](Json& b) { Entries(b) = other; }},
        {"inclusionProof.hashes", [&](Json& b) { Proof(b)["hashes"] = other; }},
    });
  }
}

TEST_CASE("unknown members of a log entry are refused", "[bundle][log]") {
  CheckRefused({
      {"tlogEntries[0].extra", [](Json& b) { Entry(b)["extra"] = 1; }},
      {"tlogEntries[0].log_index", [](Json& b) { Entry(b)["log_index"] = "1"; }},
      {"inclusionProof.extra", [](Json& b) { Proof(b)["extra"] = 1; }},
      {"logId.extra", [](Json& b) { Entry(b)["logId"]["extra"] = 1; }},
      {"kindVersion.extra", [](Json& b) { Entry(b)["kindVersion"]["extra"] = 1; }},
      {"inclusionPromise.extra", [](Json& b) { Entry(b)["inclusionPromise"]["extra"] = 1; }},
      {"checkpoint.extra", [](Json& b) { Proof(b)["checkpoint"]["extra"] = 1; }},
  });
}

TEST_CASE("numbers of a log entry below 0 are refused", "[bundle][log]") {
  CheckRefused({
      {"tlogEntries[0].logIndex: is -1", [](Json& b) { Entry(b)["logIndex"] = "-1"; }},
      {"integratedTime: is -1", [](Json& b) { Entry(b)["integratedTime"] = -1; }},
      {"inclusionProof.logIndex: is -1", [](Json& b) { Proof(b)["logIndex"] = -1; }},
      {"inclusionProof.treeSize: is -9223372036854775808",
       [](Json& b) { Proof(b)["treeSize"] = INT64_MIN; }},
  });
}

TEST_CASE("hashes and identifiers of a log entry have 32 bytes", "[bundle][log]") {
  const size_t size = GENERATE(size_t{0}, size_t{31}, size_t{33}, size_t{64});
  const std::string other = Base64Of('x', size);
  CAPTURE(size);
  CheckRefused({
      {"logId.keyId", [&](Json& b) { Entry(b)["logId"]["keyId"] = other; }},
      {"inclusionProof.rootHash", [&](Json& b) { Proof(b)["rootHash"] = other; }},
      {"inclusionProof.hashes[0]", [&](Json& b) { Proof(b)["hashes"][0] = other; }},
      {"inclusionProof.hashes[1]", [&](Json& b) { Proof(b)["hashes"][1] = other; }},
  });
}

TEST_CASE("bytes of a log entry must be canonical base64", "[bundle][log]") {
  for (const char* const other : {"Zg", "Zh==", "-_8=", "Z\ng=="}) {
    CAPTURE(other);
    CheckRefused(
        {
            {"logId.keyId", [&](Json& b) { Entry(b)["logId"]["keyId"] = other; }},
            {"signedEntryTimestamp",
             [&](Json& b) { Entry(b)["inclusionPromise"]["signedEntryTimestamp"] = other; }},
            {"canonicalizedBody", [&](Json& b) { Entry(b)["canonicalizedBody"] = other; }},
            {"rootHash", [&](Json& b) { Proof(b)["rootHash"] = other; }},
            {"hashes[0]", [&](Json& b) { Proof(b)["hashes"][0] = other; }},
            {"signedTimestamp",
             [&](Json& b) { Timestamps(b)["rfc3161Timestamps"][0]["signedTimestamp"] = other; }},
            {"messageDigest.digest",
             [&](Json& b) { Message(b)["messageDigest"]["digest"] = other; }},
            {"messageSignature.signature", [&](Json& b) { Message(b)["signature"] = other; }},
        },
        Reason::kBase64Invalid);
  }
}

TEST_CASE("a proof may have 63 hashes and no more", "[bundle][log]") {
  Json bundle = GoodBundle();
  Proof(bundle)["hashes"] = Json(std::vector<Json>(63, Base64Of('h', 32)));
  CHECK(Parsed(bundle).log_entries()[0].inclusion_proof.hashes.size() == 63);
  CheckRefused(
      {{"inclusionProof.hashes",
        [](Json& b) { Proof(b)["hashes"] = Json(std::vector<Json>(64, Base64Of('h', 32))); }}},
      Reason::kLimitExceeded);
}

TEST_CASE("checkpoint and promise above their limits are refused", "[bundle][log]") {
  CheckRefused(
      {
          {"checkpoint.envelope",
           [](Json& b) {
             Proof(b)["checkpoint"]["envelope"] = std::string(limits::kMaxCheckpointBytes + 1, 'x');
           }},
          {"signedEntryTimestamp",
           [](Json& b) {
             Entry(b)["inclusionPromise"]["signedEntryTimestamp"] =
                 Base64Of('x', limits::kMaxSignatureBytes + 1);
           }},
      },
      Reason::kLimitExceeded);
}

TEST_CASE("a promise and its time go together", "[bundle][log]") {
  CheckRefused({
      {"integratedTime", [](Json& b) { Entry(b).erase("integratedTime"); }},
      {"integratedTime", [](Json& b) { Entry(b)["integratedTime"] = "0"; }},
  });
}

TEST_CASE("a time that no promise vouches for is none", "[bundle][log]") {
  Json bundle = GoodBundle();
  SECTION("no promise") { Entry(bundle).erase("inclusionPromise"); }
  SECTION("empty promise") { Entry(bundle)["inclusionPromise"] = Json::object(); }
  const tlog::LogEntry entry = Parsed(bundle).log_entries()[0];
  CHECK(entry.integrated_time_seconds == 0);
  CHECK(entry.signed_entry_timestamp.empty());
}

Change InVersion(const char* media_type, const Change& change) {
  return [media_type, change](Json& bundle) {
    Json& material = bundle["verificationMaterial"];
    material["x509CertificateChain"]["certificates"] = Json::array({material["certificate"]});
    material.erase("certificate");
    bundle["mediaType"] = media_type;
    change(bundle);
  };
}

TEST_CASE("version 0.1 has a promise, the others need none", "[bundle][log]") {
  const Change no_promise = [](Json& b) {
    Entry(b).erase("inclusionPromise");
    Entry(b).erase("integratedTime");
  };
  CHECK(Refusal(InVersion(kV01, [](Json&) {})).ok());
  CHECK(Refusal(InVersion(kV02, [](Json&) {})).ok());
  CHECK(Refusal(InVersion(kV02, no_promise)).ok());
  CHECK(Refusal(no_promise).ok());
  CheckRefused({{"inclusionPromise.signedEntryTimestamp", InVersion(kV01, no_promise)}});
}

TEST_CASE("no version may leave out proof or checkpoint", "[bundle][log]") {
  for (const char* const version : {kV01, kV02}) {
    CAPTURE(version);
    CheckRefused({
        {"inclusionProof", InVersion(version, [](Json& b) { Entry(b).erase("inclusionProof"); })},
        {"checkpoint", InVersion(version, [](Json& b) { Proof(b).erase("checkpoint"); })},
    });
  }
}

TEST_CASE("version 0.3 has no chain beside log entries", "[bundle][log]") {
  CheckRefused({{"x509CertificateChain", InVersion(kMediaTypeV03.data(), [](Json&) {})}});
}

TEST_CASE("entries that are equal are refused, others are not", "[bundle][log]") {
  CheckRefused({
      {"tlogEntries[1]: stands twice", [](Json& b) { Entries(b).push_back(Entry(b)); }},
      {"tlogEntries[1]: stands twice",
       [](Json& b) {  // the same in another spelling
         Entries(b).push_back(Entry(b));
         Entries(b)[1]["logIndex"] = 25'901'144;
       }},
  });
  Json bundle = GoodBundle();
  Entries(bundle).push_back(Entry(bundle));
  Entries(bundle)[1]["logIndex"] = "1";
  CHECK(Parsed(bundle).log_entries().size() == 2);
}

TEST_CASE("as many entries as the limit says are read", "[bundle][log]") {
  Json bundle = GoodBundle();
  for (size_t i = 1; i < limits::kMaxLogEntries; ++i) {
    Entries(bundle).push_back(Entry(bundle));
    Entries(bundle).back()["logIndex"] = i;
  }
  CHECK(Parsed(bundle).log_entries().size() == limits::kMaxLogEntries);
}

TEST_CASE("each field of timestamps that is missing or wrong is refused", "[bundle][timestamp]") {
  CheckRefused({
      {"timestampVerificationData",
       [](Json& b) { b["verificationMaterial"]["timestampVerificationData"] = Json::array(); }},
      {"timestampVerificationData.extra", [](Json& b) { Timestamps(b)["extra"] = 1; }},
      {"rfc3161Timestamps", [](Json& b) { Timestamps(b)["rfc3161Timestamps"] = Json::object(); }},
      {"rfc3161Timestamps[0]", [](Json& b) { Timestamps(b)["rfc3161Timestamps"][0] = "MAA="; }},
      {"rfc3161Timestamps[0].signedTimestamp",
       [](Json& b) { Timestamps(b)["rfc3161Timestamps"][0] = Json::object(); }},
      {"rfc3161Timestamps[1].signedTimestamp",
       [](Json& b) {
         Timestamps(b)["rfc3161Timestamps"].push_back({{"signedTimestamp", ""}});
       }},
      {"rfc3161Timestamps[0].signedTimestamp",
       [](Json& b) { Timestamps(b)["rfc3161Timestamps"][0]["signedTimestamp"] = 1; }},
  });
}

TEST_CASE("timestamps may be absent in three ways", "[bundle][timestamp]") {
  Json bundle = GoodBundle();
  SECTION("no member") { bundle["verificationMaterial"].erase("timestampVerificationData"); }
  SECTION("null") { Timestamps(bundle) = nullptr; }
  SECTION("empty") { Timestamps(bundle) = Json::object(); }
  CHECK(Parsed(bundle).timestamps_der().empty());
}

TEST_CASE("each field of a message signature that is missing or wrong is refused",
          "[bundle][message]") {
  CheckRefused({
      {"messageSignature", [](Json& b) { Message(b) = Json::array(); }},
      {"messageSignature.extra", [](Json& b) { Message(b)["extra"] = 1; }},
      {"messageSignature.signature", [](Json& b) { Message(b).erase("signature"); }},
      {"messageSignature.signature", [](Json& b) { Message(b)["signature"] = ""; }},
      {"messageSignature.signature", [](Json& b) { Message(b)["signature"] = 1; }},
      {"messageSignature.messageDigest", [](Json& b) { Message(b).erase("messageDigest"); }},
      {"messageSignature.messageDigest", [](Json& b) { Message(b)["messageDigest"] = nullptr; }},
      {"messageSignature.messageDigest", [](Json& b) { Message(b)["messageDigest"] = "x"; }},
      {"messageDigest.extra", [](Json& b) { Message(b)["messageDigest"]["extra"] = 1; }},
      {"messageDigest.algorithm", [](Json& b) { Message(b)["messageDigest"].erase("algorithm"); }},
      {"messageDigest.algorithm",
       [](Json& b) { Message(b)["messageDigest"]["algorithm"] = "sha256"; }},
      {"messageDigest.algorithm",
       [](Json& b) { Message(b)["messageDigest"]["algorithm"] = "SHA3_256"; }},
      {"messageDigest.algorithm",
       [](Json& b) { Message(b)["messageDigest"]["algorithm"] = "HASH_ALGORITHM_UNSPECIFIED"; }},
      {"messageDigest.algorithm", [](Json& b) { Message(b)["messageDigest"]["algorithm"] = 99; }},
      {"messageDigest.digest", [](Json& b) { Message(b)["messageDigest"].erase("digest"); }},
      {"messageDigest.digest", [](Json& b) { Message(b)["messageDigest"]["digest"] = 1; }},
  });
  CheckRefused(
      {{"messageSignature.signature",
        [](Json& b) { Message(b)["signature"] = Base64Of('x', limits::kMaxSignatureBytes + 1); }}},
      Reason::kLimitExceeded);
}

TEST_CASE("a message's digest has the size of its algorithm", "[bundle][message]") {
  const std::pair<const char*, size_t> sizes[] = {
      {"SHA2_256", 32}, {"SHA2_384", 48}, {"SHA2_512", 64}};
  for (const auto& [algorithm, size] : sizes) {
    Json bundle = GoodBundle();
    Message(bundle)["messageDigest"]["algorithm"] = algorithm;
    Message(bundle)["messageDigest"]["digest"] = Base64Of('d', size);
    CHECK(Parsed(bundle).message_signature()->digest.digest.size() == size);
    for (const size_t other : {size_t{0}, size - 1, size + 1}) {
      CAPTURE(algorithm, other);
      CheckRefused({{"messageDigest.digest", [&, name = algorithm](Json& b) {
                       Message(b)["messageDigest"]["algorithm"] = name;
                       Message(b)["messageDigest"]["digest"] = Base64Of('d', other);
                     }}});
    }
  }
}

TEST_CASE("a key in a log may be in a bundle of any version", "[bundle][log]") {
  Json bundle = GoodBundle();
  bundle["verificationMaterial"].erase("certificate");
  bundle["verificationMaterial"]["publicKey"] = {{"hint", "a hint"}};
  bundle["mediaType"] = GENERATE(std::string(kMediaTypeV03), std::string(kV02), std::string(kV01));
  const Bundle parsed = Parsed(bundle);
  CHECK(parsed.method() == Method::kKey);
  CHECK(parsed.log_entries().size() == 1);
}

}  // namespace
}  // namespace modelseal::bundle
