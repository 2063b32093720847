# SPDX-License-Identifier: Apache-2.0
"""What modelseal.h declares, for ctypes. Written by declare.py: change the header instead."""

from ctypes import (
    CFUNCTYPE,
    POINTER,
    Structure,
    c_char,
    c_char_p,
    c_int32,
    c_int64,
    c_size_t,
    c_uint8,
    c_uint32,
    c_uint64,
    c_void_p,
)
from typing import Any

VERSION_MAJOR = 0
VERSION_MINOR = 1
VERSION_PATCH = 0
VERSION_STRING = "0.1.0"
VERSION_NUMBER = 100
OK = 0
CATEGORY_USAGE = 1
CATEGORY_IO = 2
CATEGORY_MALFORMED = 3
CATEGORY_VERIFICATION = 4
CATEGORY_TRUST = 5
CATEGORY_NETWORK = 6
CATEGORY_CANCELLED = 7
CATEGORY_INTERNAL = 9
ERROR_INVALID_ARGUMENT = 101
ERROR_POLICY_NOT_STATED = 102
ERROR_CALLBACK_FAILED = 103
ERROR_DATASET_RECORD_DUPLICATE = 110
ERROR_NOT_FOUND = 201
ERROR_ACCESS_DENIED = 202
ERROR_IO_FAILED = 203
ERROR_FILE_CHANGED = 204
ERROR_SIGNATURE_NOT_FOUND = 205
ERROR_DIGEST_CACHE_INVALID = 206
ERROR_JSON_INVALID = 301
ERROR_JSON_DUPLICATE_MEMBER = 302
ERROR_BASE64_INVALID = 303
ERROR_LIMIT_EXCEEDED = 304
ERROR_BUNDLE_INVALID = 305
ERROR_STATEMENT_INVALID = 306
ERROR_PREDICATE_UNSUPPORTED = 307
ERROR_ALGORITHM_UNSUPPORTED = 308
ERROR_NAME_INVALID = 309
ERROR_MODEL_EMPTY = 310
ERROR_LOG_ENTRY_UNSUPPORTED = 311
ERROR_DATASET_COMMITMENT_INVALID = 320
ERROR_DATASET_STORE_INVALID = 321
ERROR_SIGNATURE_INVALID = 401
ERROR_KEY_MISMATCH = 402
ERROR_METHOD_MISMATCH = 403
ERROR_DIGEST_MISMATCH = 410
ERROR_FILE_MISSING = 411
ERROR_SHARD_MISSING = 412
ERROR_FILE_UNSIGNED = 413
ERROR_SYMLINK_REFUSED = 414
ERROR_FILE_TYPE_REFUSED = 415
ERROR_IGNORED_CONTENT_REFUSED = 416
ERROR_CERTIFICATE_INVALID = 420
ERROR_CERTIFICATE_EXPIRED = 421
ERROR_CERTIFICATE_KEY_UNSUPPORTED = 422
ERROR_SCT_INVALID = 423
ERROR_IDENTITY_MISMATCH = 430
ERROR_TIMESTAMP_INVALID = 431
ERROR_SIGNING_TIME_UNKNOWN = 432
ERROR_PREDICATE_MISMATCH = 433
ERROR_LOG_UNKNOWN = 440
ERROR_LOG_ENTRY_MISSING = 441
ERROR_LOG_ENTRY_MISMATCH = 442
ERROR_LOG_PROMISE_INVALID = 443
ERROR_LOG_INCLUSION_INVALID = 444
ERROR_CHECKPOINT_INVALID = 445
ERROR_DATASET_PROOF_INVALID = 450
ERROR_DATASET_COMMITMENT_MISMATCH = 451
ERROR_DATASET_COMMITMENT_MISSING = 452
ERROR_DATASET_LIST_INCOMPLETE = 453
ERROR_FRAMEWORK_REFUSED = 454
ERROR_KEY_INVALID = 501
ERROR_KEY_UNSUPPORTED = 502
ERROR_PASSWORD_REQUIRED = 503
ERROR_PASSWORD_WRONG = 504
ERROR_TRUST_ANCHOR_INVALID = 505
ERROR_TRUST_ROOT_INVALID = 506
ERROR_CANCELLED = 701
ERROR_INTERNAL = 901
ERROR_OUT_OF_MEMORY = 902
HASH_SHA256 = 1
HASH_BLAKE2B = 2
HASH_BLAKE3 = 3
DIGEST_SOURCE_NONE = 0
DIGEST_SOURCE_HASHED = 1
DIGEST_SOURCE_CACHED = 2
DIGEST_SOURCE_ENGINE = 3
DIGEST_SOURCE_GIVEN = 4
CURVE_P256 = 256
CURVE_P384 = 384
CURVE_P521 = 521
METHOD_KEY = 1
METHOD_CERTIFICATE = 2
METHOD_SIGSTORE = 3
DIGEST_SHA256 = 1
DIGEST_SHA384 = 2
DIGEST_SHA512 = 3
SAN_EMAIL = 1
SAN_URI = 2
SAN_OTHER_NAME = 3
SAN_DNS = 4
ORDER_CODE_POINT = 1
ORDER_COMPONENT = 2
READ_AUTO = 0
READ_PARALLEL = 1
READ_SEQUENTIAL = 2
SIGNATURE_CAPACITY_BYTES = 1024
TIME_SOURCE_TIMESTAMP_AUTHORITY = 1
TIME_SOURCE_TRANSPARENCY_LOG = 2
UNCHECKED_IDENTITY = 1
UNCHECKED_LOG_ENTRY = 2
UNCHECKED_CERTIFICATE_LOG = 3
UNCHECKED_SIGNING_TIME = 4
UNCHECKED_REVOCATION = 5
DIFFERENCE_MODIFIED = 1
DIFFERENCE_MISSING = 2
DIFFERENCE_UNSIGNED = 3
DIFFERENCE_IGNORED = 4
DIFFERENCE_REFUSED = 5
DATASET_SUITE_ECVRF_P256 = 1
DATASET_SUITE_BULK_P256_EXPERIMENTAL = 2
DATASET_KIND_SET = 1
DATASET_KIND_MAP = 2
DATASET_DUPLICATES_ERROR = 1
DATASET_DUPLICATES_COLLAPSE = 2
DATASET_DUPLICATES_COUNT = 3
DATASET_PADDING_NONE = 1
DATASET_PADDING_POWER_OF_TWO = 2
DATASET_PADDING_QUARTER_STEPS = 3
DATASET_PHASE_ADDING = 1
DATASET_PHASE_SORTING = 2
DATASET_PHASE_PADDING = 3
DATASET_PHASE_WRITING = 4
DATASET_LEAF_BYTES = 64
DATASET_SUBTREE_BYTES = 40


