// SPDX-License-Identifier: Apache-2.0
//
// Proofs about the leaves of reference_trie.h by the definition, without the code that makes them
// from a store.
#ifndef MODELSEAL_TESTS_DATASET_REFERENCE_PROOF_H_
#define MODELSEAL_TESTS_DATASET_REFERENCE_PROOF_H_

#include <span>
#include <vector>

#include "lib/dataset/path_proof.h"
#include "tests/dataset/reference_trie.h"

namespace modelseal::testing {

dataset::PathProof ReferencePath(std::span<const ReferenceLeaf> leaves,
                                 const dataset::Label& label);

// `labels` may be any; at least one.
dataset::MultiProof ReferencePaths(std::span<const ReferenceLeaf> leaves,
                                   std::vector<dataset::Label> labels);

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_DATASET_REFERENCE_PROOF_H_
