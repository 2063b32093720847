// SPDX-License-Identifier: Apache-2.0
//
// The index of bundles that the shared corpora took from other clients (EXPECTED.tsv), what
// sigstore-go says to each, and our own table of what we refuse (refusals.tsv).
#ifndef MODELSEAL_TESTS_CONFORMANCE_SIGSTORE_EXPECTED_TABLE_H_
#define MODELSEAL_TESTS_CONFORMANCE_SIGSTORE_EXPECTED_TABLE_H_

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace modelseal::testing {

struct ExpectedRow {
  std::string bundle;
  std::string trusted_root;  // "-": none
  std::string artifact;      // "-" or "digest": what the bundle says itself
  bool passes = false;

  std::pair<std::string, std::string> key() const { return {bundle, trusted_root}; }
};

// Why a bundle is refused under a trust root.
struct Refusal {
  std::string reason;  // stable name
  std::string
      deviation;  // why it is right to refuse what sigstore-go accepts; empty if it does not
};

// Rows of tab-separated fields without the head line. Throws for a row with another number of
// fields than it has.
std::vector<std::vector<std::string>> ReadTable(const std::filesystem::path& path);

std::vector<ExpectedRow> ReadExpectedRows(const std::filesystem::path& path);

// By bundle and trust root. Throws if one is there twice.
std::map<std::pair<std::string, std::string>, Refusal> ReadRefusals(
    const std::filesystem::path& path);

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_CONFORMANCE_SIGSTORE_EXPECTED_TABLE_H_
