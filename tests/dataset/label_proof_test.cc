// SPDX-License-Identifier: Apache-2.0
//
// Proofs of one label, in both suites.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "lib/base/hex.h"
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

constexpr size_t kPointOffset = 0;
constexpr size_t kChallengeOffset = 33;
constexpr size_t kResponseOffset = 49;
constexpr std::string_view kInput = "sample";

// q, q - 1 and what is beyond any scalar.
constexpr std::string_view kOrder =
    "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
constexpr std::string_view kBelowOrder =
    "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550";
constexpr std::string_view kAllOnes =
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";

Bytes Prove(const VrfSecretKey& key, std::string_view input = kInput) {
  auto proof = key.ProveLabel(input);
  REQUIRE(proof.ok());
  return *std::move(proof);
}

Label LabelOf(const VrfSecretKey& key, std::string_view input = kInput) {
  const VrfInput copy(input);
  Label label = {};
  REQUIRE(key.ComputeLabels({&copy, 1}, {&label, 1}).ok());
  return label;
}

bool IsRefused(const VrfPublicKey& key, std::string_view input, const Bytes& proof) {
  const auto label = VerifyLabel(key, input, proof);
  return !label.ok() && ReasonOf(label.status()) == Reason::kDatasetProofInvalid;
}

Bytes With(Bytes proof, size_t offset, std::string_view hex) {
  const Bytes replacement = BytesOfHex(hex);
  std::copy(replacement.begin(), replacement.end(), proof.begin() + offset);
  return proof;
}

}  // namespace

TEST_CASE("a proof has 81 bytes and proves the label that its key computes", "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    CAPTURE(SuiteText(suite));
    const VrfSecretKey key = MakeVrfKey(suite);
    for (const std::string& input :
         {std::string(), std::string("sample"), std::string(1, '\0'), std::string(5000, 'x')}) {
      const Bytes proof = Prove(key, input);
      CHECK(proof.size() == 81);
      const auto label = VerifyLabel(key.public_key(), input, proof);
      REQUIRE(label.ok());
      CHECK(*label == LabelOf(key, input));
    }
  }
}

TEST_CASE("keys that were drawn prove and verify", "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    for (int i = 0; i < 20; ++i) {
      const auto key = VrfSecretKey::Generate(suite);
      REQUIRE(key.ok());
      CHECK(key->public_key().suite() == suite);
      const auto label = VerifyLabel(key->public_key(), kInput, Prove(*key));
      REQUIRE(label.ok());
      CHECK(*label == LabelOf(*key));
    }
  }
}

TEST_CASE("two keys that were drawn differ", "[dataset][vrf]") {
  const auto first = VrfSecretKey::Generate(Suite::kBulkP256Sha256);
  const auto second = VrfSecretKey::Generate(Suite::kBulkP256Sha256);
  REQUIRE(first.ok());
  REQUIRE(second.ok());
  CHECK_FALSE(first->public_key() == second->public_key());
}

TEST_CASE("the same input has the same proof each time", "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    CHECK(Prove(MakeVrfKey(suite)) == Prove(MakeVrfKey(suite)));
  }
}

TEST_CASE("proofs of two inputs have no nonce in common", "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    const VrfSecretKey key = MakeVrfKey(suite);
    const Bytes first = Prove(key, "a");
    const Bytes second = Prove(key, "b");
    CHECK_FALSE(std::equal(first.begin() + kChallengeOffset, first.end(),
                           second.begin() + kChallengeOffset));
  }
}

TEST_CASE("every single bit of a proof matters", "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    CAPTURE(SuiteText(suite));
    const VrfSecretKey key = MakeVrfKey(suite);
    const Bytes proof = Prove(key);
    for (size_t bit = 0; bit < 8 * proof.size(); ++bit) {
      CAPTURE(bit);
      Bytes altered = proof;
      altered[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
      CHECK(IsRefused(key.public_key(), kInput, altered));
    }
  }
}

TEST_CASE("a proof of any other length is refused", "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    const VrfSecretKey key = MakeVrfKey(suite);
    Bytes proof = Prove(key);
    proof.resize(130);
    for (size_t size = 0; size < proof.size(); ++size) {
      CAPTURE(size);
      const Bytes cut(proof.begin(), proof.begin() + static_cast<ptrdiff_t>(size));
      CHECK(IsRefused(key.public_key(), kInput, cut) == (size != 81));
    }
  }
}

TEST_CASE("a proof is of one input", "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    const VrfSecretKey key = MakeVrfKey(suite);
    const Bytes proof = Prove(key);
    for (const std::string_view other : {"", "sampl", "sample ", "Sample"}) {
      CHECK(IsRefused(key.public_key(), other, proof));
    }
  }
}

TEST_CASE("a proof is of one key", "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    const VrfSecretKey key = MakeVrfKey(suite);
    const VrfSecretKey other = MakeVrfKey(suite, kOtherScalar, kOtherPublicKey);
    CHECK(IsRefused(other.public_key(), kInput, Prove(key)));
  }
}

TEST_CASE("a proof is of one suite, though both may have the same point for a key",
          "[dataset][vrf]") {
  const VrfSecretKey suite_1 = MakeVrfKey(Suite::kEcvrfP256Sha256Tai);
  const VrfSecretKey bulk = MakeVrfKey(Suite::kBulkP256Sha256);
  REQUIRE(suite_1.public_key().bytes() == bulk.public_key().bytes());
  CHECK(IsRefused(bulk.public_key(), kInput, Prove(suite_1)));
  CHECK(IsRefused(suite_1.public_key(), kInput, Prove(bulk)));
  CHECK(LabelOf(suite_1) != LabelOf(bulk));
}

