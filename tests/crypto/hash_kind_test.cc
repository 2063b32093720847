// SPDX-License-Identifier: Apache-2.0
//
// SHA-2 by name: the digests of "abc" are those of FIPS 180-4's examples.
#include "lib/crypto/hash_kind.h"

#include <catch2/catch.hpp>
#include <string>

#include "lib/base/hex.h"
#include "lib/crypto/digest.h"

namespace modelseal::crypto {
namespace {

struct HashCase {
  HashKind kind;
  std::string name;
  size_t size;
  std::string digest_of_abc;
};

const HashCase kHashes[] = {{HashKind::kSha256, "sha256", 32,
                             "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
                            {HashKind::kSha384, "sha384", 48,
                             "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
                             "8086072ba1e7cc2358baeca134c825a7"},
                            {HashKind::kSha512, "sha512", 64,
                             "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                             "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"}};

TEST_CASE("kinds of hash are known by their names and no others", "[crypto][hash_kind]") {
  for (const HashKind kind : {HashKind::kSha256, HashKind::kSha384, HashKind::kSha512}) {
    CHECK(ParseHashKind(HashKindName(kind)) == kind);
  }
  for (const char* name : {"", "sha1", "md5", "SHA256", "sha-256", "sha2560", "sha512/256"}) {
    CHECK(ParseHashKind(name) == std::nullopt);
  }
}

TEST_CASE("each hash has its name, size and digest", "[crypto][digest]") {
  for (const HashCase& c : kHashes) {
    CAPTURE(c.name);
    CHECK(HashKindName(c.kind) == c.name);
    CHECK(HashSize(c.kind) == c.size);
    CHECK(EncodeHex(AsBytes(ComputeHash(c.kind, "abc"))) == c.digest_of_abc);
    CHECK(ComputeHash(c.kind, "").size() == c.size);
  }
}

}  // namespace
}  // namespace modelseal::crypto
