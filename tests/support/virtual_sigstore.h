// SPDX-License-Identifier: Apache-2.0
//
// A whole instance of Sigstore in memory: who certifies, who keeps logs, who tells the time, and
// clients that sign through them. All of it is as it should be; every part can be exchanged before
// something is signed, so that a test can make exactly one thing wrong.
#ifndef MODELSEAL_TESTS_SUPPORT_VIRTUAL_SIGSTORE_H_
#define MODELSEAL_TESTS_SUPPORT_VIRTUAL_SIGSTORE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "lib/tlog/entry.h"
#include "lib/trust/trusted_root.h"
#include "tests/support/bundle_json.h"
#include "tests/support/log_bodies.h"
#include "tests/support/statement_json.h"
#include "tests/support/test_ca.h"
#include "tests/support/test_ct_log.h"
#include "tests/support/test_log.h"
#include "tests/support/test_tsa.h"

namespace modelseal::testing {

inline constexpr char kTestSigner[] = "signer@example.com";
inline constexpr char kTestIssuer[] = "https://accounts.example.com";

struct EnvelopeSpec {
  std::string payload_type = kInTotoPayloadType;
  std::string payload;
};

enum class LogChoice { kNone, kRekorV1, kRekorV2 };

// What is signed, by whom and how that is recorded. VirtualSigstore::NewSigning() gives a good one.
struct SigningSpec {
  // An artifact, unless there is an envelope.
  std::string artifact = "an artifact";
  std::optional<EnvelopeSpec> envelope;

  // Fulcio certifies a new key, or this one; somebody else may stand in for it, or the signer may
  // bring a certificate of its own.
  CertificateSpec certificate;
  std::optional<TestKey> key;
  std::optional<TestIdentity> issuer;
  std::optional<TestIdentity> identity;
  std::vector<std::string> more_certificates_der;  // behind the signer's, in a chain
  bool brings_chain = false;                       // also in version 0.3, as models without a log
  bool is_managed_key = false;                     // the bundle has a key instead of a certificate
  std::string key_hint;

  std::optional<std::string> digest;  // else the usual one of the key
  std::function<void(std::string&)> change_signature;

  // Rekor v1 records artifacts as hashedrekord and envelopes as dsse or intoto, v2 all as
  // hashedrekord. `change_body` comes before the log signs, `change_entry` after it.
  LogChoice log = LogChoice::kRekorV1;
  bool has_intoto_body = false;
  bool has_promise = true;  // of Rekor v1, with the time
  int64_t integrated_time_seconds = kTestNow;
  std::function<void(LogBody&)> change_body;
  std::function<void(tlog::LogEntry&)> change_entry;

  // One timestamp for each, over the signature.
  std::vector<TimestampSpec> timestamps;
  // Else the signer of VirtualSigstore::tsa.
  std::optional<TestIdentity> timestamp_signer;

  BundleVersion version = BundleVersion::kV03;
};

struct SignedBundle {
  TestIdentity identity;  // the signer's certificate and key
  std::string signature;
  nlohmann::json json;
};

struct VirtualSigstore {
  // A certificate and what comes with it is of this time, unless told otherwise.
  int64_t now_seconds = kTestNow;

  TestIdentity fulcio_root = TestIdentity::SelfSigned(AuthoritySpec("fulcio root"));
  TestIdentity fulcio_intermediate = fulcio_root.Issue(FulcioIntermediateSpec());
  TestCtLog ct_log;
  TestLog rekor_v1 = TestLog::RekorV1();
  TestLog rekor_v2 = TestLog::RekorV2();
  TestTsa tsa;

  static CertificateSpec FulcioIntermediateSpec();

  // The trusted root 0.1 of this instance, to be changed.
  nlohmann::json RootJson() const;

  // An artifact signed by kTestSigner at now_seconds: recorded by Rekor v1, or with the second by
  // Rekor v2 and with a timestamp.
  SigningSpec NewSigning() const;
  SigningSpec NewV2Signing() const;

  // Certifies, signs and records. The logs grow.
  SignedBundle Sign(const SigningSpec& spec);

  // The good certificate of NewSigning() for this alternative name ("email:a@b.example").
  CertificateSpec SignerCertificate(const std::string& alt_name) const;

 private:
  TestIdentity Certify(const SigningSpec& spec) const;
  tlog::LogEntry Record(const SigningSpec& spec, const TestIdentity& identity,
                        const std::string& signature);
};

// Throws for a root that is refused.
std::shared_ptr<const trust::TrustedRoot> ParseTrustedRoot(const nlohmann::json& json);

// DSSE's encoding of what is signed.
std::string EncodePae(const EnvelopeSpec& envelope);

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_SUPPORT_VIRTUAL_SIGSTORE_H_
