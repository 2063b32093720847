// SPDX-License-Identifier: Apache-2.0
#include "cli/failure.h"

#include <cerrno>
#include <cstring>

#include "cli/hint.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

// The keys that modelseal_error_detail documents.
constexpr const char* kDetailKeys[] = {"path",  "field", "expected", "actual",
                                       "limit", "errno", "callback", "subject"};

Failure::Details DetailsOf(const Error& error) {
  Failure::Details details;
  for (const char* key : kDetailKeys) {
    if (std::optional<std::string> value = error.detail(key)) {
      details.emplace_back(key, *std::move(value));
    }
  }
  return details;
}

// Who interrupts wants to know one thing.
std::string MessageOf(const Error& error) {
  return error.code() == MODELSEAL_ERROR_CANCELLED ? kInterrupted : error.what();
}

// A malformed name or number names its place in the document; one found in the file system names a
// path only.
Subject NarrowedSubject(const Error& error, Subject subject) {
  const bool is_about_model =
      error.detail("path").has_value() && !error.detail("field").has_value() &&
      (error.code() == MODELSEAL_ERROR_NAME_INVALID || error.code() == MODELSEAL_ERROR_MODEL_EMPTY);
  return is_about_model ? Subject::kModel : subject;
}

modelseal_code CodeForErrno(int error_number) {
  switch (error_number) {
    case ENOENT:
    case ENOTDIR:
      return MODELSEAL_ERROR_NOT_FOUND;
    case EACCES:
    case EPERM:
    case EROFS:
      return MODELSEAL_ERROR_ACCESS_DENIED;
    default:
      return MODELSEAL_ERROR_IO_FAILED;
  }
}

}  // namespace

Failure::Failure(modelseal_code code, std::string message, std::string hint, Details details)
    : code_(code),
      message_(std::move(message)),
      hint_(std::move(hint)),
      details_(std::move(details)),
      exit_code_(ExitCodeFor(code, Subject::kBundle)) {}

Failure::Failure(const Error& error, Subject subject)
    : code_(error.code()),
      message_(MessageOf(error)),
      details_(DetailsOf(error)),
      error_(error),
      exit_code_(ExitCodeFor(error.code(), NarrowedSubject(error, subject))) {
  hint_ = HintFor(*this);
}

std::optional<std::string> Failure::detail(std::string_view key) const {
  for (const auto& [known, value] : details_) {
    if (known == key) {
      return value;
    }
  }
  return std::nullopt;
}

Failure UsageFailure(std::string message, std::string hint) {
  return Failure(MODELSEAL_ERROR_INVALID_ARGUMENT, std::move(message), std::move(hint));
}

Failure ErrnoFailure(int error_number, std::string_view action, std::string_view path) {
  std::string message =
      "cannot " + std::string(action) + " " + ShowName(path) + ": " + std::strerror(error_number);
  return Failure(CodeForErrno(error_number), std::move(message), {},
                 {{"path", std::string(path)}, {"errno", std::to_string(error_number)}});
}

std::string_view CategoryName(modelseal_code code) {
  switch (code / 100) {
    case MODELSEAL_CATEGORY_USAGE:
      return "usage";
    case MODELSEAL_CATEGORY_IO:
      return "io";
    case MODELSEAL_CATEGORY_MALFORMED:
      return "malformed";
    case MODELSEAL_CATEGORY_VERIFICATION:
      return "verification";
    case MODELSEAL_CATEGORY_TRUST:
      return "trust";
    case MODELSEAL_CATEGORY_NETWORK:
      return "network";
    case MODELSEAL_CATEGORY_CANCELLED:
      return "cancelled";
    default:
      return "internal";
  }
}

}  // namespace modelseal::cli
