// SPDX-License-Identifier: Apache-2.0
#include "lib/statement/shard_name.h"

#include <catch2/catch.hpp>

namespace modelseal::statement {
namespace {

TEST_CASE("a range name splits at the last two colons", "[statement][shard]") {
  const auto shard = ParseShardName("dir/a:b:0:18446744073709551615");
  REQUIRE(shard.has_value());
  CHECK(shard->path == "dir/a:b");
  CHECK(shard->start_bytes == 0);
  CHECK(shard->end_bytes == 18446744073709551615u);
}

TEST_CASE("numbers of a range name are plain decimal below 2^64", "[statement][shard]") {
  for (const char* bad : {"a", "a:1", "a::1", "a:1:", "a:+0:40", "a:0:4_0", "a:00:40", "a:0:040",
                          "a: 0:40", "a:0:40 ", "a:-0:40", "a:0x0:40", "a:0:1e3",
                          "a:0:18446744073709551616", "a:0:18446744073709551656"}) {
    CAPTURE(bad);
    CHECK_FALSE(ParseShardName(bad).has_value());
  }
}

}  // namespace
}  // namespace modelseal::statement
