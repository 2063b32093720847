/* SPDX-License-Identifier: Apache-2.0
 *
 * modelseal: know who made a machine learning model, and that not one byte was changed.
 *
 * The only stable interface of the library, in C99. Sections: version, errors, values, jobs,
 * hashing, keys, bundles, sign, verify, differences.
 *
 * Conventions, said once:
 *  - Handles are opaque. `_new`, `_build`, `_load`, `_parse`, `_compute` and `modelseal_sign_*`
 *    give a handle; `_free` of the same type takes it back and accepts NULL. Everything else that
 *    is returned is borrowed and lives until its parent is freed, or, for a handle that is still
 *    being set up, until its next call.
 *  - Functions that can fail return a code: 0 (MODELSEAL_OK) or one of MODELSEAL_ERROR_*. Their
 *    last parameter `err` may be NULL; its old value is ignored; on failure it receives an error
 *    object that the caller frees, on success NULL. Outputs are untouched on failure.
 *  - Bytes and text are a pointer and a length in bytes. Text is UTF-8 without NUL bytes; a
 *    terminating NUL is not needed. A length of 0 accepts any pointer. Paths are bytes in the
 *    encoding of the file system. Any other NULL is MODELSEAL_ERROR_INVALID_ARGUMENT.
 *  - A `const` handle may be used by several threads at once; any other use of one handle is
 *    serialised by the caller. Distinct handles are independent. There is no global state to set
 *    up or tear down, and nothing is read from the environment.
 *  - Callbacks run on the thread that called the library and must not throw through it.
 *  - No input makes the library print, exit or abort.
 */
#ifndef MODELSEAL_MODELSEAL_H_
#define MODELSEAL_MODELSEAL_H_

#include <stddef.h>
#include <stdint.h>

#if defined(MODELSEAL_STATIC)
#define MODELSEAL_API
#elif defined(__GNUC__)
#define MODELSEAL_API __attribute__((visibility("default")))
#else
#define MODELSEAL_API
#endif

#if defined(__GNUC__)
#define MODELSEAL_MUST_CHECK __attribute__((warn_unused_result))
#else
#define MODELSEAL_MUST_CHECK
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ------------------------------------------------------------------------------- version -- */

#define MODELSEAL_VERSION_MAJOR 0
#define MODELSEAL_VERSION_MINOR 1
#define MODELSEAL_VERSION_PATCH 0
#define MODELSEAL_VERSION_STRING "0.1.0"
/* MAJOR * 10000 + MINOR * 100 + PATCH. */
#define MODELSEAL_VERSION_NUMBER 100

/* modelseal_version_number returns MODELSEAL_VERSION_NUMBER of the library that is loaded.
 * Since 0.1. */
MODELSEAL_API uint32_t modelseal_version_number(void);

/* modelseal_version_string returns MODELSEAL_VERSION_STRING of the library that is loaded, a
 * static string. Since 0.1. */
MODELSEAL_API const char *modelseal_version_string(void);

/* -------------------------------------------------------------------------------- errors -- */

/* A result code. The hundreds digit is the category; numbers are never reused; readers must
 * tolerate codes they do not know and go by the category. */
typedef int32_t modelseal_code;

#define MODELSEAL_OK 0

/* Categories: modelseal_error_category() and code / 100. */
#define MODELSEAL_CATEGORY_USAGE 1        /* the call itself is wrong */
#define MODELSEAL_CATEGORY_IO 2           /* could not read or write: nothing was judged */
#define MODELSEAL_CATEGORY_MALFORMED 3    /* the signature file breaks its format */
#define MODELSEAL_CATEGORY_VERIFICATION 4 /* checked and refused */
#define MODELSEAL_CATEGORY_TRUST 5        /* key or other trust material unusable */
#define MODELSEAL_CATEGORY_NETWORK 6      /* a service failed */
#define MODELSEAL_CATEGORY_CANCELLED 7    /* stopped by the caller */
#define MODELSEAL_CATEGORY_INTERNAL 9     /* out of memory, or a bug in the library */

#define MODELSEAL_ERROR_INVALID_ARGUMENT 101
#define MODELSEAL_ERROR_POLICY_NOT_STATED 102
#define MODELSEAL_ERROR_CALLBACK_FAILED 103

#define MODELSEAL_ERROR_NOT_FOUND 201
#define MODELSEAL_ERROR_ACCESS_DENIED 202
#define MODELSEAL_ERROR_IO_FAILED 203
#define MODELSEAL_ERROR_FILE_CHANGED 204
#define MODELSEAL_ERROR_SIGNATURE_NOT_FOUND 205

