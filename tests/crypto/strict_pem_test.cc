// SPDX-License-Identifier: Apache-2.0
#include "lib/crypto/strict_pem.h"

#include <catch2/catch.hpp>
#include <string>

namespace modelseal::crypto {
namespace {

const std::string kBegin = "-----BEGIN PUBLIC KEY-----\n";
const std::string kEnd = "-----END PUBLIC KEY-----\n";

std::optional<std::string> Decode(const std::string& text) {
  return DecodeStrictPem(text, "PUBLIC KEY");
}

}  // namespace

TEST_CASE("strict PEM is one block", "[crypto][pem]") {
  CHECK(Decode(kBegin + "YWJjZGU=\n" + kEnd) == "abcde");
  CHECK(Decode(kBegin + "YWJj\nZG\nU=\n" + kEnd) == "abcde");
}

TEST_CASE("strict PEM may lack the newline at its end", "[crypto][pem]") {
  CHECK(Decode(kBegin + "YWJjZGU=\n" + kEnd.substr(0, kEnd.size() - 1)) == "abcde");
}

TEST_CASE("strict PEM with anything around the block is refused", "[crypto][pem]") {
  const std::string good = kBegin + "YWJjZGU=\n" + kEnd;
  for (const std::string& text : {"\n" + good, " " + good, "text\n" + good, good + "\n", good + " ",
                                  good + good, "\xef\xbb\xbf" + good, std::string()}) {
    CAPTURE(text);
    CHECK(Decode(text) == std::nullopt);
  }
}

TEST_CASE("strict PEM with another label is refused", "[crypto][pem]") {
  const std::string good = kBegin + "YWJjZGU=\n" + kEnd;
  CHECK(DecodeStrictPem(good, "CERTIFICATE") == std::nullopt);
  CHECK(DecodeStrictPem(good, "PUBLIC") == std::nullopt);
  CHECK(Decode(kBegin + "YWJjZGU=\n-----END CERTIFICATE-----\n") == std::nullopt);
}

TEST_CASE("strict PEM with headers is refused", "[crypto][pem]") {
  CHECK(Decode(kBegin + "Proc-Type: 4,ENCRYPTED\n\nYWJjZGU=\n" + kEnd) == std::nullopt);
}

TEST_CASE("strict PEM with a line that is not base64 is refused", "[crypto][pem]") {
  for (const char* const lines :
       {"YWJjZGU=\n\n", "\nYWJjZGU=\n", "YWJjZGU= \n", " YWJjZGU=\n", "YWJjZGU=\r\n", "YWJjZGU\n",
        "YWJjZGV=\n", "YWJj-GU=\n", "YW==\nYWJj\n", "YWJjZGU=", "=\n"}) {
    CAPTURE(lines);
    CHECK(Decode(kBegin + lines + kEnd) == std::nullopt);
  }
}

TEST_CASE("strict PEM that is cut anywhere is refused", "[crypto][pem]") {
  const std::string good = kBegin + "YWJjZGU=\n" + kEnd;
  // But for the newline at the end.
  for (size_t size = 0; size + 1 < good.size(); ++size) {
    CHECK(Decode(good.substr(0, size)) == std::nullopt);
  }
}

TEST_CASE("strict PEM of nothing holds no bytes", "[crypto][pem]") {
  CHECK(Decode(kBegin + kEnd) == "");
}

}  // namespace modelseal::crypto
