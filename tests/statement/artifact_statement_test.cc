// SPDX-License-Identifier: Apache-2.0
#include "lib/statement/artifact_statement.h"

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

Json GoodStatement() {
  Json statement = Json::parse(R"({
    "_type": "https://in-toto.io/Statement/v1",
    "subject": [{"name": "artifact.bin", "digest": {}}],
    "predicateType": "https://slsa.dev/provenance/v1",
    "predicate": {"buildDefinition": {}}})");
  statement["subject"][0]["digest"]["sha256"] = std::string(64, 'a');
  return statement;
}

ArtifactStatement Parsed(const Json& json) {
  auto statement = ParseArtifactStatement(json.dump());
  INFO(statement.status().message());
  REQUIRE(statement.ok());
  return *std::move(statement);
}

Json& Subject(Json& statement) { return statement["subject"][0]; }

// The failure, in this field.
void CheckRefused(const Change& change, const std::string& field,
                  Reason reason = Reason::kStatementInvalid) {
  Json statement = GoodStatement();
  change(statement);
  const absl::Status status = ParseArtifactStatement(statement.dump()).status();
  CAPTURE(field, status.message());
  REQUIRE_FALSE(status.ok());
  CHECK(ReasonName(ReasonOf(status)) == ReasonName(reason));
  CHECK(DetailOf(status, "field") == field);
}

TEST_CASE("a statement about an artifact gives its digests and predicate type",
          "[statement][artifact]") {
  const ArtifactStatement statement = Parsed(GoodStatement());
  CHECK(statement.predicate_type == "https://slsa.dev/provenance/v1");
  REQUIRE(statement.digests.size() == 1);
  CHECK(statement.digests[0].subject == "artifact.bin");
  CHECK(statement.digests[0].algorithm == crypto::HashKind::kSha256);
  CHECK(statement.digests[0].digest == std::string(32, '\xaa'));
}

TEST_CASE("digests of every kind that is known are read, of all subjects",
          "[statement][artifact]") {
  Json json = GoodStatement();
  Subject(json)["digest"]["sha384"] = std::string(96, 'b');
  Subject(json)["digest"]["sha512"] = std::string(128, 'c');
  json["subject"].push_back({{"digest", {{"sha512", std::string(128, 'd')}}}});
  const ArtifactStatement statement = Parsed(json);
  REQUIRE(statement.digests.size() == 4);
  CHECK(statement.digests[1].digest == std::string(48, '\xbb'));
  CHECK(statement.digests[2].algorithm == crypto::HashKind::kSha512);
  CHECK(statement.digests[3].subject.empty());
  CHECK(statement.digests[3].digest == std::string(64, '\xdd'));
}

TEST_CASE("digests of weak and of unknown kinds count for nothing", "[statement][artifact]") {
  Json json = GoodStatement();
  Subject(json)["digest"] = {{"md5", std::string(32, 'a')},
                             {"sha1", std::string(40, 'a')},
                             {"SHA256", std::string(64, 'a')},
                             {"gitCommit", "whatever"}};
  CHECK(Parsed(json).digests.empty());
}

TEST_CASE("statements of version 0.1 are read", "[statement][artifact]") {
  Json json = GoodStatement();
  json["_type"] = "https://in-toto.io/Statement/v0.1";
  CHECK(Parsed(json).digests.size() == 1);
}

TEST_CASE("the predicate and further members are not looked at", "[statement][artifact]") {
  Json json = GoodStatement();
  SECTION("no predicate") { json.erase("predicate"); }
  SECTION("predicate of any type") { json["predicate"] = Json::array({1, "x"}); }
  SECTION("further member") { json["extra"] = 1; }
  SECTION("further member of a subject") { Subject(json)["downloadLocation"] = "x"; }
  CHECK(Parsed(json).digests.size() == 1);
}

