// SPDX-License-Identifier: Apache-2.0
#include "lib/statement/statement.h"

#include <catch2/catch.hpp>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/hex.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"

namespace modelseal::statement {
namespace {

using hash::Digest;
using hash::HashAlgorithm;
using manifest::Entry;
using manifest::Manifest;
using Json = nlohmann::ordered_json;

Digest DigestOf(std::string_view text) { return Digest(crypto::ComputeSha256(text)); }

std::string HexOf(std::string_view text) { return DigestOf(text).ToHex(); }

// A statement of two files, as other implementations lay it out, with a true root digest.
Json GoodStatement() {
  std::string digests;
  for (const char* content : {"A", "B"}) {
    const auto digest = crypto::ComputeSha256(content);
    digests.append(digest.begin(), digest.end());
  }
  Json statement = Json::parse(R"({
    "_type": "https://in-toto.io/Statement/v1",
    "subject": [{"name": "model", "digest": {"sha256": ""}}],
    "predicateType": "https://model_signing/signature/v1.0",
    "predicate": {
      "resources": [{"algorithm": "sha256", "name": "a.txt"},
                    {"algorithm": "sha256", "name": "sub/b"}],
      "serialization": {"method": "files", "hash_type": "sha256", "allow_symlinks": false,
                        "ignore_paths": [".git"]}
    }})");
  statement["predicate"]["resources"][0]["digest"] = HexOf("A");
  statement["predicate"]["resources"][1]["digest"] = HexOf("B");
  statement["subject"][0]["digest"]["sha256"] = EncodeHex(crypto::ComputeSha256(digests));
  return statement;
}

// The same as ranges of 4 bytes: a.txt has 6 bytes, sub/b 3.
Json GoodShards() {
  Json statement = GoodStatement();
  Json& predicate = statement["predicate"];
  predicate["serialization"]["method"] = "shards";
  predicate["serialization"]["shard_size"] = 4;
  Json resources = Json::array();
  std::string digests;
  for (const char* name : {"a.txt:0:4", "a.txt:4:6", "sub/b:0:3"}) {
    resources.push_back({{"name", name}, {"algorithm", "sha256"}, {"digest", HexOf(name)}});
    const auto digest = crypto::ComputeSha256(name);
    digests.append(digest.begin(), digest.end());
  }
  predicate["resources"] = resources;
  statement["subject"][0]["digest"]["sha256"] = EncodeHex(crypto::ComputeSha256(digests));
  return statement;
}

void SetRootDigest(Json& statement) {
  std::string digests;
  for (const Json& resource : statement["predicate"]["resources"]) {
    std::vector<uint8_t> bytes(resource["digest"].get<std::string>().size() / 2);
    REQUIRE(DecodeHex(resource["digest"].get<std::string>(), bytes));
    digests.append(bytes.begin(), bytes.end());
  }
  statement["subject"][0]["digest"]["sha256"] = EncodeHex(crypto::ComputeSha256(digests));
}

absl::Status Parse(const Json& statement, const ParseOptions& options = {}) {
  return ParseStatement(statement.dump(), options).status();
}

struct Mutation {
  const char* what;
  Reason reason;
  std::function<void(Json&)> apply;
};

void CheckRefused(const std::vector<Mutation>& mutations, const Json& good) {
  REQUIRE(Parse(good).ok());
  for (const Mutation& mutation : mutations) {
    CAPTURE(mutation.what);
    Json changed = good;
    mutation.apply(changed);
    const absl::Status status = Parse(changed);
    CHECK_FALSE(status.ok());
    CHECK(ReasonName(ReasonOf(status)) == ReasonName(mutation.reason));
  }
}

TEST_CASE("a statement in the layout of other implementations is read", "[statement]") {
  const auto manifest = ParseStatement(GoodStatement().dump(2), {});
  REQUIRE(manifest.ok());
  CHECK(manifest->model_name() == "model");
  REQUIRE(manifest->entries().size() == 2);
  CHECK(manifest->entries()[1].name == "sub/b");
  CHECK(manifest->entries()[1].digest == DigestOf("B"));
  CHECK(manifest->serialization().ignored == std::vector<std::string>{".git"});
}

TEST_CASE("each field of a statement that is missing or wrong is refused", "[statement]") {
  constexpr Reason kStatement = Reason::kStatementInvalid;
  CheckRefused(
      {
          {"no _type", kStatement, [](Json& s) { s.erase("_type"); }},
          {"old _type", kStatement,
           [](Json& s) { s["_type"] = "https://in-toto.io/Statement/v0.1"; }},
          {"no predicateType", kStatement, [](Json& s) { s.erase("predicateType"); }},
          {"foreign predicate", Reason::kPredicateUnsupported,
           [](Json& s) { s["predicateType"] = "https://slsa.dev/provenance/v1"; }},
          {"next minor predicate", Reason::kPredicateUnsupported,
           [](Json& s) { s["predicateType"] = "https://model_signing/signature/v1.1"; }},
          {"legacy predicate unasked", Reason::kPredicateUnsupported,
           [](Json& s) { s["predicateType"] = std::string(kLegacyPredicateType); }},
          {"no subject", kStatement, [](Json& s) { s["subject"] = Json::array(); }},
          {"two subjects", kStatement, [](Json& s) { s["subject"].push_back(s["subject"][0]); }},
          {"subject is no list", kStatement, [](Json& s) { s["subject"] = s["subject"][0]; }},
          {"empty subject name", kStatement, [](Json& s) { s["subject"][0]["name"] = ""; }},
          {"no root digest", kStatement, [](Json& s) { s["subject"][0]["digest"].clear(); }},
          {"other root digest", kStatement,
           [](Json& s) { s["subject"][0]["digest"]["sha256"] = HexOf("C"); }},
          {"upper-case root digest", kStatement,
           [](Json& s) {
             auto& hex = s["subject"][0]["digest"]["sha256"].get_ref<std::string&>();
             for (char& c : hex) c = static_cast<char>(toupper(c));
           }},
          {"no predicate", kStatement, [](Json& s) { s.erase("predicate"); }},
          {"no resources", kStatement, [](Json& s) { s["predicate"].erase("resources"); }},
          {"empty resources", kStatement,
           [](Json& s) { s["predicate"]["resources"] = Json::array(); }},
          {"no serialization", kStatement, [](Json& s) { s["predicate"].erase("serialization"); }},
      },
      GoodStatement());
}

TEST_CASE("each field of a resource that is missing or wrong is refused", "[statement]") {
  constexpr Reason kStatement = Reason::kStatementInvalid;
  const auto first = [](Json& s) -> Json& { return s["predicate"]["resources"][0]; };
  const auto named = [first](std::string name) {
    return [first, name](Json& s) { first(s)["name"] = name; };
  };
  CheckRefused(
      {
          {"no name", kStatement, [first](Json& s) { first(s).erase("name"); }},
          {"no digest", kStatement, [first](Json& s) { first(s).erase("digest"); }},
          {"no algorithm", kStatement, [first](Json& s) { first(s).erase("algorithm"); }},
          {"name is a number", kStatement, [first](Json& s) { first(s)["name"] = 1; }},
          {"resource is no object", kStatement, [first](Json& s) { first(s) = "a"; }},
          {"short digest", kStatement, [first](Json& s) { first(s)["digest"] = "00"; }},
          {"odd digest", kStatement,
           [first](Json& s) { first(s)["digest"] = HexOf("A").substr(1); }},
          {"digest with spaces", kStatement,
           [first](Json& s) { first(s)["digest"] = " " + HexOf("A").substr(1); }},
          {"unknown algorithm", Reason::kAlgorithmUnsupported,
           [first](Json& s) { first(s)["algorithm"] = "md5"; }},
          {"other algorithm", kStatement, [first](Json& s) { first(s)["algorithm"] = "blake3"; }},
          {"range algorithm of a whole file", kStatement,
           [first](Json& s) { first(s)["algorithm"] = "sha256-sharded-4"; }},
          {"absolute name", Reason::kNameInvalid, named("/a.txt")},
          {"name going up", Reason::kNameInvalid, named("../a.txt")},
          {"name going up inside", Reason::kNameInvalid, named("sub/../a.txt")},
          {"name with a dot", Reason::kNameInvalid, named("./a.txt")},
          {"name with an empty component", Reason::kNameInvalid, named("sub//a.txt")},
          {"name with a trailing slash", Reason::kNameInvalid, named("a.txt/")},
          {"empty name", Reason::kNameInvalid, named("")},
          {"name with NUL", Reason::kNameInvalid, named(std::string("a\0b", 3))},
          {"name twice", kStatement, named("sub/b")},
          {"self name beside others", kStatement, named(".")},
          {"ignored and listed", kStatement, named(".git/config")},
      },
      GoodStatement());
}

TEST_CASE("each field of the serialization that is missing or wrong is refused", "[statement]") {
  constexpr Reason kStatement = Reason::kStatementInvalid;
  const auto set = [](const char* key, Json value) {
    return [key, value](Json& s) { s["predicate"]["serialization"][key] = value; };
  };
  CheckRefused(
      {
          {"no method", kStatement,
           [](Json& s) { s["predicate"]["serialization"].erase("method"); }},
          {"unknown method", Reason::kAlgorithmUnsupported, set("method", "tree")},
          {"no hash type", kStatement,
           [](Json& s) { s["predicate"]["serialization"].erase("hash_type"); }},
          {"unknown hash type", Reason::kAlgorithmUnsupported, set("hash_type", "sha1")},
          {"range size for whole files", kStatement, set("shard_size", 4)},
          {"no symlink policy", kStatement,
           [](Json& s) { s["predicate"]["serialization"].erase("allow_symlinks"); }},
          {"symlink policy as text", kStatement, set("allow_symlinks", "false")},
          {"ignores as text", kStatement, set("ignore_paths", ".git")},
          {"ignore of everything", kStatement, set("ignore_paths", Json::array({"."}))},
          {"ignore going up", kStatement, set("ignore_paths", Json::array({".."}))},
          {"absolute ignore", kStatement, set("ignore_paths", Json::array({"/tmp"}))},
          {"glob ignore", kStatement, set("ignore_paths", Json::array({"*.py"}))},
          {"number as ignore", kStatement, set("ignore_paths", Json::array({1}))},
          {"ignored and listed", kStatement, set("ignore_paths", Json::array({"sub"}))},
      },
      GoodStatement());
}

TEST_CASE("ranges that cannot be are refused", "[statement]") {
  constexpr Reason kStatement = Reason::kStatementInvalid;
  const auto size = [](Json value) {
    return [value](Json& s) { s["predicate"]["serialization"]["shard_size"] = value; };
  };
  const auto named = [](size_t index, const char* name) {
    return [index, name](Json& s) { s["predicate"]["resources"][index]["name"] = name; };
  };
  CheckRefused(
      {
          {"no size", kStatement,
           [](Json& s) { s["predicate"]["serialization"].erase("shard_size"); }},
          {"size 0", kStatement, size(0)},
          {"negative size", kStatement, size(-4)},
          {"size as text", kStatement, size("4")},
          {"size as truth", kStatement, size(true)},
          {"fraction", kStatement, size(40.5)},
          {"huge size", kStatement, size(1e300)},
          {"size past 2^53", kStatement, size(9007199254740994u)},
          {"misaligned start", kStatement, named(1, "a.txt:3:6")},
          {"empty range", kStatement, named(1, "a.txt:4:4")},
          {"range backwards", kStatement, named(1, "a.txt:4:2")},
          {"range longer than the size", kStatement, named(1, "a.txt:4:9")},
          {"short range that is not the last", kStatement, named(0, "a.txt:0:3")},
          {"no range", kStatement, named(1, "a.txt")},
          {"sign", kStatement, named(0, "a.txt:+0:4")},
          {"wrap around 2^64", kStatement, named(1, "a.txt:4:18446744073709551622")},
          {"range twice", kStatement, named(1, "a.txt:0:4")},
          {"name going up", Reason::kNameInvalid, named(0, "../a.txt:0:4")},
          {"algorithm of another size", kStatement,
           [](Json& s) { s["predicate"]["resources"][0]["algorithm"] = "sha256-sharded-5"; }},
      },
      GoodShards());
}

TEST_CASE("what the reference writes against the specification is read, unless strict",
          "[statement]") {
  const std::vector<std::function<void(Json&)>> oddities = {
      [](Json& s) { s["predicate"]["serialization"]["shard_size"] = 4.0; },
      [](Json& s) {
        for (Json& resource : s["predicate"]["resources"]) {
          resource["algorithm"] = "sha256-sharded-4";
        }
      },
      [](Json& s) {
        std::swap(s["predicate"]["resources"][0], s["predicate"]["resources"][2]);
        SetRootDigest(s);
      },
      [](Json& s) { s["predicate"]["extra"] = 1; },
      [](Json& s) { s["predicate"]["serialization"]["extra"] = 1; },
      [](Json& s) { s["extra"] = 1; },
  };
  CHECK(Parse(GoodShards(), {.is_strict = true}).ok());
  for (size_t i = 0; i < oddities.size(); ++i) {
    CAPTURE(i);
    Json statement = GoodShards();
    oddities[i](statement);
    CHECK(Parse(statement).ok());
    CHECK(ReasonOf(Parse(statement, {.is_strict = true})) == Reason::kStatementInvalid);
  }
}

TEST_CASE("a single-file model may be called a dot, unless strict", "[statement]") {
  Json statement = GoodStatement();
  statement["predicate"]["resources"].erase(1);
  statement["predicate"]["resources"][0]["name"] = ".";
  SetRootDigest(statement);
  CHECK(Parse(statement).ok());
  CHECK(ReasonOf(Parse(statement, {.is_strict = true})) == Reason::kNameInvalid);
}

TEST_CASE("further members of a resource and of the subject are ignored", "[statement]") {
  Json statement = GoodStatement();
  statement["predicate"]["resources"][0]["annotations"] = {{"x", 1}};
  statement["subject"][0]["uri"] = "x";
  CHECK(Parse(statement, {.is_strict = true}).ok());
}

TEST_CASE("a payload that is no JSON object, or has a member twice, is refused", "[statement]") {
  const std::string good = GoodStatement().dump();
  for (const std::string& bad :
       {std::string("[]"), std::string("x"), "\xef\xbb\xbf" + good, good + "x", std::string()}) {
    CHECK(ReasonOf(ParseStatement(bad, {}).status()) == Reason::kStatementInvalid);
  }
  std::string twice = good;
  twice.insert(1, R"("_type":"x",)");
  CHECK(ReasonOf(ParseStatement(twice, {}).status()) == Reason::kJsonDuplicateMember);
  std::string lone = good;
  lone.replace(lone.find("a.txt"), 5, "\\ud800");
  CHECK(ReasonOf(ParseStatement(lone, {}).status()) == Reason::kJsonInvalid);
}

Json LegacyStatement() {
  Json statement;
  statement["_type"] = std::string(kStatementType);
  statement["predicateType"] = std::string(kLegacyPredicateType);
  statement["predicate"] = {{"unused", "x"}};
  statement["subject"] =
      Json::array({{{"name", "a.txt"},
                    {"digest", {{"sha256", HexOf("A")}}},
                    {"annotations", {{"actual_hash_algorithm", "file-sha256"}}}}});
  return statement;
}

TEST_CASE("the legacy predicate is read only on request", "[statement][legacy]") {
  CHECK(ReasonOf(Parse(LegacyStatement())) == Reason::kPredicateUnsupported);
  const auto manifest = ParseStatement(LegacyStatement().dump(), {.accepts_legacy_v0 = true});
  REQUIRE(manifest.ok());
  CHECK(manifest->entries()[0].name == "a.txt");
  CHECK(ReasonOf(Parse(GoodStatement(), {.requires_legacy_v0 = true})) ==
        Reason::kPredicateUnsupported);
}

TEST_CASE("a legacy statement of nothing or of another digest is refused", "[statement][legacy]") {
  const ParseOptions options{.accepts_legacy_v0 = true};
  Json empty = LegacyStatement();
  empty["subject"] = Json::array();
  CHECK(ReasonOf(Parse(empty, options)) == Reason::kStatementInvalid);
  Json other = LegacyStatement();
  other["subject"][0]["annotations"]["actual_hash_algorithm"] = "file-sha256-sharded-4";
  CHECK(ReasonOf(Parse(other, options)) == Reason::kAlgorithmUnsupported);
  Json unnamed = LegacyStatement();
  unnamed["subject"][0]["name"] = "../a";
  CHECK(ReasonOf(Parse(unnamed, options)) == Reason::kNameInvalid);
}

TEST_CASE("a written statement has one form, in code point order, and reads back", "[statement]") {
  manifest::Serialization serialization;
  serialization.ignored = {".git", "model.sig"};
  std::vector<Entry> entries = {
      {"b", DigestOf("B")}, {"a/z", DigestOf("Z")}, {"a-b \"\n\u00e9", DigestOf("A")}};
  const auto manifest = Manifest::Create("m", serialization, entries);
  REQUIRE(manifest.ok());
  const std::string root = EncodeHex(manifest->RootDigest(manifest->CodePointOrder()));
  const std::string text = WriteStatement(*manifest);
  CHECK(
      text ==
      absl::StrCat(
          R"({"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"m","digest":{"sha256":")",
          root,
          R"("}}],"predicateType":"https://model_signing/signature/v1.0","predicate":{"resources":[)",
          R"({"name":"a-b \"\u000aé","algorithm":"sha256","digest":")", HexOf("A"), R"("},)",
          R"({"name":"a/z","algorithm":"sha256","digest":")", HexOf("Z"), R"("},)",
          R"({"name":"b","algorithm":"sha256","digest":")", HexOf("B"), R"("}],)",
          R"("serialization":{"method":"files","hash_type":"sha256","allow_symlinks":false,)",
          R"("ignore_paths":[".git","model.sig"]}}})"));
  const auto again = ParseStatement(text, {.is_strict = true});
  REQUIRE(again.ok());
  CHECK(WriteStatement(*again) == text);
}

TEST_CASE("written ranges stand in code point order of their names", "[statement]") {
  manifest::Serialization serialization;
  serialization.shard_size_bytes = 5;
  std::vector<Entry> entries = {
      {"w", DigestOf("1"), 0, 5}, {"w", DigestOf("2"), 5, 10}, {"w", DigestOf("3"), 10, 15}};
  const auto manifest = Manifest::Create("m", serialization, entries);
  REQUIRE(manifest.ok());
  const std::string text = WriteStatement(*manifest);
  const size_t second = text.find("w:5:10");
  CHECK(text.find("w:0:5") < text.find("w:10:15"));
  CHECK(text.find("w:10:15") < second);
  CHECK(text.find(R"("shard_size":5,)") != std::string::npos);
  CHECK(ParseStatement(text, {.is_strict = true}).ok());
}

}  // namespace
}  // namespace modelseal::statement
