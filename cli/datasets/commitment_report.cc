// SPDX-License-Identifier: Apache-2.0
#include "cli/datasets/commitment_report.h"

#include <cstdio>

#include "cli/datasets/dataset_names.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

std::string SizeText(const DatasetCommitment& commitment) {
  const std::string padding = NameOf(DatasetPaddings(), commitment.padding());
  const std::optional<uint64_t> size = commitment.size_class();
  return size.has_value() ? "at most " + ShowCount(*size, "record") + "  (padding " + padding + ")"
                          : "not stated  (padding " + padding + ": proofs tell it nearly)";
}

}  // namespace

std::string ShowDataset(const DatasetCommitment& commitment, const std::string& role) {
  return ShowName(commitment.name()) + (role.empty() ? "" : " (" + ShowName(role) + ")");
}

void PrintCommitment(const DatasetCommitment& commitment) {
  constexpr size_t kMaxShownViews = 16;
  const bool is_experimental = commitment.suite() == DatasetSuite::kBulkP256Experimental;
  std::printf("  name:        %s\n", ShowName(commitment.name()).c_str());
  if (commitment.context() != commitment.name()) {
    std::printf("  context:     %s\n", ShowName(commitment.context()).c_str());
  }
  std::printf("  kind:        %s, duplicates: %s\n",
              NameOf(DatasetKinds(), commitment.kind()).c_str(),
              NameOf(DatasetDuplicatesNames(), commitment.duplicates()).c_str());
  std::printf("  views:       %s\n", ShowNames(commitment.views(), kMaxShownViews).c_str());
  std::printf("  size:        %s\n", SizeText(commitment).c_str());
  std::printf("  suite:       %s%s\n", NameOf(DatasetSuites(), commitment.suite()).c_str(),
              is_experimental ? "  (not reviewed outside)" : "");
  std::printf("  public key:  %s\n", commitment.public_key().c_str());
  std::printf("  root:        %s\n", commitment.root().c_str());
  std::printf("  digest:      %s\n", commitment.digest().c_str());
}

Json CommitmentToJson(const DatasetCommitment& commitment) {
  Json object;
  object["name"] = commitment.name();
  object["context"] = commitment.context();
  object["kind"] = NameOf(DatasetKinds(), commitment.kind());
  object["duplicates"] = NameOf(DatasetDuplicatesNames(), commitment.duplicates());
  object["padding"] = NameOf(DatasetPaddings(), commitment.padding());
  const std::optional<uint64_t> size = commitment.size_class();
  object["size_class"] = size.has_value() ? Json(*size) : Json();
  object["views"] = commitment.views();
  object["suite"] = NameOf(DatasetSuites(), commitment.suite());
  object["public_key"] = commitment.public_key();
  object["root"] = commitment.root();
  object["digest"] = commitment.digest();
  return object;
}

}  // namespace modelseal::cli
