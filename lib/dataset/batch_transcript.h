// SPDX-License-Identifier: Apache-2.0
//
// What prover and verifier hash alike where one proof stands for many labels
// (docs/dataset-bulk-suite.md, "Many labels, one proof").
#ifndef MODELSEAL_LIB_DATASET_BATCH_TRANSCRIPT_H_
#define MODELSEAL_LIB_DATASET_BATCH_TRANSCRIPT_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "lib/crypto/digest.h"
#include "lib/dataset/dleq.h"
#include "lib/dataset/p256.h"
#include "lib/dataset/suite.h"

namespace modelseal::dataset {

using BatchDigest = crypto::Sha256Digest;

// Not thread-safe.
class BatchTranscript {
 public:
  BatchTranscript(Suite suite, const PointBytes& public_key, size_t count);

  // One label, in the order of the inputs. `input_image` is H in suite 1, h in the bulk suite;
  // `label_point` Gamma or Y.
  void Add(std::span<const uint8_t> input_image, const PointBytes& label_point);

  BatchDigest Finish() { return sha256_.Finish(); }

 private:
  crypto::Sha256 sha256_;
};

// By what each of `count` labels is weighted in the sums that the proof is about.
std::vector<Scalar> BatchWeights(P256& p256, const BatchDigest& transcript, size_t count);

std::array<uint8_t, kChallengeBytes> BatchChallenge(const BatchDigest& transcript,
                                                    const DleqCommitments& commitments);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_BATCH_TRANSCRIPT_H_
