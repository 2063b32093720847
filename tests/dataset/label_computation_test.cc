// SPDX-License-Identifier: Apache-2.0
//
// Labels of many inputs: in one call or several, in any order, in any number of threads.
#include <algorithm>
#include <catch2/catch.hpp>
#include <thread>
#include <vector>

#include "lib/base/status.h"
#include "lib/dataset/vrf_secret_key.h"
#include "tests/dataset/vrf_examples.h"

namespace modelseal::dataset {
namespace {

using testing::ExampleInputs;
using testing::kVrfSuites;
using testing::MakeVrfKey;
using testing::SuiteText;

using Inputs = std::span<const VrfInput>;

std::vector<Label> LabelsOf(const VrfSecretKey& key, Inputs inputs) {
  std::vector<Label> labels(inputs.size());
  REQUIRE(key.ComputeLabels(inputs, labels).ok());
  return labels;
}

// More than share one inversion in the bulk suite; suite 1 takes seven times as long an input.
size_t CountFor(Suite suite) { return suite == Suite::kBulkP256Sha256 ? 2500 : 100; }

}  // namespace

TEST_CASE("many inputs have the labels that they have one by one", "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    CAPTURE(SuiteText(suite));
    const VrfSecretKey key = MakeVrfKey(suite);
    const std::vector<VrfInput> inputs = ExampleInputs(CountFor(suite));
    const std::vector<Label> labels = LabelsOf(key, inputs);
    for (const size_t size : {size_t{1}, size_t{7}, size_t{1024}}) {
      std::vector<Label> in_parts;
      for (size_t begin = 0; begin < inputs.size(); begin += size) {
        const auto part =
            LabelsOf(key, Inputs(inputs).subspan(begin, std::min(size, inputs.size() - begin)));
        in_parts.insert(in_parts.end(), part.begin(), part.end());
      }
      CHECK(in_parts == labels);
    }
  }
}

TEST_CASE("labels of distinct inputs are distinct", "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    const VrfSecretKey key = MakeVrfKey(suite);
    std::vector<Label> labels = LabelsOf(key, ExampleInputs(CountFor(suite)));
    std::sort(labels.begin(), labels.end());
    CHECK(std::adjacent_find(labels.begin(), labels.end()) == labels.end());
  }
}

TEST_CASE("the same input among others has the same label", "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    const VrfSecretKey key = MakeVrfKey(suite);
    const std::vector<VrfInput> inputs = {"a", "b", "a", "a"};
    const std::vector<Label> labels = LabelsOf(key, inputs);
    CHECK(labels[0] == labels[2]);
    CHECK(labels[0] == labels[3]);
    CHECK(labels[0] != labels[1]);
  }
}

TEST_CASE("no inputs have no labels", "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    CHECK(LabelsOf(MakeVrfKey(suite), {}).empty());
  }
}

TEST_CASE("there must be as much room for labels as there are inputs", "[dataset][vrf]") {
  const std::vector<VrfInput> inputs = ExampleInputs(3);
  std::vector<Label> labels(2);
  for (const Suite suite : kVrfSuites) {
    const absl::Status status = MakeVrfKey(suite).ComputeLabels(inputs, labels);
    REQUIRE_FALSE(status.ok());
    CHECK(ReasonOf(status) == Reason::kInvalidArgument);
  }
}

TEST_CASE("threads that share a key compute the same labels", "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    const VrfSecretKey key = MakeVrfKey(suite);
    const std::vector<VrfInput> inputs = ExampleInputs(40);
    const std::vector<Label> expected = LabelsOf(key, inputs);
    std::vector<std::vector<Label>> labels(4, std::vector<Label>(inputs.size()));
    std::vector<std::thread> threads;
    for (std::vector<Label>& of_thread : labels) {
      threads.emplace_back([&key, &inputs, &of_thread] {
        key.ComputeLabels(inputs, of_thread).IgnoreError();  // then the labels stay zero
      });
    }
    for (std::thread& thread : threads) {
      thread.join();
    }
    for (const std::vector<Label>& of_thread : labels) {
      CHECK(of_thread == expected);
    }
  }
}

}  // namespace modelseal::dataset
