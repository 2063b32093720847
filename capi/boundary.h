// SPDX-License-Identifier: Apache-2.0
//
// The wall between C++ and C: statuses and exceptions become error objects, nothing gets past.
#ifndef MODELSEAL_CAPI_BOUNDARY_H_
#define MODELSEAL_CAPI_BOUNDARY_H_

#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "lib/base/status.h"
#include "modelseal/modelseal.h"

struct modelseal_diff;

namespace modelseal::capi {

// Fills *err (unless err is NULL) and returns the code.
modelseal_code Report(const absl::Status& status, modelseal_error** err) noexcept;

// The same for what was caught, when there may be no memory to say so.
modelseal_code ReportException(Reason reason, const char* message, modelseal_error** err) noexcept;

// Gives an error that was reported the differences behind it.
void AttachDiff(std::unique_ptr<modelseal_diff> diff, modelseal_error** err) noexcept;

// Success: *err becomes NULL.
modelseal_code ReportOk(modelseal_error** err) noexcept;

// Runs `body`, which returns a status, and reports what comes of it.
template <typename Body>
modelseal_code Boundary(modelseal_error** err, Body&& body) noexcept {
  try {
    const absl::Status status = body();
    return status.ok() ? ReportOk(err) : Report(status, err);
  } catch (const std::bad_alloc&) {
    return ReportException(Reason::kOutOfMemory, "out of memory", err);
  } catch (const std::exception& exception) {
    return ReportException(Reason::kInternal, exception.what(), err);
  } catch (...) {
    return ReportException(Reason::kInternal, "unknown exception", err);
  }
}

// Text and bytes that come in. A length of 0 accepts any pointer, also NULL and the dangling ones
// that Rust has for empty slices, so the length is looked at first.
absl::Status CheckBytes(const void* data, size_t size, std::string_view what);
// The same, without NUL bytes inside; `is_optional` false refuses empty text.
absl::Status CheckText(const char* data, size_t size, std::string_view what, bool is_optional);

inline std::string_view ViewOf(const char* data, size_t size) {
  return size == 0 ? std::string_view() : std::string_view(data, size);
}

inline std::span<const uint8_t> SpanOf(const uint8_t* bytes, size_t size) {
  return size == 0 ? std::span<const uint8_t>() : std::span<const uint8_t>(bytes, size);
}

// kInvalidArgument if a pointer that must not be NULL is.
absl::Status CheckNotNull(const void* pointer, std::string_view what);

// kInvalidArgument unless `value` is 0 or 1.
absl::Status CheckFlag(int32_t value, std::string_view what);

inline modelseal_str StrOf(const std::string& text) { return {text.data(), text.size()}; }
inline constexpr modelseal_str kEmptyStr = {"", 0};

}  // namespace modelseal::capi

#endif  // MODELSEAL_CAPI_BOUNDARY_H_
