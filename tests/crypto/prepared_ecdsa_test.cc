// SPDX-License-Identifier: Apache-2.0
//
// Prepared keys against ECDSA_verify: the same verdict on everything, good or bad. Signatures are
// made here by the equation of SEC 1, 4.1.3, with nonces of our choice, so that all is the same in
// each run and that scalars come out as they are wanted.
#include "lib/crypto/prepared_ecdsa.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/ec_key.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/mem.h>
#include <openssl/nid.h>

#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <vector>

#include "lib/crypto/digest.h"
#include "lib/crypto/hash_kind.h"

namespace modelseal::crypto {
namespace {

using Number = bssl::UniquePtr<BIGNUM>;

Number FromBytes(std::string_view bytes) {
  Number out(BN_bin2bn(AsBytes(bytes).data(), bytes.size(), nullptr));
  REQUIRE(out != nullptr);
  return out;
}

Number FromWord(uint64_t word) {
  Number out(BN_new());
  REQUIRE(BN_set_u64(out.get(), word));
  return out;
}

std::string PseudorandomBytes(const std::string& seed, size_t size) {
  std::string bytes = ComputeHash(HashKind::kSha512, seed);
  while (bytes.size() < size) {
    bytes += ComputeHash(HashKind::kSha512, bytes);
  }
  return bytes.substr(0, size);
}

std::string EncodeSignature(const BIGNUM* r, const BIGNUM* s) {
  const bssl::UniquePtr<ECDSA_SIG> signature(ECDSA_SIG_new());
  REQUIRE(ECDSA_SIG_set0(signature.get(), BN_dup(r), BN_dup(s)));
  uint8_t* der = nullptr;
  size_t size = 0;
  REQUIRE(ECDSA_SIG_to_bytes(&der, &size, signature.get()));
  const bssl::UniquePtr<uint8_t> owner(der);
  return {reinterpret_cast<const char*>(der), size};
}

// Arithmetic modulo the order of a group.
class Field {
 public:
  explicit Field(const BIGNUM* order) : order_(order), context_(BN_CTX_new()) {}

  const BIGNUM* order() const { return order_; }
  int bits() const { return static_cast<int>(BN_num_bits(order_)); }

  Number Multiply(const BIGNUM* a, const BIGNUM* b) const {
    Number out(BN_new());
    REQUIRE(BN_mod_mul(out.get(), a, b, order_, context_.get()));
    return out;
  }
  Number Add(const BIGNUM* a, const BIGNUM* b) const {
    Number out(BN_new());
    REQUIRE(BN_mod_add(out.get(), a, b, order_, context_.get()));
    return out;
  }
  Number Negate(const BIGNUM* a) const {
    Number out(BN_new());
    REQUIRE(BN_mod_sub(out.get(), FromWord(0).get(), a, order_, context_.get()));
    return out;
  }
  Number Invert(const BIGNUM* a) const {
    Number out(BN_mod_inverse(nullptr, a, order_, context_.get()));
    REQUIRE(out != nullptr);
    return out;
  }
  Number Reduce(const BIGNUM* a) const {
    Number out(BN_new());
    REQUIRE(BN_nnmod(out.get(), a, order_, context_.get()));
    return out;
  }
  Number Pseudorandom(const std::string& seed) const {
    return Reduce(FromBytes(PseudorandomBytes(seed, 80)).get());
  }
  // As long as the order, so that nothing is cut off; not for P-521, whose bits do not fill bytes.
  std::string ToDigest(const BIGNUM* number) const {
    std::vector<uint8_t> bytes(static_cast<size_t>(bits()) / 8);
    REQUIRE(BN_bn2bin_padded(bytes.data(), bytes.size(), number));
    return {bytes.begin(), bytes.end()};
  }

