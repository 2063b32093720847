// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/dleq.h"

#include <algorithm>
#include <optional>

#include "lib/base/status.h"
#include "lib/dataset/public_sum.h"

namespace modelseal::dataset {

absl::StatusOr<Dleq> ParseDleq(P256& p256, std::span<const uint8_t, kDleqBytes> bytes) {
  Dleq dleq = {};
  const auto challenge = bytes.first<kChallengeBytes>();
  std::copy(challenge.begin(), challenge.end(), dleq.challenge_bytes.begin());
  dleq.challenge = p256.ScalarOf(challenge);
  dleq.response = p256.ParseScalar(bytes.last<kScalarBytes>());
  MODELSEAL_RETURN_IF_ERROR(p256.status());
  if (dleq.response == nullptr) {
    return MakeError(Reason::kDatasetProofInvalid,
                     "proof of a label: the response is not below the order of the group",
                     {{"field", "s"}});
  }
  return dleq;
}

std::array<uint8_t, kDleqBytes> AnswerChallenge(P256& p256,
                                                const std::array<uint8_t, kChallengeBytes>& bytes,
                                                const Scalar& nonce, const Scalar& key) {
  const Scalar challenge = p256.ScalarOf(bytes);
  const Scalar response = p256.Add(nonce, p256.Multiply(challenge, key));
  std::array<uint8_t, kDleqBytes> answer = {};
  std::copy(bytes.begin(), bytes.end(), answer.begin());
  p256.Encode(response, std::span(answer).last<kScalarBytes>());
  return answer;
}

absl::StatusOr<DleqCommitments> EncodeCommitments(P256& p256, const Point& generator_k,
                                                  const Point& base_k) {
  const std::optional<PointBytes> generator_bytes = p256.Encode(generator_k);
  const std::optional<PointBytes> base_bytes = p256.Encode(base_k);
  MODELSEAL_RETURN_IF_ERROR(p256.status());
  if (!generator_bytes.has_value() || !base_bytes.has_value()) {
    return MakeError(Reason::kDatasetProofInvalid,
                     "proof of a label: its nonce times a base is infinity", {{"field", "s"}});
  }
  return DleqCommitments{*generator_bytes, *base_bytes};
}

absl::StatusOr<Point> VerifiedGeneratorMultiple(P256& p256, const Dleq& dleq,
                                                const Point& public_key) {
  // c has half the bits of -c.
  const Point negative_key = p256.Negate(public_key);
  MODELSEAL_RETURN_IF_ERROR(p256.status());
  const PublicProduct product = {negative_key.get(), dleq.challenge.get()};
  MODELSEAL_ASSIGN_OR_RETURN(const Point of_key, SumPublicProducts({&product, 1}));
  return p256.Add(p256.MultiplyGenerator(dleq.response), of_key);
}

absl::StatusOr<Point> VerifiedBaseMultiple(P256& p256, const Dleq& dleq, const Point& base,
                                           const Point& multiple) {
  const Point negative = p256.Negate(multiple);
  MODELSEAL_RETURN_IF_ERROR(p256.status());
  const std::array<PublicProduct, 2> products = {{
      {base.get(), dleq.response.get()},
      {negative.get(), dleq.challenge.get()},
  }};
  return SumPublicProducts(products);
}

absl::Status CheckChallenge(const Dleq& dleq,
                            const std::array<uint8_t, kChallengeBytes>& challenge) {
  return challenge == dleq.challenge_bytes
             ? absl::OkStatus()
             : MakeError(Reason::kDatasetProofInvalid,
                         "the proof of a label does not hold for this key and input",
                         {{"field", "c"}});
}

}  // namespace modelseal::dataset
