// SPDX-License-Identifier: Apache-2.0
#include "cli/datasets/record_view_option.h"

#include <algorithm>
#include <vector>

#include "cli/failure.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {

void AddViewOption(CLI::App& app, std::string& view) {
  app.add_option("--view", view,
                 "When two records are the same: raw (byte for byte), text-nfc15, json-rfc8785, "
                 "pixels-rgb8 or words-N (default: json-rfc8785 for whole JSON texts and whole "
                 "rows of CSV, else raw; of a dataset that is there, its own)")
      ->type_name("NAME")
      ->group("Records");
}

std::string ViewOrDefault(const std::string& view, const RecordOptions& sources) {
  if (!view.empty()) {
    return view;
  }
  return sources.has_json_records() ? "json-rfc8785" : "raw";
}

std::string ViewOrOnly(const std::string& view, const DatasetCommitment& commitment) {
  constexpr size_t kMaxShownViews = 16;
  const std::vector<std::string> views = commitment.views();
  if (view.empty() && views.size() == 1) {
    return views[0];
  }
  if (view.empty()) {
    throw UsageFailure("the dataset has several views: " + ShowNames(views, kMaxShownViews),
                       "choose one with --view");
  }
  if (std::find(views.begin(), views.end(), view) == views.end()) {
    throw UsageFailure("the dataset has no view " + ShowName(view),
                       "it has " + ShowNames(views, kMaxShownViews));
  }
  return view;
}

}  // namespace modelseal::cli
