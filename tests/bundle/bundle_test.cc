// SPDX-License-Identifier: Apache-2.0
#include "lib/bundle/bundle.h"

#include <catch2/catch.hpp>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "lib/base/limits.h"
#include "lib/base/status.h"

namespace modelseal::bundle {
namespace {

using Json = nlohmann::ordered_json;

// As model-signing 1.1.1 lays a bundle out; the parser does not look into payload and signature.
Json GoodBundle() {
  return Json::parse(R"({
    "mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json",
    "verificationMaterial": {"publicKey": {"hint": "abcd"}, "tlogEntries": []},
    "dsseEnvelope": {"payload": "e30=", "payloadType": "application/vnd.in-toto+json",
                     "signatures": [{"sig": "MAA=", "keyid": ""}]}})");
}

Reason ParseReason(const Json& bundle) { return ReasonOf(Bundle::Parse(bundle.dump()).status()); }

TEST_CASE("a bundle of the reference is read", "[bundle]") {
  const auto bundle = Bundle::Parse(GoodBundle().dump());
  REQUIRE(bundle.ok());
  CHECK(bundle->method() == Method::kKey);
  CHECK(bundle->media_type() == kMediaTypeV03);
  CHECK(bundle->key().hint == "abcd");
  CHECK(bundle->envelope().payload == "{}");
  CHECK(bundle->envelope().payload_type == "application/vnd.in-toto+json");
  CHECK(bundle->envelope().signature == std::string("0\0", 2));
  CHECK(bundle->json() == GoodBundle().dump());
}

TEST_CASE("forms that other versions and implementations write are read", "[bundle]") {
  const std::vector<std::function<void(Json&)>> forms = {
      [](Json& b) { b["dsseEnvelope"]["signatures"][0]["keyid"] = nullptr; },
      [](Json& b) { b["dsseEnvelope"]["signatures"][0].erase("keyid"); },
      [](Json& b) { b["verificationMaterial"].erase("tlogEntries"); },
      [](Json& b) { b["verificationMaterial"]["timestampVerificationData"] = Json::object(); },
      [](Json& b) {
        b["verificationMaterial"]["publicKey"] = {{"rawBytes", "AAE="},
                                                  {"keyDetails", "PKIX_ECDSA_P256_SHA_256"}};
      },
      [](Json& b) { b["mediaType"] = "application/vnd.dev.sigstore.bundle+json;version=0.3"; },
  };
  for (size_t i = 0; i < forms.size(); ++i) {
    CAPTURE(i);
    Json bundle = GoodBundle();
    forms[i](bundle);
    CHECK(Bundle::Parse(bundle.dump()).ok());
  }
}

TEST_CASE("the material and its version say how the signer is known", "[bundle]") {
  const auto method = [](const char* media_type, const char* material) {
    Json bundle = GoodBundle();
    bundle["mediaType"] = media_type;
    bundle["verificationMaterial"] = Json::parse(material);
    const auto parsed = Bundle::Parse(bundle.dump());
    REQUIRE(parsed.ok());
    return parsed->method();
  };
  const char* v03 = "application/vnd.dev.sigstore.bundle.v0.3+json";
  const char* v02 = "application/vnd.dev.sigstore.bundle+json;version=0.2";
  const char* chain = R"({"x509CertificateChain":{"certificates":[{"rawBytes":"AA=="}]}})";
  CHECK(method(v03, chain) == Method::kCertificate);
  CHECK(method(v02, chain) == Method::kSigstore);
  CHECK(method(v03, R"({"certificate":{"rawBytes":"AA=="}})") == Method::kSigstore);
}

TEST_CASE("each field of a bundle that is missing or wrong is refused", "[bundle]") {
  struct Mutation {
    const char* what;
    Reason reason;
    std::function<void(Json&)> apply;
  };
  constexpr Reason kBundle = Reason::kBundleInvalid;
  const Mutation mutations[] = {
      {"no media type", kBundle, [](Json& b) { b.erase("mediaType"); }},
      {"unknown version", kBundle,
       [](Json& b) { b["mediaType"] = "application/vnd.dev.sigstore.bundle.v0.4+json"; }},
      {"a key in an old version", kBundle,
       [](Json& b) { b["mediaType"] = "application/vnd.dev.sigstore.bundle+json;version=0.1"; }},
      {"no material", kBundle, [](Json& b) { b.erase("verificationMaterial"); }},
      {"empty material", kBundle, [](Json& b) { b["verificationMaterial"].erase("publicKey"); }},
      {"two materials", kBundle,
       [](Json& b) {
         b["verificationMaterial"]["certificate"] = {{"rawBytes", "AA=="}};
       }},
      {"empty chain", kBundle,
       [](Json& b) {
         b["verificationMaterial"] = {{"x509CertificateChain", {{"certificates", Json::array()}}}};
       }},
      {"no envelope", kBundle, [](Json& b) { b.erase("dsseEnvelope"); }},
      {"two contents", kBundle, [](Json& b) { b["messageSignature"] = Json::object(); }},
      {"unknown member", kBundle, [](Json& b) { b["extra"] = 1; }},
      {"unknown inner member", kBundle, [](Json& b) { b["dsseEnvelope"]["extra"] = 1; }},
      {"no signature", kBundle, [](Json& b) { b["dsseEnvelope"]["signatures"] = Json::array(); }},
      {"two signatures", kBundle,
       [](Json& b) {
         b["dsseEnvelope"]["signatures"].push_back(b["dsseEnvelope"]["signatures"][0]);
       }},
      {"empty signature", kBundle, [](Json& b) { b["dsseEnvelope"]["signatures"][0]["sig"] = ""; }},
      {"no payload", kBundle, [](Json& b) { b["dsseEnvelope"].erase("payload"); }},
      {"no payload type", kBundle, [](Json& b) { b["dsseEnvelope"].erase("payloadType"); }},
      {"payload with a newline", Reason::kBase64Invalid,
       [](Json& b) { b["dsseEnvelope"]["payload"] = "e3\n0="; }},
      {"payload without padding", Reason::kBase64Invalid,
       [](Json& b) { b["dsseEnvelope"]["payload"] = "e30"; }},
      {"huge signature", Reason::kLimitExceeded,
       [](Json& b) { b["dsseEnvelope"]["signatures"][0]["sig"] = std::string(1400, 'A'); }},
      {"too many log entries", Reason::kLimitExceeded,
       [](Json& b) {
         b["verificationMaterial"]["tlogEntries"] =
             Json(std::vector<Json>(limits::kMaxLogEntries + 1, Json::object()));
       }},
      {"too many timestamps", Reason::kLimitExceeded,
       [](Json& b) {
         b["verificationMaterial"]["timestampVerificationData"]["rfc3161Timestamps"] =
             Json(std::vector<Json>(limits::kMaxTimestamps + 1, Json::object()));
       }},
      {"too many certificates", Reason::kLimitExceeded,
       [](Json& b) {
         b["verificationMaterial"] = {
             {"x509CertificateChain",
              {{"certificates",
                std::vector<Json>(limits::kMaxCertificates + 1, Json{{"rawBytes", "AA=="}})}}}};
       }},
  };
  for (const Mutation& mutation : mutations) {
    CAPTURE(mutation.what);
    Json bundle = GoodBundle();
    mutation.apply(bundle);
    CHECK(ReasonName(ParseReason(bundle)) == ReasonName(mutation.reason));
  }
}

TEST_CASE("a written bundle has one form and reads back", "[bundle]") {
  const Envelope envelope{"application/vnd.in-toto+json", "{}", std::string("0\0", 2)};
  const std::string json = Bundle::WriteForKey("abcd", envelope);
  CHECK(json == R"({"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json",)"
                R"("verificationMaterial":{"publicKey":{"hint":"abcd"},"tlogEntries":[]},)"
                R"("dsseEnvelope":{"payload":"e30=","payloadType":"application/vnd.in-toto+json",)"
                R"("signatures":[{"sig":"MAA=","keyid":""}]}})");
  const auto bundle = Bundle::Parse(json);
  REQUIRE(bundle.ok());
  CHECK(bundle->envelope().signature == envelope.signature);
}

}  // namespace
}  // namespace modelseal::bundle
