// SPDX-License-Identifier: Apache-2.0
//
// A trusted root or client trust config from anywhere. What was loaded can be used: logs are found,
// chains are whole, periods do not end before they start.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/invariant.h"
#include "lib/trust/trusted_root.h"

namespace {

using modelseal::TimeRange;
using modelseal::fuzz::Require;
using modelseal::trust::TrustedRoot;

void CheckPeriod(const TimeRange& range) {
  Require(range.start_ms <= range.end_ms, "a period ends after it starts");
}

void Check(const TrustedRoot& root) {
  for (const auto& log : root.transparency_logs()) {
    const auto* const found = root.FindLog(log.log_id);
    Require(found != nullptr && found->log_id == log.log_id, "a log is found by its id");
    CheckPeriod(log.validity);
  }
  for (const auto& log : root.ct_logs()) {
    Require(log.log_id.size() == 32, "the id of a CT log has 32 bytes");
    CheckPeriod(log.validity);
  }
  for (const auto& authority : root.certificate_authorities()) {
    Require(!authority.path.chain().empty(), "an authority has a certificate");
    CheckPeriod(authority.validity);
  }
  for (const auto& authority : root.timestamp_authorities()) {
    Require(!authority.path().chain().empty(), "a timestamp authority has a certificate");
    CheckPeriod(authority.validity());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view json(reinterpret_cast<const char*>(data), size);
  if (const auto root = TrustedRoot::Parse(json); root.ok()) {
    Check(*root);
  }
  return 0;
}
