// SPDX-License-Identifier: Apache-2.0
#include "lib/json/writer.h"

#include <catch2/catch.hpp>

namespace modelseal::json {
namespace {

TEST_CASE("the writer gives compact JSON in the order of the calls", "[json][writer]") {
  Writer writer;
  writer.BeginObject().Key("b").BeginArray().Integer(1).Bool(false).EndArray();
  writer.Key("a").BeginObject().EndObject().Key("n").Integer(18446744073709551615u).EndObject();
  CHECK(std::move(writer).Take() == R"({"b":[1,false],"a":{},"n":18446744073709551615})");
}

TEST_CASE("the writer escapes what JSON demands and nothing else", "[json][writer]") {
  Writer writer;
  writer.String(
      "\"\\/\n\t\x01\x7f"
      "é\xe2\x80\xa8");
  CHECK(std::move(writer).Take() ==
        "\"\\\"\\\\/\\u000a\\u0009\\u0001\x7f"
        "é\xe2\x80\xa8\"");
}

}  // namespace
}  // namespace modelseal::json
