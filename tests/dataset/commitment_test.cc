// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/commitment.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "lib/base/hex.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "tests/dataset/example_parameters.h"

namespace modelseal::dataset {
namespace {

using testing::ExampleParameters;

constexpr size_t kNameOffset = 54;

NodeHash ExampleRoot() {
  NodeHash root;
  root.fill(0x5a);
  return root;
}

std::vector<uint8_t> Example(Padding padding = Padding::kNone, uint64_t leaf_count = 0) {
  DatasetParameters parameters = ExampleParameters();
  parameters.padding = padding;
  const auto commitment = Commitment::Create(parameters, leaf_count, ExampleRoot());
  REQUIRE(commitment.ok());
  return commitment->Encode();
}

Reason FailureOf(const std::vector<uint8_t>& bytes) {
  const auto commitment = Commitment::Parse(bytes);
  REQUIRE_FALSE(commitment.ok());
  return ReasonOf(commitment.status());
}

Reason FailureWith(size_t offset, uint8_t value) {
  std::vector<uint8_t> bytes = Example();
  bytes.at(offset) = value;
  return FailureOf(bytes);
}

Reason FailureOfParameters(const DatasetParameters& parameters) {
  const auto commitment = Commitment::Create(parameters, 0, ExampleRoot());
  REQUIRE_FALSE(commitment.ok());
  return ReasonOf(commitment.status());
}

}  // namespace

TEST_CASE("a commitment is encoded byte for byte as the document says", "[dataset][commitment]") {
  CHECK(EncodeHex(Example()) ==
        "6d7365616c636f6d"
        "01"
        "01"
        "0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
        "01"
        "01"
        "01"
        "0000000000000000"
        "06646967697473"
        "0a6469676974732d323032"
        "02"
        "03726177"
        "0b746578742d6e66632e7631"
        "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a");
}

TEST_CASE("a commitment that is read is written again as it was", "[dataset][commitment]") {
  for (const Padding padding : {Padding::kNone, Padding::kPowerOfTwo, Padding::kQuarterSteps}) {
    const std::vector<uint8_t> bytes = Example(padding, 1024);
    const auto commitment = Commitment::Parse(bytes);
    REQUIRE(commitment.ok());
    CHECK(commitment->Encode() == bytes);
    CHECK(commitment->root() == ExampleRoot());
    CHECK(commitment->size_class() == (padding == Padding::kNone ? 0 : 1024));
    CHECK(commitment->parameters().views == ExampleParameters().views);
  }
}

TEST_CASE("the digest of a commitment covers every bit of it", "[dataset][commitment]") {
  const std::vector<uint8_t> bytes = Example(Padding::kPowerOfTwo, 256);
  const auto digest = Commitment::Parse(bytes)->ComputeDigest();
  for (size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    std::vector<uint8_t> other = bytes;
    other[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
    const auto commitment = Commitment::Parse(other);
    if (commitment.ok()) {
      REQUIRE(commitment->Encode() == other);
      REQUIRE(commitment->ComputeDigest() != digest);
    }
  }
}

TEST_CASE("a commitment cut anywhere is refused", "[dataset][commitment]") {
  const std::vector<uint8_t> bytes = Example();
  for (size_t size = 0; size < bytes.size(); ++size) {
    const auto commitment = Commitment::Parse(std::span(bytes).first(size));
    REQUIRE_FALSE(commitment.ok());
  }
}

TEST_CASE("bytes after a commitment are refused", "[dataset][commitment]") {
  std::vector<uint8_t> bytes = Example();
  bytes.push_back(0);
  CHECK(FailureOf(bytes) == Reason::kDatasetCommitmentInvalid);
}

TEST_CASE("fields of a commitment that are not known are refused", "[dataset][commitment]") {
  CHECK(FailureWith(0, 'x') == Reason::kDatasetCommitmentInvalid);
  CHECK(FailureWith(8, 0) == Reason::kAlgorithmUnsupported);
  CHECK(FailureWith(8, 2) == Reason::kAlgorithmUnsupported);
  CHECK(FailureWith(9, 0) == Reason::kAlgorithmUnsupported);
  CHECK(FailureWith(9, 3) == Reason::kAlgorithmUnsupported);
  CHECK(FailureWith(10, 4) == Reason::kKeyInvalid);
  CHECK(FailureWith(10, 0) == Reason::kKeyInvalid);
  for (const size_t offset : {43, 44, 45}) {
    CHECK(FailureWith(offset, 0) == Reason::kDatasetCommitmentInvalid);
    CHECK(FailureWith(offset, 4) == Reason::kDatasetCommitmentInvalid);
  }
  CHECK(FailureWith(43, 3) == Reason::kDatasetCommitmentInvalid);
}

TEST_CASE("a set that counts is refused", "[dataset][commitment]") {
  CHECK(FailureWith(44, 3) == Reason::kDatasetCommitmentInvalid);
}

TEST_CASE("a size class that the padding does not have is refused", "[dataset][commitment]") {
  CHECK(FailureWith(53, 1) == Reason::kDatasetCommitmentInvalid);
  std::vector<uint8_t> bytes = Example(Padding::kPowerOfTwo, 1024);
  bytes[53] = 1;
  CHECK(FailureOf(bytes) == Reason::kDatasetCommitmentInvalid);
  bytes = Example(Padding::kPowerOfTwo, 1024);
  bytes[52] = 0;
  CHECK(FailureOf(bytes) == Reason::kDatasetCommitmentInvalid);
  bytes[46] = 0x80;
  CHECK(FailureOf(bytes) == Reason::kDatasetCommitmentInvalid);
}

TEST_CASE("a name of a commitment that is empty or no text is refused", "[dataset][commitment]") {
  CHECK(FailureWith(kNameOffset, 0) == Reason::kDatasetCommitmentInvalid);
  CHECK(FailureWith(kNameOffset + 1, '\n') == Reason::kDatasetCommitmentInvalid);
  CHECK(FailureWith(kNameOffset + 1, 0x7f) == Reason::kDatasetCommitmentInvalid);
  CHECK(FailureWith(kNameOffset + 1, 0xc3) == Reason::kDatasetCommitmentInvalid);
}

TEST_CASE("parameters that break a rule are refused", "[dataset][commitment]") {
  const auto with = [](auto change) {
    DatasetParameters parameters = ExampleParameters();
    change(parameters);
    return FailureOfParameters(parameters);
  };
  using P = DatasetParameters;
  CHECK(with([](P& p) { p.name.clear(); }) == Reason::kInvalidArgument);
  CHECK(with([](P& p) { p.name.assign(256, 'n'); }) == Reason::kInvalidArgument);
  CHECK(with([](P& p) { p.context.clear(); }) == Reason::kInvalidArgument);
  CHECK(with([](P& p) { p.context.assign(1, '\0'); }) == Reason::kInvalidArgument);
  CHECK(with([](P& p) { p.views.clear(); }) == Reason::kInvalidArgument);
  CHECK(with([](P& p) { p.views = {"raw", "raw"}; }) == Reason::kInvalidArgument);
  CHECK(with([](P& p) { p.views = {"raw", "image"}; }) == Reason::kInvalidArgument);
  CHECK(with([](P& p) { p.views = {"Raw"}; }) == Reason::kInvalidArgument);
  CHECK(with([](P& p) { p.views = {""}; }) == Reason::kInvalidArgument);
  CHECK(with([](P& p) { p.views = {std::string(65, 'v')}; }) == Reason::kInvalidArgument);
  CHECK(with([](P& p) { p.duplicates = DuplicatePolicy::kCount; }) == Reason::kInvalidArgument);
  CHECK(with([](P& p) {
          p.views.clear();
          for (char c = 'a'; c <= 'q'; ++c) {
            p.views.emplace_back(1, c);
          }
        }) == Reason::kInvalidArgument);
}

TEST_CASE("a number of leaves beyond the padding or the limit is refused",
          "[dataset][commitment]") {
  DatasetParameters parameters = ExampleParameters();
  CHECK(ReasonOf(Commitment::Create(parameters, limits::kMaxDatasetLeaves + 1, ExampleRoot())
                     .status()) == Reason::kLimitExceeded);
  parameters.padding = Padding::kPowerOfTwo;
  CHECK(ReasonOf(Commitment::Create(parameters, 1000, ExampleRoot()).status()) ==
        Reason::kInvalidArgument);
}

TEST_CASE("the number of leaves is the smallest of its size class", "[dataset][commitment]") {
  for (const uint64_t count : {0, 1, 7, 1000}) {
    CHECK(PaddedLeafCount(Padding::kNone, count) == count);
  }
  const std::vector<std::pair<uint64_t, uint64_t>> powers = {{0, 1}, {1, 1},       {2, 2},
                                                             {3, 4}, {1024, 1024}, {1025, 2048}};
  for (const auto& [count, expected] : powers) {
    CHECK(PaddedLeafCount(Padding::kPowerOfTwo, count) == expected);
  }
  const std::vector<std::pair<uint64_t, uint64_t>> steps = {
      {0, 4},       {4, 4},       {5, 5},       {7, 7},         {8, 8},        {9, 10},
      {10, 10},     {11, 12},     {13, 14},     {15, 16},       {16, 16},      {17, 20},
      {1024, 1024}, {1025, 1280}, {1793, 2048}, {50000, 57344}, {60000, 65536}};
  for (const auto& [count, expected] : steps) {
    CHECK(PaddedLeafCount(Padding::kQuarterSteps, count) == expected);
  }
}

}  // namespace modelseal::dataset
