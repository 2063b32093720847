// SPDX-License-Identifier: Apache-2.0
//
// What the small verifier of dataset proofs needs of BoringSSL, in one unit: arithmetic of numbers
// and on P-256, and SHA-256, in portable C (OPENSSL_NO_ASM, OPENSSL_SMALL). BoringSSL's own bcm.c
// is such a unit of everything; this one has no random numbers, ciphers, keys or signatures.
//
// Built without BoringSSL's threads: then it has no locks. What would need them is here instead.
// The only state that it shares is what is computed once, and that is done under CRYPTO_once below;
// its cache of groups is filled under the guard of the one static variable that asks for a group
// (lib/dataset/p256.cc). Errors are not queued: nobody reads them.
#include <stdint.h>
#include <stdlib.h>

#include <openssl/bn.h>
#include <openssl/err.h>

#include "crypto/internal.h"

#include "crypto/fipsmodule/bn/add.c"
#include "crypto/fipsmodule/bn/bn.c"
#include "crypto/fipsmodule/bn/bytes.c"
#include "crypto/fipsmodule/bn/cmp.c"
#include "crypto/fipsmodule/bn/ctx.c"
#include "crypto/fipsmodule/bn/div.c"
#include "crypto/fipsmodule/bn/div_extra.c"
#include "crypto/fipsmodule/bn/exponentiation.c"
#include "crypto/fipsmodule/bn/generic.c"
#include "crypto/fipsmodule/bn/jacobi.c"
#include "crypto/fipsmodule/bn/montgomery.c"
#include "crypto/fipsmodule/bn/montgomery_inv.c"
#include "crypto/fipsmodule/bn/mul.c"
#include "crypto/fipsmodule/bn/shift.c"
#include "crypto/fipsmodule/bn/sqrt.c"
// The table of curves names the arithmetic of all four. Only P-256 is ever asked for.
#define EC_GFp_mont_method EC_GFp_nistp256_method
#include "crypto/fipsmodule/ec/ec.c"
#undef EC_GFp_mont_method
#include "crypto/fipsmodule/ec/ec_montgomery.c"
#include "crypto/fipsmodule/ec/felem.c"
#include "crypto/fipsmodule/ec/oct.c"
#include "crypto/fipsmodule/ec/p256.c"
#include "crypto/fipsmodule/ec/scalar.c"
#include "crypto/fipsmodule/ec/simple.c"
#include "crypto/fipsmodule/ec/simple_mul.c"
#include "crypto/fipsmodule/ec/util.c"
#include "crypto/fipsmodule/ec/wnaf.c"
#include "crypto/fipsmodule/sha/sha256.c"
#include "crypto/mem.c"
#include "crypto/refcount_c11.c"
#include "crypto/stack/stack.c"

enum { kOnceBegun = 1, kOnceDone = 2 };

// Others wait while one computes, which takes microseconds.
void CRYPTO_once(CRYPTO_once_t *once, void (*init)(void)) {
  uint32_t expected = CRYPTO_ONCE_INIT;
  if (__atomic_compare_exchange_n(once, &expected, kOnceBegun, 0, __ATOMIC_ACQUIRE,
                                  __ATOMIC_ACQUIRE)) {
    init();
    __atomic_store_n(once, kOnceDone, __ATOMIC_RELEASE);
    return;
  }
  while (__atomic_load_n(once, __ATOMIC_ACQUIRE) != kOnceDone) {
  }
}

void CRYPTO_STATIC_MUTEX_lock_read(struct CRYPTO_STATIC_MUTEX *lock) {}
void CRYPTO_STATIC_MUTEX_lock_write(struct CRYPTO_STATIC_MUTEX *lock) {}
void CRYPTO_STATIC_MUTEX_unlock_read(struct CRYPTO_STATIC_MUTEX *lock) {}
void CRYPTO_STATIC_MUTEX_unlock_write(struct CRYPTO_STATIC_MUTEX *lock) {}

void ERR_put_error(int library, int unused, int reason, const char *file, unsigned line) {}
void ERR_clear_error(void) {}
uint32_t ERR_peek_last_error(void) { return 0; }

// Square roots modulo primes that are 1 modulo 8 ask for one: that of P-256 is 3 modulo 4.
int BN_pseudo_rand(BIGNUM *rnd, int bits, int top, int bottom) { return 0; }

// Called by what nobody here calls: key generation, and contexts that threads share.
int BN_rand_range_ex(BIGNUM *r, BN_ULONG min_inclusive, const BIGNUM *max_exclusive) { return 0; }
int bn_rand_range_words(BN_ULONG *out, BN_ULONG min_inclusive, const BN_ULONG *max_exclusive,
                        size_t len, const uint8_t additional_data[32]) {
  return 0;
}
void CRYPTO_MUTEX_lock_read(CRYPTO_MUTEX *lock) { abort(); }
void CRYPTO_MUTEX_lock_write(CRYPTO_MUTEX *lock) { abort(); }
void CRYPTO_MUTEX_unlock_read(CRYPTO_MUTEX *lock) {}
void CRYPTO_MUTEX_unlock_write(CRYPTO_MUTEX *lock) {}
