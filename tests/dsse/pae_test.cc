// SPDX-License-Identifier: Apache-2.0
#include "lib/dsse/pae.h"

#include <catch2/catch.hpp>
#include <string>

namespace modelseal::dsse {
namespace {

// The example of the DSSE specification.
TEST_CASE("PAE of the specification's example", "[dsse]") {
  CHECK(BuildPae("http://example.com/HelloWorld", "hello world").bytes ==
        "DSSEv1 29 http://example.com/HelloWorld 11 hello world");
}

TEST_CASE("PAE counts bytes, not characters, and keeps every byte", "[dsse]") {
  const std::string payload("\0\xff\xc3\xa9", 4);
  CHECK(BuildPae("t", payload).bytes == "DSSEv1 1 t 4 " + payload);
  CHECK(BuildPae("", "").bytes == "DSSEv1 0  0 ");
}

TEST_CASE("no two pairs of type and payload share an encoding", "[dsse]") {
  CHECK(BuildPae("a", " 1 b").bytes != BuildPae("a 4 ", "b").bytes);
}

// The right-hand sides are what CPython 3.11 prints for the payload as a bytes object.
TEST_CASE("legacy PAE prints the payload as Python does", "[dsse]") {
  CHECK(BuildLegacyPae("t", "{\"a\": 1}").bytes == "DSSEV1 1 t 8 b'{\"a\": 1}'");
  CHECK(BuildLegacyPae("t", "it's").bytes == "DSSEV1 1 t 4 b\"it's\"");
  CHECK(BuildLegacyPae("t", "it's \"q\"").bytes == "DSSEV1 1 t 8 b'it\\'s \"q\"'");
  CHECK(BuildLegacyPae("t", std::string("\0\t\n\r\\\x7f\xe9~", 8)).bytes ==
        "DSSEV1 1 t 8 b'\\x00\\t\\n\\r\\\\\\x7f\\xe9~'");
}

}  // namespace
}  // namespace modelseal::dsse
