// SPDX-License-Identifier: Apache-2.0
//
// Measures a commitment to a set of records: processor time of digests, labels and tree, memory,
// disk, and proofs. Run by bench/dataset_bench.py, beside bench/dataset_peers. Prints one line of
// JSON.
//
//   --suite 1|2  --records N | --records N --record-bytes B --pool FILE | --lines FILE
//   --threads T  --labels vrf|given  --work DIRECTORY  --proofs N  --batch N
#include <cstdint>
#include <cstdio>
#include <map>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "bench/dataset_bench_clock.h"
#include "bench/dataset_bench_commit.h"
#include "bench/dataset_bench_proofs.h"
#include "bench/dataset_bench_records.h"

namespace {

using modelseal::bench::CommitCost;
using modelseal::bench::CommitRequest;
using modelseal::bench::Fail;
using modelseal::bench::ProofCost;
using modelseal::bench::Records;
using modelseal::bench::Require;

class Flags {
 public:
  Flags(int argc, char** argv) {
    for (int index = 1; index < argc; index += 2) {
      const std::string name = argv[index];
      if (index + 1 == argc || !values_.contains(name)) {
        Fail(absl::StrCat("unknown flag, or one without a value: ", name));
      }
      values_[name] = argv[index + 1];
    }
  }

  const std::string& Text(const std::string& name) const { return values_.at(name); }

  uint64_t Number(const std::string& name) const {
    uint64_t number = 0;
    if (!absl::SimpleAtoi(Text(name), &number)) {
      Fail(absl::StrCat(name, " is not a number: ", Text(name)));
    }
    return number;
  }

 private:
  std::map<std::string, std::string> values_ = {
      {"--suite", "1"},  {"--records", "1000"}, {"--record-bytes", "0"}, {"--pool", ""},
      {"--lines", ""},   {"--threads", "1"},    {"--labels", "vrf"},     {"--work", ""},
      {"--proofs", "0"}, {"--batch", "0"}};
};

Records MakeRecords(const Flags& flags) {
  if (!flags.Text("--lines").empty()) {
    return Records::Lines(flags.Text("--lines"));
  }
  const uint64_t record_bytes = flags.Number("--record-bytes");
  if (record_bytes > 0) {
    return Records::Pieces(flags.Text("--pool"), flags.Number("--records"), record_bytes);
  }
  return Records::Digests(flags.Number("--records"));
}

void Print(const CommitCost& cost) {
  std::printf(
      ",\"digest_s\":%.9g,\"label_s\":%.9g,\"tree_s\":%.9g,\"wall_s\":%.9g,"
      "\"peak_rss_bytes\":%lu,\"store_bytes\":%lu,\"peak_disk_bytes\":%lu",
      cost.digest_s, cost.label_s, cost.tree_s, cost.wall_s, cost.peak_rss_bytes, cost.store_bytes,
      cost.peak_disk_bytes);
}

void Print(const char* name, const ProofCost& cost) {
  std::printf(
      ",\"%s\":{\"bytes\":%.9g,\"prove_path_us\":%.9g,\"prove_us\":%.9g,\"verify_us\":%.9g}", name,
      cost.bytes, cost.prove_path_us, cost.prove_us, cost.verify_us);
}

}  // namespace

int main(int argc, char** argv) {
  const Flags flags(argc, argv);
  const auto suite = modelseal::dataset::ParseSuite(static_cast<uint8_t>(flags.Number("--suite")));
  if (!suite.has_value()) {
    Fail("no such suite");
  }
  const Records records = MakeRecords(flags);
  const auto key = Require(modelseal::dataset::VrfSecretKey::Generate(*suite));
  const CommitRequest request = {.threads = static_cast<uint32_t>(flags.Number("--threads")),
                                 .has_given_labels = flags.Text("--labels") == "given",
                                 .work_directory = flags.Text("--work")};
  std::printf("{\"records\":%lu", records.count());
  Print(MeasureCommit(request, key, records));
  const std::string store = StorePath(request);
  if (const uint64_t count = flags.Number("--proofs"); count > 0) {
    Print("member", MeasureProofs(store, key, records, /*are_members=*/true, count));
    Print("absent", MeasureProofs(store, key, records, /*are_members=*/false, count));
  }
  if (const uint64_t count = flags.Number("--batch"); count > 0) {
    Print("batch", MeasureBatch(store, key, records, count));
  }
  std::printf("}\n");
  return 0;
}
