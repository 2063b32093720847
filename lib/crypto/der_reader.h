// SPDX-License-Identifier: Apache-2.0
//
// Reads DER (X.690) element by element, over BoringSSL's CBS: definite lengths in their shortest
// form only. For structures that BoringSSL has no parser for.
#ifndef MODELSEAL_LIB_CRYPTO_DER_READER_H_
#define MODELSEAL_LIB_CRYPTO_DER_READER_H_

#include <openssl/bytestring.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace modelseal::crypto {

enum class DerTag : uint32_t {
  kBoolean = CBS_ASN1_BOOLEAN,
  kInteger = CBS_ASN1_INTEGER,
  kBitString = CBS_ASN1_BITSTRING,
  kOctetString = CBS_ASN1_OCTETSTRING,
  kNull = CBS_ASN1_NULL,
  kObjectIdentifier = CBS_ASN1_OBJECT,
  kEnumerated = CBS_ASN1_ENUMERATED,
  kUtf8String = CBS_ASN1_UTF8STRING,
  kSequence = CBS_ASN1_SEQUENCE,
  kSet = CBS_ASN1_SET,
  kPrintableString = CBS_ASN1_PRINTABLESTRING,
  kIa5String = CBS_ASN1_IA5STRING,
  kUtcTime = CBS_ASN1_UTCTIME,
  kGeneralizedTime = CBS_ASN1_GENERALIZEDTIME,
};

// [0], [1] and so on, of the class context-specific.
constexpr DerTag ContextPrimitive(uint32_t number) {
  return static_cast<DerTag>(CBS_ASN1_CONTEXT_SPECIFIC | number);
}
constexpr DerTag ContextConstructed(uint32_t number) {
  return static_cast<DerTag>(CBS_ASN1_CONTEXT_SPECIFIC | CBS_ASN1_CONSTRUCTED | number);
}

// A place in bytes that the caller keeps alive; views that it gives point into them. Cheap to copy.
// A failed Read leaves it where it was. Not thread-safe.
class DerReader {
 public:
  explicit DerReader(std::string_view der) : rest_(der) {}

  bool empty() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }

  // The tag of what comes next; no value at the end or if no tag can be read.
  std::optional<DerTag> PeekTag() const;

  // The contents of the next element; no value unless it is of the tag and well-formed.
  std::optional<std::string_view> ReadElement(DerTag tag);

  // The same with tag and length.
  std::optional<std::string_view> ReadWholeElement(DerTag tag);

  // The next element, whatever it is, with tag and length.
  std::optional<std::string_view> ReadAnyElement();

  // A reader over the contents of the next element.
  std::optional<DerReader> Enter(DerTag tag);

  // Contents of an INTEGER, two's complement in its shortest form.
  std::optional<std::string_view> ReadInteger();
  // An INTEGER from 0 to 2^64 - 1.
  std::optional<uint64_t> ReadUint64();
  std::optional<bool> ReadBoolean();
  // Dotted decimal, "2.5.29.17".
  std::optional<std::string> ReadObjectIdentifier();

 private:
  std::string_view rest_;
};

// One element, its length in the shortest form. Tags with numbers above 30 are not for this.
std::string EncodeDer(DerTag tag, std::string_view contents);

}  // namespace modelseal::crypto

#endif  // MODELSEAL_LIB_CRYPTO_DER_READER_H_
