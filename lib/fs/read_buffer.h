// SPDX-License-Identifier: Apache-2.0
//
// Memory into which files are read.
#ifndef MODELSEAL_LIB_FS_READ_BUFFER_H_
#define MODELSEAL_LIB_FS_READ_BUFFER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <span>

#include "lib/fs/model_root.h"

namespace modelseal::fs {

// Starts at a page, as reading past the page cache demands; otherwise what the kernel copies into
// it would be split over one page more than needed.
class ReadBuffer {
 public:
  static constexpr size_t kAlignment = OpenFile::kDirectAlignment;

  ReadBuffer() = default;
  // Throws std::bad_alloc.
  explicit ReadBuffer(size_t size_bytes)
      : bytes_(static_cast<uint8_t*>(operator new(size_bytes, std::align_val_t{kAlignment}))),
        size_bytes_(size_bytes) {}

  std::span<uint8_t> bytes() const { return {bytes_.get(), size_bytes_}; }

 private:
  struct AlignedDelete {
    void operator()(uint8_t* bytes) const { operator delete(bytes, std::align_val_t{kAlignment}); }
  };

  std::unique_ptr<uint8_t, AlignedDelete> bytes_;
  size_t size_bytes_ = 0;
};

}  // namespace modelseal::fs

#endif  // MODELSEAL_LIB_FS_READ_BUFFER_H_
