/* SPDX-License-Identifier: Apache-2.0 */
#include "third_party/boringssl/point_batch.h"

#include <openssl/ec.h>
#include <openssl/mem.h>

#include "crypto/fipsmodule/ec/internal.h"

static int convert(const EC_GROUP *group, const EC_POINT *const *points, size_t count,
                   EC_RAW_POINT *raw, EC_AFFINE *affine) {
  for (size_t i = 0; i < count; ++i) {
    if (EC_GROUP_cmp(group, points[i]->group, NULL) != 0) {
      return 0;
    }
    raw[i] = points[i]->raw;
  }
  /* The methods of P-256 have no function of their own. Their coordinates are in Montgomery's form,
   * as those of the general method are: they multiply by its functions. */
  return EC_GFp_mont_method()->jacobian_to_affine_batch(group, affine, raw, count);
}

int EC_POINTs_encode_compressed(const EC_GROUP *group, const EC_POINT *const *points, size_t count,
                                uint8_t *out, size_t encoded_size) {
  if (count == 0) {
    return 1;
  }
  if (group->meth->felem_mul != ec_GFp_mont_felem_mul || count > SIZE_MAX / sizeof(EC_RAW_POINT)) {
    return 0;
  }
  /* OPENSSL_free() wipes: what stands before the division says something of the scalar. */
  EC_RAW_POINT *raw = OPENSSL_malloc(count * sizeof(EC_RAW_POINT));
  EC_AFFINE *affine = OPENSSL_malloc(count * sizeof(EC_AFFINE));
  int ok = raw != NULL && affine != NULL && convert(group, points, count, raw, affine);
  for (size_t i = 0; ok && i < count; ++i) {
    ok = ec_point_to_bytes(group, &affine[i], POINT_CONVERSION_COMPRESSED, out + i * encoded_size,
                           encoded_size) == encoded_size;
  }
  OPENSSL_free(raw);
  OPENSSL_free(affine);
  return ok;
}
