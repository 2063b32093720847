// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/bulk_suite.h"

#include <algorithm>

#include "lib/dataset/tagged_hash.h"
#include "lib/dataset/wiped_array.h"

namespace modelseal::dataset {
namespace {

// With the public key after it, this fills the first block of SHA-256, which is hashed once a key.
constexpr std::string_view kScalarTag = "modelseal dataset bulk v1 hash";
static_assert(1 + kScalarTag.size() + kPointBytes == 64);
constexpr std::string_view kLabelTag = "modelseal dataset bulk v1 label";
constexpr std::string_view kChallengeTag = "modelseal dataset bulk v1 challenge";

crypto::Sha256Digest HashPart(crypto::Sha256 after_key, uint8_t part, std::string_view input) {
  after_key.Update({&part, 1});
  after_key.Update(crypto::AsBytes(input));
  return after_key.Finish();
}

}  // namespace

BulkScalars::BulkScalars(const PointBytes& public_key) : after_key_(StartTaggedHash(kScalarTag)) {
  after_key_.Update(public_key);
}

Scalar BulkScalars::Compute(P256& p256, std::string_view input) const {
  const crypto::Sha256Digest first = HashPart(after_key_, 0, input);
  const crypto::Sha256Digest second = HashPart(after_key_, 1, input);
  WipedArray<kWideScalarBytes> wide;
  std::copy_n(second.begin(), wide.size() - first.size(),
              std::copy(first.begin(), first.end(), wide.begin()));
  return p256.Reduce(wide);
}

Label BulkLabel(const PointBytes& label_point) {
  crypto::Sha256 sha256 = StartTaggedHash(kLabelTag);
  sha256.Update(label_point);
  return sha256.Finish();
}

std::array<uint8_t, kChallengeBytes> BulkChallenge(const BulkStatement& statement,
                                                   const DleqCommitments& commitments) {
  crypto::Sha256 sha256 = StartTaggedHash(kChallengeTag);
  sha256.Update(statement.public_key);
  sha256.Update(statement.input_scalar);
  sha256.Update(statement.label_point);
  sha256.Update(commitments.generator_k);
  sha256.Update(commitments.base_k);
  return FinishShort(sha256);
}

}  // namespace modelseal::dataset
