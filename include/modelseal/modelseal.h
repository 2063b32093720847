/* SPDX-License-Identifier: Apache-2.0
 *
 * modelseal: know who made a machine learning model, and that not one byte was changed.
 *
 * The only stable interface of the library, in C99. Sections: version, errors, values, jobs,
 * hashing, hashing bytes that the caller has, keys, bundles, evidence, sign, trust, verify,
 * artifacts, results, differences, datasets, training provenance.
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
#define MODELSEAL_ERROR_DATASET_RECORD_DUPLICATE 110

#define MODELSEAL_ERROR_NOT_FOUND 201
#define MODELSEAL_ERROR_ACCESS_DENIED 202
#define MODELSEAL_ERROR_IO_FAILED 203
#define MODELSEAL_ERROR_FILE_CHANGED 204
#define MODELSEAL_ERROR_SIGNATURE_NOT_FOUND 205
#define MODELSEAL_ERROR_DIGEST_CACHE_INVALID 206

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
#define MODELSEAL_ERROR_DATASET_COMMITMENT_INVALID 320
#define MODELSEAL_ERROR_DATASET_STORE_INVALID 321

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
#define MODELSEAL_ERROR_PREDICATE_MISMATCH 433
#define MODELSEAL_ERROR_LOG_UNKNOWN 440
#define MODELSEAL_ERROR_LOG_ENTRY_MISSING 441
#define MODELSEAL_ERROR_LOG_ENTRY_MISMATCH 442
#define MODELSEAL_ERROR_LOG_PROMISE_INVALID 443
#define MODELSEAL_ERROR_LOG_INCLUSION_INVALID 444
#define MODELSEAL_ERROR_CHECKPOINT_INVALID 445
#define MODELSEAL_ERROR_DATASET_PROOF_INVALID 450
#define MODELSEAL_ERROR_DATASET_COMMITMENT_MISMATCH 451
#define MODELSEAL_ERROR_DATASET_COMMITMENT_MISSING 452
#define MODELSEAL_ERROR_DATASET_LIST_INCOMPLETE 453
#define MODELSEAL_ERROR_FRAMEWORK_REFUSED 454

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

/* Where the digest of a file or a range came from. */
#define MODELSEAL_DIGEST_SOURCE_NONE 0   /* a statement says so; no bytes were looked at */
#define MODELSEAL_DIGEST_SOURCE_HASHED 1 /* the library hashed the bytes */
#define MODELSEAL_DIGEST_SOURCE_CACHED 2 /* an earlier run, of a file that did not change since */
#define MODELSEAL_DIGEST_SOURCE_ENGINE 3 /* the caller's hash engine */
#define MODELSEAL_DIGEST_SOURCE_GIVEN 4  /* the caller said so: modelseal_hasher_add_digest */

/* Elliptic curves of signing keys; the digest that is signed follows the curve. */
#define MODELSEAL_CURVE_P256 256
#define MODELSEAL_CURVE_P384 384
#define MODELSEAL_CURVE_P521 521

/* How a bundle says who signed. */
#define MODELSEAL_METHOD_KEY 1
#define MODELSEAL_METHOD_CERTIFICATE 2
#define MODELSEAL_METHOD_SIGSTORE 3

/* Digests of artifacts that are no models, and of what signs them. */
#define MODELSEAL_DIGEST_SHA256 1 /* 32 bytes */
#define MODELSEAL_DIGEST_SHA384 2 /* 48 bytes */
#define MODELSEAL_DIGEST_SHA512 3 /* 64 bytes */