 private:
  const BIGNUM* order_;
  bssl::UniquePtr<BN_CTX> context_;
};

class TestKey {
 public:
  TestKey(int curve, Number secret)
      : key_(EC_KEY_new_by_curve_name(curve)),
        field_(EC_GROUP_get0_order(EC_KEY_get0_group(key_.get()))),
        secret_(std::move(secret)) {
    REQUIRE(EC_KEY_set_private_key(key_.get(), secret_.get()));
    const bssl::UniquePtr<EC_POINT> point = Multiply(secret_.get());
    REQUIRE(EC_KEY_set_public_key(key_.get(), point.get()));
    prepared_ = PreparedEcdsa::Create(key_.get());
    REQUIRE(prepared_ != nullptr);
  }
  TestKey(int curve, const std::string& seed)
      : TestKey(curve,
                Field(EC_GROUP_get0_order(
                          bssl::UniquePtr<EC_GROUP>(EC_GROUP_new_by_curve_name(curve)).get()))
                    .Pseudorandom("key " + seed)) {}

  const Field& field() const { return field_; }
  const BIGNUM* secret() const { return secret_.get(); }
  const PreparedEcdsa& prepared() const { return *prepared_; }

  // The x-coordinate of nonce * G.
  Number MakeR(const BIGNUM* nonce) const {
    Number x(BN_new());
    REQUIRE(EC_POINT_get_affine_coordinates_GFp(group(), Multiply(nonce).get(), x.get(), nullptr,
                                                nullptr));
    return field_.Reduce(x.get());
  }

  // (e + r * secret) / nonce.
  Number MakeS(const BIGNUM* e, const BIGNUM* r, const BIGNUM* nonce) const {
    const Number product = field_.Multiply(r, secret_.get());
    return field_.Multiply(field_.Add(e, product.get()).get(), field_.Invert(nonce).get());
  }

  std::string Sign(const std::string& digest, const BIGNUM* nonce) const {
    const Number r = MakeR(nonce);
    return EncodeSignature(r.get(), MakeS(ToNumber(digest).get(), r.get(), nonce).get());
  }

  // What a digest stands for.
  Number ToNumber(const std::string& digest) const {
    const size_t bits = static_cast<size_t>(field_.bits());
    const std::string cut = digest.substr(0, (bits + 7) / 8);
    Number out = FromBytes(cut);
    if (cut.size() * 8 > bits) {
      REQUIRE(BN_rshift(out.get(), out.get(), static_cast<int>(cut.size() * 8 - bits)));
    }
    return field_.Reduce(out.get());
  }

  bool VerifyPlain(std::string_view digest, std::string_view signature) const {
    const bool is_valid =
        ECDSA_verify(0, AsBytes(digest).data(), digest.size(), AsBytes(signature).data(),
                     signature.size(), key_.get()) == 1;
    ERR_clear_error();
    return is_valid;
  }
  bool VerifyPrepared(std::string_view digest, std::string_view signature) const {
    const bool is_valid = prepared_->Verify(digest, signature);
    ERR_clear_error();
    return is_valid;
  }
  // The verdict of both, which must be one.
  bool Verify(std::string_view digest, std::string_view signature) const {
    const bool is_valid = VerifyPlain(digest, signature);
    CHECK(VerifyPrepared(digest, signature) == is_valid);
    return is_valid;
  }

 private:
  const EC_GROUP* group() const { return EC_KEY_get0_group(key_.get()); }
  bssl::UniquePtr<EC_POINT> Multiply(const BIGNUM* scalar) const {
    bssl::UniquePtr<EC_POINT> out(EC_POINT_new(group()));
    REQUIRE(EC_POINT_mul(group(), out.get(), scalar, nullptr, nullptr, nullptr));
    return out;
  }

