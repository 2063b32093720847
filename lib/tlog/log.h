// SPDX-License-Identifier: Apache-2.0
//
// A transparency log that is trusted, as a trusted root lists it
// (dev.sigstore.trustroot.v1.TransparencyLogInstance).
#ifndef MODELSEAL_LIB_TLOG_LOG_H_
#define MODELSEAL_LIB_TLOG_LOG_H_

#include <optional>
#include <string>
#include <string_view>

#include "lib/base/time_range.h"
#include "lib/crypto/verification_key.h"

namespace modelseal::tlog {

// Plain data; functions take it as const and are thread-safe.
struct TransparencyLog {
  std::string base_url;
  // HostOfUrl(base_url): the log that checkpoints must name, with its port or without. If it is
  // empty, none holds.
  std::string host;
  crypto::VerificationKey key;
  crypto::SignatureScheme scheme;
  // The id under which entries name the log: 32 bytes, compared and not computed.
  std::string log_id;
  // The id under which signature lines of checkpoints name the key, if it is not the one that
  // follows from the key: at least 4 bytes, of which the first 4 count.
  std::optional<std::string> checkpoint_key_id;
  TimeRange validity;
};

// HostOfUrl gives the authority of a URL, with the port if it has one and without user
// information: "rekor.example:3000" of "https://rekor.example:3000/api". A text without
// "://" is taken to begin with it.
std::string_view HostOfUrl(std::string_view url);

}  // namespace modelseal::tlog

#endif  // MODELSEAL_LIB_TLOG_LOG_H_
