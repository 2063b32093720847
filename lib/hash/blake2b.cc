// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/blake2b.h"

#include <algorithm>
#include <cstring>

#include "lib/hash/kernels/blake2b_kernels.h"

namespace modelseal::hash {
namespace {

// RFC 7693 §2.5: the parameter block's first word: digest length 64, no key, fanout and depth 1.
constexpr uint64_t kParameters = 0x01010040;

}  // namespace

void Blake2b::Reset() {
  std::copy_n(kernels::kBlake2bIv, 8, state_.begin());
  state_[0] ^= kParameters;
  byte_count_ = 0;
  buffered_bytes_ = 0;
}

void Blake2b::Update(std::span<const uint8_t> bytes) {
  const size_t filled = std::min(bytes.size(), buffer_.size() - buffered_bytes_);
  if (buffered_bytes_ > 0 || bytes.size() <= buffer_.size()) {
    std::copy_n(bytes.begin(), filled, buffer_.begin() + buffered_bytes_);
    buffered_bytes_ += filled;
    bytes = bytes.subspan(filled);
  }
  if (bytes.empty()) {
    return;
  }
  if (buffered_bytes_ > 0) {
    kernels::CompressBlake2bPortable(state_.data(), buffer_.data(), 1, byte_count_);
    byte_count_ += buffer_.size();
  }
  const size_t block_count = (bytes.size() - 1) / buffer_.size();
  kernels::CompressBlake2bPortable(state_.data(), bytes.data(), block_count, byte_count_);
  byte_count_ += block_count * buffer_.size();
  bytes = bytes.subspan(block_count * buffer_.size());
  std::copy(bytes.begin(), bytes.end(), buffer_.begin());
  buffered_bytes_ = bytes.size();
}

std::array<uint8_t, Blake2b::kDigestBytes> Blake2b::Finish() {
  std::fill(buffer_.begin() + buffered_bytes_, buffer_.end(), uint8_t{0});
  kernels::CompressLastBlake2bPortable(state_.data(), buffer_.data(),
                                       byte_count_ + buffered_bytes_);
  std::array<uint8_t, kDigestBytes> digest;
  std::memcpy(digest.data(), state_.data(), digest.size());
  Reset();
  return digest;
}

}  // namespace modelseal::hash
