// SPDX-License-Identifier: Apache-2.0
//
// Messages that are being hashed, and several of them at once: hash functions that work through a
// message block by block leave most of a processor idle, unless it has blocks of other messages to
// work on meanwhile ("multi-buffer" hashing).
#ifndef MODELSEAL_LIB_HASH_HASH_STREAM_H_
#define MODELSEAL_LIB_HASH_HASH_STREAM_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <variant>

#include "lib/hash/algorithm.h"
#include "lib/hash/blake3.h"
#include "lib/hash/block_message.h"

namespace modelseal::hash {

struct StreamInput;

// One message. Movable. Not thread-safe; different streams are independent.
class HashStream {
 public:
  explicit HashStream(HashAlgorithm algorithm);
  // A piece of a longer BLAKE3 input, see Blake3; ends with FinishPiece(), never with Finish().
  explicit HashStream(Blake3 piece) : message_(piece) {}

  HashAlgorithm algorithm() const;

  void Update(std::span<const uint8_t> bytes);

  // Leaves the stream as new.
  Digest Finish();
  kernels::Blake3ChainingValue FinishPiece();

 private:
  friend void UpdateStreams(std::span<const StreamInput> inputs);

  std::variant<Sha256Message, Blake2bMessage, Blake3> message_;
};

struct StreamInput {
  HashStream* stream = nullptr;
  std::span<const uint8_t> bytes;
};

// Feeds each stream its bytes, as its Update() would. Streams of one algorithm share the lanes of
// the fastest kernels; a stream may be there once only. Fastest with StreamLanes() inputs, or many
// more, of about the same length.
void UpdateStreams(std::span<const StreamInput> inputs);

// How many streams UpdateStreams() should be given at once: 1 if one alone is as fast.
size_t StreamLanes(HashAlgorithm algorithm);

}  // namespace modelseal::hash

#endif  // MODELSEAL_LIB_HASH_HASH_STREAM_H_
