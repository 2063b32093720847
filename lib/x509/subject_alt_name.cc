// SPDX-License-Identifier: Apache-2.0
#include "lib/x509/subject_alt_name.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/base/utf8.h"
#include "lib/crypto/der_reader.h"
#include "lib/x509/extension_value.h"

namespace modelseal::x509 {
namespace {

using crypto::DerReader;
using crypto::DerTag;

// 2.5.29.17.
constexpr std::string_view kSubjectAltName = "\x55\x1d\x11";
// Fulcio, docs/oid-info: the type of otherName in which it writes a user name.
constexpr std::string_view kUserName = "1.3.6.1.4.1.57264.1.7";

// RFC 5280 section 4.2.1.6, GeneralName.
constexpr DerTag kOtherName = crypto::ContextConstructed(0);
constexpr DerTag kRfc822Name = crypto::ContextPrimitive(1);
constexpr DerTag kDnsName = crypto::ContextPrimitive(2);
constexpr DerTag kUri = crypto::ContextPrimitive(6);

struct NamesOfAllKinds {
  std::vector<SubjectAltName> names;
  size_t left_out = 0;
};

// Not by Certificate::display_name(), which would ask for these names again.
absl::Status NameError(const Certificate& certificate, std::string_view problem) {
  return MakeError(
      Reason::kCertificateInvalid,
      absl::StrCat("the subject alternative names of the certificate of ",
                   certificate.subject().empty() ? "(no subject)" : certificate.subject(), " ",
                   problem),
      {{"subject", certificate.subject()}});
}

bool IsNameText(std::string_view text, SanType type) {
  const bool is_encoded = type == SanType::kOtherName
                              ? IsUtf8(text)
                              : std::all_of(text.begin(), text.end(), absl::ascii_isascii);
  return !text.empty() && text.find('\0') == std::string_view::npos && is_encoded;
}

std::optional<SanType> TypeOf(DerTag tag) {
  if (tag == kRfc822Name) {
    return SanType::kEmail;
  }
  if (tag == kDnsName) {
    return SanType::kDns;
  }
  if (tag == kUri) {
    return SanType::kUri;
  }
  return std::nullopt;
}

// OtherName: type-id, [0] EXPLICIT value. Gives the text of a user name, or no value within the
// outer one for an otherName of another type.
std::optional<std::optional<std::string_view>> ReadOtherName(DerReader contents) {
  const std::optional<std::string> type = contents.ReadObjectIdentifier();
  std::optional<DerReader> value = contents.Enter(crypto::ContextConstructed(0));
  if (!type.has_value() || !value.has_value() || !contents.empty()) {
    return std::nullopt;
  }
  if (*type != kUserName) {
    return std::optional<std::string_view>();
  }
  const std::optional<std::string_view> text = value->ReadElement(DerTag::kUtf8String);
  if (!text.has_value() || !value->empty()) {
    return std::nullopt;
  }
  return text;
}

// Moves `reader` behind one GeneralName. False if it cannot be read.
bool ReadName(DerReader& reader, NamesOfAllKinds& out) {
  const std::optional<DerTag> tag = reader.PeekTag();
  if (!tag.has_value()) {
    return false;
  }
  std::optional<std::string_view> text;
  std::optional<SanType> type = TypeOf(*tag);
  if (type.has_value()) {
    text = reader.ReadElement(*tag);
  } else if (*tag == kOtherName) {
    const auto user_name = ReadOtherName(*reader.Enter(*tag));
    if (!user_name.has_value()) {
      return false;
    }
    type = SanType::kOtherName;
    text = *user_name;
  } else {
    reader.ReadAnyElement();
  }
  if (!text.has_value()) {
    ++out.left_out;
    return true;
  }
  out.names.push_back({*type, std::string(*text)});
  return IsNameText(*text, *type);
}

absl::StatusOr<NamesOfAllKinds> ReadNames(const Certificate& certificate) {
  NamesOfAllKinds out;
  const std::optional<std::string_view> extension = FindExtension(certificate, kSubjectAltName);
  if (!extension.has_value()) {
    return out;
  }
  DerReader outer(*extension);
  std::optional<DerReader> names = outer.Enter(DerTag::kSequence);
  if (!names.has_value() || names->empty() || !outer.empty()) {
    return NameError(certificate, "are not a sequence of at least one name");
  }
  while (!names->empty()) {
    if (!ReadName(*names, out)) {
      return NameError(
          certificate,
          "cannot be read: one is empty, has a NUL or is not of its kind's characters");
    }
  }
  return out;
}

}  // namespace

absl::StatusOr<std::vector<SubjectAltName>> ReadSubjectAltNames(const Certificate& certificate) {
  MODELSEAL_ASSIGN_OR_RETURN(NamesOfAllKinds all, ReadNames(certificate));
  return std::move(all.names);
}

absl::StatusOr<SubjectAltName> ReadFulcioSubject(const Certificate& certificate) {
  MODELSEAL_ASSIGN_OR_RETURN(NamesOfAllKinds all, ReadNames(certificate));
  const size_t count = all.names.size() + all.left_out;
  if (count != 1) {
    return NameError(certificate, absl::StrCat("are ", count, ", expected exactly one"));
  }
  if (all.names.empty() || all.names.front().type == SanType::kDns) {
    return NameError(certificate, "hold no email address, URI or user name");
  }
  return std::move(all.names.front());
}

}  // namespace modelseal::x509
