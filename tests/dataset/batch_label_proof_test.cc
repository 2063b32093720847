// SPDX-License-Identifier: Apache-2.0
//
// Proofs of many labels at once, in both suites.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/dataset/vrf_public_key.h"
#include "lib/dataset/vrf_secret_key.h"
#include "tests/dataset/vrf_examples.h"

namespace modelseal::dataset {
namespace {

using testing::BytesOfHex;
using testing::ExampleInputs;
using testing::kOtherPublicKey;
using testing::kOtherScalar;
using testing::kVrfSuites;
using testing::MakeVrfKey;
using testing::SuiteText;

using Bytes = std::vector<uint8_t>;
using Inputs = std::vector<VrfInput>;

Bytes Prove(const VrfSecretKey& key, const Inputs& inputs) {
  auto proof = key.ProveLabels(inputs);
  REQUIRE(proof.ok());
  return *std::move(proof);
}

bool IsRefused(const VrfPublicKey& key, const Inputs& inputs, const Bytes& proof) {
  const auto labels = VerifyLabels(key, inputs, proof);
  return !labels.ok() && ReasonOf(labels.status()) == Reason::kDatasetProofInvalid;
}

void CheckProof(const VrfSecretKey& key, const Inputs& inputs) {
  const Bytes proof = Prove(key, inputs);
  CHECK(proof.size() == 33 * inputs.size() + 48);
  std::vector<Label> expected(inputs.size());
  REQUIRE(key.ComputeLabels(inputs, expected).ok());
  const auto labels = VerifyLabels(key.public_key(), inputs, proof);
  REQUIRE(labels.ok());
  CHECK(*labels == expected);
}

}  // namespace

TEST_CASE("one proof proves the labels that each input has alone", "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    CAPTURE(SuiteText(suite));
    const VrfSecretKey key = MakeVrfKey(suite);
    for (const size_t count : {1, 2, 3, 63, 64, 65, 130}) {
      CAPTURE(count);
      CheckProof(key, ExampleInputs(count));
    }
  }
}

TEST_CASE("a proof of one label among many has the point of its own proof", "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    const VrfSecretKey key = MakeVrfKey(suite);
    const Inputs inputs = ExampleInputs(5);
    const Bytes batch = Prove(key, inputs);
    for (size_t i = 0; i < inputs.size(); ++i) {
      const auto proof = key.ProveLabel(inputs[i]);
      REQUIRE(proof.ok());
      CHECK(std::equal(proof->begin(), proof->begin() + 33,
                       batch.begin() + static_cast<ptrdiff_t>(33 * i)));
    }
  }
}

TEST_CASE("one proof may prove the same label several times", "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    const VrfSecretKey key = MakeVrfKey(suite);
    CheckProof(key, {"a", "b", "a", "a"});
    CheckProof(key, {"a", "a"});
  }
}

TEST_CASE("the same inputs have the same proof each time", "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    CHECK(Prove(MakeVrfKey(suite), ExampleInputs(4)) == Prove(MakeVrfKey(suite), ExampleInputs(4)));
  }
}

TEST_CASE("a proof of a batch of one is not a proof of one", "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    const VrfSecretKey key = MakeVrfKey(suite);
    const Bytes batch = Prove(key, {"a"});
    const auto single = key.ProveLabel("a");
    REQUIRE(single.ok());
    CHECK(batch.size() == single->size());
    CHECK_FALSE(VerifyLabel(key.public_key(), "a", batch).ok());
    CHECK(IsRefused(key.public_key(), {"a"}, *single));
  }
}

TEST_CASE("every single bit of a proof of many labels matters", "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    CAPTURE(SuiteText(suite));
    const VrfSecretKey key = MakeVrfKey(suite);
    const Inputs inputs = ExampleInputs(3);
    const Bytes proof = Prove(key, inputs);
    for (size_t bit = 0; bit < 8 * proof.size(); ++bit) {
      CAPTURE(bit);
      Bytes altered = proof;
      altered[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
      CHECK(IsRefused(key.public_key(), inputs, altered));
    }
  }
}

TEST_CASE("a proof of many labels has the length that goes with their number", "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    const VrfSecretKey key = MakeVrfKey(suite);
    const Inputs inputs = ExampleInputs(3);
    Bytes proof = Prove(key, inputs);
    proof.resize(proof.size() + 40);
    for (size_t size = 0; size < proof.size(); ++size) {
      CAPTURE(size);
      const Bytes cut(proof.begin(), proof.begin() + static_cast<ptrdiff_t>(size));
      CHECK(IsRefused(key.public_key(), inputs, cut) == (size != 147));
    }
  }
}

