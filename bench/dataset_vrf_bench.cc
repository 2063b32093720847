// SPDX-License-Identifier: Apache-2.0
//
// What labels of datasets and their proofs cost, in microseconds of process time for each label, in
// one thread: dataset_vrf_bench [SAMPLES]. Prints the least and the median of so many samples (9
// without), which take turns over suites and operations, so that a slow moment touches all.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

#include "lib/dataset/vrf_secret_key.h"

namespace {

using modelseal::dataset::Label;
using modelseal::dataset::Suite;
using modelseal::dataset::SuiteName;
using modelseal::dataset::VrfInput;
using modelseal::dataset::VrfSecretKey;

constexpr size_t kInputs = 1024;
constexpr size_t kSingles = 100;

double CpuMicroseconds() {
  timespec now = {};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return 1e6 * static_cast<double>(now.tv_sec) + 1e-3 * static_cast<double>(now.tv_nsec);
}

// A benchmark of what fails is of no use.
void Require(bool is_done) {
  if (!is_done) {
    std::fprintf(stderr, "an operation failed\n");
    std::exit(1);
  }
}

struct Operation {
  std::string name;
  size_t labels;  // in one run
  std::function<void()> run;
  std::vector<double> samples = {};
};

// 32 bytes behind a context, as records are.
std::vector<VrfInput> MakeInputs() {
  std::vector<VrfInput> inputs;
  for (size_t i = 0; i < kInputs; ++i) {
    modelseal::dataset::RecordDigest digest = {};
    digest[0] = static_cast<uint8_t>(i);
    digest[1] = static_cast<uint8_t>(i >> 8);
    inputs.push_back(modelseal::dataset::MakeVrfInput("digits-202", digest));
  }
  return inputs;
}

// All that is done with one key; its members outlive the operations.
struct Subject {
  explicit Subject(Suite suite)
      : name(SuiteName(suite)), key(*VrfSecretKey::Generate(suite)), inputs(MakeInputs()) {
    for (size_t i = 0; i < kSingles; ++i) {
      proofs.push_back(*key.ProveLabel(inputs[i]));
    }
    batch_proof = *key.ProveLabels(inputs);
  }

  void AddOperations(std::vector<Operation>& operations) {
    operations.push_back({name + " label", kInputs, [this] {
                            std::vector<Label> labels(kInputs);
                            Require(key.ComputeLabels(inputs, labels).ok());
                          }});
    operations.push_back({name + " prove", kSingles, [this] {
                            for (size_t i = 0; i < kSingles; ++i) {
                              Require(key.ProveLabel(inputs[i]).ok());
                            }
                          }});
    operations.push_back({name + " verify", kSingles, [this] {
                            for (size_t i = 0; i < kSingles; ++i) {
                              Require(VerifyLabel(key.public_key(), inputs[i], proofs[i]).ok());
                            }
                          }});
    operations.push_back({name + " prove, 1024 at once", kInputs,
                          [this] { Require(key.ProveLabels(inputs).ok()); }});
    operations.push_back({name + " verify, 1024 at once", kInputs, [this] {
                            Require(VerifyLabels(key.public_key(), inputs, batch_proof).ok());
                          }});
  }

  std::string name;
  VrfSecretKey key;
  std::vector<VrfInput> inputs;
  std::vector<std::vector<uint8_t>> proofs;
  std::vector<uint8_t> batch_proof;
};

}  // namespace

int main(int argc, char** argv) {
  const int samples = argc > 1 ? std::atoi(argv[1]) : 9;
  if (samples < 1) {
    std::fprintf(stderr, "usage: dataset_vrf_bench [SAMPLES]\n");
    return 2;
  }
  Subject ecvrf(Suite::kEcvrfP256Sha256Tai);
  Subject bulk(Suite::kBulkP256Sha256);
  std::vector<Operation> operations;
  ecvrf.AddOperations(operations);
  bulk.AddOperations(operations);
  for (int i = 0; i < samples; ++i) {
    for (Operation& operation : operations) {
      const double began = CpuMicroseconds();
      operation.run();
      operation.samples.push_back((CpuMicroseconds() - began) /
                                  static_cast<double>(operation.labels));
    }
  }
  std::printf("%-52s %8s %8s\n", "us of CPU per label", "least", "median");
  for (Operation& operation : operations) {
    std::sort(operation.samples.begin(), operation.samples.end());
    std::printf("%-52s %8.1f %8.1f\n", operation.name.c_str(), operation.samples.front(),
                operation.samples[operation.samples.size() / 2]);
  }
  return 0;
}
