// SPDX-License-Identifier: Apache-2.0
#include "lib/base/status.h"

#include "absl/strings/cord.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "lib/base/hex.h"
#include "lib/base/utf8.h"

namespace modelseal {
namespace {

// Messages and details quote what comes from strangers. What is longer tells nobody more.
constexpr size_t kMaxMessageBytes = 2048;
constexpr size_t kMaxDetailBytes = 16384;

constexpr char kReasonUrl[] = "modelseal/reason";
constexpr char kDetailUrlPrefix[] = "modelseal/detail/";

// absl's canonical codes play no part; every failure gets one that is not OK.
constexpr absl::StatusCode kCarrier = absl::StatusCode::kUnknown;

// The beginning of a long text, with an ellipsis; no character is cut in two.
std::string Cut(std::string text) {
  if (text.size() <= kMaxMessageBytes) {
    return text;
  }
  size_t end = kMaxMessageBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) {
    --end;
  }
  return text.substr(0, end) + "\xe2\x80\xa6";
}

}  // namespace

std::string_view ReasonName(Reason reason) {
  switch (reason) {
#define MODELSEAL_REASON(code, NAME, kName) \
  case Reason::kName:                       \
    return #NAME;
#include "lib/base/reason.def"
#undef MODELSEAL_REASON
  }
  return "UNKNOWN";
}

absl::Status MakeError(Reason reason, std::string_view message,
                       std::initializer_list<ErrorDetail> details) {
  absl::Status status(kCarrier, Cut(EscapeForDisplay(Cut(std::string(message)))));
  status.SetPayload(kReasonUrl, absl::Cord(absl::StrCat(static_cast<int32_t>(reason))));
  for (const ErrorDetail& detail : details) {
    status.SetPayload(absl::StrCat(kDetailUrlPrefix, detail.key),
                      absl::Cord(detail.value.substr(0, kMaxDetailBytes)));
  }
  return status;
}

absl::Status InField(std::string_view field, const absl::Status& status) {
  if (status.ok()) {
    return status;
  }
  absl::Status out(kCarrier, absl::StrCat(field, ": ", status.message()));
  status.ForEachPayload(
      [&out](absl::string_view url, const absl::Cord& payload) { out.SetPayload(url, payload); });
  const std::optional<std::string> inner = DetailOf(status, "field");
  out.SetPayload(
      absl::StrCat(kDetailUrlPrefix, "field"),
      absl::Cord(inner.has_value() ? absl::StrCat(field, ".", *inner) : std::string(field)));
  return out;
}

Reason ReasonOf(const absl::Status& status) {
  const absl::optional<absl::Cord> payload = status.GetPayload(kReasonUrl);
  int32_t code = 0;
  if (!payload.has_value() || !absl::SimpleAtoi(std::string(*payload), &code)) {
    return Reason::kInternal;
  }
  return static_cast<Reason>(code);
}

std::optional<std::string> DetailOf(const absl::Status& status, std::string_view key) {
  const absl::optional<absl::Cord> payload = status.GetPayload(absl::StrCat(kDetailUrlPrefix, key));
  if (!payload.has_value()) {
    return std::nullopt;
  }
  return std::string(*payload);
}

std::string EscapeForDisplay(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const size_t length = Utf8SequenceLength(text);
    const auto lead = static_cast<unsigned char>(text[0]);
    // C1 controls (U+0080..U+009F) and the line and paragraph separators move cursors as well.
    const bool is_control =
        lead < 0x20 || lead == 0x7f ||
        (length == 2 && lead == 0xc2 && static_cast<unsigned char>(text[1]) < 0xa0) ||
        text.substr(0, length) == "\xe2\x80\xa8" || text.substr(0, length) == "\xe2\x80\xa9";
    if (lead == '\n') {
      out += "\\n";
    } else if (lead == '\\') {
      out += "\\\\";
    } else if (length == 0 || is_control) {
      for (const char c : text.substr(0, length == 0 ? 1 : length)) {
        const auto byte = static_cast<uint8_t>(c);
        absl::StrAppend(&out, "\\x", EncodeHex({&byte, 1}));
      }
    } else {
      out += text.substr(0, length);
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return out;
}

}  // namespace modelseal
