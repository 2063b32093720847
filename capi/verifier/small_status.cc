// SPDX-License-Identifier: Apache-2.0
#include "capi/verifier/small_status.h"

#include <vector>

namespace absl {

struct Status::Failure {
  std::string message;
  std::vector<Payload> payloads = {};
};

Status::Failure* Status::Make(std::string_view message) {
  return new Failure{std::string(message)};
}

Status::Failure* Status::Copy(const Failure* failure) {
  return failure == nullptr ? nullptr : new Failure(*failure);
}

void Status::Destroy(Failure* failure) { delete failure; }

std::span<const Status::Payload> Status::Payloads() const {
  return ok() ? std::span<const Payload>() : std::span<const Payload>(failure_->payloads);
}

std::string_view Status::message() const {
  return ok() ? std::string_view() : std::string_view(failure_->message);
}

std::optional<Cord> Status::GetPayload(std::string_view url) const {
  for (const Payload& payload : Payloads()) {
    if (payload.url == url) {
      return payload.content;
    }
  }
  return std::nullopt;
}

void Status::SetPayload(std::string_view url, Cord content) {
  if (ok()) {
    return;
  }
  for (Payload& payload : failure_->payloads) {
    if (payload.url == url) {
      payload.content = std::move(content);
      return;
    }
  }
  failure_->payloads.push_back({std::string(url), std::move(content)});
}

}  // namespace absl