TEST_CASE("the response of a proof is below the order of the group", "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    const VrfSecretKey key = MakeVrfKey(suite);
    for (const std::string_view scalar : {kOrder, kAllOnes}) {
      const auto label =
          VerifyLabel(key.public_key(), kInput, With(Prove(key), kResponseOffset, scalar));
      REQUIRE_FALSE(label.ok());
      CHECK(ReasonOf(label.status()) == Reason::kDatasetProofInvalid);
      CHECK(DetailOf(label.status(), "field") == "s");
    }
    // This one is a response, of another proof.
    const auto label =
        VerifyLabel(key.public_key(), kInput, With(Prove(key), kResponseOffset, kBelowOrder));
    REQUIRE_FALSE(label.ok());
    CHECK(DetailOf(label.status(), "field") == "c");
  }
}

TEST_CASE("a proof whose nonce is zero is refused", "[dataset][vrf]") {
  // With c = 0 and s = 0 both commitments are infinity, which has no encoding of 33 bytes.
  for (const Suite suite : kVrfSuites) {
    const VrfSecretKey key = MakeVrfKey(suite);
    const Bytes proof = With(Prove(key), kChallengeOffset, std::string(2 * 48, '0'));
    const auto label = VerifyLabel(key.public_key(), kInput, proof);
    REQUIRE_FALSE(label.ok());
    CHECK(ReasonOf(label.status()) == Reason::kDatasetProofInvalid);
    CHECK(DetailOf(label.status(), "field") == "s");
  }
}

TEST_CASE("the point of a proof is a compressed point of the curve", "[dataset][vrf]") {
  const std::string point(testing::kExamplePublicKey.substr(2));
  const std::string zeros(64, '0');
  const std::vector<std::string> points = {
      "00" + zeros,                  // infinity, padded
      "02" + zeros.substr(1) + "5",  // x = 5 is on the curve: a wrong point, see below
      "04" + point,                  // begins as an uncompressed one
      "06" + point,
      "07" + point,  // as hybrid ones
      "00" + point,
      "01" + point,
      "05" + point,
      "ff" + point,
      "02" + zeros.substr(1) + "1",  // x = 1 is not on the curve
      "02" + std::string(kAllOnes),  // x above p
      // x = p + 5, which is another name for x = 5.
      "02ffffffff00000001000000000000000000000001000000000000000000000004",
  };
  for (const Suite suite : kVrfSuites) {
    const VrfSecretKey key = MakeVrfKey(suite);
    for (const std::string& bad : points) {
      CAPTURE(bad);
      const auto label = VerifyLabel(key.public_key(), kInput, With(Prove(key), kPointOffset, bad));
      REQUIRE_FALSE(label.ok());
      CHECK(ReasonOf(label.status()) == Reason::kDatasetProofInvalid);
      const bool is_on_curve = bad == points[1];
      CHECK(DetailOf(label.status(), "field") == (is_on_curve ? "c" : "point"));
    }
  }
}

TEST_CASE("the negative of the right point is refused", "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    const VrfSecretKey key = MakeVrfKey(suite);
    Bytes proof = Prove(key);
    proof[0] ^= 0x01;
    CHECK(IsRefused(key.public_key(), kInput, proof));
  }
}

TEST_CASE("the label of a proof of another input is not had by exchanging points",
          "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    const VrfSecretKey key = MakeVrfKey(suite);
    const Bytes other = Prove(key, "other");
    Bytes proof = Prove(key);
    std::copy_n(other.begin(), kChallengeOffset, proof.begin());
    CHECK(IsRefused(key.public_key(), kInput, proof));
  }
}

TEST_CASE("a public key is 33 bytes of a point that is not infinity", "[dataset][vrf]") {
  const std::string x(testing::kExamplePublicKey.substr(2));
  const std::string zeros(64, '0');
  // The same point, uncompressed.
  const std::string y = "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";
  for (const std::string& bad :
       {std::string(), std::string("00"), "00" + zeros, "04" + x + y, "06" + x + y, "07" + x + y,
        "04" + x, "05" + x, "02" + zeros.substr(1) + "1", "02" + std::string(kAllOnes),
        "03" + x + "00", "03" + x.substr(2)}) {
    CAPTURE(bad);
    const auto key = VrfPublicKey::Parse(Suite::kEcvrfP256Sha256Tai, BytesOfHex(bad));
    REQUIRE_FALSE(key.ok());
    CHECK(ReasonOf(key.status()) == Reason::kKeyInvalid);
  }
  const auto key = VrfPublicKey::Parse(Suite::kBulkP256Sha256, BytesOfHex("03" + x));
  REQUIRE(key.ok());
  CHECK(EncodeHex(key->bytes()) == "03" + x);
  CHECK(key->suite() == Suite::kBulkP256Sha256);
}

TEST_CASE("public keys are equal if suite and point are", "[dataset][vrf]") {
  const VrfPublicKey key = MakeVrfKey(Suite::kBulkP256Sha256).public_key();
  CHECK(key == MakeVrfKey(Suite::kBulkP256Sha256).public_key());
  CHECK_FALSE(key == MakeVrfKey(Suite::kEcvrfP256Sha256Tai).public_key());
  CHECK_FALSE(key ==
              MakeVrfKey(Suite::kBulkP256Sha256, kOtherScalar, kOtherPublicKey).public_key());
}

TEST_CASE("the input of a record is its context with a length, and its digest", "[dataset][vrf]") {
  RecordDigest record;
  record.fill(0xab);
  const VrfInput input = MakeVrfInput("digits", record);
  const std::string expected =
      std::string("\0\0\0\6digits", 10) + std::string(record.size(), '\xab');
  CHECK(input == expected);
}

}  // namespace modelseal::dataset