#define MODELSEAL_ERROR_JSON_INVALID 301
#define MODELSEAL_ERROR_JSON_DUPLICATE_MEMBER 302
#define MODELSEAL_ERROR_BASE64_INVALID 303
#define MODELSEAL_ERROR_LIMIT_EXCEEDED 304
#define MODELSEAL_ERROR_BUNDLE_INVALID 305
#define MODELSEAL_ERROR_STATEMENT_INVALID 306
#define MODELSEAL_ERROR_PREDICATE_UNSUPPORTED 307
#define MODELSEAL_ERROR_ALGORITHM_UNSUPPORTED 308
#define MODELSEAL_ERROR_NAME_INVALID 309
#define MODELSEAL_ERROR_MODEL_EMPTY 310
#define MODELSEAL_ERROR_LOG_ENTRY_UNSUPPORTED 311

#define MODELSEAL_ERROR_SIGNATURE_INVALID 401
#define MODELSEAL_ERROR_KEY_MISMATCH 402
#define MODELSEAL_ERROR_METHOD_MISMATCH 403
#define MODELSEAL_ERROR_DIGEST_MISMATCH 410
#define MODELSEAL_ERROR_FILE_MISSING 411
#define MODELSEAL_ERROR_SHARD_MISSING 412
#define MODELSEAL_ERROR_FILE_UNSIGNED 413
#define MODELSEAL_ERROR_SYMLINK_REFUSED 414
#define MODELSEAL_ERROR_FILE_TYPE_REFUSED 415
#define MODELSEAL_ERROR_IGNORED_CONTENT_REFUSED 416
#define MODELSEAL_ERROR_CERTIFICATE_INVALID 420
#define MODELSEAL_ERROR_CERTIFICATE_EXPIRED 421
#define MODELSEAL_ERROR_CERTIFICATE_KEY_UNSUPPORTED 422
#define MODELSEAL_ERROR_SCT_INVALID 423
#define MODELSEAL_ERROR_IDENTITY_MISMATCH 430
#define MODELSEAL_ERROR_TIMESTAMP_INVALID 431
#define MODELSEAL_ERROR_SIGNING_TIME_UNKNOWN 432
#define MODELSEAL_ERROR_LOG_UNKNOWN 440
#define MODELSEAL_ERROR_LOG_ENTRY_MISSING 441
#define MODELSEAL_ERROR_LOG_ENTRY_MISMATCH 442
#define MODELSEAL_ERROR_LOG_PROMISE_INVALID 443
#define MODELSEAL_ERROR_LOG_INCLUSION_INVALID 444
#define MODELSEAL_ERROR_CHECKPOINT_INVALID 445

#define MODELSEAL_ERROR_KEY_INVALID 501
#define MODELSEAL_ERROR_KEY_UNSUPPORTED 502
#define MODELSEAL_ERROR_PASSWORD_REQUIRED 503
#define MODELSEAL_ERROR_PASSWORD_WRONG 504
#define MODELSEAL_ERROR_TRUST_ANCHOR_INVALID 505
#define MODELSEAL_ERROR_TRUST_ROOT_INVALID 506

#define MODELSEAL_ERROR_CANCELLED 701

#define MODELSEAL_ERROR_INTERNAL 901
#define MODELSEAL_ERROR_OUT_OF_MEMORY 902

typedef struct modelseal_error modelseal_error;

/* A borrowed view of bytes or text; `data` is never NULL and is NUL-terminated as a courtesy. */
typedef struct modelseal_str {
  const char *data;
  size_t len;
} modelseal_str;

/* modelseal_error_code returns the code that the failed call returned; 0 for NULL. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_error_code(const modelseal_error *err);

/* modelseal_error_category returns one of MODELSEAL_CATEGORY_*; 0 for NULL. Since 0.1. */
MODELSEAL_API int32_t modelseal_error_category(const modelseal_error *err);

/* modelseal_error_name returns the stable name of the code without its prefix, for example
 * "SIGNATURE_INVALID"; a static string; "OK" for NULL. Since 0.1. */
MODELSEAL_API const char *modelseal_error_name(const modelseal_error *err);

/* modelseal_error_message returns one line for a person, without a newline, which may change
 * between versions; it never holds secrets. Lives until the error is freed. Since 0.1. */
MODELSEAL_API const char *modelseal_error_message(const modelseal_error *err);

/* modelseal_error_detail returns what is known under `key` (NUL-terminated), or NULL. Keys:
 * "path" (a file), "field" (a place in a document, as `dsseEnvelope.signatures[0].sig`),
 * "expected", "actual", "limit", "errno" (decimal), "callback" (what a callback of the caller
 * returned, decimal), "subject" (of the certificate at fault). Lives until the error is freed.
 * Since 0.1. */
MODELSEAL_API const char *modelseal_error_detail(const modelseal_error *err, const char *key);

/* modelseal_error_free frees the error. NULL is accepted. Since 0.1. */
MODELSEAL_API void modelseal_error_free(modelseal_error *err);

/* modelseal_code_name returns the stable name of any code ("UNKNOWN" for a foreign number), a
 * static string. Since 0.1. */
MODELSEAL_API const char *modelseal_code_name(modelseal_code code);

/* modelseal_code_count and modelseal_code_at enumerate every failure code of the library, for
 * bindings that check their tables. An index out of range gives 0. Since 0.1. */