TEST_CASE("each field of a statement about an artifact that is missing or wrong is refused",
          "[statement][artifact]") {
  CheckRefused([](Json& s) { s.erase("_type"); }, "_type");
  CheckRefused([](Json& s) { s["_type"] = 1; }, "_type");
  CheckRefused([](Json& s) { s["_type"] = "https://in-toto.io/Statement/v2"; }, "_type");
  CheckRefused([](Json& s) { s.erase("predicateType"); }, "predicateType");
  CheckRefused([](Json& s) { s["predicateType"] = Json::object(); }, "predicateType");
  CheckRefused([](Json& s) { s.erase("subject"); }, "subject");
  CheckRefused([](Json& s) { s["subject"] = Json::object(); }, "subject");
  CheckRefused([](Json& s) { s["subject"] = Json::array(); }, "subject");
  CheckRefused([](Json& s) { s["subject"].push_back("artifact.bin"); }, "subject[1]");
  CheckRefused([](Json& s) { Subject(s)["name"] = 1; }, "subject[0].name");
  CheckRefused([](Json& s) { Subject(s).erase("digest"); }, "subject[0].digest");
  CheckRefused([](Json& s) { Subject(s)["digest"] = nullptr; }, "subject[0].digest");
  CheckRefused([](Json& s) { Subject(s)["digest"] = Json::array(); }, "subject[0].digest");
  CheckRefused([](Json& s) { Subject(s)["digest"] = Json::object(); }, "subject[0].digest");
}

TEST_CASE("a digest that is not lower-case hex of its length is refused", "[statement][artifact]") {
  const std::string good(64, 'a');
  for (const std::string& bad :
       {std::string(), good.substr(1), good.substr(2), good + "a", good + "aa",
        std::string(64, 'A'), std::string(63, 'a') + "g", "0x" + good.substr(2),
        std::string(63, 'a') + " ", std::string(63, 'a') + '\0'}) {
    CAPTURE(bad);
    CheckRefused([&](Json& s) { Subject(s)["digest"]["sha256"] = bad; },
                 "subject[0].digest.sha256");
  }
  CheckRefused([](Json& s) { Subject(s)["digest"]["sha256"] = 1; }, "subject[0].digest.sha256");
  CheckRefused([](Json& s) { Subject(s)["digest"]["sha384"] = std::string(64, 'a'); },
               "subject[0].digest.sha384");
  CheckRefused([](Json& s) { Subject(s)["digest"]["sha512"] = std::string(64, 'a'); },
               "subject[0].digest.sha512");
}

TEST_CASE("a wrong digest of a later subject is refused", "[statement][artifact]") {
  CheckRefused(
      [](Json& s) {
        s["subject"].push_back(Subject(s));
        s["subject"][1]["digest"]["sha256"] = "aa";
      },
      "subject[1].digest.sha256");
}

Json ManySubjects(size_t count) {
  Json statement = GoodStatement();
  statement["subject"] = Json(std::vector<Json>(count, Subject(statement)));
  return statement;
}

TEST_CASE("as many subjects as the limit says are read and no more", "[statement][artifact]") {
  CHECK(Parsed(ManySubjects(limits::kMaxSubjects)).digests.size() == limits::kMaxSubjects);
  CheckRefused([](Json& s) { s = ManySubjects(limits::kMaxSubjects + 1); }, "subject",
               Reason::kLimitExceeded);
}

void AddDigests(Json& statement, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    Subject(statement)["digest"]["unknown" + std::to_string(i)] = "";
  }
}

TEST_CASE("as many digests as the limit says are read and no more", "[statement][artifact]") {
  Json json = GoodStatement();
  AddDigests(json, limits::kMaxSubjectDigests - 1);
  CHECK(Parsed(json).digests.size() == 1);
  CheckRefused([](Json& s) { AddDigests(s, limits::kMaxSubjectDigests); }, "subject[0].digest",
               Reason::kLimitExceeded);
}

TEST_CASE("a payload that is no JSON object, or has a member twice, is no artifact's statement",
          "[statement][artifact]") {
  const auto reason = [](const std::string& text) {
    return ReasonName(ReasonOf(ParseArtifactStatement(text).status()));
  };
  for (const char* const bad : {"", "{", "[]", "1", "\"x\"", "null", "{}x", "\xef\xbb\xbf{}"}) {
    CAPTURE(bad);
    CHECK(reason(bad) == "STATEMENT_INVALID");
  }
  std::string text = GoodStatement().dump();
  text.insert(1, R"("subject":[],)");
  CHECK(reason(text) == "JSON_DUPLICATE_MEMBER");
  text = GoodStatement().dump();
  text.insert(text.find("\"sha256\""), R"("sha256":"",)");
  CHECK(reason(text) == "JSON_DUPLICATE_MEMBER");
}

}  // namespace
}  // namespace modelseal::statement
