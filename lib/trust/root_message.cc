// SPDX-License-Identifier: Apache-2.0
#include "lib/trust/root_message.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/json/field_path.h"
#include "lib/json/fields.h"
#include "lib/json/proto_reader.h"
#include "lib/json/value.h"
#include "lib/trust/root_error.h"

namespace modelseal::trust {
namespace {

constexpr std::string_view kRootMediaTypeV01 =
    "application/vnd.dev.sigstore.trustedroot+json;version=0.1";
constexpr std::string_view kRootMediaTypeV02 = "application/vnd.dev.sigstore.trustedroot.v0.2+json";
constexpr std::string_view kConfigMediaType =
    "application/vnd.dev.sigstore.clienttrustconfig.v0.1+json";

bool IsRootMediaType(std::string_view media_type) {
  return media_type == kRootMediaTypeV01 || media_type == kRootMediaTypeV02;
}

absl::Status MediaTypeError(const json::Path& path, std::string_view media_type) {
  return RootError(
      path.Member("mediaType"),
      absl::StrCat("expected that of a trusted root 0.1 or 0.2, got \"", media_type, "\""));
}

// JSON and base64 have reasons of their own, which say of no document that it is the trusted root.
absl::Status AsRootError(const absl::Status& cause) {
  switch (ReasonOf(cause)) {
    case Reason::kJsonInvalid:
    case Reason::kJsonDuplicateMember:
    case Reason::kBase64Invalid:
      return MakeError(Reason::kTrustRootInvalid, cause.message(),
                       {{"field", DetailOf(cause, "field").value_or(json::Path().ToString())}});
    default:
      return cause;
  }
}

absl::StatusOr<std::string_view> ReadMediaType(json::Value document) {
  const json::Path path;
  MODELSEAL_ASSIGN_OR_RETURN(const json::Fields fields,
                             json::Fields::Of(document, path, Reason::kTrustRootInvalid));
  return fields.String("mediaType");
}

template <typename Message>
absl::StatusOr<const Message*> ReadInto(json::Value document, google::protobuf::Arena* arena) {
  auto* message = google::protobuf::Arena::CreateMessage<Message>(arena);
  const absl::Status status = json::ReadMessage(document, Reason::kTrustRootInvalid, message,
                                                json::UnknownMembers::kIgnoreUnsafe);
  if (!status.ok()) {
    return AsRootError(status);
  }
  return message;
}

}  // namespace

absl::StatusOr<RootMessage> ReadRootMessage(std::string_view json, google::protobuf::Arena* arena) {
  if (json.size() > limits::kMaxTrustRootBytes) {
    return MakeError(Reason::kLimitExceeded,
                     absl::StrCat("the trusted root has ", json.size(), " bytes, more than ",
                                  limits::kMaxTrustRootBytes),
                     {{"limit", absl::StrCat(limits::kMaxTrustRootBytes)}});
  }
  const auto document = json::Document::Parse(json, "trusted root");
  if (!document.ok()) {
    return AsRootError(document.status());
  }
  MODELSEAL_ASSIGN_OR_RETURN(const std::string_view media_type, ReadMediaType(document->root()));
  const json::Path path;
  if (IsRootMediaType(media_type)) {
    MODELSEAL_ASSIGN_OR_RETURN(const sigstore::TrustedRoot* root,
                               ReadInto<sigstore::TrustedRoot>(document->root(), arena));
    return RootMessage{root, false};
  }
  if (media_type != kConfigMediaType) {
    return MediaTypeError(path, media_type);
  }
  MODELSEAL_ASSIGN_OR_RETURN(const sigstore::ClientTrustConfig* config,
                             ReadInto<sigstore::ClientTrustConfig>(document->root(), arena));
  const json::Path root_path = path.Member("trustedRoot");
  if (!config->has_trusted_root()) {
    return RootError(root_path, "is missing");
  }
  if (!IsRootMediaType(config->trusted_root().media_type())) {
    return MediaTypeError(root_path, config->trusted_root().media_type());
  }
  return RootMessage{&config->trusted_root(), true};
}

}  // namespace modelseal::trust
