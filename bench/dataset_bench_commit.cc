// SPDX-License-Identifier: Apache-2.0
#include "bench/dataset_bench_commit.h"

#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>
#include <span>
#include <string_view>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "bench/dataset_bench_clock.h"
#include "lib/dataset/dataset_builder.h"
#include "lib/dataset/vrf_labels.h"

namespace modelseal::bench {
namespace {

using dataset::Label;
using dataset::RecordDigest;

constexpr uint64_t kRecordsAtOnce = 4096;
constexpr std::string_view kContext = "bench";

// Labels of the key, and the time of all threads that they took.
class TimedLabels : public dataset::LabelSource {
 public:
  TimedLabels(const dataset::VrfSecretKey& key, bool are_given)
      : labels_(key, kContext), are_given_(are_given) {}

  absl::Status ComputeLabels(std::span<const RecordDigest> records,
                             std::span<Label> labels) const override {
    if (are_given_) {
      std::copy(records.begin(), records.end(), labels.begin());
      return absl::OkStatus();
    }
    const double began = ReadClock(CLOCK_THREAD_CPUTIME_ID);
    const absl::Status status = labels_.ComputeLabels(records, labels);
    const double seconds = ReadClock(CLOCK_THREAD_CPUTIME_ID) - began;
    nanoseconds_ += static_cast<uint64_t>(1e9 * seconds);
    return status;
  }

  double seconds() const { return 1e-9 * static_cast<double>(nanoseconds_.load()); }

 private:
  dataset::VrfLabels labels_;
  bool are_given_;
  mutable std::atomic<uint64_t> nanoseconds_ = 0;
};

uint64_t PeakRssBytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    const std::vector<std::string_view> words =
        absl::StrSplit(line, absl::ByAnyChar(" \t"), absl::SkipEmpty());
    uint64_t kib = 0;
    if (words.size() == 3 && words[0] == "VmHWM:" && absl::SimpleAtoi(words[1], &kib)) {
      return kib << 10;
    }
  }
  Fail("the kernel does not say how much memory was used");
}

uint64_t DiskBytes(const std::string& directory) {
  uint64_t sum = 0;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    struct stat found = {};
    if (stat(entry.path().c_str(), &found) == 0) {
      sum += static_cast<uint64_t>(found.st_blocks) * 512;
    }
  }
  return sum;
}

dataset::DatasetParameters MakeParameters(const dataset::VrfSecretKey& key) {
  dataset::DatasetParameters parameters{.public_key = key.public_key()};
  parameters.name = "bench";
  parameters.context = kContext;
  parameters.views = {"raw"};
  return parameters;
}

}  // namespace

std::string StorePath(const CommitRequest& request) {
  return absl::StrCat(request.work_directory, "/store");
}

CommitCost MeasureCommit(const CommitRequest& request, const dataset::VrfSecretKey& key,
                         const Records& records) {
  CommitCost cost;
  const std::string job_directory = absl::StrCat(request.work_directory, "/job");
  const TimedLabels labels(key, request.has_given_labels);
  dataset::BuildOptions options;
  options.threads = request.threads;
  options.progress = [&](const dataset::BuildProgress& progress) {
    if (progress.done == progress.total) {
      cost.peak_disk_bytes = std::max(cost.peak_disk_bytes, DiskBytes(job_directory));
    }
  };
  const double wall_began = ReadClock(CLOCK_MONOTONIC);
  double cpu_began = CpuSeconds();
  const auto builder = Require(dataset::Builder::Open(
      job_directory, MakeParameters(key), dataset::DeriveBuildKeys(key), labels, options));
  double build_s = CpuSeconds() - cpu_began;
  for (uint64_t first = 0; first < records.count(); first += kRecordsAtOnce) {
    const uint64_t size = std::min(kRecordsAtOnce, records.count() - first);
    const std::vector<RecordDigest> digests = records.Digest(first, size, cost.digest_s);
    cpu_began = CpuSeconds();
    Require(builder->Add(digests));
    build_s += CpuSeconds() - cpu_began;
  }
  cpu_began = CpuSeconds();
  Require(builder->Finish(StorePath(request)).status());
  build_s += CpuSeconds() - cpu_began;
  cost.wall_s = ReadClock(CLOCK_MONOTONIC) - wall_began;
  cost.label_s = labels.seconds();
  cost.tree_s = build_s - cost.label_s;
  cost.peak_rss_bytes = PeakRssBytes();
  cost.store_bytes = std::filesystem::file_size(StorePath(request));
  return cost;
}

}  // namespace modelseal::bench
