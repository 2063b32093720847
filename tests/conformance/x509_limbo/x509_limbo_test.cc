// SPDX-License-Identifier: Apache-2.0
//
// Paths of x509-limbo (C2SP), made for clients of the web, through our path validation. Where we
// judge otherwise, disagreements.txt says why; a disagreement that comes or goes is a failure.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/status.h"
#include "lib/base/utc_time.h"
#include "lib/x509/chain.h"
#include "tests/support/shared_corpus.h"

namespace modelseal::testing {
namespace {

using nlohmann::json;
using x509::Certificate;

// What cases without a time of their own are judged at: within the validity of all of them.
constexpr const char* kTime = "2026-01-01T00:00:00+00:00";

constexpr const char* kFile = "tests/conformance/x509_limbo/disagreements.txt";

// Groups with the number of cases that are run of each.
const std::map<std::string, size_t> kApplicable = {
    {"cve", 3},           {"invalid", 1},
    {"online", 14},       {"pathlen", 13},
    {"pathological", 11}, {"rfc5280", 24},
    {"rfc5280::aki", 5},  {"rfc5280::eku", 3},
    {"rfc5280::nc", 48},  {"rfc5280::pc", 1},
    {"rfc5280::san", 4},  {"rfc5280::serial", 3},
    {"rfc5280::ski", 3},  {"rfc5280::validity", 11},
};

// Groups that are not for us, with the reason.
const std::map<std::string, std::string> kSkipped = {
    {"crl", "revocation lists are not read: signers are certified for minutes, or pinned"},
    {"webpki", "rules of the CA/Browser Forum for servers of the web"},
    {"webpki::aki", "rules of the CA/Browser Forum for servers of the web"},
    {"webpki::cn", "host names in common names: no host is looked for"},
    {"webpki::eku", "rules of the CA/Browser Forum for servers of the web"},
    {"webpki::nc", "rules of the CA/Browser Forum for servers of the web"},
    {"webpki::san", "host names with wildcards: no host is looked for"},
};

struct Disagreement {
  std::string ours;
  std::string theirs;

  bool operator==(const Disagreement& other) const = default;
};

using Disagreements = std::map<std::string, Disagreement>;

std::string GroupOf(const std::string& id) { return id.substr(0, id.rfind("::")); }

// Lines "id<tab>ours<tab>limbo's<tab>reason"; those that begin with # are for readers.
Disagreements ReadExpected() {
  std::ifstream file(kFile);
  REQUIRE(file.is_open());
  Disagreements expected;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') {
      continue;
    }
    CAPTURE(line);
    std::vector<std::string> parts;
    for (size_t begin = 0; begin <= line.size();) {
      const size_t end = std::min(line.find('\t', begin), line.size());
      parts.push_back(line.substr(begin, end - begin));
      begin = end + 1;
    }
    REQUIRE(parts.size() == 4);
    REQUIRE_FALSE(parts[3].empty());
    REQUIRE(expected.emplace(parts[0], Disagreement{parts[1], parts[2]}).second);
  }
  return expected;
}

int64_t SecondsOf(const json& time) {
  std::string text = time.is_null() ? kTime : time.get<std::string>();
  const std::string kUtc = "+00:00";
  REQUIRE(text.ends_with(kUtc));
  text.replace(text.size() - kUtc.size(), kUtc.size(), "Z");
  const auto milliseconds = ParseRfc3339Milliseconds(text);
  REQUIRE(milliseconds.has_value());
  return *milliseconds / 1000;
}

absl::StatusOr<std::vector<Certificate>> ParseAll(const json& texts) {
  std::vector<Certificate> certificates;
  for (const json& text : texts) {
    MODELSEAL_ASSIGN_OR_RETURN(std::vector<Certificate> parsed,
                               Certificate::ParsePem(text.get<std::string>()));
    certificates.insert(certificates.end(), parsed.begin(), parsed.end());
  }
  return certificates;
}

absl::Status Run(const json& test) {
  x509::TrustAnchors anchors;
  for (const json& text : test.at("trusted_certs")) {
    MODELSEAL_RETURN_IF_ERROR(anchors.AddPem(text.get<std::string>()));
  }
  MODELSEAL_ASSIGN_OR_RETURN(const std::vector<Certificate> others,
                             ParseAll(test.at("untrusted_intermediates")));
  MODELSEAL_ASSIGN_OR_RETURN(const std::vector<Certificate> leaf,
                             Certificate::ParsePem(test.at("peer_certificate").get<std::string>()));
  const bool is_server = test.at("validation_kind") == "SERVER";
  return x509::VerifyChain(
             leaf.front(), others, anchors, SecondsOf(test.at("validation_time")),
             is_server ? x509::ExtendedUsage::kServerAuth : x509::ExtendedUsage::kClientAuth)
      .status();
}

TEST_CASE("paths of x509-limbo are judged as expected or for a reason", "[x509][corpus]") {
  const auto corpus = SharedCorpusOrSkip("x509-limbo");
  if (!corpus) {
    return;
  }
  const json limbo = json::parse(ReadCorpusFile(*corpus / "limbo-nobettertls.json"));
  std::map<std::string, size_t> run;
  std::map<std::string, size_t> disagreed;
  std::set<std::string> skipped;
  const Disagreements expected = ReadExpected();
  Disagreements found;
  for (const json& test : limbo.at("testcases")) {
    const std::string id = test.at("id").get<std::string>();
    const std::string group = GroupOf(id);
    if (kSkipped.contains(group)) {
      skipped.insert(group);
      continue;
    }
    ++run[group];
    const absl::Status status = Run(test);
    const std::string ours = status.ok() ? "SUCCESS" : "FAILURE";
    const std::string theirs = test.at("expected_result").get<std::string>();
    if (ours != theirs) {
      ++disagreed[group];
      found[id] = {ours, theirs};
      INFO(id << '\t' << ours << '\t' << theirs << '\t' << status.message());
      CHECK((expected.contains(id) && expected.at(id) == found.at(id)));
    }
    if (!status.ok()) {
      const Reason reason = ReasonOf(status);
      CAPTURE(id, status.ToString());
      CHECK((reason == Reason::kCertificateInvalid || reason == Reason::kCertificateExpired ||
             reason == Reason::kTrustAnchorInvalid));
    }
  }
  CHECK(run == kApplicable);
  CHECK(skipped.size() == kSkipped.size());
  for (const auto& [id, disagreement] : expected) {
    INFO(id << " is judged as limbo does: take it out of " << kFile);
    CHECK(found.contains(id));
  }
  for (const auto& [group, count] : run) {
    std::printf("[group] x509-limbo %s: %zu cases, %zu disagreements\n", group.c_str(), count,
                disagreed[group]);
  }
  for (const auto& [group, reason] : kSkipped) {
    std::printf("[group] x509-limbo %s: not run: %s\n", group.c_str(), reason.c_str());
  }
}

}  // namespace
}  // namespace modelseal::testing
