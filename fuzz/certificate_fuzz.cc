// SPDX-License-Identifier: Apache-2.0
//
// A certificate from anywhere, as DER and as PEM.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "lib/x509/certificate.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)modelseal::x509::Certificate::ParseDer(bytes);
  (void)modelseal::x509::Certificate::ParsePem(bytes);
  return 0;
}
