/* SPDX-License-Identifier: Apache-2.0
 *
 * Verifies what the owner of a dataset says about records, and nothing else: the interface, in C99,
 * of the small library libmodelseal_dataset_verifier.a and of its WebAssembly module. The formats
 * are in docs/dataset-format.md; the whole library (modelseal.h) has the same and much more.
 *
 * The library knows no secret key, opens no file, starts no thread, reads no clock and makes no
 * random number. It does not know who made a commitment: take one only from where it is signed, or
 * in another way that is trusted.
 *
 *  - Functions that can fail return 0 (MODELSEAL_ZK_OK) or one of MODELSEAL_ZK_ERROR_*, which have
 *    the numbers of modelseal.h. `error` may be NULL; on failure it receives the code and a
 * message, on success it is left alone. Outputs are untouched on failure.
 *  - Bytes are a pointer and a size; a size of 0 accepts any pointer. Any other NULL is
 *    MODELSEAL_ZK_ERROR_INVALID_ARGUMENT, or, of a function that cannot fail, not allowed.
 *  - Two functions give a handle, which the `_free` of its type takes back; that accepts NULL.
 *    Whatever else is returned is borrowed from the handle and lives as long.
 *  - A `const` handle may be used by several threads at once. Distinct handles are independent.
 *  - Memory comes from malloc: some KiB, and for a batch some KiB a record besides the proof's own
 *    size. If there is none left, functions return MODELSEAL_ZK_ERROR_OUT_OF_MEMORY where the
 *    arithmetic asked for it, and call abort() where a container did.
 */
#ifndef MODELSEAL_DATASET_VERIFIER_H_
#define MODELSEAL_DATASET_VERIFIER_H_

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define MODELSEAL_ZK_API __attribute__((visibility("default")))
#define MODELSEAL_ZK_MUST_CHECK __attribute__((warn_unused_result))
#else
#define MODELSEAL_ZK_API
#define MODELSEAL_ZK_MUST_CHECK
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define MODELSEAL_ZK_OK 0
#define MODELSEAL_ZK_ERROR_INVALID_ARGUMENT 101      /* the call itself is wrong */
#define MODELSEAL_ZK_ERROR_ALGORITHM_UNSUPPORTED 308 /* a version or suite that is not known */
#define MODELSEAL_ZK_ERROR_COMMITMENT_INVALID 320    /* the commitment breaks its format */
#define MODELSEAL_ZK_ERROR_PROOF_INVALID 450         /* checked and refused */
#define MODELSEAL_ZK_ERROR_KEY_INVALID 501           /* the commitment's key is no key */
#define MODELSEAL_ZK_ERROR_INTERNAL 901              /* a bug in the library */
#define MODELSEAL_ZK_ERROR_OUT_OF_MEMORY 902

/* Bytes of a record's digest and of a commitment's. */
#define MODELSEAL_ZK_DIGEST_SIZE 32

/* `message` is one line of UTF-8, without control characters, ended by a NUL; a long one is cut. */
typedef struct modelseal_zk_error {
  int32_t code;
  char message[252];
} modelseal_zk_error;

/* What is published and signed of a dataset. Immutable. */
typedef struct modelseal_zk_commitment modelseal_zk_commitment;

/* What a proof that holds says of the records that were asked about, in their order. Immutable. */
typedef struct modelseal_zk_answers modelseal_zk_answers;

/* modelseal_zk_reason_name returns the name of a code, as "DATASET_PROOF_INVALID", "OK" for 0 and
 * "UNKNOWN" for a number that is no code. Static. */
MODELSEAL_ZK_API const char *modelseal_zk_reason_name(int32_t code);

/* modelseal_zk_commitment_parse takes untrusted bytes. Fails with COMMITMENT_INVALID,
 * ALGORITHM_UNSUPPORTED and KEY_INVALID. */
MODELSEAL_ZK_API MODELSEAL_ZK_MUST_CHECK int32_t modelseal_zk_commitment_parse(
    const uint8_t *bytes, size_t size, modelseal_zk_commitment **out, modelseal_zk_error *error);

/* modelseal_zk_commitment_digest writes the SHA-256 that stands for the whole dataset. */
MODELSEAL_ZK_API void modelseal_zk_commitment_digest(const modelseal_zk_commitment *commitment,
                                                     uint8_t digest[MODELSEAL_ZK_DIGEST_SIZE]);

