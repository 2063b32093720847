// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/batch_transcript.h"

#include <string_view>

#include "lib/dataset/tagged_hash.h"

namespace modelseal::dataset {
namespace {

constexpr std::string_view kTranscriptTag = "modelseal dataset batch v1 transcript";
constexpr std::string_view kWeightTag = "modelseal dataset batch v1 weight";
constexpr std::string_view kChallengeTag = "modelseal dataset batch v1 challenge";

// Four bytes, the most significant first: limits::kMaxDatasetBatchRecords is less.
void UpdateWithNumber(crypto::Sha256& sha256, size_t number) {
  const std::array<uint8_t, 4> bytes = {
      static_cast<uint8_t>(number >> 24), static_cast<uint8_t>(number >> 16),
      static_cast<uint8_t>(number >> 8), static_cast<uint8_t>(number)};
  sha256.Update(bytes);
}

}  // namespace

BatchTranscript::BatchTranscript(Suite suite, const PointBytes& public_key, size_t count)
    : sha256_(StartTaggedHash(kTranscriptTag)) {
  const auto suite_byte = static_cast<uint8_t>(suite);
  sha256_.Update({&suite_byte, 1});
  sha256_.Update(public_key);
  UpdateWithNumber(sha256_, count);
}

void BatchTranscript::Add(std::span<const uint8_t> input_image, const PointBytes& label_point) {
  sha256_.Update(input_image);
  sha256_.Update(label_point);
}

std::vector<Scalar> BatchWeights(P256& p256, const BatchDigest& transcript, size_t count) {
  crypto::Sha256 start = StartTaggedHash(kWeightTag);
  start.Update(transcript);
  std::vector<Scalar> weights;
  weights.reserve(count);
  for (size_t i = 0; i < count; ++i) {
    crypto::Sha256 sha256 = start;
    UpdateWithNumber(sha256, i);
    weights.push_back(p256.ScalarOf(FinishShort(sha256)));
  }
  return weights;
}

std::array<uint8_t, kChallengeBytes> BatchChallenge(const BatchDigest& transcript,
                                                    const DleqCommitments& commitments) {
  crypto::Sha256 sha256 = StartTaggedHash(kChallengeTag);
  sha256.Update(transcript);
  sha256.Update(commitments.generator_k);
  sha256.Update(commitments.base_k);
  return FinishShort(sha256);
}

}  // namespace modelseal::dataset