/* Kinds of subject alternative name that an identity may be. */
#define MODELSEAL_SAN_EMAIL 1      /* rfc822Name */
#define MODELSEAL_SAN_URI 2        /* uniformResourceIdentifier */
#define MODELSEAL_SAN_OTHER_NAME 3 /* otherName, as Fulcio writes a user name */
#define MODELSEAL_SAN_DNS 4        /* dNSName */

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
  uint64_t bytes_cached; /* of bytes_done, those whose digests were in the job's digest cache */
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
 * process may use processors (more if files are read past the page cache, because most threads wait
 * for the disk then). The result never depends on it. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_job_set_threads(modelseal_job *job, uint32_t threads,
                                                       modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_job_set_progress sets the progress callback; NULL for none. `user` is handed to it and
 * borrowed until the job is freed. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_job_set_progress(modelseal_job *job,
                                                        modelseal_progress_fn progress, void *user,
                                                        modelseal_error **err) MODELSEAL_MUST_CHECK;

/* How many files are read at once: as many as keep the processors busy, or one after another, each
 * from its first byte to its last. AUTO is SEQUENTIAL on disks that turn and on file servers, else
 * PARALLEL. */
#define MODELSEAL_READ_AUTO 0
#define MODELSEAL_READ_PARALLEL 1
#define MODELSEAL_READ_SEQUENTIAL 2

/* modelseal_job_set_read_mode chooses one of MODELSEAL_READ_*; without it, MODELSEAL_READ_AUTO. The
 * result never depends on it. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_job_set_read_mode(modelseal_job *job, int32_t read_mode,
                                                         modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_job_set_bypass_page_cache reads files past the page cache (1) where the file system can
 * do that, so that what other processes have there stays; 0, the default, through it, which is
 * faster for files that are read again. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_job_set_bypass_page_cache(modelseal_job *job, int32_t bypass,
                                                                 modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_job_cancel stops the run that uses the job, and any later one, with
 * MODELSEAL_ERROR_CANCELLED. May be called from any thread and from a signal handler; NULL does
 * nothing. Since 0.1. */
MODELSEAL_API void modelseal_job_cancel(modelseal_job *job);

/* modelseal_job_free frees the job; no run may use it. NULL is accepted. Since 0.1. */
MODELSEAL_API void modelseal_job_free(modelseal_job *job);

/* What a hash engine is to hash: bytes [start_bytes, end_bytes) of an open regular file. Set by the
 * library, which sets struct_size to the size it knows; lives during the call. */
typedef struct modelseal_hash_range {
  uint32_t struct_size;
  int32_t hash;       /* MODELSEAL_HASH_* */
  modelseal_str name; /* relative to the model, for messages: never to be opened again */
  uint64_t start_bytes;
  uint64_t end_bytes;
  int32_t fd; /* open for reading; ranges of one file share it, so read at offsets (pread) */
  uint32_t reserved0;
} modelseal_hash_range;

/* Hashes `count` ranges, all with the same hash, and writes their digests one after another to
 * `digests`: 32 or 64 bytes each, as the hash has. Returns 0; any other value stops the run with
 * MODELSEAL_ERROR_CALLBACK_FAILED and stands in the error's detail "callback". */
typedef int32_t (*modelseal_hash_ranges_fn)(const modelseal_hash_range *const *ranges, size_t count,
                                            uint8_t *digests, void *user);

/* A hash engine: somebody who hashes instead of the library, such as an accelerator. The caller
 * sets struct_size to sizeof. */
typedef struct modelseal_hash_engine {
  uint32_t struct_size;
  uint32_t max_ranges; /* of one call, 1 to 256: so many files may be open at once */
  modelseal_hash_ranges_fn hash_ranges;
  void *user; /* handed to hash_ranges; borrowed until the job is freed */
} modelseal_hash_engine;

/* modelseal_job_set_hash_engine makes runs of the job hash models by an engine; NULL for the
 * library itself. The engine is called on the thread that called the library, with ranges in the
 * order of the manifest; threads, read mode and page cache are then its own affair. The library
 * opens the files beneath the model and looks at them again after each call, so that a file that
 * changes is FILE_CHANGED; progress and cancellation come between two calls. The engine is trusted:
 * whatever it writes, or leaves at zero, is taken for the digest, so one that errs makes models
 * fail that are whole, and one that lies makes any model pass. Digests are marked
 * MODELSEAL_DIGEST_SOURCE_ENGINE. Artifacts that are no models are hashed by the library all the
 * same. INVALID_ARGUMENT for a struct_size that is too small or max_ranges out of range. Since
 * 0.1. */
MODELSEAL_API modelseal_code modelseal_job_set_hash_engine(modelseal_job *job,
                                                           const modelseal_hash_engine *engine,
                                                           modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_job_set_digest_cache makes runs that sign or compute a manifest take the digests of
 * files that did not change since an earlier run from the file `path`, and hash only the rest.
 * Every successful run replaces the file, which need not exist; its directory must. "Did not
 * change" is what the file system says: device, inode, size, time of modification and of change to
 * the nanosecond, and both times more than two seconds before the earlier run. Writes that leave
 * no new time go unnoticed: after the clock was set back, past the file system, or to a file that
 * a program holds mapped for writing. Nothing is kept of files on a network file system, FUSE or
 * another whose clock cannot be told, unless `path` is on the same one; where clients stamp files
 * themselves (Lustre, CephFS) their clocks must agree to a second. Whoever can write the file
 * decides what is signed: it must belong to the effective user, be writable by nobody else and is
 * written with mode 0600. It should not lie in the model, where it would be signed. Of several
 * processes with one file the last one's stays. An empty `path` for no cache.
 * Fails, before anything is hashed, with DIGEST_CACHE_INVALID (the file was altered or is none of
 * ours; detail "field" says where), ACCESS_DENIED (also owner or mode), FILE_TYPE_REFUSED,
 * SYMLINK_REFUSED, NOT_FOUND (the directory), IO_FAILED, LIMIT_EXCEEDED; the job is then as before.
 * Runs fail as well if the file cannot be written in the end. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_job_set_digest_cache(modelseal_job *job, const char *path,
                                                            size_t path_len, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_job_set_fresh_digest_cache is the same, but begins with an empty cache, whoever wrote
 * the file and whatever is wrong with it. Fails with DIGEST_CACHE_INVALID if the file does not
 * begin as a digest cache, of any version: it is something else and stays. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_job_set_fresh_digest_cache(modelseal_job *job,
                                                                  const char *path, size_t path_len,
                                                                  modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_job_allow_cached_digests_unsafe makes verification and comparison use the job's digest
 * cache too; otherwise they hash every byte. Unsafe: what is then verified is what an earlier run
 * read, not what a loader will read now, if anyone on the machine writes as is said above. For
 * checks that are repeated on a machine whose users and programs are all trusted. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_job_allow_cached_digests_unsafe(modelseal_job *job,
                                                                       modelseal_error **err)
    MODELSEAL_MUST_CHECK;

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
  int32_t source;       /* MODELSEAL_DIGEST_SOURCE_* */
  uint32_t reserved0;
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

/* ---------------------------------------------------- hashing bytes that the caller has -- */

/* For a loader that reads the files anyway, into memory or onto a device, and must not read them
 * twice: a manifest that is made of bytes in memory, to be signed with modelseal_sign_manifest or
 * verified with modelseal_verifier_verify_manifest.
 *
 *   modelseal_hash_options_from_bundle_unverified(bundle, &options, &err);
 *   modelseal_hasher_new(options, "model", 5, &hasher, &err);
 *   for each file, or each shard of it, in any order and on any threads:
 *     modelseal_hasher_open_stream(hasher, name, name_len, start, end, &stream, &err);
 *     modelseal_hash_stream_update(stream, bytes, bytes_len, &err);  ... until all bytes are there
 *     modelseal_hash_stream_finish(stream, &err);
 *     modelseal_hash_stream_free(stream);
 *   modelseal_hasher_finish(hasher, &manifest, &err);
 *   modelseal_verifier_verify_manifest(verifier, manifest, bundle, &result, &err);
 *
 * Nothing may be used of these bytes before the last call succeeded. */

/* modelseal_hasher is a manifest under construction. All its functions but _free may be called by
 * several threads at once. */
typedef struct modelseal_hasher modelseal_hasher;

/* modelseal_hash_stream takes the bytes of one file, or one shard of it. Used by one thread at a
 * time; different streams, also of one hasher, by as many as there are. */
typedef struct modelseal_hash_stream modelseal_hash_stream;

/* modelseal_hasher_new begins a manifest. `options` NULL for the defaults. `model_name` is what
 * modelseal_manifest_model_name will give, in the form of a file's name: "model", "org/model".
 * Fails with NAME_INVALID (also for an ignored name) and with INVALID_ARGUMENT for options with
 * ignored paths, which need a model on disk. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_hasher_new(const modelseal_hash_options *options,
                                                  const char *model_name, size_t model_name_len,
                                                  modelseal_hasher **out, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_hasher_open_stream announces bytes [start_bytes, end_bytes) of the file `name`, its
 * name relative to the model with `/` between components. Without a shard size that is all of the
 * file, from 0 to its size; with one it is a shard: it starts at a multiple of the shard size and
 * is as long, unless it is the last of its file, which may be shorter but not empty. Empty files
 * are not part of a manifest of shards (OMS 1.0) and must be left out. Fails with NAME_INVALID (not
 * UTF-8, absolute, `.`, `..` or any other non-canonical form), LIMIT_EXCEEDED, and INVALID_ARGUMENT
 * for a range that is no whole file or shard, that was given already, that is ignored by the
 * options or whose file would be a directory, too. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_hasher_open_stream(
    modelseal_hasher *hasher, const char *name, size_t name_len, uint64_t start_bytes,
    uint64_t end_bytes, modelseal_hash_stream **out, modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_hash_stream_update hashes the next bytes of the stream. INVALID_ARGUMENT, and nothing
 * is hashed, for more bytes than were announced or after _finish. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_hash_stream_update(modelseal_hash_stream *stream,
                                                          const uint8_t *bytes, size_t bytes_len,
                                                          modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* The next bytes of one of several streams. The caller sets struct_size to sizeof. */
typedef struct modelseal_hash_input {
  uint32_t struct_size;
  uint32_t reserved0;
  modelseal_hash_stream *stream;
  const uint8_t *bytes;
  size_t bytes_len;
} modelseal_hash_input;

/* modelseal_hash_streams_update is modelseal_hash_stream_update for several streams, of any
 * hashers, each of which may be there once. Hashing them side by side is faster than one after
 * another: with modelseal_hasher_lanes() of them, or many more, that get about as many bytes each.
 * `inputs` is an array of `count` structs, all with the same struct_size. If one is refused, none
 * is hashed. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_hash_streams_update(const modelseal_hash_input *inputs,
                                                           size_t count, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_hasher_lanes returns how many streams modelseal_hash_streams_update hashes side by side
 * on this machine with one of MODELSEAL_HASH_*: 1 if one alone is as fast; 0 for an unknown hash.
 * Since 0.1. */
MODELSEAL_API size_t modelseal_hasher_lanes(int32_t hash);

/* modelseal_hash_stream_finish gives the digest to the hasher. INVALID_ARGUMENT if fewer bytes came
 * than were announced, which may still come, or if it was finished before. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_hash_stream_finish(modelseal_hash_stream *stream,
                                                          modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_hash_stream_free frees the stream, before or after its hasher. One that was not
 * finished leaves its range missing, until it is opened again. NULL is accepted. Since 0.1. */
MODELSEAL_API void modelseal_hash_stream_free(modelseal_hash_stream *stream);

/* modelseal_hasher_add_digest gives the digest of a file or a shard that was hashed elsewhere:
 * `digest` has 32 or 64 bytes, as the hash of the options, and is not hex. It is believed, and
 * marked MODELSEAL_DIGEST_SOURCE_GIVEN. Otherwise as modelseal_hasher_open_stream. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_hasher_add_digest(modelseal_hasher *hasher, const char *name,
                                                         size_t name_len, uint64_t start_bytes,
                                                         uint64_t end_bytes, const uint8_t *digest,
                                                         size_t digest_len, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_hasher_finish makes the manifest of all that was given; the hasher stays usable. Fails
 * with MODEL_EMPTY if that is nothing, and with INVALID_ARGUMENT while a stream is open, if one was
 * freed unfinished, and if a shard before another one of its file is missing. Shards at the end of
 * a file that were never opened are not known to be missing: verification notices, signing does
 * not. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_hasher_finish(const modelseal_hasher *hasher,
                                                     modelseal_manifest **out,
                                                     modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_hasher_free frees the hasher. NULL is accepted. Since 0.1. */
MODELSEAL_API void modelseal_hasher_free(modelseal_hasher *hasher);

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

/* modelseal_bundle_key_hint_unverified returns what the bundle says of its key: of a model's
 * signature lower-case hex of the SHA-256 over the PEM text of the public key, of other bundles
 * whatever their client writes; empty if it says nothing. Since 0.1. */
MODELSEAL_API modelseal_str modelseal_bundle_key_hint_unverified(const modelseal_bundle *bundle);

/* modelseal_bundle_certificate_count and _certificate_der_unverified give the certificates that the
 * bundle brings, in DER, the signer's first; none if it is signed by a key. They are not parsed,
 * let alone trusted. An index out of range gives empty bytes. Since 0.1. */
MODELSEAL_API size_t modelseal_bundle_certificate_count(const modelseal_bundle *bundle);
MODELSEAL_API modelseal_str
modelseal_bundle_certificate_der_unverified(const modelseal_bundle *bundle, size_t index);

/* modelseal_bundle_has_envelope returns 1 if what was signed is in the bundle, as a statement in an
 * envelope; 0 if the signature is over the artifact itself (a message signature), as no model is
 * signed. Since 0.1. */
MODELSEAL_API int32_t modelseal_bundle_has_envelope(const modelseal_bundle *bundle);

/* modelseal_bundle_payload_unverified returns the bytes that were signed, the in-toto statement;
 * empty for a message signature. Since 0.1. */
MODELSEAL_API modelseal_str modelseal_bundle_payload_unverified(const modelseal_bundle *bundle);

/* modelseal_bundle_manifest_unverified reads what the bundle says was signed, without checking who
 * says so: to look, never to decide. Fails with BUNDLE_INVALID for a message signature, which holds
 * no manifest, and with STATEMENT_INVALID, PREDICATE_UNSUPPORTED, ALGORITHM_UNSUPPORTED,
 * NAME_INVALID, LIMIT_EXCEEDED for a statement that is not about a model. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_bundle_manifest_unverified(const modelseal_bundle *bundle,
                                                                  modelseal_manifest **out,
                                                                  modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_hash_options_from_bundle_unverified makes the options that a manifest needs to be
 * compared with what a bundle says was signed: its hash, its shard size and its ignored names,
 * nothing else ignored. Nobody has checked the bundle: they are for hashing, and decide nothing. It
 * does not allow symbolic links. Fails as modelseal_bundle_manifest_unverified. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_hash_options_from_bundle_unverified(
    const modelseal_bundle *bundle, modelseal_hash_options **out, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_bundle_free frees the bundle. NULL is accepted. Since 0.1. */
MODELSEAL_API void modelseal_bundle_free(modelseal_bundle *bundle);

/* ------------------------------------------------------------------------------ evidence -- */

/* modelseal_evidence is what is known of a signature beyond that it holds: who made it, when, and
 * where that was recorded. Immutable. That of a result was verified, is borrowed from it and is for
 * people and records: the policy has decided already. That of a bundle is only what the bundle
 * claims. NULL has none. */
typedef struct modelseal_evidence modelseal_evidence;

/* modelseal_bundle_evidence_unverified reads what a bundle claims, without checking any of it: to
 * look, never to decide. It has the validity of the signer's certificate; the identity in it and
 * the logs of certificates if the bundle is of the method MODELSEAL_METHOD_SIGSTORE; the times of
 * the timestamps, without authority, and those that logs are said to promise; the log entries.
 * Fails with CERTIFICATE_INVALID, SCT_INVALID, TIMESTAMP_INVALID or LIMIT_EXCEEDED if one of these
 * cannot be read. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_bundle_evidence_unverified(const modelseal_bundle *bundle,
                                                                  modelseal_evidence **out,
                                                                  modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_evidence_free frees what modelseal_bundle_evidence_unverified gave; never that of a
 * result. NULL is accepted. Since 0.1. */
MODELSEAL_API void modelseal_evidence_free(modelseal_evidence *evidence);

/* modelseal_evidence_subject returns the identity of a keyless signer: an e-mail address, a URI of
 * a workflow, or as _subject_type says; UTF-8. Empty for other signers: a key has no name, and that
 * of a certificate authority's certificate is modelseal_result_certificate_subject. Since 0.1. */
MODELSEAL_API modelseal_str modelseal_evidence_subject(const modelseal_evidence *evidence);

/* modelseal_evidence_subject_type returns MODELSEAL_SAN_*; 0 if there is no subject. Since 0.1. */
MODELSEAL_API int32_t modelseal_evidence_subject_type(const modelseal_evidence *evidence);

/* modelseal_evidence_issuer returns who vouched for the subject: the address of the identity
 * provider with which a keyless signer logged in, as https://accounts.google.com. Empty if there is
 * none. Since 0.1. */
MODELSEAL_API modelseal_str modelseal_evidence_issuer(const modelseal_evidence *evidence);

/* modelseal_evidence_certificate_not_before_seconds and _not_after_seconds return the validity of
 * the signer's certificate, both ends included, in seconds since 1970-01-01T00:00:00Z; INT64_MIN
 * and INT64_MAX if there is no certificate. Since 0.1. */
MODELSEAL_API int64_t
modelseal_evidence_certificate_not_before_seconds(const modelseal_evidence *evidence);
MODELSEAL_API int64_t
modelseal_evidence_certificate_not_after_seconds(const modelseal_evidence *evidence);

/* What Fulcio wrote about a keyless signer. The caller sets struct_size to sizeof; the library
 * fills what fits. The texts live as long as the evidence. */
typedef struct modelseal_extension {
  uint32_t struct_size;
  uint32_t reserved0;
  modelseal_str oid;   /* dotted decimal: 1.3.6.1.4.1.57264.1.12 */
  modelseal_str name;  /* what it is, in English: "Source Repository URI"; empty if not known */
  modelseal_str value; /* UTF-8 */
} modelseal_extension;

/* modelseal_evidence_extension_count and _extension_at give the extensions 1.3.6.1.4.1.57264.1.1 to
 * .24 of the certificate in the order of their last number, the issuer among them. _extension_at
 * fails with INVALID_ARGUMENT past the end and for a struct_size that is too small. Since 0.1. */
MODELSEAL_API size_t modelseal_evidence_extension_count(const modelseal_evidence *evidence);
MODELSEAL_API modelseal_code modelseal_evidence_extension_at(const modelseal_evidence *evidence,
                                                             size_t index, modelseal_extension *out,
                                                             modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* Who says when a signature existed. */
#define MODELSEAL_TIME_SOURCE_TIMESTAMP_AUTHORITY 1 /* a timestamp by RFC 3161 */
#define MODELSEAL_TIME_SOURCE_TRANSPARENCY_LOG 2    /* an inclusion promise of a log */

/* A time at which the signature existed. The caller sets struct_size to sizeof; the library fills
 * what fits. The text lives as long as the evidence. */
typedef struct modelseal_signing_time {
  uint32_t struct_size;
  int32_t source;            /* MODELSEAL_TIME_SOURCE_* */
  int64_t time_milliseconds; /* since 1970-01-01T00:00:00Z */
  modelseal_str authority;   /* subject of the authority's certificate, or address of the log; not
                                verified: empty, or the log's identifier in lower-case hex */
} modelseal_signing_time;

/* modelseal_evidence_time_count and _time_at give the times, timestamps first. _time_at fails with
 * INVALID_ARGUMENT past the end and for a struct_size that is too small. Since 0.1. */
MODELSEAL_API size_t modelseal_evidence_time_count(const modelseal_evidence *evidence);
MODELSEAL_API modelseal_code modelseal_evidence_time_at(const modelseal_evidence *evidence,
                                                        size_t index, modelseal_signing_time *out,
                                                        modelseal_error **err) MODELSEAL_MUST_CHECK;

/* Where a signature was recorded. The caller sets struct_size to sizeof; the library fills what
 * fits. The texts live as long as the evidence. */
typedef struct modelseal_log_entry {
  uint32_t struct_size;
  uint32_t reserved0;
  uint64_t log_index;              /* over all shards of the log, as its users know it */
  uint64_t tree_size;              /* of the checkpoint that holds the entry */
  int64_t integrated_time_seconds; /* since 1970-01-01T00:00:00Z; 0: the log vouches for none */
  modelseal_str log;               /* its address; not verified: its identifier, lower-case hex */
  modelseal_str kind;              /* "hashedrekord" */
  modelseal_str version;           /* "0.0.1" */
  modelseal_str origin;            /* first line of the checkpoint; empty if it cannot be read */
} modelseal_log_entry;

/* modelseal_evidence_log_entry_count and _log_entry_at give the entries in transparency logs, in
 * the order of the bundle. _log_entry_at fails with INVALID_ARGUMENT past the end and for a
 * struct_size that is too small. Since 0.1. */
MODELSEAL_API size_t modelseal_evidence_log_entry_count(const modelseal_evidence *evidence);
MODELSEAL_API modelseal_code modelseal_evidence_log_entry_at(const modelseal_evidence *evidence,
                                                             size_t index, modelseal_log_entry *out,
                                                             modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_evidence_sct_log_count returns how many different logs of certificates vouch for the
 * certificate of a keyless signer (signed certificate timestamps, RFC 6962). Since 0.1. */
MODELSEAL_API size_t modelseal_evidence_sct_log_count(const modelseal_evidence *evidence);

/* What was not checked, since the policy does not ask for it or because there is no means to. */
#define MODELSEAL_UNCHECKED_IDENTITY 1        /* any signer was accepted */
#define MODELSEAL_UNCHECKED_LOG_ENTRY 2       /* not in a log, or in one that nobody asked */
#define MODELSEAL_UNCHECKED_CERTIFICATE_LOG 3 /* no log of certificates has the signer's */
#define MODELSEAL_UNCHECKED_SIGNING_TIME 4    /* when it was signed is not known */
#define MODELSEAL_UNCHECKED_REVOCATION 5      /* whether a certificate was taken back */

/* modelseal_evidence_unchecked_count and _unchecked give MODELSEAL_UNCHECKED_*: what a careful
 * reader of the result must know; all of them for evidence that was not verified. An index out of
 * range gives 0. Since 0.1. */
MODELSEAL_API size_t modelseal_evidence_unchecked_count(const modelseal_evidence *evidence);
MODELSEAL_API int32_t modelseal_evidence_unchecked(const modelseal_evidence *evidence,
                                                   size_t index);

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

/* --------------------------------------------------------------------------------- trust -- */

/* modelseal_trust_root is whom keyless signatures trust: the transparency logs, certificate
 * authorities, logs of certificates and timestamp authorities of one Sigstore instance, each for a
 * period of its own. Immutable; made to be loaded once and shared by verifiers and threads, since
 * loading verifies the signatures inside. */
typedef struct modelseal_trust_root modelseal_trust_root;

/* modelseal_trust_root_parse reads the JSON of a Sigstore TrustedRoot 0.1 or 0.2, or of a
 * ClientTrustConfig 0.1, of which the trusted root counts. The text must come from a place that the
 * caller trusts. Members that are not known are ignored; logs and authorities whose kind of key is
 * not supported are left out; anything else that is wrong is TRUST_ROOT_INVALID with the detail
 * "field". LIMIT_EXCEEDED above 4 MiB. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_trust_root_parse(const uint8_t *json, size_t json_len,
                                                        modelseal_trust_root **out,
                                                        modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_trust_root_load reads one from a file; also NOT_FOUND, ACCESS_DENIED, IO_FAILED,
 * FILE_TYPE_REFUSED. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_trust_root_load(const char *path, size_t path_len,
                                                       modelseal_trust_root **out,
                                                       modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_trust_root_production gives that of Sigstore's public instance as it was when the
 * library was built. Nothing is fetched: keys that the instance began to use later, or has given up
 * since, are not known. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_trust_root_production(modelseal_trust_root **out,
                                                             modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_trust_root_free frees the handle; verifiers and builders that were given it keep what
 * they need. NULL is accepted. Since 0.1. */
MODELSEAL_API void modelseal_trust_root_free(modelseal_trust_root *trust_root);

/* modelseal_identity is a keyless signer that a policy lets pass. Subject and issuer must both be
 * stated: a name means nothing without the one who vouches for it. */
typedef struct modelseal_identity modelseal_identity;

/* modelseal_identity_new makes one that states nothing yet. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_identity_new(modelseal_identity **out, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_identity_set_subject demands that the subject be this text, byte by byte: no folding of
 * case, no normalisation. Replaces a pattern. INVALID_ARGUMENT for empty text. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_identity_set_subject(modelseal_identity *identity,
                                                            const char *subject, size_t subject_len,
                                                            modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_identity_set_subject_pattern demands that all of the subject, from its first byte to
 * its last, match a regular expression in RE2's syntax of at most 4096 bytes; matching takes time
 * linear in the subject. A dot in the expression is any character: write \. for the dot of a host.
 * Replaces an exact text. INVALID_ARGUMENT, with what is wrong, for an expression that is empty,
 * not valid or too large. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_identity_set_subject_pattern(modelseal_identity *identity,
                                                                    const char *pattern,
                                                                    size_t pattern_len,
                                                                    modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_identity_set_subject_type demands that the subject be of a kind, MODELSEAL_SAN_*; 0 for
 * any, the default. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_identity_set_subject_type(modelseal_identity *identity,
                                                                 int32_t subject_type,
                                                                 modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_identity_set_issuer and _set_issuer_pattern say the same of who vouched for the
 * subject: the address of the identity provider. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_identity_set_issuer(modelseal_identity *identity,
                                                           const char *issuer, size_t issuer_len,
                                                           modelseal_error **err)
    MODELSEAL_MUST_CHECK;
MODELSEAL_API modelseal_code modelseal_identity_set_issuer_pattern(modelseal_identity *identity,
                                                                   const char *pattern,
                                                                   size_t pattern_len,
                                                                   modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_identity_add_extension demands that the certificate have a further extension of Fulcio
 * (see modelseal_extension) with exactly this text: `oid` in dotted decimal, each at most once.
 * INVALID_ARGUMENT, and nothing is added, for anything else and for an empty `value`. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_identity_add_extension(modelseal_identity *identity,
                                                              const char *oid, size_t oid_len,
                                                              const char *value, size_t value_len,
                                                              modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_identity_free frees the identity. NULL is accepted. Since 0.1. */
MODELSEAL_API void modelseal_identity_free(modelseal_identity *identity);

/* -------------------------------------------------------------------------------- verify -- */

/* modelseal_verifier_builder collects a policy. Who may sign must be stated, in one of four ways:
 *  - set_public_key_pem: one key, and nothing about time or logs;
 *  - add_trust_anchors_pem: certificates of authorities of one's own, with pins if there are any;
 *  - set_trust_root and add_identity: keyless, as a Sigstore instance establishes identities;
 *  - set_trust_root and set_logged_key_pem: one key, whose signatures a Sigstore instance records.
 */
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
 *  - every certificate of the path, the root too, is valid at the time of verification, or at
 *    every timestamp (modelseal_verifier_builder_set_timestamp_trust_root);
 *  - certificates are signed with SHA-256, SHA-384 or SHA-512; intermediates that have an
 *    extended key usage have codeSigning or anyExtendedKeyUsage in it;
 *  - revocation is not checked, and unless certificates are pinned nothing says which of the
 *    holders may sign: trust a root whose certificates all belong to signers of models, never one
 *    of the public web.
 * Verifying then fails with CERTIFICATE_INVALID, CERTIFICATE_EXPIRED or
 * CERTIFICATE_KEY_UNSUPPORTED. This call fails with TRUST_ANCHOR_INVALID, and adds nothing, if a
 * certificate cannot be read or there come to be more than 1024. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_add_trust_anchors_pem(
    modelseal_verifier_builder *builder, const char *pem, size_t pem_len, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_add_certificate_subject, _add_certificate_alt_name and
 * _add_certificate_fingerprint pin who, among those with a certificate under the trust anchors, may
 * sign. A signer passes a kind of pin whose list is empty, or that holds one of the certificate's
 * values, byte by byte; all three kinds must be passed, else IDENTITY_MISMATCH with the detail
 * "field". Subject: a distinguished name as RFC 4514 writes it (see
 * modelseal_result_certificate_subject). Alternative name: one that is text, of whatever kind.
 * Fingerprint: 64 lower-case hex digits of the SHA-256 over the certificate in DER. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_add_certificate_subject(
    modelseal_verifier_builder *builder, const char *subject, size_t subject_len,
    modelseal_error **err) MODELSEAL_MUST_CHECK;
MODELSEAL_API modelseal_code modelseal_verifier_builder_add_certificate_alt_name(
    modelseal_verifier_builder *builder, const char *name, size_t name_len, modelseal_error **err)
    MODELSEAL_MUST_CHECK;
MODELSEAL_API modelseal_code modelseal_verifier_builder_add_certificate_fingerprint(
    modelseal_verifier_builder *builder, const char *fingerprint, size_t fingerprint_len,
    modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_set_timestamp_trust_root makes certificates under the trust anchors be
 * valid at the time of the signature instead of now: at every timestamp (RFC 3161) of the bundle,
 * of which there must be one and which must all be by timestamp authorities of this root. Nothing
 * else of the root counts. Then SIGNING_TIME_UNKNOWN and TIMESTAMP_INVALID, too. Shares the root:
 * the caller may free its handle. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_set_timestamp_trust_root(
    modelseal_verifier_builder *builder, const modelseal_trust_root *trust_root,
    modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_set_trust_root says which Sigstore instance is trusted to establish
 * identities and to record signatures. Says nobody who may sign. Shares the root: the caller may
 * free its handle. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_set_trust_root(
    modelseal_verifier_builder *builder, const modelseal_trust_root *trust_root,
    modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_add_identity lets a keyless signer pass; if there are several, one of
 * them must fit, else IDENTITY_MISMATCH with the details "field" (subject, subject_type, issuer or
 * an extension's identifier), "expected" and "actual". Copies the identity as it is now. Fails with
 * POLICY_NOT_STATED if it lacks its subject or its issuer. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_add_identity(
    modelseal_verifier_builder *builder, const modelseal_identity *identity, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_accept_any_identity_unsafe lets every keyless signer pass. Unsafe:
 * anybody with an e-mail address can sign; then only the result says who did. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_accept_any_identity_unsafe(
    modelseal_verifier_builder *builder, modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_set_logged_key_pem trusts exactly this key, and its signatures only if
 * they are in a log of the trust root and have a time: one PEM SubjectPublicKeyInfo block, text
 * before it allowed; ECDSA on P-256, P-384 or P-521, RSA of 2048 to 8192 bits, or Ed25519. Fails
 * with KEY_INVALID or KEY_UNSUPPORTED. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_set_logged_key_pem(
    modelseal_verifier_builder *builder, const char *pem, size_t pem_len, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_set_logged_key_validity_seconds says from when until when the logged
 * key may have signed: seconds since 1970-01-01T00:00:00Z, from 0 to the end of the year 9999, both
 * ends included. A signature with a time outside is KEY_MISMATCH. Without it the key is good for
 * ever. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_set_logged_key_validity_seconds(
    modelseal_verifier_builder *builder, int64_t from_seconds, int64_t until_seconds,
    modelseal_error **err) MODELSEAL_MUST_CHECK;

/* How much evidence a signature must bring where a trust root is set; a bundle without it is
 * refused. What a bundle does bring must hold, asked for or not. INVALID_ARGUMENT for a number out
 * of range.
 *
 * modelseal_verifier_builder_set_min_log_entries: entries in different transparency logs, 1 (the
 * default) to 32: LOG_ENTRY_MISSING. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_set_min_log_entries(
    modelseal_verifier_builder *builder, uint32_t count, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_set_min_timestamps: timestamps (RFC 3161) by different authorities, 0
 * (the default) to 32: SIGNING_TIME_UNKNOWN. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_set_min_timestamps(
    modelseal_verifier_builder *builder, uint32_t count, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_set_min_times: times that different timestamp authorities and
 * different logs vouch for, together, 1 (the default) to 32: SIGNING_TIME_UNKNOWN. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_set_min_times(
    modelseal_verifier_builder *builder, uint32_t count, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_set_min_scts: different logs of certificates that vouch for that of a
 * keyless signer, 1 (the default) to 32: SCT_INVALID. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_set_min_scts(
    modelseal_verifier_builder *builder, uint32_t count, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_accept_missing_log_entry_unsafe accepts signatures that no log
 * records; they need a timestamp then, since a time is needed all the same. Unsafe: whoever stole a
 * key or an identity can use it without being seen. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_accept_missing_log_entry_unsafe(
    modelseal_verifier_builder *builder, modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_accept_missing_sct_unsafe accepts certificates of keyless signers that
 * no log of certificates vouches for. Unsafe: an authority that issues them to the wrong person is
 * not found out. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_accept_missing_sct_unsafe(
    modelseal_verifier_builder *builder, modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_set_verification_time_seconds pins what time it is: seconds since
 * 1970-01-01T00:00:00Z, from 0 to the end of the year 9999. Certificates under the trust anchors
 * must be valid then, and no signature may be said to be made more than five minutes later. Without
 * it every verification asks the clock of the machine once. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_set_verification_time_seconds(
    modelseal_verifier_builder *builder, int64_t time_seconds, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_set_predicate_type demands that an artifact be signed by a statement
 * of exactly this predicate type, as https://slsa.dev/provenance/v1: PREDICATE_MISMATCH for
 * another one and for a message signature. Empty text (the default) accepts all. Only for
 * modelseal_verifier_verify_file and _verify_digest: models have a type of their own. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_set_predicate_type(
    modelseal_verifier_builder *builder, const char *predicate_type, size_t predicate_type_len,
    modelseal_error **err) MODELSEAL_MUST_CHECK;

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
 * POLICY_NOT_STATED if nothing says who may sign, and with INVALID_ARGUMENT for a policy that
 * contradicts itself or would leave a setting without effect: two of the four ways of saying who
 * may sign, any identity beside stated ones, identities or a logged key without a trust root, a
 * trust root or counts of evidence without them, pins or a timestamp trust root without trust
 * anchors, a validity without a logged key, certificate logs for a logged key, a count of what is
 * also waived, a verification time for a bare public key. Since 0.1. */
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
 * policy states; its log entries and times where a trust root is set; that it names the policy's
 * key, or that its certificates lead to a trust anchor or to an authority of the trust root at all
 * of these times; the signature; that the log entries are about it; that the signer is one who may
 * sign; the statement; the files that are there, and last their bytes. `job` may be NULL. A failure
 * of category VERIFICATION means checked and refused; of IO, that it could not be checked.
 * Differences are in modelseal_error_diff. Fails with
 *  - METHOD_MISMATCH or, for a bundle with more log entries than one where the policy does not
 * count them, BUNDLE_INVALID;
 *  - LOG_UNKNOWN (not a log of the trust root, or not at that time), LOG_ENTRY_MISSING,
 *    LOG_ENTRY_UNSUPPORTED, LOG_INCLUSION_INVALID, CHECKPOINT_INVALID, LOG_PROMISE_INVALID;
 *  - TIMESTAMP_INVALID, SIGNING_TIME_UNKNOWN;
 *  - KEY_MISMATCH, CERTIFICATE_INVALID, CERTIFICATE_EXPIRED, CERTIFICATE_KEY_UNSUPPORTED,
 *    SCT_INVALID;
 *  - SIGNATURE_INVALID, LOG_ENTRY_MISMATCH, IDENTITY_MISMATCH;
 *  - STATEMENT_INVALID, PREDICATE_UNSUPPORTED, ALGORITHM_UNSUPPORTED, NAME_INVALID for what was
 *    signed, LIMIT_EXCEEDED and JSON_INVALID also for a log entry or a timestamp;
 *  - what modelseal_manifest_compute fails with, FILE_MISSING, SHARD_MISSING, FILE_UNSIGNED,
 *    DIGEST_MISMATCH, IGNORED_CONTENT_REFUSED for the model;
 *  - INVALID_ARGUMENT if the policy sets a predicate type.
 * Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_verify_model(
    const modelseal_verifier *verifier, const char *model_path, size_t model_path_len,
    const modelseal_bundle *bundle, modelseal_job *job, modelseal_result **out,
    modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_verifier_verify_manifest is the same for a model whose manifest the caller made, with
 * modelseal_manifest_compute or a modelseal_hasher: the bundle is verified as ever, then what was
 * signed is compared with `manifest`, which is believed to be of the model that will be used: all
 * of its files. Differences are those of a model on disk, and always all of them. Ignored paths of
 * the policy have no effect; what the manifest itself leaves out is not known, so
 * refuse_ignored_content and strict_schema say nothing of it. Also fails with INVALID_ARGUMENT for
 * a manifest with another hash or shard size than was signed (make it with
 * modelseal_hash_options_from_bundle_unverified), and for one that was read from a bundle and is of
 * no model; with SYMLINK_REFUSED for one that was made by following links where the signer did not
 * or the policy does not allow it. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_verify_manifest(const modelseal_verifier *verifier,
                                                                const modelseal_manifest *manifest,
                                                                const modelseal_bundle *bundle,
                                                                modelseal_result **out,
                                                                modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* ----------------------------------------------------------------------------- artifacts -- */

/* modelseal_verifier_verify_file verifies a signature over one file that is not a model: a message
 * signature over it, or an in-toto statement of any predicate type one of whose subjects has its
 * SHA-256, SHA-384 or SHA-512 digest (names of subjects count for nothing). All that needs no look
 * at the file is checked first. Links are followed; `job` may be NULL, and of its threads one is
 * used. What the policy says of models (ignored names, symbolic links, unsigned files, schema) has
 * no effect. Fails as modelseal_verifier_verify_model, with DIGEST_MISMATCH if another file was
 * signed, PREDICATE_MISMATCH, and LIMIT_EXCEEDED for a message signature by Ed25519 over more
 * than 256 MiB. Since 0.1. */
MODELSEAL_API modelseal_code
modelseal_verifier_verify_file(const modelseal_verifier *verifier, const char *path,
                               size_t path_len, const modelseal_bundle *bundle, modelseal_job *job,
                               modelseal_result **out, modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_verifier_verify_digest is the same for an artifact of which only a digest is known:
 * `algorithm` is MODELSEAL_DIGEST_*, `digest` its bytes (not hex), as many as the algorithm has.
 * INVALID_ARGUMENT for an unknown algorithm or another length, and if the signature is about
 * another kind of digest or, by Ed25519 over the artifact, needs all of it. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_verify_digest(
    const modelseal_verifier *verifier, int32_t algorithm, const uint8_t *digest, size_t digest_len,
    const modelseal_bundle *bundle, modelseal_result **out, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* ------------------------------------------------------------------------------- results -- */

/* modelseal_result_manifest returns the verified manifest; borrowed from the result. The source of
 * an entry is that of the digest with which it was compared. NULL for an artifact that is not a
 * model. Since 0.1. */
MODELSEAL_API const modelseal_manifest *modelseal_result_manifest(const modelseal_result *result);

/* modelseal_result_method returns how the signer was established, MODELSEAL_METHOD_*. Since 0.1. */
MODELSEAL_API int32_t modelseal_result_method(const modelseal_result *result);

/* modelseal_result_key_fingerprint returns the key that signed: lower-case hex of the SHA-256 over
 * the PEM text of its SubjectPublicKeyInfo, the form that bundles use as hint. Since 0.1. */
MODELSEAL_API modelseal_str modelseal_result_key_fingerprint(const modelseal_result *result);

/* modelseal_result_key_curve returns the curve of that key, MODELSEAL_CURVE_*; 0 for a key that is
 * not ECDSA. Since 0.1. */
MODELSEAL_API int32_t modelseal_result_key_curve(const modelseal_result *result);

/* modelseal_result_predicate_type returns what the statement is of: that of OMS for a model; empty
 * for a message signature. Since 0.1. */
MODELSEAL_API modelseal_str modelseal_result_predicate_type(const modelseal_result *result);

/* modelseal_result_payload returns the statement as it was signed, for those who read its
 * predicate; empty for a message signature. Since 0.1. */
MODELSEAL_API modelseal_str modelseal_result_payload(const modelseal_result *result);

/* modelseal_result_evidence returns who signed, when, where that was recorded and what was not
 * checked; borrowed from the result. Since 0.1. */
MODELSEAL_API const modelseal_evidence *modelseal_result_evidence(const modelseal_result *result);

/* modelseal_result_certificate_count, _certificate_subject and _certificate_fingerprint give the
 * path that was verified: the signer's certificate at index 0, the trust anchor or the trust root's
 * authority last; none if the policy states a key. The subject is a distinguished name as RFC 4514
 * writes it, may be empty (a keyless signer's is), and is what the authority that issued the
 * certificate vouches for; the fingerprint is lower-case hex of the SHA-256 over the certificate in
 * DER. An index out of range gives empty text. Since 0.1. */
MODELSEAL_API size_t modelseal_result_certificate_count(const modelseal_result *result);
MODELSEAL_API modelseal_str modelseal_result_certificate_subject(const modelseal_result *result,
                                                                 size_t index);
MODELSEAL_API modelseal_str modelseal_result_certificate_fingerprint(const modelseal_result *result,
                                                                     size_t index);

/* modelseal_result_verified_bytes returns how many bytes of model or file the digests are of,
 * wherever they came from. Since 0.1. */
MODELSEAL_API uint64_t modelseal_result_verified_bytes(const modelseal_result *result);

/* modelseal_result_source_bytes returns of how many of these bytes the digest came from one of
 * MODELSEAL_DIGEST_SOURCE_*: all from HASHED means that the library read every byte itself. Since
 * 0.1. */
MODELSEAL_API uint64_t modelseal_result_source_bytes(const modelseal_result *result,
                                                     int32_t source);

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

/* ------------------------------------------------------------------------------ datasets -- */

/* Commitments to training data, and proofs about single records of it that show nothing else
 * (docs/dataset.md says what they prove and what not, docs/dataset-format.md every byte).
 *
 * The owner makes a key and commits: records go into a builder, which writes a store, for the owner
 * alone, and gives the commitment, which is published and signed with the model. From store and key
 * proofs are made; whoever has the commitment from somebody he trusts verifies them. */

/* Functions from records to places in the tree of a dataset; a key is for one of them. */
#define MODELSEAL_DATASET_SUITE_ECVRF_P256 1 /* RFC 9381, ECVRF-P256-SHA256-TAI */
/* Several times as fast to commit with, and experimental: no outside review of the construction
 * (docs/dataset-bulk-suite.md) has been made. */
#define MODELSEAL_DATASET_SUITE_BULK_P256_EXPERIMENTAL 2

#define MODELSEAL_DATASET_KIND_SET 1 /* a record is in it or not */
#define MODELSEAL_DATASET_KIND_MAP 2 /* and has a value, hidden until a proof shows it */

/* What to do of a record that comes twice. */
#define MODELSEAL_DATASET_DUPLICATES_ERROR 1 /* fail with DATASET_RECORD_DUPLICATE */
#define MODELSEAL_DATASET_DUPLICATES_COLLAPSE \
  2                                          /* it counts once; in a map, if the value is equal */
#define MODELSEAL_DATASET_DUPLICATES_COUNT 3 /* its value is how often it came; maps only */

/* How the number of records is hidden. */
#define MODELSEAL_DATASET_PADDING_NONE 1
#define MODELSEAL_DATASET_PADDING_POWER_OF_TWO 2
#define MODELSEAL_DATASET_PADDING_QUARTER_STEPS 3 /* 4, 5, 6 or 7 times a power of two */

/* Phases of building. */
#define MODELSEAL_DATASET_PHASE_ADDING 1
#define MODELSEAL_DATASET_PHASE_SORTING 2
#define MODELSEAL_DATASET_PHASE_PADDING 3
#define MODELSEAL_DATASET_PHASE_WRITING 4

/* Progress of building a dataset. Set by the library, which sets struct_size to the size it
 * knows. */
typedef struct modelseal_dataset_progress {
  uint32_t struct_size;
  int32_t phase;  /* MODELSEAL_DATASET_PHASE_* */
  uint64_t done;  /* records that were added, or parts of a later phase */
  uint64_t total; /* 0 while records are added */
} modelseal_dataset_progress;

/* Called while the calling thread has its part of the work, which may end before that of others:
 * the last call need not say that all is done. Returns 0 to go on; any other value stops the run
 * with MODELSEAL_ERROR_CANCELLED, stands in the error's detail "callback", and has then the effect
 * of modelseal_job_cancel. */
typedef int32_t (*modelseal_dataset_progress_fn)(const modelseal_dataset_progress *progress,
                                                 void *user);

/* modelseal_job_set_dataset_progress sets the progress callback of runs that build or check a
 * dataset; NULL for none. `user` is handed to it and borrowed until the job is freed. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_job_set_dataset_progress(
    modelseal_job *job, modelseal_dataset_progress_fn progress, void *user, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_dataset_key is the secret key of a dataset's owner. Who has it can test any record
 * against every proof ever given, and answer from the store; nobody can prove with it what is
 * false. It is needed as long as questions are to be answered. Never a signing key. Immutable. */
typedef struct modelseal_dataset_key modelseal_dataset_key;

/* modelseal_dataset_key_generate makes a key for one of MODELSEAL_DATASET_SUITE_*. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_key_generate(int32_t suite,
                                                            modelseal_dataset_key **out,
                                                            modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_dataset_key_parse reads the text of a key file. KEY_INVALID, KEY_UNSUPPORTED. Since
 * 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_key_parse(const char *pem, size_t pem_len,
                                                         modelseal_dataset_key **out,
                                                         modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_dataset_key_serialize gives the text of a key file, not encrypted: keep it readable for
 * its owner alone. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_key_serialize(const modelseal_dataset_key *key,
                                                             modelseal_buffer **out,
                                                             modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_dataset_key_suite returns MODELSEAL_DATASET_SUITE_*. Since 0.1. */
MODELSEAL_API int32_t modelseal_dataset_key_suite(const modelseal_dataset_key *key);

/* modelseal_dataset_key_public_hex returns the public key, a compressed point of P-256, in
 * lower-case hex. Since 0.1. */
MODELSEAL_API modelseal_str modelseal_dataset_key_public_hex(const modelseal_dataset_key *key);

/* modelseal_dataset_key_free wipes and frees the key. NULL is accepted. Since 0.1. */
MODELSEAL_API void modelseal_dataset_key_free(modelseal_dataset_key *key);

/* modelseal_dataset_commitment is what is published of a dataset. Immutable. */
typedef struct modelseal_dataset_commitment modelseal_dataset_commitment;

/* modelseal_dataset_commitment_parse takes untrusted bytes. Proofs verified against a commitment
 * say something only if it came in a way that is trusted. DATASET_COMMITMENT_INVALID,
 * ALGORITHM_UNSUPPORTED, KEY_INVALID. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_commitment_parse(const uint8_t *bytes,
                                                                size_t bytes_len,
                                                                modelseal_dataset_commitment **out,
                                                                modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_dataset_commitment_bytes returns the commitment as it is written to a file. Since
 * 0.1. */
MODELSEAL_API modelseal_str
modelseal_dataset_commitment_bytes(const modelseal_dataset_commitment *commitment);

/* modelseal_dataset_commitment_digest, _name, _context, _public_key and _root return the digest
 * that stands for the whole commitment, in lower-case hex, the name of the dataset, the context
 * of its labels, the owner's public key and the root of the tree, both in lower-case hex. Since
 * 0.1. */
MODELSEAL_API modelseal_str
modelseal_dataset_commitment_digest(const modelseal_dataset_commitment *commitment);
MODELSEAL_API modelseal_str
modelseal_dataset_commitment_name(const modelseal_dataset_commitment *commitment);
MODELSEAL_API modelseal_str
modelseal_dataset_commitment_context(const modelseal_dataset_commitment *commitment);
MODELSEAL_API modelseal_str
modelseal_dataset_commitment_public_key(const modelseal_dataset_commitment *commitment);
MODELSEAL_API modelseal_str
modelseal_dataset_commitment_root(const modelseal_dataset_commitment *commitment);

/* modelseal_dataset_commitment_suite, _kind, _duplicates and _padding return
 * MODELSEAL_DATASET_SUITE_*, _KIND_*, _DUPLICATES_* and _PADDING_*. Since 0.1. */
MODELSEAL_API int32_t
modelseal_dataset_commitment_suite(const modelseal_dataset_commitment *commitment);
MODELSEAL_API int32_t
modelseal_dataset_commitment_kind(const modelseal_dataset_commitment *commitment);
MODELSEAL_API int32_t
modelseal_dataset_commitment_duplicates(const modelseal_dataset_commitment *commitment);
MODELSEAL_API int32_t
modelseal_dataset_commitment_padding(const modelseal_dataset_commitment *commitment);

/* modelseal_dataset_commitment_size_class returns the number of leaves of the tree, dummies
 * included, which is at least that of the records; 0 if it is not stated. Since 0.1. */
MODELSEAL_API uint64_t
modelseal_dataset_commitment_size_class(const modelseal_dataset_commitment *commitment);

/* modelseal_dataset_commitment_view_count and _view give the views under which records were taken,
 * ascending. An index out of range gives empty text. Since 0.1. */
MODELSEAL_API size_t
modelseal_dataset_commitment_view_count(const modelseal_dataset_commitment *commitment);
MODELSEAL_API modelseal_str
modelseal_dataset_commitment_view(const modelseal_dataset_commitment *commitment, size_t index);

/* modelseal_dataset_commitment_free frees the commitment. NULL is accepted. Since 0.1. */
MODELSEAL_API void modelseal_dataset_commitment_free(modelseal_dataset_commitment *commitment);

/* modelseal_dataset_records is a list of records as digests under one view; with values, if they
 * are for a map. What comes into a dataset, is asked for, and is verified. Views:
 *   raw           the bytes as they are
 *   text-nfc15    UTF-8 text in normalisation form C of Unicode 15.0, every run of white space one
 *                 space, none at the ends
 *   json-rfc8785  a JSON document, canonicalised
 *   pixels-rgb8   a decoded image: width and height, four bytes each, the most significant first,
 *                 then three bytes a pixel by rows
 *   words-N       every window of N words of text-nfc15, 1 to 64, each a record of its own; a text
 *                 of fewer words is one
 * Any other id is a view of the caller's own, whose digests he makes himself. */
typedef struct modelseal_dataset_records modelseal_dataset_records;

/* modelseal_dataset_records_new makes an empty list under a view: 1 to 64 of the characters
 * a-z, 0-9, `.`, `_`, `-`. INVALID_ARGUMENT for another. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_records_new(const char *view, size_t view_len,
                                                           modelseal_dataset_records **out,
                                                           modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_dataset_records_add appends one record; under words-N one for each window.
 * INVALID_ARGUMENT if the view cannot take the bytes, is unknown, or if the list has values; the
 * list is then as before. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_records_add(modelseal_dataset_records *records,
                                                           const uint8_t *bytes, size_t bytes_len,
                                                           modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_dataset_records_add_with_value appends one record of a map with its value, at most
 * 1 MiB (LIMIT_EXCEEDED). Fails as modelseal_dataset_records_add, and with INVALID_ARGUMENT if the
 * list has records without values. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_records_add_with_value(
    modelseal_dataset_records *records, const uint8_t *bytes, size_t bytes_len,
    const uint8_t *value, size_t value_len, modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_dataset_records_add_many appends `count` records that lie one after another in `bytes`,
 * `sizes` bytes each; `values` the same with their values, or `value_sizes` NULL for none. For
 * callers whose calls are costly. INVALID_ARGUMENT also if the sizes do not add up. All are
 * appended or none. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_records_add_many(
    modelseal_dataset_records *records, const uint8_t *bytes, size_t bytes_len,
    const uint64_t *sizes, const uint8_t *values, size_t values_len, const uint64_t *value_sizes,
    size_t count, modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_dataset_records_add_digest appends a record by the digest that the caller made of it,
 * 32 bytes, under a view of his own or as docs/dataset-format.md has it. Since 0.1. */
MODELSEAL_API modelseal_code
modelseal_dataset_records_add_digest(modelseal_dataset_records *records, const uint8_t *digest,
                                     size_t digest_len, modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_dataset_records_view, _count and _digest_at return the id of the view, how many records
 * there are, and the 32 bytes of one; an index out of range gives empty bytes. They live until the
 * list is changed. Since 0.1. */
MODELSEAL_API modelseal_str
modelseal_dataset_records_view(const modelseal_dataset_records *records);
MODELSEAL_API size_t modelseal_dataset_records_count(const modelseal_dataset_records *records);
MODELSEAL_API modelseal_str
modelseal_dataset_records_digest_at(const modelseal_dataset_records *records, size_t index);

/* modelseal_dataset_records_clear empties the list and keeps its memory. NULL does nothing. Since
 * 0.1. */
MODELSEAL_API void modelseal_dataset_records_clear(modelseal_dataset_records *records);

/* modelseal_dataset_records_free frees the list. NULL is accepted. Since 0.1. */
MODELSEAL_API void modelseal_dataset_records_free(modelseal_dataset_records *records);

/* modelseal_dataset_options says what is decided about a dataset before its first record and stands
 * in its commitment. */
typedef struct modelseal_dataset_options modelseal_dataset_options;

/* modelseal_dataset_options_new makes the defaults: a set without padding, duplicates are an error.
 * A name and at least one view must be set. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_options_new(modelseal_dataset_options **out,
                                                           modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_dataset_options_from_commitment makes those of a dataset that was committed to, for its
 * owner's key and no other: to audit it, or to build it again. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_options_from_commitment(
    const modelseal_dataset_commitment *commitment, modelseal_dataset_options **out,
    modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_dataset_options_set_name names the dataset: 1 to 255 bytes without control characters.
 * Since 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_options_set_name(modelseal_dataset_options *options,
                                                                const char *name, size_t name_len,
                                                                modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_dataset_options_set_context sets the context of labels, as the name; without it, it is
 * the name. Datasets with the same key and context give a record the same label, so that a proof
 * about one shows of which record it is in the other. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_options_set_context(
    modelseal_dataset_options *options, const char *context, size_t context_len,
    modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_dataset_options_set_kind, _set_duplicates and _set_padding choose one of
 * MODELSEAL_DATASET_KIND_*, _DUPLICATES_* and _PADDING_*. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_options_set_kind(modelseal_dataset_options *options,
                                                                int32_t kind, modelseal_error **err)
    MODELSEAL_MUST_CHECK;
MODELSEAL_API modelseal_code modelseal_dataset_options_set_duplicates(
    modelseal_dataset_options *options, int32_t duplicates, modelseal_error **err)
    MODELSEAL_MUST_CHECK;
MODELSEAL_API modelseal_code modelseal_dataset_options_set_padding(
    modelseal_dataset_options *options, int32_t padding, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_dataset_options_add_view adds a view under which records are taken; a second time it
 * has no effect. LIMIT_EXCEEDED above 16. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_options_add_view(modelseal_dataset_options *options,
                                                                const char *view, size_t view_len,
                                                                modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_dataset_options_free frees the options. NULL is accepted. Since 0.1. */
MODELSEAL_API void modelseal_dataset_options_free(modelseal_dataset_options *options);

/* modelseal_dataset_builder takes records and makes of them a store and a commitment, in memory
 * that does not grow with their number. Neither their order nor the number of threads changes the
 * result. Killed at any point, or stopped, it goes on from its last checkpoint when it is opened
 * again. After a failure every call fails in the same way. */
typedef struct modelseal_dataset_builder modelseal_dataset_builder;

/* modelseal_dataset_builder_open takes up the job in `work_directory`, or begins one: the
 * directory, for its owner alone, is made if it is not there; its parent must be. It needs about
 * 70 bytes a record, and on finishing the size of the store. `job` gives threads, progress and the
 * way to stop; it may be NULL and is borrowed until the builder is freed. INVALID_ARGUMENT for
 * options that are incomplete or not those of the job that is taken up, or if another process works
 * there; KEY_MISMATCH if the options are of a commitment with another key; DATASET_STORE_INVALID if
 * the job's files were altered. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_builder_open(
    const modelseal_dataset_key *key, const modelseal_dataset_options *options,
    const char *work_directory, size_t work_directory_len, modelseal_job *job,
    modelseal_dataset_builder **out, modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_dataset_builder_record_count returns how many records were added: after opening, those
 * that an earlier run has kept; the caller goes on with the one after them. Since 0.1. */
MODELSEAL_API uint64_t
modelseal_dataset_builder_record_count(const modelseal_dataset_builder *builder);

/* modelseal_dataset_builder_takes_records returns 1 if records may be added, 0 once finishing has
 * begun, in this run or an earlier one. Since 0.1. */
MODELSEAL_API int32_t
modelseal_dataset_builder_takes_records(const modelseal_dataset_builder *builder);

/* modelseal_dataset_builder_add adds all records of a list. INVALID_ARGUMENT if its view is none of
 * the options', or if it has values where none are taken or none where they are. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_builder_add(modelseal_dataset_builder *builder,
                                                           const modelseal_dataset_records *records,
                                                           modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_dataset_builder_checkpoint returns when all that was added is kept. Done by itself now
 * and then. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_builder_checkpoint(
    modelseal_dataset_builder *builder, modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_dataset_builder_finish completes the store, moves it to `store_path`, on the file
 * system of the work directory, and empties that. Before, and on failure, nothing is changed there.
 * The store is for the owner alone: it shows labels, and of a map all values.
 * DATASET_RECORD_DUPLICATE, CANCELLED, IO_FAILED, LIMIT_EXCEEDED, DATASET_STORE_INVALID. Since
 * 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_builder_finish(
    modelseal_dataset_builder *builder, const char *store_path, size_t store_path_len,
    modelseal_dataset_commitment **out, modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_dataset_builder_audit does the same, keeps nothing of it, and fails with
 * DATASET_COMMITMENT_MISMATCH if the records do not give `commitment`: some were left out, added or
 * changed. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_builder_audit(
    modelseal_dataset_builder *builder, const modelseal_dataset_commitment *commitment,
    modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_dataset_builder_free frees the builder; what was not kept by a checkpoint is lost. NULL
 * is accepted. Since 0.1. */
MODELSEAL_API void modelseal_dataset_builder_free(modelseal_dataset_builder *builder);

/* modelseal_dataset_store is open for answers. Immutable. */
typedef struct modelseal_dataset_store modelseal_dataset_store;

/* modelseal_dataset_store_open checks the form of a store and nothing that takes long.
 * DATASET_STORE_INVALID, DATASET_COMMITMENT_INVALID. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_store_open(const char *path, size_t path_len,
                                                          modelseal_dataset_store **out,
                                                          modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_dataset_store_commitment returns the commitment to the dataset; borrowed from the
 * store. Since 0.1. */
MODELSEAL_API const modelseal_dataset_commitment *modelseal_dataset_store_commitment(
    const modelseal_dataset_store *store);

/* modelseal_dataset_store_record_count and _leaf_count return how many records there are, and how
 * many leaves with the dummies. Since 0.1. */
MODELSEAL_API uint64_t modelseal_dataset_store_record_count(const modelseal_dataset_store *store);
MODELSEAL_API uint64_t modelseal_dataset_store_leaf_count(const modelseal_dataset_store *store);

/* modelseal_dataset_store_check reads all of the store and checks it against its commitment; with
 * `key`, which may be NULL, also the values. `job` may be NULL; of it only stopping counts.
 * DATASET_STORE_INVALID, KEY_MISMATCH, CANCELLED. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_store_check(const modelseal_dataset_store *store,
                                                           const modelseal_dataset_key *key,
                                                           modelseal_job *job,
                                                           modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_dataset_store_prove makes a proof of what is true of each record: that it is in the
 * dataset or that it is not, and, if `show_values` is 1, with which value. One proof for all, of 1
 * to 65536 records, which may repeat; several in one are smaller and cheaper. Each answer costs
 * some of the secrecy of guessable records: answer only whom you mean to. KEY_MISMATCH,
 * INVALID_ARGUMENT for an empty list or a view that is not of the dataset, LIMIT_EXCEEDED,
 * DATASET_STORE_INVALID. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_store_prove(
    const modelseal_dataset_store *store, const modelseal_dataset_key *key,
    const modelseal_dataset_records *records, int32_t show_values, modelseal_buffer **out,
    modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_dataset_store_free closes the store. NULL is accepted. Since 0.1. */
MODELSEAL_API void modelseal_dataset_store_free(modelseal_dataset_store *store);

/* modelseal_dataset_answers is what a proof says of each record. It exists only after success.
 * Immutable. */
typedef struct modelseal_dataset_answers modelseal_dataset_answers;

/* modelseal_dataset_verify verifies a proof about exactly these records in this order, whoever made
 * it: no owner can have two answers about one record accepted. Values in the list count for
 * nothing. DATASET_PROOF_INVALID for whatever does not hold, ALGORITHM_UNSUPPORTED for a version
 * that is not known, INVALID_ARGUMENT for an empty list or a view that is not of the commitment,
 * LIMIT_EXCEEDED. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_verify(
    const modelseal_dataset_commitment *commitment, const modelseal_dataset_records *records,
    const uint8_t *proof, size_t proof_len, modelseal_dataset_answers **out, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_dataset_answers_count returns the number of records. Since 0.1. */
MODELSEAL_API size_t modelseal_dataset_answers_count(const modelseal_dataset_answers *answers);

/* modelseal_dataset_answers_is_member returns 1 if the record at `index` is in the dataset, 0 if it
 * is not, -1 if there is no such record. Since 0.1. */
MODELSEAL_API int32_t modelseal_dataset_answers_is_member(const modelseal_dataset_answers *answers,
                                                          size_t index);

/* modelseal_dataset_answers_has_value returns 1 if the proof shows the record's value, which
 * modelseal_dataset_answers_value returns; a count is eight bytes, the most significant first.
 * Since 0.1. */
MODELSEAL_API int32_t modelseal_dataset_answers_has_value(const modelseal_dataset_answers *answers,
                                                          size_t index);
MODELSEAL_API modelseal_str
modelseal_dataset_answers_value(const modelseal_dataset_answers *answers, size_t index);

/* modelseal_dataset_answers_free frees the answers. NULL is accepted. Since 0.1. */
MODELSEAL_API void modelseal_dataset_answers_free(modelseal_dataset_answers *answers);

/* Committing on many machines. Each computes leaves of its records, 64 bytes: label, then content.
 * They are sorted by label and split by its first bits, duplicates dealt with as the options say;
 * of each part a subtree is computed, and the subtrees are joined. The commitment is that of a
 * builder, to the bit. `modelseal.spark` of the Python package does all of it. */

/* The bytes of a leaf, and of a subtree. */
#define MODELSEAL_DATASET_LEAF_BYTES 64
#define MODELSEAL_DATASET_SUBTREE_BYTES 40

/* modelseal_dataset_key_leaves computes the leaves of records, in their order. In a map that counts
 * the content is zero: modelseal_dataset_key_count_leaves makes it when the counts are known.
 * `options` as for modelseal_dataset_builder_open. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_key_leaves(const modelseal_dataset_key *key,
                                                          const modelseal_dataset_options *options,
                                                          const modelseal_dataset_records *records,
                                                          modelseal_buffer **out,
                                                          modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_dataset_key_count_leaves computes the leaves of `count` records of a map that counts:
 * `labels` are 32 bytes each, `counts` say how often each came. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_key_count_leaves(
    const modelseal_dataset_key *key, const uint8_t *labels, size_t labels_len,
    const uint64_t *counts, size_t count, modelseal_buffer **out, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_dataset_options_leaf_count stores in `out` how many leaves a dataset of so many
 * distinct records has, dummies included. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_options_leaf_count(
    const modelseal_dataset_options *options, uint64_t record_count, uint64_t *out,
    modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_dataset_key_dummy_leaves computes the dummies `first` to `first` + `count` - 1 of a
 * dataset, at most 2^20 in one call. It needs those from 0 to the number of leaves less that of the
 * records. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_key_dummy_leaves(
    const modelseal_dataset_key *key, const modelseal_dataset_options *options, uint64_t first,
    uint64_t count, modelseal_buffer **out, modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_dataset_subtree_compute computes the subtree of all leaves whose labels begin with the
 * `prefix_bits` bits `prefix`, 0 to 32: ascending, none twice (INVALID_ARGUMENT). Without leaves it
 * is that of none. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_subtree_compute(
    uint32_t prefix_bits, uint64_t prefix, const uint8_t *leaves, size_t leaves_len,
    modelseal_buffer **out, modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_dataset_subtrees_join joins a power of two of subtrees, of all prefixes of one length
 * in ascending order, to the commitment of the dataset. INVALID_ARGUMENT if they have another
 * number of leaves than the padding allows. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_dataset_subtrees_join(
    const modelseal_dataset_key *key, const modelseal_dataset_options *options,
    const uint8_t *subtrees, size_t subtrees_len, modelseal_dataset_commitment **out,
    modelseal_error **err) MODELSEAL_MUST_CHECK;

/* -------------------------------------------------------------------- training provenance -- */

/* What a model was trained on and with: a statement of its own, signed like the model and about the
 * same digest (docs/formats.md, "Training provenance"). It names commitments to datasets, says
 * whether the list of them is complete, and names frameworks, base models and whatever else went
 * into the model. It is what its signer says; that it is true it does not prove. */

/* modelseal_provenance_builder collects what is to be stated. */
typedef struct modelseal_provenance_builder modelseal_provenance_builder;

/* modelseal_provenance_builder_new makes a statement of nothing yet, whose list of datasets is not
 * complete. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_provenance_builder_new(modelseal_provenance_builder **out,
                                                              modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_provenance_builder_add_dataset adds a dataset by its commitment. `role` says what it
 * was for, as "training", "fine-tuning", "evaluation": 1 to 64 characters of a-z, 0-9, `.`, `_`,
 * `-`. `file` is the name, relative to the model, of a file that is the commitment, so that every
 * signature of the model covers it; empty if there is none. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_provenance_builder_add_dataset(
    modelseal_provenance_builder *builder, const char *role, size_t role_len,
    const modelseal_dataset_commitment *commitment, const char *file, size_t file_len,
    modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_provenance_builder_set_list_is_complete says (1) that the model was made with these
 * datasets and no others, or (0) does not. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_provenance_builder_set_list_is_complete(
    modelseal_provenance_builder *builder, int32_t is_complete, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_provenance_builder_add_framework adds software that trained the model, as "torch",
 * "2.6.0": printable ASCII without spaces. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_provenance_builder_add_framework(
    modelseal_provenance_builder *builder, const char *name, size_t name_len, const char *version,
    size_t version_len, modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_provenance_builder_add_base_model adds a model that this one was made from, by its root
 * digest, 32 bytes. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_provenance_builder_add_base_model(
    modelseal_provenance_builder *builder, const char *name, size_t name_len, const uint8_t *digest,
    size_t digest_len, modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_provenance_builder_add_dependency adds anything else, as the training code, in the
 * terms of SLSA's resolvedDependencies: a URI, a digest in lower-case hex with its algorithm, as
 * "gitCommit" or "sha256", and a name, which may be empty. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_provenance_builder_add_dependency(
    modelseal_provenance_builder *builder, const char *uri, size_t uri_len, const char *algorithm,
    size_t algorithm_len, const char *digest_hex, size_t digest_hex_len, const char *name,
    size_t name_len, modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_provenance_builder_free frees the builder. NULL is accepted. Since 0.1. */
MODELSEAL_API void modelseal_provenance_builder_free(modelseal_provenance_builder *builder);

/* modelseal_sign_provenance states it of the model with this manifest, which was computed as the
 * model is signed: with the same hash, shard size and ignored names. What a verifier would refuse
 * is refused here: INVALID_ARGUMENT (detail "field") for what breaks a rule of the statement, among
 * them anything that is there twice, DATASET_COMMITMENT_MISMATCH for a file of the model that is
 * not the commitment, LIMIT_EXCEEDED. Fails too as modelseal_sign_manifest. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_sign_provenance(const modelseal_signer *signer,
                                                       const modelseal_provenance_builder *builder,
                                                       const modelseal_manifest *manifest,
                                                       modelseal_bundle **out,
                                                       modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_require_dataset demands a commitment to a dataset of that role; of any
 * role if `role` is empty. May be called for several roles. A verifier with this or one of the
 * three rules below verifies training provenance and nothing else: INVALID_ARGUMENT for models and
 * artifacts, where it would have no effect. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_require_dataset(
    modelseal_verifier_builder *builder, const char *role, size_t role_len, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_require_complete_dataset_list demands that the signer says that the
 * list of datasets is complete, and that it names every commitment that lies in the model. Since
 * 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_require_complete_dataset_list(
    modelseal_verifier_builder *builder, modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_require_framework demands that the version of that framework is
 * stated; of any if `name` is empty. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_require_framework(
    modelseal_verifier_builder *builder, const char *name, size_t name_len, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_verifier_builder_refuse_framework refuses models that were made with some versions of a
 * framework, as "<2.6" or ">=1.0,<1.4.2" (comparisons <, <=, >, >=, ==, != with commas between, all
 * of which must hold; in the order of PEP 440); with every version if `versions` is empty. Names
 * are compared without case, with `-`, `_` and `.` as equal. A version that cannot be compared is
 * refused, and so is a statement that names no framework at all. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_builder_refuse_framework(
    modelseal_verifier_builder *builder, const char *name, size_t name_len, const char *versions,
    size_t versions_len, modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_provenance is what a statement says. From modelseal_verifier_verify_provenance it
 * exists only after success. Immutable. */
typedef struct modelseal_provenance modelseal_provenance;

/* modelseal_verifier_verify_provenance verifies a statement of training provenance: who signed it,
 * when, where that was logged, as modelseal_verifier_verify_model does; that it agrees with itself;
 * that it is about the model of `manifest`, which is a manifest of all its files, as
 * modelseal_result_manifest gives one; and the rules above. With NULL for the manifest the caller
 * compares modelseal_provenance_model_digest himself; what is said of files in the model is then
 * not checked, and a rule that the list be complete is INVALID_ARGUMENT. Fails as
 * modelseal_verifier_verify_model for the signature, and with
 *  - PREDICATE_UNSUPPORTED for another statement, STATEMENT_INVALID, JSON_INVALID,
 *    DATASET_COMMITMENT_INVALID;
 *  - DIGEST_MISMATCH if it is about another model, DATASET_COMMITMENT_MISMATCH if digest, name or
 *    file of a commitment are not what is stated;
 *  - DATASET_COMMITMENT_MISSING, DATASET_LIST_INCOMPLETE, FRAMEWORK_REFUSED for the rules;
 *  - INVALID_ARGUMENT if the policy sets a predicate type, and as said.
 * Since 0.1. */
MODELSEAL_API modelseal_code modelseal_verifier_verify_provenance(
    const modelseal_verifier *verifier, const modelseal_bundle *bundle,
    const modelseal_manifest *manifest, modelseal_provenance **out, modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_bundle_provenance_unverified reads such a statement without checking who says so. Since
 * 0.1. */
MODELSEAL_API modelseal_code modelseal_bundle_provenance_unverified(const modelseal_bundle *bundle,
                                                                    modelseal_provenance **out,
                                                                    modelseal_error **err)
    MODELSEAL_MUST_CHECK;

/* modelseal_provenance_result returns who signed and when (method, key, certificates, evidence,
 * payload); borrowed. NULL for an unverified one. Since 0.1. */
MODELSEAL_API const modelseal_result *modelseal_provenance_result(
    const modelseal_provenance *provenance);

/* modelseal_provenance_model_digest and _model_name return what it is about: the root digest in
 * lower-case hex, and a name that is no reason to trust. Since 0.1. */
MODELSEAL_API modelseal_str
modelseal_provenance_model_digest(const modelseal_provenance *provenance);
MODELSEAL_API modelseal_str modelseal_provenance_model_name(const modelseal_provenance *provenance);

/* modelseal_provenance_list_is_complete returns 1 if the signer says that the model was made with
 * these datasets and no others. Since 0.1. */
MODELSEAL_API int32_t modelseal_provenance_list_is_complete(const modelseal_provenance *provenance);

/* The datasets: how many; of each the commitment (borrowed; NULL past the end), its role, and the
 * file of the model that is the commitment (empty if none is named). Since 0.1. */
MODELSEAL_API size_t modelseal_provenance_dataset_count(const modelseal_provenance *provenance);
MODELSEAL_API const modelseal_dataset_commitment *modelseal_provenance_dataset_commitment(
    const modelseal_provenance *provenance, size_t index);
MODELSEAL_API modelseal_str
modelseal_provenance_dataset_role(const modelseal_provenance *provenance, size_t index);
MODELSEAL_API modelseal_str
modelseal_provenance_dataset_file(const modelseal_provenance *provenance, size_t index);

/* The frameworks. An index out of range gives empty text, here and below. Since 0.1. */
MODELSEAL_API size_t modelseal_provenance_framework_count(const modelseal_provenance *provenance);
MODELSEAL_API modelseal_str
modelseal_provenance_framework_name(const modelseal_provenance *provenance, size_t index);
MODELSEAL_API modelseal_str
modelseal_provenance_framework_version(const modelseal_provenance *provenance, size_t index);

/* The models that this one was made from; digests in lower-case hex. Since 0.1. */
MODELSEAL_API size_t modelseal_provenance_base_model_count(const modelseal_provenance *provenance);
MODELSEAL_API modelseal_str
modelseal_provenance_base_model_name(const modelseal_provenance *provenance, size_t index);
MODELSEAL_API modelseal_str
modelseal_provenance_base_model_digest(const modelseal_provenance *provenance, size_t index);

/* Whatever else went into it: URI, name (may be empty), and the digests with their algorithms, as
 * "gitCommit:2f1e...", several with a comma between. Since 0.1. */
MODELSEAL_API size_t modelseal_provenance_dependency_count(const modelseal_provenance *provenance);
MODELSEAL_API modelseal_str
modelseal_provenance_dependency_uri(const modelseal_provenance *provenance, size_t index);
MODELSEAL_API modelseal_str
modelseal_provenance_dependency_name(const modelseal_provenance *provenance, size_t index);
MODELSEAL_API modelseal_str
modelseal_provenance_dependency_digests(const modelseal_provenance *provenance, size_t index);

/* modelseal_provenance_free frees the provenance. NULL is accepted. Since 0.1. */
MODELSEAL_API void modelseal_provenance_free(modelseal_provenance *provenance);

/* modelseal_model_datasets is the commitments to datasets that lie in a model as files whose names
 * end with `.modelseal-dataset`: its signature covers them. Immutable. */
typedef struct modelseal_model_datasets modelseal_model_datasets;

/* modelseal_model_datasets_load reads them from the model that was verified: `result` is of a
 * model, `model_path` the same as then. What is read is compared with the verified digests before
 * it is parsed. DIGEST_MISMATCH if a file has changed since, DATASET_COMMITMENT_INVALID (detail
 * "path"), LIMIT_EXCEEDED, INVALID_ARGUMENT for a result that is of no model. Since 0.1. */
MODELSEAL_API modelseal_code modelseal_model_datasets_load(
    const modelseal_result *result, const char *model_path, size_t model_path_len,
    modelseal_model_datasets **out, modelseal_error **err) MODELSEAL_MUST_CHECK;

/* modelseal_model_datasets_count, _file and _commitment give the files, by name, and the
 * commitments, borrowed; empty text and NULL past the end. Since 0.1. */
MODELSEAL_API size_t modelseal_model_datasets_count(const modelseal_model_datasets *datasets);
MODELSEAL_API modelseal_str modelseal_model_datasets_file(const modelseal_model_datasets *datasets,
                                                          size_t index);
MODELSEAL_API const modelseal_dataset_commitment *modelseal_model_datasets_commitment(
    const modelseal_model_datasets *datasets, size_t index);

/* modelseal_model_datasets_free frees the list. NULL is accepted. Since 0.1. */
MODELSEAL_API void modelseal_model_datasets_free(modelseal_model_datasets *datasets);

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* MODELSEAL_MODELSEAL_H_ */
