// SPDX-License-Identifier: Apache-2.0
#include "lib/crypto/pem.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include "lib/base/limits.h"
#include "lib/base/status.h"

namespace modelseal::crypto {
namespace {

std::string_view ViewOf(const uint8_t* data, size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace

absl::StatusOr<PemBlock> ParsePemBlock(std::string_view text) {
  if (text.size() > limits::kMaxKeyFileBytes) {
    return MakeError(Reason::kKeyInvalid, "key file is larger than 1 MiB");
  }
  bssl::UniquePtr<BIO> bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  char* name = nullptr;
  char* header = nullptr;
  uint8_t* data = nullptr;
  long size = 0;  // NOLINT(google-runtime-int): BoringSSL's type
  const int found = PEM_read_bio(bio.get(), &name, &header, &data, &size);
  ERR_clear_error();
  if (found != 1) {
    return MakeError(Reason::kKeyInvalid, "no PEM block found");
  }
  // BoringSSL wipes what it frees.
  const bssl::UniquePtr<char> name_owner(name);
  const bssl::UniquePtr<char> header_owner(header);
  const bssl::UniquePtr<uint8_t> data_owner(data);
  PemBlock block;
  block.label = name;
  block.is_legacy_encrypted = header[0] != '\0';
  block.der = Secret(ViewOf(data, static_cast<size_t>(size)));
  return block;
}

Secret WritePemBlock(std::string_view label, std::string_view der) {
  bssl::UniquePtr<BIO> bio(BIO_new(BIO_s_mem()));
  PEM_write_bio(bio.get(), std::string(label).c_str(), "",
                reinterpret_cast<const uint8_t*>(der.data()), static_cast<long>(der.size()));
  const uint8_t* data = nullptr;
  size_t size = 0;
  BIO_mem_contents(bio.get(), &data, &size);
  return Secret(ViewOf(data, size));
}

}  // namespace modelseal::crypto
