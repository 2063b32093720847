// SPDX-License-Identifier: Apache-2.0
#include "cli/records/json_lines_source.h"

#include <nlohmann/json.hpp>
#include <set>
#include <utility>
#include <vector>

#include "cli/records/record_failure.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

using Json = nlohmann::json;

// Parses strictly: no comments, nothing after the text, no member twice, of which readers would
// choose different ones.
Json ParseStrictly(const std::string& text, const std::string& place) {
  std::vector<std::set<std::string>> names;
  const auto check_names = [&](int, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::object_start) {
      names.emplace_back();
    } else if (event == Json::parse_event_t::object_end) {
      names.pop_back();
    } else if (event == Json::parse_event_t::key &&
               !names.back().insert(parsed.get<std::string>()).second) {
      throw RecordFailure(
          place, "the member " + ShowName(parsed.get_ref<std::string&>()) + " is there twice");
    }
    return true;
  };
  try {
    return Json::parse(text, check_names);
  } catch (const Json::exception& error) {
    throw RecordFailure(place, "not JSON: " + ShowMessage(error.what()));
  }
}

// Text as it is; whole numbers and booleans as JSON writes them. Other numbers have several
// spellings, and no one of them is in the data.
std::string TextOf(const Json& document, const std::string& name, const std::string& place) {
  if (!document.is_object()) {
    throw RecordFailure(place, "not a JSON object, so that it has no member " + ShowName(name));
  }
  const auto member = document.find(name);
  if (member == document.end()) {
    throw RecordFailure(place, "no member " + ShowName(name));
  }
  if (member->is_string()) {
    return member->get<std::string>();
  }
  if (member->is_number_integer() || member->is_boolean()) {
    return member->dump();
  }
  throw RecordFailure(place, "the member " + ShowName(name) + " is " + member->type_name() +
                                 ", expected text, a whole number or a boolean");
}

}  // namespace

JsonLinesSource::JsonLinesSource(const std::string& path, JsonFields fields)
    : lines_(path), fields_(std::move(fields)) {}

bool JsonLinesSource::Next(Record& record) {
  if (!lines_.Next(record.bytes)) {
    return false;
  }
  if (fields_.record.empty() && fields_.value.empty()) {
    return true;
  }
  const Json document = ParseStrictly(record.bytes, Place());
  if (!fields_.value.empty()) {
    record.value = TextOf(document, fields_.value, Place());
  }
  if (!fields_.record.empty()) {
    record.bytes = TextOf(document, fields_.record, Place());
  }
  return true;
}

}  // namespace modelseal::cli
