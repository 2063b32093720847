// SPDX-License-Identifier: Apache-2.0
//
// From the JSON of a trusted root or client trust config to its message, before anything is read
// out of it.
#ifndef MODELSEAL_LIB_TRUST_ROOT_MESSAGE_H_
#define MODELSEAL_LIB_TRUST_ROOT_MESSAGE_H_

#include <google/protobuf/arena.h>

#include <string_view>

#include "absl/status/statusor.h"
#include "proto/sigstore_trustroot.pb.h"

namespace modelseal::trust {

struct RootMessage {
  const sigstore::TrustedRoot* root;  // of a media type that we know; lives as long as the arena
  bool is_in_trust_config;            // then all paths begin with `trustedRoot`
};

// kTrustRootInvalid, kLimitExceeded.
absl::StatusOr<RootMessage> ReadRootMessage(std::string_view json, google::protobuf::Arena* arena);

}  // namespace modelseal::trust

#endif  // MODELSEAL_LIB_TRUST_ROOT_MESSAGE_H_
