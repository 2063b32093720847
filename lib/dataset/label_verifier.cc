// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/label_verifier.h"

#include <algorithm>

#include "lib/base/status.h"
#include "lib/dataset/bulk_suite.h"
#include "lib/dataset/ecvrf.h"

namespace modelseal::dataset {
namespace {

struct LabelProof {
  PointBytes point_bytes;
  Point point;
  Dleq dleq;
};

absl::StatusOr<LabelProof> ParseLabelProof(P256& p256,
                                           std::span<const uint8_t, kLabelProofBytes> bytes) {
  LabelProof proof = {};
  const auto point = bytes.first<kPointBytes>();
  std::copy(point.begin(), point.end(), proof.point_bytes.begin());
  proof.point = p256.ParsePoint(point);
  MODELSEAL_RETURN_IF_ERROR(p256.status());
  if (proof.point == nullptr) {
    return MakeError(Reason::kDatasetProofInvalid,
                     "proof of a label: expected a compressed point of P-256 at its beginning",
                     {{"field", "point"}});
  }
  MODELSEAL_ASSIGN_OR_RETURN(proof.dleq, ParseDleq(p256, bytes.last<kDleqBytes>()));
  return proof;
}

}  // namespace

absl::StatusOr<Label> VerifyEcvrfLabel(const VrfPublicKey& key, std::string_view input,
                                       std::span<const uint8_t, kLabelProofBytes> bytes) {
  P256 p256;
  MODELSEAL_ASSIGN_OR_RETURN(const LabelProof proof, ParseLabelProof(p256, bytes));
  MODELSEAL_ASSIGN_OR_RETURN(const EcvrfBase base, EcvrfEncodeToCurve(p256, key.bytes(), input));
  // "U = s*B - c*Y" and "V = s*H - c*Gamma".
  MODELSEAL_ASSIGN_OR_RETURN(const Point generator_k,
                             VerifiedGeneratorMultiple(p256, proof.dleq, key.point()));
  MODELSEAL_ASSIGN_OR_RETURN(const Point base_k,
                             VerifiedBaseMultiple(p256, proof.dleq, base.point, proof.point));
  MODELSEAL_ASSIGN_OR_RETURN(const DleqCommitments commitments,
                             EncodeCommitments(p256, generator_k, base_k));
  const EcvrfStatement statement = {key.bytes(), base.bytes, proof.point_bytes};
  MODELSEAL_RETURN_IF_ERROR(CheckChallenge(proof.dleq, EcvrfChallenge(statement, commitments)));
  return EcvrfLabel(proof.point_bytes);
}

absl::StatusOr<Label> VerifyBulkLabel(const VrfPublicKey& key, std::string_view input,
                                      std::span<const uint8_t, kLabelProofBytes> bytes) {
  P256 p256;
  MODELSEAL_ASSIGN_OR_RETURN(const LabelProof proof, ParseLabelProof(p256, bytes));
  const Scalar input_scalar = BulkScalars(key.bytes()).Compute(p256, input);
  // x*Y is G - h*Y, so s*Y - c*(x*Y) is (s + c*h)*Y - c*G.
  MODELSEAL_ASSIGN_OR_RETURN(const Point generator_k,
                             VerifiedGeneratorMultiple(p256, proof.dleq, key.point()));
  const Scalar factor =
      p256.Add(proof.dleq.response, p256.Multiply(proof.dleq.challenge, input_scalar));
  const Point label_point_k =
      p256.MultiplyAndAdd(p256.Negate(proof.dleq.challenge), factor, proof.point);
  MODELSEAL_ASSIGN_OR_RETURN(const DleqCommitments commitments,
                             EncodeCommitments(p256, generator_k, label_point_k));
  BulkStatement statement = {key.bytes(), {}, proof.point_bytes};
  p256.Encode(input_scalar, statement.input_scalar);
  MODELSEAL_RETURN_IF_ERROR(p256.status());
  MODELSEAL_RETURN_IF_ERROR(CheckChallenge(proof.dleq, BulkChallenge(statement, commitments)));
  return BulkLabel(proof.point_bytes);
}

}  // namespace modelseal::dataset
