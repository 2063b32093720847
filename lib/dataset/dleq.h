// SPDX-License-Identifier: Apache-2.0
//
// c and s of a proof that the key is the ratio of two points (RFC 9381, sections 5.1 and 5.5: 16
// and 32 bytes). Both suites write it so, for one label and for many.
#ifndef MODELSEAL_LIB_DATASET_DLEQ_H_
#define MODELSEAL_LIB_DATASET_DLEQ_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "absl/status/statusor.h"
#include "lib/dataset/p256.h"

namespace modelseal::dataset {

inline constexpr size_t kChallengeBytes = 16;
inline constexpr size_t kDleqBytes = kChallengeBytes + kScalarBytes;

struct Dleq {
  std::array<uint8_t, kChallengeBytes> challenge_bytes;
  Scalar challenge;
  Scalar response;
};

// kDatasetProofInvalid if the response is not below q.
absl::StatusOr<Dleq> ParseDleq(P256& p256, std::span<const uint8_t, kDleqBytes> bytes);

// s = k + c * x; for a nonce k and a key x.
std::array<uint8_t, kDleqBytes> AnswerChallenge(P256& p256,
                                                const std::array<uint8_t, kChallengeBytes>& bytes,
                                                const Scalar& nonce, const Scalar& key);

// k times the generator and k times the other base of the proof: U and V. The verifier computes
// both from c and s.
struct DleqCommitments {
  PointBytes generator_k;
  PointBytes base_k;
};

// kDatasetProofInvalid if one is infinity, which happens only to a prover who gives away the key.
absl::StatusOr<DleqCommitments> EncodeCommitments(P256& p256, const Point& generator_k,
                                                  const Point& base_k);

// U = s*B - c*Y, for the public key Y. kOutOfMemory.
absl::StatusOr<Point> VerifiedGeneratorMultiple(P256& p256, const Dleq& dleq,
                                                const Point& public_key);

// V = s*B - c*M, for the other base B and its multiple M by the key. kOutOfMemory.
absl::StatusOr<Point> VerifiedBaseMultiple(P256& p256, const Dleq& dleq, const Point& base,
                                           const Point& multiple);

// OK if the challenge that the verifier computed is the one in the proof; else
// kDatasetProofInvalid.
absl::Status CheckChallenge(const Dleq& dleq,
                            const std::array<uint8_t, kChallengeBytes>& challenge);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_DLEQ_H_
