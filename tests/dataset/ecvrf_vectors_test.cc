// SPDX-License-Identifier: Apache-2.0
//
// The examples of RFC 9381 for ECVRF-P256-SHA256-TAI: PK, H, pi and beta.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "lib/base/hex.h"
#include "lib/dataset/ecvrf.h"
#include "lib/dataset/vrf_secret_key.h"
#include "tests/dataset/vrf_examples.h"
#include "tests/support/shared_corpus.h"
#include "tests/support/test_data.h"

namespace modelseal::dataset {
namespace {

using nlohmann::json;
using testing::BytesOfHex;
using testing::MakeVrfKey;

std::string Text(const json& example, const char* member) {
  return example.at(member).get<std::string>();
}

void CheckExample(const json& example) {
  CAPTURE(example.at("ex").get<int>());
  CHECK(example.size() == 8);  // no member that is not looked at
  const std::vector<uint8_t> alpha = BytesOfHex(Text(example, "alpha"));
  const VrfInput input(alpha.begin(), alpha.end());
  // Refused if PK were not that of SK.
  const VrfSecretKey key =
      MakeVrfKey(Suite::kEcvrfP256Sha256Tai, Text(example, "SK"), Text(example, "PK"));

  P256 p256;
  const auto base = EcvrfEncodeToCurve(p256, key.public_key().bytes(), input);
  REQUIRE(base.ok());
  CHECK(EncodeHex(base->bytes) == Text(example, "H"));

  const auto proof = key.ProveLabel(input);
  REQUIRE(proof.ok());
  CHECK(EncodeHex(*proof) == Text(example, "pi"));

  Label label = {};
  REQUIRE(key.ComputeLabels({&input, 1}, {&label, 1}).ok());
  CHECK(EncodeHex(label) == Text(example, "beta"));

  const auto verified = VerifyLabel(key.public_key(), input, BytesOfHex(Text(example, "pi")));
  REQUIRE(verified.ok());
  CHECK(EncodeHex(*verified) == Text(example, "beta"));
}

int CheckExamplesOfSuite1(const std::string& text) {
  int count = 0;
  for (const json& example : json::parse(text)) {
    if (example.at("suite").get<int>() == 1) {
      CheckExample(example);
      ++count;
    }
  }
  return count;
}

}  // namespace

TEST_CASE("the examples of RFC 9381 for suite 1 are reproduced", "[dataset][vrf]") {
  CHECK(CheckExamplesOfSuite1(testing::ReadTestData("rfc9381/ecvrf_p256_sha256_tai.json")) == 3);
}

TEST_CASE("the corpus of RFC 9381 is reproduced in suite 1", "[dataset][vrf]") {
  const auto corpus = testing::SharedCorpusOrSkip("rfc9381");
  if (!corpus.has_value()) {
    return;
  }
  CHECK(CheckExamplesOfSuite1(testing::ReadCorpusFile(*corpus / "vectors.json")) >= 3);
}

}  // namespace modelseal::dataset