TEST_CASE("a proof of many labels is of these inputs, in this order", "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    const VrfSecretKey key = MakeVrfKey(suite);
    const Bytes proof = Prove(key, {"a", "b", "c"});
    for (const Inputs& others :
         {Inputs{"b", "a", "c"}, Inputs{"a", "b", "d"}, Inputs{"a", "b", "b"}, Inputs{"a", "b"},
          Inputs{"a", "b", "c", "c"}, Inputs{"ab", "", "c"}}) {
      CHECK(IsRefused(key.public_key(), others, proof));
    }
  }
}

TEST_CASE("points of a proof of many labels cannot change places", "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    const VrfSecretKey key = MakeVrfKey(suite);
    Bytes proof = Prove(key, {"a", "b"});
    std::swap_ranges(proof.begin(), proof.begin() + 33, proof.begin() + 33);
    CHECK(IsRefused(key.public_key(), {"a", "b"}, proof));
  }
}

TEST_CASE("a proof of many labels is of one key and one suite", "[dataset][vrf]") {
  const Inputs inputs = ExampleInputs(3);
  for (const Suite suite : kVrfSuites) {
    const Suite other_suite =
        suite == Suite::kBulkP256Sha256 ? Suite::kEcvrfP256Sha256Tai : Suite::kBulkP256Sha256;
    const Bytes proof = Prove(MakeVrfKey(suite), inputs);
    const VrfSecretKey other_key = MakeVrfKey(suite, kOtherScalar, kOtherPublicKey);
    CHECK(IsRefused(other_key.public_key(), inputs, proof));
    CHECK(IsRefused(MakeVrfKey(other_suite).public_key(), inputs, proof));
  }
}

TEST_CASE("a bad point in a proof of many labels is named", "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    const VrfSecretKey key = MakeVrfKey(suite);
    const Inputs inputs = ExampleInputs(3);
    Bytes proof = Prove(key, inputs);
    proof[33] = 0x04;
    const auto labels = VerifyLabels(key.public_key(), inputs, proof);
    REQUIRE_FALSE(labels.ok());
    CHECK(ReasonOf(labels.status()) == Reason::kDatasetProofInvalid);
    CHECK(DetailOf(labels.status(), "field") == "points[1]");
  }
}

TEST_CASE("the response of a proof of many labels is below the order", "[dataset][vrf]") {
  const Bytes order =
      BytesOfHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
  for (const Suite suite : kVrfSuites) {
    const VrfSecretKey key = MakeVrfKey(suite);
    const Inputs inputs = ExampleInputs(2);
    Bytes proof = Prove(key, inputs);
    std::copy(order.begin(), order.end(), proof.end() - 32);
    const auto labels = VerifyLabels(key.public_key(), inputs, proof);
    REQUIRE_FALSE(labels.ok());
    CHECK(DetailOf(labels.status(), "field") == "s");
  }
}

TEST_CASE("a proof of many labels whose nonce is zero is refused", "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    const VrfSecretKey key = MakeVrfKey(suite);
    const Inputs inputs = ExampleInputs(2);
    Bytes proof = Prove(key, inputs);
    std::fill(proof.end() - 48, proof.end(), uint8_t{0});
    const auto labels = VerifyLabels(key.public_key(), inputs, proof);
    REQUIRE_FALSE(labels.ok());
    CHECK(ReasonOf(labels.status()) == Reason::kDatasetProofInvalid);
    CHECK(DetailOf(labels.status(), "field") == "s");
  }
}

TEST_CASE("a proof is of at least one label and no more than the limit", "[dataset][vrf]") {
  const Inputs many(limits::kMaxDatasetBatchRecords + 1);
  for (const Suite suite : kVrfSuites) {
    const VrfSecretKey key = MakeVrfKey(suite);
    for (const Inputs& inputs : {Inputs(), many}) {
      const auto proof = key.ProveLabels(inputs);
      REQUIRE_FALSE(proof.ok());
      CHECK(ReasonOf(proof.status()) == Reason::kInvalidArgument);
      const auto labels = VerifyLabels(key.public_key(), inputs, Bytes(33 * inputs.size() + 48));
      REQUIRE_FALSE(labels.ok());
      CHECK(ReasonOf(labels.status()) == Reason::kInvalidArgument);
    }
  }
}

}  // namespace modelseal::dataset
