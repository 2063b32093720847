// SPDX-License-Identifier: Apache-2.0
//
// Compiles only while the C header says what the library means: each value that stands twice, here
// and there, is held against its twin.
#include <cstddef>

#include "lib/bundle/bundle.h"
#include "lib/crypto/public_key.h"
#include "lib/dataset/build_manifest.h"
#include "lib/dataset/parameters.h"
#include "lib/dataset/suite.h"
#include "lib/hash/algorithm.h"
#include "lib/hash/digest_source.h"
#include "lib/manifest/diff.h"
#include "lib/verify/evidence.h"
#include "lib/x509/san_type.h"
#include "modelseal/modelseal.h"

namespace {

#define MODELSEAL_REASON(code, NAME, kName) \
  static_assert(MODELSEAL_ERROR_##NAME == (code), "modelseal.h and reason.def differ");
#include "lib/base/reason.def"
#undef MODELSEAL_REASON

template <typename Enum>
constexpr bool Is(Enum value, int constant) {
  return static_cast<int>(value) == constant;
}

using modelseal::bundle::Method;
using modelseal::crypto::Curve;
using modelseal::hash::DigestSource;
using modelseal::hash::HashAlgorithm;
using modelseal::manifest::DifferenceKind;
using modelseal::verify::TimeSource;
using modelseal::verify::Unchecked;
using modelseal::x509::SanType;

static_assert(Is(HashAlgorithm::kSha256, MODELSEAL_HASH_SHA256));
static_assert(Is(HashAlgorithm::kBlake2b, MODELSEAL_HASH_BLAKE2B));
static_assert(Is(HashAlgorithm::kBlake3, MODELSEAL_HASH_BLAKE3));
static_assert(Is(Curve::kP256, MODELSEAL_CURVE_P256));
static_assert(Is(Curve::kP384, MODELSEAL_CURVE_P384));
static_assert(Is(Curve::kP521, MODELSEAL_CURVE_P521));
static_assert(Is(Method::kKey, MODELSEAL_METHOD_KEY));
static_assert(Is(Method::kCertificate, MODELSEAL_METHOD_CERTIFICATE));
static_assert(Is(Method::kSigstore, MODELSEAL_METHOD_SIGSTORE));
static_assert(Is(DifferenceKind::kModified, MODELSEAL_DIFFERENCE_MODIFIED));
static_assert(Is(DifferenceKind::kMissing, MODELSEAL_DIFFERENCE_MISSING));
static_assert(Is(DifferenceKind::kUnsigned, MODELSEAL_DIFFERENCE_UNSIGNED));
static_assert(Is(DifferenceKind::kIgnored, MODELSEAL_DIFFERENCE_IGNORED));
static_assert(Is(DifferenceKind::kRefused, MODELSEAL_DIFFERENCE_REFUSED));

static_assert(Is(DigestSource::kHashed, MODELSEAL_DIGEST_SOURCE_HASHED));
static_assert(Is(DigestSource::kCached, MODELSEAL_DIGEST_SOURCE_CACHED));
static_assert(Is(DigestSource::kEngine, MODELSEAL_DIGEST_SOURCE_ENGINE));
static_assert(Is(DigestSource::kGiven, MODELSEAL_DIGEST_SOURCE_GIVEN));

using modelseal::dataset::BuildPhase;
using modelseal::dataset::DatasetKind;
using modelseal::dataset::DuplicatePolicy;
using modelseal::dataset::Padding;
using modelseal::dataset::Suite;

static_assert(Is(Suite::kEcvrfP256Sha256Tai, MODELSEAL_DATASET_SUITE_ECVRF_P256));
static_assert(Is(Suite::kBulkP256Sha256, MODELSEAL_DATASET_SUITE_BULK_P256_EXPERIMENTAL));
static_assert(Is(DatasetKind::kSet, MODELSEAL_DATASET_KIND_SET));
static_assert(Is(DatasetKind::kMap, MODELSEAL_DATASET_KIND_MAP));
static_assert(Is(DuplicatePolicy::kError, MODELSEAL_DATASET_DUPLICATES_ERROR));
static_assert(Is(DuplicatePolicy::kCollapse, MODELSEAL_DATASET_DUPLICATES_COLLAPSE));
static_assert(Is(DuplicatePolicy::kCount, MODELSEAL_DATASET_DUPLICATES_COUNT));
static_assert(Is(Padding::kNone, MODELSEAL_DATASET_PADDING_NONE));
static_assert(Is(Padding::kPowerOfTwo, MODELSEAL_DATASET_PADDING_POWER_OF_TWO));
static_assert(Is(Padding::kQuarterSteps, MODELSEAL_DATASET_PADDING_QUARTER_STEPS));
static_assert(Is(BuildPhase::kAdding, MODELSEAL_DATASET_PHASE_ADDING));
static_assert(Is(BuildPhase::kSorting, MODELSEAL_DATASET_PHASE_SORTING));
static_assert(Is(BuildPhase::kPadding, MODELSEAL_DATASET_PHASE_PADDING));
static_assert(Is(BuildPhase::kWriting, MODELSEAL_DATASET_PHASE_WRITING));

static_assert(Is(SanType::kEmail, MODELSEAL_SAN_EMAIL));
static_assert(Is(SanType::kUri, MODELSEAL_SAN_URI));
static_assert(Is(SanType::kOtherName, MODELSEAL_SAN_OTHER_NAME));
static_assert(Is(SanType::kDns, MODELSEAL_SAN_DNS));
static_assert(Is(TimeSource::kTimestampAuthority, MODELSEAL_TIME_SOURCE_TIMESTAMP_AUTHORITY));
static_assert(Is(TimeSource::kTransparencyLog, MODELSEAL_TIME_SOURCE_TRANSPARENCY_LOG));
static_assert(Is(Unchecked::kIdentity, MODELSEAL_UNCHECKED_IDENTITY));
static_assert(Is(Unchecked::kLogEntry, MODELSEAL_UNCHECKED_LOG_ENTRY));
static_assert(Is(Unchecked::kCertificateLog, MODELSEAL_UNCHECKED_CERTIFICATE_LOG));
static_assert(Is(Unchecked::kSigningTime, MODELSEAL_UNCHECKED_SIGNING_TIME));
static_assert(Is(Unchecked::kRevocation, MODELSEAL_UNCHECKED_REVOCATION));

static_assert(MODELSEAL_VERSION_NUMBER == MODELSEAL_VERSION_MAJOR * 10000 +
                                              MODELSEAL_VERSION_MINOR * 100 +
                                              MODELSEAL_VERSION_PATCH);

// The layout of structs that cross the boundary, on 64-bit machines. A struct may grow at its end;
// nothing here may ever change.
#if UINTPTR_MAX == UINT64_MAX
static_assert(sizeof(modelseal_str) == 16 && offsetof(modelseal_str, len) == 8);
static_assert(offsetof(modelseal_progress, bytes_done) == 8);
static_assert(offsetof(modelseal_progress, files_total) == 32);
static_assert(offsetof(modelseal_progress, bytes_cached) == 40);
static_assert(sizeof(modelseal_progress) == 48);
static_assert(offsetof(modelseal_dataset_progress, phase) == 4);
static_assert(offsetof(modelseal_dataset_progress, done) == 8);
static_assert(offsetof(modelseal_dataset_progress, total) == 16);
static_assert(sizeof(modelseal_dataset_progress) == 24);
static_assert(offsetof(modelseal_entry, hash) == 4);
static_assert(offsetof(modelseal_entry, name) == 8);
static_assert(offsetof(modelseal_entry, digest) == 24);
static_assert(offsetof(modelseal_entry, start_bytes) == 40);
static_assert(offsetof(modelseal_entry, end_bytes) == 48);
static_assert(offsetof(modelseal_entry, source) == 56);
static_assert(offsetof(modelseal_entry, reserved0) == 60);
static_assert(sizeof(modelseal_entry) == 64);
static_assert(offsetof(modelseal_hash_range, hash) == 4);
static_assert(offsetof(modelseal_hash_range, name) == 8);
static_assert(offsetof(modelseal_hash_range, start_bytes) == 24);
static_assert(offsetof(modelseal_hash_range, end_bytes) == 32);
static_assert(offsetof(modelseal_hash_range, fd) == 40);
static_assert(offsetof(modelseal_hash_range, reserved0) == 44);
static_assert(sizeof(modelseal_hash_range) == 48);
static_assert(offsetof(modelseal_hash_engine, max_ranges) == 4);
static_assert(offsetof(modelseal_hash_engine, hash_ranges) == 8);
static_assert(offsetof(modelseal_hash_engine, user) == 16);
static_assert(sizeof(modelseal_hash_engine) == 24);
static_assert(offsetof(modelseal_hash_input, reserved0) == 4);
static_assert(offsetof(modelseal_hash_input, stream) == 8);
static_assert(offsetof(modelseal_hash_input, bytes) == 16);
static_assert(offsetof(modelseal_hash_input, bytes_len) == 24);
static_assert(sizeof(modelseal_hash_input) == 32);
static_assert(offsetof(modelseal_difference, kind) == 4);
static_assert(offsetof(modelseal_difference, code) == 8);
static_assert(offsetof(modelseal_difference, is_range) == 12);
static_assert(offsetof(modelseal_difference, name) == 16);
static_assert(offsetof(modelseal_difference, expected) == 32);
static_assert(offsetof(modelseal_difference, actual) == 48);
static_assert(offsetof(modelseal_difference, size_bytes) == 64);
static_assert(offsetof(modelseal_difference, start_bytes) == 72);
static_assert(offsetof(modelseal_difference, end_bytes) == 80);
static_assert(sizeof(modelseal_difference) == 88);
static_assert(offsetof(modelseal_extension, reserved0) == 4);
static_assert(offsetof(modelseal_extension, oid) == 8);
static_assert(offsetof(modelseal_extension, name) == 24);
static_assert(offsetof(modelseal_extension, value) == 40);
static_assert(sizeof(modelseal_extension) == 56);
static_assert(offsetof(modelseal_signing_time, source) == 4);
static_assert(offsetof(modelseal_signing_time, time_milliseconds) == 8);
static_assert(offsetof(modelseal_signing_time, authority) == 16);
static_assert(sizeof(modelseal_signing_time) == 32);
static_assert(offsetof(modelseal_log_entry, reserved0) == 4);
static_assert(offsetof(modelseal_log_entry, log_index) == 8);
static_assert(offsetof(modelseal_log_entry, tree_size) == 16);
static_assert(offsetof(modelseal_log_entry, integrated_time_seconds) == 24);
static_assert(offsetof(modelseal_log_entry, log) == 32);
static_assert(offsetof(modelseal_log_entry, kind) == 48);
static_assert(offsetof(modelseal_log_entry, version) == 64);
static_assert(offsetof(modelseal_log_entry, origin) == 80);
static_assert(sizeof(modelseal_log_entry) == 96);
#endif

}  // namespace
