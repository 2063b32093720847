// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/build_manifest.h"

#include <catch2/catch.hpp>
#include <span>
#include <vector>

#include "lib/base/status.h"

namespace modelseal::dataset {
namespace {

BuildManifest Example() {
  BuildManifest manifest;
  manifest.parameters_digest.fill(0x11);
  manifest.partition_bits = 2;
  manifest.phase = BuildPhase::kWriting;
  manifest.records_added = 1000;
  manifest.records_file_bytes = 40000;
  manifest.values_file_bytes = 5000;
  manifest.padding_file_bytes = 600;
  manifest.runs.resize(4);
  manifest.runs[2] = {true, 250, 99, {}};
  manifest.slices.resize(2);
  manifest.slices[1] = {true, {kEmptySubtree, 7}};
  return manifest;
}

}  // namespace

TEST_CASE("a manifest of a builder is read as it was written", "[dataset][manifest]") {
  const std::vector<uint8_t> bytes = EncodeBuildManifest(Example());
  const auto manifest = ParseBuildManifest(bytes);
  REQUIRE(manifest.ok());
  CHECK(EncodeBuildManifest(*manifest) == bytes);
  CHECK(manifest->records_added == 1000);
  CHECK(manifest->runs[2].record_count == 250);
  CHECK(manifest->slices[1].subtree.leaf_count == 7);
}

TEST_CASE("a manifest of a builder that was cut or altered is refused", "[dataset][manifest]") {
  const std::vector<uint8_t> bytes = EncodeBuildManifest(Example());
  for (size_t size = 0; size < bytes.size(); ++size) {
    REQUIRE(ReasonOf(ParseBuildManifest(std::span(bytes).first(size)).status()) ==
            Reason::kDatasetStoreInvalid);
  }
  for (size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    std::vector<uint8_t> other = bytes;
    other[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
    REQUIRE(ReasonOf(ParseBuildManifest(other).status()) == Reason::kDatasetStoreInvalid);
  }
}

TEST_CASE("a manifest of a builder with numbers that do not fit is refused",
          "[dataset][manifest]") {
  BuildManifest manifest = Example();
  manifest.runs.pop_back();
  CHECK_FALSE(ParseBuildManifest(EncodeBuildManifest(manifest)).ok());
  manifest = Example();
  manifest.phase = static_cast<BuildPhase>(5);
  CHECK_FALSE(ParseBuildManifest(EncodeBuildManifest(manifest)).ok());
  manifest = Example();
  manifest.partition_bits = 13;
  CHECK_FALSE(ParseBuildManifest(EncodeBuildManifest(manifest)).ok());
}

TEST_CASE("the largest manifest of a builder is within its limit", "[dataset][manifest]") {
  BuildManifest manifest = Example();
  manifest.partition_bits = kMaxPartitionBits;
  manifest.runs.resize(size_t{1} << kMaxPartitionBits);
  manifest.slices.resize(size_t{1} << kMaxPartitionBits);
  CHECK(EncodeBuildManifest(manifest).size() <= kMaxBuildManifestBytes);
}

}  // namespace modelseal::dataset
