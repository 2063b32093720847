// SPDX-License-Identifier: Apache-2.0
//
// A text from anywhere as one PEM block, read as people's files are and strictly. The strict
// reading is the narrower one, and what we write ourselves is read by both.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/invariant.h"
#include "lib/crypto/pem.h"
#include "lib/crypto/strict_pem.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using modelseal::crypto::DecodeStrictPem;
  using modelseal::crypto::ParsePemBlock;
  using modelseal::fuzz::Require;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto block = ParsePemBlock(text);
  for (const std::string_view label : {"CERTIFICATE", "PUBLIC KEY"}) {
    const auto der = DecodeStrictPem(text, label);
    // BoringSSL's reader has a limit on the length of lines; where it gives a block it is this one.
    if (der.has_value() && block.ok()) {
      Require(block->label == label && block->der.view() == *der,
              "what the strict reader takes, the other reads alike");
    }
  }
  if (block.ok() && !block->label.empty() && block->der.view().size() != 0) {
    const auto written = modelseal::crypto::WritePemBlock(block->label, block->der.view());
    Require(DecodeStrictPem(written.view(), block->label) == block->der.view(),
            "what we write reads strictly");
  }
  return 0;
}
