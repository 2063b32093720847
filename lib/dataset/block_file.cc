// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/block_file.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"
#include "lib/dataset/wire_reader.h"
#include "lib/dataset/wire_writer.h"

namespace modelseal::dataset {
namespace {

constexpr size_t kNumbersBytes = 4 + 4;
constexpr size_t kBlockHeaderBytes = kNumbersBytes + 32;

struct BlockHeader {
  uint32_t partition;
  uint32_t size_bytes;
  crypto::Sha256Digest digest;
};

crypto::Sha256Digest DigestOf(uint32_t partition, std::span<const uint8_t> content) {
  WireWriter numbers;
  numbers.WriteU32(partition);
  numbers.WriteU32(static_cast<uint32_t>(content.size()));
  crypto::Sha256 sha256;
  sha256.Update(numbers.bytes());
  sha256.Update(content);
  return sha256.Finish();
}

absl::StatusOr<BlockHeader> ReadHeader(const fs::RandomFile& file, uint64_t offset) {
  std::array<uint8_t, kBlockHeaderBytes> bytes;
  MODELSEAL_RETURN_IF_ERROR(file.ReadAt(offset, bytes));
  WireReader reader(bytes);
  BlockHeader header;
  header.partition = reader.ReadU32();
  header.size_bytes = reader.ReadU32();
  header.digest = reader.ReadArray<32>();
  return header;
}

}  // namespace

absl::StatusOr<BlockFile> BlockFile::Open(fs::RandomFile file, uint64_t size_bytes,
                                          size_t partition_count, size_t buffer_bytes) {
  BlockFile block_file(std::move(file), partition_count, buffer_bytes);
  MODELSEAL_RETURN_IF_ERROR(block_file.ReadIndex(size_bytes));
  return block_file;
}

absl::Status BlockFile::ReadIndex(uint64_t size_bytes) {
  MODELSEAL_ASSIGN_OR_RETURN(const uint64_t file_bytes, file_.Size());
  if (file_bytes < size_bytes) {
    return Damaged(file_bytes);
  }
  MODELSEAL_RETURN_IF_ERROR(file_.Truncate(size_bytes));
  for (uint64_t offset = 0; offset < size_bytes;) {
    const uint64_t left = size_bytes - offset;
    if (left < kBlockHeaderBytes) {
      return Damaged(offset);
    }
    MODELSEAL_ASSIGN_OR_RETURN(const BlockHeader header, ReadHeader(file_, offset));
    if (header.partition >= partitions_.size() || header.size_bytes > left - kBlockHeaderBytes) {
      return Damaged(offset);
    }
    partitions_[header.partition].blocks.push_back({offset, header.size_bytes});
    offset += kBlockHeaderBytes + header.size_bytes;
  }
  size_bytes_ = size_bytes;
  return absl::OkStatus();
}

absl::Status BlockFile::Append(size_t partition, std::span<const uint8_t> record) {
  std::vector<uint8_t>& buffer = partitions_[partition].buffer;
  buffer.insert(buffer.end(), record.begin(), record.end());
  return buffer.size() < buffer_bytes_ ? absl::OkStatus() : WriteOut(partition);
}

absl::Status BlockFile::WriteOut(size_t partition) {
  Partition& part = partitions_[partition];
  const auto size_bytes = static_cast<uint32_t>(part.buffer.size());
  WireWriter header;
  header.WriteU32(static_cast<uint32_t>(partition));
  header.WriteU32(size_bytes);
  header.WriteBytes(DigestOf(static_cast<uint32_t>(partition), part.buffer));
  MODELSEAL_RETURN_IF_ERROR(file_.WriteAt(size_bytes_, header.bytes()));
  MODELSEAL_RETURN_IF_ERROR(file_.WriteAt(size_bytes_ + kBlockHeaderBytes, part.buffer));
  part.blocks.push_back({size_bytes_, size_bytes});
  part.buffer.clear();
  size_bytes_ += kBlockHeaderBytes + size_bytes;
  return absl::OkStatus();
}

absl::Status BlockFile::Checkpoint() {
  for (size_t partition = 0; partition < partitions_.size(); ++partition) {
    if (!partitions_[partition].buffer.empty()) {
      MODELSEAL_RETURN_IF_ERROR(WriteOut(partition));
    }
  }
  return file_.Sync();
}

uint64_t BlockFile::PartitionBytes(size_t partition) const {
  uint64_t size_bytes = 0;
  for (const Block& block : partitions_[partition].blocks) {
    size_bytes += block.size_bytes;
  }
  return size_bytes;
}

absl::Status BlockFile::ReadBlock(size_t partition, const Block& block,
                                  std::span<uint8_t> content) const {
  MODELSEAL_ASSIGN_OR_RETURN(const BlockHeader header, ReadHeader(file_, block.offset));
  MODELSEAL_RETURN_IF_ERROR(file_.ReadAt(block.offset + kBlockHeaderBytes, content));
  return header.digest == DigestOf(static_cast<uint32_t>(partition), content)
             ? absl::OkStatus()
             : Damaged(block.offset);
}

absl::StatusOr<std::vector<uint8_t>> BlockFile::ReadPartition(size_t partition) const {
  std::vector<uint8_t> records(PartitionBytes(partition));
  std::span<uint8_t> left(records);
  for (const Block& block : partitions_[partition].blocks) {
    MODELSEAL_RETURN_IF_ERROR(ReadBlock(partition, block, left.first(block.size_bytes)));
    left = left.subspan(block.size_bytes);
  }
  return records;
}

absl::StatusOr<std::vector<uint8_t>> BlockFile::ReadPiece(size_t partition, size_t record_bytes,
                                                          const LabelPiece& piece) const {
  std::vector<uint8_t> records;
  std::vector<uint8_t> content;
  for (const Block& block : partitions_[partition].blocks) {
    content.resize(block.size_bytes);
    MODELSEAL_RETURN_IF_ERROR(ReadBlock(partition, block, content));
    for (size_t at = 0; at + record_bytes <= content.size(); at += record_bytes) {
      Label label;
      std::copy_n(content.begin() + static_cast<ptrdiff_t>(at), label.size(), label.begin());
      if (piece.Contains(label)) {
        records.insert(records.end(), content.begin() + static_cast<ptrdiff_t>(at),
                       content.begin() + static_cast<ptrdiff_t>(at + record_bytes));
      }
    }
  }
  return records;
}

absl::Status BlockFile::Damaged(uint64_t offset) const {
  return MakeError(Reason::kDatasetStoreInvalid,
                   absl::StrCat(file_.path(), ": was cut or altered at ", offset),
                   {{"path", file_.path()}});
}

}  // namespace modelseal::dataset
