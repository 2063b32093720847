// SPDX-License-Identifier: Apache-2.0
//
// Timestamps that are good, and good ones with one thing in the token made wrong. What is wrong
// with certificates and authorities: timestamp_authority_test.cc.
#include "lib/timestamp/timestamp.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/base64.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/crypto/der_reader.h"
#include "tests/support/test_ca.h"
#include "tests/support/test_tsa.h"
#include "tests/timestamp/timestamp_run.h"

namespace modelseal::timestamp {
namespace {

using crypto::ContextConstructed;
using crypto::ContextPrimitive;
using crypto::DerTag;
using crypto::EncodeDer;
using testing::CheckRefused;
using testing::EncodeAlgorithm;
using testing::EncodeInteger;
using testing::EncodeOid;
using testing::GoodTsa;
using testing::kSignedBytes;
using testing::kTestNow;
using testing::MakeTimestamp;
using testing::PinnedAuthorities;
using testing::SigningCertificateOf;
using testing::TestAttribute;
using testing::TestIdentity;
using testing::TestKey;
using testing::TestTsa;
using testing::TimestampSignerSpec;
using testing::TimestampSpec;
using testing::VerifyIssued;
using testing::VerifyPinned;

std::string Sequence(const std::string& contents) { return EncodeDer(DerTag::kSequence, contents); }

TEST_CASE("a timestamp of the pinned signer gives its time and signer", "[timestamp]") {
  const auto result = VerifyPinned({});
  INFO(result.status().message());
  REQUIRE(result.ok());
  CHECK(result->time_ms == kTestNow * 1000);
  CHECK(result->authority == "CN=TSA");
  CHECK(result->authority_index == 0);
}

TEST_CASE("a timestamp with SHA-384 or SHA-512 throughout is accepted", "[timestamp][algorithm]") {
  for (const std::string digest : {"SHA384", "SHA512"}) {
    TimestampSpec spec;
    spec.imprint_digest = spec.digest = spec.signature_digest = digest;
    CHECK(VerifyPinned(spec).ok());
  }
}

TEST_CASE("the digests of imprint, content and signature may differ", "[timestamp][algorithm]") {
  TimestampSpec spec;
  spec.imprint_digest = "SHA512";
  spec.digest = "SHA384";
  spec.signature_digest = "SHA256";
  CHECK(VerifyPinned(spec).ok());
}

TEST_CASE("every kind of key may sign timestamps", "[timestamp][algorithm]") {
  for (const auto kind : {TestKey::Kind::kP256, TestKey::Kind::kP384, TestKey::Kind::kP521,
                          TestKey::Kind::kRsa2048, TestKey::Kind::kEd25519}) {
    TestTsa tsa;
    auto signer = TimestampSignerSpec("TSA");
    signer.kind = kind;
    tsa.signer = tsa.intermediate.Issue(signer);
    const std::vector<TimestampAuthority> authorities = {testing::MakeAuthority(tsa.chain())};
    TimestampSpec spec;
    if (kind == TestKey::Kind::kEd25519) {
      spec.signature_digest = "";
    }
    const auto result =
        VerifyTimestamp(MakeTimestamp(tsa.signer, kSignedBytes, spec), kSignedBytes, authorities);
    INFO(static_cast<int>(kind) << " " << result.status().message());
    CHECK(result.ok());
  }
}

TEST_CASE("a signature algorithm that names only the key takes the hash of the content",
          "[timestamp][algorithm]") {
  TimestampSpec spec;
  spec.digest = spec.signature_digest = "SHA384";
  SECTION("id-ecPublicKey") {
    spec.signature_algorithm = EncodeAlgorithm("1.2.840.10045.2.1", /*has_null=*/false);
    CHECK(VerifyPinned(spec).ok());
    spec.digest = "SHA256";
    CheckRefused(VerifyPinned(spec), "timestamp.signerInfo.signature");
  }
  SECTION("rsaEncryption") {
    TestTsa tsa;
    auto signer = TimestampSignerSpec("TSA");
    signer.kind = TestKey::Kind::kRsa2048;
    tsa.signer = tsa.intermediate.Issue(signer);
    spec.signature_algorithm = EncodeAlgorithm("1.2.840.113549.1.1.1", /*has_null=*/true);
    CHECK(VerifyTimestamp(MakeTimestamp(tsa.signer, kSignedBytes, spec), kSignedBytes,
                          std::vector{testing::MakeAuthority(tsa.chain())})
              .ok());
  }
}

TEST_CASE("granted with modifications is granted", "[timestamp][response]") {
  TimestampSpec spec;
  spec.status = 1;
  spec.after_status = Sequence(EncodeDer(DerTag::kUtf8String, "modified")) +
                      EncodeDer(DerTag::kBitString, std::string("\x07\x80", 2));
  CHECK(VerifyPinned(spec).ok());
}

TEST_CASE("a status that is not granted is refused even with a token", "[timestamp][response]") {
  for (const int status : {2, 3, 4, 5}) {
    TimestampSpec spec;
    spec.status = status;
    CheckRefused(VerifyPinned(spec), "timestamp.status");
  }
}

TEST_CASE("a status may have nothing but text and failure info with it", "[timestamp][response]") {
  TimestampSpec spec;
  spec.after_status = EncodeInteger(0);
  CheckRefused(VerifyPinned(spec), "timestamp.status");
}

TEST_CASE("a response without token is refused", "[timestamp][response]") {
  TimestampSpec spec;
  spec.has_token = false;
  CheckRefused(VerifyPinned(spec), "timestamp.timeStampToken");
}

TEST_CASE("a token that is not SignedData is refused", "[timestamp][response]") {
  TimestampSpec spec;
  spec.token_type = "1.2.840.113549.1.7.1";
  CheckRefused(VerifyPinned(spec), "timestamp.timeStampToken.contentType");
}

TEST_CASE("bytes after the response, the token or TSTInfo are refused", "[timestamp][response]") {
  TimestampSpec spec;
  SECTION("response") {
    spec.after_response = std::string(1, '\0');
    CheckRefused(VerifyPinned(spec), "timestamp.response");
  }
  SECTION("token") {
    spec.after_token = EncodeInteger(0);
    CheckRefused(VerifyPinned(spec), "timestamp.timeStampToken");
  }
  SECTION("signer infos") {
    spec.after_signer_infos = EncodeInteger(0);
    CheckRefused(VerifyPinned(spec), "timestamp.signedData.signerInfos");
  }
  SECTION("unsigned attributes") {
    spec.after_signature = EncodeDer(ContextConstructed(1), "") + EncodeInteger(0);
    CheckRefused(VerifyPinned(spec), "timestamp.signerInfo");
  }
  SECTION("TSTInfo") {
    spec.after_tst_info = std::string(1, '\0');
    CheckRefused(VerifyPinned(spec), "timestamp.tstInfo");
  }
}

TEST_CASE("indefinite lengths are refused", "[timestamp][response]") {
  TimestampSpec spec;
  SECTION("response") {
    spec.has_indefinite_length = true;
    CheckRefused(VerifyPinned(spec), "timestamp.response");
  }
  SECTION("content") {
    spec.has_indefinite_content = true;
    CheckRefused(VerifyPinned(spec), "timestamp.signedData.encapContentInfo");
  }
}

TEST_CASE("a response cut off anywhere is refused", "[timestamp][response]") {
  const std::string response = MakeTimestamp(GoodTsa().signer, kSignedBytes);
  for (size_t size = 0; size < response.size(); ++size) {
    const auto result = VerifyTimestamp(std::string_view(response).substr(0, size), kSignedBytes,
                                        PinnedAuthorities());
    REQUIRE_FALSE(result.ok());
    REQUIRE(ReasonOf(result.status()) == Reason::kTimestampInvalid);
  }
}

// What decides nothing may change: a digest algorithm beside the signed content, for example.
TEST_CASE("no changed byte changes what a timestamp says", "[timestamp][response]") {
  const std::string response = MakeTimestamp(GoodTsa().signer, kSignedBytes);
  size_t accepted = 0;
  for (size_t i = 0; i < response.size(); ++i) {
    std::string changed = response;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    const auto result = VerifyTimestamp(changed, kSignedBytes, PinnedAuthorities());
    if (result.ok()) {
      ++accepted;
      REQUIRE(result->time_ms == kTestNow * 1000);
    } else {
      REQUIRE(ReasonOf(result.status()) == Reason::kTimestampInvalid);
    }
  }
  // Nobody signed them: the status (0 to 1), the object identifier in digestAlgorithms (11 bytes)
  // and the tag of the empty set of certificates, which makes an empty set of revocation lists of
  // it.
  CHECK(accepted == 1 + 11 + 1);
}

TEST_CASE("a response above the limit is refused before it is parsed", "[timestamp][limits]") {
  TimestampSpec spec;
  spec.certificates = {Sequence(std::string(limits::kMaxTimestampBytes, '\0'))};
  const auto result = VerifyPinned(spec);
  REQUIRE_FALSE(result.ok());
  CHECK(ReasonOf(result.status()) == Reason::kLimitExceeded);
  spec.certificates = {Sequence(std::string(limits::kMaxTimestampBytes - 2048, '\0'))};
  CHECK(VerifyPinned(spec).ok());
}

TEST_CASE("versions other than those of RFC 3161 and RFC 5652 are refused", "[timestamp]") {
  TimestampSpec spec;
  SECTION("SignedData") {
    spec.signed_data_version = 1;
    CheckRefused(VerifyPinned(spec), "timestamp.signedData.version");
  }
  SECTION("SignerInfo") {
    spec.signer_version = 2;
    CheckRefused(VerifyPinned(spec), "timestamp.signerInfo.version");
  }
  SECTION("SignerInfo of the other kind of identifier") {
    spec.signer_version = 3;
    CheckRefused(VerifyPinned(spec), "timestamp.signerInfo.sid.subjectKeyIdentifier");
  }
  SECTION("TSTInfo") {
    spec.tst_info_version = 2;
    CheckRefused(VerifyPinned(spec), "timestamp.tstInfo.version");
  }
}

TEST_CASE("a timestamp has exactly one signer", "[timestamp][response]") {
  TimestampSpec spec;
  for (const size_t count : {0, 2}) {
    spec.signer_count = count;
    CheckRefused(VerifyPinned(spec), "timestamp.signedData.signerInfos");
  }
}

TEST_CASE("certificates may be absent, none or in any order where the signer is pinned",
          "[timestamp][response]") {
  TimestampSpec spec;
  spec.has_certificates = false;
  CHECK(VerifyPinned(spec).ok());
  spec.has_certificates = true;
  CHECK(VerifyPinned(spec).ok());
  spec.certificates = {GoodTsa().root.der(), GoodTsa().signer.der(), GoodTsa().intermediate.der()};
  CHECK(VerifyPinned(spec).ok());
}

TEST_CASE("revocation lists and unsigned attributes decide nothing", "[timestamp][response]") {
  TimestampSpec spec;
  spec.before_signer_infos = EncodeDer(ContextConstructed(1), Sequence(""));
  spec.after_signature = EncodeDer(ContextConstructed(1), Sequence(""));
  CHECK(VerifyPinned(spec).ok());
}

TEST_CASE("a timestamp of something else than the signature is refused", "[timestamp][imprint]") {
  TimestampSpec spec;
  SECTION("of the artifact") { spec.imprint = testing::ComputeDigest("SHA256", "artifact"); }
  SECTION("of the signature's base64") {
    spec.imprint = testing::ComputeDigest("SHA256", EncodeBase64(kSignedBytes));
  }
  CheckRefused(VerifyPinned(spec), "timestamp.tstInfo.messageImprint");
}

TEST_CASE("an imprint has the size of its digest", "[timestamp][imprint]") {
  TimestampSpec spec;
  spec.imprint = testing::ComputeDigest("SHA256", kSignedBytes).substr(0, 31);
  CheckRefused(VerifyPinned(spec), "timestamp.tstInfo.messageImprint.hashedMessage");
  spec.imprint = "";
  CheckRefused(VerifyPinned(spec), "timestamp.tstInfo.messageImprint.hashedMessage");
}

TEST_CASE("SHA-1 is refused wherever it decides", "[timestamp][algorithm]") {
  TimestampSpec spec;
  SECTION("imprint") {
    spec.imprint_digest = "SHA1";
    CheckRefused(VerifyPinned(spec), "timestamp.tstInfo.messageImprint.hashAlgorithm");
  }
  SECTION("content") {
    spec.digest = "SHA1";
    CheckRefused(VerifyPinned(spec), "timestamp.signerInfo.digestAlgorithm");
  }
  SECTION("signature") {
    spec.signature_digest = "SHA1";
    CheckRefused(VerifyPinned(spec), "timestamp.signerInfo.signatureAlgorithm");
  }
}

TEST_CASE("algorithms that are not known or have parameters are refused",
          "[timestamp][algorithm]") {
  TimestampSpec spec;
  SECTION("RSASSA-PSS") {
    spec.signature_algorithm = EncodeAlgorithm("1.2.840.113549.1.1.10", false);
  }
  SECTION("ECDSA with NULL") {
    spec.signature_algorithm = EncodeAlgorithm("1.2.840.10045.4.3.2", true);
  }
  SECTION("a curve as parameter") {
    spec.signature_algorithm =
        Sequence(EncodeOid("1.2.840.10045.2.1") + EncodeOid("1.2.840.10045.3.1.7"));
  }
  CheckRefused(VerifyPinned(spec), "timestamp.signerInfo.signatureAlgorithm");
}

TEST_CASE("a signature algorithm of another kind of key is refused", "[timestamp][signature]") {
  TimestampSpec spec;
  spec.signature_algorithm = EncodeAlgorithm("1.2.840.113549.1.1.11", true);
  CheckRefused(VerifyPinned(spec), "timestamp.signerInfo.signature");
}

TEST_CASE("a signature that does not hold is refused", "[timestamp][signature]") {
  TimestampSpec spec;
  SECTION("changed") {
    spec.change_signature = [](std::string& signature) { signature.back() ^= 1; };
  }
  SECTION("of another key") {
    const TestKey other = TestKey::Make(TestKey::Kind::kP256);
    spec.change_signature = [other](std::string& signature) {
      signature = testing::SignWithDigest(other, "anything", "SHA256");
    };
  }
  SECTION("empty") {
    spec.change_signature = [](std::string& signature) { signature.clear(); };
  }
  CheckRefused(VerifyPinned(spec), "timestamp.signerInfo.signature");
}

TEST_CASE("a timestamp without signed attributes is refused", "[timestamp][attributes]") {
  TimestampSpec spec;
  spec.has_signed_attributes = false;
  CheckRefused(VerifyPinned(spec), "timestamp.signerInfo.signedAttrs");
}

TEST_CASE("each signed attribute that binds something must be there", "[timestamp][attributes]") {
  const std::vector<std::pair<std::string_view, std::string>> required = {
      {testing::kContentTypeAttribute, "contentType"},
      {testing::kMessageDigestAttribute, "messageDigest"},
      {testing::kSigningCertificateV2Attribute, "signingCertificate"}};
  for (const auto& [oid, name] : required) {
    TimestampSpec spec;
    spec.SetAttribute(oid, {});
    CheckRefused(VerifyPinned(spec), "timestamp.signerInfo.signedAttrs." + name);
  }
}

TEST_CASE("the signing time may be missing", "[timestamp][attributes]") {
  CHECK(VerifyPinned(TimestampSpec().SetAttribute(testing::kSigningTimeAttribute, {})).ok());
}

TEST_CASE("an attribute that is not known decides nothing", "[timestamp][attributes]") {
  CHECK(VerifyPinned(TimestampSpec().SetAttribute("1.2.3.4", {EncodeInteger(1)})).ok());
}

TEST_CASE("an attribute that is there twice is refused", "[timestamp][attributes]") {
  for (size_t i = 0; i < 4; ++i) {
    TimestampSpec spec;
    SECTION("the same, attribute " + std::to_string(i)) {
      spec.change_attributes = [i](auto& attributes) { attributes.push_back(attributes.at(i)); };
      CheckRefused(VerifyPinned(spec), "timestamp.signerInfo.signedAttrs");
    }
    SECTION("with two values, attribute " + std::to_string(i)) {
      spec.change_attributes = [i](auto& attributes) {
        attributes.at(i).values.push_back(attributes.at(i).values.front());
      };
      CheckRefused(VerifyPinned(spec), "timestamp.signerInfo.signedAttrs");
    }
    SECTION("without value, attribute " + std::to_string(i)) {
      spec.change_attributes = [i](auto& attributes) { attributes.at(i).values.clear(); };
      CheckRefused(VerifyPinned(spec), "timestamp.signerInfo.signedAttrs");
    }
  }
}

TEST_CASE("signed attributes that are not sorted are refused", "[timestamp][attributes]") {
  TimestampSpec spec;
  spec.is_sorted = false;
  CheckRefused(VerifyPinned(spec), "timestamp.signerInfo.signedAttrs");
}

TEST_CASE("a content type other than TSTInfo is refused in both places",
          "[timestamp][attributes]") {
  TimestampSpec spec;
  SECTION("attribute") {
    spec.SetAttribute(testing::kContentTypeAttribute, {EncodeOid("1.2.840.113549.1.7.1")});
    CheckRefused(VerifyPinned(spec), "timestamp.signerInfo.signedAttrs.contentType");
  }
  SECTION("content") {
    spec.content_type = "1.2.840.113549.1.7.1";
    CheckRefused(VerifyPinned(spec), "timestamp.signedData.encapContentInfo.eContentType");
  }
}

TEST_CASE("a message digest of other content is refused", "[timestamp][attributes]") {
  CheckRefused(VerifyPinned(TimestampSpec().SetAttribute(
                   testing::kMessageDigestAttribute,
                   {EncodeDer(DerTag::kOctetString, testing::ComputeDigest("SHA256", "other"))})),
               "timestamp.signerInfo.signedAttrs.messageDigest");
}

TEST_CASE("the signer's certificate may be named in every way of RFC 5816",
          "[timestamp][attributes]") {
  const TestIdentity& signer = GoodTsa().signer;
  TimestampSpec spec;
  SECTION("version 2 without issuer and serial number") {
    spec.SetAttribute(testing::kSigningCertificateV2Attribute,
                      {SigningCertificateOf(signer, "SHA256", /*has_issuer_serial=*/false)});
  }
  SECTION("version 2 with SHA-512") {
    spec.SetAttribute(testing::kSigningCertificateV2Attribute,
                      {SigningCertificateOf(signer, "SHA512")});
  }
  SECTION("version 1") {
    spec.SetAttribute(testing::kSigningCertificateV2Attribute, {});
    spec.SetAttribute(testing::kSigningCertificateAttribute,
                      {SigningCertificateOf(signer, "SHA1")});
  }
  SECTION("both versions") {
    spec.SetAttribute(testing::kSigningCertificateAttribute,
                      {SigningCertificateOf(signer, "SHA1")});
  }
  const auto result = VerifyPinned(spec);
  INFO(result.status().message());
  CHECK(result.ok());
  spec.certificates = {signer.der()};
  CHECK(VerifyIssued(spec).ok());
}

TEST_CASE("the hash of another certificate is refused", "[timestamp][attributes]") {
  const std::string hash_field = "timestamp.signerInfo.signedAttrs.signingCertificate.certHash";
  const TestIdentity other = GoodTsa().intermediate.Issue(TimestampSignerSpec("TSA"));
  TimestampSpec spec;
  SECTION("version 2") {
    spec.SetAttribute(testing::kSigningCertificateV2Attribute,
                      {SigningCertificateOf(other, "SHA256", false)});
  }
  SECTION("version 1") {
    spec.SetAttribute(testing::kSigningCertificateV2Attribute, {});
    spec.SetAttribute(testing::kSigningCertificateAttribute,
                      {SigningCertificateOf(other, "SHA1", false)});
  }
  SECTION("one of both versions") {
    spec.SetAttribute(testing::kSigningCertificateAttribute,
                      {SigningCertificateOf(other, "SHA1", false)});
  }
  CheckRefused(VerifyPinned(spec), hash_field);
  spec.certificates = {GoodTsa().signer.der()};
  CheckRefused(VerifyIssued(spec), hash_field);
}

TEST_CASE("issuer and serial number of another certificate are refused beside the right hash",
          "[timestamp][attributes]") {
  const TestIdentity other = GoodTsa().intermediate.Issue(TimestampSignerSpec("TSA"));
  std::string value = SigningCertificateOf(other);
  const std::string hash = testing::ComputeDigest("SHA256", other.der());
  value.replace(value.find(hash), hash.size(),
                testing::ComputeDigest("SHA256", GoodTsa().signer.der()));
  TimestampSpec spec;
  spec.SetAttribute(testing::kSigningCertificateV2Attribute, {value});
  CheckRefused(VerifyPinned(spec),
               "timestamp.signerInfo.signedAttrs.signingCertificate.issuerSerial");
}

TEST_CASE("a list of signing certificates without one is refused", "[timestamp][attributes]") {
  TimestampSpec spec;
  spec.SetAttribute(testing::kSigningCertificateV2Attribute, {Sequence(Sequence(""))});
  CheckRefused(VerifyPinned(spec), "timestamp.signerInfo.signedAttrs.signingCertificate");
}

TEST_CASE("serial numbers of timestamps may be negative or long", "[timestamp][tstinfo]") {
  TimestampSpec spec;
  spec.serial = std::string(1, '\xff');
  CHECK(VerifyPinned(spec).ok());
  spec.serial = std::string(1, '\0') + std::string(20, '\xff');
  CHECK(VerifyPinned(spec).ok());
  spec.serial = std::string(22, '\x01');
  CheckRefused(VerifyPinned(spec), "timestamp.tstInfo.serialNumber");
  spec.serial = std::string(2, '\0');
  CheckRefused(VerifyPinned(spec), "timestamp.tstInfo.serialNumber");
}

TEST_CASE("all optional members of TSTInfo may be there", "[timestamp][tstinfo]") {
  TimestampSpec spec;
  const std::string accuracy =
      Sequence(EncodeInteger(1) + EncodeDer(ContextPrimitive(0), std::string(1, '\x05')) +
               EncodeDer(ContextPrimitive(1), std::string(1, '\x06')));
  const std::string extension =
      Sequence(EncodeOid("1.2.3.4") + EncodeDer(DerTag::kOctetString, "value"));
  spec.after_gen_time =
      accuracy + EncodeDer(DerTag::kBoolean, "\xff") +
      EncodeDer(DerTag::kInteger, std::string(9, '\x11')) +
      EncodeDer(ContextConstructed(0), EncodeDer(ContextConstructed(4), Sequence(""))) +
      EncodeDer(ContextConstructed(1), extension);
  const auto result = VerifyPinned(spec);
  INFO(result.status().message());
  CHECK(result.ok());
}

TEST_CASE("optional members of TSTInfo that are malformed or out of order are refused",
          "[timestamp][tstinfo]") {
  TimestampSpec spec;
  SECTION("ordering written out as FALSE") {
    spec.after_gen_time = EncodeDer(DerTag::kBoolean, std::string(1, '\0'));
    CheckRefused(VerifyPinned(spec), "timestamp.tstInfo.ordering");
  }
  SECTION("accuracy with a member that is none") {
    spec.after_gen_time = Sequence(EncodeDer(DerTag::kBoolean, "\xff"));
    CheckRefused(VerifyPinned(spec), "timestamp.tstInfo.accuracy");
  }
  SECTION("nonce before ordering") {
    spec.after_gen_time = EncodeInteger(1) + EncodeDer(DerTag::kBoolean, "\xff");
    CheckRefused(VerifyPinned(spec), "timestamp.tstInfo");
  }
  SECTION("no extension in the extensions") {
    spec.after_gen_time = EncodeDer(ContextConstructed(1), "");
    CheckRefused(VerifyPinned(spec), "timestamp.tstInfo");
  }
  SECTION("two names") {
    spec.after_gen_time =
        EncodeDer(ContextConstructed(0),
                  EncodeDer(ContextConstructed(4), "") + EncodeDer(ContextConstructed(4), ""));
    CheckRefused(VerifyPinned(spec), "timestamp.tstInfo.tsa");
  }
}

TEST_CASE("a critical extension of TSTInfo is refused, as is one that is there twice",
          "[timestamp][tstinfo]") {
  const std::string value = EncodeDer(DerTag::kOctetString, "value");
  const std::string extension = Sequence(EncodeOid("1.2.3.4") + value);
  TimestampSpec spec;
  spec.after_gen_time =
      EncodeDer(ContextConstructed(1),
                Sequence(EncodeOid("1.2.3.4") + EncodeDer(DerTag::kBoolean, "\xff") + value));
  CheckRefused(VerifyPinned(spec), "timestamp.tstInfo.extensions");
  spec.after_gen_time = EncodeDer(ContextConstructed(1), extension + extension);
  CheckRefused(VerifyPinned(spec), "timestamp.tstInfo.extensions");
}

TEST_CASE("the time may have a fraction, of which milliseconds count", "[timestamp][time]") {
  TimestampSpec spec;
  spec.gen_time = "20300101000000.5Z";
  CHECK(VerifyPinned(spec)->time_ms == kTestNow * 1000 + 500);
  spec.gen_time = "20300101000000.0019999Z";
  CHECK(VerifyPinned(spec)->time_ms == kTestNow * 1000 + 1);
}

TEST_CASE("a time that is not GeneralizedTime of DER in UTC is refused", "[timestamp][time]") {
  for (const char* time : {"",
                           "Z",
                           "20300101000000",
                           "20300101000000+0000",
                           "20300101000000z",
                           "203001010000Z",
                           "300101000000Z",
                           "20300101000000.Z",
                           "20300101000000.50Z",
                           "20300101000000.0Z",
                           "20300101000000,5Z",
                           "20300101000000.-5Z",
                           "20300101000000. 5Z",
                           "20301301000000Z",
                           "20300230000000Z",
                           "20300101240000Z",
                           "20300101006000Z",
                           "20300101000060Z",
                           "2030010100000 Z",
                           "+2030010100000Z",
                           "20300101000000ZZ"}) {
    TimestampSpec spec;
    spec.gen_time = time;
    CAPTURE(time);
    CheckRefused(VerifyPinned(spec), "timestamp.tstInfo.genTime");
  }
}

TEST_CASE("the time that a timestamp states can be read without trust", "[timestamp][inspect]") {
  TimestampSpec spec;
  spec.change_signature = [](std::string& signature) { signature.clear(); };
  const auto time = ReadTimestampTimeUnverified(MakeTimestamp(GoodTsa().signer, "any", spec));
  REQUIRE(time.ok());
  CHECK(*time == kTestNow * 1000);
  CHECK(ReasonOf(ReadTimestampTimeUnverified("garbage").status()) == Reason::kTimestampInvalid);
}

}  // namespace
}  // namespace modelseal::timestamp
