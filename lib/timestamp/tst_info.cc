// SPDX-License-Identifier: Apache-2.0
#include "lib/timestamp/tst_info.h"

#include <algorithm>
#include <set>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/base/utc_time.h"
#include "lib/crypto/der_reader.h"
#include "lib/timestamp/cms_algorithm.h"
#include "lib/timestamp/timestamp_error.h"

namespace modelseal::timestamp {
namespace {

using crypto::ContextConstructed;
using crypto::ContextPrimitive;
using crypto::DerReader;
using crypto::DerTag;

constexpr uint64_t kTstInfoVersion = 1;

// RFC 3161 section 2.4.2 speaks of up to 160 bits; mocks also issue negative ones.
constexpr size_t kMaxSerialBytes = 21;

// "20260103000000": 14 digits.
constexpr size_t kSecondsSize = 14;

absl::Status MalformedError(std::string_view member) {
  return TimestampError(absl::StrCat("tstInfo.", member), "missing or not in DER");
}

bool IsDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), absl::ascii_isdigit);
}

// MessageImprint ::= SEQUENCE { hashAlgorithm, hashedMessage OCTET STRING }
absl::Status ReadImprint(DerReader& reader, TstInfo& out) {
  std::optional<DerReader> imprint = reader.Enter(DerTag::kSequence);
  if (!imprint.has_value()) {
    return MalformedError("messageImprint");
  }
  MODELSEAL_ASSIGN_OR_RETURN(out.imprint_algorithm,
                             ReadDigestAlgorithm(*imprint, "tstInfo.messageImprint.hashAlgorithm"));
  const std::optional<std::string_view> hash = imprint->ReadElement(DerTag::kOctetString);
  if (!hash.has_value() || !imprint->empty()) {
    return MalformedError("messageImprint.hashedMessage");
  }
  if (hash->size() != crypto::HashSize(out.imprint_algorithm)) {
    return TimestampMismatch("tstInfo.messageImprint.hashedMessage",
                             absl::StrCat(crypto::HashSize(out.imprint_algorithm), " bytes"),
                             absl::StrCat(hash->size(), " bytes"));
  }
  out.imprint = *hash;
  return absl::OkStatus();
}

absl::Status ReadTime(DerReader& reader, TstInfo& out) {
  const std::optional<std::string_view> text = reader.ReadElement(DerTag::kGeneralizedTime);
  const std::optional<int64_t> time_ms =
      text.has_value() ? ParseGeneralizedTimeMilliseconds(*text) : std::nullopt;
  if (!time_ms.has_value()) {
    return TimestampError("tstInfo.genTime", "not a GeneralizedTime YYYYMMDDHHMMSS[.f]Z in DER");
  }
  out.time_ms = *time_ms;
  return absl::OkStatus();
}

// Accuracy ::= SEQUENCE { seconds INTEGER, millis [0] INTEGER, micros [1] INTEGER }, all OPTIONAL.
// It widens no period: the time is what the authority says it is.
bool SkipAccuracy(DerReader& reader) {
  std::optional<DerReader> accuracy = reader.Enter(DerTag::kSequence);
  if (!accuracy.has_value()) {
    return false;
  }
  for (const DerTag tag : {DerTag::kInteger, ContextPrimitive(0), ContextPrimitive(1)}) {
    if (accuracy->PeekTag() == tag) {
      accuracy->ReadElement(tag);
    }
  }
  return accuracy->empty();
}

// What stands between genTime and the extensions, each OPTIONAL. The nonce is for the one who asked
// for the timestamp: whoever verifies did not send it.
absl::Status SkipOptionalMembers(DerReader& reader) {
  if (reader.PeekTag() == DerTag::kSequence && !SkipAccuracy(reader)) {
    return MalformedError("accuracy");
  }
  // DER omits what is the default, so the only value is TRUE.
  if (reader.PeekTag() == DerTag::kBoolean && reader.ReadBoolean() != true) {
    return MalformedError("ordering");
  }
  if (reader.PeekTag() == DerTag::kInteger && !reader.ReadInteger().has_value()) {
    return MalformedError("nonce");
  }
  if (reader.PeekTag() == ContextConstructed(0)) {
    std::optional<DerReader> name = reader.Enter(ContextConstructed(0));
    if (!name->ReadAnyElement().has_value() || !name->empty()) {
      return MalformedError("tsa");
    }
  }
  return absl::OkStatus();
}

