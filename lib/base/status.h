// SPDX-License-Identifier: Apache-2.0
//
// Failures: an absl::Status that carries a stable reason and details. Everything in lib/ that can
// fail returns one; callers branch on ReasonOf(), never on the message.
#ifndef MODELSEAL_LIB_BASE_STATUS_H_
#define MODELSEAL_LIB_BASE_STATUS_H_

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace modelseal {

enum class Reason : int32_t {
#define MODELSEAL_REASON(code, NAME, kName) kName = code,
#include "lib/base/reason.def"
#undef MODELSEAL_REASON
};

// The stable name of a reason, as "SIGNATURE_INVALID". Static.
std::string_view ReasonName(Reason reason);

// A key and a value that tell a program what the message tells a person. Keys in use: path, field,
// expected, actual, limit, errno, callback, subject (of a certificate).
struct ErrorDetail {
  std::string_view key;
  std::string value;
};

// Makes a failure. The message is one line, lower case, without a final stop, and says what was
// seen and what was expected; control characters in it are escaped here, so names from a model or
// a bundle can be quoted as they are. A message of more than 2 KiB is cut, a detail of more than
// 16 KiB too.
absl::Status MakeError(Reason reason, std::string_view message,
                       std::initializer_list<ErrorDetail> details = {});

// The same failure, said of the part `field` of a document: "<field>: <message>", and the detail
// "field" extended by it. OK stays OK.
absl::Status InField(std::string_view field, const absl::Status& status);

// A failed system call on `path`, with the reason that fits the errno.
absl::Status MakeErrnoError(int error_number, std::string_view action, std::string_view path);

// The reason of a failure; kInternal for a status that no MakeError made. Not for OK.
Reason ReasonOf(const absl::Status& status);

// A detail of a failure, if it has one under that key.
std::optional<std::string> DetailOf(const absl::Status& status, std::string_view key);

// `text` with control characters, backslashes and invalid UTF-8 shown as \n, \\, \x1b, \xff: safe
// to print on a terminal and in one line.
std::string EscapeForDisplay(std::string_view text);

}  // namespace modelseal

#define MODELSEAL_RETURN_IF_ERROR(expression)                 \
  do {                                                        \
    if (absl::Status status_ = (expression); !status_.ok()) { \
      return status_;                                         \
    }                                                         \
  } while (false)

#define MODELSEAL_STATUS_CONCAT_INNER_(a, b) a##b
#define MODELSEAL_STATUS_CONCAT_(a, b) MODELSEAL_STATUS_CONCAT_INNER_(a, b)
#define MODELSEAL_ASSIGN_OR_RETURN_INNER_(name, declaration, expression) \
  auto name = (expression);                                              \
  if (!name.ok()) {                                                      \
    return std::move(name).status();                                     \
  }                                                                      \
  declaration = *std::move(name)
#define MODELSEAL_ASSIGN_OR_RETURN(declaration, expression)                                      \
  MODELSEAL_ASSIGN_OR_RETURN_INNER_(MODELSEAL_STATUS_CONCAT_(status_or_, __LINE__), declaration, \
                                    expression)

#endif  // MODELSEAL_LIB_BASE_STATUS_H_
