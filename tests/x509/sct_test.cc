// SPDX-License-Identifier: Apache-2.0
//
// Lists of certificate timestamps: read, and broken at each of their levels.
#include "lib/x509/sct.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/crypto/der_reader.h"
#include "tests/support/test_ca.h"
#include "tests/support/test_ct_log.h"

namespace modelseal::x509 {
namespace {

using crypto::DerTag;
using crypto::EncodeDer;
using testing::BigEndian;
using testing::EncodeSct;
using testing::EncodeSctList;
using testing::RawExtension;
using testing::SignerSpec;
using testing::TestIdentity;

Sct SomeSct() {
  Sct sct;
  sct.log_id = std::string(32, 'l');
  sct.timestamp_ms = 0x0123456789abcdef;
  sct.extensions = std::string("\x00\x00\x05\x00\x00\x00\x00\x70", 8);
  sct.hash_algorithm = 4;
  sct.signature_algorithm = 3;
  sct.signature = "signature";
  return sct;
}

std::string WithLength(const std::string& bytes) { return BigEndian(bytes.size(), 2) + bytes; }

// The extension with a list of these bytes.
std::string ListOf(const std::string& elements) {
  return EncodeDer(DerTag::kOctetString, WithLength(elements));
}

absl::StatusOr<std::vector<Sct>> Read(const std::string& extension) {
  const auto spec = SignerSpec("signer").Set("1.3.6.1.4.1.11129.2.4.2", RawExtension(extension));
  return ReadEmbeddedScts(TestIdentity::SelfSigned(spec).Parse());
}

void CheckUnread(const std::string& extension) {
  CHECK(ReasonOf(Read(extension).status()) == Reason::kSctInvalid);
}

TEST_CASE("timestamps are read in their order", "[x509][sct]") {
  Sct other = SomeSct();
  other.extensions.clear();
  other.signature_algorithm = 1;
  const auto scts = Read(EncodeSctList({SomeSct(), other}));
  REQUIRE(scts.ok());
  CHECK(*scts == std::vector<Sct>{SomeSct(), other});
}

TEST_CASE("a certificate without the extension has no timestamps", "[x509][sct]") {
  const auto scts = ReadEmbeddedScts(TestIdentity::SelfSigned(SignerSpec("signer")).Parse());
  REQUIRE(scts.ok());
  CHECK(scts->empty());
}

TEST_CASE("an empty list of timestamps is refused", "[x509][sct]") {
  CheckUnread(EncodeSctList({}));
  CheckUnread(EncodeDer(DerTag::kOctetString, ""));
  CheckUnread("");
}

TEST_CASE("bytes behind a list of timestamps are refused at every level", "[x509][sct]") {
  const std::string sct = EncodeSct(SomeSct());
  const std::string list = WithLength(WithLength(sct));
  REQUIRE(Read(EncodeDer(DerTag::kOctetString, list)).ok());
  SECTION("octet string") { CheckUnread(EncodeDer(DerTag::kOctetString, list) + '\0'); }
  SECTION("list") { CheckUnread(EncodeDer(DerTag::kOctetString, list + '\0')); }
  SECTION("timestamp") { CheckUnread(ListOf(WithLength(sct + '\0'))); }
  SECTION("another element without its length") { CheckUnread(ListOf(WithLength(sct) + '\0')); }
}

TEST_CASE("a list of timestamps that is cut off anywhere is refused", "[x509][sct]") {
  const std::string sct = EncodeSct(SomeSct());
  for (size_t size = 0; size < sct.size(); ++size) {
    CAPTURE(size);
    CheckUnread(ListOf(WithLength(sct.substr(0, size))));
  }
  const std::string list = WithLength(WithLength(sct));
  for (size_t size = 0; size < list.size(); ++size) {
    CAPTURE(size);
    CheckUnread(EncodeDer(DerTag::kOctetString, list.substr(0, size)));
  }
}

TEST_CASE("a list in another type than an octet string is refused", "[x509][sct]") {
  const std::string list = WithLength(WithLength(EncodeSct(SomeSct())));
  CheckUnread(list);
  CheckUnread(EncodeDer(DerTag::kBitString, list));
}

TEST_CASE("a timestamp of another version is refused", "[x509][sct]") {
  std::string sct = EncodeSct(SomeSct());
  sct[0] = 1;
  CheckUnread(ListOf(WithLength(sct)));
}

TEST_CASE("more timestamps than the cap are refused", "[x509][sct]") {
  std::vector<Sct> scts(limits::kMaxScts, SomeSct());
  CHECK(Read(EncodeSctList(scts)).ok());
  scts.push_back(SomeSct());
  CheckUnread(EncodeSctList(scts));
}

}  // namespace
}  // namespace modelseal::x509
