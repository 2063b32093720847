// SPDX-License-Identifier: Apache-2.0
//
// An artifact that lives in memory.
#ifndef MODELSEAL_TESTS_VERIFY_MEMORY_ARTIFACT_H_
#define MODELSEAL_TESTS_VERIFY_MEMORY_ARTIFACT_H_

#include <string>
#include <utility>

#include "lib/verify/artifact.h"

namespace modelseal::testing {

class MemoryArtifact final : public verify::Artifact {
 public:
  explicit MemoryArtifact(std::string content) : content_(std::move(content)) {}

  absl::StatusOr<std::string> Digest(crypto::HashKind kind) override {
    read_bytes_ += content_.size();
    return crypto::ComputeHash(kind, content_);
  }
  absl::StatusOr<std::string> Content() override {
    read_bytes_ += content_.size();
    return content_;
  }
  uint64_t read_bytes() const override { return read_bytes_; }

 private:
  std::string content_;
  uint64_t read_bytes_ = 0;
};

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_VERIFY_MEMORY_ARTIFACT_H_