class modelseal_error(Structure):
    pass


class modelseal_buffer(Structure):
    pass


class modelseal_job(Structure):
    pass


class modelseal_hash_options(Structure):
    pass


class modelseal_manifest(Structure):
    pass


class modelseal_hasher(Structure):
    pass


class modelseal_hash_stream(Structure):
    pass


class modelseal_signer(Structure):
    pass


class modelseal_bundle(Structure):
    pass


class modelseal_evidence(Structure):
    pass


class modelseal_trust_root(Structure):
    pass


class modelseal_identity(Structure):
    pass


class modelseal_verifier_builder(Structure):
    pass


class modelseal_verifier(Structure):
    pass


class modelseal_result(Structure):
    pass


class modelseal_diff(Structure):
    pass


class modelseal_dataset_key(Structure):
    pass


class modelseal_dataset_commitment(Structure):
    pass


class modelseal_dataset_records(Structure):
    pass


class modelseal_dataset_options(Structure):
    pass


class modelseal_dataset_builder(Structure):
    pass


class modelseal_dataset_store(Structure):
    pass


class modelseal_dataset_answers(Structure):
    pass


class modelseal_provenance_builder(Structure):
    pass


class modelseal_provenance(Structure):
    pass


class modelseal_model_datasets(Structure):
    pass


class modelseal_str(Structure):
    pass


class modelseal_progress(Structure):
    pass


class modelseal_hash_range(Structure):
    pass


class modelseal_hash_engine(Structure):
    pass


class modelseal_entry(Structure):
    pass


class modelseal_hash_input(Structure):
    pass


class modelseal_extension(Structure):
    pass


class modelseal_signing_time(Structure):
    pass


class modelseal_log_entry(Structure):
    pass


class modelseal_difference(Structure):
    pass


class modelseal_dataset_progress(Structure):
    pass


modelseal_progress_fn = CFUNCTYPE(c_int32, POINTER(modelseal_progress), c_void_p)
modelseal_hash_ranges_fn = CFUNCTYPE(
    c_int32,
    POINTER(POINTER(modelseal_hash_range)),
    c_size_t,
    POINTER(c_uint8),
    c_void_p,
)
modelseal_sign_fn = CFUNCTYPE(
    c_int32,
    POINTER(c_uint8),
    c_size_t,
    POINTER(c_uint8),
    c_size_t,
    POINTER(c_uint8),
    POINTER(c_size_t),
    c_void_p,
)
modelseal_dataset_progress_fn = CFUNCTYPE(c_int32, POINTER(modelseal_dataset_progress), c_void_p)

modelseal_str._fields_ = [
    ("data", POINTER(c_char)),
    ("len", c_size_t),
]

modelseal_progress._fields_ = [
    ("struct_size", c_uint32),
    ("reserved0", c_uint32),
    ("bytes_done", c_uint64),
    ("bytes_total", c_uint64),
    ("files_done", c_uint64),
    ("files_total", c_uint64),
    ("bytes_cached", c_uint64),
]

modelseal_hash_range._fields_ = [
    ("struct_size", c_uint32),
    ("hash", c_int32),
    ("name", modelseal_str),
    ("start_bytes", c_uint64),
    ("end_bytes", c_uint64),
    ("fd", c_int32),
    ("reserved0", c_uint32),
]

modelseal_hash_engine._fields_ = [
    ("struct_size", c_uint32),
    ("max_ranges", c_uint32),
    ("hash_ranges", modelseal_hash_ranges_fn),
    ("user", c_void_p),
]

modelseal_entry._fields_ = [
    ("struct_size", c_uint32),
    ("hash", c_int32),
    ("name", modelseal_str),
    ("digest", modelseal_str),
    ("start_bytes", c_uint64),
    ("end_bytes", c_uint64),
    ("source", c_int32),
    ("reserved0", c_uint32),
]

modelseal_hash_input._fields_ = [
    ("struct_size", c_uint32),
    ("reserved0", c_uint32),
    ("stream", POINTER(modelseal_hash_stream)),
    ("bytes", POINTER(c_uint8)),
    ("bytes_len", c_size_t),
]

