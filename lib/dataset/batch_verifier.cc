// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/batch_verifier.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/dataset/batch_transcript.h"
#include "lib/dataset/bulk_suite.h"
#include "lib/dataset/dleq.h"
#include "lib/dataset/ecvrf.h"
#include "lib/dataset/public_sum.h"

namespace modelseal::dataset {
namespace {

struct LabelPoints {
  std::vector<PointBytes> bytes;
  std::vector<Point> points;
};

absl::StatusOr<LabelPoints> ParseLabelPoints(P256& p256, std::span<const uint8_t> proof,
                                             size_t count) {
  LabelPoints labels;
  labels.bytes.resize(count);
  labels.points.reserve(count);
  for (size_t i = 0; i < count; ++i) {
    const auto bytes = proof.subspan(i * kPointBytes, kPointBytes);
    std::copy(bytes.begin(), bytes.end(), labels.bytes[i].begin());
    labels.points.push_back(p256.ParsePoint(bytes));
    MODELSEAL_RETURN_IF_ERROR(p256.status());
    if (labels.points.back() == nullptr) {
      return MakeError(Reason::kDatasetProofInvalid,
                       absl::StrCat("proof of labels: expected a compressed point of P-256 for "
                                    "input ",
                                    i),
                       {{"field", absl::StrCat("points[", i, "]")}});
    }
  }
  return labels;
}

// `base_k` is V as computed from the proof.
absl::Status CheckBatchChallenge(P256& p256, const VrfPublicKey& key, const Dleq& dleq,
                                 const BatchDigest& transcript, const Point& base_k) {
  MODELSEAL_ASSIGN_OR_RETURN(const Point generator_k,
                             VerifiedGeneratorMultiple(p256, dleq, key.point()));
  MODELSEAL_ASSIGN_OR_RETURN(const DleqCommitments commitments,
                             EncodeCommitments(p256, generator_k, base_k));
  return CheckChallenge(dleq, BatchChallenge(transcript, commitments));
}

std::vector<Label> LabelsOf(std::span<const PointBytes> points,
                            Label (*label_of)(const PointBytes&)) {
  std::vector<Label> labels(points.size());
  std::transform(points.begin(), points.end(), labels.begin(), label_of);
  return labels;
}

}  // namespace

absl::StatusOr<std::vector<Label>> VerifyEcvrfLabels(const VrfPublicKey& key,
                                                     std::span<const VrfInput> inputs,
                                                     std::span<const uint8_t> proof) {
  P256 p256;
  MODELSEAL_ASSIGN_OR_RETURN(const Dleq dleq, ParseDleq(p256, proof.last<kDleqBytes>()));
  MODELSEAL_ASSIGN_OR_RETURN(const LabelPoints gammas,
                             ParseLabelPoints(p256, proof, inputs.size()));
  BatchTranscript transcript(key.suite(), key.bytes(), inputs.size());
  std::vector<Point> bases;
  bases.reserve(inputs.size());
  for (size_t i = 0; i < inputs.size(); ++i) {
    MODELSEAL_ASSIGN_OR_RETURN(EcvrfBase base, EcvrfEncodeToCurve(p256, key.bytes(), inputs[i]));
    transcript.Add(base.bytes, gammas.bytes[i]);
    bases.push_back(std::move(base.point));
  }
  const BatchDigest digest = transcript.Finish();
  const std::vector<Scalar> weights = BatchWeights(p256, digest, inputs.size());
  MODELSEAL_RETURN_IF_ERROR(p256.status());
  MODELSEAL_ASSIGN_OR_RETURN(const Point base, SumPublicProducts(weights, bases));
  MODELSEAL_ASSIGN_OR_RETURN(const Point gamma, SumPublicProducts(weights, gammas.points));
  MODELSEAL_ASSIGN_OR_RETURN(const Point base_k, VerifiedBaseMultiple(p256, dleq, base, gamma));
  MODELSEAL_RETURN_IF_ERROR(CheckBatchChallenge(p256, key, dleq, digest, base_k));
  return LabelsOf(gammas.bytes, EcvrfLabel);
}

absl::StatusOr<std::vector<Label>> VerifyBulkLabels(const VrfPublicKey& key,
                                                    std::span<const VrfInput> inputs,
                                                    std::span<const uint8_t> proof) {
  P256 p256;
  MODELSEAL_ASSIGN_OR_RETURN(const Dleq dleq, ParseDleq(p256, proof.last<kDleqBytes>()));
  MODELSEAL_ASSIGN_OR_RETURN(const LabelPoints labels,
                             ParseLabelPoints(p256, proof, inputs.size()));
  BatchTranscript transcript(key.suite(), key.bytes(), inputs.size());
  const BulkScalars bulk_scalars(key.bytes());
  std::vector<Scalar> input_scalars;
  input_scalars.reserve(inputs.size());
  for (size_t i = 0; i < inputs.size(); ++i) {
    input_scalars.push_back(bulk_scalars.Compute(p256, inputs[i]));
    ScalarBytes bytes = {};
    p256.Encode(input_scalars.back(), bytes);
    transcript.Add(bytes, labels.bytes[i]);
  }
  const BatchDigest digest = transcript.Finish();
  const std::vector<Scalar> weights = BatchWeights(p256, digest, inputs.size());
  // With M the sum of a*Y and Z that of a*(G - h*Y), s*M - c*Z is the sum of a*(s + c*h)*Y, less
  // c times the sum of a times G.
  Scalar weight_sum = p256.ScalarOf(std::array<uint8_t, kChallengeBytes>{});
  std::vector<Scalar> factors;
  factors.reserve(inputs.size());
  for (size_t i = 0; i < inputs.size(); ++i) {
    const Scalar factor = p256.Add(dleq.response, p256.Multiply(dleq.challenge, input_scalars[i]));
    factors.push_back(p256.Multiply(weights[i], factor));
    weight_sum = p256.Add(weight_sum, weights[i]);
  }
  MODELSEAL_RETURN_IF_ERROR(p256.status());
  MODELSEAL_ASSIGN_OR_RETURN(const Point labels_k, SumPublicProducts(factors, labels.points));
  const Point base_k = p256.Add(
      labels_k, p256.MultiplyGenerator(p256.Negate(p256.Multiply(dleq.challenge, weight_sum))));
  MODELSEAL_RETURN_IF_ERROR(CheckBatchChallenge(p256, key, dleq, digest, base_k));
  return LabelsOf(labels.bytes, BulkLabel);
}

}  // namespace modelseal::dataset
