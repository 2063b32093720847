// SPDX-License-Identifier: Apache-2.0
//
// A bundle of the shared corpora with its artifact and the logs that its trust root lists: as much
// as it takes to judge its log entries.
#ifndef MODELSEAL_TESTS_CONFORMANCE_TLOG_REAL_ENTRY_H_
#define MODELSEAL_TESTS_CONFORMANCE_TLOG_REAL_ENTRY_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/bundle/bundle.h"
#include "lib/crypto/verification_key.h"
#include "lib/tlog/log.h"
#include "lib/tlog/signed_content.h"

namespace modelseal::testing {

// The logs of a TrustedRoot in JSON.
std::vector<tlog::TransparencyLog> LogsOf(const std::string& trusted_root_json);

// What was read of one bundle. Its SignedContent are views of it.
class RealBundle {
 public:
  // `artifact` has the bytes that were signed; without it the digest that the bundle states stands
  // in for them. `key_pem` is the key of bundles without a certificate. Fails as Bundle::Parse.
  static absl::StatusOr<RealBundle> Read(std::string bundle_json,
                                         std::optional<std::string> artifact,
                                         const std::string& key_pem);

  const bundle::Bundle& bundle() const { return bundle_; }
  tlog::SignedContent Content() const;

 private:
  RealBundle(bundle::Bundle bundle, crypto::VerificationKey key)
      : bundle_(std::move(bundle)), key_(std::move(key)) {}

  bundle::Bundle bundle_;
  crypto::VerificationKey key_;
  std::optional<std::string> artifact_;
  std::string certificate_der_;
  std::string pae_;
};

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_CONFORMANCE_TLOG_REAL_ENTRY_H_
