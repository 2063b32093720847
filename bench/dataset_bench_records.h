// SPDX-License-Identifier: Apache-2.0
//
// The records that the benchmark of datasets commits to, the same as those of
// bench/dataset_peers/rust/src/records.rs.
#ifndef MODELSEAL_BENCH_DATASET_BENCH_RECORDS_H_
#define MODELSEAL_BENCH_DATASET_BENCH_RECORDS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "lib/dataset/label.h"
#include "lib/dataset/record_view.h"

namespace modelseal::bench {

class Records {
 public:
  // Digests, as records that were digested before.
  static Records Digests(uint64_t count);

  // Pieces of the file at `pool`, each with its number in front, of 16 bytes or more.
  static Records Pieces(const std::string& pool, uint64_t count, size_t size_bytes);

  // The lines of a file.
  static Records Lines(const std::string& path);

  uint64_t count() const { return count_; }

  // Digests of the records from `first` on, under the view raw; from count() on they are no
  // members. Adds to `digest_s` the seconds that digesting took.
  std::vector<dataset::RecordDigest> Digest(uint64_t first, size_t size, double& digest_s) const;

 private:
  enum class Source { kDigests, kPieces, kLines };

  Records(Source source, uint64_t count);
  std::string Get(uint64_t index) const;

  Source source_;
  uint64_t count_;
  dataset::RecordView view_;
  std::string pool_ = {};
  size_t piece_bytes_ = 0;
  std::vector<std::string> lines_ = {};
};

}  // namespace modelseal::bench

#endif  // MODELSEAL_BENCH_DATASET_BENCH_RECORDS_H_
