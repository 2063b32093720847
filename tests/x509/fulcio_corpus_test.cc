// SPDX-License-Identifier: Apache-2.0
//
// Certificates of real bundles against the authorities and logs of their trusted roots, without the
// rest of the bundles.
#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/base64.h"
#include "lib/base/status.h"
#include "lib/base/utc_time.h"
#include "lib/x509/authority_path.h"
#include "lib/x509/fulcio_extensions.h"
#include "lib/x509/fulcio_leaf.h"
#include "lib/x509/sct_verification.h"
#include "lib/x509/subject_alt_name.h"
#include "tests/support/shared_corpus.h"

namespace modelseal::x509 {
namespace {

using nlohmann::json;
using testing::ReadCorpusFile;
using testing::SharedCorpusOrSkip;

std::string DecodedBytes(const json& object, const std::string& member) {
  const auto bytes = DecodeBase64(object.at(member).get<std::string>());
  REQUIRE(bytes.has_value());
  return *bytes;
}

Certificate CertificateOf(const json& object) {
  auto certificate = Certificate::ParseDer(DecodedBytes(object, "rawBytes"));
  INFO(certificate.status().ToString());
  REQUIRE(certificate.ok());
  return *std::move(certificate);
}

// No value for bundles that are signed with a bare key.
std::optional<Certificate> LeafOf(const std::filesystem::path& bundle_file) {
  const json bundle = json::parse(ReadCorpusFile(bundle_file));
  const json& material = bundle.at("verificationMaterial");
  if (material.contains("certificate")) {
    return CertificateOf(material.at("certificate"));
  }
  if (material.contains("x509CertificateChain")) {
    return CertificateOf(material.at("x509CertificateChain").at("certificates").at(0));
  }
  return std::nullopt;
}

TimeRange WindowOf(const json& key) {
  TimeRange window;
  const json range = key.value("validFor", json::object());
  if (range.value("start", json()).is_string()) {
    window.start_ms = ParseRfc3339Milliseconds(range.at("start").get<std::string>()).value();
  }
  if (range.value("end", json()).is_string()) {
    window.end_ms = ParseRfc3339Milliseconds(range.at("end").get<std::string>()).value();
  }
  return window;
}

struct Trust {
  std::vector<AuthorityPath> authorities;
  std::vector<CtLog> logs;
};

Trust TrustOf(const std::filesystem::path& root_file) {
  const json root = json::parse(ReadCorpusFile(root_file));
  Trust trust;
  for (const json& authority : root.at("certificateAuthorities")) {
    std::vector<Certificate> chain;
    for (const json& certificate : authority.at("certChain").at("certificates")) {
      chain.push_back(CertificateOf(certificate));
    }
    auto path = AuthorityPath::Create(std::move(chain), ExtendedUsage::kCodeSigning);
    INFO(path.status().ToString());
    REQUIRE(path.ok());
    trust.authorities.push_back(*std::move(path));
  }
  for (const json& log : root.at("ctlogs")) {
    const json& listed = log.at("publicKey");
    const std::string bytes = DecodedBytes(listed, "rawBytes");
    auto key = listed.at("keyDetails") == "PKCS1_RSA_PKCS1V5"
                   ? crypto::VerificationKey::ParsePkcs1Rsa(bytes)
                   : crypto::VerificationKey::ParseSpki(bytes);
    REQUIRE(key.ok());
    trust.logs.push_back({DecodedBytes(log.at("logId"), "keyId"), *std::move(key), WindowOf(listed),
                          log.value("baseUrl", "")});
  }
  return trust;
}

std::vector<const AuthorityPath*> IssuersOf(const Certificate& leaf, const Trust& trust) {
  std::vector<const AuthorityPath*> issuers;
  for (const AuthorityPath& path : trust.authorities) {
    if (path.VerifyIssued(leaf).ok()) {
      issuers.push_back(&path);
    }
  }
  return issuers;
}

void CheckLeaf(const Certificate& leaf, const Trust& trust, const std::string& subject,
               const std::string& beginning_of_issuer) {
  CHECK(CheckFulcioLeaf(leaf).ok());
  CHECK(leaf.Key().ok());
  const auto name = ReadFulcioSubject(leaf);
  REQUIRE(name.ok());
  CHECK(name->value == subject);
  const auto extensions = ReadFulcioExtensions(leaf);
  INFO(extensions.status().ToString());
  REQUIRE(extensions.ok());
  CHECK_FALSE(beginning_of_issuer.empty());
  CHECK(extensions->issuer.starts_with(beginning_of_issuer));
  const auto issuers = IssuersOf(leaf, trust);
  REQUIRE(issuers.size() == 1);
  CHECK(issuers.front()->CheckValidAt(leaf, leaf.not_before_seconds() * 1000).ok());
  const auto scts = ReadEmbeddedScts(leaf);
  REQUIRE(scts.ok());
  CHECK_FALSE(scts->empty());
  const auto logs = VerifyScts(leaf, issuers.front()->issuer(), trust.logs, 1);
  INFO(logs.status().ToString());
  CHECK(logs.ok());
}

// Rows of a table with a heading, by column.
std::vector<std::map<std::string, std::string>> ReadTable(const std::filesystem::path& file) {
  std::istringstream text(ReadCorpusFile(file));
  std::vector<std::string> columns;
  std::vector<std::map<std::string, std::string>> rows;
  for (std::string line; std::getline(text, line);) {
    std::istringstream cells(line);
    std::vector<std::string> values;
    for (std::string cell; std::getline(cells, cell, '\t');) {
      values.push_back(cell);
    }
    if (columns.empty()) {
      columns = values;
      continue;
    }
    values.resize(columns.size());
    std::map<std::string, std::string> row;
    for (size_t i = 0; i < columns.size(); ++i) {
      row[columns[i]] = values[i];
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

TEST_CASE("certificates of conforming bundles hold", "[x509][fulcio][corpus]") {
  const auto corpus = SharedCorpusOrSkip("sigstore-conformance");
  if (!corpus) {
    return;
  }
  size_t certificates = 0;
  for (auto& row : ReadTable(*corpus / "MANIFEST.tsv")) {
    CAPTURE(row["case"]);
    if (row["expected"] != "pass" || row["key"] != "-") {
      continue;
    }
    const auto leaf = LeafOf(*corpus / "bundle-verify" / row["case"] / "bundle.sigstore.json");
    REQUIRE(leaf.has_value());
    CheckLeaf(*leaf, TrustOf(*corpus / row["trusted_root"]), row["identity"], row["issuer"]);
    ++certificates;
  }
  CHECK(certificates == 13);
  std::printf("[group] fulcio certificates of sigstore-conformance: %zu\n", certificates);
}

TEST_CASE("certificates of the clients' bundles hold", "[x509][fulcio][corpus]") {
  const auto corpus = SharedCorpusOrSkip("sigstore-go");
  if (!corpus) {
    return;
  }
  const std::filesystem::path corpora = corpus->parent_path();
  size_t certificates = 0;
  for (auto& row : ReadTable(corpora / "EXPECTED.tsv")) {
    CAPTURE(row["bundle"]);
    if (row["expected_by_sigstore_go"] != "pass") {
      continue;
    }
    const auto leaf = LeafOf(corpora / row["bundle"]);
    REQUIRE(leaf.has_value());
    // The table cuts long details off.
    std::istringstream detail(row["detail"]);
    std::string subject;
    std::string issuer;
    detail >> subject >> issuer;
    CheckLeaf(*leaf, TrustOf(corpora / row["trusted_root"]), subject, issuer);
    ++certificates;
  }
  CHECK(certificates == 18);
  std::printf("[group] fulcio certificates of sigstore-go, -python, -rust: %zu\n", certificates);
}

TEST_CASE("of two intermediates with one name the one that signed has the timestamp's key",
          "[x509][fulcio][corpus]") {
  const auto corpus = SharedCorpusOrSkip("sigstore-rust");
  if (!corpus) {
    return;
  }
  const std::filesystem::path folder = *corpus / "verify" / "sct-multi-intermediate";
  const auto leaf = LeafOf(folder / "staging_bundle.sigstore.json");
  REQUIRE(leaf.has_value());
  const Trust trust = TrustOf(folder / "staging_trusted_root.json");
  size_t by_name = 0;
  size_t by_signature = 0;
  for (const AuthorityPath& path : trust.authorities) {
    by_name += path.MayHaveIssued(*leaf) ? 1 : 0;
    const bool has_issued = path.VerifyIssued(*leaf).ok();
    by_signature += has_issued ? 1 : 0;
    CHECK(VerifyScts(*leaf, path.issuer(), trust.logs, 1).ok() == has_issued);
  }
  CHECK(by_name == 2);
  CHECK(by_signature == 1);
}

TEST_CASE("a log whose key was exchanged has promised nothing", "[x509][fulcio][corpus]") {
  const auto corpus = SharedCorpusOrSkip("sigstore-conformance");
  if (!corpus) {
    return;
  }
  const std::filesystem::path folder = *corpus / "bundle-verify" / "invalid-ct-key_fail";
  const auto leaf = LeafOf(folder / "bundle.sigstore.json");
  REQUIRE(leaf.has_value());
  const Trust trust = TrustOf(folder / "trusted_root.json");
  const auto issuers = IssuersOf(*leaf, trust);
  REQUIRE(issuers.size() == 1);
  const auto logs = VerifyScts(*leaf, issuers.front()->issuer(), trust.logs, 1);
  CHECK(ReasonOf(logs.status()) == Reason::kSctInvalid);
}

}  // namespace
}  // namespace modelseal::x509
