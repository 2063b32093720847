// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/store_check.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"
#include "lib/dataset/derived_values.h"
#include "lib/dataset/label_bits.h"
#include "lib/dataset/subtree_hasher.h"

namespace modelseal::dataset {
namespace {

absl::Status Damaged(std::string_view problem) {
  return MakeError(Reason::kDatasetStoreInvalid, absl::StrCat("store: ", problem));
}

class StoreCheck {
 public:
  StoreCheck(const Store& store, const crypto::Secret* value_salt_key, const CancelToken* cancel)
      : store_(store), value_salt_key_(value_salt_key), cancel_(cancel) {}

  absl::Status Run() {
    MODELSEAL_ASSIGN_OR_RETURN(const Subtree trie, CheckNode(0, 0));
    if (trie.leaf_count != store_.leaf_count()) {
      return Damaged(absl::StrCat("has ", trie.leaf_count, " leaves in its buckets, expected ",
                                  store_.leaf_count()));
    }
    if (store_.is_map() &&
        (value_count_ != store_.record_count() || value_place_ != store_.values_bytes())) {
      return Damaged(absl::StrCat(value_count_, " values, expected ", store_.record_count()));
    }
    return absl::OkStatus();
  }

 private:
  absl::StatusOr<Subtree> CheckNode(size_t depth, uint64_t prefix) {
    Subtree subtree;
    if (depth == store_.bucket_bits()) {
      MODELSEAL_ASSIGN_OR_RETURN(subtree, CheckBucket(prefix));
    } else {
      MODELSEAL_ASSIGN_OR_RETURN(const Subtree left, CheckNode(depth + 1, prefix << 1));
      MODELSEAL_ASSIGN_OR_RETURN(const Subtree right, CheckNode(depth + 1, prefix << 1 | 1));
      subtree = JoinSubtrees(left, right);
    }
    MODELSEAL_ASSIGN_OR_RETURN(const NodeHash stored, store_.ReadHash(depth, prefix));
    if (stored != subtree.hash) {
      return Damaged(absl::StrCat("hash ", prefix, " at depth ", depth, " was altered"));
    }
    return subtree;
  }

  absl::StatusOr<Subtree> CheckBucket(uint64_t bucket) {
    if (cancel_ != nullptr && cancel_->is_requested()) {
      return MakeError(Reason::kCancelled, "stopped by the caller");
    }
    const size_t bits = store_.bucket_bits();
    MODELSEAL_ASSIGN_OR_RETURN(const LeafRange range, store_.LeavesBelow(bits, bucket));
    if (range.first != next_leaf_) {
      return Damaged(absl::StrCat("bucket ", bucket, " begins at leaf ", range.first, ", expected ",
                                  next_leaf_));
    }
    next_leaf_ = range.last;
    MODELSEAL_ASSIGN_OR_RETURN(const std::vector<Leaf> leaves, store_.ReadLeaves(range));
    SubtreeHasher hasher(bits);
    for (const Leaf& leaf : leaves) {
      if (LabelPrefix(leaf.label, bits) != bucket || !hasher.Add(leaf.label, leaf.content).ok()) {
        return Damaged(absl::StrCat("labels of bucket ", bucket, " are not in order"));
      }
    }
    if (store_.is_map()) {
      MODELSEAL_RETURN_IF_ERROR(CheckValues(range, leaves));
    }
    return hasher.Finish();
  }

  absl::Status CheckValues(const LeafRange& range, const std::vector<Leaf>& leaves) {
    for (size_t index = 0; index < leaves.size(); ++index) {
      MODELSEAL_ASSIGN_OR_RETURN(const auto place, store_.ReadValuePlace(range.first + index));
      if (!place.has_value()) {
        continue;
      }
      if (*place != value_place_) {
        return Damaged(absl::StrCat("value at ", *place, ", expected ", value_place_));
      }
      MODELSEAL_ASSIGN_OR_RETURN(const std::string value, store_.ReadValue(*place));
      value_place_ += kValueSizeBytes + value.size();
      ++value_count_;
      if (value_salt_key_ == nullptr) {
        continue;
      }
      const ValueSalt salt = ComputeValueSalt(*value_salt_key_, leaves[index].label);
      if (ComputeValueContent(salt, crypto::AsBytes(value)) != leaves[index].content) {
        return Damaged(absl::StrCat("value at ", *place, " is not what it is committed to"));
      }
    }
    return absl::OkStatus();
  }

  const Store& store_;
  const crypto::Secret* const value_salt_key_;
  const CancelToken* const cancel_;
  uint64_t next_leaf_ = 0;
  uint64_t value_place_ = 0;
  uint64_t value_count_ = 0;
};

}  // namespace

absl::Status CheckStore(const Store& store, const crypto::Secret* value_salt_key,
                        const CancelToken* cancel) {
  return StoreCheck(store, value_salt_key, cancel).Run();
}

}  // namespace modelseal::dataset
