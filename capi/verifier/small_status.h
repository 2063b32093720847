// SPDX-License-Identifier: Apache-2.0
//
// What the small verifier has in the place of abseil's Status, StatusOr and Cord: as much of their
// interface as lib/base/status.cc and lib/dataset's verifier use, for a hundredth of the code,
// which on top needs locks. Sources include it under abseil's own names; the build lays them there
// (BUILD.bazel), so the same sources make both verifiers. What is not here does not compile.
#ifndef MODELSEAL_CAPI_VERIFIER_SMALL_STATUS_H_
#define MODELSEAL_CAPI_VERIFIER_SMALL_STATUS_H_

#include <cstdlib>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace absl {

using std::optional;
using std::string_view;

// A payload's text.
class Cord {
 public:
  explicit Cord(std::string_view text) : text_(text) {}
  explicit operator std::string() const { return text_; }

 private:
  std::string text_;
};

enum class StatusCode { kOk = 0, kUnknown = 2 };

// OK, or a failure; cheap to move. What is seldom done is not inline: there are many failures.
class [[nodiscard]] Status {
 public:
  Status() = default;
  Status(StatusCode code, std::string_view message)
      : failure_(code == StatusCode::kOk ? nullptr : Make(message)) {}
  Status(const Status& other) : failure_(Copy(other.failure_)) {}
  Status(Status&& other) noexcept : failure_(std::exchange(other.failure_, nullptr)) {}
  Status& operator=(Status other) noexcept {
    std::swap(failure_, other.failure_);
    return *this;
  }
  ~Status() {
    if (failure_ != nullptr) {
      Destroy(failure_);
    }
  }

  bool ok() const { return failure_ == nullptr; }
  std::string_view message() const;

  std::optional<Cord> GetPayload(std::string_view url) const;
  // Nothing for OK.
  void SetPayload(std::string_view url, Cord content);

  template <typename Visitor>
  void ForEachPayload(Visitor visitor) const {
    for (const Payload& payload : Payloads()) {
      visitor(std::string_view(payload.url), payload.content);
    }
  }

 private:
  struct Payload {
    std::string url;
    Cord content;
  };
  struct Failure;

  static Failure* Make(std::string_view message);
  static Failure* Copy(const Failure* failure);
  static void Destroy(Failure* failure);
  std::span<const Payload> Payloads() const;

  Failure* failure_ = nullptr;
};

inline Status OkStatus() { return Status(); }

// A value, or the failure that there is none.
template <typename T>
class [[nodiscard]] StatusOr {
 public:
  StatusOr(Status status) : status_(std::move(status)) {
    if (status_.ok()) {
      std::abort();
    }
  }
  template <typename U = T>
    requires(std::is_convertible_v<U &&, T> &&
             !std::is_same_v<std::remove_cvref_t<U>, StatusOr<T>> &&
             !std::is_same_v<std::remove_cvref_t<U>, Status>)
  StatusOr(U&& value) : value_(std::forward<U>(value)) {}

  bool ok() const { return value_.has_value(); }
  const Status& status() const& { return status_; }
  Status status() && { return std::move(status_); }

  const T& operator*() const& { return Value(); }
  T& operator*() & { return const_cast<T&>(Value()); }
  T&& operator*() && { return std::move(const_cast<T&>(Value())); }
  const T* operator->() const { return &Value(); }
  T* operator->() { return &const_cast<T&>(Value()); }

 private:
  // As abseil's, it ends the process where there is none.
  const T& Value() const {
    if (!value_.has_value()) {
      std::abort();
    }
    return *value_;
  }

  Status status_;
  std::optional<T> value_;
};

}  // namespace absl

#endif  // MODELSEAL_CAPI_VERIFIER_SMALL_STATUS_H_