modelseal_extension._fields_ = [
    ("struct_size", c_uint32),
    ("reserved0", c_uint32),
    ("oid", modelseal_str),
    ("name", modelseal_str),
    ("value", modelseal_str),
]

modelseal_signing_time._fields_ = [
    ("struct_size", c_uint32),
    ("source", c_int32),
    ("time_milliseconds", c_int64),
    ("authority", modelseal_str),
]

modelseal_log_entry._fields_ = [
    ("struct_size", c_uint32),
    ("reserved0", c_uint32),
    ("log_index", c_uint64),
    ("tree_size", c_uint64),
    ("integrated_time_seconds", c_int64),
    ("log", modelseal_str),
    ("kind", modelseal_str),
    ("version", modelseal_str),
    ("origin", modelseal_str),
]

modelseal_difference._fields_ = [
    ("struct_size", c_uint32),
    ("kind", c_int32),
    ("code", c_int32),
    ("is_range", c_int32),
    ("name", modelseal_str),
    ("expected", modelseal_str),
    ("actual", modelseal_str),
    ("size_bytes", c_uint64),
    ("start_bytes", c_uint64),
    ("end_bytes", c_uint64),
]

modelseal_dataset_progress._fields_ = [
    ("struct_size", c_uint32),
    ("phase", c_int32),
    ("done", c_uint64),
    ("total", c_uint64),
]

