// SPDX-License-Identifier: Apache-2.0
//
// Stores of datasets, and proofs from them, in the C interface.
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "capi/boundary.h"
#include "capi/dataset_handles.h"
#include "capi/handles.h"
#include "lib/crypto/secret.h"
#include "lib/dataset/prover.h"
#include "lib/dataset/store_check.h"

using modelseal::capi::Boundary;
using modelseal::capi::CheckFlag;
using modelseal::capi::CheckNotNull;
using modelseal::capi::CheckText;
using modelseal::capi::ViewOf;
using modelseal::crypto::Secret;
using modelseal::dataset::Prover;
using modelseal::dataset::Store;
using modelseal::dataset::ValueDisclosure;

modelseal_buffer* modelseal::capi::NewBuffer(const std::vector<uint8_t>& bytes) {
  return new modelseal_buffer{
      Secret(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()))};
}

modelseal_code modelseal_dataset_store_open(const char* path, size_t path_len,
                                            modelseal_dataset_store** out, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckText(path, path_len, "path", false));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(Store store, Store::Open(ViewOf(path, path_len)));
    *out = new modelseal_dataset_store(std::move(store));
    return absl::OkStatus();
  });
}

const modelseal_dataset_commitment* modelseal_dataset_store_commitment(
    const modelseal_dataset_store* store) {
  return store == nullptr ? nullptr : &store->commitment;
}

uint64_t modelseal_dataset_store_record_count(const modelseal_dataset_store* store) {
  return store == nullptr ? 0 : store->store.record_count();
}

uint64_t modelseal_dataset_store_leaf_count(const modelseal_dataset_store* store) {
  return store == nullptr ? 0 : store->store.leaf_count();
}

modelseal_code modelseal_dataset_store_check(const modelseal_dataset_store* store,
                                             const modelseal_dataset_key* key, modelseal_job* job,
                                             modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(store, "store"));
    std::optional<Secret> salt_key;
    if (key != nullptr) {
      MODELSEAL_RETURN_IF_ERROR(Prover::Create(store->store, key->key).status());
      salt_key = key->key.ValueSaltKey();
    }
    return modelseal::dataset::CheckStore(store->store, salt_key.has_value() ? &*salt_key : nullptr,
                                          job != nullptr ? &job->cancel : nullptr);
  });
}

modelseal_code modelseal_dataset_store_prove(const modelseal_dataset_store* store,
                                             const modelseal_dataset_key* key,
                                             const modelseal_dataset_records* records,
                                             int32_t show_values, modelseal_buffer** out,
                                             modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(store, "store"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(key, "key"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(records, "records"));
    MODELSEAL_RETURN_IF_ERROR(CheckFlag(show_values, "show_values"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_RETURN_IF_ERROR(
        modelseal::dataset::CheckViewIsOf(store->store.commitment().parameters(), records->list));
    MODELSEAL_ASSIGN_OR_RETURN(const Prover prover, Prover::Create(store->store, key->key));
    MODELSEAL_ASSIGN_OR_RETURN(
        const std::vector<uint8_t> proof,
        prover.Prove(records->list.records(),
                     show_values == 1 ? ValueDisclosure::kShown : ValueDisclosure::kHidden));
    *out = modelseal::capi::NewBuffer(proof);
    return absl::OkStatus();
  });
}

void modelseal_dataset_store_free(modelseal_dataset_store* store) { delete store; }
