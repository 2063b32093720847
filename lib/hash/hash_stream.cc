// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/hash_stream.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "lib/hash/kernels/blake2b_lanes.h"
#include "lib/hash/kernels/sha256_lanes.h"

namespace modelseal::hash {
namespace {

// Messages that are looked at together; more are taken in turns.
constexpr size_t kMaxTogether = 64;

// The whole blocks of one message that are to be compressed.
template <class Message>
struct Lane {
  Message* message;
  const uint8_t* next;
  size_t blocks;
};

void Compress(kernels::Sha256State* const* states, const uint8_t* const* inputs, size_t lane_count,
              size_t block_count) {
  kernels::CompressSha256(states, inputs, lane_count, block_count);
}

void Compress(kernels::Blake2bState* const* states, const uint8_t* const* inputs, size_t lane_count,
              size_t block_count) {
  kernels::CompressBlake2b(states, inputs, lane_count, block_count);
}

// One block of one message.
template <class Message>
void CompressTail(Message& message) {
  auto* state = &message.state;
  const uint8_t* input = message.tail.data();
  Compress(&state, &input, 1, 1);
  message.tail_bytes = 0;
}

// Takes the start of `bytes` that completes a block begun before, and the end that is no whole
// block; returns the blocks between.
template <class Message>
std::span<const uint8_t> TakeEnds(Message& message, std::span<const uint8_t> bytes) {
  constexpr size_t kBlockBytes = Message::kBlockBytes;
  constexpr size_t kHeldBytes = Message::kHoldsLastBlock ? 1 : 0;
  if (message.tail_bytes > 0) {
    const size_t taken = std::min(bytes.size(), kBlockBytes - message.tail_bytes);
    std::memcpy(message.tail.data() + message.tail_bytes, bytes.data(), taken);
    message.tail_bytes += taken;
    bytes = bytes.subspan(taken);
    if (message.tail_bytes < kBlockBytes || bytes.size() < kHeldBytes) {
      return {};
    }
    CompressTail(message);
  }
  if (bytes.empty()) {
    return {};
  }
  const size_t whole_bytes = (bytes.size() - kHeldBytes) / kBlockBytes * kBlockBytes;
  message.tail_bytes = bytes.size() - whole_bytes;
  std::memcpy(message.tail.data(), bytes.data() + whole_bytes, message.tail_bytes);
  return bytes.first(whole_bytes);
}

// Messages of one hash function, until their blocks are compressed.
template <class Message>
class LaneGroup {
 public:
  explicit LaneGroup(size_t width) : width_(std::min(width, kMaxTogether)) {}

  void Add(Message& message, std::span<const uint8_t> bytes) {
    const std::span<const uint8_t> whole = TakeEnds(message, bytes);
    if (!whole.empty()) {
      waiting_[count_++] = {&message, whole.data(), whole.size() / Message::kBlockBytes};
    }
  }

  void CompressAll() {
    // The longest first, so that none of them is left alone at the end.
    std::sort(waiting_.begin(), waiting_.begin() + count_,
              [](const auto& a, const auto& b) { return a.blocks > b.blocks; });
    size_t taken = 0;
    size_t active = 0;
    while (true) {
      for (; active < width_ && taken < count_; ++taken, ++active) {
        states_[active] = &waiting_[taken].message->state;
        inputs_[active] = waiting_[taken].next;
        blocks_left_[active] = waiting_[taken].blocks;
      }
      if (active == 0) {
        count_ = 0;
        return;
      }
      const size_t blocks = *std::min_element(blocks_left_.begin(), blocks_left_.begin() + active);
      Compress(states_.data(), inputs_.data(), active, blocks);
      active = Advance(active, blocks);
    }
  }

 private:
  // Returns how many lanes have blocks left; they are moved together.
  size_t Advance(size_t active, size_t blocks) {
    size_t kept = 0;
    for (size_t i = 0; i < active; ++i) {
      if (blocks_left_[i] > blocks) {
        states_[kept] = states_[i];
        inputs_[kept] = inputs_[i] + blocks * Message::kBlockBytes;
        blocks_left_[kept] = blocks_left_[i] - blocks;
        ++kept;
      }
    }
    return kept;
  }

