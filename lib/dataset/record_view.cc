// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/record_view.h"

#include <cstdint>
#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/dataset/canonical_text.h"
#include "lib/dataset/record_digest.h"
#include "lib/dataset/wire_reader.h"
#include "lib/json/canonical.h"
#include "lib/json/value.h"

namespace modelseal::dataset {
namespace {

constexpr std::string_view kRaw = "raw";
constexpr std::string_view kText = "text-nfc15";
constexpr std::string_view kJson = "json-rfc8785";
constexpr std::string_view kPixels = "pixels-rgb8";
constexpr std::string_view kWordsPrefix = "words-";
constexpr uint32_t kMaxWords = 64;

// The N of words-N, which has one spelling.
std::optional<size_t> ParseWords(std::string_view id) {
  uint32_t words = 0;
  if (!absl::StartsWith(id, kWordsPrefix) ||
      !absl::SimpleAtoi(id.substr(kWordsPrefix.size()), &words) || words == 0 ||
      words > kMaxWords || absl::StrCat(kWordsPrefix, words) != id) {
    return std::nullopt;
  }
  return words;
}

absl::Status RecordError(std::string_view problem) {
  return MakeError(Reason::kInvalidArgument, problem, {{"field", "record"}});
}

absl::StatusOr<std::string> CanonicalJson(std::string_view bytes) {
  if (bytes.size() > limits::kMaxDatasetJsonBytes) {
    return MakeError(
        Reason::kLimitExceeded,
        absl::StrCat("JSON of ", bytes.size(), " bytes, at most ", limits::kMaxDatasetJsonBytes),
        {{"limit", absl::StrCat(limits::kMaxDatasetJsonBytes)}});
  }
  const auto document = json::Document::Parse(bytes, "record");
  if (!document.ok()) {
    return RecordError(document.status().message());
  }
  auto canonical = json::Canonicalize(document->root());
  return canonical.ok() ? canonical : RecordError(canonical.status().message());
}

// Width, height, three bytes a pixel: there is nothing that two decoders could write in two ways.
absl::Status CheckPixels(std::string_view bytes) {
  constexpr size_t kHeaderBytes = 8;
  constexpr size_t kPixelBytes = 3;
  WireReader reader(crypto::AsBytes(bytes));
  const uint64_t width = reader.ReadU32();
  const uint64_t height = reader.ReadU32();
  if (bytes.size() < kHeaderBytes || width == 0 || height == 0) {
    return RecordError("image without width and height");
  }
  const size_t size = bytes.size() - kHeaderBytes;
  if (size % kPixelBytes != 0 || size / kPixelBytes != width * height) {
    return RecordError(absl::StrCat(size, " bytes for ", width, " x ", height,
                                    " pixels, expected three bytes each"));
  }
  return absl::OkStatus();
}

}  // namespace

RecordView::RecordView(std::string_view id, Form form, size_t words)
    : id_(id), form_(form), words_(words), started_(StartRecordDigest(id)) {}

RecordDigest RecordView::DigestOf(std::string_view canonical) const {
  crypto::Sha256 sha256 = started_;
  sha256.Update(crypto::AsBytes(canonical));
  return sha256.Finish();
}

absl::StatusOr<RecordView> RecordView::Parse(std::string_view id) {
  if (id == kRaw) {
    return RecordView(id, Form::kRaw, 0);
  }
  if (id == kText) {
    return RecordView(id, Form::kText, 0);
  }
  if (id == kJson) {
    return RecordView(id, Form::kJson, 0);
  }
  if (id == kPixels) {
    return RecordView(id, Form::kPixels, 0);
  }
  if (const std::optional<size_t> words = ParseWords(id); words.has_value()) {
    return RecordView(id, Form::kWords, *words);
  }
  return MakeError(Reason::kInvalidArgument,
                   absl::StrCat("view is not known, expected raw, text-nfc15, json-rfc8785, "
                                "pixels-rgb8 or words-1 to words-",
                                kMaxWords),
                   {{"field", "view"}});
}

absl::StatusOr<std::vector<RecordDigest>> RecordView::Digest(std::string_view bytes) const {
  switch (form_) {
    case Form::kRaw:
      return std::vector<RecordDigest>{DigestOf(bytes)};
    case Form::kText: {
      MODELSEAL_ASSIGN_OR_RETURN(const std::string text, CanonicalText(bytes));
      return std::vector<RecordDigest>{DigestOf(text)};
    }
    case Form::kJson: {
      MODELSEAL_ASSIGN_OR_RETURN(const std::string json, CanonicalJson(bytes));
      return std::vector<RecordDigest>{DigestOf(json)};
    }
    case Form::kPixels:
      MODELSEAL_RETURN_IF_ERROR(CheckPixels(bytes));
      return std::vector<RecordDigest>{DigestOf(bytes)};
    case Form::kWords: {
      MODELSEAL_ASSIGN_OR_RETURN(const std::string text, CanonicalText(bytes));
      MODELSEAL_ASSIGN_OR_RETURN(const std::vector<std::string_view> windows,
                                 WordWindows(text, words_));
      std::vector<RecordDigest> digests;
      digests.reserve(windows.size());
      for (const std::string_view window : windows) {
        digests.push_back(DigestOf(window));
      }
      return digests;
    }
  }
  return MakeError(Reason::kInternal, "form of view");
}

}  // namespace modelseal::dataset
