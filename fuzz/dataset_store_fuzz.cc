// SPDX-License-Identifier: Apache-2.0
//
// The store of a dataset, altered behind its header: digest and root in the header are made to fit,
// so that the rest is looked at. Every proof that it gives holds, and one that passes the full
// check has a proof of each of its leaves.
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "fuzz/invariant.h"
#include "lib/crypto/digest.h"
#include "lib/dataset/path_prover.h"
#include "lib/dataset/path_verifier.h"
#include "lib/dataset/store.h"
#include "lib/dataset/store_check.h"
#include "lib/dataset/store_layout.h"

namespace {

namespace dataset = modelseal::dataset;
using modelseal::fuzz::Require;

constexpr size_t kHashBytes = 32;
constexpr size_t kFixedBytesBeforeCommitment = 37;

// Root and digest that fit the rest.
void MendHeader(std::vector<uint8_t>& bytes) {
  if (bytes.size() < dataset::kStoreHeadBytes) {
    return;
  }
  const auto header_bytes = dataset::ParseStoreHeaderSize(
      std::span<const uint8_t>(bytes).first(dataset::kStoreHeadBytes));
  if (!header_bytes.ok() || *header_bytes > bytes.size() ||
      *header_bytes < kFixedBytesBeforeCommitment + 2 * kHashBytes) {
    return;
  }
  const auto seal = [&bytes, &header_bytes] {
    modelseal::crypto::Sha256 sha256;
    sha256.Update(std::span<const uint8_t>(bytes).first(*header_bytes - kHashBytes));
    const auto digest = sha256.Finish();
    std::copy(digest.begin(), digest.end(), bytes.begin() + (*header_bytes - kHashBytes));
  };
  seal();
  const auto header =
      dataset::ParseStoreHeader(std::span<const uint8_t>(bytes).first(*header_bytes));
  if (!header.ok()) {
    return;
  }
  const dataset::StoreLayout layout(header->commitment.parameters().kind,
                                    header->commitment.Encode().size(), header->leaf_count,
                                    header->values_bytes);
  const uint64_t root = layout.HashOffset(0, 0);
  if (layout.FileBytes() == bytes.size()) {
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(root), kHashBytes,
                bytes.begin() + (*header_bytes - 2 * kHashBytes));
    seal();
  }
}

// A file in memory, and its path.
class MemoryFile {
 public:
  explicit MemoryFile(const std::vector<uint8_t>& bytes) : fd_(memfd_create("store", 0)) {
    Require(write(fd_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()),
            "memory holds the input");
  }
  ~MemoryFile() { close(fd_); }
  std::string path() const { return "/proc/self/fd/" + std::to_string(fd_); }

 private:
  int fd_;
};

void CheckProof(const dataset::Store& store, const dataset::Label& label, bool is_checked) {
  const auto proof = dataset::ProvePath(store, label);
  Require(proof.ok() || !is_checked, "a store that passes the check has proofs");
  if (proof.ok()) {
    Require(VerifyPath(store.commitment().root(), label, *proof).ok(), "a proof holds");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::vector<uint8_t> bytes(data, data + size);
  MendHeader(bytes);
  const MemoryFile file(bytes);
  const auto store = dataset::Store::Open(file.path());
  if (!store.ok()) {
    return 0;
  }
  const bool is_checked = dataset::CheckStore(*store, nullptr, nullptr).ok();
  std::vector<dataset::Label> labels(3);
  labels[1].fill(0xff);
  if (const auto leaves = store->ReadLeaves({0, std::min<uint64_t>(store->leaf_count(), 200)});
      leaves.ok()) {
    for (const dataset::Leaf& leaf : *leaves) {
      labels.push_back(leaf.label);
    }
  }
  for (const dataset::Label& label : labels) {
    CheckProof(*store, label, is_checked);
  }
  const auto batch = dataset::ProvePaths(*store, labels);
  Require(batch.ok() || !is_checked, "a store that passes the check has a batch");
  return 0;
}
