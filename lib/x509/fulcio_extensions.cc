// SPDX-License-Identifier: Apache-2.0
#include "lib/x509/fulcio_extensions.h"

#include <map>
#include <optional>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/base/utf8.h"
#include "lib/crypto/der_reader.h"
#include "lib/x509/extension_value.h"

namespace modelseal::x509 {
namespace {

constexpr std::string_view kPrefix = "1.3.6.1.4.1.57264.1.";
constexpr std::string_view kPrefixBytes("\x2b\x06\x01\x04\x01\x83\xbf\x30\x01", 9);

struct KnownExtension {
  char number;
  std::string_view name;
};

constexpr char kIssuer = 1;
constexpr char kIssuerV2 = 8;

// .7 is no extension but the type of a subject alternative name.
constexpr KnownExtension kKnownExtensions[] = {
    {kIssuer, "Issuer"},
    {2, "GitHub Workflow Trigger"},
    {3, "GitHub Workflow SHA"},
    {4, "GitHub Workflow Name"},
    {5, "GitHub Workflow Repository"},
    {6, "GitHub Workflow Ref"},
    {kIssuerV2, "Issuer (V2)"},
    {9, "Build Signer URI"},
    {10, "Build Signer Digest"},
    {11, "Runner Environment"},
    {12, "Source Repository URI"},
    {13, "Source Repository Digest"},
    {14, "Source Repository Ref"},
    {15, "Source Repository Identifier"},
    {16, "Source Repository Owner URI"},
    {17, "Source Repository Owner Identifier"},
    {18, "Build Config URI"},
    {19, "Build Config Digest"},
    {20, "Build Trigger"},
    {21, "Run Invocation URI"},
    {22, "Source Repository Visibility At Signing"},
    {23, "Deployment Environment"},
    {24, "Token Subject"},
};

// The first six hold their text without an encoding.
std::optional<std::string_view> ReadText(std::string_view value, char number) {
  std::optional<std::string_view> text = value;
  if (number >= kIssuerV2) {
    crypto::DerReader reader(value);
    text = reader.ReadElement(crypto::DerTag::kUtf8String);
    if (!text.has_value() || !reader.empty()) {
      return std::nullopt;
    }
  }
  if (!IsUtf8(*text) || text->find('\0') != std::string_view::npos) {
    return std::nullopt;
  }
  return text;
}

absl::Status ExtensionError(const Certificate& certificate, std::string_view problem) {
  return MakeError(Reason::kCertificateInvalid,
                   absl::StrCat("the certificate of ", certificate.display_name(), " ", problem),
                   {{"subject", certificate.subject()}});
}

}  // namespace

absl::StatusOr<FulcioExtensions> ReadFulcioExtensions(const Certificate& certificate) {
  const std::map<char, std::string_view> values = FindExtensionsBelow(certificate, kPrefixBytes);
  FulcioExtensions out;
  std::optional<std::string> old_issuer;
  std::optional<std::string> issuer;
  for (const KnownExtension& known : kKnownExtensions) {
    const auto value = values.find(known.number);
    if (value == values.end()) {
      continue;
    }
    const std::string oid = absl::StrCat(kPrefix, static_cast<int>(known.number));
    const std::optional<std::string_view> text = ReadText(value->second, known.number);
    if (!text.has_value()) {
      return ExtensionError(certificate, absl::StrCat("has an extension ", oid, " (", known.name,
                                                      ") that cannot be read as text"));
    }
    out.all.push_back({oid, known.name, std::string(*text)});
    if (known.number == kIssuer) {
      old_issuer = *text;
    } else if (known.number == kIssuerV2) {
      issuer = *text;
    }
  }
  if (old_issuer.has_value() && issuer.has_value() && *old_issuer != *issuer) {
    return ExtensionError(certificate, absl::StrCat("names two issuers of its identity, ",
                                                    *old_issuer, " and ", *issuer));
  }
  out.issuer = issuer.value_or(old_issuer.value_or(""));
  return out;
}

std::string_view FulcioExtensionName(std::string_view oid) {
  for (const KnownExtension& known : kKnownExtensions) {
    if (oid == absl::StrCat(kPrefix, static_cast<int>(known.number))) {
      return known.name;
    }
  }
  return "";
}

}  // namespace modelseal::x509
