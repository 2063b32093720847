// SPDX-License-Identifier: Apache-2.0
//
// A payload from anywhere, under each way of reading. What was accepted must be accepted again as
// we write it ourselves, and come out the same.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/invariant.h"
#include "lib/statement/artifact_statement.h"
#include "lib/statement/statement.h"

namespace {

using modelseal::fuzz::Require;

void ReadArtifacts(std::string_view payload) {
  const auto statement = modelseal::statement::ParseArtifactStatement(payload);
  if (!statement.ok()) {
    return;
  }
  for (const auto& subject : statement->digests) {
    Require(subject.digest.size() == modelseal::crypto::HashSize(subject.algorithm),
            "a digest has the size of its algorithm");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using modelseal::manifest::Manifest;
  using modelseal::statement::ParseStatement;
  using modelseal::statement::WriteStatement;
  const std::string_view payload(reinterpret_cast<const char*>(data), size);
  ReadArtifacts(payload);
  (void)ParseStatement(payload, {.accepts_legacy_v0 = true});
  (void)ParseStatement(payload, {.requires_legacy_v0 = true});
  const bool is_strictly_valid = ParseStatement(payload, {.is_strict = true}).ok();
  const absl::StatusOr<Manifest> manifest = ParseStatement(payload, {});
  if (!manifest.ok()) {
    Require(!is_strictly_valid, "what is strictly valid is valid");
    return 0;
  }
  const std::string written = WriteStatement(*manifest);
  const absl::StatusOr<Manifest> again = ParseStatement(written, {});
  Require(again.ok() && WriteStatement(*again) == written, "a statement reads again");
  return 0;
}
