// SPDX-License-Identifier: Apache-2.0
//
// Secret keys of datasets, their files, and what is derived from them.
#include "lib/dataset/vrf_secret_key.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "lib/base/hex.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"
#include "lib/crypto/private_key.h"
#include "tests/dataset/vrf_examples.h"

namespace modelseal::dataset {
namespace {

using testing::BytesOfHex;
using testing::kExamplePublicKey;
using testing::kExampleScalar;
using testing::KeyFileHead;
using testing::KeyFileText;
using testing::kOtherPublicKey;
using testing::kVrfSuites;
using testing::MakeVrfKey;

constexpr std::string_view kPemLabel = "MODELSEAL DATASET KEY";
constexpr std::string_view kOrder =
    "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

std::string ExampleContent() {
  return KeyFileHead(Suite::kEcvrfP256Sha256Tai) + std::string(kExampleScalar) +
         std::string(kExamplePublicKey);
}

std::string ExampleText() { return KeyFileText(ExampleContent(), kPemLabel); }

Reason FailureOf(std::string_view text) {
  const auto key = VrfSecretKey::Parse(text);
  REQUIRE_FALSE(key.ok());
  return ReasonOf(key.status());
}

Reason FailureOfContent(const std::string& content_hex) {
  return FailureOf(KeyFileText(content_hex, kPemLabel));
}

// The content with `hex` at the byte `offset`.
std::string ContentWith(size_t offset, std::string_view hex) {
  return ExampleContent().replace(2 * offset, hex.size(), hex);
}

std::string HexOf(const crypto::Secret& secret) {
  return EncodeHex(crypto::AsBytes(secret.view()));
}

}  // namespace

TEST_CASE("a key file is written byte for byte as the document says", "[dataset][vrf]") {
  CHECK(MakeVrfKey(Suite::kEcvrfP256Sha256Tai).Serialize().view() ==
        "-----BEGIN MODELSEAL DATASET KEY-----\n"
        "bXNlYWx2cmYBAQHJr6nYRbp1FmtcIVdnsdaTTlDD2zbomxJ7imIrEg9nIQNg/tS6\n"
        "JVqdMclh63TGNW1owEm4kjth+mzmaWIuYPKftg==\n"
        "-----END MODELSEAL DATASET KEY-----\n");
}

TEST_CASE("a key that is read is written again as it was", "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    const auto drawn = VrfSecretKey::Generate(suite);
    REQUIRE(drawn.ok());
    const crypto::Secret text = drawn->Serialize();
    const auto again = VrfSecretKey::Parse(text.view());
    REQUIRE(again.ok());
    CHECK(again->Serialize().view() == text.view());
    CHECK(again->public_key() == drawn->public_key());
    CHECK(*again->ProveLabel("a") == *drawn->ProveLabel("a"));
  }
}

