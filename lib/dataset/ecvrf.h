// SPDX-License-Identifier: Apache-2.0
//
// What prover and verifier compute alike in ECVRF-P256-SHA256-TAI (RFC 9381, section 5; suite 0x01
// of section 5.5).
#ifndef MODELSEAL_LIB_DATASET_ECVRF_H_
#define MODELSEAL_LIB_DATASET_ECVRF_H_

#include <array>
#include <cstdint>
#include <string_view>

#include "absl/status/statusor.h"
#include "lib/dataset/dleq.h"
#include "lib/dataset/label.h"
#include "lib/dataset/p256.h"

namespace modelseal::dataset {

struct EcvrfBase {
  Point point;
  PointBytes bytes;
};

// H: section 5.4.1.1 with the public key as salt. The first of up to 256 hashes that is the
// x-coordinate of a point; the time it takes tells how many there were before it. kInvalidArgument
// if there is none, which happens to one input in 2^256.
absl::StatusOr<EcvrfBase> EcvrfEncodeToCurve(P256& p256, const PointBytes& public_key,
                                             std::string_view input);

// That gamma is as many times base as public_key is times the generator.
struct EcvrfStatement {
  PointBytes public_key;  // Y
  PointBytes base;        // H
  PointBytes gamma;       // Gamma
};

// Section 5.4.3.
std::array<uint8_t, kChallengeBytes> EcvrfChallenge(const EcvrfStatement& statement,
                                                    const DleqCommitments& commitments);

// Section 5.2, all 32 bytes of it.
Label EcvrfLabel(const PointBytes& gamma);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_ECVRF_H_
