// SPDX-License-Identifier: Apache-2.0
//
// A timestamp from anywhere: the bytes it is about, then the response. The authorities are those of
// the built-in trusted root and of the files that MODELSEAL_FUZZ_ROOTS names, separated by colons,
// so that real timestamps verify; one that does must be about these bytes and no others.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/input_parts.h"
#include "fuzz/invariant.h"
#include "lib/timestamp/timestamp.h"
#include "lib/trust/trusted_root.h"

namespace {

using modelseal::fuzz::Require;
using modelseal::timestamp::TimestampAuthority;
using modelseal::trust::TrustedRoot;

using Authorities = std::vector<TimestampAuthority>;

void Append(const absl::StatusOr<TrustedRoot>& root, Authorities* authorities) {
  if (root.ok()) {
    const auto& more = root->timestamp_authorities();
    authorities->insert(authorities->end(), more.begin(), more.end());
  }
}

Authorities LoadAuthorities() {
  Authorities authorities;
  Append(TrustedRoot::Production(), &authorities);
  const char* const files = std::getenv("MODELSEAL_FUZZ_ROOTS");
  std::istringstream names(files == nullptr ? "" : files);
  for (std::string name; std::getline(names, name, ':');) {
    std::ifstream file(name, std::ios::binary);
    const std::string json(std::istreambuf_iterator<char>(file), {});
    Append(TrustedRoot::Parse(json), &authorities);
  }
  Require(!authorities.empty(), "the built-in trusted root has a timestamp authority");
  return authorities;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using modelseal::timestamp::ReadTimestampTimeUnverified;
  using modelseal::timestamp::VerifyTimestamp;
  static const Authorities* const kAuthorities = new Authorities(LoadAuthorities());
  modelseal::fuzz::InputParts parts(data, size);
  const std::string_view signed_bytes = parts.Next();
  const std::string_view response = parts.rest();
  const auto claimed_time = ReadTimestampTimeUnverified(response);
  const auto timestamp = VerifyTimestamp(response, signed_bytes, *kAuthorities);
  if (!timestamp.ok()) {
    return 0;
  }
  Require(claimed_time.ok() && *claimed_time == timestamp->time_ms, "a timestamp has one time");
  Require(timestamp->authority_index < kAuthorities->size(), "an authority made the timestamp");
  const std::string other = std::string(signed_bytes) + "x";
  Require(!VerifyTimestamp(response, other, *kAuthorities).ok(), "it is about these bytes only");
  Require(!VerifyTimestamp(std::string(response) + '\0', signed_bytes, *kAuthorities).ok(),
          "nothing may stand behind a timestamp");
  return 0;
}
