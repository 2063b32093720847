// SPDX-License-Identifier: Apache-2.0
//
// Errors, versions and buffers of the C interface.
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "capi/boundary.h"
#include "capi/handles.h"

namespace modelseal::capi {
namespace {

constexpr modelseal_code kCodes[] = {
#define MODELSEAL_REASON(code, NAME, kName) code,
#include "lib/base/reason.def"
#undef MODELSEAL_REASON
};

// What is reported if there is no memory for an error object.
modelseal_error* OutOfMemoryError() noexcept {
  static modelseal_error* const error = []() noexcept -> modelseal_error* {
    auto* made = new (std::nothrow) modelseal_error;
    if (made != nullptr) {
      made->reason = Reason::kOutOfMemory;
    }
    return made;
  }();
  return error;
}

constexpr const char* kDetailKeys[] = {"path",  "field", "expected", "actual",
                                       "limit", "errno", "callback", "subject"};

}  // namespace

modelseal_code Report(const absl::Status& status, modelseal_error** err) noexcept {
  const Reason reason = ReasonOf(status);
  if (err == nullptr) {
    return static_cast<modelseal_code>(reason);
  }
  *err = OutOfMemoryError();
  try {
    auto error = std::make_unique<modelseal_error>();
    error->reason = reason;
    error->message = std::string(status.message());
    for (const char* key : kDetailKeys) {
      if (std::optional<std::string> value = DetailOf(status, key); value.has_value()) {
        error->details.emplace(key, *std::move(value));
      }
    }
    *err = error.release();
  } catch (...) {
    return MODELSEAL_ERROR_OUT_OF_MEMORY;
  }
  return static_cast<modelseal_code>(reason);
}

modelseal_code ReportException(Reason reason, const char* message, modelseal_error** err) noexcept {
  try {
    return Report(MakeError(reason, message), err);
  } catch (...) {
    if (err != nullptr) {
      *err = OutOfMemoryError();
    }
    return MODELSEAL_ERROR_OUT_OF_MEMORY;
  }
}

void AttachDiff(std::unique_ptr<modelseal_diff> diff, modelseal_error** err) noexcept {
  // The error that stands for want of memory is everybody's.
  if (diff != nullptr && err != nullptr && *err != nullptr && *err != OutOfMemoryError()) {
    (*err)->diff = std::move(diff);
  }
}

modelseal_code ReportOk(modelseal_error** err) noexcept {
  if (err != nullptr) {
    *err = nullptr;
  }
  return MODELSEAL_OK;
}

absl::Status CheckNotNull(const void* pointer, std::string_view what) {
  if (pointer == nullptr) {
    return MakeError(Reason::kInvalidArgument, absl::StrCat(what, " is NULL"));
  }
  return absl::OkStatus();
}

absl::Status CheckFlag(int32_t value, std::string_view what) {
  if (value != 0 && value != 1) {
    return MakeError(Reason::kInvalidArgument,
                     absl::StrCat(what, " is ", value, ", expected 0 or 1"));
  }
  return absl::OkStatus();
}

absl::Status CheckBytes(const void* data, size_t size, std::string_view what) {
  return size == 0 ? absl::OkStatus() : CheckNotNull(data, what);
}

absl::Status CheckText(const char* data, size_t size, std::string_view what, bool is_optional) {
  MODELSEAL_RETURN_IF_ERROR(CheckBytes(data, size, what));
  if (size == 0 && !is_optional) {
    return MakeError(Reason::kInvalidArgument, absl::StrCat(what, " is empty"));
  }
  if (ViewOf(data, size).find('\0') != std::string_view::npos) {
    return MakeError(Reason::kInvalidArgument, absl::StrCat(what, " holds a NUL byte"));
  }
  return absl::OkStatus();
}

}  // namespace modelseal::capi

using modelseal::Reason;
using modelseal::ReasonName;

uint32_t modelseal_version_number(void) { return MODELSEAL_VERSION_NUMBER; }

const char* modelseal_version_string(void) { return MODELSEAL_VERSION_STRING; }

modelseal_code modelseal_error_code(const modelseal_error* err) {
  return err == nullptr ? MODELSEAL_OK : static_cast<modelseal_code>(err->reason);
}

int32_t modelseal_error_category(const modelseal_error* err) {
  return modelseal_error_code(err) / 100;
}

const char* modelseal_error_name(const modelseal_error* err) {
  return modelseal_code_name(modelseal_error_code(err));
}

const char* modelseal_error_message(const modelseal_error* err) {
  return err == nullptr ? "" : err->message.empty() ? "out of memory" : err->message.c_str();
}

const char* modelseal_error_detail(const modelseal_error* err, const char* key) {
  if (err == nullptr || key == nullptr) {
    return nullptr;
  }
  const auto at = err->details.find(std::string_view(key));
  return at == err->details.end() ? nullptr : at->second.c_str();
}

const modelseal_diff* modelseal_error_diff(const modelseal_error* err) {
  return err == nullptr ? nullptr : err->diff.get();
}

void modelseal_error_free(modelseal_error* err) {
  if (err != modelseal::capi::OutOfMemoryError()) {
    delete err;
  }
}

const char* modelseal_code_name(modelseal_code code) {
  // ReasonName gives string literals, which end in NUL.
  return code == MODELSEAL_OK ? "OK" : ReasonName(static_cast<Reason>(code)).data();
}

size_t modelseal_code_count(void) { return std::size(modelseal::capi::kCodes); }

modelseal_code modelseal_code_at(size_t index) {
  return index < std::size(modelseal::capi::kCodes) ? modelseal::capi::kCodes[index] : MODELSEAL_OK;
}

modelseal_str modelseal_buffer_view(const modelseal_buffer* buffer) {
  if (buffer == nullptr) {
    return modelseal::capi::kEmptyStr;
  }
  const std::string_view view = buffer->bytes.view();
  return {view.data(), view.size()};
}

void modelseal_buffer_free(modelseal_buffer* buffer) { delete buffer; }
