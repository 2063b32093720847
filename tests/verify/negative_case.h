// SPDX-License-Identifier: Apache-2.0
//
// One entry of the list of what a verifier must refuse (sigstore.md 7.2, groups 1 to 55), verified
// from end to end with one thing wrong. What each must fail for is data: negative_cases.tsv.
#ifndef MODELSEAL_TESTS_VERIFY_NEGATIVE_CASE_H_
#define MODELSEAL_TESTS_VERIFY_NEGATIVE_CASE_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "tests/verify/trial.h"

namespace modelseal::testing {

struct NegativeCase {
  int group;
  std::string name;  // no two are equal in a group
  std::function<absl::Status()> run;
};

using Change = std::function<void(Trial&)>;

// A good trial with this changed: an artifact in Rekor v1, in Rekor v2 with a timestamp, an
// envelope about an artifact, about a model, and an envelope under one's own authority.
NegativeCase Artifact(int group, const std::string& name, const Change& change);
NegativeCase V2(int group, const std::string& name, const Change& change);
NegativeCase Envelope(int group, const std::string& name, const Change& change);
NegativeCase V2Envelope(int group, const std::string& name, const Change& change);
NegativeCase Model(int group, const std::string& name, const Change& change);
NegativeCase Anchors(int group, const std::string& name, const Change& change);

// The cases by topic.
std::vector<NegativeCase> ParsingCases();      // 1 to 14
std::vector<NegativeCase> LogEntryCases();     // 15 to 26, 30
std::vector<NegativeCase> LogProofCases();     // 27 to 29
std::vector<NegativeCase> CertificateCases();  // 31 to 36, 38
std::vector<NegativeCase> SctCases();          // 37
std::vector<NegativeCase> TimestampCases();    // 39 to 47
std::vector<NegativeCase> SignatureCases();    // 48 to 50
std::vector<NegativeCase> IdentityCases();     // 51 to 55

// `text` with its first `from` replaced. Throws if there is none.
std::string ReplaceOnce(std::string text, const std::string& from, const std::string& to);

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_VERIFY_NEGATIVE_CASE_H_
