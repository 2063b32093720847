// SPDX-License-Identifier: Apache-2.0
#include "lib/trust/log_instances.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/base/time_range.h"
#include "lib/trust/log_key.h"
#include "lib/trust/root_error.h"
#include "lib/trust/valid_for.h"

namespace modelseal::trust {
namespace {

using crypto::SignatureScheme;

// What a log is looked up by: a SHA-256, of what is the log's affair.
constexpr size_t kLogIdBytes = 32;

// C2SP signed-note: key identifiers in a note have four bytes.
constexpr size_t kNoteKeyIdBytes = 4;

// Everything of a log but its key and its host.
struct LogFacts {
  std::string log_id;
  std::optional<std::string> checkpoint_key_id;
  TimeRange validity;
};

absl::StatusOr<LogFacts> ReadFacts(const sigstore::TransparencyLogInstance& message,
                                   const json::Path& path) {
  // RFC 6962 §2.1: the only hash of Merkle trees that is implemented, here as in any log.
  if (message.hash_algorithm() != sigstore::SHA2_256) {
    return RootError(path.Member("hashAlgorithm"), "expected SHA2_256");
  }
  LogFacts facts;
  facts.log_id = message.log_id().key_id();
  if (facts.log_id.size() != kLogIdBytes) {
    return RootError(path.Member("logId").Member("keyId"),
                     absl::StrCat("has ", facts.log_id.size(), " bytes, expected ", kLogIdBytes));
  }
  if (message.has_checkpoint_key_id()) {
    facts.checkpoint_key_id = message.checkpoint_key_id().key_id();
    if (facts.checkpoint_key_id->size() < kNoteKeyIdBytes) {
      return RootError(path.Member("checkpointKeyId").Member("keyId"),
                       absl::StrCat("has ", facts.checkpoint_key_id->size(),
                                    " bytes, expected at least ", kNoteKeyIdBytes));
    }
  }
  const json::Path key_path = path.Member("publicKey");
  MODELSEAL_ASSIGN_OR_RETURN(
      facts.validity, ReadValidity(message.public_key().valid_for(), key_path.Member("validFor")));
  return facts;
}

bool IsHostCharacter(char c) { return absl::ascii_isalnum(c) || absl::StrContains(".-_:[]", c); }

// The host that checkpoints of the log must name; no value if the URL has none.
std::optional<std::string> ReadHost(std::string_view url) {
  if (!absl::StartsWith(url, "https://") && !absl::StartsWith(url, "http://")) {
    return std::nullopt;
  }
  const std::string_view host = tlog::HostOfUrl(url);
  if (host.empty() || !std::all_of(host.begin(), host.end(), IsHostCharacter)) {
    return std::nullopt;
  }
  return std::string(host);
}

bool CanSignScts(SignatureScheme scheme) {
  switch (scheme) {
    case SignatureScheme::kEcdsaSha256:
    case SignatureScheme::kEcdsaSha384:
    case SignatureScheme::kEcdsaSha512:
    case SignatureScheme::kRsaPkcs1Sha256:
    case SignatureScheme::kRsaPkcs1Sha384:
    case SignatureScheme::kRsaPkcs1Sha512:
      return true;
    case SignatureScheme::kRsaPssSha256:
    case SignatureScheme::kRsaPssSha384:
    case SignatureScheme::kRsaPssSha512:
    case SignatureScheme::kEd25519:
      return false;
  }
  return false;
}

// Reads each message and hands over the logs whose keys are supported:
// add(message, facts, key, path of the message) -> absl::Status.
template <typename Add>
absl::Status ReadEach(const LogMessages& messages, const json::Path& path, Add add) {
  MODELSEAL_RETURN_IF_ERROR(
      CheckCount(path, static_cast<size_t>(messages.size()), limits::kMaxTrustRootInstances));
  absl::flat_hash_set<std::string> log_ids;
  for (int i = 0; i < messages.size(); ++i) {
    const json::Path item_path = path.Item(static_cast<size_t>(i));
    MODELSEAL_ASSIGN_OR_RETURN(LogFacts facts, ReadFacts(messages[i], item_path));
    MODELSEAL_ASSIGN_OR_RETURN(std::optional<LogKey> key,
                               ReadLogKey(messages[i].public_key(), item_path.Member("publicKey")));
    if (!log_ids.insert(facts.log_id).second) {
      return RootError(item_path.Member("logId").Member("keyId"),
                       "is that of a log before it in the list");
    }
    if (key.has_value()) {
      key->key.EnablePreparation();
      MODELSEAL_RETURN_IF_ERROR(add(messages[i], std::move(facts), *std::move(key), item_path));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<tlog::TransparencyLog>> ReadTransparencyLogs(const LogMessages& messages,
                                                                        const json::Path& path) {
  std::vector<tlog::TransparencyLog> logs;
  const auto add = [&logs](const sigstore::TransparencyLogInstance& message, LogFacts facts,
                           LogKey key, const json::Path& item_path) -> absl::Status {
    std::optional<std::string> host = ReadHost(message.base_url());
    if (!host.has_value()) {
      return RootError(item_path.Member("baseUrl"),
                       "is not a URL like https://host/, which names the log in its checkpoints");
    }
    logs.push_back({.base_url = message.base_url(),
                    .host = *std::move(host),
                    .key = std::move(key.key),
                    .scheme = key.scheme,
                    .log_id = std::move(facts.log_id),
                    .checkpoint_key_id = std::move(facts.checkpoint_key_id),
                    .validity = facts.validity});
    return absl::OkStatus();
  };
  MODELSEAL_RETURN_IF_ERROR(ReadEach(messages, path, add));
  return logs;
}

absl::StatusOr<std::vector<x509::CtLog>> ReadCtLogs(const LogMessages& messages,
                                                    const json::Path& path) {
  std::vector<x509::CtLog> logs;
  const auto add = [&logs](const sigstore::TransparencyLogInstance& message, LogFacts facts,
                           LogKey key, const json::Path&) -> absl::Status {
    if (CanSignScts(key.scheme)) {
      logs.push_back({.log_id = std::move(facts.log_id),
                      .key = std::move(key.key),
                      .validity = facts.validity,
                      .base_url = message.base_url()});
    }
    return absl::OkStatus();
  };
  MODELSEAL_RETURN_IF_ERROR(ReadEach(messages, path, add));
  return logs;
}

}  // namespace modelseal::trust
