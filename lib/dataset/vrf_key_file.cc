// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/vrf_key_file.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"
#include "lib/crypto/pem.h"
#include "lib/dataset/wiped_array.h"
#include "lib/dataset/wire_reader.h"

namespace modelseal::dataset {
namespace {

constexpr std::string_view kPemLabel = "MODELSEAL DATASET KEY";
constexpr std::string_view kMagic = "msealvrf";
constexpr uint8_t kVersion = 1;
constexpr uint8_t kPurposeLabels = 1;
constexpr size_t kFileBytes = kMagic.size() + 3 + kScalarBytes + kPointBytes;

absl::Status UnsupportedError(std::string_view field, unsigned number, std::string_view expected) {
  return MakeError(Reason::kKeyUnsupported,
                   absl::StrCat("key of a dataset: ", field, " ", number, ", expected ", expected),
                   {{"field", std::string(field)}, {"actual", absl::StrCat(number)}});
}

}  // namespace

absl::StatusOr<VrfKeyFile> ParseVrfKeyFile(std::string_view text) {
  MODELSEAL_ASSIGN_OR_RETURN(const crypto::PemBlock block, crypto::ParsePemBlock(text));
  if (block.label != kPemLabel) {
    return MakeError(Reason::kKeyInvalid,
                     absl::StrCat("expected a PEM block ", kPemLabel, ", found ", block.label),
                     {{"expected", std::string(kPemLabel)}, {"actual", block.label}});
  }
  WireReader reader(crypto::AsBytes(block.der.view()));
  if (reader.ReadText(kMagic.size()) != kMagic) {
    return MakeError(Reason::kKeyInvalid, "key of a dataset: it does not begin as one");
  }
  if (const uint8_t version = reader.ReadU8(); version != kVersion) {
    return UnsupportedError("version", version, "1");
  }
  if (const uint8_t purpose = reader.ReadU8(); purpose != kPurposeLabels) {
    return UnsupportedError("purpose", purpose, "1, labels of datasets");
  }
  const uint8_t suite_number = reader.ReadU8();
  const std::optional<Suite> suite = ParseSuite(suite_number);
  if (!suite.has_value()) {
    return UnsupportedError("suite", suite_number, "1 or 2");
  }
  P256 p256;
  VrfKeyFile file = {*suite, p256.ParseScalar(reader.ReadBytes(kScalarBytes)),
                     reader.ReadArray<kPointBytes>()};
  MODELSEAL_RETURN_IF_ERROR(p256.status());
  if (!reader.is_complete()) {
    return MakeError(Reason::kKeyInvalid, absl::StrCat("key of a dataset: expected ", kFileBytes,
                                                       " bytes, got ", block.der.view().size()));
  }
  if (file.scalar == nullptr || BN_is_zero(file.scalar.get())) {
    return MakeError(Reason::kKeyInvalid,
                     "key of a dataset: the scalar is not from 1 to the order of the group",
                     {{"field", "scalar"}});
  }
  if (text != crypto::WritePemBlock(kPemLabel, block.der.view()).view()) {
    return MakeError(Reason::kKeyInvalid,
                     "key of a dataset: expected one PEM block in lines of 64 characters and "
                     "nothing around it");
  }
  return file;
}

crypto::Secret WriteVrfKeyFile(Suite suite, std::span<const uint8_t, kScalarBytes> scalar,
                               const PointBytes& public_key) {
  WipedArray<kFileBytes> bytes;
  auto* end = std::copy(kMagic.begin(), kMagic.end(), bytes.data());
  *end++ = kVersion;
  *end++ = kPurposeLabels;
  *end++ = static_cast<uint8_t>(suite);
  end = std::copy(scalar.begin(), scalar.end(), end);
  std::copy(public_key.begin(), public_key.end(), end);
  return crypto::WritePemBlock(kPemLabel,
                               {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

}  // namespace modelseal::dataset
