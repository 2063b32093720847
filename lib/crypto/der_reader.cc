// SPDX-License-Identifier: Apache-2.0
#include "lib/crypto/der_reader.h"

#include <openssl/err.h>
#include <openssl/mem.h>

#include "lib/crypto/digest.h"

namespace modelseal::crypto {
namespace {

CBS ToCbs(std::string_view bytes) {
  CBS cbs;
  CBS_init(&cbs, AsBytes(bytes).data(), bytes.size());
  return cbs;
}

std::string_view ToView(const CBS& cbs) {
  return {reinterpret_cast<const char*>(CBS_data(&cbs)), CBS_len(&cbs)};
}

// The next element and the size of its header; moves `cbs` behind it.
bool ReadNext(CBS& cbs, CBS& element, unsigned& tag, size_t& header_size) {
  return CBS_get_any_asn1_element(&cbs, &element, &tag, &header_size) == 1;
}

}  // namespace

std::optional<DerTag> DerReader::PeekTag() const {
  CBS cbs = ToCbs(rest_);
  CBS element;
  unsigned tag = 0;
  size_t header_size = 0;
  if (!ReadNext(cbs, element, tag, header_size)) {
    return std::nullopt;
  }
  return static_cast<DerTag>(tag);
}

std::optional<std::string_view> DerReader::ReadElement(DerTag tag) {
  CBS cbs = ToCbs(rest_);
  CBS contents;
  if (!CBS_get_asn1(&cbs, &contents, static_cast<unsigned>(tag))) {
    return std::nullopt;
  }
  rest_ = ToView(cbs);
  return ToView(contents);
}

std::optional<std::string_view> DerReader::ReadWholeElement(DerTag tag) {
  CBS cbs = ToCbs(rest_);
  CBS element;
  if (!CBS_get_asn1_element(&cbs, &element, static_cast<unsigned>(tag))) {
    return std::nullopt;
  }
  rest_ = ToView(cbs);
  return ToView(element);
}

std::optional<std::string_view> DerReader::ReadAnyElement() {
  CBS cbs = ToCbs(rest_);
  CBS element;
  unsigned tag = 0;
  size_t header_size = 0;
  if (!ReadNext(cbs, element, tag, header_size)) {
    return std::nullopt;
  }
  rest_ = ToView(cbs);
  return ToView(element);
}

std::optional<DerReader> DerReader::Enter(DerTag tag) {
  const std::optional<std::string_view> contents = ReadElement(tag);
  if (!contents.has_value()) {
    return std::nullopt;
  }
  return DerReader(*contents);
}

std::optional<std::string_view> DerReader::ReadInteger() {
  DerReader ahead = *this;
  const std::optional<std::string_view> contents = ahead.ReadElement(DerTag::kInteger);
  if (!contents.has_value()) {
    return std::nullopt;
  }
  const CBS cbs = ToCbs(*contents);
  int is_negative = 0;
  if (!CBS_is_valid_asn1_integer(&cbs, &is_negative)) {
    return std::nullopt;
  }
  *this = ahead;
  return contents;
}

std::optional<uint64_t> DerReader::ReadUint64() {
  CBS cbs = ToCbs(rest_);
  uint64_t value = 0;
  if (!CBS_get_asn1_uint64(&cbs, &value)) {
    return std::nullopt;
  }
  rest_ = ToView(cbs);
  return value;
}

std::optional<bool> DerReader::ReadBoolean() {
  CBS cbs = ToCbs(rest_);
  int value = 0;
  if (!CBS_get_asn1_bool(&cbs, &value)) {
    return std::nullopt;
  }
  rest_ = ToView(cbs);
  return value != 0;
}

std::optional<std::string> DerReader::ReadObjectIdentifier() {
  DerReader ahead = *this;
  const std::optional<std::string_view> contents = ahead.ReadElement(DerTag::kObjectIdentifier);
  if (!contents.has_value()) {
    return std::nullopt;
  }
  const CBS cbs = ToCbs(*contents);
  const bssl::UniquePtr<char> text(CBS_asn1_oid_to_text(&cbs));
  ERR_clear_error();
  if (text == nullptr) {
    return std::nullopt;
  }
  *this = ahead;
  return std::string(text.get());
}

std::string EncodeDer(DerTag tag, std::string_view contents) {
  const auto bits = static_cast<uint32_t>(tag);
  // CBS keeps class and constructed bit in the top byte.
  std::string out(1, static_cast<char>(bits >> CBS_ASN1_TAG_SHIFT | (bits & 0x1f)));
  if (contents.size() < 0x80) {
    out += static_cast<char>(contents.size());
  } else {
    std::string size;
    for (size_t rest = contents.size(); rest != 0; rest >>= 8) {
      size.insert(size.begin(), static_cast<char>(rest & 0xff));
    }
    out += static_cast<char>(0x80 | size.size());
    out += size;
  }
  return out.append(contents);
}

}  // namespace modelseal::crypto
