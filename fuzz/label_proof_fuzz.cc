// SPDX-License-Identifier: Apache-2.0
//
// The proof of a label, or of up to seven, from anywhere, under a key whose labels are known: what
// is accepted proves those and no others. The first byte says for which suite (bit 0) and for how
// many inputs (bits 1 to 3; none: a proof of one label); the inputs are "0", "1" and so on.
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "fuzz/invariant.h"
#include "lib/crypto/pem.h"
#include "lib/dataset/vrf_secret_key.h"

namespace {

using modelseal::dataset::Label;
using modelseal::dataset::Suite;
using modelseal::dataset::VrfInput;
using modelseal::dataset::VrfSecretKey;
using modelseal::fuzz::Require;

constexpr size_t kMaxInputs = 7;

// The scalar 1, whose public key is the generator.
VrfSecretKey MakeKey(Suite suite) {
  constexpr uint8_t kGenerator[] = {0x03, 0x6b, 0x17, 0xd1, 0xf2, 0xe1, 0x2c, 0x42, 0x47,
                                    0xf8, 0xbc, 0xe6, 0xe5, 0x63, 0xa4, 0x40, 0xf2, 0x77,
                                    0x03, 0x7d, 0x81, 0x2d, 0xeb, 0x33, 0xa0, 0xf4, 0xa1,
                                    0x39, 0x45, 0xd8, 0x98, 0xc2, 0x96};
  std::string content = "msealvrf\1\1";
  content += static_cast<char>(suite);
  content += std::string(31, '\0') + '\1';
  content.append(std::begin(kGenerator), std::end(kGenerator));
  const auto text = modelseal::crypto::WritePemBlock("MODELSEAL DATASET KEY", content);
  auto key = VrfSecretKey::Parse(text.view());
  Require(key.ok(), "the key of this test");
  return *std::move(key);
}

// What is right in one suite.
struct Truth {
  explicit Truth(Suite suite) : key(MakeKey(suite)) {
    for (size_t i = 0; i < kMaxInputs; ++i) {
      inputs.push_back(std::to_string(i));
    }
    labels.resize(kMaxInputs);
    Require(key.ComputeLabels(inputs, labels).ok(), "labels of this test");
  }

  VrfSecretKey key;
  std::vector<VrfInput> inputs;
  std::vector<Label> labels;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const Truth* const kTruths[] = {new Truth(Suite::kEcvrfP256Sha256Tai),
                                         new Truth(Suite::kBulkP256Sha256)};
  if (size == 0) {
    return 0;
  }
  const Truth& truth = *kTruths[data[0] & 1];
  const size_t count = data[0] >> 1 & kMaxInputs;
  const std::span<const uint8_t> proof(data + 1, size - 1);
  const auto& key = truth.key.public_key();
  if (count == 0) {
    const auto label = VerifyLabel(key, truth.inputs[0], proof);
    Require(!label.ok() || *label == truth.labels[0], "an input has one label");
    return 0;
  }
  const auto labels = VerifyLabels(key, std::span(truth.inputs).first(count), proof);
  const std::vector<Label> expected(truth.labels.begin(), truth.labels.begin() + count);
  Require(!labels.ok() || *labels == expected, "each input has one label");
  return 0;
}