# Name: result, parameters.
FUNCTIONS: dict[str, tuple[Any, list[Any]]] = {
    "modelseal_buffer_free": (None, [POINTER(modelseal_buffer)]),
    "modelseal_buffer_view": (modelseal_str, [POINTER(modelseal_buffer)]),
    "modelseal_bundle_certificate_count": (c_size_t, [POINTER(modelseal_bundle)]),
    "modelseal_bundle_certificate_der_unverified": (modelseal_str, [
        POINTER(modelseal_bundle),
        c_size_t,
    ]),
    "modelseal_bundle_diff_unverified": (c_int32, [
        POINTER(modelseal_bundle),
        POINTER(modelseal_hash_options),
        c_char_p,
        c_size_t,
        POINTER(modelseal_job),
        POINTER(POINTER(modelseal_diff)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_bundle_evidence_unverified": (c_int32, [
        POINTER(modelseal_bundle),
        POINTER(POINTER(modelseal_evidence)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_bundle_free": (None, [POINTER(modelseal_bundle)]),
    "modelseal_bundle_has_envelope": (c_int32, [POINTER(modelseal_bundle)]),
    "modelseal_bundle_json": (modelseal_str, [POINTER(modelseal_bundle)]),
    "modelseal_bundle_key_hint_unverified": (modelseal_str, [POINTER(modelseal_bundle)]),
    "modelseal_bundle_load": (c_int32, [
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_bundle)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_bundle_manifest_unverified": (c_int32, [
        POINTER(modelseal_bundle),
        POINTER(POINTER(modelseal_manifest)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_bundle_media_type": (modelseal_str, [POINTER(modelseal_bundle)]),
    "modelseal_bundle_method": (c_int32, [POINTER(modelseal_bundle)]),
    "modelseal_bundle_parse": (c_int32, [
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_bundle)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_bundle_payload_unverified": (modelseal_str, [POINTER(modelseal_bundle)]),
    "modelseal_bundle_provenance_unverified": (c_int32, [
        POINTER(modelseal_bundle),
        POINTER(POINTER(modelseal_provenance)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_bundle_save": (c_int32, [
        POINTER(modelseal_bundle),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_code_at": (c_int32, [c_size_t]),
    "modelseal_code_count": (c_size_t, []),
    "modelseal_code_name": (c_char_p, [c_int32]),
    "modelseal_dataset_answers_count": (c_size_t, [POINTER(modelseal_dataset_answers)]),
    "modelseal_dataset_answers_free": (None, [POINTER(modelseal_dataset_answers)]),
    "modelseal_dataset_answers_has_value": (c_int32, [
        POINTER(modelseal_dataset_answers),
        c_size_t,
    ]),
    "modelseal_dataset_answers_is_member": (c_int32, [
        POINTER(modelseal_dataset_answers),
        c_size_t,
    ]),
    "modelseal_dataset_answers_value": (modelseal_str, [
        POINTER(modelseal_dataset_answers),
        c_size_t,
    ]),
    "modelseal_dataset_builder_add": (c_int32, [
        POINTER(modelseal_dataset_builder),
        POINTER(modelseal_dataset_records),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_builder_audit": (c_int32, [
        POINTER(modelseal_dataset_builder),
        POINTER(modelseal_dataset_commitment),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_builder_checkpoint": (c_int32, [
        POINTER(modelseal_dataset_builder),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_builder_finish": (c_int32, [
        POINTER(modelseal_dataset_builder),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_dataset_commitment)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_builder_free": (None, [POINTER(modelseal_dataset_builder)]),
    "modelseal_dataset_builder_open": (c_int32, [
        POINTER(modelseal_dataset_key),
        POINTER(modelseal_dataset_options),
        c_char_p,
        c_size_t,
        POINTER(modelseal_job),
        POINTER(POINTER(modelseal_dataset_builder)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_builder_record_count": (c_uint64, [POINTER(modelseal_dataset_builder)]),
    "modelseal_dataset_builder_takes_records": (c_int32, [POINTER(modelseal_dataset_builder)]),
    "modelseal_dataset_commitment_bytes": (modelseal_str, [POINTER(modelseal_dataset_commitment)]),
    "modelseal_dataset_commitment_context": (modelseal_str, [
        POINTER(modelseal_dataset_commitment),
    ]),
    "modelseal_dataset_commitment_digest": (modelseal_str, [POINTER(modelseal_dataset_commitment)]),
    "modelseal_dataset_commitment_duplicates": (c_int32, [POINTER(modelseal_dataset_commitment)]),
    "modelseal_dataset_commitment_free": (None, [POINTER(modelseal_dataset_commitment)]),
    "modelseal_dataset_commitment_kind": (c_int32, [POINTER(modelseal_dataset_commitment)]),
    "modelseal_dataset_commitment_name": (modelseal_str, [POINTER(modelseal_dataset_commitment)]),
    "modelseal_dataset_commitment_padding": (c_int32, [POINTER(modelseal_dataset_commitment)]),
    "modelseal_dataset_commitment_parse": (c_int32, [
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_dataset_commitment)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_commitment_public_key": (modelseal_str, [
        POINTER(modelseal_dataset_commitment),
    ]),
    "modelseal_dataset_commitment_root": (modelseal_str, [POINTER(modelseal_dataset_commitment)]),
    "modelseal_dataset_commitment_size_class": (c_uint64, [POINTER(modelseal_dataset_commitment)]),
    "modelseal_dataset_commitment_suite": (c_int32, [POINTER(modelseal_dataset_commitment)]),
    "modelseal_dataset_commitment_view": (modelseal_str, [
        POINTER(modelseal_dataset_commitment),
        c_size_t,
    ]),
    "modelseal_dataset_commitment_view_count": (c_size_t, [POINTER(modelseal_dataset_commitment)]),
    "modelseal_dataset_key_count_leaves": (c_int32, [
        POINTER(modelseal_dataset_key),
        c_char_p,
        c_size_t,
        POINTER(c_uint64),
        c_size_t,
        POINTER(POINTER(modelseal_buffer)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_key_dummy_leaves": (c_int32, [
        POINTER(modelseal_dataset_key),
        POINTER(modelseal_dataset_options),
        c_uint64,
        c_uint64,
        POINTER(POINTER(modelseal_buffer)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_key_free": (None, [POINTER(modelseal_dataset_key)]),
    "modelseal_dataset_key_generate": (c_int32, [
        c_int32,
        POINTER(POINTER(modelseal_dataset_key)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_key_leaves": (c_int32, [
        POINTER(modelseal_dataset_key),
        POINTER(modelseal_dataset_options),
        POINTER(modelseal_dataset_records),
        POINTER(POINTER(modelseal_buffer)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_key_parse": (c_int32, [
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_dataset_key)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_key_public_hex": (modelseal_str, [POINTER(modelseal_dataset_key)]),
    "modelseal_dataset_key_serialize": (c_int32, [
        POINTER(modelseal_dataset_key),
        POINTER(POINTER(modelseal_buffer)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_key_suite": (c_int32, [POINTER(modelseal_dataset_key)]),
    "modelseal_dataset_options_add_view": (c_int32, [
        POINTER(modelseal_dataset_options),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_options_free": (None, [POINTER(modelseal_dataset_options)]),
    "modelseal_dataset_options_from_commitment": (c_int32, [
        POINTER(modelseal_dataset_commitment),
        POINTER(POINTER(modelseal_dataset_options)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_options_leaf_count": (c_int32, [
        POINTER(modelseal_dataset_options),
        c_uint64,
        POINTER(c_uint64),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_options_new": (c_int32, [
        POINTER(POINTER(modelseal_dataset_options)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_options_set_context": (c_int32, [
        POINTER(modelseal_dataset_options),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_options_set_duplicates": (c_int32, [
        POINTER(modelseal_dataset_options),
        c_int32,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_options_set_kind": (c_int32, [
        POINTER(modelseal_dataset_options),
        c_int32,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_options_set_name": (c_int32, [
        POINTER(modelseal_dataset_options),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_options_set_padding": (c_int32, [
        POINTER(modelseal_dataset_options),
        c_int32,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_records_add": (c_int32, [
        POINTER(modelseal_dataset_records),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_records_add_digest": (c_int32, [
        POINTER(modelseal_dataset_records),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_records_add_many": (c_int32, [
        POINTER(modelseal_dataset_records),
        c_char_p,
        c_size_t,
        POINTER(c_uint64),
        c_char_p,
        c_size_t,
        POINTER(c_uint64),
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_records_add_with_value": (c_int32, [
        POINTER(modelseal_dataset_records),
        c_char_p,
        c_size_t,
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_records_clear": (None, [POINTER(modelseal_dataset_records)]),
    "modelseal_dataset_records_count": (c_size_t, [POINTER(modelseal_dataset_records)]),
    "modelseal_dataset_records_digest_at": (modelseal_str, [
        POINTER(modelseal_dataset_records),
        c_size_t,
    ]),
    "modelseal_dataset_records_free": (None, [POINTER(modelseal_dataset_records)]),
    "modelseal_dataset_records_new": (c_int32, [
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_dataset_records)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_records_view": (modelseal_str, [POINTER(modelseal_dataset_records)]),
    "modelseal_dataset_store_check": (c_int32, [
        POINTER(modelseal_dataset_store),
        POINTER(modelseal_dataset_key),
        POINTER(modelseal_job),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_store_commitment": (POINTER(modelseal_dataset_commitment), [
        POINTER(modelseal_dataset_store),
    ]),
    "modelseal_dataset_store_free": (None, [POINTER(modelseal_dataset_store)]),
    "modelseal_dataset_store_leaf_count": (c_uint64, [POINTER(modelseal_dataset_store)]),
    "modelseal_dataset_store_open": (c_int32, [
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_dataset_store)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_store_prove": (c_int32, [
        POINTER(modelseal_dataset_store),
        POINTER(modelseal_dataset_key),
        POINTER(modelseal_dataset_records),
        c_int32,
        POINTER(POINTER(modelseal_buffer)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_store_record_count": (c_uint64, [POINTER(modelseal_dataset_store)]),
    "modelseal_dataset_subtree_compute": (c_int32, [
        c_uint32,
        c_uint64,
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_buffer)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_subtrees_join": (c_int32, [
        POINTER(modelseal_dataset_key),
        POINTER(modelseal_dataset_options),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_dataset_commitment)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_dataset_verify": (c_int32, [
        POINTER(modelseal_dataset_commitment),
        POINTER(modelseal_dataset_records),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_dataset_answers)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_diff_at": (c_int32, [
        POINTER(modelseal_diff),
        c_int32,
        c_size_t,
        POINTER(modelseal_difference),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_diff_count": (c_size_t, [POINTER(modelseal_diff), c_int32]),
    "modelseal_diff_free": (None, [POINTER(modelseal_diff)]),
    "modelseal_diff_is_complete": (c_int32, [POINTER(modelseal_diff)]),
    "modelseal_error_category": (c_int32, [POINTER(modelseal_error)]),
    "modelseal_error_code": (c_int32, [POINTER(modelseal_error)]),
    "modelseal_error_detail": (c_char_p, [POINTER(modelseal_error), c_char_p]),
    "modelseal_error_diff": (POINTER(modelseal_diff), [POINTER(modelseal_error)]),
    "modelseal_error_free": (None, [POINTER(modelseal_error)]),
    "modelseal_error_message": (c_char_p, [POINTER(modelseal_error)]),
    "modelseal_error_name": (c_char_p, [POINTER(modelseal_error)]),
    "modelseal_evidence_certificate_not_after_seconds": (c_int64, [POINTER(modelseal_evidence)]),
    "modelseal_evidence_certificate_not_before_seconds": (c_int64, [POINTER(modelseal_evidence)]),
    "modelseal_evidence_extension_at": (c_int32, [
        POINTER(modelseal_evidence),
        c_size_t,
        POINTER(modelseal_extension),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_evidence_extension_count": (c_size_t, [POINTER(modelseal_evidence)]),
    "modelseal_evidence_free": (None, [POINTER(modelseal_evidence)]),
    "modelseal_evidence_issuer": (modelseal_str, [POINTER(modelseal_evidence)]),
    "modelseal_evidence_log_entry_at": (c_int32, [
        POINTER(modelseal_evidence),
        c_size_t,
        POINTER(modelseal_log_entry),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_evidence_log_entry_count": (c_size_t, [POINTER(modelseal_evidence)]),
    "modelseal_evidence_sct_log_count": (c_size_t, [POINTER(modelseal_evidence)]),
    "modelseal_evidence_subject": (modelseal_str, [POINTER(modelseal_evidence)]),
    "modelseal_evidence_subject_type": (c_int32, [POINTER(modelseal_evidence)]),
    "modelseal_evidence_time_at": (c_int32, [
        POINTER(modelseal_evidence),
        c_size_t,
        POINTER(modelseal_signing_time),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_evidence_time_count": (c_size_t, [POINTER(modelseal_evidence)]),
    "modelseal_evidence_unchecked": (c_int32, [POINTER(modelseal_evidence), c_size_t]),
    "modelseal_evidence_unchecked_count": (c_size_t, [POINTER(modelseal_evidence)]),
    "modelseal_hash_options_add_ignored_name": (c_int32, [
        POINTER(modelseal_hash_options),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_hash_options_add_ignored_path": (c_int32, [
        POINTER(modelseal_hash_options),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_hash_options_allow_symlinks_unsafe": (c_int32, [
        POINTER(modelseal_hash_options),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_hash_options_free": (None, [POINTER(modelseal_hash_options)]),
    "modelseal_hash_options_from_bundle_unverified": (c_int32, [
        POINTER(modelseal_bundle),
        POINTER(POINTER(modelseal_hash_options)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_hash_options_new": (c_int32, [
        POINTER(POINTER(modelseal_hash_options)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_hash_options_set_hash": (c_int32, [
        POINTER(modelseal_hash_options),
        c_int32,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_hash_options_set_ignore_git_paths": (c_int32, [
        POINTER(modelseal_hash_options),
        c_int32,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_hash_options_set_shard_size_bytes": (c_int32, [
        POINTER(modelseal_hash_options),
        c_uint64,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_hash_stream_finish": (c_int32, [
        POINTER(modelseal_hash_stream),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_hash_stream_free": (None, [POINTER(modelseal_hash_stream)]),
    "modelseal_hash_stream_update": (c_int32, [
        POINTER(modelseal_hash_stream),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_hash_streams_update": (c_int32, [
        POINTER(modelseal_hash_input),
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_hasher_add_digest": (c_int32, [
        POINTER(modelseal_hasher),
        c_char_p,
        c_size_t,
        c_uint64,
        c_uint64,
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_hasher_finish": (c_int32, [
        POINTER(modelseal_hasher),
        POINTER(POINTER(modelseal_manifest)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_hasher_free": (None, [POINTER(modelseal_hasher)]),
    "modelseal_hasher_lanes": (c_size_t, [c_int32]),
    "modelseal_hasher_new": (c_int32, [
        POINTER(modelseal_hash_options),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_hasher)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_hasher_open_stream": (c_int32, [
        POINTER(modelseal_hasher),
        c_char_p,
        c_size_t,
        c_uint64,
        c_uint64,
        POINTER(POINTER(modelseal_hash_stream)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_identity_add_extension": (c_int32, [
        POINTER(modelseal_identity),
        c_char_p,
        c_size_t,
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_identity_free": (None, [POINTER(modelseal_identity)]),
    "modelseal_identity_new": (c_int32, [
        POINTER(POINTER(modelseal_identity)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_identity_set_issuer": (c_int32, [
        POINTER(modelseal_identity),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_identity_set_issuer_pattern": (c_int32, [
        POINTER(modelseal_identity),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_identity_set_subject": (c_int32, [
        POINTER(modelseal_identity),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_identity_set_subject_pattern": (c_int32, [
        POINTER(modelseal_identity),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_identity_set_subject_type": (c_int32, [
        POINTER(modelseal_identity),
        c_int32,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_job_allow_cached_digests_unsafe": (c_int32, [
        POINTER(modelseal_job),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_job_cancel": (None, [POINTER(modelseal_job)]),
    "modelseal_job_free": (None, [POINTER(modelseal_job)]),
    "modelseal_job_new": (c_int32, [
        POINTER(POINTER(modelseal_job)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_job_set_bypass_page_cache": (c_int32, [
        POINTER(modelseal_job),
        c_int32,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_job_set_dataset_progress": (c_int32, [
        POINTER(modelseal_job),
        modelseal_dataset_progress_fn,
        c_void_p,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_job_set_digest_cache": (c_int32, [
        POINTER(modelseal_job),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_job_set_fresh_digest_cache": (c_int32, [
        POINTER(modelseal_job),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_job_set_hash_engine": (c_int32, [
        POINTER(modelseal_job),
        POINTER(modelseal_hash_engine),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_job_set_progress": (c_int32, [
        POINTER(modelseal_job),
        modelseal_progress_fn,
        c_void_p,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_job_set_read_mode": (c_int32, [
        POINTER(modelseal_job),
        c_int32,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_job_set_threads": (c_int32, [
        POINTER(modelseal_job),
        c_uint32,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_key_generate": (c_int32, [
        c_int32,
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_buffer)),
        POINTER(POINTER(modelseal_buffer)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_manifest_allows_symlinks": (c_int32, [POINTER(modelseal_manifest)]),
    "modelseal_manifest_compute": (c_int32, [
        POINTER(modelseal_hash_options),
        c_char_p,
        c_size_t,
        POINTER(modelseal_job),
        POINTER(POINTER(modelseal_manifest)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_manifest_entry": (c_int32, [
        POINTER(modelseal_manifest),
        c_size_t,
        POINTER(modelseal_entry),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_manifest_entry_count": (c_size_t, [POINTER(modelseal_manifest)]),
    "modelseal_manifest_free": (None, [POINTER(modelseal_manifest)]),
    "modelseal_manifest_hash": (c_int32, [POINTER(modelseal_manifest)]),
    "modelseal_manifest_ignored": (modelseal_str, [POINTER(modelseal_manifest), c_size_t]),
    "modelseal_manifest_ignored_count": (c_size_t, [POINTER(modelseal_manifest)]),
    "modelseal_manifest_model_name": (modelseal_str, [POINTER(modelseal_manifest)]),
    "modelseal_manifest_root_digest": (c_int32, [
        POINTER(modelseal_manifest),
        c_int32,
        POINTER(c_uint8),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_manifest_shard_size_bytes": (c_uint64, [POINTER(modelseal_manifest)]),
    "modelseal_model_datasets_commitment": (POINTER(modelseal_dataset_commitment), [
        POINTER(modelseal_model_datasets),
        c_size_t,
    ]),
    "modelseal_model_datasets_count": (c_size_t, [POINTER(modelseal_model_datasets)]),
    "modelseal_model_datasets_file": (modelseal_str, [POINTER(modelseal_model_datasets), c_size_t]),
    "modelseal_model_datasets_free": (None, [POINTER(modelseal_model_datasets)]),
    "modelseal_model_datasets_load": (c_int32, [
        POINTER(modelseal_result),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_model_datasets)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_provenance_base_model_count": (c_size_t, [POINTER(modelseal_provenance)]),
    "modelseal_provenance_base_model_digest": (modelseal_str, [
        POINTER(modelseal_provenance),
        c_size_t,
    ]),
    "modelseal_provenance_base_model_name": (modelseal_str, [
        POINTER(modelseal_provenance),
        c_size_t,
    ]),
    "modelseal_provenance_builder_add_base_model": (c_int32, [
        POINTER(modelseal_provenance_builder),
        c_char_p,
        c_size_t,
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_provenance_builder_add_dataset": (c_int32, [
        POINTER(modelseal_provenance_builder),
        c_char_p,
        c_size_t,
        POINTER(modelseal_dataset_commitment),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_provenance_builder_add_dependency": (c_int32, [
        POINTER(modelseal_provenance_builder),
        c_char_p,
        c_size_t,
        c_char_p,
        c_size_t,
        c_char_p,
        c_size_t,
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_provenance_builder_add_framework": (c_int32, [
        POINTER(modelseal_provenance_builder),
        c_char_p,
        c_size_t,
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_provenance_builder_free": (None, [POINTER(modelseal_provenance_builder)]),
    "modelseal_provenance_builder_new": (c_int32, [
        POINTER(POINTER(modelseal_provenance_builder)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_provenance_builder_set_list_is_complete": (c_int32, [
        POINTER(modelseal_provenance_builder),
        c_int32,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_provenance_dataset_commitment": (POINTER(modelseal_dataset_commitment), [
        POINTER(modelseal_provenance),
        c_size_t,
    ]),
    "modelseal_provenance_dataset_count": (c_size_t, [POINTER(modelseal_provenance)]),
    "modelseal_provenance_dataset_file": (modelseal_str, [POINTER(modelseal_provenance), c_size_t]),
    "modelseal_provenance_dataset_role": (modelseal_str, [POINTER(modelseal_provenance), c_size_t]),
    "modelseal_provenance_dependency_count": (c_size_t, [POINTER(modelseal_provenance)]),
    "modelseal_provenance_dependency_digests": (modelseal_str, [
        POINTER(modelseal_provenance),
        c_size_t,
    ]),
    "modelseal_provenance_dependency_name": (modelseal_str, [
        POINTER(modelseal_provenance),
        c_size_t,
    ]),
    "modelseal_provenance_dependency_uri": (modelseal_str, [
        POINTER(modelseal_provenance),
        c_size_t,
    ]),
    "modelseal_provenance_framework_count": (c_size_t, [POINTER(modelseal_provenance)]),
    "modelseal_provenance_framework_name": (modelseal_str, [
        POINTER(modelseal_provenance),
        c_size_t,
    ]),
    "modelseal_provenance_framework_version": (modelseal_str, [
        POINTER(modelseal_provenance),
        c_size_t,
    ]),
    "modelseal_provenance_free": (None, [POINTER(modelseal_provenance)]),
    "modelseal_provenance_list_is_complete": (c_int32, [POINTER(modelseal_provenance)]),
    "modelseal_provenance_model_digest": (modelseal_str, [POINTER(modelseal_provenance)]),
    "modelseal_provenance_model_name": (modelseal_str, [POINTER(modelseal_provenance)]),
    "modelseal_provenance_result": (POINTER(modelseal_result), [POINTER(modelseal_provenance)]),
    "modelseal_result_certificate_count": (c_size_t, [POINTER(modelseal_result)]),
    "modelseal_result_certificate_fingerprint": (modelseal_str, [
        POINTER(modelseal_result),
        c_size_t,
    ]),
    "modelseal_result_certificate_subject": (modelseal_str, [POINTER(modelseal_result), c_size_t]),
    "modelseal_result_evidence": (POINTER(modelseal_evidence), [POINTER(modelseal_result)]),
    "modelseal_result_free": (None, [POINTER(modelseal_result)]),
    "modelseal_result_ignored": (modelseal_str, [POINTER(modelseal_result), c_size_t]),
    "modelseal_result_ignored_count": (c_size_t, [POINTER(modelseal_result)]),
    "modelseal_result_key_curve": (c_int32, [POINTER(modelseal_result)]),
    "modelseal_result_key_fingerprint": (modelseal_str, [POINTER(modelseal_result)]),
    "modelseal_result_manifest": (POINTER(modelseal_manifest), [POINTER(modelseal_result)]),
    "modelseal_result_method": (c_int32, [POINTER(modelseal_result)]),
    "modelseal_result_payload": (modelseal_str, [POINTER(modelseal_result)]),
    "modelseal_result_predicate_type": (modelseal_str, [POINTER(modelseal_result)]),
    "modelseal_result_source_bytes": (c_uint64, [POINTER(modelseal_result), c_int32]),
    "modelseal_result_unsigned": (modelseal_str, [POINTER(modelseal_result), c_size_t]),
    "modelseal_result_unsigned_count": (c_size_t, [POINTER(modelseal_result)]),
    "modelseal_result_verified_bytes": (c_uint64, [POINTER(modelseal_result)]),
    "modelseal_sign_manifest": (c_int32, [
        POINTER(modelseal_signer),
        POINTER(modelseal_manifest),
        POINTER(POINTER(modelseal_bundle)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_sign_model": (c_int32, [
        POINTER(modelseal_signer),
        POINTER(modelseal_hash_options),
        c_char_p,
        c_size_t,
        POINTER(modelseal_job),
        POINTER(POINTER(modelseal_bundle)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_sign_provenance": (c_int32, [
        POINTER(modelseal_signer),
        POINTER(modelseal_provenance_builder),
        POINTER(modelseal_manifest),
        POINTER(POINTER(modelseal_bundle)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_signer_free": (None, [POINTER(modelseal_signer)]),
    "modelseal_signer_from_callback": (c_int32, [
        c_char_p,
        c_size_t,
        modelseal_sign_fn,
        c_void_p,
        POINTER(POINTER(modelseal_signer)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_signer_from_certificate_pem": (c_int32, [
        c_char_p,
        c_size_t,
        c_char_p,
        c_size_t,
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_signer)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_signer_from_key_pem": (c_int32, [
        c_char_p,
        c_size_t,
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_signer)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_trust_root_free": (None, [POINTER(modelseal_trust_root)]),
    "modelseal_trust_root_load": (c_int32, [
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_trust_root)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_trust_root_parse": (c_int32, [
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_trust_root)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_trust_root_production": (c_int32, [
        POINTER(POINTER(modelseal_trust_root)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_accept_any_identity_unsafe": (c_int32, [
        POINTER(modelseal_verifier_builder),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_accept_missing_log_entry_unsafe": (c_int32, [
        POINTER(modelseal_verifier_builder),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_accept_missing_sct_unsafe": (c_int32, [
        POINTER(modelseal_verifier_builder),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_add_certificate_alt_name": (c_int32, [
        POINTER(modelseal_verifier_builder),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_add_certificate_fingerprint": (c_int32, [
        POINTER(modelseal_verifier_builder),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_add_certificate_subject": (c_int32, [
        POINTER(modelseal_verifier_builder),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_add_identity": (c_int32, [
        POINTER(modelseal_verifier_builder),
        POINTER(modelseal_identity),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_add_ignored_name": (c_int32, [
        POINTER(modelseal_verifier_builder),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_add_ignored_path": (c_int32, [
        POINTER(modelseal_verifier_builder),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_add_trust_anchors_pem": (c_int32, [
        POINTER(modelseal_verifier_builder),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_allow_legacy_v0_unsafe": (c_int32, [
        POINTER(modelseal_verifier_builder),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_allow_symlinks_unsafe": (c_int32, [
        POINTER(modelseal_verifier_builder),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_allow_unsigned_files_unsafe": (c_int32, [
        POINTER(modelseal_verifier_builder),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_build": (c_int32, [
        POINTER(modelseal_verifier_builder),
        POINTER(POINTER(modelseal_verifier)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_free": (None, [POINTER(modelseal_verifier_builder)]),
    "modelseal_verifier_builder_new": (c_int32, [
        POINTER(POINTER(modelseal_verifier_builder)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_refuse_framework": (c_int32, [
        POINTER(modelseal_verifier_builder),
        c_char_p,
        c_size_t,
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_require_complete_dataset_list": (c_int32, [
        POINTER(modelseal_verifier_builder),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_require_dataset": (c_int32, [
        POINTER(modelseal_verifier_builder),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_require_framework": (c_int32, [
        POINTER(modelseal_verifier_builder),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_set_ignore_git_paths": (c_int32, [
        POINTER(modelseal_verifier_builder),
        c_int32,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_set_logged_key_pem": (c_int32, [
        POINTER(modelseal_verifier_builder),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_set_logged_key_validity_seconds": (c_int32, [
        POINTER(modelseal_verifier_builder),
        c_int64,
        c_int64,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_set_min_log_entries": (c_int32, [
        POINTER(modelseal_verifier_builder),
        c_uint32,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_set_min_scts": (c_int32, [
        POINTER(modelseal_verifier_builder),
        c_uint32,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_set_min_times": (c_int32, [
        POINTER(modelseal_verifier_builder),
        c_uint32,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_set_min_timestamps": (c_int32, [
        POINTER(modelseal_verifier_builder),
        c_uint32,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_set_predicate_type": (c_int32, [
        POINTER(modelseal_verifier_builder),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_set_public_key_pem": (c_int32, [
        POINTER(modelseal_verifier_builder),
        c_char_p,
        c_size_t,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_set_refuse_ignored_content": (c_int32, [
        POINTER(modelseal_verifier_builder),
        c_int32,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_set_report_all": (c_int32, [
        POINTER(modelseal_verifier_builder),
        c_int32,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_set_strict_schema": (c_int32, [
        POINTER(modelseal_verifier_builder),
        c_int32,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_set_timestamp_trust_root": (c_int32, [
        POINTER(modelseal_verifier_builder),
        POINTER(modelseal_trust_root),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_set_trust_root": (c_int32, [
        POINTER(modelseal_verifier_builder),
        POINTER(modelseal_trust_root),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_builder_set_verification_time_seconds": (c_int32, [
        POINTER(modelseal_verifier_builder),
        c_int64,
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_free": (None, [POINTER(modelseal_verifier)]),
    "modelseal_verifier_verify_digest": (c_int32, [
        POINTER(modelseal_verifier),
        c_int32,
        c_char_p,
        c_size_t,
        POINTER(modelseal_bundle),
        POINTER(POINTER(modelseal_result)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_verify_file": (c_int32, [
        POINTER(modelseal_verifier),
        c_char_p,
        c_size_t,
        POINTER(modelseal_bundle),
        POINTER(modelseal_job),
        POINTER(POINTER(modelseal_result)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_verify_manifest": (c_int32, [
        POINTER(modelseal_verifier),
        POINTER(modelseal_manifest),
        POINTER(modelseal_bundle),
        POINTER(POINTER(modelseal_result)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_verify_model": (c_int32, [
        POINTER(modelseal_verifier),
        c_char_p,
        c_size_t,
        POINTER(modelseal_bundle),
        POINTER(modelseal_job),
        POINTER(POINTER(modelseal_result)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_verifier_verify_provenance": (c_int32, [
        POINTER(modelseal_verifier),
        POINTER(modelseal_bundle),
        POINTER(modelseal_manifest),
        POINTER(POINTER(modelseal_provenance)),
        POINTER(POINTER(modelseal_error)),
    ]),
    "modelseal_version_number": (c_uint32, []),
    "modelseal_version_string": (c_char_p, []),
}
