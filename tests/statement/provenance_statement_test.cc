// SPDX-License-Identifier: Apache-2.0
#include "lib/statement/provenance_statement.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "lib/base/limits.h"
#include "lib/base/status.h"

namespace modelseal::statement {
namespace {

using Json = nlohmann::ordered_json;
using Change = std::function<void(Json&)>;

const std::string kHex(64, 'a');

// "AAEC" is the bytes 0, 1, 2: what a commitment is like is not known here.
Json GoodStatement() {
  return Json::parse(R"({
    "_type": "https://in-toto.io/Statement/v1",
    "subject": [{"name": "model", "digest": {"sha256": ")" +
                     kHex + R"("}}],
    "predicateType": "https://modelseal.dev/training-provenance/v1",
    "predicate": {
      "datasets": [
        {"name": "digits", "role": "training", "commitment": "AAEC",
         "digest": {"modelsealDatasetCommitmentV1": ")" +
                     kHex + R"("}, "file": "data/digits.modelseal-dataset"}],
      "listIsComplete": true,
      "frameworks": [{"name": "torch", "version": "2.6.0+cu121"}],
      "baseModels": [{"name": "base", "digest": {"sha256": ")" +
                     kHex + R"("}}],
      "resolvedDependencies": [
        {"uri": "git+https://example.com/train.git",
         "digest": {"gitCommit": "0123456789abcdef0123456789abcdef01234567"},
         "name": "training code"}]}})");
}

Json& Predicate(Json& statement) { return statement["predicate"]; }
Json& Item(Json& statement, const char* list) { return statement["predicate"][list][0]; }

Provenance Parsed(const Json& json) {
  auto provenance = ParseProvenance(json.dump());
  INFO(provenance.status().message());
  REQUIRE(provenance.ok());
  return *std::move(provenance);
}

// The failure, in this field.
void CheckRefused(const Change& change, const std::string& field,
                  Reason reason = Reason::kStatementInvalid) {
  Json statement = GoodStatement();
  change(statement);
  const absl::Status status = ParseProvenance(statement.dump()).status();
  CAPTURE(field, status.message());
  REQUIRE_FALSE(status.ok());
  CHECK(ReasonName(ReasonOf(status)) == ReasonName(reason));
  CHECK(DetailOf(status, "field") == field);
}

TEST_CASE("every field of a statement of provenance is read", "[statement][provenance]") {
  const Provenance provenance = Parsed(GoodStatement());
  const crypto::Sha256Digest digest = [] {
    crypto::Sha256Digest bytes;
    bytes.fill(0xaa);
    return bytes;
  }();
  CHECK(provenance.model_name == "model");
  CHECK(provenance.model_digest == digest);
  REQUIRE(provenance.datasets.size() == 1);
  CHECK(provenance.datasets[0].name == "digits");
  CHECK(provenance.datasets[0].role == "training");
  CHECK(provenance.datasets[0].commitment == std::string("\0\1\2", 3));
  CHECK(provenance.datasets[0].digest == digest);
  CHECK(provenance.datasets[0].file == "data/digits.modelseal-dataset");
  CHECK(provenance.list_is_complete);
  REQUIRE(provenance.frameworks.size() == 1);
  CHECK(provenance.frameworks[0].name == "torch");
  CHECK(provenance.frameworks[0].version == "2.6.0+cu121");
  REQUIRE(provenance.base_models.size() == 1);
  CHECK(provenance.base_models[0].name == "base");
  CHECK(provenance.base_models[0].digest == digest);
  REQUIRE(provenance.dependencies.size() == 1);
  CHECK(provenance.dependencies[0].uri == "git+https://example.com/train.git");
  CHECK(provenance.dependencies[0].name == "training code");
  REQUIRE(provenance.dependencies[0].digests.size() == 1);
  CHECK(provenance.dependencies[0].digests[0].algorithm == "gitCommit");
  CHECK(provenance.dependencies[0].digests[0].hex == "0123456789abcdef0123456789abcdef01234567");
}

TEST_CASE("lists may be empty, and what is optional absent", "[statement][provenance]") {
  Json json = GoodStatement();
  Item(json, "datasets").erase("file");
  Item(json, "resolvedDependencies").erase("name");
  Provenance provenance = Parsed(json);
  CHECK_FALSE(provenance.datasets[0].file.has_value());
  CHECK_FALSE(provenance.dependencies[0].name.has_value());
  for (const char* list : {"datasets", "frameworks", "baseModels", "resolvedDependencies"}) {
    Predicate(json)[list] = Json::array();
  }
  provenance = Parsed(json);
  CHECK(provenance.datasets.empty());
  CHECK(provenance.dependencies.empty());
}

TEST_CASE("what is written is read again the same", "[statement][provenance]") {
  const std::string written = WriteProvenance(Parsed(GoodStatement()));
  CHECK(Json::parse(written) == GoodStatement());
  CHECK(WriteProvenance(Parsed(Json::parse(written))) == written);
}

TEST_CASE("the order in which things are given does not change what is written",
          "[statement][provenance]") {
  Json json = GoodStatement();
  for (const char* list : {"datasets", "frameworks", "baseModels", "resolvedDependencies"}) {
    Predicate(json)[list].push_back(Item(json, list));
  }
  Predicate(json)["datasets"][1]["role"] = "test";
  Predicate(json)["frameworks"][1]["name"] = "jax";
  Predicate(json)["baseModels"][1]["digest"]["sha256"] = std::string(64, '0');
  Predicate(json)["resolvedDependencies"][1]["uri"] = "docker://a";
  Predicate(json)["resolvedDependencies"][1]["digest"]["sha256"] = kHex;
  Provenance provenance = Parsed(json);
  const std::string written = WriteProvenance(provenance);
  std::reverse(provenance.datasets.begin(), provenance.datasets.end());
  std::reverse(provenance.frameworks.begin(), provenance.frameworks.end());
  std::reverse(provenance.base_models.begin(), provenance.base_models.end());
  std::reverse(provenance.dependencies.begin(), provenance.dependencies.end());
  for (DependencyReference& dependency : provenance.dependencies) {
    std::reverse(dependency.digests.begin(), dependency.digests.end());
  }
  CHECK(WriteProvenance(provenance) == written);
  CHECK(Json::parse(written)["predicate"]["datasets"][0]["role"] == "test");
}

TEST_CASE("a statement of another kind is no statement of provenance", "[statement][provenance]") {
  CheckRefused([](Json& s) { s["_type"] = "https://in-toto.io/Statement/v0.1"; }, "_type");
  CheckRefused([](Json& s) { s.erase("_type"); }, "_type");
  CheckRefused([](Json& s) { s["predicateType"] = "https://slsa.dev/provenance/v1"; },
               "predicateType", Reason::kPredicateUnsupported);
  CheckRefused([](Json& s) { s["predicateType"] = 1; }, "predicateType");
  CheckRefused([](Json& s) { s.erase("predicateType"); }, "predicateType");
}

TEST_CASE("the subject is one model with one digest", "[statement][provenance]") {
  CheckRefused([](Json& s) { s.erase("subject"); }, "subject");
  CheckRefused([](Json& s) { s["subject"] = Json::array(); }, "subject");
  CheckRefused([](Json& s) { s["subject"].push_back(s["subject"][0]); }, "subject");
  CheckRefused([](Json& s) { s["subject"][0] = "model"; }, "subject[0]");
  CheckRefused([](Json& s) { s["subject"][0].erase("name"); }, "subject[0].name");
  CheckRefused([](Json& s) { s["subject"][0]["name"] = ""; }, "subject[0].name");
  CheckRefused([](Json& s) { s["subject"][0].erase("digest"); }, "subject[0].digest");
  CheckRefused([](Json& s) { s["subject"][0]["digest"] = Json::object(); },
               "subject[0].digest.sha256");
  CheckRefused([](Json& s) { s["subject"][0]["digest"]["sha512"] = std::string(128, 'a'); },
               "subject[0].digest.sha512");
  CheckRefused([](Json& s) { s["subject"][0]["uri"] = "x"; }, "subject[0].uri");
}

TEST_CASE("each member of the predicate that is missing, of another type or unknown is refused",
          "[statement][provenance]") {
  CheckRefused([](Json& s) { s.erase("predicate"); }, "predicate");
  CheckRefused([](Json& s) { s["predicate"] = Json::array(); }, "predicate");
  CheckRefused([](Json& s) { s["extra"] = 1; }, "extra");
  CheckRefused([](Json& s) { Predicate(s)["extra"] = 1; }, "predicate.extra");
  for (const std::string list : {"datasets", "frameworks", "baseModels", "resolvedDependencies"}) {
    CAPTURE(list);
    const std::string item = "predicate." + list + "[0]";
    CheckRefused([&](Json& s) { Predicate(s).erase(list); }, "predicate." + list);
    CheckRefused([&](Json& s) { Predicate(s)[list] = Json::object(); }, "predicate." + list);
    CheckRefused([&](Json& s) { Item(s, list.c_str()) = "x"; }, item);
    CheckRefused([&](Json& s) { Item(s, list.c_str())["extra"] = 1; }, item + ".extra");
  }
  CheckRefused([](Json& s) { Predicate(s).erase("listIsComplete"); }, "predicate.listIsComplete");
  CheckRefused([](Json& s) { Predicate(s)["listIsComplete"] = "true"; },
               "predicate.listIsComplete");
}

// A text that must be there, of 1 to `max_bytes` bytes, without control characters.
void CheckTextField(const char* list, const std::string& key, size_t max_bytes) {
  const std::string field = "predicate." + std::string(list) + "[0]." + key;
  CAPTURE(field);
  CheckRefused([&](Json& s) { Item(s, list).erase(key); }, field);
  CheckRefused([&](Json& s) { Item(s, list)[key] = 1; }, field);
  CheckRefused([&](Json& s) { Item(s, list)[key] = nullptr; }, field);
  CheckRefused([&](Json& s) { Item(s, list)[key] = ""; }, field);
  CheckRefused([&](Json& s) { Item(s, list)[key] = "a\nb"; }, field);
  CheckRefused([&](Json& s) { Item(s, list)[key] = "a\x7f"; }, field);
  CheckRefused([&](Json& s) { Item(s, list)[key] = std::string(max_bytes + 1, 'a'); }, field,
               Reason::kLimitExceeded);
  Json json = GoodStatement();
  Item(json, list)[key] = std::string(max_bytes, 'a');
  Parsed(json);
}

TEST_CASE("every text is bounded and printable", "[statement][provenance]") {
  CheckTextField("datasets", "name", limits::kMaxDatasetNameBytes);
  CheckTextField("datasets", "role", limits::kMaxDatasetRoleBytes);
  CheckTextField("frameworks", "name", limits::kMaxProvenanceTextBytes);
  CheckTextField("frameworks", "version", limits::kMaxProvenanceTextBytes);
  CheckTextField("baseModels", "name", limits::kMaxProvenanceTextBytes);
  CheckTextField("resolvedDependencies", "uri", limits::kMaxProvenanceUriBytes);
}

TEST_CASE("a dataset whose role, commitment, digest or file is wrong is refused",
          "[statement][provenance]") {
  const auto set = [](const char* key, Json value) {
    return [key, value](Json& s) { Item(s, "datasets")[key] = value; };
  };
  const std::string item = "predicate.datasets[0]";
  for (const char* role : {"Training", "training data", "tra\u00efning", "a/b"}) {
    CheckRefused(set("role", role), item + ".role");
  }
  for (const char* text : {"", "AAE", "AAE=\n", "AAEC=", "AAF=", "-_-_", "AA EC"}) {
    CheckRefused(set("commitment", text), item + ".commitment");
  }
  CheckRefused(set("commitment", std::string(5464, 'A')), item + ".commitment",
               Reason::kLimitExceeded);
  CheckRefused([](Json& s) { Item(s, "datasets").erase("commitment"); }, item + ".commitment");
  CheckRefused([](Json& s) { Item(s, "datasets").erase("digest"); }, item + ".digest");
  CheckRefused(set("digest", Json::object()), item + ".digest.modelsealDatasetCommitmentV1");
  CheckRefused(set("digest", {{"sha256", kHex}}), item + ".digest.sha256");
  CheckRefused(set("file", nullptr), item + ".file");
  for (const char* file : {"", "/etc/passwd", "../x", "a//b", "a/./b"}) {
    CheckRefused(set("file", file), item + ".file");
  }
}

TEST_CASE("digests are lower-case hex of their length", "[statement][provenance]") {
  for (const std::string& bad :
       {std::string(), kHex.substr(1), kHex + "a", kHex + "aa", std::string(64, 'A'),
        std::string(63, 'a') + "g", std::string(63, 'a') + '\0'}) {
    CAPTURE(bad);
    CheckRefused([&](Json& s) { s["subject"][0]["digest"]["sha256"] = bad; },
                 "subject[0].digest.sha256");
    CheckRefused(
        [&](Json& s) { Item(s, "datasets")["digest"]["modelsealDatasetCommitmentV1"] = bad; },
        "predicate.datasets[0].digest.modelsealDatasetCommitmentV1");
    CheckRefused([&](Json& s) { Item(s, "baseModels")["digest"]["sha256"] = bad; },
                 "predicate.baseModels[0].digest.sha256");
    CheckRefused([&](Json& s) { Item(s, "resolvedDependencies")["digest"]["sha256"] = bad; },
                 "predicate.resolvedDependencies[0].digest.sha256");
  }
  CheckRefused([](Json& s) { Item(s, "baseModels").erase("digest"); },
               "predicate.baseModels[0].digest");
  CheckRefused([](Json& s) { Item(s, "baseModels")["digest"]["md5"] = kHex; },
               "predicate.baseModels[0].digest.md5");
}

TEST_CASE("a dependency without a digest that can be one is refused", "[statement][provenance]") {
  const auto set = [](Json value) {
    return [value](Json& s) { Item(s, "resolvedDependencies")["digest"] = value; };
  };
  const std::string field = "predicate.resolvedDependencies[0].digest";
  CheckRefused([](Json& s) { Item(s, "resolvedDependencies").erase("digest"); }, field);
  CheckRefused(set(Json::array()), field);
  CheckRefused(set(Json::object()), field);
  CheckRefused(set({{"", kHex}}), field);
  CheckRefused(set({{"git commit", kHex}}), field);
  CheckRefused(set({{"gitCommit", 1}}), field + ".gitCommit");
  CheckRefused(set({{"gitCommit", "abc"}}), field + ".gitCommit");
  CheckRefused(set({{"gitCommit", "0123456789abcdef"}}), field + ".gitCommit");
  CheckRefused(set({{"other", std::string(514, 'a')}}), field + ".other");
  Json many = Json::object();
  for (size_t i = 0; i <= limits::kMaxSubjectDigests; ++i) {
    many["kind" + std::to_string(i)] = kHex;
  }
  CheckRefused(set(many), field, Reason::kLimitExceeded);
  CheckRefused([](Json& s) { Item(s, "resolvedDependencies")["name"] = ""; },
               "predicate.resolvedDependencies[0].name");
}

TEST_CASE("frameworks are named in printable ASCII", "[statement][provenance]") {
  for (const char* bad : {"tor ch", " torch", "torch ", "t\u043erch", "torch\u200b"}) {
    CAPTURE(bad);
    CheckRefused([&](Json& s) { Item(s, "frameworks")["name"] = bad; },
                 "predicate.frameworks[0].name");
    CheckRefused([&](Json& s) { Item(s, "frameworks")["version"] = bad; },
                 "predicate.frameworks[0].version");
  }
}

TEST_CASE("nothing is in a list twice", "[statement][provenance]") {
  for (const std::string list : {"datasets", "frameworks", "baseModels", "resolvedDependencies"}) {
    CheckRefused([&](Json& s) { Predicate(s)[list].push_back(Predicate(s)[list][0]); },
                 "predicate." + list + "[1]");
  }
  // With another commitment it would be two datasets under one name.
  CheckRefused(
      [](Json& s) {
        Predicate(s)["datasets"].push_back(Item(s, "datasets"));
        Predicate(s)["datasets"][1]["commitment"] = "AAED";
      },
      "predicate.datasets[1]");
  Json json = GoodStatement();
  Predicate(json)["datasets"].push_back(Item(json, "datasets"));
  Predicate(json)["datasets"][1]["role"] = "test";
  CHECK(Parsed(json).datasets.size() == 2);
}

TEST_CASE("as many items as the limit says are read and no more", "[statement][provenance]") {
  const auto fill = [](Json& statement, size_t count) {
    Json items = Json::array();
    for (size_t i = 0; i < count; ++i) {
      items.push_back({{"name", "f" + std::to_string(i)}, {"version", "1"}});
    }
    Predicate(statement)["frameworks"] = items;
  };
  Json json = GoodStatement();
  fill(json, limits::kMaxProvenanceItems);
  CHECK(Parsed(json).frameworks.size() == limits::kMaxProvenanceItems);
  CheckRefused([&](Json& s) { fill(s, limits::kMaxProvenanceItems + 1); }, "predicate.frameworks",
               Reason::kLimitExceeded);
}

TEST_CASE("a payload that is no JSON object, or has a member twice, is no statement of provenance",
          "[statement][provenance]") {
  const auto reason = [](const std::string& text) {
    return ReasonName(ReasonOf(ParseProvenance(text).status()));
  };
  for (const char* const bad : {"", "{", "[]", "1", "\"x\"", "null", "{}x", "\xef\xbb\xbf{}"}) {
    CAPTURE(bad);
    CHECK(reason(bad) == "STATEMENT_INVALID");
  }
  std::string text = GoodStatement().dump();
  text.insert(text.find("\"listIsComplete\""), R"("listIsComplete":false,)");
  CHECK(reason(text) == "JSON_DUPLICATE_MEMBER");
}

}  // namespace
}  // namespace modelseal::statement