// Extension ::= SEQUENCE { extnID, critical BOOLEAN DEFAULT FALSE, extnValue OCTET STRING }
absl::Status CheckExtension(DerReader& extensions, std::set<std::string>& seen) {
  std::optional<DerReader> extension = extensions.Enter(DerTag::kSequence);
  const std::optional<std::string> oid =
      extension.has_value() ? extension->ReadObjectIdentifier() : std::nullopt;
  if (!oid.has_value()) {
    return MalformedError("extensions");
  }
  if (!seen.insert(*oid).second) {
    return TimestampError("tstInfo.extensions", absl::StrCat("extension ", *oid, " twice"));
  }
  if (extension->ReadBoolean() == true) {
    return TimestampError("tstInfo.extensions",
                          absl::StrCat("critical extension ", *oid, ", which is not known here"));
  }
  if (!extension->ReadElement(DerTag::kOctetString).has_value() || !extension->empty()) {
    return MalformedError("extensions");
  }
  return absl::OkStatus();
}

absl::Status CheckExtensions(DerReader& reader) {
  if (reader.empty()) {
    return absl::OkStatus();
  }
  std::optional<DerReader> extensions = reader.Enter(ContextConstructed(1));
  if (!extensions.has_value() || extensions->empty() || !reader.empty()) {
    return TimestampError("tstInfo",
                          "something that is neither an optional member nor in its place");
  }
  std::set<std::string> seen;
  while (!extensions->empty()) {
    MODELSEAL_RETURN_IF_ERROR(CheckExtension(*extensions, seen));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<TstInfo> ParseTstInfo(std::string_view der) {
  TstInfo out;
  DerReader reader(der);
  std::optional<DerReader> info = reader.Enter(DerTag::kSequence);
  if (!info.has_value()) {
    return TimestampError("tstInfo", "not TSTInfo in DER");
  }
  if (!reader.empty()) {
    return TimestampError("tstInfo", absl::StrCat(reader.rest().size(), " bytes after its end"));
  }
  if (info->ReadUint64() != kTstInfoVersion) {
    return TimestampError("tstInfo.version", absl::StrCat("expected ", kTstInfoVersion));
  }
  if (!info->ReadObjectIdentifier().has_value()) {
    return MalformedError("policy");
  }
  MODELSEAL_RETURN_IF_ERROR(ReadImprint(*info, out));
  const std::optional<std::string_view> serial = info->ReadInteger();
  if (!serial.has_value() || serial->size() > kMaxSerialBytes) {
    return TimestampError("tstInfo.serialNumber", "not an INTEGER of up to 160 bits in DER");
  }
  MODELSEAL_RETURN_IF_ERROR(ReadTime(*info, out));
  MODELSEAL_RETURN_IF_ERROR(SkipOptionalMembers(*info));
  MODELSEAL_RETURN_IF_ERROR(CheckExtensions(*info));
  return out;
}

std::optional<int64_t> ParseGeneralizedTimeMilliseconds(std::string_view text) {
  if (text.size() <= kSecondsSize || text.back() != 'Z') {
    return std::nullopt;
  }
  const std::string_view digits = text.substr(0, kSecondsSize);
  std::string_view fraction = text.substr(kSecondsSize, text.size() - kSecondsSize - 1);
  if (!IsDigits(digits)) {
    return std::nullopt;
  }
  if (!fraction.empty()) {
    if (fraction.front() != '.' || fraction.back() == '0' || !IsDigits(fraction.substr(1))) {
      return std::nullopt;
    }
    fraction.remove_prefix(1);
  }
  const auto number = [](std::string_view part) {
    int value = 0;
    return absl::SimpleAtoi(part, &value) ? value : 0;
  };
  const auto two_digits = [&](size_t begin) {
    return static_cast<unsigned>(number(digits.substr(begin, 2)));
  };
  const std::optional<int64_t> seconds =
      ComputeUtcSeconds({number(digits.substr(0, 4)), two_digits(4), two_digits(6), two_digits(8),
                         two_digits(10), two_digits(12)});
  if (!seconds.has_value()) {
    return std::nullopt;
  }
  std::string milliseconds(fraction.substr(0, 3));
  milliseconds.resize(3, '0');
  return *seconds * 1000 + number(milliseconds);
}

}  // namespace modelseal::timestamp
