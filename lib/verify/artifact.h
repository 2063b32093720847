// SPDX-License-Identifier: Apache-2.0
//
// What a signature that is not about a model is about: one file, or what is known of it.
#ifndef MODELSEAL_LIB_VERIFY_ARTIFACT_H_
#define MODELSEAL_LIB_VERIFY_ARTIFACT_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "lib/crypto/hash_kind.h"
#include "lib/fs/model_root.h"
#include "lib/hash/scheduler.h"

namespace modelseal::verify {

// Read only when a digest is asked for, and once for each kind. Not thread-safe.
class Artifact {
 public:
  virtual ~Artifact() = default;

  // The digest itself, not hex. kInvalidArgument if it was not given and cannot be computed.
  virtual absl::StatusOr<std::string> Digest(crypto::HashKind kind) = 0;

  // All of it, for Ed25519. kInvalidArgument if only a digest was given, kLimitExceeded above
  // limits::kMaxUnhashedArtifactBytes.
  virtual absl::StatusOr<std::string> Content() = 0;

  // How often bytes were read counts here.
  virtual uint64_t read_bytes() const = 0;
};

// A regular file, opened once; links to it are followed, since the caller chose the path.
class FileArtifact final : public Artifact {
 public:
  // The job's progress and cancellation are obeyed; it must outlive the artifact. Fails as
  // fs::ModelRoot::Open, and with kFileTypeRefused for a directory.
  static absl::StatusOr<FileArtifact> Open(std::string_view path, const hash::HashJob& job);

  absl::StatusOr<std::string> Digest(crypto::HashKind kind) override;
  absl::StatusOr<std::string> Content() override;
  uint64_t read_bytes() const override { return read_bytes_; }

 private:
  FileArtifact(fs::OpenFile file, std::string path, const hash::HashJob& job)
      : file_(std::move(file)), path_(std::move(path)), job_(&job) {}

  // Hands every byte of the file to `take`, in order.
  template <typename Take>
  absl::Status Read(Take take);
  absl::Status CheckJob(uint64_t done_bytes) const;

  fs::OpenFile file_;
  std::string path_;
  const hash::HashJob* job_;
  uint64_t read_bytes_ = 0;
  std::map<crypto::HashKind, std::string> digests_;
};

// Somebody else hashed it.
class DigestArtifact final : public Artifact {
 public:
  // kInvalidArgument if the digest has not the size of its kind.
  static absl::StatusOr<DigestArtifact> Create(crypto::HashKind kind, std::string_view digest);

  absl::StatusOr<std::string> Digest(crypto::HashKind kind) override;
  absl::StatusOr<std::string> Content() override;
  uint64_t read_bytes() const override { return 0; }

 private:
  DigestArtifact(crypto::HashKind kind, std::string_view digest) : kind_(kind), digest_(digest) {}

  crypto::HashKind kind_;
  std::string digest_;
};

}  // namespace modelseal::verify

#endif  // MODELSEAL_LIB_VERIFY_ARTIFACT_H_
