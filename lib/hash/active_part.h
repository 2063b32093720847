// SPDX-License-Identifier: Apache-2.0
//
// A range, or a piece of one, on its way through the engine.
#ifndef MODELSEAL_LIB_HASH_ACTIVE_PART_H_
#define MODELSEAL_LIB_HASH_ACTIVE_PART_H_

#include <cstddef>
#include <cstdint>
#include <memory>

#include "lib/fs/model_root.h"
#include "lib/hash/hash_stream.h"
#include "lib/hash/piece_table.h"

namespace modelseal::hash {

// What a worker takes on: bytes [start_bytes, end_bytes) of the file of ranges[range_index].
struct Part {
  size_t range_index = 0;
  uint64_t start_bytes = 0;
  uint64_t end_bytes = 0;
  std::shared_ptr<PieceTable> pieces;  // null if the part is the whole range
  size_t piece = 0;
};

// A part that was begun. One worker has it at a time; it may be handed to another.
struct ActivePart {
  Part part;
  std::shared_ptr<const fs::OpenFile> file;
  uint64_t next_bytes = 0;  // hashed up to here
  HashStream stream;

  uint64_t left_bytes() const { return part.end_bytes - next_bytes; }
};

}  // namespace modelseal::hash

#endif  // MODELSEAL_LIB_HASH_ACTIVE_PART_H_
