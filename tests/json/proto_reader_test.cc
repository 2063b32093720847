// SPDX-License-Identifier: Apache-2.0
#include "lib/json/proto_reader.h"

#include <catch2/catch.hpp>
#include <string>

#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/json/value.h"
#include "proto/sigstore_bundle.pb.h"
#include "proto/sigstore_trustroot.pb.h"

namespace modelseal::json {
namespace {

absl::Status Read(const std::string& text, sigstore::Bundle* bundle) {
  const auto document = Document::Parse(text, "text");
  REQUIRE(document.ok());
  return ReadMessage(document->root(), Reason::kBundleInvalid, bundle);
}

absl::Status Read(const std::string& text) {
  sigstore::Bundle bundle;
  return Read(text, &bundle);
}

std::string Entry(const std::string& member) {
  return R"({"verificationMaterial":{"tlogEntries":[{)" + member + "}]}}";
}

TEST_CASE("fields of each type are read", "[json][proto]") {
  sigstore::Bundle bundle;
  REQUIRE(Read(R"({"mediaType":"m","verificationMaterial":{"certificate":{"rawBytes":"AAE="},
    "tlogEntries":[{"logIndex":"12","integratedTime":34,
                    "inclusionProof":{"hashes":["AA==","AQ=="]}}]},
    "messageSignature":{"messageDigest":{"algorithm":"SHA2_256","digest":"Zg=="}}})",
               &bundle)
              .ok());
  CHECK(bundle.media_type() == "m");
  const auto& material = bundle.verification_material();
  CHECK(material.certificate().raw_bytes() == std::string("\0\1", 2));
  CHECK(material.tlog_entries(0).log_index() == 12);
  CHECK(material.tlog_entries(0).integrated_time() == 34);
  CHECK(material.tlog_entries(0).inclusion_proof().hashes_size() == 2);
  CHECK(bundle.message_signature().message_digest().algorithm() == sigstore::SHA2_256);
}

TEST_CASE("a list of more items than any document has is refused before it is built",
          "[json][proto]") {
  const auto list_of = [](size_t count) {
    std::string items = "{}";
    for (size_t i = 1; i < count; ++i) {
      items += ",{}";
    }
    return R"({"verificationMaterial":{"tlogEntries":[)" + items + "]}}";
  };
  CHECK(Read(list_of(limits::kMaxRepeatedItems)).ok());
  const absl::Status status = Read(list_of(limits::kMaxRepeatedItems + 1));
  CHECK(ReasonOf(status) == Reason::kLimitExceeded);
  CHECK(DetailOf(status, "field") == "verificationMaterial.tlogEntries");
  CHECK(DetailOf(status, "limit") == std::to_string(limits::kMaxRepeatedItems));
}

TEST_CASE("null stands for an absent field", "[json][proto]") {
  sigstore::Bundle bundle;
  CHECK(Read(R"({"mediaType":null,"dsseEnvelope":{"signatures":null}})", &bundle).ok());
  CHECK(bundle.media_type().empty());
}

TEST_CASE("what the mapping knows but we do not accept is refused with its path", "[json][proto]") {
  const std::pair<std::string, std::string> cases[] = {
      {R"({"media_type":"m"})", "media_type"},
      {R"({"unknown":1})", "unknown"},
      {R"({"mediaType":1})", "mediaType"},
      {R"({"verificationMaterial":[]})", "verificationMaterial"},
      {R"({"verificationMaterial":{"tlogEntries":{}}})", "verificationMaterial.tlogEntries"},
      {R"({"verificationMaterial":{"tlogEntries":[1]}})", "verificationMaterial.tlogEntries[0]"},
      {R"({"verificationMaterial":{"publicKey":{},"certificate":{}}})",
       "verificationMaterial.certificate"},
      {R"({"messageSignature":{},"dsseEnvelope":{}})", "dsseEnvelope"},
      {R"({"messageSignature":{"messageDigest":{"algorithm":"MD5"}}})",
       "messageSignature.messageDigest.algorithm"},
      {R"({"messageSignature":{"messageDigest":{"algorithm":99}}})",
       "messageSignature.messageDigest.algorithm"},
  };
  for (const auto& [text, field] : cases) {
    CAPTURE(text);
    const absl::Status status = Read(text);
    CHECK(ReasonOf(status) == Reason::kBundleInvalid);
    CHECK(DetailOf(status, "field") == field);
  }
}

TEST_CASE("integers have one spelling", "[json][proto]") {
  for (const char* good : {"\"0\"", "0", "\"9223372036854775807\"", "\"-1\"", "-1"}) {
    CAPTURE(good);
    CHECK(Read(Entry(std::string("\"logIndex\":") + good)).ok());
  }
  for (const char* bad : {"\"+1\"", "\"01\"", "\" 1\"", "\"1.0\"", "1.5", "\"\"", "true", "1e3",
                          "\"9223372036854775808\"", "9223372036854775808", "\"0x1\""}) {
    CAPTURE(bad);
    CHECK(ReasonOf(Read(Entry(std::string("\"logIndex\":") + bad))) == Reason::kBundleInvalid);
  }
}

TEST_CASE("bytes must be canonical base64", "[json][proto]") {
  for (const char* bad : {"Zg", "Zh==", "Z g==", "Zg==\\n", "-_8="}) {
    CAPTURE(bad);
    const absl::Status status = Read(Entry(std::string("\"canonicalizedBody\":\"") + bad + "\""));
    CHECK(ReasonOf(status) == Reason::kBase64Invalid);
    CHECK(DetailOf(status, "field") == "verificationMaterial.tlogEntries[0].canonicalizedBody");
  }
}

absl::Status ReadRoot(const std::string& text, sigstore::TrustedRoot* root) {
  const auto document = Document::Parse(text, "text");
  REQUIRE(document.ok());
  return ReadMessage(document->root(), Reason::kTrustRootInvalid, root,
                     UnknownMembers::kIgnoreUnsafe);
}

TEST_CASE("unknown members are left out where the caller says so", "[json][proto]") {
  sigstore::TrustedRoot root;
  REQUIRE(
      ReadRoot(R"({"new":{"a":[1]},"mediaType":"m","tlogs":[{"new":null,"baseUrl":"u"}]})", &root)
          .ok());
  CHECK(root.media_type() == "m");
  CHECK(root.tlogs(0).base_url() == "u");
}

TEST_CASE("where unknown members are left out, known ones stay typed", "[json][proto]") {
  sigstore::TrustedRoot root;
  const absl::Status status = ReadRoot(R"({"new":1,"tlogs":[{"baseUrl":1}]})", &root);
  CHECK(ReasonOf(status) == Reason::kTrustRootInvalid);
  CHECK(DetailOf(status, "field") == "tlogs[0].baseUrl");
}

TEST_CASE("an optional field is present or absent, empty or not", "[json][proto]") {
  sigstore::TrustedRoot root;
  REQUIRE(ReadRoot(R"({"tlogs":[{"publicKey":{"rawBytes":"","validFor":{"end":""}}},
                                {"publicKey":{"validFor":{"end":null}}}]})",
                   &root)
              .ok());
  CHECK(root.tlogs(0).public_key().has_raw_bytes());
  CHECK(root.tlogs(0).public_key().valid_for().has_end());
  CHECK_FALSE(root.tlogs(1).public_key().has_raw_bytes());
  CHECK_FALSE(root.tlogs(1).public_key().valid_for().has_end());
}

}  // namespace
}  // namespace modelseal::json
