// SPDX-License-Identifier: Apache-2.0
#include "lib/trust/trusted_root.h"

#include <catch2/catch.hpp>
#include <string>

#include "lib/base/base64.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/base/time_range.h"
#include "tests/trust/mutated_root.h"

namespace modelseal::trust {
namespace {

using testing::Json;
using testing::ParseRoot;
using testing::ProductionRoot;
using testing::RootWith;
using testing::RootWithout;

constexpr const char* kConfigMediaType = "application/vnd.dev.sigstore.clienttrustconfig.v0.1+json";

Json ConfigAround(const Json& root) {
  return {{"mediaType", kConfigMediaType},
          {"trustedRoot", root},
          {"signingConfig", {{"mediaType", "any"}, {"caUrls", 7}}}};
}

void CheckRefusedAt(const std::string& field, const absl::Status& status) {
  CHECK(ReasonOf(status) == Reason::kTrustRootInvalid);
  CHECK(DetailOf(status, "field") == field);
}

TEST_CASE("both media types of trusted roots are read", "[trust]") {
  for (const char* media_type : {"application/vnd.dev.sigstore.trustedroot+json;version=0.1",
                                 "application/vnd.dev.sigstore.trustedroot.v0.2+json"}) {
    CAPTURE(media_type);
    CHECK(ParseRoot(RootWith("/mediaType", media_type)).ok());
  }
}

TEST_CASE("every other media type is refused", "[trust]") {
  for (const char* media_type :
       {"", "application/json", "application/vnd.dev.sigstore.trustedroot+json;version=0.2",
        "application/vnd.dev.sigstore.trustedroot.v0.1+json",
        "application/vnd.dev.sigstore.trustedroot.v0.3+json",
        "application/vnd.dev.sigstore.trustedroot+json;version=0.1 ",
        "Application/vnd.dev.sigstore.trustedroot+json;version=0.1",
        "application/vnd.dev.sigstore.trustedroot+json; version=0.1",
        "application/vnd.dev.sigstore.trustedroot+json",
        "application/vnd.dev.sigstore.clienttrustconfig.v0.2+json",
        "application/vnd.dev.sigstore.bundle.v0.3+json"}) {
    CAPTURE(media_type);
    CheckRefusedAt("mediaType", ParseRoot(RootWith("/mediaType", media_type)).status());
  }
  CheckRefusedAt("mediaType", ParseRoot(RootWithout("/mediaType")).status());
  CheckRefusedAt("mediaType", ParseRoot(RootWith("/mediaType", nullptr)).status());
  CheckRefusedAt("mediaType", ParseRoot(RootWith("/mediaType", 1)).status());
}

TEST_CASE("the trusted root of a client trust config is read, whatever else stands in it",
          "[trust]") {
  const auto root = ParseRoot(ConfigAround(ProductionRoot()));
  REQUIRE(root.ok());
  CHECK(root->transparency_logs().size() == 2);
}

TEST_CASE("what is wrong in a client trust config is refused with its path", "[trust]") {
  const auto refused_at = [](const std::string& field, const Json& config) {
    CheckRefusedAt(field, ParseRoot(config).status());
  };
  Json config = ConfigAround(ProductionRoot());
  config.erase("trustedRoot");
  refused_at("trustedRoot", config);
  refused_at("trustedRoot", ConfigAround(nullptr));
  refused_at("trustedRoot", ConfigAround(Json::array()));
  refused_at("trustedRoot.mediaType", ConfigAround(RootWithout("/mediaType")));
  refused_at("trustedRoot.mediaType", ConfigAround(RootWith("/mediaType", kConfigMediaType)));
  refused_at("trustedRoot.tlogs[1].logId.keyId",
             ConfigAround(RootWith("/tlogs/1/logId/keyId", "AAAA")));
  refused_at("trustedRoot.ctlogs[0].publicKey.validFor.start",
             ConfigAround(RootWithout("/ctlogs/0/publicKey/validFor/start")));
  refused_at("trustedRoot.certificateAuthorities[0].certChain.certificates",
             ConfigAround(RootWithout("/certificateAuthorities/0/certChain")));
  refused_at("trustedRoot.timestampAuthorities[0].validFor.start",
             ConfigAround(RootWithout("/timestampAuthorities/0/validFor")));
}

TEST_CASE("text that is not a JSON object is refused as a trusted root", "[trust]") {
  for (const char* text : {"", " ", "{", "[]", "\"x\"", "null", "{} {}", "\xef\xbb\xbf{}"}) {
    CAPTURE(text);
    CheckRefusedAt("document", TrustedRoot::Parse(text).status());
  }
}

TEST_CASE("a member that stands twice in a trusted root is refused", "[trust]") {
  std::string text = ProductionRoot().dump();
  text.insert(text.size() - 1, R"(,"tlogs":[])");
  CheckRefusedAt("tlogs", TrustedRoot::Parse(text).status());
}

TEST_CASE("members of a trusted root that are not known are ignored", "[trust]") {
  Json root = ProductionRoot();
  root["new"] = {{"a", 1}};
  for (const char* list : {"tlogs", "ctlogs", "certificateAuthorities", "timestampAuthorities"}) {
    root[list][0]["new"] = Json::array({1, "x"});
  }
  root["tlogs"][0]["publicKey"]["validFor"]["new"] = nullptr;
  const auto parsed = ParseRoot(root);
  REQUIRE(parsed.ok());
  CHECK(parsed->transparency_logs().size() == 2);
  CHECK(parsed->timestamp_authorities().size() == 1);
}

TEST_CASE("a trusted root without instances trusts nothing", "[trust]") {
  const auto root = ParseRoot({{"mediaType", ProductionRoot()["mediaType"]}});
  REQUIRE(root.ok());
  CHECK(root->transparency_logs().empty());
  CHECK(root->ct_logs().empty());
  CHECK(root->certificate_authorities().empty());
  CHECK(root->timestamp_authorities().empty());
  CHECK(root->FindLog(std::string(32, '\0')) == nullptr);
}

TEST_CASE("a log identifier that stands twice in a list is refused", "[trust][group14]") {
  for (const std::string list : {"tlogs", "ctlogs"}) {
    Json root = ProductionRoot();
    root[list][1]["logId"] = root[list][0]["logId"];
    CheckRefusedAt(list + "[1].logId.keyId", ParseRoot(root).status());
  }
}

TEST_CASE("a log identifier that stands twice is refused even if one key is not supported",
          "[trust][group14]") {
  Json root = ProductionRoot();
  root["tlogs"][0]["publicKey"]["keyDetails"] = "ML_DSA_65";
  root["tlogs"][1]["logId"] = root["tlogs"][0]["logId"];
  CheckRefusedAt("tlogs[1].logId.keyId", ParseRoot(root).status());
}

TEST_CASE("a transparency log and a CT log may have one identifier", "[trust]") {
  Json root = ProductionRoot();
  root["ctlogs"][0]["logId"] = root["tlogs"][0]["logId"];
  CHECK(ParseRoot(root).ok());
}

TEST_CASE("a log whose kind of key is not supported is left out, the others stay",
          "[trust][group14]") {
  for (const char* details : {"PKIX_ECDSA_P256_HMAC_SHA_256", "PKIX_ED25519_PH", "LMS_SHA256",
                              "LMOTS_SHA256", "ML_DSA_44", "ML_DSA_65", "ML_DSA_87"}) {
    CAPTURE(details);
    Json root = ProductionRoot();
    root["tlogs"][0]["publicKey"]["keyDetails"] = details;
    root["ctlogs"][1]["publicKey"]["keyDetails"] = details;
    const auto parsed = ParseRoot(root);
    REQUIRE(parsed.ok());
    REQUIRE(parsed->transparency_logs().size() == 1);
    CHECK(parsed->transparency_logs()[0].host == "log2025-1.rekor.sigstore.dev");
    REQUIRE(parsed->ct_logs().size() == 1);
    CHECK(parsed->ct_logs()[0].base_url == "https://ctfe.sigstore.dev/test");
  }
}

TEST_CASE("a log whose kind of key is not supported must be well-formed all the same",
          "[trust][group14]") {
  Json root = RootWith("/tlogs/0/publicKey/keyDetails", "ML_DSA_65");
  root["tlogs"][0]["publicKey"]["validFor"].erase("start");
  CheckRefusedAt("tlogs[0].publicKey.validFor.start", ParseRoot(root).status());
}

TEST_CASE("a CT log with a key that cannot make SCTs is left out", "[trust]") {
  Json root = ProductionRoot();
  root["ctlogs"][0]["publicKey"] = root["tlogs"][1]["publicKey"];
  const auto parsed = ParseRoot(root);
  REQUIRE(parsed.ok());
  REQUIRE(parsed->ct_logs().size() == 1);
  CHECK(parsed->ct_logs()[0].base_url == "https://ctfe.sigstore.dev/2022");
}

TEST_CASE("a malformed key of a supported kind is an error of the file", "[trust][group14]") {
  Json root = ProductionRoot();
  std::string key = *DecodeBase64(root["tlogs"][0]["publicKey"]["rawBytes"].get<std::string>());
  key.back() = static_cast<char>(key.back() ^ 1);  // off the curve
  root["tlogs"][0]["publicKey"]["rawBytes"] = EncodeBase64(key);
  CheckRefusedAt("tlogs[0].publicKey.rawBytes", ParseRoot(root).status());
}

TEST_CASE("a period may last for one millisecond", "[trust]") {
  Json root = ProductionRoot();
  root["tlogs"][0]["publicKey"]["validFor"] = {{"start", "2021-01-12T11:53:27.5Z"},
                                               {"end", "2021-01-12T11:53:27.500999999Z"}};
  const auto parsed = ParseRoot(root);
  REQUIRE(parsed.ok());
  CHECK(parsed->transparency_logs()[0].validity == TimeRange{1610452407500, 1610452407500});
}

TEST_CASE("an end of null is no end", "[trust]") {
  const auto root = ParseRoot(RootWith("/ctlogs/0/publicKey/validFor/end", nullptr));
  REQUIRE(root.ok());
  CHECK(root->ct_logs()[0].validity.end_ms == TimeRange::kStillOngoing);
}

TEST_CASE("authorities need neither URI nor subject nor operator", "[trust]") {
  Json root = ProductionRoot();
  for (const char* list : {"certificateAuthorities", "timestampAuthorities"}) {
    for (Json& authority : root[list]) {
      authority.erase("uri");
      authority["subject"] = nullptr;
      authority["operator"] = nullptr;
    }
  }
  const auto parsed = ParseRoot(root);
  REQUIRE(parsed.ok());
  CHECK(parsed->certificate_authorities()[1].uri.empty());
  CHECK(parsed->timestamp_authorities()[0].uri().empty());
}

TEST_CASE("a key identifier for checkpoints is kept as it is", "[trust]") {
  const auto root = ParseRoot(RootWith("/tlogs/1/checkpointKeyId", {{"keyId", "AQIDBA=="}}));
  REQUIRE(root.ok());
  CHECK(root->transparency_logs()[1].checkpoint_key_id == "\1\2\3\4");
  CHECK_FALSE(root->transparency_logs()[0].checkpoint_key_id.has_value());
}

TEST_CASE("the host of a log has the port but not the path of its URL", "[trust]") {
  const auto root = ParseRoot(RootWith("/tlogs/0/baseUrl", "http://localhost:3003/api/v2"));
  REQUIRE(root.ok());
  CHECK(root->transparency_logs()[0].base_url == "http://localhost:3003/api/v2");
  CHECK(root->transparency_logs()[0].host == "localhost:3003");
}

TEST_CASE("a log is found by its whole identifier only", "[trust]") {
  const auto root = ParseRoot(ProductionRoot());
  REQUIRE(root.ok());
  const tlog::TransparencyLog& log = root->transparency_logs()[1];
  CHECK(root->FindLog(log.log_id) == &log);
  CHECK(root->FindLog(log.log_id.substr(0, 31)) == nullptr);
  CHECK(root->FindLog("") == nullptr);
  CHECK(root->FindLog(root->ct_logs()[0].log_id) == nullptr);
}

TEST_CASE("a trusted root over the limit of bytes is refused", "[trust]") {
  std::string text = ProductionRoot().dump();
  text.append(limits::kMaxTrustRootBytes - text.size(), ' ');
  CHECK(TrustedRoot::Parse(text).ok());
  CHECK(ReasonOf(TrustedRoot::Parse(text + ' ').status()) == Reason::kLimitExceeded);
}

TEST_CASE("a list over the limit of instances is refused", "[trust]") {
  for (const std::string list :
       {"tlogs", "ctlogs", "certificateAuthorities", "timestampAuthorities"}) {
    Json root = ProductionRoot();
    const Json item = root[list][0];
    root[list] = Json::array_t(limits::kMaxTrustRootInstances + 1, item);
    const absl::Status status = ParseRoot(root).status();
    CHECK(ReasonOf(status) == Reason::kLimitExceeded);
    CHECK(DetailOf(status, "field") == list);
    CHECK(DetailOf(status, "limit") == "256");
  }
}

TEST_CASE("a chain over the limit of certificates is refused", "[trust]") {
  Json root = ProductionRoot();
  Json& chain = root["certificateAuthorities"][0]["certChain"]["certificates"];
  chain = Json::array_t(limits::kMaxCertificates + 1, chain[0]);
  const absl::Status status = ParseRoot(root).status();
  CHECK(ReasonOf(status) == Reason::kLimitExceeded);
  CHECK(DetailOf(status, "field") == "certificateAuthorities[0].certChain.certificates");
}

}  // namespace
}  // namespace modelseal::trust
