// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/record_view.h"

#include <array>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"

namespace modelseal::dataset {
namespace {

constexpr std::string_view kRaw = "raw";

RecordDigest DigestOf(std::string_view view, std::string_view canonical) {
  constexpr std::string_view kTag = "msealrec";
  constexpr uint8_t kVersion = 1;
  const std::array<uint8_t, 2> version_and_size = {kVersion, static_cast<uint8_t>(view.size())};
  crypto::Sha256 sha256;
  sha256.Update(crypto::AsBytes(kTag));
  sha256.Update(version_and_size);
  sha256.Update(crypto::AsBytes(view));
  sha256.Update(crypto::AsBytes(canonical));
  return sha256.Finish();
}

}  // namespace

absl::StatusOr<RecordView> RecordView::Parse(std::string_view id) {
  if (id != kRaw) {
    return MakeError(Reason::kInvalidArgument,
                     absl::StrCat("view of ", id.size(), " characters is not known, expected raw"),
                     {{"field", "view"}});
  }
  return RecordView(std::string(id));
}

absl::StatusOr<std::vector<RecordDigest>> RecordView::Digest(std::string_view bytes) const {
  return std::vector<RecordDigest>{DigestOf(id_, bytes)};
}

}  // namespace modelseal::dataset