  bssl::UniquePtr<EC_KEY> key_;
  Field field_;
  Number secret_;
  std::unique_ptr<const PreparedEcdsa> prepared_;
};

// One bit of the text changed; `position` counts bits and wraps around.
std::string FlipBit(std::string text, size_t position) {
  position %= text.size() * 8;
  text[position / 8] = static_cast<char>(text[position / 8] ^ (1 << (position % 8)));
  return text;
}

// A signature and changed ones of it; position picks the bits.
void CheckSignatureAndMutants(const TestKey& key, const std::string& digest,
                              const std::string& seed) {
  const Number nonce = key.field().Pseudorandom("nonce " + seed);
  const Number r = key.MakeR(nonce.get());
  const Number s = key.MakeS(key.ToNumber(digest).get(), r.get(), nonce.get());
  const std::string signature = EncodeSignature(r.get(), s.get());
  const std::string random = PseudorandomBytes("position " + seed, 2);
  const size_t position =
      static_cast<unsigned char>(random[0]) * size_t{256} + static_cast<unsigned char>(random[1]);
  CHECK(key.Verify(digest, signature));
  CHECK(key.Verify(digest, EncodeSignature(r.get(), key.field().Negate(s.get()).get())));
  CHECK_FALSE(key.Verify(FlipBit(digest, position % 256), signature));
  CHECK_FALSE(key.Verify(digest, FlipBit(signature, position)));
  CHECK_FALSE(key.Verify(digest, EncodeSignature(s.get(), r.get())));
  const Number other = key.field().Pseudorandom("other " + seed);
  CHECK_FALSE(key.Verify(digest, EncodeSignature(r.get(), other.get())));
  CHECK_FALSE(key.Verify(digest, EncodeSignature(other.get(), s.get())));
}

void CheckManySignatures(int curve, int keys, int signatures_each) {
  // SHA-1's length, those of SHA-2, and longer than any order.
  constexpr size_t kDigestSizes[] = {20, 32, 48, 64, 66, 100};
  for (int i = 0; i < keys; ++i) {
    const TestKey key(curve, std::to_string(i));
    for (int j = 0; j < signatures_each; ++j) {
      const std::string seed = std::to_string(i) + "." + std::to_string(j);
      // At least 32 bytes, so that a flipped bit is not cut off.
      const size_t size = std::max<size_t>(32, kDigestSizes[static_cast<size_t>(i + j) % 6]);
      INFO("seed " << seed << ", digest of " << size << " bytes");
      CheckSignatureAndMutants(key, PseudorandomBytes("digest " + seed, size), seed);
    }
  }
}

}  // namespace

TEST_CASE("signatures on P-256 and changed ones get BoringSSL's verdict",
          "[crypto][prepared_ecdsa]") {
  CheckManySignatures(NID_X9_62_prime256v1, 60, 8);
}

TEST_CASE("signatures on P-384 and changed ones get BoringSSL's verdict",
          "[crypto][prepared_ecdsa]") {
  CheckManySignatures(NID_secp384r1, 60, 8);
}

TEST_CASE("signatures on P-521 and changed ones get BoringSSL's verdict",
          "[crypto][prepared_ecdsa]") {
  CheckManySignatures(NID_secp521r1, 12, 6);
}

TEST_CASE("a digest shorter than the order is not padded on the right",
          "[crypto][prepared_ecdsa]") {
  const TestKey key(NID_secp384r1, "short");
  const std::string digest = PseudorandomBytes("short", 20);
  const std::string signature = key.Sign(digest, key.field().Pseudorandom("short nonce").get());
  CHECK(key.Verify(digest, signature));
  CHECK(key.Verify(std::string(28, '\0') + digest, signature));
  CHECK_FALSE(key.Verify(digest + std::string(28, '\0'), signature));
}

TEST_CASE("of a digest longer than the order only the leftmost bits count",
          "[crypto][prepared_ecdsa]") {
  const TestKey key(NID_secp521r1, "long");
  const std::string digest = PseudorandomBytes("long", 70);
  const std::string signature = key.Sign(digest, key.field().Pseudorandom("long nonce").get());
  CHECK(key.Verify(digest, signature));
  CHECK(key.Verify(FlipBit(digest, 66 * 8), signature));
  CHECK(key.Verify(FlipBit(digest, 65 * 8 + 6), signature));
  CHECK_FALSE(key.Verify(FlipBit(digest, 65 * 8 + 7), signature));
}

TEST_CASE("a digest of zero, so that nothing of the generator is added, verifies",
          "[crypto][prepared_ecdsa]") {
  const TestKey key(NID_secp384r1, "zero");
  const Number nonce = key.field().Pseudorandom("zero nonce");
  CHECK(key.Verify(std::string(48, '\0'), key.Sign(std::string(48, '\0'), nonce.get())));
  CHECK(key.Verify("", key.Sign("", nonce.get())));
}

TEST_CASE("a digest at or above the order is taken modulo the order", "[crypto][prepared_ecdsa]") {
  const TestKey key(NID_secp384r1, "above");
  const Number nonce = key.field().Pseudorandom("above nonce");
  for (const std::string& digest :
       {std::string(48, '\xff'), key.field().ToDigest(key.field().order())}) {
    CHECK(key.Verify(digest, key.Sign(digest, nonce.get())));
  }
}

TEST_CASE("numbers outside 1 to the order less one are refused", "[crypto][prepared_ecdsa]") {
  const TestKey key(NID_secp384r1, "range");
  const Field& field = key.field();
  const std::string digest = PseudorandomBytes("range", 48);
  const Number nonce = field.Pseudorandom("range nonce");
  const Number r = key.MakeR(nonce.get());
  const Number s = key.MakeS(key.ToNumber(digest).get(), r.get(), nonce.get());
  REQUIRE(key.Verify(digest, EncodeSignature(r.get(), s.get())));
  // Each is congruent to a good one, or at the edge.
  std::vector<Number> bad;
  bad.push_back(FromWord(0));
  bad.emplace_back(BN_dup(field.order()));
  for (const BIGNUM* good : {r.get(), s.get()}) {
    bad.emplace_back(BN_new());
    REQUIRE(BN_add(bad.back().get(), good, field.order()));
  }
  for (const Number& number : bad) {
    CHECK_FALSE(key.Verify(digest, EncodeSignature(number.get(), s.get())));
    CHECK_FALSE(key.Verify(digest, EncodeSignature(r.get(), number.get())));
    CHECK_FALSE(key.Verify(digest, EncodeSignature(number.get(), number.get())));
  }
  const Number minus_one = field.Negate(FromWord(1).get());
  for (const Number& number : {FromWord(1), FromWord(2), Number(BN_dup(minus_one.get()))}) {
    CHECK_FALSE(key.Verify(digest, EncodeSignature(number.get(), s.get())));
    CHECK_FALSE(key.Verify(digest, EncodeSignature(r.get(), number.get())));
  }
}

TEST_CASE("s of one and of the order less one verify where they are right",
          "[crypto][prepared_ecdsa]") {
  const TestKey key(NID_secp384r1, "edge");
  const Field& field = key.field();
  const Number nonce = field.Pseudorandom("edge nonce");
  const Number r = key.MakeR(nonce.get());
  for (const Number& s : {FromWord(1), field.Negate(FromWord(1).get())}) {
    // e = s * nonce - r * secret
    const Number product = field.Multiply(r.get(), key.secret());
    const Number e =
        field.Add(field.Multiply(s.get(), nonce.get()).get(), field.Negate(product.get()).get());
    CHECK(key.Verify(field.ToDigest(e.get()), EncodeSignature(r.get(), s.get())));
  }
}

TEST_CASE("a signature whose two products are equal verifies", "[crypto][prepared_ecdsa]") {
  const TestKey key(NID_secp384r1, "equal");
  const Number nonce = key.field().Pseudorandom("equal nonce");
  const Number r = key.MakeR(nonce.get());
  const Number e = key.field().Multiply(r.get(), key.secret());
  const Number s = key.MakeS(e.get(), r.get(), nonce.get());
  CHECK(key.Verify(key.field().ToDigest(e.get()), EncodeSignature(r.get(), s.get())));
}

TEST_CASE("a signature whose products cancel out is refused", "[crypto][prepared_ecdsa]") {
  const TestKey key(NID_secp384r1, "cancel");
  const Field& field = key.field();
  for (int i = 0; i < 8; ++i) {
    const Number r = key.MakeR(field.Pseudorandom("cancel nonce " + std::to_string(i)).get());
    const Number e = field.Negate(field.Multiply(r.get(), key.secret()).get());
    const Number s = field.Pseudorandom("cancel s " + std::to_string(i));
    CHECK_FALSE(key.Verify(field.ToDigest(e.get()), EncodeSignature(r.get(), s.get())));
  }
}

TEST_CASE("keys of small and of greatest secrets get BoringSSL's verdict",
          "[crypto][prepared_ecdsa]") {
  const Field field(EC_GROUP_get0_order(
      bssl::UniquePtr<EC_GROUP>(EC_GROUP_new_by_curve_name(NID_secp384r1)).get()));
  for (const uint64_t small : {1, 2, 3, 255, 256}) {
    for (const bool is_negative : {false, true}) {
      const TestKey key(NID_secp384r1,
                        is_negative ? field.Negate(FromWord(small).get()) : FromWord(small));
      const std::string seed = std::to_string(small) + (is_negative ? "-" : "+");
      CheckSignatureAndMutants(key, PseudorandomBytes("digest " + seed, 48), seed);
      // e = r: both scalars are the same.
      const Number nonce = field.Pseudorandom("same " + seed);
      const Number r = key.MakeR(nonce.get());
      const Number s = key.MakeS(r.get(), r.get(), nonce.get());
      if (!BN_is_zero(s.get())) {
        CHECK(key.Verify(field.ToDigest(r.get()), EncodeSignature(r.get(), s.get())));
      }
      CHECK_FALSE(key.Verify(field.ToDigest(r.get()), EncodeSignature(r.get(), nonce.get())));
    }
  }
}

TEST_CASE("a signature that is not DER is refused", "[crypto][prepared_ecdsa]") {
  const TestKey key(NID_secp384r1, "der");
  const std::string digest = PseudorandomBytes("der", 48);
  const std::string good = key.Sign(digest, key.field().Pseudorandom("der nonce").get());
  REQUIRE(key.Verify(digest, good));
  CHECK_FALSE(key.Verify(digest, ""));
  CHECK_FALSE(key.Verify(digest, good + '\0'));
  CHECK_FALSE(key.Verify(digest, good.substr(0, good.size() - 1)));
  // A length in two bytes where one is enough.
  CHECK_FALSE(key.Verify(digest, good.substr(0, 1) + '\x81' + good.substr(1)));
  // r and s as they are, without DER.
  CHECK_FALSE(key.Verify(digest, PseudorandomBytes("raw", 96)));
}

TEST_CASE("another key's signature is refused", "[crypto][prepared_ecdsa]") {
  const TestKey key(NID_secp384r1, "one");
  const TestKey other(NID_secp384r1, "two");
  const std::string digest = PseudorandomBytes("other", 48);
  const Number nonce = key.field().Pseudorandom("other nonce");
  CHECK(other.Verify(digest, other.Sign(digest, nonce.get())));
  CHECK_FALSE(key.Verify(digest, other.Sign(digest, nonce.get())));
}

TEST_CASE("keys on other curves are not prepared", "[crypto][prepared_ecdsa]") {
  const bssl::UniquePtr<EC_KEY> key(EC_KEY_new_by_curve_name(NID_secp224r1));
  REQUIRE(EC_KEY_generate_key(key.get()));
  CHECK_FALSE(PreparedEcdsa::IsWorthwhile(EC_KEY_get0_group(key.get())));
  CHECK(PreparedEcdsa::Create(key.get()) == nullptr);
}

TEST_CASE("threads share a prepared key", "[crypto][prepared_ecdsa]") {
  const TestKey key(NID_secp384r1, "threads");
  const std::string digest = PseudorandomBytes("threads", 48);
  const std::string signature = key.Sign(digest, key.field().Pseudorandom("thread nonce").get());
  std::vector<int> verified(4);
  std::vector<std::thread> threads;
  for (int& count : verified) {
    threads.emplace_back([&key, &digest, &signature, &count] {
      for (int i = 0; i < 20; ++i) {
        count += key.VerifyPrepared(digest, signature) ? 1 : 0;
        count += key.VerifyPrepared(FlipBit(digest, 7), signature) ? 1000 : 0;
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  CHECK(verified == std::vector<int>(4, 20));
}

}  // namespace modelseal::crypto
