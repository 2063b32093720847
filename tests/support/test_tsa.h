// SPDX-License-Identifier: Apache-2.0
//
// Timestamps (RFC 3161) made while a test runs, so that each can be wrong in one way only.
#ifndef MODELSEAL_TESTS_SUPPORT_TEST_TSA_H_
#define MODELSEAL_TESTS_SUPPORT_TEST_TSA_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/x509/certificate.h"
#include "tests/support/test_ca.h"

namespace modelseal::testing {

inline constexpr std::string_view kContentTypeAttribute = "1.2.840.113549.1.9.3";
inline constexpr std::string_view kMessageDigestAttribute = "1.2.840.113549.1.9.4";
inline constexpr std::string_view kSigningTimeAttribute = "1.2.840.113549.1.9.5";
inline constexpr std::string_view kSigningCertificateAttribute = "1.2.840.113549.1.9.16.2.12";
inline constexpr std::string_view kSigningCertificateV2Attribute = "1.2.840.113549.1.9.16.2.47";
inline constexpr std::string_view kTstInfoType = "1.2.840.113549.1.9.16.1.4";

// DER. Digests by OpenSSL's names ("SHA256").
std::string EncodeOid(std::string_view dotted);
std::string EncodeInteger(int value);  // 0 to 127
std::string EncodeAlgorithm(std::string_view oid, bool has_null);
std::string EncodeDigestAlgorithm(const std::string& digest);
std::string ComputeDigest(const std::string& digest, std::string_view message);

// SEQUENCE { issuer, serialNumber } of a certificate: a signer's identifier.
std::string IssuerAndSerialOf(const TestIdentity& identity);

// The value of signingCertificateV2 for a certificate: hash, and issuer and serial number. With
// "SHA1" that of signingCertificate. A hash other than SHA-256 is named.
std::string SigningCertificateOf(const TestIdentity& identity, const std::string& digest = "SHA256",
                                 bool has_issuer_serial = true);

struct TestAttribute {
  std::string oid;
  std::vector<std::string> values;  // whole elements
};

// What is to be stated. Changing one member of a good one makes one thing wrong.
struct TimestampSpec {
  int64_t time_ms = kTestNow * 1000;

  // TSTInfo
  int tst_info_version = 1;
  std::string imprint_digest = "SHA256";
  std::optional<std::string> imprint;           // instead of the digest of the signed bytes
  std::string serial = std::string(1, '\x01');  // contents of the INTEGER
  std::optional<std::string> gen_time;          // text instead of time_ms
  std::string after_gen_time;                   // optional members, whole elements
  std::string after_tst_info;                   // bytes in eContent behind it

  // SignerInfo
  int signer_version = 1;
  std::optional<std::string> signer_id;  // whole element instead of the signer's issuer and serial
  std::string digest = "SHA256";         // of the content
  std::string signature_digest = "SHA256";
  std::optional<std::string> signature_algorithm;  // whole element instead of what fits the key
  bool has_signed_attributes = true;
  bool is_sorted = true;
  // contentType, signingTime, messageDigest and signingCertificateV2, before they are signed.
  std::function<void(std::vector<TestAttribute>&)> change_attributes;
  std::function<void(std::string&)> change_signature;
  std::string after_signature;  // whole elements

  // SignedData
  int signed_data_version = 3;
  std::string content_type = std::string(kTstInfoType);
  bool has_indefinite_content = false;
  bool has_certificates = true;           // whether the set is there, empty or not
  std::vector<std::string> certificates;  // in DER
  std::string before_signer_infos;        // whole elements
  size_t signer_count = 1;                // the same signer again
  std::string after_signer_infos;         // whole elements

  // TimeStampResp
  int status = 0;
  std::string after_status;  // whole elements in PKIStatusInfo
  std::string token_type = "1.2.840.113549.1.7.2";
  bool has_token = true;
  bool has_indefinite_length = false;
  std::string after_token;     // in the response
  std::string after_response;  // behind it

  // Replaces the values of the attribute of that type, or adds it; no values remove it.
  TimestampSpec& SetAttribute(std::string_view oid, std::vector<std::string> values);
};

// A TimeStampResp over `signed_bytes` by the signer.
std::string MakeTimestamp(const TestIdentity& signer, std::string_view signed_bytes,
                          const TimestampSpec& spec = {});

// digitalSignature, and timeStamping as it should be: critical and alone.
CertificateSpec TimestampSignerSpec(const std::string& common_name);

// A timestamp authority as it should be.
struct TestTsa {
  TestIdentity root = TestIdentity::SelfSigned(AuthoritySpec("TSA root"));
  TestIdentity intermediate =
      root.Issue(AuthoritySpec("TSA intermediate").Set("extendedKeyUsage", "timeStamping"));
  TestIdentity signer = intermediate.Issue(TimestampSignerSpec("TSA"));

  // As a trust root lists it, with the signing certificate or without.
  std::vector<x509::Certificate> chain() const { return ParseAll({signer, intermediate, root}); }
  std::vector<x509::Certificate> issuers() const { return ParseAll({intermediate, root}); }
};

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_SUPPORT_TEST_TSA_H_