/* modelseal_zk_commitment_name and _context return text of UTF-8, ended by a NUL. */
MODELSEAL_ZK_API const char *modelseal_zk_commitment_name(
    const modelseal_zk_commitment *commitment);
MODELSEAL_ZK_API const char *modelseal_zk_commitment_context(
    const modelseal_zk_commitment *commitment);

/* modelseal_zk_commitment_suite returns how records get their labels: 1 ECVRF-P256-SHA256-TAI of
 * RFC 9381, 2 the bulk suite, which is experimental. */
MODELSEAL_ZK_API int32_t modelseal_zk_commitment_suite(const modelseal_zk_commitment *commitment);

/* modelseal_zk_commitment_kind returns 1 for a set, 2 for a map from records to values. */
MODELSEAL_ZK_API int32_t modelseal_zk_commitment_kind(const modelseal_zk_commitment *commitment);

/* modelseal_zk_commitment_view returns the id of a view under which records were digested, ended by
 * a NUL; NULL for an index that is not below modelseal_zk_commitment_view_count. */
MODELSEAL_ZK_API size_t
modelseal_zk_commitment_view_count(const modelseal_zk_commitment *commitment);
MODELSEAL_ZK_API const char *modelseal_zk_commitment_view(const modelseal_zk_commitment *commitment,
                                                          size_t index);

MODELSEAL_ZK_API void modelseal_zk_commitment_free(modelseal_zk_commitment *commitment);

/* modelseal_zk_record_digest computes the digest of a record under `view`, which must be a view of
 * the commitment (INVALID_ARGUMENT): under any other a record is in no dataset. `bytes` are what
 * the view makes of the record (docs/dataset-format.md, "Records"): of the view "raw" the record as
 * it is. Other views are applied by the caller. */
MODELSEAL_ZK_API MODELSEAL_ZK_MUST_CHECK int32_t modelseal_zk_record_digest(
    const modelseal_zk_commitment *commitment, const char *view, const uint8_t *bytes, size_t size,
    uint8_t digest[MODELSEAL_ZK_DIGEST_SIZE], modelseal_zk_error *error);

/* modelseal_zk_verify_record verifies a proof about one record; it has one answer. Fails with
 * PROOF_INVALID for whatever does not hold and ALGORITHM_UNSUPPORTED for a version that is not
 * known. `proof` may be any bytes. */
MODELSEAL_ZK_API MODELSEAL_ZK_MUST_CHECK int32_t modelseal_zk_verify_record(
    const modelseal_zk_commitment *commitment, const uint8_t digest[MODELSEAL_ZK_DIGEST_SIZE],
    const uint8_t *proof, size_t proof_size, modelseal_zk_answers **out, modelseal_zk_error *error);

/* modelseal_zk_verify_batch does the same for a proof about several records: `digests` are `count`
 * digests, one after another, in the order in which they were asked about. All of the proof holds
 * or none. */
MODELSEAL_ZK_API MODELSEAL_ZK_MUST_CHECK int32_t modelseal_zk_verify_batch(
    const modelseal_zk_commitment *commitment, const uint8_t *digests, size_t count,
    const uint8_t *proof, size_t proof_size, modelseal_zk_answers **out, modelseal_zk_error *error);

MODELSEAL_ZK_API size_t modelseal_zk_answers_count(const modelseal_zk_answers *answers);

/* modelseal_zk_answers_is_member returns 1 if the record is in the dataset, and 0 if it is not or
 * `index` is out of range. */
MODELSEAL_ZK_API int32_t modelseal_zk_answers_is_member(const modelseal_zk_answers *answers,
                                                        size_t index);

/* modelseal_zk_answers_value returns the value of the record, which may hold any bytes, and its
 * size; NULL, with size 0, if the proof does not show one. */
MODELSEAL_ZK_API const uint8_t *modelseal_zk_answers_value(const modelseal_zk_answers *answers,
                                                           size_t index, size_t *size);

MODELSEAL_ZK_API void modelseal_zk_answers_free(modelseal_zk_answers *answers);

#ifdef __cplusplus
}
#endif

#endif /* MODELSEAL_DATASET_VERIFIER_H_ */
