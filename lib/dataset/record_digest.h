// SPDX-License-Identifier: Apache-2.0
//
// The digest of a record, which its label is made from (docs/dataset-format.md, "Records").
#ifndef MODELSEAL_LIB_DATASET_RECORD_DIGEST_H_
#define MODELSEAL_LIB_DATASET_RECORD_DIGEST_H_

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "lib/crypto/digest.h"
#include "lib/dataset/label.h"

namespace modelseal::dataset {

// What every digest under the view starts with; its id has at most 255 bytes.
inline crypto::Sha256 StartRecordDigest(std::string_view view) {
  constexpr std::string_view kTag = "msealrec";
  constexpr uint8_t kVersion = 1;
  const std::array<uint8_t, 2> version_and_size = {kVersion, static_cast<uint8_t>(view.size())};
  crypto::Sha256 sha256;
  sha256.Update(crypto::AsBytes(kTag));
  sha256.Update(version_and_size);
  sha256.Update(crypto::AsBytes(view));
  return sha256;
}

// `canonical` is what the view makes of the record.
inline RecordDigest ComputeRecordDigest(std::string_view view, std::span<const uint8_t> canonical) {
  crypto::Sha256 sha256 = StartRecordDigest(view);
  sha256.Update(canonical);
  return sha256.Finish();
}

}  // namespace modelseal::dataset

#endif  // MODELSEAL_LIB_DATASET_RECORD_DIGEST_H_
