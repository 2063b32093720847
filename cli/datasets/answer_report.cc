// SPDX-License-Identifier: Apache-2.0
#include "cli/datasets/answer_report.h"

#include <algorithm>
#include <cstdio>
#include <string>

#include "cli/terminal.h"
#include "cli/terminal_text.h"
#include "cli/value_names.h"

namespace modelseal::cli {
namespace {

constexpr size_t kMaxShownRecords = 50;

std::string Verdict(const AskedRecord& asked, size_t members) {
  if (asked.count == 1) {
    return members == 1 ? "in" : "not in";
  }
  return std::to_string(members) + " of " + ShowCount(asked.count, "part") + " in";
}

}  // namespace

size_t CountMembers(const AskedRecord& asked, const std::vector<DatasetAnswer>& answers) {
  const auto first = answers.begin() + static_cast<ptrdiff_t>(asked.first);
  return static_cast<size_t>(
      std::count_if(first, first + static_cast<ptrdiff_t>(asked.count),
                    [](const DatasetAnswer& answer) { return answer.is_member; }));
}

void PrintAnswers(const AskedList& list, const std::vector<DatasetAnswer>& answers) {
  const size_t shown = std::min(list.asked.size(), kMaxShownRecords);
  for (size_t index = 0; index < shown; ++index) {
    const AskedRecord& asked = list.asked[index];
    const size_t members = CountMembers(asked, answers);
    std::string verdict = Verdict(asked, members) + ":";
    verdict.resize(std::max<size_t>(verdict.size(), 11), ' ');
    const std::string painted =
        Paint(stdout, members > 0 ? Colour::kGreen : Colour::kYellow, verdict);
    const std::optional<std::string>& value = answers[asked.first].value;
    std::printf("  %s %s%s%s\n", painted.c_str(), asked.shown.c_str(),
                value.has_value() ? "  value: " : "",
                value.has_value() ? ShowName(*value).c_str() : "");
  }
  if (list.asked.size() > shown) {
    std::printf("  … and %zu more (--json lists all)\n", list.asked.size() - shown);
  }
}

Json AnswersToJson(const AskedList& list, const std::vector<DatasetAnswer>& answers) {
  Json records = Json::array();
  for (const AskedRecord& asked : list.asked) {
    const size_t members = CountMembers(asked, answers);
    Json object;
    SetText(object, "record", asked.shown);
    object["member"] = members == asked.count;
    if (asked.count > 1) {
      object["parts"] = asked.count;
      object["member_parts"] = members;
    }
    if (const std::optional<std::string>& value = answers[asked.first].value; value.has_value()) {
      object["value_hex"] = Hex(*value);
    }
    records.push_back(std::move(object));
  }
  return records;
}

}  // namespace modelseal::cli
