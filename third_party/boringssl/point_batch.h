/* SPDX-License-Identifier: Apache-2.0
 *
 * The encoding of many points of one curve for the price of one inversion.
 *
 * BoringSSL has the arithmetic, for its own use, and no public function that does it: this is the
 * door to it, and the only code here that knows what a point of this revision looks like inside.
 * Named like BoringSSL's own functions, and hidden with them.
 */
#ifndef MODELSEAL_THIRD_PARTY_BORINGSSL_POINT_BATCH_H_
#define MODELSEAL_THIRD_PARTY_BORINGSSL_POINT_BATCH_H_

#include <openssl/base.h>

#include <stddef.h>
#include <stdint.h>

#if defined(__cplusplus)
extern "C" {
#endif

/* Writes the compressed encodings of `count` points of `group`, one behind the other, to `out`,
 * which has room for `encoded_size` bytes each. Returns 1; 0 if one is infinity or of another
 * group, if the encoding has another size, or without memory. Takes a time that does not depend on
 * the coordinates. */
int EC_POINTs_encode_compressed(const EC_GROUP *group, const EC_POINT *const *points, size_t count,
                                uint8_t *out, size_t encoded_size);

#if defined(__cplusplus)
}
#endif

#endif /* MODELSEAL_THIRD_PARTY_BORINGSSL_POINT_BATCH_H_ */
