// SPDX-License-Identifier: Apache-2.0
#include "lib/x509/tbs_certificate.h"

#include "lib/crypto/der_reader.h"

namespace modelseal::x509 {
namespace {

using crypto::DerReader;
using crypto::DerTag;
using crypto::EncodeDer;

// RFC 5280 section 4.1: version and extensions are [0] and [3] EXPLICIT.
constexpr DerTag kVersion = crypto::ContextConstructed(0);
constexpr DerTag kExtensions = crypto::ContextConstructed(3);

std::optional<DerReader> EnterTbs(const Certificate& certificate) {
  std::optional<DerReader> outer = DerReader(certificate.der()).Enter(DerTag::kSequence);
  return outer.has_value() ? outer->Enter(DerTag::kSequence) : std::nullopt;
}

// The contents of [3] without the extension; empty if none is left.
std::optional<std::string> ExtensionsWithout(DerReader wrapper, std::string_view identifier) {
  std::optional<DerReader> list = wrapper.Enter(DerTag::kSequence);
  if (!list.has_value() || !wrapper.empty()) {
    return std::nullopt;
  }
  std::string kept;
  while (!list->empty()) {
    DerReader ahead = *list;
    std::optional<DerReader> extension = ahead.Enter(DerTag::kSequence);
    const std::optional<std::string_view> whole = list->ReadWholeElement(DerTag::kSequence);
    if (!extension.has_value() || !whole.has_value()) {
      return std::nullopt;
    }
    if (extension->ReadElement(DerTag::kObjectIdentifier) != identifier) {
      kept += *whole;
    }
  }
  return kept.empty() ? kept : EncodeDer(DerTag::kSequence, kept);
}

}  // namespace

std::optional<std::string> TbsWithoutExtension(const Certificate& certificate,
                                               std::string_view identifier) {
  std::optional<DerReader> tbs = EnterTbs(certificate);
  std::string kept;
  while (tbs.has_value() && !tbs->empty()) {
    const std::optional<DerReader> wrapper = tbs->Enter(kExtensions);
    if (!wrapper.has_value()) {
      const std::optional<std::string_view> field = tbs->ReadAnyElement();
      if (!field.has_value()) {
        return std::nullopt;
      }
      kept += *field;
      continue;
    }
    const std::optional<std::string> extensions = ExtensionsWithout(*wrapper, identifier);
    if (!extensions.has_value()) {
      return std::nullopt;
    }
    kept += extensions->empty() ? "" : EncodeDer(kExtensions, *extensions);
  }
  return tbs.has_value() ? std::optional(EncodeDer(DerTag::kSequence, kept)) : std::nullopt;
}

std::optional<std::string_view> SubjectPublicKeyInfoOf(const Certificate& certificate) {
  std::optional<DerReader> tbs = EnterTbs(certificate);
  if (!tbs.has_value()) {
    return std::nullopt;
  }
  tbs->ReadElement(kVersion);
  // Serial number, algorithm, issuer, validity and subject come first.
  for (const DerTag tag : {DerTag::kInteger, DerTag::kSequence, DerTag::kSequence,
                           DerTag::kSequence, DerTag::kSequence}) {
    if (!tbs->ReadElement(tag).has_value()) {
      return std::nullopt;
    }
  }
  return tbs->ReadWholeElement(DerTag::kSequence);
}

}  // namespace modelseal::x509