MODELSEAL_API size_t modelseal_code_count(void);
MODELSEAL_API modelseal_code modelseal_code_at(size_t index);

/* -------------------------------------------------------------------------------- values -- */

/* Digests of file contents (OMS 1.0, `hash_type`). */
#define MODELSEAL_HASH_SHA256 1  /* 32 bytes, the default and the one every verifier knows */
#define MODELSEAL_HASH_BLAKE2B 2 /* BLAKE2b-512, 64 bytes */
#define MODELSEAL_HASH_BLAKE3 3  /* 32 bytes */

/* Elliptic curves of signing keys; the digest that is signed follows the curve. */
#define MODELSEAL_CURVE_P256 256
#define MODELSEAL_CURVE_P384 384
#define MODELSEAL_CURVE_P521 521

/* How a bundle says who signed. */
#define MODELSEAL_METHOD_KEY 1
#define MODELSEAL_METHOD_CERTIFICATE 2
#define MODELSEAL_METHOD_SIGSTORE 3

/* The two orders in which implementations concatenate file digests into a root digest. */
#define MODELSEAL_ORDER_CODE_POINT 1 /* by name, as OMS 1.0 and we write it */
#define MODELSEAL_ORDER_COMPONENT 2  /* by path components, as the Python reference writes it */

/* modelseal_buffer is a run of bytes that the library allocated; it is wiped when freed. */
typedef struct modelseal_buffer modelseal_buffer;

/* modelseal_buffer_view returns the bytes; they live until the buffer is freed. Since 0.1. */
MODELSEAL_API modelseal_str modelseal_buffer_view(const modelseal_buffer *buffer);

/* modelseal_buffer_free wipes and frees the buffer. NULL is accepted. Since 0.1. */
MODELSEAL_API void modelseal_buffer_free(modelseal_buffer *buffer);

/* ---------------------------------------------------------------------------------- jobs -- */

/* Progress of a job. Set by the library, which sets struct_size to the size it knows. */
typedef struct modelseal_progress {
  uint32_t struct_size;
  uint32_t reserved0;
  uint64_t bytes_done;
  uint64_t bytes_total;
  uint64_t files_done;
  uint64_t files_total;
} modelseal_progress;

/* Called about ten times a second while files are hashed, and once at the end. Returns 0 to go
 * on; any other value stops the job with MODELSEAL_ERROR_CANCELLED and stands in the error's
 * detail "callback". */
typedef int32_t (*modelseal_progress_fn)(const modelseal_progress *progress, void *user);

/* modelseal_job carries what belongs to one run and not to a policy: threads, progress, and the
 * way to stop it. One job may serve several runs after one another, not at once. */
typedef struct modelseal_job modelseal_job;

/* modelseal_job_new makes a job with one thread for each processor, without progress. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_job_new(modelseal_job **out, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_job_set_threads sets how many threads hash: 1 to 1024, or 0 for as many as the
 * process may use processors. The result never depends on it. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_job_set_threads(modelseal_job *job, uint32_t threads,
                                                       modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_job_set_progress sets the progress callback; NULL for none. `user` is handed to it and
 * borrowed until the job is freed. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_job_set_progress(modelseal_job *job,
                                                        modelseal_progress_fn progress, void *user,
                                                        modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_job_cancel stops the run that uses the job, and any later one, with
 * MODELSEAL_ERROR_CANCELLED. May be called from any thread and from a signal handler; NULL does
 * nothing. Since 0.1. */
MODELSEAL_API void modelseal_job_cancel(modelseal_job *job);

/* modelseal_job_free frees the job; no run may use it. NULL is accepted. Since 0.1. */
MODELSEAL_API void modelseal_job_free(modelseal_job *job);

/* ------------------------------------------------------------------------------- hashing -- */

/* modelseal_hash_options says how a model becomes a manifest. */
typedef struct modelseal_hash_options modelseal_hash_options;

/* modelseal_hash_options_new makes the defaults: SHA-256 over whole files, symbolic links refused,
 * `.git`, `.gitattributes`, `.github` and `.gitignore` at the top of the model ignored. Since
 * 0.1. */
