// SPDX-License-Identifier: Apache-2.0
//
// DER element by element: examples of X.690 and what its section 10 forbids.
#include "lib/crypto/der_reader.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

namespace modelseal::crypto {
namespace {

// "\x02\x01\x05"_der keeps NUL bytes.
std::string operator""_der(const char* bytes, size_t size) { return std::string(bytes, size); }

// Nothing can be read from it, whichever way is tried, and the reader does not move.
void CheckUnreadable(const std::string& der, DerTag tag) {
  CAPTURE(der.size(), der);
  DerReader reader(der);
  CHECK_FALSE(reader.ReadElement(tag).has_value());
  CHECK_FALSE(reader.ReadWholeElement(tag).has_value());
  CHECK_FALSE(reader.ReadAnyElement().has_value());
  CHECK_FALSE(reader.Enter(tag).has_value());
  CHECK_FALSE(reader.PeekTag().has_value());
  CHECK(reader.rest() == der);
}

TEST_CASE("elements are read one after another until none is left", "[crypto][der]") {
  const std::string der = "\x04\x02hi\x05\x00\x0c\x01!"_der;
  DerReader reader(der);
  CHECK(reader.PeekTag() == DerTag::kOctetString);
  CHECK(reader.ReadElement(DerTag::kOctetString) == "hi");
  CHECK(reader.ReadElement(DerTag::kNull) == "");
  CHECK_FALSE(reader.empty());
  CHECK(reader.rest() == "\x0c\x01!");
  CHECK(reader.ReadWholeElement(DerTag::kUtf8String) == "\x0c\x01!");
  CHECK(reader.empty());
  CHECK_FALSE(reader.PeekTag().has_value());
  CHECK_FALSE(reader.ReadAnyElement().has_value());
}

TEST_CASE("an element of another tag is left where it is", "[crypto][der]") {
  const std::string der = "\x04\x02hi"_der;
  DerReader reader(der);
  CHECK_FALSE(reader.ReadElement(DerTag::kUtf8String).has_value());
  CHECK_FALSE(reader.ReadWholeElement(DerTag::kSequence).has_value());
  CHECK_FALSE(reader.Enter(DerTag::kSequence).has_value());
  CHECK_FALSE(reader.ReadInteger().has_value());
  CHECK_FALSE(reader.ReadUint64().has_value());
  CHECK_FALSE(reader.ReadBoolean().has_value());
  CHECK_FALSE(reader.ReadObjectIdentifier().has_value());
  CHECK(reader.rest() == der);
  CHECK(reader.ReadAnyElement() == der);
}

TEST_CASE("a reader inside an element ends where the element ends", "[crypto][der]") {
  const std::string der = "\x30\x03\x02\x01\x05\x02\x01\x06"_der;
  DerReader reader(der);
  auto inside = reader.Enter(DerTag::kSequence);
  REQUIRE(inside.has_value());
  CHECK(inside->ReadUint64() == 5);
  CHECK(inside->empty());
  CHECK(reader.ReadUint64() == 6);
}

TEST_CASE("context tags tell number and form apart", "[crypto][der]") {
  const std::string der = "\xa0\x00\x80\x00\xa3\x00\x9e\x00"_der;
  DerReader reader(der);
  CHECK(reader.PeekTag() == ContextConstructed(0));
  CHECK_FALSE(reader.ReadElement(ContextPrimitive(0)).has_value());
  CHECK_FALSE(reader.ReadElement(ContextConstructed(1)).has_value());
  CHECK(reader.ReadElement(ContextConstructed(0)) == "");
  CHECK(reader.ReadElement(ContextPrimitive(0)) == "");
  CHECK(reader.ReadElement(ContextConstructed(3)) == "");
  CHECK(reader.ReadElement(ContextPrimitive(30)) == "");
  CHECK(reader.empty());
}

TEST_CASE("an element cut short anywhere is not read", "[crypto][der]") {
  const std::string small = EncodeDer(DerTag::kOctetString, "content");
  for (size_t size = 0; size < small.size(); ++size) {
    CheckUnreadable(small.substr(0, size), DerTag::kOctetString);
  }
  const std::string large = EncodeDer(DerTag::kOctetString, std::string(300, 'x'));
  for (size_t size = 0; size < large.size(); ++size) {
    CheckUnreadable(large.substr(0, size), DerTag::kOctetString);
  }
}

TEST_CASE("a length in more bytes than it needs is not read", "[crypto][der]") {
  CheckUnreadable("\x04\x81\x02hi"_der, DerTag::kOctetString);
  CheckUnreadable("\x04\x82\x00\x02hi"_der, DerTag::kOctetString);
  CheckUnreadable("\x04\x81\x7f"_der + std::string(0x7f, 'x'), DerTag::kOctetString);
  CheckUnreadable("\x04\x82\x00\x80"_der + std::string(0x80, 'x'), DerTag::kOctetString);
  CheckUnreadable("\x04\x83\x00\x01\x00"_der + std::string(0x100, 'x'), DerTag::kOctetString);
}

TEST_CASE("an indefinite or reserved length is not read", "[crypto][der]") {
  CheckUnreadable("\x30\x80\x02\x01\x05\x00\x00"_der, DerTag::kSequence);
  CheckUnreadable("\x24\x80\x04\x01x\x00\x00"_der, DerTag::kOctetString);
  CheckUnreadable("\x30\xff\x02\x01\x05"_der, DerTag::kSequence);
}

TEST_CASE("a length beyond the input is not read", "[crypto][der]") {
  CheckUnreadable("\x04\x84\xff\xff\xff\xff..."_der, DerTag::kOctetString);
  CheckUnreadable("\x04\x88\xff\xff\xff\xff\xff\xff\xff\xff..."_der, DerTag::kOctetString);
  CheckUnreadable("\x04\x89\x01\x00\x00\x00\x00\x00\x00\x00\x00..."_der, DerTag::kOctetString);
}

TEST_CASE("end-of-contents and tag numbers in a longer form than needed are no elements",
          "[crypto][der]") {
  CheckUnreadable("\x00\x00"_der, DerTag::kNull);
  CheckUnreadable("\x1f\x05\x00"_der, DerTag::kNull);             // NULL by its long form
  CheckUnreadable("\x9f\x1e\x00"_der, ContextPrimitive(30));      // 30 fits the short form
  CheckUnreadable("\x9f\x80\x1f\x00"_der, ContextPrimitive(31));  // leading zero
}

TEST_CASE("a string in constructed form is none", "[crypto][der]") {
  const std::string der = "\x24\x03\x04\x01x"_der;
  DerReader reader(der);
  CHECK_FALSE(reader.ReadElement(DerTag::kOctetString).has_value());
  CHECK(reader.rest() == der);
}

TEST_CASE("integers keep their sign in as many bytes as they need", "[crypto][der]") {
  const std::pair<std::string, std::string> read[] = {
      {"\x02\x01\x00"_der, "\x00"_der},         {"\x02\x01\x7f"_der, "\x7f"_der},
      {"\x02\x02\x00\x80"_der, "\x00\x80"_der}, {"\x02\x01\x80"_der, "\x80"_der},
      {"\x02\x02\xff\x7f"_der, "\xff\x7f"_der}, {"\x02\x01\xff"_der, "\xff"_der}};
  for (const auto& [der, contents] : read) {
    CAPTURE(der);
    DerReader reader(der);
    CHECK(reader.ReadInteger() == contents);
    CHECK(reader.empty());
  }
}

TEST_CASE("an integer with no or with needless bytes is not read", "[crypto][der]") {
  for (const std::string& der : {"\x02\x00"_der, "\x02\x02\x00\x7f"_der, "\x02\x02\x00\x00"_der,
                                 "\x02\x02\xff\x80"_der, "\x02\x02\xff\xff"_der}) {
    CAPTURE(der);
    DerReader reader(der);
    CHECK_FALSE(reader.ReadInteger().has_value());
    CHECK_FALSE(reader.ReadUint64().has_value());
    CHECK(reader.rest() == der);
  }
}

TEST_CASE("unsigned integers reach to 2^64 - 1", "[crypto][der]") {
  const std::pair<std::string, uint64_t> read[] = {
      {"\x02\x01\x00"_der, 0},
      {"\x02\x02\x00\xff"_der, 255},
      {"\x02\x08\x7f\xff\xff\xff\xff\xff\xff\xff"_der, 0x7fff'ffff'ffff'ffff},
      {"\x02\x09\x00\xff\xff\xff\xff\xff\xff\xff\xff"_der, 0xffff'ffff'ffff'ffff}};
  for (const auto& [der, value] : read) {
    DerReader reader(der);
    CHECK(reader.ReadUint64() == value);
    CHECK(reader.empty());
  }
}

TEST_CASE("a negative integer and one of 65 bits are no unsigned ones", "[crypto][der]") {
  for (const std::string& der :
       {"\x02\x01\xff"_der, "\x02\x01\x80"_der, "\x02\x08\xff\x00\x00\x00\x00\x00\x00\x00"_der,
        "\x02\x09\x01\x00\x00\x00\x00\x00\x00\x00\x00"_der}) {
    CAPTURE(der);
    DerReader reader(der);
    CHECK_FALSE(reader.ReadUint64().has_value());
    CHECK(reader.rest() == der);
    CHECK(reader.ReadInteger().has_value());
  }
}

TEST_CASE("a boolean is 00 or ff", "[crypto][der]") {
  const std::string der = "\x01\x01\xff\x01\x01\x00"_der;
  DerReader reader(der);
  CHECK(reader.ReadBoolean() == true);
  CHECK(reader.ReadBoolean() == false);
  CHECK(reader.empty());
}

TEST_CASE("a boolean of any other content is not read", "[crypto][der]") {
  for (const std::string& der :
       {"\x01\x01\x01"_der, "\x01\x01\x7f"_der, "\x01\x00"_der, "\x01\x02\xff\xff"_der}) {
    CAPTURE(der);
    DerReader reader(der);
    CHECK_FALSE(reader.ReadBoolean().has_value());
    CHECK(reader.rest() == der);
  }
}

TEST_CASE("object identifiers are read as dotted decimals", "[crypto][der]") {
  const std::pair<std::string, std::string> read[] = {
      {"\x06\x03\x55\x1d\x11"_der, "2.5.29.17"},
      {"\x06\x03\x88\x37\x03"_der, "2.999.3"},  // X.690 8.19.5
      {"\x06\x0a\x2b\x06\x01\x04\x01\x83\xbf\x30\x01\x08"_der, "1.3.6.1.4.1.57264.1.8"},
      {"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01"_der, "1.2.840.113549.1.1.1"}};
  for (const auto& [der, text] : read) {
    DerReader reader(der);
    CHECK(reader.ReadObjectIdentifier() == text);
    CHECK(reader.empty());
  }
}

TEST_CASE("an object identifier that is empty, cut or padded is not read", "[crypto][der]") {
  for (const std::string& der : {"\x06\x00"_der, "\x06\x01\x80"_der, "\x06\x02\x55\x9d"_der,
                                 "\x06\x04\x55\x80\x1d\x11"_der}) {
    CAPTURE(der);
    DerReader reader(der);
    CHECK_FALSE(reader.ReadObjectIdentifier().has_value());
    CHECK(reader.rest() == der);
  }
}

TEST_CASE("lengths are written in the form that is read", "[crypto][der]") {
  const std::pair<size_t, std::string> headers[] = {{0, "\x04\x00"_der},
                                                    {1, "\x04\x01"_der},
                                                    {127, "\x04\x7f"_der},
                                                    {128, "\x04\x81\x80"_der},
                                                    {255, "\x04\x81\xff"_der},
                                                    {256, "\x04\x82\x01\x00"_der},
                                                    {65'535, "\x04\x82\xff\xff"_der},
                                                    {65'536, "\x04\x83\x01\x00\x00"_der}};
  for (const auto& [size, header] : headers) {
    CAPTURE(size);
    const std::string contents(size, 'x');
    const std::string der = EncodeDer(DerTag::kOctetString, contents);
    CHECK(der == header + contents);
    DerReader reader(der);
    CHECK(reader.ReadElement(DerTag::kOctetString) == contents);
    CHECK(reader.empty());
  }
}

TEST_CASE("tags are written as X.690 numbers them", "[crypto][der]") {
  const std::pair<DerTag, char> tags[] = {{DerTag::kBoolean, '\x01'},
                                          {DerTag::kInteger, '\x02'},
                                          {DerTag::kBitString, '\x03'},
                                          {DerTag::kOctetString, '\x04'},
                                          {DerTag::kNull, '\x05'},
                                          {DerTag::kObjectIdentifier, '\x06'},
                                          {DerTag::kEnumerated, '\x0a'},
                                          {DerTag::kUtf8String, '\x0c'},
                                          {DerTag::kPrintableString, '\x13'},
                                          {DerTag::kIa5String, '\x16'},
                                          {DerTag::kUtcTime, '\x17'},
                                          {DerTag::kGeneralizedTime, '\x18'},
                                          {DerTag::kSequence, '\x30'},
                                          {DerTag::kSet, '\x31'},
                                          {ContextPrimitive(1), '\x81'},
                                          {ContextConstructed(3), '\xa3'},
                                          {ContextPrimitive(30), '\x9e'}};
  for (const auto& [tag, byte] : tags) {
    CHECK(EncodeDer(tag, "").front() == byte);
    const std::string der = EncodeDer(tag, "");
    CHECK(DerReader(der).PeekTag() == tag);
  }
}

}  // namespace
}  // namespace modelseal::crypto
