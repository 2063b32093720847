// SPDX-License-Identifier: Apache-2.0
#include "bench/dataset_bench_proofs.h"

#include <vector>

#include "bench/dataset_bench_clock.h"
#include "lib/dataset/path_prover.h"
#include "lib/dataset/prover.h"
#include "lib/dataset/store.h"
#include "lib/dataset/verify_proof.h"

namespace modelseal::bench {
namespace {

using dataset::RecordDigest;
using dataset::ValueDisclosure;

// The commitment to another root, under which nothing may verify.
dataset::Commitment WithOtherRoot(const dataset::Store& store) {
  dataset::NodeHash root = store.commitment().root();
  root[0] ^= 1;
  return Require(
      dataset::Commitment::Create(store.commitment().parameters(), store.leaf_count(), root));
}

dataset::Label LabelOf(const dataset::Store& store, const dataset::VrfSecretKey& key,
                       const RecordDigest& record) {
  const std::vector<dataset::VrfInput> inputs = {
      dataset::MakeVrfInput(store.commitment().parameters().context, record)};
  std::vector<dataset::Label> labels(1);
  Require(key.ComputeLabels(inputs, labels));
  return labels[0];
}

// The path alone, of a label that is known.
double PathSeconds(const dataset::Store& store, const dataset::Label& label) {
  const double began = CpuSeconds();
  Require(dataset::ProvePath(store, label).status());
  return CpuSeconds() - began;
}

RecordDigest RecordAt(const Records& records, uint64_t index) {
  double digest_s = 0;
  return records.Digest(index, 1, digest_s).front();
}

}  // namespace

ProofCost MeasureProofs(const std::string& store_path, const dataset::VrfSecretKey& key,
                        const Records& records, bool are_members, uint64_t count) {
  const dataset::Store store = Require(dataset::Store::Open(store_path));
  const dataset::Prover prover = Require(dataset::Prover::Create(store, key));
  const dataset::Commitment other = WithOtherRoot(store);
  const double share = 1.0 / static_cast<double>(count);
  ProofCost cost;
  for (uint64_t number = 0; number < count; ++number) {
    const uint64_t place = number * records.count() / count;
    const RecordDigest record = RecordAt(records, are_members ? place : records.count() + place);
    cost.prove_path_us += 1e6 * share * PathSeconds(store, LabelOf(store, key, record));
    double began = CpuSeconds();
    const std::vector<uint8_t> proof =
        Require(prover.ProveRecord(record, ValueDisclosure::kHidden));
    cost.prove_us += 1e6 * share * (CpuSeconds() - began);
    began = CpuSeconds();
    const dataset::Answer answer = Require(VerifyRecordProof(store.commitment(), record, proof));
    cost.verify_us += 1e6 * share * (CpuSeconds() - began);
    cost.bytes += share * static_cast<double>(proof.size());
    if (answer.is_member != are_members || VerifyRecordProof(other, record, proof).ok()) {
      Fail("a proof says what is not so");
    }
  }
  return cost;
}

ProofCost MeasureBatch(const std::string& store_path, const dataset::VrfSecretKey& key,
                       const Records& records, uint64_t count) {
  const dataset::Store store = Require(dataset::Store::Open(store_path));
  const dataset::Prover prover = Require(dataset::Prover::Create(store, key));
  std::vector<RecordDigest> asked;
  for (uint64_t number = 0; number < count; ++number) {
    const uint64_t place = number * records.count() / count;
    asked.push_back(RecordAt(records, number % 2 == 0 ? place : records.count() + place));
  }
  const double share = 1.0 / static_cast<double>(count);
  ProofCost cost;
  double began = CpuSeconds();
  const std::vector<uint8_t> proof = Require(prover.ProveRecords(asked, ValueDisclosure::kHidden));
  cost.prove_us = 1e6 * share * (CpuSeconds() - began);
  began = CpuSeconds();
  const std::vector<dataset::Answer> answers =
      Require(VerifyBatchProof(store.commitment(), asked, proof));
  cost.verify_us = 1e6 * share * (CpuSeconds() - began);
  cost.bytes = share * static_cast<double>(proof.size());
  for (uint64_t number = 0; number < count; ++number) {
    if (answers[number].is_member != (number % 2 == 0)) {
      Fail("a proof says what is not so");
    }
  }
  return cost;
}

}  // namespace modelseal::bench
