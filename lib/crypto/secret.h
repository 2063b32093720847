// SPDX-License-Identifier: Apache-2.0
//
// Bytes that are wiped before their memory is given back.
#ifndef MODELSEAL_LIB_CRYPTO_SECRET_H_
#define MODELSEAL_LIB_CRYPTO_SECRET_H_

#include <openssl/mem.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

namespace modelseal::crypto {

// Fixed in size from the start, so that growing leaves no copy behind. Move-only.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string_view bytes) : data_(new char[bytes.size() + 1]), size_(bytes.size()) {
    bytes.copy(data_.get(), size_);
    data_[size_] = '\0';
  }
  Secret(Secret&& other) noexcept
      : data_(std::move(other.data_)), size_(std::exchange(other.size_, 0)) {}
  Secret& operator=(Secret&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
  }
  ~Secret() {
    if (data_ != nullptr) {
      OPENSSL_cleanse(data_.get(), size_);
    }
  }

  // Followed by a NUL byte unless the secret is empty and was moved from.
  std::string_view view() const { return {data_ != nullptr ? data_.get() : "", size_}; }

 private:
  std::unique_ptr<char[]> data_;
  size_t size_ = 0;
};

}  // namespace modelseal::crypto

#endif  // MODELSEAL_LIB_CRYPTO_SECRET_H_
