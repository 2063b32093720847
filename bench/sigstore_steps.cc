// SPDX-License-Identifier: Apache-2.0
#include "bench/sigstore_steps.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <stdexcept>

#include "lib/bundle/bundle.h"
#include "lib/crypto/hash_kind.h"
#include "lib/tlog/entry_body.h"
#include "lib/trust/trusted_root.h"
#include "lib/verify/keyless_certificate.h"
#include "lib/verify/log_evidence.h"
#include "lib/verify/signing_times.h"

namespace modelseal::bench {
namespace {

class StepClock {
 public:
  // Runs a step of this round; rounds have the same steps in the same order.
  template <typename Step>
  auto Time(const std::string& name, Step step) {
    const auto start = std::chrono::steady_clock::now();
    auto result = step();
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
    if (next_ == steps_.size()) {
      steps_.emplace_back(name, took.count());
    }
    steps_[next_].second = std::min(steps_[next_].second, took.count());
    ++next_;
    return result;
  }

  void NextRound() { next_ = 0; }
  const std::vector<std::pair<std::string, double>>& steps() const { return steps_; }

 private:
  std::vector<std::pair<std::string, double>> steps_;
  size_t next_ = 0;
};

template <typename Value>
Value Get(absl::StatusOr<Value> result) {
  if (!result.ok()) {
    throw std::runtime_error(std::string(result.status().message()));
  }
  return *std::move(result);
}

void Require(const absl::Status& status) {
  if (!status.ok()) {
    throw std::runtime_error(std::string(status.message()));
  }
}

void RunRound(StepClock& clock, const std::string& json, const trust::TrustedRoot& root,
              const std::string& artifact) {
  const bundle::Bundle bundle =
      Get(clock.Time("parse bundle", [&] { return bundle::Bundle::Parse(json); }));
  const verify::LogEvidence log =
      Get(clock.Time("log entries", [&] { return verify::VerifyLogEntries(bundle, root, 1); }));
  verify::TimestampEvidence timestamps = Get(clock.Time("timestamps", [&] {
    return verify::VerifyTimestamps(bundle, root.timestamp_authorities());
  }));
  std::vector<verify::VerifiedTime> times = std::move(timestamps.times);
  times.insert(times.end(), log.times.begin(), log.times.end());
  const verify::KeylessCertificate certificate = Get(clock.Time("certificate and SCT", [&] {
    return verify::VerifyKeylessCertificate(bundle, root, times, 1);
  }));
  tlog::SignedContent content;
  content.signature = bundle.signature();
  content.certificate_der = certificate.path.front().der();
  content.key = &certificate.key;
  content.scheme = certificate.key.default_scheme();
  content.artifact_digest = [&](crypto::HashKind kind) -> absl::StatusOr<std::string> {
    return crypto::ComputeHash(kind, artifact);
  };
  Require(clock.Time("signature", [&] {
    return certificate.key.Verify(content.scheme, artifact, bundle.signature());
  }));
  Require(clock.Time("log bodies", [&] { return verify::VerifyLogBodies(bundle, content); }));
  clock.NextRound();
}

}  // namespace

std::vector<std::pair<std::string, double>> TimeSteps(const std::string& bundle_json,
                                                      const std::string& trusted_root_json,
                                                      const std::string& artifact, int iterations) {
  const trust::TrustedRoot root = Get(trust::TrustedRoot::Parse(trusted_root_json));
  StepClock clock;
  for (int i = 0; i < iterations; ++i) {
    RunRound(clock, bundle_json, root, artifact);
  }
  return clock.steps();
}

}  // namespace modelseal::bench
