// SPDX-License-Identifier: Apache-2.0
//
// A key of a dataset from anywhere: the text of a key file, what such a file holds, and a public
// key. What is read is written again as it was, and proves what it computes.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "fuzz/invariant.h"
#include "lib/crypto/pem.h"
#include "lib/dataset/vrf_secret_key.h"

namespace {

using modelseal::dataset::Label;
using modelseal::dataset::Suite;
using modelseal::dataset::VrfInput;
using modelseal::dataset::VrfPublicKey;
using modelseal::dataset::VrfSecretKey;
using modelseal::fuzz::Require;

void CheckKeyFile(std::string_view text) {
  const auto key = VrfSecretKey::Parse(text);
  if (!key.ok()) {
    return;
  }
  Require(key->Serialize().view() == text, "a key has one form");
  const VrfInput input = "input";
  Label label = {};
  Require(key->ComputeLabels({&input, 1}, {&label, 1}).ok(), "an input has a label");
  const auto proof = key->ProveLabel(input);
  Require(proof.ok(), "a label has a proof");
  const auto proved = VerifyLabel(key->public_key(), input, *proof);
  Require(proved.ok() && *proved == label, "a proof holds");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  CheckKeyFile(input);
  CheckKeyFile(modelseal::crypto::WritePemBlock("MODELSEAL DATASET KEY", input).view());
  const std::span<const uint8_t> bytes(data, size);
  const auto public_key = VrfPublicKey::Parse(Suite::kBulkP256Sha256, bytes);
  Require(!public_key.ok() || std::equal(public_key->bytes().begin(), public_key->bytes().end(),
                                         bytes.begin(), bytes.end()),
          "a public key has one form");
  return 0;
}
