// SPDX-License-Identifier: Apache-2.0
//
// Strict JSON (RFC 8259, and what parsers disagree about refused): no byte order mark, no duplicate
// members, no lone surrogates, nothing after the document, bounded nesting. A tree of simdjson
// behind it.
#ifndef MODELSEAL_LIB_JSON_VALUE_H_
#define MODELSEAL_LIB_JSON_VALUE_H_

#include <simdjson.h>

#include <cstddef>
#include <memory>
#include <string_view>

#include "absl/status/statusor.h"
#include "lib/base/status.h"

namespace modelseal::json {

using Value = simdjson::dom::element;
using Object = simdjson::dom::object;
using Array = simdjson::dom::array;

// A parsed document. Values and the strings they give live as long as it does. Movable.
class Document {
 public:
  // `what` names the document in messages ("bundle"). Fails with
  // kJsonDuplicateMember (detail "field": the path of the second one),
  // kJsonInvalid for lone surrogates, and `syntax_reason` for everything else.
  static absl::StatusOr<Document> Parse(std::string_view text, std::string_view what,
                                        Reason syntax_reason = Reason::kJsonInvalid);

  Value root() const { return root_; }

 private:
  Document() = default;

  std::unique_ptr<simdjson::dom::parser> parser_;
  Value root_;
};

}  // namespace modelseal::json

#endif  // MODELSEAL_LIB_JSON_VALUE_H_
