// SPDX-License-Identifier: Apache-2.0
//
// See test_ca.h.
#include "tests/support/test_ca.h"

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/conf.h>
#include <openssl/curve25519.h>
#include <openssl/digest.h>
#include <openssl/ec_key.h>
#include <openssl/evp.h>
#include <openssl/mem.h>
#include <openssl/nid.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <stdexcept>

#include "lib/base/hex.h"
#include "lib/base/utc_time.h"
#include "lib/crypto/der_reader.h"
#include "lib/crypto/digest.h"

namespace modelseal::testing {
namespace {

void Require(bool is_done, const std::string& what) {
  if (!is_done) {
    throw std::runtime_error("test certificate: " + what);
  }
}

template <typename T>
T Ok(absl::StatusOr<T> value, const std::string& what) {
  Require(value.ok(), what + ": " + std::string(value.status().message()));
  return *std::move(value);
}

std::string ContentOf(BIO* bio) {
  const uint8_t* data = nullptr;
  size_t size = 0;
  BIO_mem_contents(bio, &data, &size);
  return std::string(reinterpret_cast<const char*>(data), size);
}

bssl::UniquePtr<EVP_PKEY> MakeEcKey(int curve) {
  bssl::UniquePtr<EC_KEY> ec_key(EC_KEY_new_by_curve_name(curve));
  bssl::UniquePtr<EVP_PKEY> key(EVP_PKEY_new());
  Require(EC_KEY_generate_key(ec_key.get()) && EVP_PKEY_set1_EC_KEY(key.get(), ec_key.get()),
          "cannot make an EC key");
  return key;
}

bssl::UniquePtr<EVP_PKEY> MakeRsaKey(int bits) {
  bssl::UniquePtr<RSA> rsa(RSA_new());
  bssl::UniquePtr<BIGNUM> exponent(BN_new());
  bssl::UniquePtr<EVP_PKEY> key(EVP_PKEY_new());
  Require(BN_set_word(exponent.get(), RSA_F4) &&
              RSA_generate_key_ex(rsa.get(), bits, exponent.get(), nullptr) &&
              EVP_PKEY_set1_RSA(key.get(), rsa.get()),
          "cannot make an RSA key");
  return key;
}

bssl::UniquePtr<EVP_PKEY> MakeEd25519Key() {
  uint8_t seed[32];
  RAND_bytes(seed, sizeof(seed));
  return bssl::UniquePtr<EVP_PKEY>(
      EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed, sizeof(seed)));
}

const EVP_PKEY* KeptRsaKey(int bits) {
  static EVP_PKEY* const k1024 = MakeRsaKey(1024).release();
  static EVP_PKEY* const k2048 = MakeRsaKey(2048).release();
  return bits == 1024 ? k1024 : k2048;
}

bssl::UniquePtr<EVP_PKEY> MakeKey(TestKey::Kind kind) {
  switch (kind) {
    case TestKey::Kind::kP256:
      return MakeEcKey(NID_X9_62_prime256v1);
    case TestKey::Kind::kP384:
      return MakeEcKey(NID_secp384r1);
    case TestKey::Kind::kP521:
      return MakeEcKey(NID_secp521r1);
    case TestKey::Kind::kRsa1024:
    case TestKey::Kind::kRsa2048:
      return bssl::UpRef(
          const_cast<EVP_PKEY*>(KeptRsaKey(kind == TestKey::Kind::kRsa1024 ? 1024 : 2048)));
    case TestKey::Kind::kEd25519:
      return MakeEd25519Key();
  }
  return nullptr;
}

// RFC 5280 section 4.1.2.5: UTCTime until 2049.
void SetTime(ASN1_TIME* time, int64_t seconds) {
  std::string text = FormatUtcTime(seconds);
  text.erase(std::remove_if(text.begin(), text.end(),
                            [](char c) { return c == '-' || c == ':' || c == 'T'; }),
             text.end());
  const bool is_utc_time = text >= "1950" && text < "2050";
  time->type = is_utc_time ? V_ASN1_UTCTIME : V_ASN1_GENERALIZEDTIME;
  Require(ASN1_STRING_set(time, text.data() + (is_utc_time ? 2 : 0),
                          static_cast<int>(text.size()) - (is_utc_time ? 2 : 0)),
          "cannot set a time");
}

void AddExtension(X509* certificate, X509* issuer, const std::string& name,
                  const std::string& value) {
  // Some extensions want a configuration, though these values refer to none.
  bssl::UniquePtr<CONF> configuration(NCONF_new(nullptr));
  X509V3_CTX context = {};
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509V3_set_nconf(&context, configuration.get());
  bssl::UniquePtr<X509_EXTENSION> extension(
      X509V3_EXT_nconf(configuration.get(), &context, name.c_str(), value.c_str()));
  Require(extension != nullptr && X509_add_ext(certificate, extension.get(), -1),
          "cannot add " + name + " = " + value);
}

std::string TakeDer(uint8_t* der, int size, const std::string& what) {
  Require(size > 0, "cannot encode " + what);
  const bssl::UniquePtr<uint8_t> owner(der);
  return std::string(reinterpret_cast<const char*>(der), static_cast<size_t>(size));
}

std::string SpkiOf(X509* certificate) {
  uint8_t* der = nullptr;
  const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &der);
  return TakeDer(der, size, "a key");
}

