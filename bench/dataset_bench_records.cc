// SPDX-License-Identifier: Apache-2.0
#include "bench/dataset_bench_records.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "bench/dataset_bench_clock.h"

namespace modelseal::bench {
namespace {

constexpr uint64_t kStride = 7919;  // over the pool, so that no two neighbours are alike
constexpr size_t kNumberBytes = 16;

// SplitMix64 (Steele, Lea and Flood 2014): a bijection of 64 bits.
uint64_t Mix(uint64_t number) {
  uint64_t z = number + 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

dataset::RecordDigest MakeDigest(uint64_t index) {
  dataset::RecordDigest digest;
  for (size_t word = 0; word < 4; ++word) {
    const uint64_t mixed = Mix(4 * index + word);
    for (size_t byte = 0; byte < 8; ++byte) {
      digest[8 * word + byte] = static_cast<uint8_t>(mixed >> (56 - 8 * byte));
    }
  }
  return digest;
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    Fail(absl::StrCat("cannot read ", path));
  }
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

void Fail(const std::string& message) {
  std::fprintf(stderr, "dataset_bench: %s\n", message.c_str());
  std::exit(1);
}

Records::Records(Source source, uint64_t count)
    : source_(source), count_(count), view_(Require(dataset::RecordView::Parse("raw"))) {}

Records Records::Digests(uint64_t count) { return {Source::kDigests, count}; }

Records Records::Pieces(const std::string& pool, uint64_t count, size_t size_bytes) {
  Records records(Source::kPieces, count);
  records.pool_ = ReadFile(pool);
  records.piece_bytes_ = size_bytes;
  if (size_bytes < kNumberBytes || records.pool_.size() <= size_bytes) {
    Fail("records of 16 bytes up to the size of the pool");
  }
  return records;
}

Records Records::Lines(const std::string& path) {
  std::vector<std::string> lines = absl::StrSplit(ReadFile(path), '\n', absl::SkipEmpty());
  Records records(Source::kLines, lines.size());
  records.lines_ = std::move(lines);
  return records;
}

std::string Records::Get(uint64_t index) const {
  if (source_ == Source::kLines) {
    return index < count_ ? lines_[index] : absl::StrCat("no such line: ", index);
  }
  std::string piece = pool_.substr(index * kStride % (pool_.size() - piece_bytes_), piece_bytes_);
  piece.replace(0, kNumberBytes, absl::StrFormat("%016d", index));
  return piece;
}

std::vector<dataset::RecordDigest> Records::Digest(uint64_t first, size_t size,
                                                   double& digest_s) const {
  std::vector<dataset::RecordDigest> digests;
  digests.reserve(size);
  for (uint64_t index = first; index < first + size; ++index) {
    if (source_ == Source::kDigests) {
      digests.push_back(MakeDigest(index));
      continue;
    }
    const std::string record = Get(index);
    const double began = CpuSeconds();
    digests.push_back(Require(view_.Digest(record)).front());
    digest_s += CpuSeconds() - began;
  }
  return digests;
}

}  // namespace modelseal::bench
