// SPDX-License-Identifier: Apache-2.0
//
// A bundle from anywhere: parsed, and if it parses, everything in it too. What was read once must
// read the same again, and no log that never signed anything has signed an entry.
#include <cstddef>
#include <cstdint>
#include <string>

#include "fuzz/invariant.h"
#include "fuzz/unknown_log.h"
#include "lib/bundle/bundle.h"
#include "lib/statement/artifact_statement.h"
#include "lib/statement/statement.h"
#include "lib/tlog/inclusion.h"
#include "lib/tlog/promise.h"

namespace {

using modelseal::bundle::Bundle;
using modelseal::fuzz::Require;
using modelseal::tlog::LogEntry;
using modelseal::tlog::TransparencyLog;

bool SameContent(const Bundle& a, const Bundle& b) {
  return a.method() == b.method() && a.envelope().payload == b.envelope().payload &&
         a.signature() == b.signature() && a.certificates_der() == b.certificates_der() &&
         a.log_entries() == b.log_entries() && a.timestamps_der() == b.timestamps_der();
}

void CheckEntry(const LogEntry& entry) {
  for (const char* const key :
       {modelseal::fuzz::kUnknownEcdsaKey, modelseal::fuzz::kUnknownEd25519Key}) {
    TransparencyLog log =
        modelseal::fuzz::UnknownLog(key, "rekor.sigstore.dev", "\xc0\xd2\x3d\x6a", entry.log_id);
    Require(!modelseal::tlog::VerifyEntryInclusion(entry, log).ok(), "no such log has the entry");
    Require(!modelseal::tlog::VerifyPromise(entry, log).ok(), "no such log promised the entry");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto bundle = Bundle::Parse(std::string(reinterpret_cast<const char*>(data), size));
  if (!bundle.ok()) {
    return 0;
  }
  const auto again = Bundle::Parse(bundle->json());
  Require(again.ok() && SameContent(*again, *bundle), "a bundle reads the same again");
  for (const LogEntry& entry : bundle->log_entries()) {
    CheckEntry(entry);
  }
  if (bundle->has_envelope()) {
    (void)modelseal::statement::ParseStatement(bundle->envelope().payload, {});
    (void)modelseal::statement::ParseArtifactStatement(bundle->envelope().payload);
  }
  return 0;
}
