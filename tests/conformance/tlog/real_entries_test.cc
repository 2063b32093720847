// SPDX-License-Identifier: Apache-2.0
//
// Log entries of real bundles, by many clients and several instances of Sigstore: good ones hold in
// all parts, and the bad ones of the shared conformance suite fail where they are bad.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "lib/base/status.h"
#include "lib/tlog/entry_body.h"
#include "lib/tlog/inclusion.h"
#include "lib/tlog/promise.h"
#include "tests/conformance/tlog/real_entry.h"
#include "tests/support/shared_corpus.h"

namespace modelseal::testing {
namespace {

namespace fs = std::filesystem;

// One bundle and what its verifier is given.
struct Case {
  fs::path bundle;
  fs::path trusted_root;
  std::optional<fs::path> artifact;
  std::optional<fs::path> key;
};

std::vector<std::vector<std::string>> ReadTable(const fs::path& file) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(ReadCorpusFile(file));
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> row;
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, '\t');) {
      row.push_back(cell);
    }
    rows.push_back(row);
  }
  REQUIRE(rows.size() > 1);
  rows.erase(rows.begin());
  return rows;
}

fs::path RootOfConformanceCase(const fs::path& suite, const std::string& name) {
  const fs::path own = suite / "bundle-verify" / name / "trusted_root.json";
  return fs::exists(own) ? own : suite / "trusted_roots" / "production.json";
}

absl::StatusOr<RealBundle> ReadCase(const Case& each) {
  return RealBundle::Read(
      ReadCorpusFile(each.bundle),
      each.artifact ? std::optional(ReadCorpusFile(*each.artifact)) : std::nullopt,
      each.key ? ReadCorpusFile(*each.key) : "");
}

const tlog::TransparencyLog* FindLog(const std::vector<tlog::TransparencyLog>& logs,
                                     const std::string& log_id) {
  for (const tlog::TransparencyLog& log : logs) {
    if (log.log_id == log_id) {
      return &log;
    }
  }
  return nullptr;
}

// Everything about the entries of a bundle, each part on its own.
absl::Status VerifyAll(const RealBundle& bundle, const std::vector<tlog::TransparencyLog>& logs) {
  for (const tlog::LogEntry& entry : bundle.bundle().log_entries()) {
    const tlog::TransparencyLog* const log = FindLog(logs, entry.log_id);
    if (log == nullptr) {
      return MakeError(Reason::kLogUnknown, "unknown log");
    }
    MODELSEAL_RETURN_IF_ERROR(tlog::VerifyEntryBody(entry, bundle.Content()));
    MODELSEAL_RETURN_IF_ERROR(tlog::VerifyEntryInclusion(entry, *log).status());
    if (!entry.signed_entry_timestamp.empty()) {
      MODELSEAL_ASSIGN_OR_RETURN(const int64_t time_ms, tlog::VerifyPromise(entry, *log));
      CHECK(time_ms == entry.integrated_time_seconds * 1000);
    }
  }
  return absl::OkStatus();
}

// Bundles verified by kind of entry and, with "+", those that have a promise.
class Tally {
 public:
  void Verify(const Case& each) {
    CAPTURE(each.bundle);
    const auto bundle = ReadCase(each);
    INFO(bundle.status().message());
    REQUIRE(bundle.ok());
    const absl::Status status = VerifyAll(*bundle, LogsOf(ReadCorpusFile(each.trusted_root)));
    INFO(status.message());
    CHECK(status.ok());
    for (const tlog::LogEntry& entry : bundle->bundle().log_entries()) {
      ++counts_[entry.kind + " " + entry.version +
                (entry.signed_entry_timestamp.empty() ? "" : " +")];
    }
  }
  std::string Counts() const {
    std::string out;
    for (const auto& [kind, count] : counts_) {
      out += kind + ": " + std::to_string(count) + "; ";
    }
    return out;
  }

 private:
  std::map<std::string, int> counts_;
};

}  // namespace

TEST_CASE("entries of the passing conformance cases verify", "[conformance][tlog]") {
  const auto suite = SharedCorpusOrSkip("sigstore-conformance");
  if (!suite) {
    return;
  }
  Tally tally;
  for (const auto& row : ReadTable(*suite / "MANIFEST.tsv")) {
    if (row.at(1) != "pass") {
      continue;
    }
    const fs::path folder = *suite / "bundle-verify" / row.at(0);
    Case each{folder / "bundle.sigstore.json", RootOfConformanceCase(*suite, row.at(0)),
              *suite / row.at(2), std::nullopt};
    if (row.at(3) != "-") {
      each.key = *suite / row.at(3);
    }
    tally.Verify(each);
  }
  CHECK(tally.Counts() ==
        "dsse 0.0.1 +: 1; hashedrekord 0.0.1 +: 6; hashedrekord 0.0.2: 7; intoto 0.0.2 +: 1; ");
}

