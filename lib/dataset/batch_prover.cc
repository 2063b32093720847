// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/batch_prover.h"

#include <array>
#include <string_view>
#include <utility>

#include "lib/base/status.h"
#include "lib/dataset/batch_transcript.h"
#include "lib/dataset/bulk_label_points.h"
#include "lib/dataset/dleq.h"
#include "lib/dataset/ecvrf_label_point.h"
#include "lib/dataset/public_sum.h"
#include "lib/dataset/vrf_derivation.h"
#include "lib/dataset/wire_writer.h"

namespace modelseal::dataset {
namespace {

constexpr std::string_view kBatchNonceTag = "modelseal dataset batch v1 nonce";

// Ends the proof, in `writer`, with c and s. `base_k` is the nonce times the weighted sum of bases.
absl::StatusOr<std::vector<uint8_t>> FinishProof(P256& p256, const ProvingKey& key,
                                                 const BatchDigest& transcript, const Scalar& nonce,
                                                 const Point& base_k, WireWriter& writer) {
  MODELSEAL_ASSIGN_OR_RETURN(const DleqCommitments commitments,
                             EncodeCommitments(p256, p256.MultiplyGenerator(nonce), base_k));
  const auto dleq =
      AnswerChallenge(p256, BatchChallenge(transcript, commitments), nonce, key.scalar);
  MODELSEAL_RETURN_IF_ERROR(p256.status());
  writer.WriteBytes(dleq);
  return writer.Finish();
}

}  // namespace

absl::StatusOr<std::vector<uint8_t>> ProveEcvrfLabels(const ProvingKey& key,
                                                      std::span<const VrfInput> inputs) {
  P256 p256;
  BatchTranscript transcript(key.public_key.suite(), key.public_key.bytes(), inputs.size());
  WireWriter writer;
  std::vector<Point> bases;
  bases.reserve(inputs.size());
  for (const VrfInput& input : inputs) {
    MODELSEAL_ASSIGN_OR_RETURN(
        EcvrfLabelPoint point,
        ComputeEcvrfLabelPoint(p256, key.public_key.bytes(), key.scalar, input));
    transcript.Add(point.base.bytes, point.gamma);
    writer.WriteBytes(point.gamma);
    bases.push_back(std::move(point.base.point));
  }
  const BatchDigest digest = transcript.Finish();
  const std::vector<Scalar> weights = BatchWeights(p256, digest, inputs.size());
  MODELSEAL_ASSIGN_OR_RETURN(const Scalar nonce,
                             HashedNonce(p256, key.nonce_key, kBatchNonceTag, digest));
  MODELSEAL_RETURN_IF_ERROR(p256.status());
  // Inputs and labels are what the proof makes known, and so are the weights.
  MODELSEAL_ASSIGN_OR_RETURN(const Point base, SumPublicProducts(weights, bases));
  return FinishProof(p256, key, digest, nonce, p256.Multiply(nonce, base), writer);
}

absl::StatusOr<std::vector<uint8_t>> ProveBulkLabels(const ProvingKey& key,
                                                     std::span<const VrfInput> inputs) {
  P256 p256;
  MODELSEAL_ASSIGN_OR_RETURN(
      const BulkLabelPoints labels,
      ComputeBulkLabelPoints(p256, key.public_key.bytes(), key.scalar, inputs));
  BatchTranscript transcript(key.public_key.suite(), key.public_key.bytes(), inputs.size());
  WireWriter writer;
  for (size_t i = 0; i < inputs.size(); ++i) {
    ScalarBytes input_scalar = {};
    p256.Encode(labels.input_scalars[i], input_scalar);
    transcript.Add(input_scalar, labels.points[i]);
    writer.WriteBytes(labels.points[i]);
  }
  const BatchDigest digest = transcript.Finish();
  const std::vector<Scalar> weights = BatchWeights(p256, digest, inputs.size());
  MODELSEAL_ASSIGN_OR_RETURN(const Scalar nonce,
                             HashedNonce(p256, key.nonce_key, kBatchNonceTag, digest));
  // The sum of a / (x + h): times G it is the sum of a*Y.
  Scalar exponent = p256.ScalarOf(std::array<uint8_t, kChallengeBytes>{});
  for (size_t i = 0; i < inputs.size(); ++i) {
    exponent = p256.Add(exponent, p256.Multiply(weights[i], labels.exponents[i]));
  }
  const Point base_k = p256.MultiplyGenerator(p256.Multiply(nonce, exponent));
  MODELSEAL_RETURN_IF_ERROR(p256.status());
  return FinishProof(p256, key, digest, nonce, base_k, writer);
}

}  // namespace modelseal::dataset
