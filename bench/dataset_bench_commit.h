// SPDX-License-Identifier: Apache-2.0
//
// Commits to records through the builder of datasets, and what that takes.
#ifndef MODELSEAL_BENCH_DATASET_BENCH_COMMIT_H_
#define MODELSEAL_BENCH_DATASET_BENCH_COMMIT_H_

#include <cstdint>
#include <string>

#include "bench/dataset_bench_records.h"
#include "lib/dataset/vrf_secret_key.h"

namespace modelseal::bench {

struct CommitRequest {
  uint32_t threads = 1;
  // The digests of the records are their labels: what is left is the tree and its store.
  bool has_given_labels = false;
  // A directory that exists; the store is "store" in it.
  std::string work_directory = {};
};

// Seconds of processor time, of which `tree_s` is all that is not digest or label: sorting,
// hashing, and writing all files.
struct CommitCost {
  double digest_s = 0;
  double label_s = 0;
  double tree_s = 0;
  double wall_s = 0;
  uint64_t peak_rss_bytes = 0;
  uint64_t store_bytes = 0;
  // What the work directory took at the end of a step.
  uint64_t peak_disk_bytes = 0;
};

CommitCost MeasureCommit(const CommitRequest& request, const dataset::VrfSecretKey& key,
                         const Records& records);

std::string StorePath(const CommitRequest& request);

}  // namespace modelseal::bench

#endif  // MODELSEAL_BENCH_DATASET_BENCH_COMMIT_H_
