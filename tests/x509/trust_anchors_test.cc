// SPDX-License-Identifier: Apache-2.0
//
// Which certificates of a caller end a chain.
#include "lib/x509/trust_anchors.h"

#include <catch2/catch.hpp>
#include <string>

#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "tests/support/test_ca.h"

namespace modelseal::x509 {
namespace {

using testing::SignerSpec;
using testing::TestChain;
using testing::TestIdentity;

TEST_CASE("only self-signed certificates become roots", "[x509][anchors]") {
  const TestChain chain;
  TrustAnchors anchors;
  REQUIRE(anchors.AddPem(chain.intermediate.ToPem() + chain.root.ToPem()).ok());
  REQUIRE(anchors.roots().size() == 1);
  CHECK(anchors.roots().front().der() == chain.root.der());
  REQUIRE(anchors.intermediates().size() == 1);
  CHECK(anchors.intermediates().front().der() == chain.intermediate.der());
}

TEST_CASE("certificates add up over several texts", "[x509][anchors]") {
  const TestChain chain;
  TrustAnchors anchors;
  CHECK(anchors.empty());
  REQUIRE(anchors.AddPem(chain.intermediate.ToPem()).ok());
  CHECK_FALSE(anchors.empty());
  REQUIRE(anchors.AddPem(chain.root.ToPem()).ok());
  CHECK(anchors.roots().size() + anchors.intermediates().size() == 2);
}

TEST_CASE("nothing is added if one certificate cannot be read", "[x509][anchors]") {
  const TestChain chain;
  TrustAnchors anchors;
  const std::string cut_off = chain.root.ToPem().substr(0, 100);
  CHECK(ReasonOf(anchors.AddPem(chain.root.ToPem() + cut_off)) == Reason::kTrustAnchorInvalid);
  CHECK(ReasonOf(anchors.AddPem("")) == Reason::kTrustAnchorInvalid);
  CHECK(ReasonOf(anchors.AddPem(chain.root.key().ToPem())) == Reason::kTrustAnchorInvalid);
  CHECK(anchors.empty());
}

TEST_CASE("more certificates than the cap are refused", "[x509][anchors]") {
  const std::string pem = TestIdentity::SelfSigned(SignerSpec("a")).ToPem();
  std::string many;
  for (size_t i = 0; i < limits::kMaxTrustedCertificates; ++i) {
    many += pem;
  }
  TrustAnchors anchors;
  REQUIRE(anchors.AddPem(many).ok());
  CHECK(ReasonOf(anchors.AddPem(pem)) == Reason::kTrustAnchorInvalid);
  CHECK(anchors.roots().size() == limits::kMaxTrustedCertificates);
}

}  // namespace
}  // namespace modelseal::x509
