// SPDX-License-Identifier: Apache-2.0
//
// Checks all of a store: what an audit does before it trusts one that was kept for long.
#ifndef MODELSEAL_LIB_DATASET_STORE_CHECK_H_
#define MODELSEAL_LIB_DATASET_STORE_CHECK_H_

#include "absl/status/status.h"
#include "lib/base/cancel.h"
#include "lib/crypto/secret.h"
#include "lib/dataset/store.h"

namespace modelseal::dataset {

// Reads the whole store once: labels in order and in their buckets, every hash up to the root,
// every value in its place and, with a key, what it is committed to. `value_salt_key` and `cancel`
// may be null. Memory does not grow with the store. Fails with kDatasetStoreInvalid, kCancelled and
// as the reads of the store.
absl::Status CheckStore(const Store& store, const crypto::Secret* value_salt_key,
                        const CancelToken* cancel);

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_STORE_CHECK_H_