TEST_CASE("every single bit of a key matters", "[dataset][vrf]") {
  const std::vector<uint8_t> content = BytesOfHex(ExampleContent());
  for (size_t bit = 0; bit < 8 * content.size(); ++bit) {
    CAPTURE(bit);
    std::vector<uint8_t> altered = content;
    altered[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
    const auto key = VrfSecretKey::Parse(KeyFileText(EncodeHex(altered), kPemLabel));
    REQUIRE_FALSE(key.ok());
    CHECK((ReasonOf(key.status()) == Reason::kKeyInvalid ||
           ReasonOf(key.status()) == Reason::kKeyUnsupported));
  }
}

TEST_CASE("a scalar is from 1 to the order less 1", "[dataset][vrf]") {
  CHECK(FailureOfContent(ContentWith(11, std::string(64, '0'))) == Reason::kKeyInvalid);
  CHECK(FailureOfContent(ContentWith(11, kOrder)) == Reason::kKeyInvalid);
  CHECK(FailureOfContent(ContentWith(11, std::string(64, 'f'))) == Reason::kKeyInvalid);
  // 1 and q - 1, with G and -G.
  const std::string g = "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296";
  const std::string one = std::string(63, '0') + "1";
  const std::string below(std::string(kOrder).replace(63, 1, "0"));
  CHECK(MakeVrfKey(Suite::kBulkP256Sha256, one, "03" + g).ProveLabel("a").ok());
  CHECK(MakeVrfKey(Suite::kBulkP256Sha256, below, "02" + g).ProveLabel("a").ok());
}

TEST_CASE("the public key in a key file is that of the scalar", "[dataset][vrf]") {
  CHECK(FailureOfContent(ContentWith(43, kOtherPublicKey)) == Reason::kKeyInvalid);
  CHECK(FailureOfContent(ContentWith(43, std::string(66, '0'))) == Reason::kKeyInvalid);
}

TEST_CASE("versions, purposes and suites that are not known are not supported", "[dataset][vrf]") {
  for (const size_t offset : {8, 9, 10}) {
    for (const std::string_view number : {"00", "03", "ff"}) {
      CAPTURE(offset, number);
      CHECK(FailureOfContent(ContentWith(offset, number)) == Reason::kKeyUnsupported);
    }
  }
}

TEST_CASE("a key file has one length", "[dataset][vrf]") {
  const std::string content = ExampleContent() + "00";
  for (size_t size = 11; size <= content.size() / 2; ++size) {
    CAPTURE(size);
    const auto key = VrfSecretKey::Parse(KeyFileText(content.substr(0, 2 * size), kPemLabel));
    CHECK(key.ok() == (size == 76));
    if (!key.ok()) {
      CHECK(ReasonOf(key.status()) == Reason::kKeyInvalid);
    }
  }
}

TEST_CASE("a key file has one form", "[dataset][vrf]") {
  const std::string text = ExampleText();
  REQUIRE(VrfSecretKey::Parse(text).ok());
  std::string with_returns = text;
  for (size_t end = with_returns.find('\n'); end != std::string::npos;
       end = with_returns.find('\n', end + 2)) {
    with_returns.replace(end, 1, "\r\n");
  }
  std::string in_one_line = text;
  in_one_line.erase(in_one_line.find('\n', in_one_line.find('\n') + 1), 1);
  for (const std::string& other :
       {"my key\n" + text, text + "\n", text + text, text + " ", with_returns, in_one_line,
        text.substr(0, text.size() - 1), std::string(), std::string("key")}) {
    CAPTURE(other);
    CHECK(FailureOf(other) == Reason::kKeyInvalid);
  }
}

TEST_CASE("a key of a dataset is no signing key, nor the other way round", "[dataset][vrf]") {
  const auto signing_key = crypto::PrivateKey::Generate(crypto::Curve::kP256);
  REQUIRE(signing_key.ok());
  const auto pem = signing_key->ToPem("");
  REQUIRE(pem.ok());
  CHECK(FailureOf(pem->view()) == Reason::kKeyInvalid);
  const auto parsed = crypto::PrivateKey::ParsePem(ExampleText(), "");
  REQUIRE_FALSE(parsed.ok());
  CHECK(ReasonOf(parsed.status()) == Reason::kKeyInvalid);
  for (const std::string_view label : {"PRIVATE KEY", "EC PRIVATE KEY", "MODELSEAL DATASET KEYS"}) {
    CHECK(FailureOf(KeyFileText(ExampleContent(), label)) == Reason::kKeyInvalid);
  }
}

TEST_CASE("derived keys differ from one another, by suite, and from the key", "[dataset][vrf]") {
  std::vector<std::string> keys = {std::string(kExampleScalar)};
  for (const Suite suite : kVrfSuites) {
    const VrfSecretKey key = MakeVrfKey(suite);
    keys.push_back(HexOf(key.PaddingKey()));
    keys.push_back(HexOf(key.ValueSaltKey()));
  }
  for (size_t i = 0; i < keys.size(); ++i) {
    CHECK(keys[i].size() == 64);
    for (size_t j = 0; j < i; ++j) {
      CHECK(keys[i] != keys[j]);
    }
  }
}

TEST_CASE("a copy of a key outlives it", "[dataset][vrf]") {
  auto key = VrfSecretKey::Generate(Suite::kBulkP256Sha256);
  REQUIRE(key.ok());
  const VrfSecretKey copy = *key;
  const std::vector<uint8_t> proof = *key->ProveLabel("a");
  key = absl::CancelledError();
  CHECK(*copy.ProveLabel("a") == proof);
}

TEST_CASE("suites have numbers and names", "[dataset][vrf]") {
  CHECK(ParseSuite(1) == Suite::kEcvrfP256Sha256Tai);
  CHECK(ParseSuite(2) == Suite::kBulkP256Sha256);
  for (const uint8_t number : {0, 3, 4, 255}) {
    CHECK_FALSE(ParseSuite(number).has_value());
  }
  CHECK(SuiteName(Suite::kEcvrfP256Sha256Tai) == "ecvrf-p256-sha256-tai");
  CHECK(SuiteName(Suite::kBulkP256Sha256) == "bulk-p256-sha256-experimental");
}

}  // namespace modelseal::dataset
