// SPDX-License-Identifier: Apache-2.0
//
// What the library says to one bundle and one artifact that is not a model, asked through the C API
// alone.
#ifndef MODELSEAL_TESTS_CONFORMANCE_SIGSTORE_ARTIFACT_VERDICT_H_
#define MODELSEAL_TESTS_CONFORMANCE_SIGSTORE_ARTIFACT_VERDICT_H_

#include <cstdint>
#include <string>

#include "tests/conformance/oms/verdict.h"

namespace modelseal::testing {

// A digest of an artifact: one of MODELSEAL_DIGEST_*, and its bytes.
struct ArtifactDigest {
  int32_t algorithm = 0;
  std::string bytes;
};

// Reads a bundle from memory and verifies it for a file.
Verdict VerifyFile(const std::string& bundle, const Trust& trust, const std::string& path);

// The same for an artifact of which a digest is known.
Verdict VerifyDigest(const std::string& bundle, const Trust& trust, const ArtifactDigest& digest);

// The same for whatever artifact the bundle says it is about: its message digest, or the first
// subject of its statement that has a digest of a known kind. What cannot be parsed is refused as
// it is for an artifact.
Verdict VerifyClaimedArtifact(const std::string& bundle, const Trust& trust);

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_CONFORMANCE_SIGSTORE_ARTIFACT_VERDICT_H_
