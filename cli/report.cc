// SPDX-License-Identifier: Apache-2.0
#include "cli/report.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "cli/terminal.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

constexpr size_t kMaxShownDifferences = 20;
constexpr size_t kMaxNameColumn = 40;

struct Group {
  DifferenceKind kind;
  const char* mark;
  const char* word;
  Colour colour;
};

constexpr Group kGroups[] = {
    {DifferenceKind::kModified, "M", "modified", Colour::kRed},
    {DifferenceKind::kMissing, "-", "missing", Colour::kRed},
    {DifferenceKind::kUnsigned, "+", "unsigned", Colour::kYellow},
    {DifferenceKind::kRefused, "!", "refused", Colour::kRed},
    {DifferenceKind::kIgnored, "~", "ignored, not checked", Colour::kDim},
};

std::string RefusalOf(modelseal_code code) {
  switch (code) {
    case MODELSEAL_ERROR_SYMLINK_REFUSED:
      return "symbolic link";
    case MODELSEAL_ERROR_FILE_TYPE_REFUSED:
      return "not a regular file";
    case MODELSEAL_ERROR_IGNORED_CONTENT_REFUSED:
      return "under an ignored name";
    default:
      return CodeName(code);
  }
}

// What stands to the right of the name.
std::string Explain(const Difference& difference) {
  std::vector<std::string> parts;
  if (difference.kind == DifferenceKind::kRefused) {
    parts.push_back(RefusalOf(difference.code));
  }
  if (difference.is_range) {
    parts.push_back("bytes " + std::to_string(difference.start_bytes) + " to " +
                    std::to_string(difference.end_bytes));
  }
  if (difference.size_bytes && difference.kind != DifferenceKind::kIgnored) {
    parts.push_back(ShowSize(*difference.size_bytes));
  }
  if (!difference.expected.empty()) {
    parts.push_back("signed " + ShowDigest(difference.expected));
  }
  if (!difference.actual.empty()) {
    parts.push_back("found " + ShowDigest(difference.actual));
  }
  std::string explained;
  for (const std::string& part : parts) {
    explained += "  " + part;
  }
  return explained;
}

void PrintGroup(FILE* stream, const Diff& diff, const Group& group) {
  const size_t count = diff.count(group.kind);
  if (count == 0) {
    return;
  }
  const std::string heading =
      std::string(group.mark) + " " + std::to_string(count) + " " + group.word;
  std::fprintf(stream, "%s\n", Paint(stream, group.colour, heading).c_str());
  std::vector<std::pair<std::string, std::string>> rows;
  size_t name_column = 0;
  for (size_t index = 0; index < std::min(count, kMaxShownDifferences); ++index) {
    const Difference difference = diff.at(group.kind, index);
    rows.emplace_back(ShowName(difference.name), Explain(difference));
    name_column = std::max(name_column, std::min(ShownWidth(rows.back().first), kMaxNameColumn));
  }
  for (const auto& [name, explained] : rows) {
    const size_t width = ShownWidth(name);
    const size_t padding = explained.empty() || width >= name_column ? 0 : name_column - width;
    std::fprintf(stream, "    %s%s%s\n", name.c_str(), std::string(padding, ' ').c_str(),
                 explained.c_str());
  }
  if (count > kMaxShownDifferences) {
    std::fprintf(stream, "    … and %zu more (--json lists all)\n", count - kMaxShownDifferences);
  }
}

// The word before the message. "Checked and refused" must not look like "could not be checked".
std::string_view Verdict(const Session& session, const Failure& failure) {
  if (session.command == "verify" || session.command == "dataset-verify") {
    const bool is_refused = failure.exit_code() == ExitCode::kContentDiffers ||
                            failure.exit_code() == ExitCode::kRefused;
    return is_refused ? "verification failed: " : "could not verify: ";
  }
  return session.command == "sign" ? "signing failed: " : "";
}

// Usage errors and interruptions judge nothing.
bool IsVerdict(const Failure& failure) {
  return failure.exit_code() != ExitCode::kUsage && failure.exit_code() != ExitCode::kInterrupted;
}

}  // namespace

std::string SummariseFaults(const Diff& diff) {
  std::string summary;
  for (const Group& group : kGroups) {
    const size_t count = diff.count(group.kind);
    if (count != 0 && group.kind != DifferenceKind::kIgnored) {
      summary += (summary.empty() ? "" : ", ") + std::to_string(count) + " " + group.word;
    }
  }
  return summary;
}

void PrintDifferences(FILE* stream, const Diff& diff) {
  for (const Group& group : kGroups) {
    PrintGroup(stream, diff, group);
  }
  if (!diff.is_complete()) {
    std::fprintf(stream, "  not every file was read: there may be more\n");
  }
}

void PrintFailure(const Session& session, const Failure& failure) {
  const Diff* diff = failure.differences();
  const bool has_faults = diff != nullptr && diff->count() != 0;
  const std::string message = has_faults
                                  ? "the model is not what was signed: " + SummariseFaults(*diff)
                                  : ShowMessage(failure.message());
  const std::string verdict(IsVerdict(failure) ? Verdict(session, failure) : "");
  const std::string line = "modelseal: " + verdict + message;
  std::fprintf(stderr, "%s\n", Paint(stderr, Colour::kBold, line).c_str());
  if (IsVerdict(failure)) {
    std::fprintf(stderr, "  reason: %s\n", CodeName(failure.code()).c_str());
  }
  if (!session.signature.empty()) {
    std::fprintf(stderr, "  signature: %s\n", ShowName(session.signature).c_str());
  }
  if (!failure.hint().empty()) {
    std::fprintf(stderr, "  hint: %s\n", failure.hint().c_str());
  }
  if (has_faults && !session.quiet) {
    PrintDifferences(stderr, *diff);
  }
}

}  // namespace modelseal::cli
