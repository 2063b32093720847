// SPDX-License-Identifier: Apache-2.0
#include "lib/bundle/log_entry_reader.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/bundle/bundle_errors.h"
#include "proto/sigstore_bundle.pb.h"

namespace modelseal::bundle {
namespace {

constexpr std::string_view kEntries = "verificationMaterial.tlogEntries";
constexpr size_t kLogIdBytes = 32;

absl::StatusOr<uint64_t> ReadCount(std::string_view field, int64_t number) {
  if (number < 0) {
    return SchemaError(field, absl::StrCat("is ", number, ", expected 0 or more"));
  }
  return static_cast<uint64_t>(number);
}

absl::StatusOr<tlog::MerkleHash> ReadHash(std::string_view field, std::string_view bytes) {
  absl::StatusOr<tlog::MerkleHash> hash = tlog::ParseMerkleHash(bytes);
  if (!hash.ok()) {
    return SchemaError(field, absl::StrCat("has ", bytes.size(), " bytes, expected a hash of 32"));
  }
  return hash;
}

absl::StatusOr<tlog::InclusionProof> ReadProof(std::string_view field,
                                               sigstore::InclusionProof& message) {
  tlog::InclusionProof out;
  MODELSEAL_ASSIGN_OR_RETURN(out.log_index,
                             ReadCount(absl::StrCat(field, ".logIndex"), message.log_index()));
  MODELSEAL_ASSIGN_OR_RETURN(out.tree_size,
                             ReadCount(absl::StrCat(field, ".treeSize"), message.tree_size()));
  MODELSEAL_ASSIGN_OR_RETURN(out.root_hash,
                             ReadHash(absl::StrCat(field, ".rootHash"), message.root_hash()));
  MODELSEAL_RETURN_IF_ERROR(CheckLimit(absl::StrCat(field, ".hashes"),
                                       static_cast<size_t>(message.hashes_size()),
                                       limits::kMaxProofHashes, "items"));
  for (const std::string& bytes : message.hashes()) {
    MODELSEAL_ASSIGN_OR_RETURN(
        tlog::MerkleHash hash,
        ReadHash(absl::StrCat(field, ".hashes[", out.hashes.size(), "]"), bytes));
    out.hashes.push_back(hash);
  }
  const std::string checkpoint = absl::StrCat(field, ".checkpoint.envelope");
  if (message.checkpoint().envelope().empty()) {
    return SchemaError(checkpoint, "is missing or empty");
  }
  MODELSEAL_RETURN_IF_ERROR(CheckLimit(checkpoint, message.checkpoint().envelope().size(),
                                       limits::kMaxCheckpointBytes, "bytes"));
  out.checkpoint = std::move(*message.mutable_checkpoint()->mutable_envelope());
  return out;
}

absl::Status ReadPromise(std::string_view field, sigstore::TransparencyLogEntry& message,
                         bool requires_promise, tlog::LogEntry& out) {
  std::string* promise = message.mutable_inclusion_promise()->mutable_signed_entry_timestamp();
  MODELSEAL_RETURN_IF_ERROR(
      CheckLimit(absl::StrCat(field, ".inclusionPromise.signedEntryTimestamp"), promise->size(),
                 limits::kMaxSignatureBytes, "bytes"));
  const int64_t time = message.integrated_time();
  if (time < 0) {
    return SchemaError(absl::StrCat(field, ".integratedTime"),
                       absl::StrCat("is ", time, ", expected 0 or more"));
  }
  if (promise->empty() && requires_promise) {
    return SchemaError(absl::StrCat(field, ".inclusionPromise.signedEntryTimestamp"),
                       "is missing or empty in a bundle of version 0.1");
  }
  if (!promise->empty() && time == 0) {
    return SchemaError(absl::StrCat(field, ".integratedTime"),
                       "is missing or 0 beside an inclusionPromise");
  }
  // Nobody vouches for a time without a promise: it is no time.
  out.integrated_time_seconds = promise->empty() ? 0 : time;
  out.signed_entry_timestamp = std::move(*promise);
  return absl::OkStatus();
}

absl::StatusOr<tlog::LogEntry> ReadLogEntry(std::string_view field,
                                            sigstore::TransparencyLogEntry& message,
                                            bool requires_promise) {
  tlog::LogEntry out;
  MODELSEAL_ASSIGN_OR_RETURN(out.log_index,
                             ReadCount(absl::StrCat(field, ".logIndex"), message.log_index()));
  if (message.log_id().key_id().size() != kLogIdBytes) {
    return SchemaError(
        absl::StrCat(field, ".logId.keyId"),
        absl::StrCat("has ", message.log_id().key_id().size(), " bytes, expected ", kLogIdBytes));
  }
  out.log_id = std::move(*message.mutable_log_id()->mutable_key_id());
  out.kind = std::move(*message.mutable_kind_version()->mutable_kind());
  out.version = std::move(*message.mutable_kind_version()->mutable_version());
  if (out.kind.empty() || out.version.empty()) {
    return SchemaError(
        absl::StrCat(field, out.kind.empty() ? ".kindVersion.kind" : ".kindVersion.version"),
        "is missing or empty");
  }
  MODELSEAL_RETURN_IF_ERROR(ReadPromise(field, message, requires_promise, out));
  const std::string body = absl::StrCat(field, ".canonicalizedBody");
  if (message.canonicalized_body().empty()) {
    return SchemaError(body, "is missing or empty");
  }
  MODELSEAL_RETURN_IF_ERROR(
      CheckLimit(body, message.canonicalized_body().size(), limits::kMaxLogBodyBytes, "bytes"));
  out.canonicalized_body = std::move(*message.mutable_canonicalized_body());
  if (!message.has_inclusion_proof()) {
    return SchemaError(absl::StrCat(field, ".inclusionProof"), "is missing");
  }
  MODELSEAL_ASSIGN_OR_RETURN(out.inclusion_proof, ReadProof(absl::StrCat(field, ".inclusionProof"),
                                                            *message.mutable_inclusion_proof()));
  return out;
}

}  // namespace

absl::StatusOr<std::vector<tlog::LogEntry>> ReadLogEntries(sigstore::VerificationMaterial& material,
                                                           bool requires_promise) {
  MODELSEAL_RETURN_IF_ERROR(CheckLimit(kEntries, static_cast<size_t>(material.tlog_entries_size()),
                                       limits::kMaxLogEntries, "items"));
  std::vector<tlog::LogEntry> entries;
  for (sigstore::TransparencyLogEntry& message : *material.mutable_tlog_entries()) {
    const std::string field = absl::StrCat(kEntries, "[", entries.size(), "]");
    MODELSEAL_ASSIGN_OR_RETURN(tlog::LogEntry entry,
                               ReadLogEntry(field, message, requires_promise));
    if (std::find(entries.begin(), entries.end(), entry) != entries.end()) {
      return SchemaError(field, "stands twice");
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace modelseal::bundle