// The log signs what is signed in the end, but for its own extension, which goes in the middle.
void AddSctList(X509* certificate, X509* issuer, const SctListMaker& maker) {
  uint8_t* der = nullptr;
  const int size = i2d_X509_tbs(certificate, &der);
  const std::string contents = maker(TakeDer(der, size, "a TBSCertificate"), SpkiOf(issuer));
  bssl::UniquePtr<ASN1_OBJECT> identifier(OBJ_txt2obj("1.3.6.1.4.1.11129.2.4.2", 1));
  bssl::UniquePtr<ASN1_OCTET_STRING> value(ASN1_OCTET_STRING_new());
  Require(
      ASN1_OCTET_STRING_set(value.get(), crypto::AsBytes(contents).data(), contents.size()) == 1,
      "cannot set the list of timestamps");
  bssl::UniquePtr<X509_EXTENSION> extension(
      X509_EXTENSION_create_by_OBJ(nullptr, identifier.get(), 0, value.get()));
  Require(extension != nullptr && X509_add_ext(certificate, extension.get(), 1),
          "cannot add the list of timestamps");
}

}  // namespace

TestKey TestKey::Make(Kind kind) {
  TestKey out;
  out.key_ = std::shared_ptr<EVP_PKEY>(MakeKey(kind).release(), EVP_PKEY_free);
  Require(out.key_ != nullptr, "no key");
  return out;
}

std::string TestKey::ToPem() const {
  bssl::UniquePtr<BIO> bio(BIO_new(BIO_s_mem()));
  Require(
      PEM_write_bio_PKCS8PrivateKey(bio.get(), key_.get(), nullptr, nullptr, 0, nullptr, nullptr),
      "cannot write a key");
  return ContentOf(bio.get());
}

crypto::PrivateKey TestKey::ToPrivateKey() const {
  return Ok(crypto::PrivateKey::ParsePem(ToPem(), ""), "cannot read a key");
}

std::string SignWithDigest(const TestKey& key, const std::string& message,
                           const std::string& digest) {
  bssl::ScopedEVP_MD_CTX context;
  size_t size = 1024;
  std::string signature(size, '\0');
  Require(EVP_DigestSignInit(context.get(), nullptr, EVP_get_digestbyname(digest.c_str()), nullptr,
                             key.get()) &&
              EVP_DigestSign(context.get(), reinterpret_cast<uint8_t*>(signature.data()), &size,
                             reinterpret_cast<const uint8_t*>(message.data()), message.size()),
          "cannot sign");
  signature.resize(size);
  return signature;
}

std::string RawExtension(std::string_view contents, bool is_critical) {
  return (is_critical ? "critical,DER:" : "DER:") + EncodeHex(crypto::AsBytes(contents));
}

CertificateSpec& CertificateSpec::Set(const std::string& name, const std::string& value) {
  extensions.erase(std::remove_if(extensions.begin(), extensions.end(),
                                  [&name](const auto& each) { return each.first == name; }),
                   extensions.end());
  if (!value.empty()) {
    extensions.emplace_back(name, value);
  }
  return *this;
}

CertificateSpec AuthoritySpec(const std::string& common_name) {
  CertificateSpec spec;
  spec.common_name = common_name;
  spec.extensions = {{"basicConstraints", "critical,CA:TRUE"},
                     {"keyUsage", "critical,keyCertSign"}};
  return spec;
}

CertificateSpec SignerSpec(const std::string& common_name) {
  CertificateSpec spec;
  spec.common_name = common_name;
  spec.extensions = {{"basicConstraints", "critical,CA:FALSE"},
                     {"keyUsage", "critical,digitalSignature"},
                     {"extendedKeyUsage", "codeSigning"}};
  return spec;
}

