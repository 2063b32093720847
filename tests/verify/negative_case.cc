// SPDX-License-Identifier: Apache-2.0
//
// See negative_case.h.
#include "tests/verify/negative_case.h"

#include <stdexcept>

namespace modelseal::testing {
namespace {

NegativeCase Of(int group, const std::string& name, Trial (*make)(), const Change& change) {
  return {group, name, [make, change] {
            Trial trial = make();
            change(trial);
            return trial.Status();
          }};
}

}  // namespace

NegativeCase Artifact(int group, const std::string& name, const Change& change) {
  return Of(
      group, name, [] { return Trial(); }, change);
}

NegativeCase V2(int group, const std::string& name, const Change& change) {
  return Of(group, name, V2Trial, change);
}

NegativeCase Envelope(int group, const std::string& name, const Change& change) {
  return Of(group, name, EnvelopeTrial, change);
}

NegativeCase V2Envelope(int group, const std::string& name, const Change& change) {
  return Of(group, name, V2EnvelopeTrial, change);
}

NegativeCase Model(int group, const std::string& name, const Change& change) {
  return {group, name, [change] {
            Trial trial = ModelTrial();
            change(trial);
            return trial.ModelStatus();
          }};
}

NegativeCase Anchors(int group, const std::string& name, const Change& change) {
  return Of(group, name, AnchorsTrial, change);
}

std::string ReplaceOnce(std::string text, const std::string& from, const std::string& to) {
  const size_t at = text.find(from);
  if (at == std::string::npos) {
    throw std::runtime_error("nothing to replace: " + from);
  }
  return text.replace(at, from.size(), to);
}

}  // namespace modelseal::testing
