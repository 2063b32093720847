// SPDX-License-Identifier: Apache-2.0
//
// Builds stores in tests, from labels that are the digests of records or hashes of them.
#ifndef MODELSEAL_TESTS_DATASET_BUILD_SUPPORT_H_
#define MODELSEAL_TESTS_DATASET_BUILD_SUPPORT_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "lib/dataset/dataset_builder.h"
#include "lib/dataset/store.h"
#include "tests/dataset/reference_trie.h"

namespace modelseal::testing {

// The digest of a record is its label: for labels with long common prefixes.
class DigestLabels : public dataset::LabelSource {
 public:
  absl::Status ComputeLabels(std::span<const dataset::RecordDigest> records,
                             std::span<dataset::Label> labels) const override;
};

dataset::BuildKeys ExampleKeys();

// Small partitions and checkpoints, so that little data has much to do.
dataset::BuildOptions SmallOptions(uint32_t threads = 1, size_t partition_bits = 3);

// Sorted or not.
std::vector<dataset::RecordDigest> UniformRecords(size_t count, uint64_t seed);

// "value 0", "value 1", ... of different lengths.
std::vector<std::string> ExampleValues(size_t count);

// `count` of them from `first` on, or all that are left.
std::vector<std::string_view> Views(const std::vector<std::string>& texts, size_t first = 0,
                                    size_t count = SIZE_MAX);

// Builds a store from all of the records (and values, if the parameters ask for them). A failure
// fails the test.
dataset::Commitment BuildStore(const std::string& work_directory, const std::string& store_path,
                               const dataset::DatasetParameters& parameters,
                               const std::vector<dataset::RecordDigest>& records,
                               const std::vector<std::string>& values = {},
                               dataset::BuildOptions options = SmallOptions());

// The leaves that a store of those records has, sorted, each once: without values and dummies.
ReferenceLeaves LeavesOf(const std::vector<dataset::RecordDigest>& records);

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_DATASET_BUILD_SUPPORT_H_
