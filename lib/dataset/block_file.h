// SPDX-License-Identifier: Apache-2.0
//
// A file to which records are appended for many partitions at once, in blocks of one partition
// each, and from which the records of one partition are read again. One file, so that keeping it is
// one sync.
//
// A block: partition and size in four bytes each, SHA-256 of both and the content, the content.
#ifndef MODELSEAL_LIB_DATASET_BLOCK_FILE_H_
#define MODELSEAL_LIB_DATASET_BLOCK_FILE_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/dataset/label_piece.h"
#include "lib/fs/random_file.h"

namespace modelseal::dataset {

// Movable. ReadPartition() and ReadPiece() may be called from several threads at once, the rest
// not.
class BlockFile {
 public:
  // What lies behind the first `size_bytes` is cut off: it was written after the last checkpoint.
  // kDatasetStoreInvalid if the file is shorter, or the blocks do not fill those bytes.
  static absl::StatusOr<BlockFile> Open(fs::RandomFile file, uint64_t size_bytes,
                                        size_t partition_count, size_t buffer_bytes);

  // Of the blocks that were written out.
  uint64_t size_bytes() const { return size_bytes_; }

  absl::Status Append(size_t partition, std::span<const uint8_t> record);

  // Writes out what is buffered and returns when it is on the disk.
  absl::Status Checkpoint();

  // Bytes of records of a partition that were written out.
  uint64_t PartitionBytes(size_t partition) const;

  // All records of a partition that were written out; kDatasetStoreInvalid if they were altered.
  absl::StatusOr<std::vector<uint8_t>> ReadPartition(size_t partition) const;

  // Those of a piece, which begin with their labels and have `record_bytes` each. Reads all of the
  // partition, a block at a time.
  absl::StatusOr<std::vector<uint8_t>> ReadPiece(size_t partition, size_t record_bytes,
                                                 const LabelPiece& piece) const;

 private:
  struct Block {
    uint64_t offset;
    uint32_t size_bytes;
  };
  struct Partition {
    std::vector<uint8_t> buffer;
    std::vector<Block> blocks;
  };

  BlockFile(fs::RandomFile file, size_t partition_count, size_t buffer_bytes)
      : file_(std::move(file)), buffer_bytes_(buffer_bytes), partitions_(partition_count) {}

  absl::Status ReadIndex(uint64_t size_bytes);
  absl::Status WriteOut(size_t partition);
  absl::Status ReadBlock(size_t partition, const Block& block, std::span<uint8_t> content) const;
  absl::Status Damaged(uint64_t offset) const;

  fs::RandomFile file_;
  size_t buffer_bytes_;
  uint64_t size_bytes_ = 0;
  std::vector<Partition> partitions_;
};

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_BLOCK_FILE_H_
