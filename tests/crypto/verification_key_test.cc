// SPDX-License-Identifier: Apache-2.0
//
// Keys of every kind and signatures of every scheme against what the openssl program made
// (tests/data/verification_keys), and each way in which a key or a signature can be wrong.
#include "lib/crypto/verification_key.h"

#include <openssl/evp.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "lib/base/hex.h"
#include "lib/base/status.h"
#include "lib/crypto/der_reader.h"
#include "lib/crypto/pem.h"
#include "tests/support/test_data.h"

namespace modelseal::crypto {
namespace {

using testing::ReadTestData;

std::string File(const std::string& name) { return ReadTestData("verification_keys/" + name); }

std::string Message() { return ReadTestData("keys/message.txt"); }

VerificationKey Key(const std::string& name) {
  auto key = VerificationKey::ParsePem(File(name + "-public.pem"));
  INFO(name << ": " << key.status());
  REQUIRE(key.ok());
  return *key;
}

std::string SpkiOf(const std::string& file) {
  const auto block = ParsePemBlock(File(file));
  REQUIRE(block.ok());
  return std::string(block->der.view());
}

Reason SpkiReason(std::string_view der) {
  return ReasonOf(VerificationKey::ParseSpki(der).status());
}

bool IsSpki(std::string_view der) { return VerificationKey::ParseSpki(der).ok(); }

Reason PemReason(std::string_view pem) { return ReasonOf(VerificationKey::ParsePem(pem).status()); }

std::string FromHex(std::string_view hex) {
  std::string bytes(hex.size() / 2, '\0');
  REQUIRE(DecodeHex(hex, {reinterpret_cast<uint8_t*>(bytes.data()), bytes.size()}));
  return bytes;
}

std::string Sequence(const std::string& contents) { return EncodeDer(DerTag::kSequence, contents); }

std::string BitString(const std::string& bytes) {
  return EncodeDer(DerTag::kBitString, std::string(1, '\0') + bytes);
}

// SubjectPublicKeyInfo of an elliptic curve, RFC 5480 2; `curve` is the contents of its identifier.
std::string EcSpki(const std::string& curve, const std::string& point) {
  return Sequence(Sequence(FromHex("06072a8648ce3d0201") +
                           EncodeDer(DerTag::kObjectIdentifier, FromHex(curve))) +
                  BitString(point));
}
constexpr char kP256[] = "2a8648ce3d030107";

// RSAPublicKey, RFC 8017 A.1.1; both are contents of an INTEGER.
std::string RsaPkcs1(const std::string& modulus, const std::string& exponent) {
  return Sequence(EncodeDer(DerTag::kInteger, modulus) + EncodeDer(DerTag::kInteger, exponent));
}

std::string RsaSpki(const std::string& modulus, const std::string& exponent) {
  return Sequence(Sequence(FromHex("06092a864886f70d0101010500")) +
                  BitString(RsaPkcs1(modulus, exponent)));
}

// An odd number of so many bits: what a modulus must at least be.
std::string Modulus(size_t bits) { return '\0' + std::string(bits / 8, '\xa5'); }

const std::string kExponent65537("\x01\x00\x01", 3);

const SignatureScheme kSchemes[] = {
    SignatureScheme::kEcdsaSha256,    SignatureScheme::kEcdsaSha384,
    SignatureScheme::kEcdsaSha512,    SignatureScheme::kRsaPkcs1Sha256,
    SignatureScheme::kRsaPkcs1Sha384, SignatureScheme::kRsaPkcs1Sha512,
    SignatureScheme::kRsaPssSha256,   SignatureScheme::kRsaPssSha384,
    SignatureScheme::kRsaPssSha512,   SignatureScheme::kEd25519};

struct SignatureCase {
  std::string key;
  std::string signature;  // a file
  SignatureScheme scheme;
};

const SignatureCase kSignatures[] = {
    {"p256", "p256-sha256.sig", SignatureScheme::kEcdsaSha256},
    {"p256", "p256-sha384.sig", SignatureScheme::kEcdsaSha384},
    {"p256", "p256-sha512.sig", SignatureScheme::kEcdsaSha512},
    {"p384", "p384-sha256.sig", SignatureScheme::kEcdsaSha256},
    {"p384", "p384-sha384.sig", SignatureScheme::kEcdsaSha384},
    {"p384", "p384-sha512.sig", SignatureScheme::kEcdsaSha512},
    {"p521", "p521-sha256.sig", SignatureScheme::kEcdsaSha256},
    {"p521", "p521-sha384.sig", SignatureScheme::kEcdsaSha384},
    {"p521", "p521-sha512.sig", SignatureScheme::kEcdsaSha512},
    {"rsa", "rsa-pkcs1-sha256.sig", SignatureScheme::kRsaPkcs1Sha256},
    {"rsa", "rsa-pkcs1-sha384.sig", SignatureScheme::kRsaPkcs1Sha384},
    {"rsa", "rsa-pkcs1-sha512.sig", SignatureScheme::kRsaPkcs1Sha512},
    {"rsa", "rsa-pss-sha256.sig", SignatureScheme::kRsaPssSha256},
    {"rsa", "rsa-pss-sha384.sig", SignatureScheme::kRsaPssSha384},
    {"rsa", "rsa-pss-sha512.sig", SignatureScheme::kRsaPssSha512},
    {"ed25519", "ed25519.sig", SignatureScheme::kEd25519},
};

// --- Keys

struct KindCase {
  std::string name;
  KeyKind kind;
  std::string kind_name;
  int bits;
  SignatureScheme default_scheme;
};

const KindCase kKinds[] = {
    {"p256", KeyKind::kEcdsaP256, "P-256", 256, SignatureScheme::kEcdsaSha256},
    {"p384", KeyKind::kEcdsaP384, "P-384", 384, SignatureScheme::kEcdsaSha384},
    {"p521", KeyKind::kEcdsaP521, "P-521", 521, SignatureScheme::kEcdsaSha512},
    {"rsa", KeyKind::kRsa, "RSA", 2048, SignatureScheme::kRsaPkcs1Sha256},
    {"ed25519", KeyKind::kEd25519, "Ed25519", 255, SignatureScheme::kEd25519},
};

TEST_CASE("keys of every kind are read with kind, size and the scheme of Sigstore's clients",
          "[crypto][key]") {
  for (const KindCase& c : kKinds) {
    CAPTURE(c.name);
    const VerificationKey key = Key(c.name);
    CHECK(key.kind() == c.kind);
    CHECK(KeyKindName(key.kind()) == c.kind_name);
    CHECK(key.bits() == c.bits);
    CHECK(key.default_scheme() == c.default_scheme);
  }
}

TEST_CASE("a key is written and fingerprinted as OpenSSL does", "[crypto][key]") {
  for (const KindCase& c : kKinds) {
    CAPTURE(c.name);
    const VerificationKey key = Key(c.name);
    CHECK(key.ToPem() == File(c.name + "-public.pem"));
    CHECK(key.spki_der() == SpkiOf(c.name + "-public.pem"));
    CHECK(EncodeHex(key.spki_sha256()) + "\n" == File(c.name + "-spki-sha256.txt"));
    CHECK(key.Fingerprint() + "\n" == File(c.name + "-fingerprint.txt"));
  }
}

TEST_CASE("keys are equal if they are the same key", "[crypto][key]") {
  CHECK(Key("p256") == Key("p256"));
  CHECK_FALSE(Key("p256") == Key("p384"));
}

TEST_CASE("an RSAPublicKey gives the key of its SubjectPublicKeyInfo", "[crypto][key]") {
  const auto key = VerificationKey::ParsePkcs1Rsa(SpkiOf("rsa-pkcs1-public.pem"));
  REQUIRE(key.ok());
  CHECK(*key == Key("rsa"));
}

TEST_CASE("a key that BoringSSL holds is taken over, or unsupported", "[crypto][key]") {
  const std::string der = SpkiOf("ed25519-public.pem");
  const auto* raw = reinterpret_cast<const uint8_t*>(der.data()) + der.size() - 32;
  const auto key = VerificationKey::FromEvp(
      bssl::UniquePtr<EVP_PKEY>(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw, 32)));
  REQUIRE(key.ok());
  CHECK(*key == Key("ed25519"));
  CHECK(ReasonOf(VerificationKey::FromEvp(bssl::UniquePtr<EVP_PKEY>(EVP_PKEY_new_raw_public_key(
                                              EVP_PKEY_X25519, nullptr, raw, 32)))
                     .status()) == Reason::kKeyUnsupported);
}

TEST_CASE("keys of other kinds and curves are unsupported as keys of Sigstore", "[crypto][key]") {
  for (const char* const name : {"rsassa-pss", "x25519", "ed448", "brainpool", "dsa"}) {
    CAPTURE(name);
    CHECK(PemReason(File(std::string(name) + "-public.pem")) == Reason::kKeyUnsupported);
  }
  for (const char* const name : {"secp256k1", "p224"}) {
    CAPTURE(name);
    CHECK(PemReason(ReadTestData("keys/" + std::string(name) + "-public.pem")) ==
          Reason::kKeyUnsupported);
  }
}

TEST_CASE("the message of an unsupported key names every kind that is supported", "[crypto][key]") {
  for (const std::string& pem :
       {File("x25519-public.pem"), ReadTestData("keys/secp256k1-public.pem")}) {
    CHECK(VerificationKey::ParsePem(pem).status().message() ==
          "the key is not ECDSA on P-256, P-384 or P-521, RSA or Ed25519");
  }
}

TEST_CASE("RSA below 2048 and above 8192 bits is unsupported", "[crypto][key]") {
  CHECK(PemReason(File("rsa1024-public.pem")) == Reason::kKeyUnsupported);
  CHECK(SpkiReason(RsaSpki(Modulus(2040), kExponent65537)) == Reason::kKeyUnsupported);
  CHECK(IsSpki(RsaSpki(Modulus(2048), kExponent65537)));
  CHECK(IsSpki(RsaSpki(Modulus(8192), kExponent65537)));
  CHECK(SpkiReason(RsaSpki(Modulus(8200), kExponent65537)) == Reason::kKeyUnsupported);
  CHECK(
      ReasonOf(VerificationKey::ParsePkcs1Rsa(RsaPkcs1(Modulus(1024), kExponent65537)).status()) ==
      Reason::kKeyUnsupported);
}

TEST_CASE("RSA with exponent 1, an even one or a huge one is invalid", "[crypto][key]") {
  CHECK(IsSpki(RsaSpki(Modulus(2048), "\x03")));
  for (const std::string& exponent :
       {std::string(1, '\0'), std::string("\x01"), std::string("\x02"),
        std::string("\x01\x00\x00", 3), std::string("\x02\x00\x00\x00\x01", 5)}) {
    CAPTURE(exponent);
    CHECK(SpkiReason(RsaSpki(Modulus(2048), exponent)) == Reason::kKeyInvalid);
    CHECK(ReasonOf(VerificationKey::ParsePkcs1Rsa(RsaPkcs1(Modulus(2048), exponent)).status()) ==
          Reason::kKeyInvalid);
  }
}

TEST_CASE("RSA numbers that are negative or padded are invalid", "[crypto][key]") {
  const std::string modulus = Modulus(2048);
  CHECK(SpkiReason(RsaSpki(modulus.substr(1), kExponent65537)) == Reason::kKeyInvalid);
  CHECK(SpkiReason(RsaSpki('\0' + modulus, kExponent65537)) == Reason::kKeyInvalid);
  CHECK(SpkiReason(RsaSpki(modulus, '\0' + kExponent65537)) == Reason::kKeyInvalid);
  CHECK(SpkiReason(RsaSpki(modulus, "\x81")) == Reason::kKeyInvalid);
  CHECK(SpkiReason(RsaSpki(modulus, "")) == Reason::kKeyInvalid);
}

TEST_CASE("a point off the curve is invalid", "[crypto][key]") {
  for (const char* const name : {"p256-public.pem", "p384-public.pem", "p521-public.pem"}) {
    std::string der = SpkiOf(name);
    der.back() = static_cast<char>(der.back() ^ 1);
    CHECK(SpkiReason(der) == Reason::kKeyInvalid);
  }
}

TEST_CASE("the point at infinity and coordinates that are no field elements are invalid",
          "[crypto][key]") {
  // SEC 2 2.4.2: the prime of P-256.
  const std::string prime =
      FromHex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
  const std::string zero(32, '\0');
  CHECK(SpkiReason(EcSpki(kP256, std::string(1, '\0'))) == Reason::kKeyInvalid);
  CHECK(SpkiReason(EcSpki(kP256, "\x04" + zero + zero)) == Reason::kKeyInvalid);
  CHECK(SpkiReason(EcSpki(kP256, "\x04" + prime + zero)) == Reason::kKeyInvalid);
  CHECK(SpkiReason(EcSpki(kP256, "\x04" + prime + prime)) == Reason::kKeyInvalid);
  CHECK(SpkiReason(EcSpki(kP256, "")) == Reason::kKeyInvalid);
}

TEST_CASE("a point of another curve is invalid", "[crypto][key]") {
  const std::string p384 = SpkiOf("p384-public.pem");
  CHECK(SpkiReason(EcSpki(kP256, p384.substr(p384.size() - 97))) == Reason::kKeyInvalid);
  const std::string p256 = SpkiOf("p256-public.pem");
  CHECK(IsSpki(EcSpki(kP256, p256.substr(p256.size() - 65))));
  CHECK(SpkiReason(EcSpki("2b81040022", p256.substr(p256.size() - 65))) == Reason::kKeyInvalid);
}

TEST_CASE("a key in another encoding than DER leaves is invalid", "[crypto][key]") {
  for (const char* const name : {"p256-compressed.pem", "p256-hybrid.pem", "p256-explicit.pem"}) {
    CAPTURE(name);
    CHECK(PemReason(File(name)) == Reason::kKeyInvalid);
  }
}

TEST_CASE("bytes behind a key are refused", "[crypto][key]") {
  for (const KindCase& c : kKinds) {
    CAPTURE(c.name);
    CHECK(SpkiReason(SpkiOf(c.name + "-public.pem") + '\0') == Reason::kKeyInvalid);
  }
  CHECK(ReasonOf(VerificationKey::ParsePkcs1Rsa(SpkiOf("rsa-pkcs1-public.pem") + '\0').status()) ==
        Reason::kKeyInvalid);
}

TEST_CASE("a key cut short anywhere is invalid", "[crypto][key]") {
  for (const KindCase& c : kKinds) {
    CAPTURE(c.name);
    const std::string der = SpkiOf(c.name + "-public.pem");
    for (size_t size = 0; size < der.size(); ++size) {
      CHECK(SpkiReason(der.substr(0, size)) == Reason::kKeyInvalid);
    }
  }
  const std::string pkcs1 = SpkiOf("rsa-pkcs1-public.pem");
  for (size_t size = 0; size < pkcs1.size(); ++size) {
    CHECK(ReasonOf(VerificationKey::ParsePkcs1Rsa(pkcs1.substr(0, size)).status()) ==
          Reason::kKeyInvalid);
  }
}

TEST_CASE("a key in BER is invalid", "[crypto][key]") {
  const std::string der = SpkiOf("p256-public.pem");
  const std::string contents = der.substr(2);
  CHECK(SpkiReason("\x30\x81" + der.substr(1, 1) + contents) == Reason::kKeyInvalid);
  CHECK(SpkiReason("\x30\x80" + contents + std::string(2, '\0')) == Reason::kKeyInvalid);
}

TEST_CASE("a key with unused bits in its bit string is invalid", "[crypto][key]") {
  std::string der = SpkiOf("ed25519-public.pem");
  der[der.size() - 33] = 1;
  CHECK(SpkiReason(der) == Reason::kKeyInvalid);
}

TEST_CASE("parameters beside the algorithm of a key are refused where there are none",
          "[crypto][key]") {
  const std::string point(32, 'x');
  CHECK(IsSpki(Sequence(Sequence(FromHex("06032b6570")) + BitString(point))));
  CHECK(SpkiReason(Sequence(Sequence(FromHex("06032b65700500")) + BitString(point))) ==
        Reason::kKeyInvalid);
  // RSA has the parameter NULL, not none.
  CHECK(SpkiReason(Sequence(Sequence(FromHex("06092a864886f70d010101")) +
                            BitString(RsaPkcs1(Modulus(2048), kExponent65537)))) ==
        Reason::kKeyInvalid);
}

TEST_CASE("an Ed25519 key of 31 or 33 bytes is invalid", "[crypto][key]") {
  for (const size_t size : {31u, 33u}) {
    CHECK(SpkiReason(Sequence(Sequence(FromHex("06032b6570")) +
                              BitString(std::string(size, 'x')))) == Reason::kKeyInvalid);
  }
}

TEST_CASE("no change of one bit leaves a key that is written in another way", "[crypto][key]") {
  for (const KindCase& c : kKinds) {
    const std::string der = SpkiOf(c.name + "-public.pem");
    for (size_t bit = 0; bit < der.size() * 8; ++bit) {
      std::string changed = der;
      changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
      const auto key = VerificationKey::ParseSpki(changed);
      if (key.ok()) {
        CHECK(key->spki_der() == changed);
      } else {
        const Reason reason = ReasonOf(key.status());
        CHECK((reason == Reason::kKeyInvalid || reason == Reason::kKeyUnsupported));
      }
    }
  }
}

TEST_CASE("text before the block of a key does not matter", "[crypto][key]") {
  const auto key = VerificationKey::ParsePem("a key\n" + File("p256-public.pem"));
  REQUIRE(key.ok());
  CHECK(*key == Key("p256"));
}

TEST_CASE("a PEM block of another label is no public key", "[crypto][key]") {
  for (const char* const name : {"keys/p256-pkcs8.pem", "keys/p256-sec1.pem"}) {
    CHECK(PemReason(ReadTestData(name)) == Reason::kKeyInvalid);
  }
  CHECK(PemReason(File("rsa-pkcs1-public.pem")) == Reason::kKeyInvalid);
  CHECK(PemReason("") == Reason::kKeyInvalid);
  CHECK(PemReason("no key") == Reason::kKeyInvalid);
}

// --- Signatures

TEST_CASE("a signature by OpenSSL verifies in its scheme and in no other", "[crypto][signature]") {
  for (const SignatureCase& c : kSignatures) {
    const VerificationKey key = Key(c.key);
    const std::string signature = File(c.signature);
    for (const SignatureScheme scheme : kSchemes) {
      CAPTURE(c.signature, static_cast<int>(scheme));
      const absl::Status status = key.Verify(scheme, Message(), signature);
      if (scheme == c.scheme) {
        CHECK(status.ok());
      } else {
        CHECK(ReasonOf(status) == Reason::kSignatureInvalid);
      }
    }
  }
}

// More often than it takes for a key to be prepared.
constexpr int kManyTimes = 20;

TEST_CASE("a key that may be prepared verifies as before, however often", "[crypto][signature]") {
  for (const SignatureCase& c : kSignatures) {
    VerificationKey key = Key(c.key);
    key.EnablePreparation();
    const VerificationKey copy = key;
    const std::string signature = File(c.signature);
    for (int i = 0; i < kManyTimes; ++i) {
      CAPTURE(c.signature, i);
      CHECK(key.Verify(c.scheme, Message(), signature).ok());
      CHECK(ReasonOf(copy.Verify(c.scheme, Message() + "x", signature)) ==
            Reason::kSignatureInvalid);
    }
  }
}

TEST_CASE("a prepared key verifies in the scheme of the signature and in no other",
          "[crypto][signature]") {
  for (const SignatureCase& c : kSignatures) {
    VerificationKey key = Key(c.key);
    key.EnablePreparation();
    for (int i = 0; i < kManyTimes; ++i) {
      REQUIRE(key.Verify(c.scheme, Message(), File(c.signature)).ok());
    }
    for (const SignatureScheme scheme : kSchemes) {
      CAPTURE(c.signature, static_cast<int>(scheme));
      CHECK(key.Verify(scheme, Message(), File(c.signature)).ok() == (scheme == c.scheme));
    }
  }
}

TEST_CASE("a signature verifies over the digest alone, but for Ed25519", "[crypto][signature]") {
  for (const SignatureCase& c : kSignatures) {
    CAPTURE(c.signature);
    const auto hash = HashOf(c.scheme);
    if (c.scheme == SignatureScheme::kEd25519) {
      CHECK_FALSE(hash.has_value());
      continue;
    }
    REQUIRE(hash.has_value());
    CHECK(Key(c.key).VerifyDigest(c.scheme, ComputeHash(*hash, Message()), File(c.signature)).ok());
  }
}

TEST_CASE("Ed25519 over a digest is unsupported whatever the key", "[crypto][signature]") {
  const std::string digest = ComputeHash(HashKind::kSha512, Message());
  for (const char* const name : {"ed25519", "p256", "rsa"}) {
    CHECK(ReasonOf(Key(name).VerifyDigest(SignatureScheme::kEd25519, digest,
                                          File("ed25519.sig"))) == Reason::kAlgorithmUnsupported);
  }
}

TEST_CASE("a digest of another size than the scheme's is refused", "[crypto][signature]") {
  const std::string digest = ComputeHash(HashKind::kSha256, Message());
  for (const auto& [name, file, scheme] :
       {SignatureCase{"p256", "p256-sha256.sig", SignatureScheme::kEcdsaSha256},
        SignatureCase{"rsa", "rsa-pkcs1-sha256.sig", SignatureScheme::kRsaPkcs1Sha256},
        SignatureCase{"rsa", "rsa-pss-sha256.sig", SignatureScheme::kRsaPssSha256}}) {
    CAPTURE(file);
    const VerificationKey key = Key(name);
    CHECK(key.VerifyDigest(scheme, digest, File(file)).ok());
    // ECDSA cuts what is longer than its curve to the left-most bits: not here.
    for (const std::string& other :
         {digest + '\0', digest + digest, digest.substr(0, 31), std::string()}) {
      CHECK(ReasonOf(key.VerifyDigest(scheme, other, File(file))) == Reason::kSignatureInvalid);
    }
  }
}

TEST_CASE("a signature over another message or by another key is refused", "[crypto][signature]") {
  for (const SignatureCase& c : kSignatures) {
    CAPTURE(c.signature);
    CHECK(ReasonOf(Key(c.key).Verify(c.scheme, "other", File(c.signature))) ==
          Reason::kSignatureInvalid);
    CHECK(ReasonOf(Key(c.key).Verify(c.scheme, "", File(c.signature))) ==
          Reason::kSignatureInvalid);
  }
  // Of the same kind.
  const auto other = VerificationKey::ParsePem(ReadTestData("keys/p256-public.pem"));
  REQUIRE(other.ok());
  CHECK(ReasonOf(other->Verify(SignatureScheme::kEcdsaSha256, Message(),
                               File("p256-sha256.sig"))) == Reason::kSignatureInvalid);
}

TEST_CASE("a signature changed in one bit, cut or lengthened is refused", "[crypto][signature]") {
  for (const SignatureCase& c : kSignatures) {
    CAPTURE(c.signature);
    const VerificationKey key = Key(c.key);
    const std::string signature = File(c.signature);
    for (size_t i = 0; i < signature.size(); ++i) {
      std::string changed = signature;
      changed[i] = static_cast<char>(changed[i] ^ (1 << i % 8));
      CHECK(ReasonOf(key.Verify(c.scheme, Message(), changed)) == Reason::kSignatureInvalid);
    }
    for (const std::string& other :
         {std::string(), signature.substr(1), signature.substr(0, signature.size() - 1),
          signature + '\0', '\0' + signature, signature + signature}) {
      CHECK(ReasonOf(key.Verify(c.scheme, Message(), other)) == Reason::kSignatureInvalid);
    }
  }
}

struct EcdsaParts {
  std::string r;  // contents of an INTEGER
  std::string s;
};

EcdsaParts PartsOf(const std::string& signature) {
  DerReader outer(signature);
  auto inner = outer.Enter(DerTag::kSequence);
  REQUIRE(inner.has_value());
  const auto r = inner->ReadInteger();
  const auto s = inner->ReadInteger();
  REQUIRE((r.has_value() && s.has_value() && inner->empty()));
  return {std::string(*r), std::string(*s)};
}

std::string Signature(const EcdsaParts& parts) {
  return Sequence(EncodeDer(DerTag::kInteger, parts.r) + EncodeDer(DerTag::kInteger, parts.s));
}

Reason P256Reason(const std::string& signature) {
  return ReasonOf(Key("p256").Verify(SignatureScheme::kEcdsaSha256, Message(), signature));
}

TEST_CASE("ECDSA with r or s zero, one, the order or the prime is refused",
          "[crypto][signature][ecdsa]") {
  const EcdsaParts good = PartsOf(File("p256-sha256.sig"));
  REQUIRE(Signature(good) == File("p256-sha256.sig"));
  // SEC 2 2.4.2: the order of P-256, one more, one less, and the prime of the field.
  for (const std::string& value :
       {std::string(1, '\0'), std::string("\x01"),
        FromHex("00ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"),
        FromHex("00ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632552"),
        FromHex("00ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550"),
        FromHex("00ffffffff00000001000000000000000000000000ffffffffffffffffffffffff")}) {
    CAPTURE(EncodeHex({reinterpret_cast<const uint8_t*>(value.data()), value.size()}));
    CHECK(P256Reason(Signature({value, good.s})) == Reason::kSignatureInvalid);
    CHECK(P256Reason(Signature({good.r, value})) == Reason::kSignatureInvalid);
    CHECK(P256Reason(Signature({value, value})) == Reason::kSignatureInvalid);
  }
}

TEST_CASE("ECDSA with r or s negative is refused", "[crypto][signature][ecdsa]") {
  const EcdsaParts good = PartsOf(File("p256-sha256.sig"));
  const auto negated = [](std::string value) {  // two's complement
    bool carries = true;
    for (auto byte = value.rbegin(); byte != value.rend(); ++byte) {
      *byte = static_cast<char>(~*byte + (carries ? 1 : 0));
      carries = carries && *byte == 0;
    }
    return value;
  };
  CHECK(P256Reason(Signature({negated(good.r), good.s})) == Reason::kSignatureInvalid);
  CHECK(P256Reason(Signature({good.r, negated(good.s)})) == Reason::kSignatureInvalid);
  CHECK(P256Reason(Signature({"\xff", good.s})) == Reason::kSignatureInvalid);
}

TEST_CASE("ECDSA whose numbers lack the byte that makes them positive is refused",
          "[crypto][signature][ecdsa]") {
  bool was_tried = false;
  for (const char* const name :
       {"p256-sha256.sig", "p384-sha256.sig", "p384-sha384.sig", "p384-sha512.sig"}) {
    EcdsaParts parts = PartsOf(File(name));
    const std::string key = std::string(name).substr(0, 4);
    const auto scheme = *std::find_if(std::begin(kSignatures), std::end(kSignatures),
                                      [name](const auto& c) { return c.signature == name; });
    for (std::string* const part : {&parts.r, &parts.s}) {
      if (part->front() == '\0') {
        was_tried = true;
        part->erase(0, 1);
      }
    }
    if (Signature(parts) != File(name)) {
      CHECK(ReasonOf(Key(key).Verify(scheme.scheme, Message(), Signature(parts))) ==
            Reason::kSignatureInvalid);
    }
  }
  CHECK(was_tried);
}

TEST_CASE("ECDSA in other DER than the shortest is refused", "[crypto][signature][ecdsa]") {
  const std::string signature = File("p256-sha256.sig");
  const EcdsaParts good = PartsOf(signature);
  const std::string contents = signature.substr(2);
  CHECK(P256Reason(Signature({'\0' + good.r, good.s})) == Reason::kSignatureInvalid);
  CHECK(P256Reason(Signature({good.r, '\0' + good.s})) == Reason::kSignatureInvalid);
  CHECK(P256Reason("\x30\x81" + signature.substr(1)) == Reason::kSignatureInvalid);
  CHECK(P256Reason("\x30\x80" + contents + std::string(2, '\0')) == Reason::kSignatureInvalid);
  CHECK(P256Reason(Sequence(contents + '\x05' + '\0')) == Reason::kSignatureInvalid);
  CHECK(P256Reason(EncodeDer(DerTag::kSet, contents)) == Reason::kSignatureInvalid);
  CHECK(P256Reason(Sequence(EncodeDer(DerTag::kInteger, good.r))) == Reason::kSignatureInvalid);
  CHECK(P256Reason(Signature({"", good.s})) == Reason::kSignatureInvalid);
}

TEST_CASE("ECDSA as two bare numbers (IEEE P1363) is refused", "[crypto][signature][ecdsa]") {
  const EcdsaParts good = PartsOf(File("p256-sha256.sig"));
  const auto fixed = [](std::string value) {
    value = value.size() > 32 ? value.substr(value.size() - 32) : value;
    return std::string(32 - value.size(), '\0') + value;
  };
  CHECK(P256Reason(fixed(good.r) + fixed(good.s)) == Reason::kSignatureInvalid);
}

Reason RsaReason(SignatureScheme scheme, const std::string& signature) {
  return ReasonOf(Key("rsa").Verify(scheme, Message(), signature));
}

TEST_CASE("PSS with a salt of another length than the digest is refused",
          "[crypto][signature][rsa]") {
  for (const char* const salt : {"0", "31", "33", "max"}) {
    CAPTURE(salt);
    const std::string signature = File("rsa-pss-sha256-salt-" + std::string(salt) + ".sig");
    REQUIRE(signature.size() == 256);
    CHECK(RsaReason(SignatureScheme::kRsaPssSha256, signature) == Reason::kSignatureInvalid);
  }
}

TEST_CASE("PSS whose mask is made with another hash is refused", "[crypto][signature][rsa]") {
  const std::string signature = File("rsa-pss-sha256-mgf1-sha384.sig");
  REQUIRE(signature.size() == 256);
  CHECK(RsaReason(SignatureScheme::kRsaPssSha256, signature) == Reason::kSignatureInvalid);
  CHECK(RsaReason(SignatureScheme::kRsaPssSha384, signature) == Reason::kSignatureInvalid);
}

TEST_CASE("RSA signatures of the values 0, 1, modulus and modulus - 1 are refused",
          "[crypto][signature][rsa]") {
  const std::string pkcs1 = SpkiOf("rsa-pkcs1-public.pem");
  DerReader outer(pkcs1);
  auto inner = outer.Enter(DerTag::kSequence);
  REQUIRE(inner.has_value());
  const auto integer = inner->ReadInteger();
  REQUIRE(integer.has_value());
  const std::string modulus(integer->substr(1));
  std::string below = modulus;
  below.back() = static_cast<char>(below.back() - 1);
  for (const std::string& value :
       {std::string(256, '\0'), std::string(255, '\0') + '\x01', modulus, below}) {
    for (const SignatureScheme scheme : kSchemes) {
      CHECK(RsaReason(scheme, value) == Reason::kSignatureInvalid);
    }
  }
}

TEST_CASE("Ed25519 with s beyond the order of the group is refused",
          "[crypto][signature][ed25519]") {
  // RFC 8032 5.1: L, little-endian; s + L makes the same equation hold.
  const std::string order =
      FromHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
  std::string signature = File("ed25519.sig");
  int carry = 0;
  for (size_t i = 0; i < order.size(); ++i) {
    const int sum =
        static_cast<uint8_t>(signature[32 + i]) + static_cast<uint8_t>(order[i]) + carry;
    signature[32 + i] = static_cast<char>(sum & 0xff);
    carry = sum >> 8;
  }
  REQUIRE(carry == 0);
  CHECK(ReasonOf(Key("ed25519").Verify(SignatureScheme::kEd25519, Message(), signature)) ==
        Reason::kSignatureInvalid);
}

TEST_CASE("a refusal names the kind of key and its digest", "[crypto][signature]") {
  CHECK(Key("rsa").Verify(SignatureScheme::kRsaPkcs1Sha256, "other", "x").message() ==
        "the signature was not made by the RSA key " + File("rsa-spki-sha256.txt").substr(0, 16) +
            " over this content");
}

}  // namespace
}  // namespace modelseal::crypto
