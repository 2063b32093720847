// SPDX-License-Identifier: Apache-2.0
//
// Each field of a trusted root removed, of another type, out of range.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "lib/base/base64.h"
#include "lib/base/status.h"
#include "lib/trust/trusted_root.h"
#include "tests/trust/mutated_root.h"

namespace modelseal::trust {
namespace {

using testing::Json;
using testing::ParseRoot;
using testing::ProductionRoot;
using testing::RootWith;
using testing::RootWithout;

std::string Zeros(size_t size) { return EncodeBase64(std::string(size, '\0')); }

// A member of a list's item, how it is changed, and the member that is then at fault; both relative
// to the item.
struct Mutation {
  std::string pointer;
  Json value;  // discarded: the member is removed
  std::string field;
};

Json Removed() { return Json(Json::value_t::discarded); }

void CheckRefused(const std::string& list, size_t item, const std::vector<Mutation>& mutations) {
  const std::string number = std::to_string(item);
  for (const Mutation& mutation : mutations) {
    const std::string pointer = "/" + list + "/" + number + mutation.pointer;
    const Json root =
        mutation.value.is_discarded() ? RootWithout(pointer) : RootWith(pointer, mutation.value);
    CAPTURE(pointer, mutation.value.is_discarded() ? "removed" : mutation.value.dump());
    const absl::Status status = ParseRoot(root).status();
    CHECK(ReasonOf(status) == Reason::kTrustRootInvalid);
    CHECK(DetailOf(status, "field") == list + "[" + number + "]." + mutation.field);
  }
}

std::vector<Mutation> ValidityMutations(const std::string& pointer, const std::string& field) {
  std::vector<Mutation> mutations = {
      {pointer, Removed(), field + ".start"},
      {pointer, nullptr, field + ".start"},
      {pointer, Json::array(), field},
      {pointer + "/start", Removed(), field + ".start"},
      {pointer + "/start", nullptr, field + ".start"},
      {pointer + "/start", 1'600'000'000, field + ".start"},
      {pointer + "/end", "1999-01-01T00:00:00Z", field + ".end"},
      {pointer + "/end", 1'900'000'000, field + ".end"},
  };
  for (const char* bad :
       {"", "now", "2021-01-12", "2021-01-12T11:53:27", "2021-01-12T11:53:27+00:00",
        "2021-01-12t11:53:27z", "2021-13-12T11:53:27Z", "2021-02-29T11:53:27Z",
        "2021-01-12T11:53:60Z", "2021-01-12T11:53:27.Z", "2021-01-12T11:53:27.1234567890Z",
        " 2021-01-12T11:53:27Z"}) {
    mutations.push_back({pointer + "/start", bad, field + ".start"});
    mutations.push_back({pointer + "/end", bad, field + ".end"});
  }
  return mutations;
}

const std::vector<Mutation> kLogMutations = {
    {"/hashAlgorithm", Removed(), "hashAlgorithm"},
    {"/hashAlgorithm", nullptr, "hashAlgorithm"},
    {"/hashAlgorithm", "HASH_ALGORITHM_UNSPECIFIED", "hashAlgorithm"},
    {"/hashAlgorithm", "SHA2_512", "hashAlgorithm"},
    {"/hashAlgorithm", "sha256", "hashAlgorithm"},
    {"/hashAlgorithm", 2, "hashAlgorithm"},
    {"/hashAlgorithm", 99, "hashAlgorithm"},
    {"/hashAlgorithm", true, "hashAlgorithm"},
    {"/logId", Removed(), "logId.keyId"},
    {"/logId", "id", "logId"},
    {"/logId/keyId", Removed(), "logId.keyId"},
    {"/logId/keyId", 7, "logId.keyId"},
    {"/logId/keyId", "", "logId.keyId"},
    {"/logId/keyId", "not base64", "logId.keyId"},
    {"/logId/keyId", Zeros(31), "logId.keyId"},
    {"/logId/keyId", Zeros(33), "logId.keyId"},
    {"/checkpointKeyId", "id", "checkpointKeyId"},
    {"/checkpointKeyId", Json::object(), "checkpointKeyId.keyId"},
    {"/checkpointKeyId", {{"keyId", Zeros(3)}}, "checkpointKeyId.keyId"},
    {"/checkpointKeyId", {{"keyId", "AAAA="}}, "checkpointKeyId.keyId"},
    {"/operator", 1, "operator"},
    {"/baseUrl", 1, "baseUrl"},
    {"/publicKey", Removed(), "publicKey.validFor.start"},
    {"/publicKey", "key", "publicKey"},
    {"/publicKey/rawBytes", Removed(), "publicKey.rawBytes"},
    {"/publicKey/rawBytes", nullptr, "publicKey.rawBytes"},
    {"/publicKey/rawBytes", 1, "publicKey.rawBytes"},
    {"/publicKey/rawBytes", "", "publicKey.rawBytes"},
    {"/publicKey/rawBytes", "no base64", "publicKey.rawBytes"},
    {"/publicKey/rawBytes", Zeros(91), "publicKey.rawBytes"},
    {"/publicKey/keyDetails", Removed(), "publicKey.keyDetails"},
    {"/publicKey/keyDetails", nullptr, "publicKey.keyDetails"},
    {"/publicKey/keyDetails", 0, "publicKey.keyDetails"},
    {"/publicKey/keyDetails", "PUBLIC_KEY_DETAILS_UNSPECIFIED", "publicKey.keyDetails"},
    {"/publicKey/keyDetails", "PKIX_ECDSA_P192_SHA_1", "publicKey.keyDetails"},
    {"/publicKey/keyDetails", 24, "publicKey.keyDetails"},
    {"/publicKey/keyDetails", -1, "publicKey.keyDetails"},
    {"/publicKey/keyDetails", {"PKIX_ED25519"}, "publicKey.keyDetails"},
    {"/publicKey/keyDetails", "PKIX_ED25519", "publicKey.rawBytes"},
};

const std::vector<Mutation> kAuthorityMutations = {
    {"/subject", "name", "subject"},
    {"/subject/organization", 1, "subject.organization"},
    {"/subject/commonName", 1, "subject.commonName"},
    {"/uri", 1, "uri"},
    {"/operator", 1, "operator"},
    {"/certChain", Removed(), "certChain.certificates"},
    {"/certChain", nullptr, "certChain.certificates"},
    {"/certChain", Json::array(), "certChain"},
    {"/certChain/certificates", Removed(), "certChain.certificates"},
    {"/certChain/certificates", Json::array(), "certChain.certificates"},
    {"/certChain/certificates", "certificates", "certChain.certificates"},
    {"/certChain/certificates/0", "certificate", "certChain.certificates[0]"},
    {"/certChain/certificates/0/rawBytes", Removed(), "certChain.certificates[0].rawBytes"},
    {"/certChain/certificates/0/rawBytes", 1, "certChain.certificates[0].rawBytes"},
    {"/certChain/certificates/0/rawBytes", "", "certChain.certificates[0].rawBytes"},
    {"/certChain/certificates/0/rawBytes", "no base64", "certChain.certificates[0].rawBytes"},
    {"/certChain/certificates/0/rawBytes", Zeros(600), "certChain.certificates[0].rawBytes"},
};

TEST_CASE("each field of a log that is missing, of another type or out of range is refused",
          "[trust][fields]") {
  CheckRefused("tlogs", 0, kLogMutations);
  CheckRefused("ctlogs", 1, kLogMutations);
}

TEST_CASE("a transparency log without a URL of a host is refused", "[trust][fields]") {
  CheckRefused("tlogs", 0,
               {{"/baseUrl", Removed(), "baseUrl"},
                {"/baseUrl", nullptr, "baseUrl"},
                {"/baseUrl", "", "baseUrl"},
                {"/baseUrl", "rekor.sigstore.dev", "baseUrl"},
                {"/baseUrl", "ftp://rekor.sigstore.dev", "baseUrl"},
                {"/baseUrl", "https://", "baseUrl"},
                {"/baseUrl", "https:///path", "baseUrl"},
                {"/baseUrl", "https://re kor/", "baseUrl"},
                {"/baseUrl", "https://rekor\n/", "baseUrl"}});
}

TEST_CASE("each field of an authority that is missing, of another type or out of range is refused",
          "[trust][fields]") {
  CheckRefused("certificateAuthorities", 0, kAuthorityMutations);
  CheckRefused("timestampAuthorities", 0, kAuthorityMutations);
}

TEST_CASE(
    "a period without start, with a time that cannot be read or with the end first is refused",
    "[trust][fields]") {
  CheckRefused("tlogs", 1, ValidityMutations("/publicKey/validFor", "publicKey.validFor"));
  CheckRefused("ctlogs", 0, ValidityMutations("/publicKey/validFor", "publicKey.validFor"));
  CheckRefused("certificateAuthorities", 1, ValidityMutations("/validFor", "validFor"));
  CheckRefused("timestampAuthorities", 0, ValidityMutations("/validFor", "validFor"));
}

TEST_CASE("a certificate of a trusted root with bytes behind it is refused", "[trust][fields]") {
  const Json::json_pointer pointer("/certificateAuthorities/0/certChain/certificates/0/rawBytes");
  Json root = ProductionRoot();
  root[pointer] = EncodeBase64(*DecodeBase64(root[pointer].get<std::string>()) + '\0');
  const absl::Status status = ParseRoot(root).status();
  CHECK(ReasonOf(status) == Reason::kTrustRootInvalid);
  CHECK(DetailOf(status, "field") ==
        "certificateAuthorities[0].certChain.certificates[0].rawBytes");
}

TEST_CASE("a list of a trusted root that is none is refused", "[trust][fields]") {
  for (const std::string list :
       {"tlogs", "ctlogs", "certificateAuthorities", "timestampAuthorities"}) {
    const absl::Status status = ParseRoot(RootWith("/" + list, Json::object())).status();
    CHECK(ReasonOf(status) == Reason::kTrustRootInvalid);
    CHECK(DetailOf(status, "field") == list);
  }
}

}  // namespace
}  // namespace modelseal::trust
