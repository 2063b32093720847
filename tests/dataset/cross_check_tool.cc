// SPDX-License-Identifier: Apache-2.0
//
// Builds, proves and verifies for cross_check_test.py, which gives records and compares.
//
//   cross_check_tool build DIR KIND DUPLICATES PADDING   DIR/records, DIR/values -> DIR/store,
//                                                        DIR/commitment
//   cross_check_tool prove DIR    DIR/store, DIR/queries -> DIR/proofs, DIR/batch
//   cross_check_tool verify DIR   DIR/commitment, DIR/queries, DIR/proofs, DIR/batches -> lines
//
// Records and queries are labels of 32 bytes, values and proofs have their size in four bytes
// before them. A line: "absent", "member", "member HEX" or "refused"; of a batch all, with commas.
// The first line is the digest of the commitment.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "lib/base/hex.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"
#include "lib/dataset/dataset_builder.h"
#include "lib/dataset/derived_values.h"
#include "lib/dataset/path_prover.h"
#include "lib/dataset/path_verifier.h"
#include "lib/dataset/proof.h"
#include "lib/dataset/store.h"
#include "lib/dataset/wire_reader.h"
#include "lib/dataset/wire_writer.h"
#include "tests/dataset/example_parameters.h"

namespace modelseal::dataset {
namespace {

void Require(const absl::Status& status) {
  if (!status.ok()) {
    std::cerr << status.message() << "\n";
    std::exit(1);
  }
}

template <typename T>
T Require(absl::StatusOr<T> value) {
  Require(value.status());
  return *std::move(value);
}

std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

void WriteFile(const std::string& path, std::span<const uint8_t> bytes) {
  std::ofstream out(path, std::ios::binary);
  out.write(reinterpret_cast<const char*>(bytes.data()),
            static_cast<std::streamsize>(bytes.size()));
}

std::vector<Label> ReadLabels(const std::string& path) {
  const std::string text = ReadFile(path);
  WireReader reader(crypto::AsBytes(text));
  std::vector<Label> labels;
  while (reader.left() > 0) {
    labels.push_back(reader.ReadArray<32>());
  }
  return labels;
}

std::vector<std::string> ReadTexts(const std::string& path) {
  const std::string text = ReadFile(path);
  WireReader reader(crypto::AsBytes(text));
  std::vector<std::string> texts;
  while (reader.left() > 0) {
    const size_t size = reader.ReadU32();
    texts.emplace_back(reader.ReadText(size));
  }
  return texts;
}

// The same in cross_check_test.py.
BuildKeys Keys() {
  return {.padding_key = crypto::Secret("padding key"),
          .value_salt_key = crypto::Secret("salt key")};
}

class DigestLabels : public LabelSource {
 public:
  absl::Status ComputeLabels(std::span<const RecordDigest> records,
                             std::span<Label> labels) const override {
    std::copy(records.begin(), records.end(), labels.begin());
    return absl::OkStatus();
  }
};

void Build(const std::string& dir, const char* const* options) {
  DatasetParameters parameters = testing::ExampleParameters();
  parameters.kind = static_cast<DatasetKind>(std::atoi(options[0]));
  parameters.duplicates = static_cast<DuplicatePolicy>(std::atoi(options[1]));
  parameters.padding = static_cast<Padding>(std::atoi(options[2]));
  const DigestLabels labels;
  const auto builder = Require(Builder::Open(dir + "/work", parameters, Keys(), labels,
                                             {.threads = 2, .partition_bits = 4}));
  const std::vector<Label> records = ReadLabels(dir + "/records");
  const std::vector<std::string> values = ReadTexts(dir + "/values");
  if (parameters.kind == DatasetKind::kMap && parameters.duplicates != DuplicatePolicy::kCount) {
    const std::vector<std::string_view> views(values.begin(), values.end());
    Require(builder->AddWithValues(records, views));
  } else {
    Require(builder->Add(records));
  }
  WriteFile(dir + "/commitment", Require(builder->Finish(dir + "/store")).Encode());
}

// Every second member of a map shows its value.
void ShowValue(const Store& store, const Label& label, Terminal& terminal) {
  if (!store.is_map() || terminal.type != TerminalType::kMember || label[31] % 2 == 0) {
    return;
  }
  const auto leaf = Require(store.FindLeaf(label));
  const auto place = Require(store.ReadValuePlace(*leaf));
  if (place.has_value()) {
    terminal = {.type = TerminalType::kMemberWithValue,
                .opening = {ComputeValueSalt(Keys().value_salt_key, label),
                            Require(store.ReadValue(*place))}};
  }
}

void Prove(const std::string& dir) {
  const Store store = Require(Store::Open(dir + "/store"));
  const DatasetKind kind = store.commitment().parameters().kind;
  const std::vector<Label> queries = ReadLabels(dir + "/queries");
  WireWriter writer;
  for (const Label& query : queries) {
    RecordProof proof{.kind = kind, .path = Require(ProvePath(store, query))};
    ShowValue(store, query, proof.path.terminal);
    const std::vector<uint8_t> bytes = EncodeRecordProof(proof);
    writer.WriteU32(static_cast<uint32_t>(bytes.size()));
    writer.WriteBytes(bytes);
  }
  WriteFile(dir + "/proofs", writer.bytes());
  BatchProof batch{.kind = kind, .record_count = static_cast<uint32_t>(queries.size())};
  batch.paths = Require(ProvePaths(store, queries));
  std::vector<Label> distinct = queries;
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  for (MultiProof::End& end : batch.paths.ends) {
    ShowValue(store, distinct[end.label_index], end.terminal);
  }
  WriteFile(dir + "/batch", EncodeBatchProof(batch));
}

std::string LineOf(const Answer& answer) {
  if (!answer.is_member) {
    return "absent";
  }
  return answer.value.has_value() ? "member " + EncodeHex(crypto::AsBytes(*answer.value))
                                  : "member";
}

// What the verifier does when it has the label.
absl::StatusOr<Answer> VerifyOne(const Commitment& commitment, const Label& label,
                                 std::string_view bytes) {
  MODELSEAL_ASSIGN_OR_RETURN(const RecordProof proof, ParseRecordProof(crypto::AsBytes(bytes)));
  if (proof.kind != commitment.parameters().kind ||
      proof.suite != commitment.parameters().public_key.suite()) {
    return MakeError(Reason::kDatasetProofInvalid, "kind or suite");
  }
  return VerifyPath(commitment.root(), label, proof.path);
}

absl::StatusOr<std::vector<Answer>> VerifyAll(const Commitment& commitment,
                                              const std::vector<Label>& labels,
                                              std::string_view bytes) {
  MODELSEAL_ASSIGN_OR_RETURN(const BatchProof proof, ParseBatchProof(crypto::AsBytes(bytes)));
  if (proof.kind != commitment.parameters().kind ||
      proof.suite != commitment.parameters().public_key.suite() ||
      proof.record_count != labels.size()) {
    return MakeError(Reason::kDatasetProofInvalid, "kind, suite or number of records");
  }
  return VerifyPaths(commitment.root(), labels, proof.paths);
}

void Verify(const std::string& dir) {
  const std::string bytes = ReadFile(dir + "/commitment");
  const Commitment commitment = Require(Commitment::Parse(crypto::AsBytes(bytes)));
  std::cout << EncodeHex(commitment.ComputeDigest()) << "\n";
  const std::vector<Label> queries = ReadLabels(dir + "/queries");
  const std::vector<std::string> proofs = ReadTexts(dir + "/proofs");
  for (size_t index = 0; index < proofs.size(); ++index) {
    const auto answer = VerifyOne(commitment, queries[index], proofs[index]);
    std::cout << (answer.ok() ? LineOf(*answer) : "refused") << "\n";
  }
  for (const std::string& batch : ReadTexts(dir + "/batches")) {
    const auto answers = VerifyAll(commitment, queries, batch);
    std::string line = answers.ok() ? "" : "refused";
    for (size_t index = 0; answers.ok() && index < answers->size(); ++index) {
      line += (index == 0 ? "" : ",") + LineOf((*answers)[index]);
    }
    std::cout << line << "\n";
  }
}

}  // namespace
}  // namespace modelseal::dataset

int main(int argc, char** argv) {
  const std::string command = argc > 2 ? argv[1] : "";
  if (command == "build" && argc == 6) {
    modelseal::dataset::Build(argv[2], argv + 3);
  } else if (command == "prove") {
    modelseal::dataset::Prove(argv[2]);
  } else if (command == "verify") {
    modelseal::dataset::Verify(argv[2]);
  } else {
    std::cerr << "usage: see the head of cross_check_tool.cc\n";
    return 2;
  }
  return 0;
}