TEST_CASE("entries of the failing conformance cases fail where they are bad",
          "[conformance][tlog]") {
  const auto suite = SharedCorpusOrSkip("sigstore-conformance");
  if (!suite) {
    return;
  }
  const auto [name, reason] = GENERATE(table<std::string, Reason>({
      {"bundle-from-wrong-instance_fail", Reason::kLogUnknown},
      {"checkpoint-bad-keyhint_fail", Reason::kCheckpointInvalid},
      {"dsse-invalid-sig_fail", Reason::kLogEntryMismatch},
      {"dsse-mismatch-envelope_fail", Reason::kLogEntryMismatch},
      {"incorrect-public-key_fail", Reason::kLogEntryMismatch},
      {"intoto-log-entry-mismatch_fail", Reason::kLogEntryMismatch},
      {"invalid-checkpoint-signature_fail", Reason::kCheckpointInvalid},
      {"rekor2-checkpoint-missing-origin_fail", Reason::kCheckpointInvalid},
      {"rekor2-checkpoint-missing-root-hash_fail", Reason::kCheckpointInvalid},
      {"rekor2-checkpoint-no-matching-signature_fail", Reason::kCheckpointInvalid},
      {"rekor2-checkpoint-missing-log-signature_fail", Reason::kCheckpointInvalid},
      {"rekor2-dsse-invalid-sig_fail", Reason::kLogEntryMismatch},
      {"rekor2-dsse-mismatch-sig_fail", Reason::kLogEntryMismatch},
      {"signature-mismatch_fail", Reason::kLogEntryMismatch},
      {"wrong-hashedrekord-artifact_fail", Reason::kLogEntryMismatch},
      {"wrong-hashedrekord-entry_fail", Reason::kLogEntryMismatch},
      {"wrong-material_fail", Reason::kLogEntryMismatch},
  }));
  CAPTURE(name);
  const fs::path folder = *suite / "bundle-verify" / name;
  const fs::path own_artifact = folder / "artifact";
  const Case each{folder / "bundle.sigstore.json", RootOfConformanceCase(*suite, name),
                  fs::exists(own_artifact) ? own_artifact : *suite / "bundle-verify" / "a.txt",
                  std::nullopt};
  const auto bundle = ReadCase(each);
  REQUIRE(bundle.ok());
  const absl::Status status = VerifyAll(*bundle, LogsOf(ReadCorpusFile(each.trusted_root)));
  REQUIRE_FALSE(status.ok());
  CHECK(ReasonName(ReasonOf(status)) == ReasonName(reason));
}

TEST_CASE("entries of real bundles of other clients verify", "[conformance][tlog]") {
  const auto corpora = SharedCorpusOrSkip(".");
  if (!corpora) {
    return;
  }
  // Without a checkpoint, which Bundle::Parse demands.
  const std::vector<std::string> refused_when_parsed = {
      "sigstore-go/bundles/dsse.sigstore.json",
      "sigstore-go/examples/bundle-provenance.json",
  };
  // Its trust root gives the log another name than its checkpoints: a test of its own.
  const std::string other_origin = "sigstore-go/bundles/othername.sigstore.json";
  Tally tally;
  for (const auto& row : ReadTable(*corpora / "EXPECTED.tsv")) {
    if (row.at(3) != "pass" || row.at(0) == other_origin) {
      continue;
    }
    Case each{*corpora / row.at(0), *corpora / row.at(1), std::nullopt, std::nullopt};
    const bool names_artifact = row.at(2) != "-" && row.at(2) != "digest";
    if (names_artifact) {
      each.artifact = *corpora / row.at(2);
    }
    const bool is_refused = std::find(refused_when_parsed.begin(), refused_when_parsed.end(),
                                      row.at(0)) != refused_when_parsed.end();
    if (is_refused) {
      CAPTURE(each.bundle);
      CHECK(ReasonOf(ReadCase(each).status()) == Reason::kBundleInvalid);
    } else {
      tally.Verify(each);
    }
  }
  CHECK(tally.Counts() ==
        "dsse 0.0.1 +: 1; hashedrekord 0.0.1 +: 8; hashedrekord 0.0.2: 5; intoto 0.0.2 +: 1; ");
}

