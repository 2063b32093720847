// SPDX-License-Identifier: Apache-2.0
//
// What prover and verifier compute alike in the bulk suite (docs/dataset-bulk-suite.md, which is
// experimental until it has been reviewed outside). For a secret key x and an input with the
// scalar h, the label is a hash of Y = G / (x + h): no hashing to the curve, and for the owner of x
// nothing but multiples of G.
#ifndef MODELSEAL_LIB_DATASET_BULK_SUITE_H_
#define MODELSEAL_LIB_DATASET_BULK_SUITE_H_

#include <array>
#include <cstdint>
#include <string_view>

#include "lib/crypto/digest.h"
#include "lib/dataset/dleq.h"
#include "lib/dataset/label.h"
#include "lib/dataset/p256.h"

namespace modelseal::dataset {

// h of inputs under one public key. Not thread-safe.
class BulkScalars {
 public:
  explicit BulkScalars(const PointBytes& public_key);

  Scalar Compute(P256& p256, std::string_view input) const;

 private:
  crypto::Sha256 after_key_;
};

Label BulkLabel(const PointBytes& label_point);

// That label_point times (x + input_scalar) is the generator, where public_key is x times that.
struct BulkStatement {
  PointBytes public_key;
  ScalarBytes input_scalar;  // h
  PointBytes label_point;    // Y
};

std::array<uint8_t, kChallengeBytes> BulkChallenge(const BulkStatement& statement,
                                                   const DleqCommitments& commitments);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_BULK_SUITE_H_
