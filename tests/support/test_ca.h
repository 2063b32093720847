// SPDX-License-Identifier: Apache-2.0
//
// Certificates made while a test runs, so that each can be wrong in one way only.
#ifndef MODELSEAL_TESTS_SUPPORT_TEST_CA_H_
#define MODELSEAL_TESTS_SUPPORT_TEST_CA_H_

#include <openssl/base.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/crypto/private_key.h"
#include "lib/x509/certificate.h"
#include "lib/x509/trust_anchors.h"

namespace modelseal::testing {

// 2030-01-01T00:00:00Z: what tests take for now.
inline constexpr int64_t kTestNow = 1'893'456'000;

class TestKey {
 public:
  enum class Kind { kP256, kP384, kP521, kRsa1024, kRsa2048, kEd25519 };

  // RSA keys are made once for the whole program: that takes its time.
  static TestKey Make(Kind kind);

  EVP_PKEY* get() const { return key_.get(); }
  // PKCS#8.
  std::string ToPem() const;
  // Only for the kinds that can sign models.
  crypto::PrivateKey ToPrivateKey() const;

 private:
  std::shared_ptr<EVP_PKEY> key_;
};

// A signature of the key over the message, hashed with any digest ("SHA256").
std::string SignWithDigest(const TestKey& key, const std::string& message,
                           const std::string& digest);

// The value of an extension in CertificateSpec whose contents are these bytes, whatever they are.
std::string RawExtension(std::string_view contents, bool is_critical = false);

// Makes the contents of the extension with certificate timestamps: gets the TBSCertificate that is
// to be without it, and the issuer's SubjectPublicKeyInfo.
using SctListMaker =
    std::function<std::string(const std::string& tbs_der, const std::string& issuer_spki_der)>;

// What is to be certified. Changing one member of a good one makes one thing wrong.
struct CertificateSpec {
  std::string common_name;
  TestKey::Kind kind = TestKey::Kind::kP256;
  // Names and values as in OpenSSL's configuration files: "basicConstraints", "critical,CA:TRUE".
  // Dotted identifiers are names too, with values by RawExtension.
  std::vector<std::pair<std::string, std::string>> extensions;
  int64_t not_before_seconds = kTestNow - 86'400;
  int64_t not_after_seconds = kTestNow + 86'400;
  int version = 3;
  std::string digest = "SHA256";  // of the signature; "" for keys that have their own
  bool has_key_identifiers = true;
  std::optional<int64_t> serial;  // else the next of the program
  SctListMaker sct_list;          // see test_ct_log.h

  // Replaces the extension of that name, or adds it; an empty value removes it.
  CertificateSpec& Set(const std::string& name, const std::string& value);
};

// CA:TRUE and keyCertSign.
CertificateSpec AuthoritySpec(const std::string& common_name);
// digitalSignature and codeSigning.
CertificateSpec SignerSpec(const std::string& common_name);

// A signer as Fulcio certifies them: no subject, one critical alternative name
// ("email:a@b.example"), the issuer in both of its extensions.
CertificateSpec FulcioSpec(const std::string& alt_name, const std::string& issuer);

// A certificate with its key.
class TestIdentity {
 public:
  static TestIdentity SelfSigned(const CertificateSpec& spec);

  // A certificate of the spec, issued and signed by this identity, with a new key or with that of
  // another identity.
  TestIdentity Issue(const CertificateSpec& spec) const;
  TestIdentity Issue(const CertificateSpec& spec, const TestKey& key) const;

  const TestKey& key() const { return key_; }
  const std::string& der() const { return der_; }
  std::string ToPem() const;
  // Throws if it cannot be parsed.
  x509::Certificate Parse() const;

 private:
  static TestIdentity Make(const CertificateSpec& spec, const TestKey& key,
                           const TestIdentity* issuer);

  TestKey key_;
  std::shared_ptr<X509> certificate_;
  std::string der_;
};

// Parses all of them, in this order.
std::vector<x509::Certificate> ParseAll(const std::vector<TestIdentity>& identities);

// Anchors of these certificates.
x509::TrustAnchors AnchorsOf(const std::vector<TestIdentity>& identities);

// Root, intermediate and signer, as they should be.
struct TestChain {
  TestIdentity root = TestIdentity::SelfSigned(AuthoritySpec("root"));
  TestIdentity intermediate = root.Issue(AuthoritySpec("intermediate"));
  TestIdentity signer = intermediate.Issue(SignerSpec("signer"));
};

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_SUPPORT_TEST_CA_H_