MODELSEAL_API modelseal_code modelseal_hash_options_new(modelseal_hash_options **out,
                                                        modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_hash_options_set_hash chooses one of MODELSEAL_HASH_*. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_hash_options_set_hash(modelseal_hash_options *options,
                                                             int32_t hash, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_hash_options_set_shard_size_bytes hashes ranges of this many bytes instead of whole
 * files, so that one large file is hashed by several threads; 0 for whole files, else 4096 to
 * 2^53. Empty files are then not part of the manifest (OMS 1.0). Since 0.1. */
MODELSEAL_API modelseal_code modelseal_hash_options_set_shard_size_bytes(
    modelseal_hash_options *options, uint64_t shard_size_bytes, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_hash_options_add_ignored_name leaves out a file or a directory with all below it, by
 * its exact name relative to the model, `/` between components. MODELSEAL_ERROR_NAME_INVALID for
 * an absolute name, `.`, `..`, a glob character or any other non-canonical form. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_hash_options_add_ignored_name(
    modelseal_hash_options *options, const char *name, size_t name_len, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_hash_options_add_ignored_path is the same for a path of the file system, relative to
 * the working directory if not absolute. A path outside the model has no effect. The model itself
 * cannot be ignored: the run then fails with MODELSEAL_ERROR_INVALID_ARGUMENT. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_hash_options_add_ignored_path(
    modelseal_hash_options *options, const char *path, size_t path_len, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_hash_options_set_ignore_git_paths turns the default ignores on (1) or off (0). Since
 * 0.1. */
MODELSEAL_API modelseal_code modelseal_hash_options_set_ignore_git_paths(
    modelseal_hash_options *options, int32_t ignore, modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_hash_options_allow_symlinks_unsafe hashes what a symbolic link points to under the
 * link's own name, wherever it leads. Unsafe: a link can lead out of the model and be pointed
 * elsewhere after the check; OMS is about to remove the setting. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_hash_options_allow_symlinks_unsafe(
    modelseal_hash_options *options, modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_hash_options_free frees the options. NULL is accepted. Since 0.1. */
MODELSEAL_API void modelseal_hash_options_free(modelseal_hash_options *options);

/* modelseal_manifest is a list of files, or ranges of files, with their digests. Immutable. */
typedef struct modelseal_manifest modelseal_manifest;

/* One file or range. The caller sets struct_size to sizeof; the library fills what fits. */
typedef struct modelseal_entry {
  uint32_t struct_size;
  int32_t hash;         /* MODELSEAL_HASH_* */
  modelseal_str name;   /* relative to the model, `/` between components */
  modelseal_str digest; /* lower-case hex */
  uint64_t start_bytes; /* first byte of the range; 0 for a whole file */
  uint64_t end_bytes;   /* one past its last byte; UINT64_MAX where the size is not known */
} modelseal_entry;

/* modelseal_manifest_compute walks and hashes a model: a directory or a single file. `options`
 * NULL for the defaults, `job` NULL for all processors. Fails with NOT_FOUND, ACCESS_DENIED,
 * IO_FAILED, FILE_CHANGED (a file changed while it was read), SYMLINK_REFUSED, FILE_TYPE_REFUSED
 * (socket, pipe, device), NAME_INVALID (not UTF-8), MODEL_EMPTY, LIMIT_EXCEEDED, CANCELLED. Since
 * 0.1. */
MODELSEAL_API modelseal_code modelseal_manifest_compute(const modelseal_hash_options *options,
                                                        const char *model_path,
                                                        size_t model_path_len, modelseal_job *job,
                                                        modelseal_manifest **out,
                                                        modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_manifest_entry_count returns the number of entries, in code point order. Since 0.1. */
MODELSEAL_API size_t modelseal_manifest_entry_count(const modelseal_manifest *manifest);

/* modelseal_manifest_entry fills `out` with the entry at `index` (from 0); INVALID_ARGUMENT past
 * the end or for a struct_size that is too small. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_manifest_entry(const modelseal_manifest *manifest,
                                                      size_t index, modelseal_entry *out,
                                                      modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_manifest_root_digest writes the SHA-256 over all digests in one of MODELSEAL_ORDER_*.
 * It names the model only together with a signature: names are not part of it. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_manifest_root_digest(const modelseal_manifest *manifest,
                                                            int32_t order, uint8_t out[32],
                                                            modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_manifest_model_name returns the name of the model: its base name when it was signed.
 * Informational; never a reason to trust. Since 0.1. */
MODELSEAL_API modelseal_str modelseal_manifest_model_name(const modelseal_manifest *manifest);

/* modelseal_manifest_hash returns one of MODELSEAL_HASH_*. Since 0.1. */
MODELSEAL_API int32_t modelseal_manifest_hash(const modelseal_manifest *manifest);

/* modelseal_manifest_shard_size_bytes returns the size of a range, 0 for whole files. Since 0.1. */
MODELSEAL_API uint64_t modelseal_manifest_shard_size_bytes(const modelseal_manifest *manifest);

/* modelseal_manifest_allows_symlinks returns 1 if links were followed when hashing. Since 0.1. */
MODELSEAL_API int32_t modelseal_manifest_allows_symlinks(const modelseal_manifest *manifest);

/* modelseal_manifest_ignored_count and _ignored give the names that the signer left out. Since
 * 0.1. */
MODELSEAL_API size_t modelseal_manifest_ignored_count(const modelseal_manifest *manifest);
MODELSEAL_API modelseal_str modelseal_manifest_ignored(const modelseal_manifest *manifest,
                                                       size_t index);

/* modelseal_manifest_free frees the manifest. NULL is accepted. Since 0.1. */
MODELSEAL_API void modelseal_manifest_free(modelseal_manifest *manifest);

/* ---------------------------------------------------------------------------------- keys -- */

/* modelseal_key_generate makes an ECDSA key pair on one of MODELSEAL_CURVE_* as PEM: PKCS#8,
 * encrypted (PBES2: PBKDF2, AES-256-CBC) if a password is given, and
 * SubjectPublicKeyInfo. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_key_generate(int32_t curve, const char *password,
                                                    size_t password_len,
                                                    modelseal_buffer **private_pem,
                                                    modelseal_buffer **public_pem,
                                                    modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_signer signs. Immutable; key material is wiped when it is freed. */
typedef struct modelseal_signer modelseal_signer;

/* modelseal_signer_from_key_pem reads an ECDSA private key: PEM, PKCS#8, encrypted PKCS#8 or SEC1,
 * on P-256, P-384 or P-521. `password` may be empty. Fails with KEY_INVALID, KEY_UNSUPPORTED,
 * PASSWORD_REQUIRED or PASSWORD_WRONG. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_signer_from_key_pem(
    const char *pem, size_t pem_len, const char *password, size_t password_len,
    modelseal_signer **out, modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_signer_from_certificate_pem signs in the name of a certificate. `key_pem` and
 * `password` are those of modelseal_signer_from_key_pem. `certificates_pem` holds 1 to 16 PEM
 * blocks CERTIFICATE and no other kind: the one of that key first, then those that lead towards a
 * root. All of them go into the bundle in this order; a root among them gives nobody trust. Also
 * fails with CERTIFICATE_INVALID (cannot be read, or may not sign: see
 * modelseal_verifier_builder_add_trust_anchors_pem), CERTIFICATE_KEY_UNSUPPORTED, KEY_MISMATCH (the
 * first certificate is of another key) or LIMIT_EXCEEDED. Whether they are valid now and lead
 * anywhere is not asked: that is for those who verify. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_signer_from_certificate_pem(
    const char *key_pem, size_t key_pem_len, const char *password, size_t password_len,
    const char *certificates_pem, size_t certificates_pem_len, modelseal_signer **out,
    modelseal_error **err) MODELSEAL_MUST_CHECK;

/* Room, in bytes, that a signing callback finds for its signature. */
#define MODELSEAL_SIGNATURE_CAPACITY_BYTES 1024

/* Signs `digest` (SHA-256, SHA-384 or SHA-512 of `message`, by the curve of the key) and writes a
 * DER-encoded ECDSA signature; *signature_len holds the room there is and receives the length.
 * Returns 0, or another value to fail with MODELSEAL_ERROR_CALLBACK_FAILED. */
typedef int32_t (*modelseal_sign_fn)(const uint8_t *message, size_t message_len,
                                     const uint8_t *digest, size_t digest_len, uint8_t *signature,
                                     size_t *signature_len, void *user);

/* modelseal_signer_from_callback signs with a key that the library never sees. `public_pem` is its
 * public key (SubjectPublicKeyInfo); what comes back is verified with it. `user` is borrowed until
 * the signer is freed. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_signer_from_callback(
    const char *public_pem, size_t public_pem_len, modelseal_sign_fn sign, void *user,
    modelseal_signer **out, modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_signer_free wipes and frees the signer. NULL is accepted. Since 0.1. */
MODELSEAL_API void modelseal_signer_free(modelseal_signer *signer);

/* ------------------------------------------------------------------------------- bundles -- */

/* modelseal_bundle is a parsed Sigstore bundle, the content of a signature file. Parsed does not
 * mean trusted. Immutable. */
typedef struct modelseal_bundle modelseal_bundle;

/* modelseal_bundle_parse reads a bundle from memory; strict in everything. Fails with JSON_INVALID,
 * JSON_DUPLICATE_MEMBER, BASE64_INVALID, BUNDLE_INVALID, LIMIT_EXCEEDED. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_bundle_parse(const uint8_t *json, size_t json_len,
                                                    modelseal_bundle **out, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_bundle_load reads a bundle from a file; also SIGNATURE_NOT_FOUND, ACCESS_DENIED,
 * IO_FAILED. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_bundle_load(const char *path, size_t path_len,
                                                   modelseal_bundle **out, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_bundle_save writes the bundle to a temporary file beside `path` and renames it. Since
 * 0.1. */
MODELSEAL_API modelseal_code modelseal_bundle_save(const modelseal_bundle *bundle, const char *path,
                                                   size_t path_len, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_bundle_json returns the JSON text: as it was read, or as it would be saved. Since
 * 0.1. */
MODELSEAL_API modelseal_str modelseal_bundle_json(const modelseal_bundle *bundle);

/* modelseal_bundle_method returns which of MODELSEAL_METHOD_* the bundle claims. Since 0.1. */
MODELSEAL_API int32_t modelseal_bundle_method(const modelseal_bundle *bundle);

/* modelseal_bundle_media_type returns the bundle's media type. Since 0.1. */
MODELSEAL_API modelseal_str modelseal_bundle_media_type(const modelseal_bundle *bundle);

/* modelseal_bundle_key_hint_unverified returns what the bundle says of its key: lower-case hex of
 * the SHA-256 over the PEM text of the public key; empty if it says nothing. Since 0.1. */
MODELSEAL_API modelseal_str modelseal_bundle_key_hint_unverified(const modelseal_bundle *bundle);

/* modelseal_bundle_certificate_count and _certificate_der_unverified give the certificates that the
 * bundle brings, in DER, the signer's first; none if it is signed by a key. They are not parsed,
 * let alone trusted. An index out of range gives empty bytes. Since 0.1. */
MODELSEAL_API size_t modelseal_bundle_certificate_count(const modelseal_bundle *bundle);
MODELSEAL_API modelseal_str
modelseal_bundle_certificate_der_unverified(const modelseal_bundle *bundle, size_t index);

/* modelseal_bundle_payload_unverified returns the bytes that were signed, the in-toto statement.
 * Since 0.1. */
MODELSEAL_API modelseal_str modelseal_bundle_payload_unverified(const modelseal_bundle *bundle);

/* modelseal_bundle_manifest_unverified reads what the bundle says was signed, without checking who
 * says so: to look, never to decide. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_bundle_manifest_unverified(const modelseal_bundle *bundle,
                                                                  modelseal_manifest **out,
                                                                  modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_bundle_free frees the bundle. NULL is accepted. Since 0.1. */
MODELSEAL_API void modelseal_bundle_free(modelseal_bundle *bundle);

/* ---------------------------------------------------------------------------------- sign -- */

/* modelseal_sign_model hashes a model and signs its manifest: an OMS 1.0 statement in a DSSE
 * envelope in a Sigstore bundle v0.3, verified once before it is returned. `options` and `job` may
 * be NULL. Fails as modelseal_manifest_compute does, and with CALLBACK_FAILED. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_sign_model(const modelseal_signer *signer,
                                                  const modelseal_hash_options *options,
                                                  const char *model_path, size_t model_path_len,
                                                  modelseal_job *job, modelseal_bundle **out,
                                                  modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_sign_manifest signs a manifest that was computed before. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_sign_manifest(const modelseal_signer *signer,
                                                     const modelseal_manifest *manifest,
                                                     modelseal_bundle **out, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* -------------------------------------------------------------------------------- verify -- */

/* modelseal_verifier_builder collects a policy. Who may sign must be stated. */
typedef struct modelseal_verifier_builder modelseal_verifier_builder;

/* modelseal_verifier is a policy. Immutable, usable from several threads; nothing of one
 * verification is kept for the next. */
typedef struct modelseal_verifier modelseal_verifier;

/* modelseal_verifier_builder_new makes an empty policy. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_new(modelseal_verifier_builder **out,
                                                            modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_set_public_key_pem trusts exactly this key: one PEM
 * SubjectPublicKeyInfo block, text before it allowed, ECDSA on P-256, P-384 or P-521. Fails with
 * KEY_INVALID or KEY_UNSUPPORTED. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_set_public_key_pem(
    modelseal_verifier_builder *builder, const char *pem, size_t pem_len, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_add_trust_anchors_pem trusts whoever has a certificate for signing
 * that leads to one of these: PEM blocks CERTIFICATE, at least one and no other kind, text around
 * them allowed; may be called several times. Only self-signed ones end a chain; others help to
 * build it, as those that the bundle brings do. The rules are those of RFC 5280, and:
 *  - the signer's certificate has digitalSignature if it has a key usage, codeSigning if it has
 *    an extended one (anyExtendedKeyUsage does not stand for it), and at least one of the two;
 *  - its key is ECDSA on P-256, P-384 or P-521; keys above it may also be RSA of 2048 bits or
 *    more;
 *  - every certificate of the path, the root too, is valid at the time of verification;
 *  - certificates are signed with SHA-256, SHA-384 or SHA-512; intermediates that have an
 *    extended key usage have codeSigning or anyExtendedKeyUsage in it;
 *  - revocation is not checked, and nothing says which of the holders may sign: trust a root
 *    whose certificates all belong to signers of models, never one of the public web.
 * Verifying then fails with CERTIFICATE_INVALID, CERTIFICATE_EXPIRED or
 * CERTIFICATE_KEY_UNSUPPORTED. This call fails with TRUST_ANCHOR_INVALID, and adds nothing, if a
 * certificate cannot be read or there come to be more than 1024. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_add_trust_anchors_pem(
    modelseal_verifier_builder *builder, const char *pem, size_t pem_len, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_set_verification_time_seconds pins the time at which certificates must
 * be valid: seconds since 1970-01-01T00:00:00Z, from 0 to the end of the year 9999. Without it
 * every verification asks the clock of the machine once. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_set_verification_time_seconds(
    modelseal_verifier_builder *builder, int64_t time_seconds, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_add_ignored_name and _add_ignored_path leave out more of the model
 * than the signer did, as the functions of the same name of modelseal_hash_options. A signed file
 * is never ignored. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_add_ignored_name(
    modelseal_verifier_builder *builder, const char *name, size_t name_len, modelseal_error **err)
    MODELSEAL_MUST_CHECK;
MODELSEAL_API modelseal_code modelseal_verifier_builder_add_ignored_path(
    modelseal_verifier_builder *builder, const char *path, size_t path_len, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_set_ignore_git_paths says whether `.git`, `.gitattributes`, `.github`
 * and `.gitignore` at the top of the model are ignored (1, the default) although the signature
 * does not name them. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_set_ignore_git_paths(
    modelseal_verifier_builder *builder, int32_t ignore, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_set_refuse_ignored_content refuses (1) a model in which anything
 * stands under an ignored name, since nothing there was ever hashed: IGNORED_CONTENT_REFUSED.
 * Default 0. The signature file itself, named by add_ignored_path, is exempt. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_set_refuse_ignored_content(
    modelseal_verifier_builder *builder, int32_t refuse, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_set_strict_schema refuses (1) what OMS 1.0 forbids to write and known
 * writers write all the same: entries out of code point order, `.` as a name, a decorated shard
 * algorithm, shard_size as 1000.0, unknown members of the predicate, empty files unsigned in
 * shard mode. Default 0. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_set_strict_schema(
    modelseal_verifier_builder *builder, int32_t strict, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_set_report_all makes (1) a failed verification read every file to
 * report all differences; by default (0) a missing or unsigned file ends it before anything is
 * hashed. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_set_report_all(
    modelseal_verifier_builder *builder, int32_t report_all, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_allow_unsigned_files_unsafe accepts files that nobody signed. Unsafe:
 * a loader that opens one of them loads what an attacker put there. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_allow_unsigned_files_unsafe(
    modelseal_verifier_builder *builder, modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_allow_symlinks_unsafe follows symbolic links where the signature says
 * that the signer did; without it such a signature is refused if the model has links. Unsafe: see
 * modelseal_hash_options_allow_symlinks_unsafe. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_allow_symlinks_unsafe(
    modelseal_verifier_builder *builder, modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_allow_legacy_v0_unsafe accepts the layout of model-signing 0.2: its
 * predicate without a root digest and its pre-authentication encoding. Unsafe: less is bound by
 * the signature. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_allow_legacy_v0_unsafe(
    modelseal_verifier_builder *builder, modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_build makes the verifier; the builder stays usable. Fails with
 * POLICY_NOT_STATED if nothing says who may sign, and with INVALID_ARGUMENT if a public key is set
 * together with trust anchors or with a verification time. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_build(
    const modelseal_verifier_builder *builder, modelseal_verifier **out, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_free frees the builder. NULL is accepted. Since 0.1. */
MODELSEAL_API void modelseal_verifier_builder_free(modelseal_verifier_builder *builder);

/* modelseal_verifier_free frees the verifier; no verification may use it. NULL is accepted. Since
 * 0.1. */
MODELSEAL_API void modelseal_verifier_free(modelseal_verifier *verifier);

/* modelseal_result is what was proved. It exists only after success. Immutable. */
typedef struct modelseal_result modelseal_result;

/* modelseal_verifier_verify_model checks, in this order: that the bundle is of the method that the
 * policy states, that it names the policy's key or its certificates lead to a trust anchor, the
 * signature, the statement, the files that are there, and last their bytes. `job` may be NULL. A
 * failure of category VERIFICATION means checked and refused; of IO, that it could not be checked.
 * Differences are in modelseal_error_diff. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_verify_model(
    const modelseal_verifier *verifier, const char *model_path, size_t model_path_len,
    const modelseal_bundle *bundle, modelseal_job *job, modelseal_result **out,
    modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_result_manifest returns the verified manifest; borrowed from the result. Since 0.1. */
MODELSEAL_API const modelseal_manifest *modelseal_result_manifest(const modelseal_result *result);

/* modelseal_result_method returns how the signer was established, MODELSEAL_METHOD_*. Since 0.1. */
MODELSEAL_API int32_t modelseal_result_method(const modelseal_result *result);

/* modelseal_result_key_fingerprint returns the key that signed: lower-case hex of the SHA-256 over
 * the PEM text of its SubjectPublicKeyInfo, the form that bundles use as hint. Since 0.1. */
MODELSEAL_API modelseal_str modelseal_result_key_fingerprint(const modelseal_result *result);

/* modelseal_result_key_curve returns the curve of that key, MODELSEAL_CURVE_*. Since 0.1. */
MODELSEAL_API int32_t modelseal_result_key_curve(const modelseal_result *result);

/* modelseal_result_certificate_count, _certificate_subject and _certificate_fingerprint give the
 * path that was verified: the signer's certificate at index 0, the trust anchor last; none if a
 * public key was the policy. The subject is a distinguished name as RFC 4514 writes it, may be
 * empty, and is what the authority that issued the certificate vouches for; the fingerprint is
 * lower-case hex of the SHA-256 over the certificate in DER. An index out of range gives empty
 * text. Since 0.1. */
MODELSEAL_API size_t modelseal_result_certificate_count(const modelseal_result *result);
MODELSEAL_API modelseal_str modelseal_result_certificate_subject(const modelseal_result *result,
                                                                 size_t index);
MODELSEAL_API modelseal_str modelseal_result_certificate_fingerprint(const modelseal_result *result,
                                                                     size_t index);

/* modelseal_result_verified_bytes returns how many bytes of model were hashed. Since 0.1. */
MODELSEAL_API uint64_t modelseal_result_verified_bytes(const modelseal_result *result);

/* modelseal_result_ignored_count and _ignored give the ignored names under which the model holds
 * something; a loader must not read there. Since 0.1. */
MODELSEAL_API size_t modelseal_result_ignored_count(const modelseal_result *result);
MODELSEAL_API modelseal_str modelseal_result_ignored(const modelseal_result *result, size_t index);

/* modelseal_result_unsigned_count and _unsigned give the files that nobody signed, where the
 * policy accepts them (or, without strict_schema, empty files in shard mode). Since 0.1. */
MODELSEAL_API size_t modelseal_result_unsigned_count(const modelseal_result *result);
MODELSEAL_API modelseal_str modelseal_result_unsigned(const modelseal_result *result, size_t index);

/* modelseal_result_free frees the result. NULL is accepted. Since 0.1. */
MODELSEAL_API void modelseal_result_free(modelseal_result *result);

/* --------------------------------------------------------------------------- differences -- */

/* Kinds of difference between a model and what was signed. */
#define MODELSEAL_DIFFERENCE_MODIFIED 1 /* a signed file or range with other bytes */
#define MODELSEAL_DIFFERENCE_MISSING 2  /* a signed file or range that is not there */
#define MODELSEAL_DIFFERENCE_UNSIGNED 3 /* a file that nobody signed */
#define MODELSEAL_DIFFERENCE_IGNORED 4  /* present, left out on purpose: not a fault */
#define MODELSEAL_DIFFERENCE_REFUSED 5  /* a symbolic link, pipe, socket or device */

/* modelseal_diff compares a model with a manifest. Immutable. */
typedef struct modelseal_diff modelseal_diff;

/* One difference. The caller sets struct_size to sizeof; the library fills what fits. */
typedef struct modelseal_difference {
  uint32_t struct_size;
  int32_t kind;           /* MODELSEAL_DIFFERENCE_* */
  modelseal_code code;    /* the reason, MODELSEAL_ERROR_*; 0 for ignored */
  int32_t is_range;       /* 1 if start_bytes and end_bytes name a range of the file */
  modelseal_str name;     /* relative to the model; if not UTF-8, with its bytes as \xff */
  modelseal_str expected; /* signed digest, lower-case hex; empty if there is none */
  modelseal_str actual;   /* digest found, lower-case hex; empty if not hashed or not there */
  uint64_t size_bytes;    /* size of the file found; UINT64_MAX if there is none */
  uint64_t start_bytes;   /* of a range */
  uint64_t end_bytes;     /* of a range, one past its last byte */
} modelseal_difference;

/* modelseal_bundle_diff_unverified compares a model with what a bundle says, without checking who
 * says so. Every file is read. `options` (NULL for the defaults) gives ignored names and symbolic
 * link policy only; hash and shard size are the bundle's. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_bundle_diff_unverified(
    const modelseal_bundle *bundle, const modelseal_hash_options *options, const char *model_path,
    size_t model_path_len, modelseal_job *job, modelseal_diff **out, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_error_diff returns the differences behind a failed verification, or NULL if it did not
 * come to comparing; borrowed from the error. Since 0.1. */
MODELSEAL_API const modelseal_diff *modelseal_error_diff(const modelseal_error *err);

/* modelseal_diff_count returns how many differences of a kind there are; kind 0 counts all that
 * are faults (all but IGNORED). Since 0.1. */
MODELSEAL_API size_t modelseal_diff_count(const modelseal_diff *diff, int32_t kind);

/* modelseal_diff_at fills `out` with the difference at `index` (from 0) among those of `kind`, in
 * code point order of names. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_diff_at(const modelseal_diff *diff, int32_t kind,
                                               size_t index, modelseal_difference *out,
                                               modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_diff_is_complete returns 1 if every file was read; 0 if comparing ended before
 * hashing, so that there may be more modified files than it names. Since 0.1. */
MODELSEAL_API int32_t modelseal_diff_is_complete(const modelseal_diff *diff);

/* modelseal_diff_free frees a diff that modelseal_bundle_diff_unverified gave. NULL is accepted.
 * Since 0.1. */
MODELSEAL_API void modelseal_diff_free(modelseal_diff *diff);

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* MODELSEAL_MODELSEAL_H_ */
