// SPDX-License-Identifier: Apache-2.0
//
// A log of certificate transparency in memory, so that each of its timestamps can be wrong in one
// way only. Written from RFC 6962, sections 3.2 and 3.3, beside the library's reader.
#ifndef MODELSEAL_TESTS_SUPPORT_TEST_CT_LOG_H_
#define MODELSEAL_TESTS_SUPPORT_TEST_CT_LOG_H_

#include <cstdint>
#include <string>
#include <vector>

#include "lib/x509/sct.h"
#include "tests/support/test_ca.h"

namespace modelseal::testing {

class TestCtLog {
 public:
  explicit TestCtLog(TestKey::Kind kind = TestKey::Kind::kP256) : key_(TestKey::Make(kind)) {}

  const TestKey& key() const { return key_; }
  // 32 bytes: the SHA-256 over the key's SubjectPublicKeyInfo.
  std::string log_id() const;
  // As a trusted root lists it, valid at all times.
  x509::CtLog ToTrustedLog() const;

  // A timestamp over the precertificate of this TBSCertificate. What is in `draft` stays, but for
  // log, algorithms and signature.
  x509::Sct Sign(x509::Sct draft, const std::string& tbs_der,
                 const std::string& issuer_spki_der) const;

  // For CertificateSpec::sct_list: one timestamp of this log, of that time.
  SctListMaker OneSct(int64_t time_ms = kTestNow * 1000, const std::string& extensions = "") const;

 private:
  TestKey key_;
};

// SerializedSCT without its length.
std::string EncodeSct(const x509::Sct& sct);

// The contents of the extension: SignedCertificateTimestampList, in an OCTET STRING.
std::string EncodeSctList(const std::vector<x509::Sct>& scts);

// A number in `size` bytes, most significant first: lengths of TLS.
std::string BigEndian(uint64_t value, int size);

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_SUPPORT_TEST_CT_LOG_H_
