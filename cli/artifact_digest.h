// SPDX-License-Identifier: Apache-2.0
//
// A digest in the place of a file: sha256:HEX.
#ifndef MODELSEAL_CLI_ARTIFACT_DIGEST_H_
#define MODELSEAL_CLI_ARTIFACT_DIGEST_H_

#include <modelseal/modelseal.hpp>
#include <optional>
#include <string>

namespace modelseal::cli {

struct ArtifactDigest {
  DigestAlgorithm algorithm;
  std::string bytes;
};

// No value if `artifact` does not begin as a digest does, or there is a file of that name. Throws
// Failure for a digest that is not lower-case hex of the right length.
std::optional<ArtifactDigest> FindDigest(const std::string& artifact);

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_ARTIFACT_DIGEST_H_