TEST_CASE("origin that the trust root does not name is refused", "[conformance][tlog]") {
  const auto corpus = SharedCorpusOrSkip("sigstore-go");
  if (!corpus) {
    return;
  }
  const Case each{*corpus / "bundles" / "othername.sigstore.json",
                  *corpus / "trusted-roots" / "scaffolding.json", std::nullopt, std::nullopt};
  const auto bundle = ReadCase(each);
  REQUIRE(bundle.ok());
  std::vector<tlog::TransparencyLog> logs = LogsOf(ReadCorpusFile(each.trusted_root));
  CHECK(ReasonOf(VerifyAll(*bundle, logs)) == Reason::kCheckpointInvalid);
  // Nothing else is wrong: a trust root with the log's own name would do.
  logs.at(0).host = "rekor-00001-deployment-56bf7777c9-jds5x";
  CHECK(VerifyAll(*bundle, logs).ok());
}

TEST_CASE("entries of models signed by the reference implementation verify",
          "[conformance][tlog]") {
  const auto corpus = SharedCorpusOrSkip("oms");
  if (!corpus) {
    return;
  }
  Tally tally;
  for (const char* const version : {"v0.3.1", "v1.0.0", "v1.0.1", "v1.1.0"}) {
    const fs::path folder =
        *corpus / "upstream" / "model-transparency" / (std::string(version) + "-sigstore");
    tally.Verify({folder / "model.sig", *corpus / "upstream" / "trust" / "trusted_root_prod.json",
                  std::nullopt, std::nullopt});
  }
  CHECK(tally.Counts() == "dsse 0.0.1 +: 4; ");
}

TEST_CASE("changed entries of signed models are refused", "[conformance][tlog]") {
  const auto corpus = SharedCorpusOrSkip("oms");
  if (!corpus) {
    return;
  }
  const auto [name, reason] = GENERATE(table<std::string, Reason>({
      {"T20-set-flipped", Reason::kLogPromiseInvalid},
      {"T21-integrated-time-plus1", Reason::kLogPromiseInvalid},
      {"T22-integrated-time-far", Reason::kLogPromiseInvalid},
      {"T23-log-index", Reason::kLogPromiseInvalid},
      {"T24-log-id-unknown", Reason::kLogUnknown},
      {"T25-body-flipped", Reason::kLogEntryMismatch},
      {"T26-kind-hashedrekord", Reason::kLogEntryMismatch},
      {"T27-kind-version-0.0.2", Reason::kLogEntryUnsupported},
      {"T31-proof-hash-dropped", Reason::kLogInclusionInvalid},
      {"T33-proof-empty", Reason::kLogInclusionInvalid},
      {"T37-tree-size-plus1", Reason::kLogInclusionInvalid},
      {"T37b-tree-size-same-shape", Reason::kLogInclusionInvalid},
      {"T39-root-hash-flipped", Reason::kLogInclusionInvalid},
      {"T40-checkpoint-size", Reason::kCheckpointInvalid},
      {"T41-checkpoint-root", Reason::kCheckpointInvalid},
      {"T43-checkpoint-sig", Reason::kCheckpointInvalid},
      {"T44-checkpoint-no-sig", Reason::kCheckpointInvalid},
      {"T45-checkpoint-keyhint", Reason::kCheckpointInvalid},
      {"T46-checkpoint-garbage", Reason::kCheckpointInvalid},
      {"T47-entry-of-other-bundle", Reason::kLogEntryMismatch},
      {"T48-entry-and-cert-of-other", Reason::kLogEntryMismatch},
  }));
  CAPTURE(name);
  const Case each{*corpus / "negative-sigstore" / (name + ".sig"),
                  *corpus / "upstream" / "trust" / "trusted_root_prod.json", std::nullopt,
                  std::nullopt};
  const auto bundle = ReadCase(each);
  REQUIRE(bundle.ok());
  const absl::Status status = VerifyAll(*bundle, LogsOf(ReadCorpusFile(each.trusted_root)));
  REQUIRE_FALSE(status.ok());
  CHECK(ReasonName(ReasonOf(status)) == ReasonName(reason));
}

}  // namespace modelseal::testing
