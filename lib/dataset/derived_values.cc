// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/derived_values.h"

#include <openssl/digest.h>
#include <openssl/hmac.h>

#include <array>
#include <span>
#include <vector>

#include "lib/crypto/digest.h"
#include "lib/dataset/wire_writer.h"

namespace modelseal::dataset {
namespace {

constexpr uint8_t kLabelTag = 0x00;
constexpr uint8_t kContentTag = 0x01;

std::array<uint8_t, 32> HmacSha256(std::string_view key, std::span<const uint8_t> message) {
  std::array<uint8_t, 32> mac;
  unsigned size = 0;
  HMAC(EVP_sha256(), key.data(), key.size(), message.data(), message.size(), mac.data(), &size);
  return mac;
}

std::string LengthAndText(std::string_view text) {
  return static_cast<char>(text.size()) + std::string(text);
}

}  // namespace

ValueSalt ComputeValueSalt(const crypto::Secret& value_salt_key, const Label& label) {
  return HmacSha256(value_salt_key.view(), label);
}

Dummies::Dummies(const crypto::Secret& padding_key, const DatasetParameters& parameters)
    : key_(padding_key.view()),
      names_(LengthAndText(parameters.context) + LengthAndText(parameters.name)) {}

Label Dummies::ComputeLabel(uint64_t index) const {
  WireWriter writer;
  writer.WriteU8(kLabelTag);
  writer.WriteText(names_);
  writer.WriteU64(index);
  return HmacSha256(key_, writer.bytes());
}

LeafContent Dummies::ComputeContent(const Label& label) const {
  WireWriter writer;
  writer.WriteU8(kContentTag);
  writer.WriteText(names_);
  writer.WriteBytes(label);
  return HmacSha256(key_, writer.bytes());
}

}  // namespace modelseal::dataset
