// SPDX-License-Identifier: Apache-2.0
#include "tests/dataset/build_support.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <utility>

namespace modelseal::testing {

absl::Status DigestLabels::ComputeLabels(std::span<const dataset::RecordDigest> records,
                                         std::span<dataset::Label> labels) const {
  std::copy(records.begin(), records.end(), labels.begin());
  return absl::OkStatus();
}

dataset::BuildKeys ExampleKeys() {
  return {.padding_key = crypto::Secret("padding key of a test"),
          .value_salt_key = crypto::Secret("salt key of a test")};
}

dataset::BuildOptions SmallOptions(uint32_t threads, size_t partition_bits) {
  return {.threads = threads,
          .partition_bits = partition_bits,
          .buffer_bytes = 1000,
          .checkpoint_records = 500,
          .checkpoint_bytes = 100'000};
}

std::vector<dataset::RecordDigest> UniformRecords(size_t count, uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<dataset::RecordDigest> records(count);
  std::generate(records.begin(), records.end(), [&random] { return UniformBytes(random); });
  return records;
}

std::vector<std::string> ExampleValues(size_t count) {
  std::vector<std::string> values;
  for (size_t index = 0; index < count; ++index) {
    values.push_back("value " + std::to_string(index) + std::string(index % 7, '.'));
  }
  return values;
}

std::vector<std::string_view> Views(const std::vector<std::string>& texts, size_t first,
                                    size_t count) {
  const auto begin = texts.begin() + static_cast<std::ptrdiff_t>(first);
  return {begin, begin + static_cast<std::ptrdiff_t>(std::min(count, texts.size() - first))};
}

dataset::Commitment BuildStore(const std::string& work_directory, const std::string& store_path,
                               const dataset::DatasetParameters& parameters,
                               const std::vector<dataset::RecordDigest>& records,
                               const std::vector<std::string>& values,
                               dataset::BuildOptions options) {
  const DigestLabels labels;
  auto builder =
      dataset::Builder::Open(work_directory, parameters, ExampleKeys(), labels, std::move(options));
  REQUIRE(builder.ok());
  const absl::Status added =
      values.empty() ? (*builder)->Add(records) : (*builder)->AddWithValues(records, Views(values));
  REQUIRE(added.ok());
  auto commitment = (*builder)->Finish(store_path);
  if (!commitment.ok()) {
    FAIL(commitment.status().message());
  }
  return *std::move(commitment);
}

ReferenceLeaves LeavesOf(const std::vector<dataset::RecordDigest>& records) {
  ReferenceLeaves leaves;
  for (const dataset::RecordDigest& record : records) {
    leaves.push_back({record, {}});
  }
  std::sort(leaves.begin(), leaves.end());
  leaves.erase(std::unique(leaves.begin(), leaves.end()), leaves.end());
  return leaves;
}

}  // namespace modelseal::testing
