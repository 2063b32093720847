// SPDX-License-Identifier: Apache-2.0
#include "lib/verify/artifact.h"

#include <algorithm>
#include <memory>
#include <span>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/crypto/streaming_hash.h"
#include "lib/hash/hash_stream.h"

namespace modelseal::verify {
namespace {

// One progress report for so many bytes: some tens a second at the speed of hashing.
constexpr uint64_t kReportedBytes = 32u << 20;

absl::Status ChangedError(const std::string& path, std::string_view problem) {
  return MakeError(Reason::kFileChanged, absl::StrCat(path, " ", problem), {{"path", path}});
}

}  // namespace

absl::StatusOr<FileArtifact> FileArtifact::Open(std::string_view path, const hash::HashJob& job) {
  MODELSEAL_ASSIGN_OR_RETURN(const fs::ModelRoot root,
                             fs::ModelRoot::Open(path, fs::SymlinkPolicy::kFollowUnsafe));
  if (!root.is_single_file()) {
    return MakeError(Reason::kFileTypeRefused,
                     absl::StrCat(path, " is a directory, expected one file"),
                     {{"path", std::string(path)}});
  }
  MODELSEAL_ASSIGN_OR_RETURN(fs::OpenFile file, root.OpenFileBeneath(root.base_name()));
  return FileArtifact(std::move(file), std::string(path), job);
}

absl::Status FileArtifact::CheckJob(uint64_t done_bytes) const {
  if (job_->cancel != nullptr && job_->cancel->is_requested()) {
    return MakeError(Reason::kCancelled, "cancelled");
  }
  const uint64_t size_bytes = file_.state().size_bytes;
  if (job_->progress != nullptr && (done_bytes % kReportedBytes == 0 || done_bytes == size_bytes)) {
    const int32_t answer =
        job_->progress({done_bytes, size_bytes, done_bytes == size_bytes ? 1u : 0u, 1});
    if (answer != 0) {
      return MakeError(Reason::kCancelled, "stopped by the progress callback",
                       {{"callback", absl::StrCat(answer)}});
    }
  }
  return absl::OkStatus();
}

template <typename Take>
absl::Status FileArtifact::Read(Take take) {
  const uint64_t size_bytes = file_.state().size_bytes;
  // Not cleared: for a small file that would take longer than to read it.
  const auto buffer = std::make_unique_for_overwrite<uint8_t[]>(hash::kReadBufferBytes);
  uint64_t offset = 0;
  while (offset < size_bytes) {
    const size_t wanted = std::min<uint64_t>(size_bytes - offset, hash::kReadBufferBytes);
    MODELSEAL_ASSIGN_OR_RETURN(const size_t count, file_.ReadAt(offset, {buffer.get(), wanted}));
    if (count < wanted) {
      return ChangedError(path_, "became shorter while it was read");
    }
    take(std::span<const uint8_t>(buffer.get(), count));
    offset += count;
    read_bytes_ += count;
    MODELSEAL_RETURN_IF_ERROR(CheckJob(offset));
  }
  // Also where a file system gives no size for a file that has content.
  MODELSEAL_ASSIGN_OR_RETURN(const size_t beyond, file_.ReadAt(size_bytes, {buffer.get(), 1}));
  if (beyond != 0) {
    return ChangedError(path_,
                        absl::StrCat("has content beyond its size of ", size_bytes, " bytes"));
  }
  return file_.CheckUnchanged();
}

absl::StatusOr<std::string> FileArtifact::Digest(crypto::HashKind kind) {
  std::string& digest = digests_[kind];
  if (!digest.empty()) {
    return digest;
  }
  if (kind == crypto::HashKind::kSha256) {
    // The kernels of models are faster than BoringSSL's.
    hash::HashStream stream(hash::HashAlgorithm::kSha256);
    MODELSEAL_RETURN_IF_ERROR(Read([&](std::span<const uint8_t> bytes) { stream.Update(bytes); }));
    const hash::Digest finished = stream.Finish();
    digest.assign(reinterpret_cast<const char*>(finished.bytes().data()), finished.bytes().size());
    return digest;
  }
  crypto::StreamingHash hasher(kind);
  MODELSEAL_RETURN_IF_ERROR(Read([&](std::span<const uint8_t> bytes) { hasher.Update(bytes); }));
  digest = hasher.Finish();
  return digest;
}

absl::StatusOr<std::string> FileArtifact::Content() {
  if (file_.state().size_bytes > limits::kMaxUnhashedArtifactBytes) {
    return MakeError(
        Reason::kLimitExceeded,
        absl::StrCat(path_, " has ", file_.state().size_bytes, " bytes, more than ",
                     limits::kMaxUnhashedArtifactBytes, ", which Ed25519 would need at once"),
        {{"path", path_}, {"limit", absl::StrCat(limits::kMaxUnhashedArtifactBytes)}});
  }
  std::string content;
  content.reserve(file_.state().size_bytes);
  MODELSEAL_RETURN_IF_ERROR(Read([&](std::span<const uint8_t> bytes) {
    content.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  }));
  return content;
}

absl::StatusOr<DigestArtifact> DigestArtifact::Create(crypto::HashKind kind,
                                                      std::string_view digest) {
  if (digest.size() != crypto::HashSize(kind)) {
    return MakeError(Reason::kInvalidArgument,
                     absl::StrCat("the digest has ", digest.size(), " bytes, expected ",
                                  crypto::HashSize(kind), " of ", crypto::HashKindName(kind)));
  }
  return DigestArtifact(kind, digest);
}

absl::StatusOr<std::string> DigestArtifact::Digest(crypto::HashKind kind) {
  if (kind != kind_) {
    return MakeError(Reason::kInvalidArgument,
                     absl::StrCat("the signature needs the ", crypto::HashKindName(kind),
                                  " digest of the artifact, only its ", crypto::HashKindName(kind_),
                                  " digest was given"));
  }
  return digest_;
}

absl::StatusOr<std::string> DigestArtifact::Content() {
  return MakeError(Reason::kInvalidArgument,
                   "an Ed25519 signature needs the artifact itself, only a digest was given");
}

}  // namespace modelseal::verify