  const size_t width_;
  std::array<Lane<Message>, kMaxTogether> waiting_;
  size_t count_ = 0;
  std::array<decltype(Message::state)*, kMaxTogether> states_;
  std::array<const uint8_t*, kMaxTogether> inputs_;
  std::array<size_t, kMaxTogether> blocks_left_;
};

// FIPS 180-4 §5.1.1: a 1 bit, zeros, and the length in bits as 64 bits, big-endian.
void PadSha256(std::span<uint8_t, 2 * kernels::kSha256BlockBytes> end, size_t used_bytes,
               size_t end_bytes, uint64_t byte_count) {
  std::fill(end.begin() + used_bytes, end.end(), uint8_t{0});
  end[used_bytes] = 0x80;
  for (size_t i = 0; i < 8; ++i) {
    end[end_bytes - 1 - i] = static_cast<uint8_t>(byte_count * 8 >> (8 * i));
  }
}

Digest FinishMessage(Sha256Message& message) {
  std::array<uint8_t, 2 * kernels::kSha256BlockBytes> end;
  const size_t end_bytes = message.tail_bytes + 1 + 8 <= kernels::kSha256BlockBytes
                               ? kernels::kSha256BlockBytes
                               : end.size();
  std::memcpy(end.data(), message.tail.data(), message.tail_bytes);
  PadSha256(end, message.tail_bytes, end_bytes, message.byte_count);
  kernels::Sha256State* state = &message.state;
  const uint8_t* input = end.data();
  kernels::CompressSha256(&state, &input, 1, end_bytes / kernels::kSha256BlockBytes);
  std::array<uint8_t, 32> digest;
  for (size_t i = 0; i < digest.size(); ++i) {
    digest[i] = static_cast<uint8_t>(message.state[i / 4] >> (24 - 8 * (i % 4)));
  }
  message = {};
  return Digest(digest);
}

Digest FinishMessage(Blake2bMessage& message) {
  std::fill(message.tail.begin() + message.tail_bytes, message.tail.end(), uint8_t{0});
  kernels::CompressLastBlake2b(message.state, message.tail.data(), message.tail_bytes);
  std::array<uint8_t, 64> digest;
  static_assert(std::endian::native == std::endian::little, "words are stored as they lie");
  std::memcpy(digest.data(), message.state.h.data(), digest.size());
  message = {};
  return Digest(digest);
}

Digest FinishMessage(Blake3& message) { return Digest(message.Finish()); }

}  // namespace

HashStream::HashStream(HashAlgorithm algorithm) {
  switch (algorithm) {
    case HashAlgorithm::kSha256:
      message_.emplace<Sha256Message>();
      break;
    case HashAlgorithm::kBlake2b:
      message_.emplace<Blake2bMessage>();
      break;
    case HashAlgorithm::kBlake3:
      message_.emplace<Blake3>();
      break;
  }
}

HashAlgorithm HashStream::algorithm() const {
  if (std::holds_alternative<Sha256Message>(message_)) {
    return HashAlgorithm::kSha256;
  }
  return std::holds_alternative<Blake2bMessage>(message_) ? HashAlgorithm::kBlake2b
                                                          : HashAlgorithm::kBlake3;
}

void HashStream::Update(std::span<const uint8_t> bytes) {
  const StreamInput input{this, bytes};
  UpdateStreams({&input, 1});
}

Digest HashStream::Finish() {
  return std::visit([](auto& message) { return FinishMessage(message); }, message_);
}

kernels::Blake3ChainingValue HashStream::FinishPiece() {
  return std::get<Blake3>(message_).FinishPiece();
}

void UpdateStreams(std::span<const StreamInput> inputs) {
  while (!inputs.empty()) {
    LaneGroup<Sha256Message> sha256(kernels::Sha256LaneCount());
    LaneGroup<Blake2bMessage> blake2b(kernels::Blake2bLaneCount());
    const size_t together = std::min(inputs.size(), kMaxTogether);
    for (const StreamInput& input : inputs.first(together)) {
      auto& message = input.stream->message_;
      if (auto* const blake3 = std::get_if<Blake3>(&message)) {
        blake3->Update(input.bytes);
      } else if (auto* const blake2b_message = std::get_if<Blake2bMessage>(&message)) {
        blake2b.Add(*blake2b_message, input.bytes);
      } else if (auto* const sha256_message = std::get_if<Sha256Message>(&message)) {
        sha256_message->byte_count += input.bytes.size();
        sha256.Add(*sha256_message, input.bytes);
      }
    }
    sha256.CompressAll();
    blake2b.CompressAll();
    inputs = inputs.subspan(together);
  }
}

size_t StreamLanes(HashAlgorithm algorithm) {
  switch (algorithm) {
    case HashAlgorithm::kSha256:
      return kernels::Sha256LaneCount();
    case HashAlgorithm::kBlake2b:
      return kernels::Blake2bLaneCount();
    case HashAlgorithm::kBlake3:
      return 1;
  }
  return 1;
}

}  // namespace modelseal::hash
