// SPDX-License-Identifier: Apache-2.0
#include "lib/trust/embedded_root.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "lib/base/base64.h"
#include "lib/base/hex.h"
#include "lib/base/utc_time.h"
#include "lib/crypto/digest.h"
#include "lib/trust/trusted_root.h"

namespace modelseal::trust {
namespace {

using crypto::KeyKind;

std::string ReadSources() {
  std::ifstream in("lib/trust/data/SOURCES.md", std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

// "FROM to UNTIL", or "FROM to" for a period without end.
std::string Describe(const TimeRange& range) {
  const std::string start = FormatUtcMilliseconds(range.start_ms) + " to";
  return range.end_ms == TimeRange::kStillOngoing
             ? start
             : start + " " + FormatUtcMilliseconds(range.end_ms);
}

TrustedRoot Production() {
  auto root = TrustedRoot::Production();
  REQUIRE(root.ok());
  return *std::move(root);
}

TEST_CASE("the embedded trusted root is the file that SOURCES.md names", "[trust][embedded]") {
  const std::string sha256 = EncodeHex(crypto::ComputeSha256(ProductionRootJson()));
  CHECK(ReadSources().find("| SHA-256 of the file | `" + sha256 + "` |") != std::string::npos);
}

TEST_CASE("the embedded trusted root has the two transparency logs of production",
          "[trust][embedded]") {
  const TrustedRoot root = Production();
  const auto& logs = root.transparency_logs();
  REQUIRE(logs.size() == 2);
  CHECK(logs[0].host == "rekor.sigstore.dev");
  CHECK(logs[0].key.kind() == KeyKind::kEcdsaP256);
  CHECK(EncodeBase64(logs[0].log_id) == "wNI9atQGlz+VWfO6LRygH4QUfY/8W4RFwiT5i5WRgB0=");
  CHECK(Describe(logs[0].validity) == "2021-01-12T11:53:27Z to");
  CHECK(logs[1].host == "log2025-1.rekor.sigstore.dev");
  CHECK(logs[1].key.kind() == KeyKind::kEd25519);
  CHECK(EncodeBase64(logs[1].log_id) == "zxGZFVvd0FEmjR8WrFwMdcAJ9vtaY/QXf44Y1wUeP6A=");
  CHECK(Describe(logs[1].validity) == "2025-09-23T00:00:00Z to");
}

TEST_CASE("the embedded trusted root has the two CT logs of production", "[trust][embedded]") {
  const TrustedRoot root = Production();
  const auto& logs = root.ct_logs();
  REQUIRE(logs.size() == 2);
  CHECK(logs[0].base_url == "https://ctfe.sigstore.dev/test");
  CHECK(EncodeBase64(logs[0].log_id) == "CGCS8ChS/2hF0dFrJ4ScRWcYrBY9wzjSbea8IgY2b3I=");
  CHECK(Describe(logs[0].validity) == "2021-03-14T00:00:00Z to 2022-10-31T23:59:59.999Z");
  CHECK(logs[1].base_url == "https://ctfe.sigstore.dev/2022");
  CHECK(EncodeBase64(logs[1].log_id) == "3T0wasbHETJjGR4cmWc3AqJKXrjePK3/h4pygC8p7o4=");
  CHECK(Describe(logs[1].validity) == "2022-10-20T00:00:00Z to");
  for (const x509::CtLog& log : logs) {
    CHECK(log.key.kind() == KeyKind::kEcdsaP256);
    // RFC 6962 §3.2.
    CHECK(log.log_id == std::string(log.key.spki_sha256().begin(), log.key.spki_sha256().end()));
  }
}

TEST_CASE("the embedded trusted root has the two certificate authorities of production",
          "[trust][embedded]") {
  const TrustedRoot root = Production();
  const auto& authorities = root.certificate_authorities();
  REQUIRE(authorities.size() == 2);
  CHECK(authorities[0].path.chain().size() == 1);
  CHECK(Describe(authorities[0].validity) == "2021-03-07T03:20:29Z to 2022-12-31T23:59:59.999Z");
  CHECK(authorities[1].path.chain().size() == 2);
  CHECK(authorities[1].path.issuer().subject() == "CN=sigstore-intermediate,O=sigstore.dev");
  CHECK(Describe(authorities[1].validity) == "2022-04-13T20:06:15Z to");
  for (const CertificateAuthority& authority : authorities) {
    CHECK(authority.uri == "https://fulcio.sigstore.dev");
  }
}

TEST_CASE("the embedded trusted root has the timestamp authority of production",
          "[trust][embedded]") {
  const TrustedRoot root = Production();
  const auto& authorities = root.timestamp_authorities();
  REQUIRE(authorities.size() == 1);
  CHECK(authorities[0].uri() == "https://timestamp.sigstore.dev/api/v1/timestamp");
  CHECK(Describe(authorities[0].validity()) == "2025-07-04T00:00:00Z to");
}

}  // namespace
}  // namespace modelseal::trust
