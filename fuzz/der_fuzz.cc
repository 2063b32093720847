// SPDX-License-Identifier: Apache-2.0
//
// Bytes from anywhere as DER, element inside element. DER has one form: what was read is written
// again as the same bytes.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/invariant.h"
#include "lib/crypto/der_reader.h"

namespace {

using modelseal::crypto::DerReader;
using modelseal::crypto::DerTag;
using modelseal::fuzz::Require;

constexpr uint32_t kMaxShortTagNumber = 30;
constexpr int kMaxDepth = 32;

void ReadValues(DerReader reader) {
  const std::string_view before = reader.rest();
  DerReader other = reader;
  if (other.ReadUint64().has_value()) {
    Require(reader.ReadInteger().has_value(), "an unsigned integer is an integer");
    Require(reader.rest() == other.rest(), "an integer has one end");
    return;
  }
  const bool is_read = other.ReadBoolean().has_value() || other.ReadObjectIdentifier().has_value();
  Require(is_read || other.rest() == before, "a failed read does not move");
}

void Walk(DerReader reader, int depth) {
  while (const auto tag = reader.PeekTag()) {
    ReadValues(reader);
    DerReader ahead = reader;
    const auto contents = ahead.ReadElement(*tag);
    const auto element = reader.ReadAnyElement();
    Require(contents.has_value() && element.has_value(), "an element with a tag can be read");
    Require(ahead.rest() == reader.rest(), "an element has one end");
    const auto bits = static_cast<uint32_t>(*tag);
    if ((bits & CBS_ASN1_TAG_NUMBER_MASK) <= kMaxShortTagNumber) {
      Require(modelseal::crypto::EncodeDer(*tag, *contents) == *element, "DER has one form");
    }
    if (depth < kMaxDepth) {
      Walk(DerReader(*contents), depth + 1);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Walk(DerReader({reinterpret_cast<const char*>(data), size}), 0);
  return 0;
}
