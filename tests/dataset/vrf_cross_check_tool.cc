// SPDX-License-Identifier: Apache-2.0
//
// Labels and proofs for vrf_cross_check_test.py. Each line of the input is a command and its
// arguments, with spaces between: bytes are `x` and hexadecimal, lists have commas. Each gives one
// line: bytes or a list, or `refused`.
//
//   labels KEY INPUTS     prove KEY INPUT     prove_batch KEY INPUTS     derived KEY
//   verify SUITE PUBLIC_KEY INPUT PROOF       verify_batch SUITE PUBLIC_KEY INPUTS PROOF
//   input CONTEXT DIGEST
//
// KEY is what is in a key file, without PEM.
#include <algorithm>
#include <cstdint>
#include <iostream>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/hex.h"
#include "lib/crypto/digest.h"
#include "lib/dataset/vrf_secret_key.h"
#include "tests/dataset/vrf_examples.h"

namespace modelseal::dataset {
namespace {

using testing::BytesOfHex;
using testing::KeyFileText;

std::vector<uint8_t> BytesOf(std::string_view field) {
  if (!field.starts_with('x')) {
    throw std::invalid_argument("no bytes: " + std::string(field));
  }
  return BytesOfHex(field.substr(1));
}

VrfInput InputOf(std::string_view field) {
  const std::vector<uint8_t> bytes = BytesOf(field);
  return {bytes.begin(), bytes.end()};
}

std::vector<VrfInput> InputsOf(const std::string& field) {
  std::vector<VrfInput> inputs;
  std::istringstream items(field);
  for (std::string item; std::getline(items, item, ',');) {
    inputs.push_back(InputOf(item));
  }
  return inputs;
}

std::string FieldOf(std::span<const uint8_t> bytes) { return "x" + EncodeHex(bytes); }

std::string FieldOf(const std::vector<Label>& labels) {
  std::string field;
  for (const Label& label : labels) {
    field += (field.empty() ? "" : ",") + FieldOf(label);
  }
  return field;
}

template <typename Result>
std::string FieldOrRefused(const absl::StatusOr<Result>& result) {
  return result.ok() ? FieldOf(*result) : "refused";
}

std::string AnswerWithKey(const std::string& command, std::istream& fields) {
  std::string content;
  std::string input;
  fields >> content >> input;
  const auto key = VrfSecretKey::Parse(KeyFileText(content.substr(1), "MODELSEAL DATASET KEY"));
  if (!key.ok()) {
    return "refused";
  }
  if (command == "labels") {
    const std::vector<VrfInput> inputs = InputsOf(input);
    std::vector<Label> labels(inputs.size());
    return key->ComputeLabels(inputs, labels).ok() ? FieldOf(labels) : "refused";
  }
  if (command == "prove") {
    return FieldOrRefused(key->ProveLabel(InputOf(input)));
  }
  if (command == "prove_batch") {
    return FieldOrRefused(key->ProveLabels(InputsOf(input)));
  }
  return FieldOf(crypto::AsBytes(key->PaddingKey().view())) + "," +
         FieldOf(crypto::AsBytes(key->ValueSaltKey().view()));
}

std::string AnswerWithPublicKey(const std::string& command, std::istream& fields) {
  int suite = 0;
  std::string public_key;
  std::string input;
  std::string proof;
  fields >> suite >> public_key >> input >> proof;
  const auto key = VrfPublicKey::Parse(static_cast<Suite>(suite), BytesOf(public_key));
  if (!key.ok()) {
    return "refused";
  }
  return command == "verify" ? FieldOrRefused(VerifyLabel(*key, InputOf(input), BytesOf(proof)))
                             : FieldOrRefused(VerifyLabels(*key, InputsOf(input), BytesOf(proof)));
}

std::string AnswerInput(std::istream& fields) {
  std::string context;
  std::string digest;
  fields >> context >> digest;
  const std::vector<uint8_t> bytes = BytesOf(digest);
  RecordDigest record = {};
  std::copy_n(bytes.begin(), std::min(bytes.size(), record.size()), record.begin());
  return FieldOf(crypto::AsBytes(MakeVrfInput(InputOf(context), record)));
}

std::string Answer(const std::string& line) {
  std::istringstream fields(line);
  std::string command;
  fields >> command;
  if (command.starts_with("verify")) {
    return AnswerWithPublicKey(command, fields);
  }
  return command == "input" ? AnswerInput(fields) : AnswerWithKey(command, fields);
}

}  // namespace
}  // namespace modelseal::dataset

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << modelseal::dataset::Answer(line) << "\n";
  }
  return 0;
}
