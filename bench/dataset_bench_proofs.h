// SPDX-License-Identifier: Apache-2.0
//
// Proofs of one record and of many from the store of a dataset: their size, and what making and
// verifying them takes.
#ifndef MODELSEAL_BENCH_DATASET_BENCH_PROOFS_H_
#define MODELSEAL_BENCH_DATASET_BENCH_PROOFS_H_

#include <cstdint>
#include <string>

#include "bench/dataset_bench_records.h"
#include "lib/dataset/vrf_secret_key.h"

namespace modelseal::bench {

// Means of one record, in microseconds of processor time. `prove_path_us` is without the proof of
// the label.
struct ProofCost {
  double bytes = 0;
  double prove_path_us = 0;
  double prove_us = 0;
  double verify_us = 0;
};

// `count` records, spread over the members, or as many that are no members.
ProofCost MeasureProofs(const std::string& store_path, const dataset::VrfSecretKey& key,
                        const Records& records, bool are_members, uint64_t count);

// One proof of `count` records, every other one a member.
ProofCost MeasureBatch(const std::string& store_path, const dataset::VrfSecretKey& key,
                       const Records& records, uint64_t count);

}  // namespace modelseal::bench

#endif  // MODELSEAL_BENCH_DATASET_BENCH_PROOFS_H_
