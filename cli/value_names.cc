// SPDX-License-Identifier: Apache-2.0
#include "cli/value_names.h"

namespace modelseal::cli {

// A library newer than this program may know more values than it does.

std::string HashName(Hash hash) {
  switch (hash) {
    case Hash::kSha256:
      return "sha256";
    case Hash::kBlake2b:
      return "blake2b";
    case Hash::kBlake3:
      return "blake3";
  }
  return "unknown";
}

std::string CurveName(Curve curve) {
  switch (curve) {
    case Curve::kP256:
      return "P-256";
    case Curve::kP384:
      return "P-384";
    case Curve::kP521:
      return "P-521";
  }
  return "unknown";
}

std::string MethodName(Method method) {
  switch (method) {
    case Method::kKey:
      return "key";
    case Method::kCertificate:
      return "certificate";
    case Method::kSigstore:
      return "sigstore";
  }
  return "unknown";
}

std::string SanTypeName(SanType type) {
  switch (type) {
    case SanType::kEmail:
      return "email";
    case SanType::kUri:
      return "uri";
    case SanType::kOtherName:
      return "other_name";
    case SanType::kDns:
      return "dns";
    case SanType::kNone:
      break;
  }
  return "unknown";
}

std::string Hex(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

std::string Hex(const RootDigest& digest) {
  return Hex(std::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()));
}

}  // namespace modelseal::cli
