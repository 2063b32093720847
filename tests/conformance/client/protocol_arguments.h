// SPDX-License-Identifier: Apache-2.0
//
// The command line that the sigstore-conformance suite speaks to a client under test (its
// docs/cli_protocol.md): `verify-bundle` with its options and one artifact.
#ifndef MODELSEAL_TESTS_CONFORMANCE_CLIENT_PROTOCOL_ARGUMENTS_H_
#define MODELSEAL_TESTS_CONFORMANCE_CLIENT_PROTOCOL_ARGUMENTS_H_

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace modelseal::testing {

// A command line that is not of the protocol, or that this client cannot serve.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct VerifyArguments {
  std::string bundle;
  std::optional<std::string> identity;  // with an issuer, and then without a key
  std::optional<std::string> issuer;
  std::optional<std::string> key;
  std::optional<std::string> trusted_root;  // none: that of production
  std::string artifact;                     // a file, or sha256:HEX where there is no such file
};

// The arguments of `verify-bundle`: everything behind the program's name. Throws UsageError.
VerifyArguments ParseVerifyArguments(const std::vector<std::string>& arguments);

// The 32 bytes of `sha256:` and 64 lower-case hex digits; nothing for any other text.
std::optional<std::string> DigestOf(const std::string& artifact);

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_CONFORMANCE_CLIENT_PROTOCOL_ARGUMENTS_H_
