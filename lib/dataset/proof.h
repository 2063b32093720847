// SPDX-License-Identifier: Apache-2.0
//
// The encodings of proofs (docs/dataset-format.md, "Proofs"). Of one record:
//
//   offset  bytes    field
//   0       1        version, 1
//   1       1        1: of one record
//   2       1        suite
//   3       1        kind of the dataset: 1 set, 2 map
//   4       81       proof of the label
//   85      t        terminal, see below
//           2        depth of the terminal, 0 to 256
//           (d+7)/8  bitmap over depths 1 to d, the first in the most significant bit: 1 where the
//                    sibling is empty; unused bits 0
//           32 * n   the other siblings, from the root down; none is the empty constant
//
// Of several records:
//
//   0       1        version, 1
//   1       1        2: of several records
//   2       1        suite
//   3       1        kind
//   4       4        number of records, 1 to 65536, repeated ones too
//   8       4        size of the proof of the labels
//   12      s        proof of the labels
//           4        number of ends, 1 to the number of records
//           each     2 depth; terminal; for a member 4, the index of its label
//           4        number of siblings
//           (n+7)/8  bitmap over them, 1 where empty; unused bits 0
//           32 * n   the hashes of those that are not
//
// A terminal:
//
//   1       type: 1 empty, 2 other leaf, 3 member, 4 member with value
//   32      type 2: label of the other leaf
//   32      types 2 and 3 in a map: content
//   32      type 4, maps only: salt
//   4 + n   type 4: size of the value, at most 1 MiB, and the value
//
// Integers have their most significant byte first. Each proof has one encoding.
#ifndef MODELSEAL_LIB_DATASET_PROOF_H_
#define MODELSEAL_LIB_DATASET_PROOF_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/dataset/label_verifier.h"
#include "lib/dataset/parameters.h"
#include "lib/dataset/path_proof.h"
#include "lib/dataset/suite.h"

namespace modelseal::dataset {

struct RecordProof {
  Suite suite = Suite::kEcvrfP256Sha256Tai;
  DatasetKind kind = DatasetKind::kSet;
  std::array<uint8_t, kLabelProofBytes> vrf_proof = {};
  PathProof path = {};

  bool operator==(const RecordProof&) const = default;
};

struct BatchProof {
  Suite suite = Suite::kEcvrfP256Sha256Tai;
  DatasetKind kind = DatasetKind::kSet;
  uint32_t record_count = 0;
  std::vector<uint8_t> vrf_proof = {};
  MultiProof paths = {};

  bool operator==(const BatchProof&) const = default;
};

// For proofs that keep the rules above.
std::vector<uint8_t> EncodeRecordProof(const RecordProof& proof);
std::vector<uint8_t> EncodeBatchProof(const BatchProof& proof);

// Take untrusted bytes, look at nothing but their form, and need memory in proportion to them. Fail
// with kDatasetProofInvalid, and with kAlgorithmUnsupported for another version.
absl::StatusOr<RecordProof> ParseRecordProof(std::span<const uint8_t> bytes);
absl::StatusOr<BatchProof> ParseBatchProof(std::span<const uint8_t> bytes);

// Whether bytes say of themselves that they are a proof of several records.
bool IsBatchProof(std::span<const uint8_t> bytes);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_PROOF_H_
