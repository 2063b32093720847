// SPDX-License-Identifier: Apache-2.0
#include "tests/dataset/vrf_examples.h"

#include <stdexcept>

#include "lib/base/hex.h"
#include "lib/crypto/pem.h"

namespace modelseal::testing {

std::vector<uint8_t> BytesOfHex(std::string_view hex) {
  std::vector<uint8_t> bytes(hex.size() / 2);
  if (!DecodeHex(hex, bytes)) {
    throw std::invalid_argument("not hexadecimal: " + std::string(hex));
  }
  return bytes;
}

std::string KeyFileText(std::string_view content_hex, std::string_view pem_label) {
  const std::vector<uint8_t> content = BytesOfHex(content_hex);
  return std::string(
      crypto::WritePemBlock(pem_label, std::string(content.begin(), content.end())).view());
}

std::string KeyFileHead(dataset::Suite suite) {
  return suite == dataset::Suite::kEcvrfP256Sha256Tai ? "6d7365616c767266010101"
                                                      : "6d7365616c767266010102";
}

dataset::VrfSecretKey MakeVrfKey(dataset::Suite suite, std::string_view scalar_hex,
                                 std::string_view public_key_hex) {
  const std::string content =
      KeyFileHead(suite) + std::string(scalar_hex) + std::string(public_key_hex);
  auto key = dataset::VrfSecretKey::Parse(KeyFileText(content, "MODELSEAL DATASET KEY"));
  if (!key.ok()) {
    throw std::invalid_argument(std::string(key.status().message()));
  }
  return *std::move(key);
}

std::vector<dataset::VrfInput> ExampleInputs(size_t count) {
  std::vector<dataset::VrfInput> inputs;
  for (size_t i = 0; i < count; ++i) {
    inputs.push_back("record " + std::to_string(i));
  }
  return inputs;
}

std::string SuiteText(dataset::Suite suite) { return std::string(dataset::SuiteName(suite)); }

}  // namespace modelseal::testing
