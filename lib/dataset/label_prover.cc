// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/label_prover.h"

#include <algorithm>
#include <array>
#include <utility>

#include "lib/base/status.h"
#include "lib/dataset/bulk_label_points.h"
#include "lib/dataset/bulk_suite.h"
#include "lib/dataset/dleq.h"
#include "lib/dataset/ecvrf.h"
#include "lib/dataset/ecvrf_label_point.h"
#include "lib/dataset/point_encoding.h"
#include "lib/dataset/vrf_derivation.h"
#include "lib/dataset/wire_writer.h"

namespace modelseal::dataset {
namespace {

// Inputs for which inversions are shared. They are 1/1000 of their cost, and what they take in
// memory stays in the processor's caches.
constexpr size_t kInputsPerInversion = 1024;

constexpr std::string_view kBulkNonceTag = "modelseal dataset bulk v1 nonce";

std::vector<uint8_t> WriteProof(const PointBytes& point,
                                const std::array<uint8_t, kDleqBytes>& dleq) {
  WireWriter writer;
  writer.WriteBytes(point);
  writer.WriteBytes(dleq);
  return writer.Finish();
}

}  // namespace

absl::Status ComputeEcvrfLabels(const ProvingKey& key, std::span<const VrfInput> inputs,
                                std::span<Label> labels) {
  P256 p256;
  for (size_t begin = 0; begin < inputs.size(); begin += kInputsPerInversion) {
    const size_t count = std::min(kInputsPerInversion, inputs.size() - begin);
    std::vector<Point> gammas;
    gammas.reserve(count);
    for (const VrfInput& input : inputs.subspan(begin, count)) {
      MODELSEAL_ASSIGN_OR_RETURN(const EcvrfBase base,
                                 EcvrfEncodeToCurve(p256, key.public_key.bytes(), input));
      gammas.push_back(p256.Multiply(key.scalar, base.point));
    }
    MODELSEAL_RETURN_IF_ERROR(p256.status());
    MODELSEAL_ASSIGN_OR_RETURN(const std::vector<PointBytes> encoded, EncodePoints(p256, gammas));
    std::transform(encoded.begin(), encoded.end(), labels.begin() + begin, EcvrfLabel);
  }
  return absl::OkStatus();
}

absl::Status ComputeBulkLabels(const ProvingKey& key, std::span<const VrfInput> inputs,
                               std::span<Label> labels) {
  P256 p256;
  for (size_t begin = 0; begin < inputs.size(); begin += kInputsPerInversion) {
    const size_t count = std::min(kInputsPerInversion, inputs.size() - begin);
    MODELSEAL_ASSIGN_OR_RETURN(const BulkLabelPoints points,
                               ComputeBulkLabelPoints(p256, key.public_key.bytes(), key.scalar,
                                                      inputs.subspan(begin, count)));
    std::transform(points.points.begin(), points.points.end(), labels.begin() + begin, BulkLabel);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<uint8_t>> ProveEcvrfLabel(const ProvingKey& key,
                                                     std::string_view input) {
  P256 p256;
  MODELSEAL_ASSIGN_OR_RETURN(
      const EcvrfLabelPoint point,
      ComputeEcvrfLabelPoint(p256, key.public_key.bytes(), key.scalar, input));
  const EcvrfStatement statement = {key.public_key.bytes(), point.base.bytes, point.gamma};
  MODELSEAL_ASSIGN_OR_RETURN(const Scalar nonce, EcvrfNonce(p256, key.scalar, point.base.bytes));
  MODELSEAL_ASSIGN_OR_RETURN(const DleqCommitments commitments,
                             EncodeCommitments(p256, p256.MultiplyGenerator(nonce),
                                               p256.Multiply(nonce, point.base.point)));
  const auto dleq =
      AnswerChallenge(p256, EcvrfChallenge(statement, commitments), nonce, key.scalar);
  MODELSEAL_RETURN_IF_ERROR(p256.status());
  return WriteProof(point.gamma, dleq);
}

absl::StatusOr<std::vector<uint8_t>> ProveBulkLabel(const ProvingKey& key, std::string_view input) {
  P256 p256;
  const VrfInput copy(input);
  MODELSEAL_ASSIGN_OR_RETURN(
      const BulkLabelPoints label,
      ComputeBulkLabelPoints(p256, key.public_key.bytes(), key.scalar, {&copy, 1}));
  BulkStatement statement = {key.public_key.bytes(), {}, label.points[0]};
  p256.Encode(label.input_scalars[0], statement.input_scalar);
  WireWriter writer;
  writer.WriteBytes(statement.public_key);
  writer.WriteBytes(statement.input_scalar);
  writer.WriteBytes(statement.label_point);
  MODELSEAL_ASSIGN_OR_RETURN(const Scalar nonce,
                             HashedNonce(p256, key.nonce_key, kBulkNonceTag, writer.bytes()));
  // k*Y is (k / (x + h))*G, which the fixed base makes five times as fast.
  const Scalar label_nonce = p256.Multiply(nonce, label.exponents[0]);
  MODELSEAL_ASSIGN_OR_RETURN(
      const DleqCommitments commitments,
      EncodeCommitments(p256, p256.MultiplyGenerator(nonce), p256.MultiplyGenerator(label_nonce)));
  const auto dleq = AnswerChallenge(p256, BulkChallenge(statement, commitments), nonce, key.scalar);
  MODELSEAL_RETURN_IF_ERROR(p256.status());
  return WriteProof(label.points[0], dleq);
}

}  // namespace modelseal::dataset