CertificateSpec FulcioSpec(const std::string& alt_name, const std::string& issuer) {
  CertificateSpec spec = SignerSpec("");
  const std::string encoded = crypto::EncodeDer(crypto::DerTag::kUtf8String, issuer);
  return spec.Set("basicConstraints", "")
      .Set("subjectAltName", "critical," + alt_name)
      .Set("1.3.6.1.4.1.57264.1.1", RawExtension(issuer))
      .Set("1.3.6.1.4.1.57264.1.8", RawExtension(encoded));
}

TestIdentity TestIdentity::Make(const CertificateSpec& spec, const TestKey& key,
                                const TestIdentity* issuer) {
  bssl::UniquePtr<X509> made(X509_new());
  X509* const certificate = made.get();
  X509* const issued_by = issuer != nullptr ? issuer->certificate_.get() : certificate;
  static int64_t serial = 0;
  X509_NAME* const name = X509_get_subject_name(certificate);
  Require(
      X509_set_version(certificate, spec.version - 1) &&
          ASN1_INTEGER_set(X509_get_serialNumber(certificate), spec.serial.value_or(++serial)) &&
          (spec.common_name.empty() ||
           X509_NAME_add_entry_by_NID(
               name, NID_commonName, MBSTRING_UTF8,
               reinterpret_cast<uint8_t*>(const_cast<char*>(spec.common_name.data())),
               static_cast<int>(spec.common_name.size()), -1, 0)) &&
          X509_set_issuer_name(certificate, X509_get_subject_name(issued_by)) &&
          X509_set_pubkey(certificate, key.get()),
      "cannot fill the certificate of " + spec.common_name);
  SetTime(X509_getm_notBefore(certificate), spec.not_before_seconds);
  SetTime(X509_getm_notAfter(certificate), spec.not_after_seconds);
  if (spec.version == 3 && spec.has_key_identifiers) {
    AddExtension(certificate, issued_by, "subjectKeyIdentifier", "hash");
    if (issuer != nullptr && issuer->certificate_ != nullptr &&
        X509_get_ext_by_NID(issued_by, NID_subject_key_identifier, -1) >= 0) {
      AddExtension(certificate, issued_by, "authorityKeyIdentifier", "keyid");
    }
  }
  for (const auto& [extension, value] : spec.extensions) {
    AddExtension(certificate, issued_by, extension, value);
  }
  const EVP_MD* digest = spec.digest.empty() ? nullptr : EVP_get_digestbyname(spec.digest.c_str());
  EVP_PKEY* const signing_key = issuer != nullptr ? issuer->key_.get() : key.get();
  const auto sign = [&] {
    Require(X509_sign(certificate, signing_key, digest) > 0,
            "cannot sign the certificate of " + spec.common_name);
  };
  sign();
  if (spec.sct_list) {
    AddSctList(certificate, issued_by, spec.sct_list);
    sign();
  }
  uint8_t* der = nullptr;
  const int size = i2d_X509(certificate, &der);
  TestIdentity out;
  out.key_ = key;
  out.der_ = TakeDer(der, size, "the certificate of " + spec.common_name);
  out.certificate_ = std::shared_ptr<X509>(made.release(), X509_free);
  return out;
}

TestIdentity TestIdentity::SelfSigned(const CertificateSpec& spec) {
  return Make(spec, TestKey::Make(spec.kind), nullptr);
}

TestIdentity TestIdentity::Issue(const CertificateSpec& spec) const {
  return Make(spec, TestKey::Make(spec.kind), this);
}

TestIdentity TestIdentity::Issue(const CertificateSpec& spec, const TestKey& key) const {
  return Make(spec, key, this);
}

std::string TestIdentity::ToPem() const {
  bssl::UniquePtr<BIO> bio(BIO_new(BIO_s_mem()));
  Require(PEM_write_bio_X509(bio.get(), certificate_.get()), "cannot write a certificate");
  return ContentOf(bio.get());
}

x509::Certificate TestIdentity::Parse() const {
  return Ok(x509::Certificate::ParseDer(der_), "cannot parse a certificate");
}

std::vector<x509::Certificate> ParseAll(const std::vector<TestIdentity>& identities) {
  std::vector<x509::Certificate> certificates;
  for (const TestIdentity& identity : identities) {
    certificates.push_back(identity.Parse());
  }
  return certificates;
}

x509::TrustAnchors AnchorsOf(const std::vector<TestIdentity>& identities) {
  x509::TrustAnchors anchors;
  for (const TestIdentity& identity : identities) {
    const absl::Status status = anchors.AddPem(identity.ToPem());
    Require(status.ok(), std::string(status.message()));
  }
  return anchors;
}

}  // namespace modelseal::testing
