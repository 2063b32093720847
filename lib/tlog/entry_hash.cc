// SPDX-License-Identifier: Apache-2.0
//
// See entry_hash.h.
#include "lib/tlog/entry_hash.h"

#include <optional>
#include <span>

#include "absl/strings/str_cat.h"
#include "lib/base/hex.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"

namespace modelseal::tlog {
absl::StatusOr<EntryHash> ReadEntryHash(const json::Fields& fields, const json::Path& path,
                                        std::string_view key) {
  const json::Path hash_path = path.Member(key);
  MODELSEAL_ASSIGN_OR_RETURN(const json::Fields hash, fields.Member(key, hash_path));
  MODELSEAL_RETURN_IF_ERROR(hash.CheckNoOthers({"algorithm", "value"}));
  MODELSEAL_ASSIGN_OR_RETURN(const std::string_view algorithm, hash.String("algorithm"));
  const std::optional<crypto::HashKind> kind = crypto::ParseHashKind(algorithm);
  if (!kind.has_value()) {
    return json::FieldError(Reason::kLogEntryUnsupported, hash_path.Member("algorithm"),
                            "expected sha256, sha384 or sha512");
  }
  MODELSEAL_ASSIGN_OR_RETURN(const std::string_view value, hash.String("value"));
  EntryHash out = {*kind, std::string(crypto::HashSize(*kind), '\0')};
  if (!DecodeHex(value, {reinterpret_cast<uint8_t*>(out.digest.data()), out.digest.size()})) {
    return hash.Error("value", absl::StrCat("expected ", 2 * out.digest.size(),
                                            " lower-case hexadecimal digits"));
  }
  return out;
}

absl::Status CheckDigest(const json::Fields& fields, std::string_view key, const EntryHash& actual,
                         std::string_view expected) {
  if (actual.digest != expected) {
    return fields.Error(key, absl::StrCat("is ", EncodeHex(crypto::AsBytes(actual.digest)),
                                          ", expected ", EncodeHex(crypto::AsBytes(expected))));
  }
  return absl::OkStatus();
}

}  // namespace modelseal::tlog
