// SPDX-License-Identifier: Apache-2.0
//
// modelseal for C++17: the C interface of modelseal.h as classes that free what they hold and as
// exceptions. Header only; every function here is one call of the C function of the same name,
// whose comment says the rules. One file although it is long, so that it can be copied with
// modelseal.h and nothing else.
//
//   modelseal::VerifierBuilder policy;
//   policy.SetPublicKeyPem(public_key_pem);
//   const modelseal::Verifier verifier = policy.Build();
//   const modelseal::Bundle bundle = modelseal::Bundle::Load("model.sig");
//   const modelseal::VerificationResult result = verifier.VerifyModel("model/", bundle);
//
// Conventions, said once:
//  - Text, paths and bytes go in as std::string_view and come out as std::string by value. Two
//    accessors that can be large give a std::string_view; they cannot be called on a temporary.
//  - Failures throw modelseal::Error. Failing allocations in this header throw std::bad_alloc.
//  - Classes that hold a handle can be moved, not copied. A handle that was moved from may only be
//    assigned to or destroyed.
//  - An exception that leaves a callback stops the run and comes out of the function that was
//    called, unchanged.
//  - get() lends the C handle, for functions of modelseal.h; it stays owned by the object.
//  - Threads: as in modelseal.h, const members may be called by several threads at once.
//  - The inline namespace keeps two versions of this header in one program apart.
#ifndef MODELSEAL_MODELSEAL_HPP_
#define MODELSEAL_MODELSEAL_HPP_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <exception>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modelseal/modelseal.h"

namespace modelseal {
inline namespace cpp_v0 {

// -------------------------------------------------------------------------------------- values --

// The constants of modelseal.h as types. A library newer than this header may give other numbers:
// a switch over them needs a default.
enum class Category : int32_t {
  kNone = 0,
  kUsage = MODELSEAL_CATEGORY_USAGE,
  kIo = MODELSEAL_CATEGORY_IO,
  kMalformed = MODELSEAL_CATEGORY_MALFORMED,
  kVerification = MODELSEAL_CATEGORY_VERIFICATION,
  kTrust = MODELSEAL_CATEGORY_TRUST,
  kNetwork = MODELSEAL_CATEGORY_NETWORK,
  kCancelled = MODELSEAL_CATEGORY_CANCELLED,
  kInternal = MODELSEAL_CATEGORY_INTERNAL,
};

enum class Hash : int32_t {
  kSha256 = MODELSEAL_HASH_SHA256,
  kBlake2b = MODELSEAL_HASH_BLAKE2B,
  kBlake3 = MODELSEAL_HASH_BLAKE3,
};

enum class ReadMode : int32_t {
  kAuto = MODELSEAL_READ_AUTO,
  kParallel = MODELSEAL_READ_PARALLEL,
  kSequential = MODELSEAL_READ_SEQUENTIAL,
};

enum class DigestSource : int32_t {
  kNone = MODELSEAL_DIGEST_SOURCE_NONE,
  kHashed = MODELSEAL_DIGEST_SOURCE_HASHED,
  kCached = MODELSEAL_DIGEST_SOURCE_CACHED,
  kEngine = MODELSEAL_DIGEST_SOURCE_ENGINE,
  kGiven = MODELSEAL_DIGEST_SOURCE_GIVEN,
};

enum class Curve : int32_t {
  kP256 = MODELSEAL_CURVE_P256,
  kP384 = MODELSEAL_CURVE_P384,
  kP521 = MODELSEAL_CURVE_P521,
};

enum class Method : int32_t {
  kKey = MODELSEAL_METHOD_KEY,
  kCertificate = MODELSEAL_METHOD_CERTIFICATE,
  kSigstore = MODELSEAL_METHOD_SIGSTORE,
};

enum class Order : int32_t {
  kCodePoint = MODELSEAL_ORDER_CODE_POINT,
  kComponent = MODELSEAL_ORDER_COMPONENT,
};

enum class DigestAlgorithm : int32_t {
  kSha256 = MODELSEAL_DIGEST_SHA256,
  kSha384 = MODELSEAL_DIGEST_SHA384,
  kSha512 = MODELSEAL_DIGEST_SHA512,
};

enum class SanType : int32_t {
  kNone = 0,  // no subject, or any type of subject
  kEmail = MODELSEAL_SAN_EMAIL,
  kUri = MODELSEAL_SAN_URI,
  kOtherName = MODELSEAL_SAN_OTHER_NAME,
  kDns = MODELSEAL_SAN_DNS,
};

enum class TimeSource : int32_t {
  kTimestampAuthority = MODELSEAL_TIME_SOURCE_TIMESTAMP_AUTHORITY,
  kTransparencyLog = MODELSEAL_TIME_SOURCE_TRANSPARENCY_LOG,
};

enum class Unchecked : int32_t {
  kIdentity = MODELSEAL_UNCHECKED_IDENTITY,
  kLogEntry = MODELSEAL_UNCHECKED_LOG_ENTRY,
  kCertificateLog = MODELSEAL_UNCHECKED_CERTIFICATE_LOG,
  kSigningTime = MODELSEAL_UNCHECKED_SIGNING_TIME,
  kRevocation = MODELSEAL_UNCHECKED_REVOCATION,
};

enum class DifferenceKind : int32_t {
  kFaults = 0,  // asks Diff for all kinds but kIgnored; never the kind of a Difference
  kModified = MODELSEAL_DIFFERENCE_MODIFIED,
  kMissing = MODELSEAL_DIFFERENCE_MISSING,
  kUnsigned = MODELSEAL_DIFFERENCE_UNSIGNED,
  kIgnored = MODELSEAL_DIFFERENCE_IGNORED,
  kRefused = MODELSEAL_DIFFERENCE_REFUSED,
};

enum class DatasetSuite : int32_t {
  kEcvrfP256 = MODELSEAL_DATASET_SUITE_ECVRF_P256,
  kBulkP256Experimental = MODELSEAL_DATASET_SUITE_BULK_P256_EXPERIMENTAL,
};

enum class DatasetKind : int32_t {
  kSet = MODELSEAL_DATASET_KIND_SET,
  kMap = MODELSEAL_DATASET_KIND_MAP,
};

enum class DatasetDuplicates : int32_t {
  kError = MODELSEAL_DATASET_DUPLICATES_ERROR,
  kCollapse = MODELSEAL_DATASET_DUPLICATES_COLLAPSE,
  kCount = MODELSEAL_DATASET_DUPLICATES_COUNT,
};

enum class DatasetPadding : int32_t {
  kNone = MODELSEAL_DATASET_PADDING_NONE,
  kPowerOfTwo = MODELSEAL_DATASET_PADDING_POWER_OF_TWO,
  kQuarterSteps = MODELSEAL_DATASET_PADDING_QUARTER_STEPS,
};

enum class DatasetPhase : int32_t {
  kAdding = MODELSEAL_DATASET_PHASE_ADDING,
  kSorting = MODELSEAL_DATASET_PHASE_SORTING,
  kPadding = MODELSEAL_DATASET_PHASE_PADDING,
  kWriting = MODELSEAL_DATASET_PHASE_WRITING,
};

using RootDigest = std::array<uint8_t, 32>;

// Progress of a run, modelseal_progress.
struct Progress {
  uint64_t bytes_done = 0;
  uint64_t bytes_total = 0;
  uint64_t files_done = 0;
  uint64_t files_total = 0;
  uint64_t bytes_cached = 0;
};

// Progress of building a dataset, modelseal_dataset_progress.
struct DatasetProgress {
  DatasetPhase phase = DatasetPhase::kAdding;
  uint64_t done = 0;
  uint64_t total = 0;  // 0 while records are added
};

// One file, or one range of a file, with its digest in lower-case hex; modelseal_entry.
struct Entry {
  Hash hash = Hash::kSha256;
  std::string name;
  std::string digest;
  uint64_t start_bytes = 0;
  std::optional<uint64_t> end_bytes;  // one past the last byte; nullopt if the size is not known
  DigestSource source = DigestSource::kNone;
};

// One difference between a model and what was signed; modelseal_difference.
struct Difference {
  DifferenceKind kind = DifferenceKind::kModified;
  modelseal_code code = MODELSEAL_OK;  // the reason; MODELSEAL_OK for kIgnored
  bool is_range = false;
  std::string name;
  std::string expected;                // empty if nothing was signed
  std::string actual;                  // empty if not hashed or not there
  std::optional<uint64_t> size_bytes;  // of the file found; nullopt if there is none
  uint64_t start_bytes = 0;            // of a range
  uint64_t end_bytes = 0;
};

// A certificate of a verified path.
struct CertificateSummary {
  std::string subject;      // a distinguished name as RFC 4514 writes it; may be empty
  std::string fingerprint;  // lower-case hex of the SHA-256 over the certificate in DER
};

// What Fulcio wrote about a keyless signer; modelseal_extension.
struct Extension {
  std::string oid;   // dotted decimal
  std::string name;  // what it is, in English; empty if not known
  std::string value;
};

// A time at which a signature existed; modelseal_signing_time.
struct SigningTime {
  TimeSource source = TimeSource::kTimestampAuthority;
  int64_t time_milliseconds = 0;  // since 1970-01-01T00:00:00Z
  std::string authority;
};

// Where a signature was recorded; modelseal_log_entry.
struct LogEntry {
  uint64_t log_index = 0;
  uint64_t tree_size = 0;
  std::optional<int64_t> integrated_time_seconds;  // since 1970-01-01T00:00:00Z
  std::string log;
  std::string kind;
  std::string version;
  std::string origin;
};

// What a signing callback is asked for: a DER-encoded ECDSA signature over `digest`, which is the
// SHA-256, SHA-384 or SHA-512 of `message`, by the curve of the key. Views of bytes that live
// during the call.
struct SignRequest {
  std::string_view message;
  std::string_view digest;
};

// Returns true to go on, false to stop the run with MODELSEAL_ERROR_CANCELLED.
using ProgressFunction = std::function<bool(const Progress&)>;

using DatasetProgressFunction = std::function<bool(const DatasetProgress&)>;

// Returns the signature, at most MODELSEAL_SIGNATURE_CAPACITY_BYTES bytes.
using SignFunction = std::function<std::string(const SignRequest&)>;

// What a hash engine is to hash; modelseal_hash_range. `name` lives during the call.
struct HashRange {
  Hash hash = Hash::kSha256;
  std::string_view name;
  uint64_t start_bytes = 0;
  uint64_t end_bytes = 0;
  int fd = -1;
};

// Hashes ranges and writes their digests one after another; what it throws stops the run.
using HashRangesFunction =
    std::function<void(const std::vector<HashRange>& ranges, uint8_t* digests)>;

// VersionNumber returns the version of the library that is loaded; MODELSEAL_VERSION_NUMBER is that
// of the header.
inline uint32_t VersionNumber() noexcept { return modelseal_version_number(); }

// VersionString returns the same as text, for example "0.1.0".
inline std::string VersionString() { return modelseal_version_string(); }

// CodeName returns the stable name of a code, "UNKNOWN" for a foreign number.
inline std::string CodeName(modelseal_code code) { return modelseal_code_name(code); }

// Codes returns every failure code of the library.
inline std::vector<modelseal_code> Codes() {
  std::vector<modelseal_code> codes;
  for (size_t index = 0; index < modelseal_code_count(); ++index) {
    codes.push_back(modelseal_code_at(index));
  }
  return codes;
}

namespace detail {

inline std::string Copy(modelseal_str text) { return std::string(text.data, text.len); }
inline std::string_view View(modelseal_str text) { return std::string_view(text.data, text.len); }

template <typename Handle, void (*kFree)(Handle*)>
struct Free {
  void operator()(Handle* handle) const noexcept { kFree(handle); }
};

template <typename Handle, void (*kFree)(Handle*)>
using Unique = std::unique_ptr<Handle, Free<Handle, kFree>>;

using UniqueError = Unique<modelseal_error, modelseal_error_free>;
using UniqueBuffer = Unique<modelseal_buffer, modelseal_buffer_free>;
using UniqueJob = Unique<modelseal_job, modelseal_job_free>;
using UniqueHashOptions = Unique<modelseal_hash_options, modelseal_hash_options_free>;
using UniqueHasher = Unique<modelseal_hasher, modelseal_hasher_free>;
using UniqueHashStream = Unique<modelseal_hash_stream, modelseal_hash_stream_free>;
using UniqueManifest = Unique<modelseal_manifest, modelseal_manifest_free>;
using UniqueSigner = Unique<modelseal_signer, modelseal_signer_free>;
using UniqueBundle = Unique<modelseal_bundle, modelseal_bundle_free>;
using UniqueBuilder = Unique<modelseal_verifier_builder, modelseal_verifier_builder_free>;
using UniqueVerifier = Unique<modelseal_verifier, modelseal_verifier_free>;
using UniqueResult = Unique<modelseal_result, modelseal_result_free>;
using UniqueEvidence = Unique<modelseal_evidence, modelseal_evidence_free>;
using UniqueTrustRoot = Unique<modelseal_trust_root, modelseal_trust_root_free>;
using UniqueIdentity = Unique<modelseal_identity, modelseal_identity_free>;
using UniqueDiff = Unique<modelseal_diff, modelseal_diff_free>;
using UniqueDatasetKey = Unique<modelseal_dataset_key, modelseal_dataset_key_free>;
using UniqueDatasetCommitment =
    Unique<modelseal_dataset_commitment, modelseal_dataset_commitment_free>;
using UniqueDatasetRecords = Unique<modelseal_dataset_records, modelseal_dataset_records_free>;
using UniqueDatasetOptions = Unique<modelseal_dataset_options, modelseal_dataset_options_free>;
using UniqueDatasetBuilder = Unique<modelseal_dataset_builder, modelseal_dataset_builder_free>;
using UniqueDatasetStore = Unique<modelseal_dataset_store, modelseal_dataset_store_free>;
using UniqueProvenanceBuilder =
    Unique<modelseal_provenance_builder, modelseal_provenance_builder_free>;
using UniqueProvenance = Unique<modelseal_provenance, modelseal_provenance_free>;
using UniqueModelDatasets = Unique<modelseal_model_datasets, modelseal_model_datasets_free>;
using UniqueDatasetAnswers = Unique<modelseal_dataset_answers, modelseal_dataset_answers_free>;

// Holds the exception that left a callback while a C function runs on this thread, since it must
// not travel through C. Scopes nest: a callback may call the library itself.
class CallbackScope {
 public:
  CallbackScope() noexcept : outer_(Current()) { Current() = this; }
  ~CallbackScope() { Current() = outer_; }
  CallbackScope(const CallbackScope&) = delete;
  CallbackScope& operator=(const CallbackScope&) = delete;

  // Keeps the exception being handled. Without a scope (the C function was called directly) there
  // is nobody to give it to; the run stops all the same.
  static void KeepCurrentException() noexcept {
    if (CallbackScope* scope = Current(); scope != nullptr && !scope->exception_) {
      scope->exception_ = std::current_exception();
    }
  }

  void Rethrow() const {
    if (exception_) {
      std::rethrow_exception(exception_);
    }
  }

 private:
  static CallbackScope*& Current() noexcept {
    static thread_local CallbackScope* current = nullptr;
    return current;
  }

  CallbackScope* outer_;
  std::exception_ptr exception_;
};

}  // namespace detail

// --------------------------------------------------------------------------------- differences --

// Diff lists how a model differs from a manifest; modelseal_diff.
class Diff {
 public:
  explicit Diff(detail::UniqueDiff diff) : owned_(std::move(diff)), diff_(owned_.get()) {}

  // Borrow returns a Diff over a handle that somebody else keeps alive and frees.
  static Diff Borrow(const modelseal_diff* diff) { return Diff(diff); }

  // count returns how many differences of a kind there are.
  size_t count(DifferenceKind kind = DifferenceKind::kFaults) const {
    return modelseal_diff_count(diff_, static_cast<int32_t>(kind));
  }

  // at returns one difference of a kind, in code point order of names. Throws Error
  // (INVALID_ARGUMENT) past the end, and for kFaults.
  Difference at(DifferenceKind kind, size_t index) const;

  // all returns every difference of a kind; for kFaults one kind after another.
  std::vector<Difference> all(DifferenceKind kind = DifferenceKind::kFaults) const {
    std::vector<Difference> differences;
    differences.reserve(count(kind));
    for (const DifferenceKind one :
         {DifferenceKind::kModified, DifferenceKind::kMissing, DifferenceKind::kUnsigned,
          DifferenceKind::kRefused, DifferenceKind::kIgnored}) {
      const bool is_fault = one != DifferenceKind::kIgnored;
      if (one != kind && !(kind == DifferenceKind::kFaults && is_fault)) {
        continue;
      }
      for (size_t index = 0; index < count(one); ++index) {
        differences.push_back(at(one, index));
      }
    }
    return differences;
  }

  // is_complete says whether every file was read.
  bool is_complete() const noexcept { return modelseal_diff_is_complete(diff_) != 0; }

  const modelseal_diff* get() const noexcept { return diff_; }

 private:
  explicit Diff(const modelseal_diff* borrowed) : diff_(borrowed) {}

  detail::UniqueDiff owned_;
  const modelseal_diff* diff_;
};

// -------------------------------------------------------------------------------------- errors --

// Error is a failed call of the library. what() is the message for a person; decide by code() or
// category(). Copies share one error object.
class Error : public std::exception {
 public:
  // Takes the error object of a failed call; it may be null, as when there was no memory for it.
  Error(modelseal_code code, detail::UniqueError error)
      : state_(std::make_shared<const State>(code, std::move(error))) {}

  const char* what() const noexcept override {
    return state_->error ? modelseal_error_message(state_->error.get()) : name();
  }

  // code returns one of MODELSEAL_ERROR_*.
  modelseal_code code() const noexcept { return state_->code; }

  Category category() const noexcept {
    return static_cast<Category>(state_->error ? modelseal_error_category(state_->error.get())
                                               : state_->code / 100);
  }

  // name returns the stable name of the code, for example "SIGNATURE_INVALID"; static.
  const char* name() const noexcept {
    return state_->error ? modelseal_error_name(state_->error.get())
                         : modelseal_code_name(state_->code);
  }

  // detail returns what is known under a key of modelseal_error_detail, such as "path".
  std::optional<std::string> detail(const std::string& key) const {
    const char* value = modelseal_error_detail(state_->error.get(), key.c_str());
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
  }

  // differences returns how the model differs from what was signed, or null if it did not come to
  // comparing. It lives as long as this error or a copy of it.
  const Diff* differences() const noexcept {
    return state_->diff.has_value() ? &*state_->diff : nullptr;
  }

 private:
  struct State {
    State(modelseal_code failed_code, detail::UniqueError failed)
        : code(failed_code), error(std::move(failed)) {
      if (const modelseal_diff* found = modelseal_error_diff(error.get()); found != nullptr) {
        diff.emplace(Diff::Borrow(found));
      }
    }
    modelseal_code code;
    detail::UniqueError error;
    std::optional<Diff> diff;
  };

  std::shared_ptr<const State> state_;
};

namespace detail {

// Calls a C function whose last parameter is the error; throws what failed, first of all what a
// callback threw.
template <typename Function, typename... Arguments>
void Call(Function function, Arguments... arguments) {
  modelseal_error* failed = nullptr;
  CallbackScope callbacks;
  const modelseal_code code = function(arguments..., &failed);
  UniqueError error(failed);
  callbacks.Rethrow();
  if (code != MODELSEAL_OK) {
    throw Error(code, std::move(error));
  }
}

// The same for a function that gives a handle through the parameter before the error.
template <typename Handle, typename Function, typename... Arguments>
Handle Make(Function function, Arguments... arguments) {
  typename Handle::pointer made = nullptr;
  modelseal_error* failed = nullptr;
  CallbackScope callbacks;
  const modelseal_code code = function(arguments..., &made, &failed);
  Handle handle(made);
  UniqueError error(failed);
  callbacks.Rethrow();
  if (code != MODELSEAL_OK) {
    throw Error(code, std::move(error));
  }
  return handle;
}

// The same for a function that gives a buffer, of which only the bytes are wanted.
template <typename Function, typename... Arguments>
std::string MakeBytes(Function function, Arguments... arguments) {
  const UniqueBuffer buffer = Make<UniqueBuffer>(function, arguments...);
  return Copy(modelseal_buffer_view(buffer.get()));
}

inline const uint8_t* Bytes(std::string_view bytes) {
  return reinterpret_cast<const uint8_t*>(bytes.data());
}

extern "C" inline int32_t modelseal_cpp_v0_progress(const modelseal_progress* progress,
                                                    void* user) {
  try {
    const Progress now{progress->bytes_done, progress->bytes_total, progress->files_done,
                       progress->files_total, progress->bytes_cached};
    return (*static_cast<const ProgressFunction*>(user))(now) ? 0 : 1;
  } catch (...) {
    CallbackScope::KeepCurrentException();
    return -1;
  }
}

extern "C" inline int32_t modelseal_cpp_v0_dataset_progress(
    const modelseal_dataset_progress* progress, void* user) {
  try {
    const DatasetProgress now{static_cast<DatasetPhase>(progress->phase), progress->done,
                              progress->total};
    return (*static_cast<const DatasetProgressFunction*>(user))(now) ? 0 : 1;
  } catch (...) {
    CallbackScope::KeepCurrentException();
    return -1;
  }
}

extern "C" inline int32_t modelseal_cpp_v0_hash_ranges(const modelseal_hash_range* const* ranges,
                                                       size_t count, uint8_t* digests, void* user) {
  try {
    std::vector<HashRange> known;
    known.reserve(count);
    for (size_t index = 0; index < count; ++index) {
      const modelseal_hash_range& range = *ranges[index];
      known.push_back({static_cast<Hash>(range.hash), View(range.name), range.start_bytes,
                       range.end_bytes, range.fd});
    }
    (*static_cast<const HashRangesFunction*>(user))(known, digests);
    return 0;
  } catch (...) {
    CallbackScope::KeepCurrentException();
    return -1;
  }
}

extern "C" inline int32_t modelseal_cpp_v0_sign(const uint8_t* message, size_t message_len,
                                                const uint8_t* digest, size_t digest_len,
                                                uint8_t* signature, size_t* signature_len,
                                                void* user) {
  try {
    const SignRequest request{std::string_view(reinterpret_cast<const char*>(message), message_len),
                              std::string_view(reinterpret_cast<const char*>(digest), digest_len)};
    const std::string made = (*static_cast<const SignFunction*>(user))(request);
    if (made.size() > *signature_len) {
      throw std::length_error("the signature is longer than MODELSEAL_SIGNATURE_CAPACITY_BYTES");
    }
    std::memcpy(signature, made.data(), made.size());
    *signature_len = made.size();
    return 0;
  } catch (...) {
    CallbackScope::KeepCurrentException();
    return -1;
  }
}

}  // namespace detail

inline Difference Diff::at(DifferenceKind kind, size_t index) const {
  modelseal_difference found = {};
  found.struct_size = sizeof(found);
  detail::Call(modelseal_diff_at, diff_, static_cast<int32_t>(kind), index, &found);
  Difference difference;
  difference.kind = static_cast<DifferenceKind>(found.kind);
  difference.code = found.code;
  difference.is_range = found.is_range != 0;
  difference.name = detail::Copy(found.name);
  difference.expected = detail::Copy(found.expected);
  difference.actual = detail::Copy(found.actual);
  if (found.size_bytes != UINT64_MAX) {
    difference.size_bytes = found.size_bytes;
  }
  difference.start_bytes = found.start_bytes;
  difference.end_bytes = found.end_bytes;
  return difference;
}

// ---------------------------------------------------------------------------------------- jobs --

// Job carries what belongs to one run: threads, progress, and the way to stop it.
class Job {
 public:
  Job() : job_(detail::Make<detail::UniqueJob>(modelseal_job_new)) {}

  // SetThreads sets how many threads hash, 0 for one for each processor.
  Job& SetThreads(uint32_t threads) {
    detail::Call(modelseal_job_set_threads, job_.get(), threads);
    return *this;
  }

  // SetProgress sets the progress callback; an empty function for none.
  Job& SetProgress(ProgressFunction progress) {
    auto kept = progress ? std::make_unique<ProgressFunction>(std::move(progress)) : nullptr;
    detail::Call(modelseal_job_set_progress, job_.get(),
                 kept ? &detail::modelseal_cpp_v0_progress : nullptr,
                 static_cast<void*>(kept.get()));
    progress_ = std::move(kept);
    return *this;
  }

  // SetDatasetProgress sets the callback of runs that build a dataset; an empty function for none.
  Job& SetDatasetProgress(DatasetProgressFunction progress) {
    auto kept = progress ? std::make_unique<DatasetProgressFunction>(std::move(progress)) : nullptr;
    detail::Call(modelseal_job_set_dataset_progress, job_.get(),
                 kept ? &detail::modelseal_cpp_v0_dataset_progress : nullptr,
                 static_cast<void*>(kept.get()));
    dataset_progress_ = std::move(kept);
    return *this;
  }

  // SetReadMode says how many files are read at once.
  Job& SetReadMode(ReadMode mode) {
    detail::Call(modelseal_job_set_read_mode, job_.get(), static_cast<int32_t>(mode));
    return *this;
  }

  // SetBypassPageCache reads files past the page cache where the file system can.
  Job& SetBypassPageCache(bool bypass) {
    detail::Call(modelseal_job_set_bypass_page_cache, job_.get(), bypass ? 1 : 0);
    return *this;
  }

  // SetHashEngine hashes models by a function, at most `max_ranges` (1 to 256) ranges a call,
  // which is trusted; an empty function for the library itself.
  Job& SetHashEngine(HashRangesFunction hash_ranges, uint32_t max_ranges = 16) {
    auto kept =
        hash_ranges ? std::make_unique<HashRangesFunction>(std::move(hash_ranges)) : nullptr;
    modelseal_hash_engine engine = {};
    engine.struct_size = sizeof(engine);
    engine.max_ranges = max_ranges;
    engine.hash_ranges = &detail::modelseal_cpp_v0_hash_ranges;
    engine.user = kept.get();
    const modelseal_hash_engine* set = kept ? &engine : nullptr;
    detail::Call(modelseal_job_set_hash_engine, job_.get(), set);
    hash_ranges_ = std::move(kept);
    return *this;
  }

  // Cancel stops the run that uses the job, and any later one. Any thread may call it; a signal
  // handler calls modelseal_job_cancel(get()).
  void Cancel() noexcept { modelseal_job_cancel(job_.get()); }

  // SetDigestCache takes digests of files that did not change from a file, and keeps new ones
  // there; an empty path for no cache. See modelseal_job_set_digest_cache.
  Job& SetDigestCache(std::string_view path) {
    detail::Call(modelseal_job_set_digest_cache, job_.get(), path.data(), path.size());
    return *this;
  }

  // SetFreshDigestCache is the same, but begins with an empty cache.
  Job& SetFreshDigestCache(std::string_view path) {
    detail::Call(modelseal_job_set_fresh_digest_cache, job_.get(), path.data(), path.size());
    return *this;
  }

  // AllowCachedDigestsUnsafe makes verification use the digest cache, too.
  Job& AllowCachedDigestsUnsafe() {
    detail::Call(modelseal_job_allow_cached_digests_unsafe, job_.get());
    return *this;
  }

  modelseal_job* get() noexcept { return job_.get(); }

 private:
  std::unique_ptr<ProgressFunction> progress_;  // these outlive the handle that borrows them
  std::unique_ptr<DatasetProgressFunction> dataset_progress_;
  std::unique_ptr<HashRangesFunction> hash_ranges_;
  detail::UniqueJob job_;
};

// ------------------------------------------------------------------------------------- hashing --

// HashOptions says how a model becomes a manifest.
class HashOptions {
 public:
  HashOptions() : options_(detail::Make<detail::UniqueHashOptions>(modelseal_hash_options_new)) {}

  HashOptions& SetHash(Hash hash) {
    detail::Call(modelseal_hash_options_set_hash, options_.get(), static_cast<int32_t>(hash));
    return *this;
  }

  // SetShardSize hashes ranges of this many bytes; 0 for whole files.
  HashOptions& SetShardSize(uint64_t shard_size_bytes) {
    detail::Call(modelseal_hash_options_set_shard_size_bytes, options_.get(), shard_size_bytes);
    return *this;
  }

  // AddIgnoredName leaves out a file or directory by its name relative to the model.
  HashOptions& AddIgnoredName(std::string_view name) {
    detail::Call(modelseal_hash_options_add_ignored_name, options_.get(), name.data(), name.size());
    return *this;
  }

  // AddIgnoredPath leaves out a file or directory by its path in the file system.
  HashOptions& AddIgnoredPath(std::string_view path) {
    detail::Call(modelseal_hash_options_add_ignored_path, options_.get(), path.data(), path.size());
    return *this;
  }

  HashOptions& SetIgnoreGitPaths(bool ignore) {
    detail::Call(modelseal_hash_options_set_ignore_git_paths, options_.get(), ignore ? 1 : 0);
    return *this;
  }

  // AllowSymlinksUnsafe hashes what symbolic links point to, wherever they lead.
  HashOptions& AllowSymlinksUnsafe() {
    detail::Call(modelseal_hash_options_allow_symlinks_unsafe, options_.get());
    return *this;
  }

  const modelseal_hash_options* get() const noexcept { return options_.get(); }

 private:
  friend class Bundle;
  explicit HashOptions(detail::UniqueHashOptions options) : options_(std::move(options)) {}

  detail::UniqueHashOptions options_;
};

namespace detail {

inline const modelseal_hash_options* Get(const HashOptions* options) {
  return options == nullptr ? nullptr : options->get();
}
inline modelseal_job* Get(Job* job) { return job == nullptr ? nullptr : job->get(); }

}  // namespace detail

// Manifest is a list of files, or ranges of files, with their digests. Immutable.
class Manifest {
 public:
  explicit Manifest(detail::UniqueManifest manifest)
      : owned_(std::move(manifest)), manifest_(owned_.get()) {}

  // Compute walks and hashes a model: a directory or a single file.
  static Manifest Compute(std::string_view model_path, const HashOptions* options = nullptr,
                          Job* job = nullptr) {
    return Manifest(detail::Make<detail::UniqueManifest>(modelseal_manifest_compute,
                                                         detail::Get(options), model_path.data(),
                                                         model_path.size(), detail::Get(job)));
  }

  // Borrow returns a Manifest over a handle that somebody else keeps alive and frees.
  static Manifest Borrow(const modelseal_manifest* manifest) { return Manifest(manifest); }

  size_t entry_count() const noexcept { return modelseal_manifest_entry_count(manifest_); }

  // entry returns the entry at `index`, in code point order. Throws Error (INVALID_ARGUMENT) past
  // the end.
  Entry entry(size_t index) const {
    modelseal_entry found = {};
    found.struct_size = sizeof(found);
    detail::Call(modelseal_manifest_entry, manifest_, index, &found);
    Entry entry;
    entry.hash = static_cast<Hash>(found.hash);
    entry.name = detail::Copy(found.name);
    entry.digest = detail::Copy(found.digest);
    entry.start_bytes = found.start_bytes;
    if (found.end_bytes != UINT64_MAX) {
      entry.end_bytes = found.end_bytes;
    }
    entry.source = static_cast<DigestSource>(found.source);
    return entry;
  }

  std::vector<Entry> entries() const {
    std::vector<Entry> entries;
    entries.reserve(entry_count());
    for (size_t index = 0; index < entry_count(); ++index) {
      entries.push_back(entry(index));
    }
    return entries;
  }

  // root_digest returns the SHA-256 over all digests in the order that is asked for.
  RootDigest root_digest(Order order = Order::kCodePoint) const {
    RootDigest digest = {};
    detail::Call(modelseal_manifest_root_digest, manifest_, static_cast<int32_t>(order),
                 digest.data());
    return digest;
  }

  // model_name returns the base name of the model when it was hashed. Never a reason to trust.
  std::string model_name() const { return detail::Copy(modelseal_manifest_model_name(manifest_)); }

  Hash hash() const noexcept { return static_cast<Hash>(modelseal_manifest_hash(manifest_)); }

  // shard_size_bytes returns the size of a range, 0 for whole files.
  uint64_t shard_size_bytes() const noexcept {
    return modelseal_manifest_shard_size_bytes(manifest_);
  }

  bool allows_symlinks() const noexcept {
    return modelseal_manifest_allows_symlinks(manifest_) != 0;
  }

  // ignored returns the names that the signer left out.
  std::vector<std::string> ignored() const {
    std::vector<std::string> names;
    for (size_t index = 0; index < modelseal_manifest_ignored_count(manifest_); ++index) {
      names.push_back(detail::Copy(modelseal_manifest_ignored(manifest_, index)));
    }
    return names;
  }

  const modelseal_manifest* get() const noexcept { return manifest_; }

 private:
  explicit Manifest(const modelseal_manifest* borrowed) : manifest_(borrowed) {}

  detail::UniqueManifest owned_;
  const modelseal_manifest* manifest_;
};

// ----------------------------------------------------------- hashing bytes that the caller has --

// HashStream takes the bytes of one file, or one shard of it. One that goes unfinished leaves its
// range missing.
class HashStream {
 public:
  explicit HashStream(detail::UniqueHashStream stream) : stream_(std::move(stream)) {}

  // Update hashes the next bytes. Throws Error (INVALID_ARGUMENT) for more than were announced.
  void Update(std::string_view bytes) {
    detail::Call(modelseal_hash_stream_update, stream_.get(), detail::Bytes(bytes), bytes.size());
  }

  // Finish gives the digest to the hasher. Throws Error (INVALID_ARGUMENT) if bytes are missing.
  void Finish() { detail::Call(modelseal_hash_stream_finish, stream_.get()); }

  modelseal_hash_stream* get() noexcept { return stream_.get(); }

 private:
  detail::UniqueHashStream stream_;
};

// The next bytes of one of several streams.
struct HashInput {
  HashStream* stream = nullptr;
  std::string_view bytes;
};

// UpdateStreams hashes bytes of several streams side by side, which is faster than one after
// another.
inline void UpdateStreams(const std::vector<HashInput>& inputs) {
  std::vector<modelseal_hash_input> known(inputs.size());
  for (size_t index = 0; index < inputs.size(); ++index) {
    HashStream* const stream = inputs[index].stream;
    known[index].struct_size = sizeof(known[index]);
    known[index].stream = stream == nullptr ? nullptr : stream->get();
    known[index].bytes = detail::Bytes(inputs[index].bytes);
    known[index].bytes_len = inputs[index].bytes.size();
  }
  detail::Call(modelseal_hash_streams_update,
               static_cast<const modelseal_hash_input*>(known.data()), known.size());
}

// HasherLanes returns how many streams UpdateStreams hashes side by side on this machine.
inline size_t HasherLanes(Hash hash) noexcept {
  return modelseal_hasher_lanes(static_cast<int32_t>(hash));
}

// Hasher is a manifest under construction. Its members may be called by several threads at once.
class Hasher {
 public:
  explicit Hasher(std::string_view model_name, const HashOptions* options = nullptr)
      : hasher_(detail::Make<detail::UniqueHasher>(modelseal_hasher_new, detail::Get(options),
                                                   model_name.data(), model_name.size())) {}

  // OpenStream announces bytes [start_bytes, end_bytes) of a file: all of it, or a shard.
  HashStream OpenStream(std::string_view name, uint64_t start_bytes, uint64_t end_bytes) {
    return HashStream(detail::Make<detail::UniqueHashStream>(modelseal_hasher_open_stream,
                                                             hasher_.get(), name.data(),
                                                             name.size(), start_bytes, end_bytes));
  }

  // AddDigest gives a digest (its bytes, not hex) that was computed elsewhere, and is believed.
  void AddDigest(std::string_view name, uint64_t start_bytes, uint64_t end_bytes,
                 std::string_view digest) {
    detail::Call(modelseal_hasher_add_digest, hasher_.get(), name.data(), name.size(), start_bytes,
                 end_bytes, detail::Bytes(digest), digest.size());
  }

  // Finish returns the manifest of all that was given; the hasher stays usable.
  Manifest Finish() const {
    return Manifest(detail::Make<detail::UniqueManifest>(
        modelseal_hasher_finish, static_cast<const modelseal_hasher*>(hasher_.get())));
  }

  modelseal_hasher* get() noexcept { return hasher_.get(); }

 private:
  detail::UniqueHasher hasher_;
};

// ---------------------------------------------------------------------------------------- keys --

// Buffer is a run of bytes that the library allocated; it is wiped when it goes.
class Buffer {
 public:
  explicit Buffer(detail::UniqueBuffer buffer) : buffer_(std::move(buffer)) {}

  // view returns the bytes; they live as long as the buffer.
  std::string_view view() const& noexcept {
    return detail::View(modelseal_buffer_view(buffer_.get()));
  }
  std::string_view view() const&& = delete;

  const modelseal_buffer* get() const noexcept { return buffer_.get(); }

 private:
  detail::UniqueBuffer buffer_;
};

// A key pair as PEM: PKCS#8, encrypted if a password was given, and SubjectPublicKeyInfo.
struct KeyPair {
  Buffer private_pem;
  Buffer public_pem;
};

// GenerateKey makes an ECDSA key pair; an empty password leaves the private key unencrypted.
inline KeyPair GenerateKey(Curve curve, std::string_view password = {}) {
  modelseal_buffer* private_pem = nullptr;
  modelseal_buffer* public_pem = nullptr;
  detail::Call(modelseal_key_generate, static_cast<int32_t>(curve), password.data(),
               password.size(), &private_pem, &public_pem);
  return KeyPair{Buffer(detail::UniqueBuffer(private_pem)),
                 Buffer(detail::UniqueBuffer(public_pem))};
}

// Signer signs. Key material is wiped when it goes.
class Signer {
 public:
  // FromKeyPem reads an ECDSA private key. `password` may be empty.
  static Signer FromKeyPem(std::string_view pem, std::string_view password = {}) {
    return Signer(nullptr,
                  detail::Make<detail::UniqueSigner>(modelseal_signer_from_key_pem, pem.data(),
                                                     pem.size(), password.data(), password.size()));
  }

  // FromCertificatePem signs in the name of a certificate: the one of the key first, then those
  // that lead towards a root. `password` may be empty.
  static Signer FromCertificatePem(std::string_view key_pem, std::string_view certificates_pem,
                                   std::string_view password = {}) {
    return Signer(nullptr, detail::Make<detail::UniqueSigner>(
                               modelseal_signer_from_certificate_pem, key_pem.data(),
                               key_pem.size(), password.data(), password.size(),
                               certificates_pem.data(), certificates_pem.size()));
  }

  // FromCallback signs with a key that the library never sees; `public_pem` is its public key. If
  // the signer is used by several threads, `sign` is called by them at once.
  static Signer FromCallback(std::string_view public_pem, SignFunction sign) {
    auto kept = std::make_unique<SignFunction>(std::move(sign));
    void* user = kept.get();
    auto signer =
        detail::Make<detail::UniqueSigner>(modelseal_signer_from_callback, public_pem.data(),
                                           public_pem.size(), &detail::modelseal_cpp_v0_sign, user);
    return Signer(std::move(kept), std::move(signer));
  }

  const modelseal_signer* get() const noexcept { return signer_.get(); }

 private:
  Signer(std::unique_ptr<SignFunction> sign, detail::UniqueSigner signer)
      : sign_(std::move(sign)), signer_(std::move(signer)) {}

  std::unique_ptr<SignFunction> sign_;  // outlives the handle that borrows it
  detail::UniqueSigner signer_;
};

// ------------------------------------------------------------------------------------ evidence --

// Evidence is what is known of a signature beyond that it holds: who made it, when, and where that
// was recorded. Immutable. That of a result was verified; that of a bundle is only claimed.
class Evidence {
 public:
  explicit Evidence(detail::UniqueEvidence evidence)
      : owned_(std::move(evidence)), evidence_(owned_.get()) {}

  // Borrow returns Evidence over a handle that somebody else keeps alive and frees.
  static Evidence Borrow(const modelseal_evidence* evidence) { return Evidence(evidence); }

  // subject returns the identity of a keyless signer; empty for other signers.
  std::string subject() const { return detail::Copy(modelseal_evidence_subject(evidence_)); }

  SanType subject_type() const noexcept {
    return static_cast<SanType>(modelseal_evidence_subject_type(evidence_));
  }

  // issuer returns who vouched for the subject, the address of an identity provider.
  std::string issuer() const { return detail::Copy(modelseal_evidence_issuer(evidence_)); }

  // certificate_not_before_seconds and certificate_not_after_seconds return the validity of the
  // signer's certificate, both ends included; INT64_MIN and INT64_MAX if there is none.
  int64_t certificate_not_before_seconds() const noexcept {
    return modelseal_evidence_certificate_not_before_seconds(evidence_);
  }
  int64_t certificate_not_after_seconds() const noexcept {
    return modelseal_evidence_certificate_not_after_seconds(evidence_);
  }

  // extensions returns what Fulcio wrote about the signer, the issuer among it.
  std::vector<Extension> extensions() const {
    std::vector<Extension> extensions;
    for (size_t index = 0; index < modelseal_evidence_extension_count(evidence_); ++index) {
      modelseal_extension found = {};
      found.struct_size = sizeof(found);
      detail::Call(modelseal_evidence_extension_at, evidence_, index, &found);
      extensions.push_back(
          {detail::Copy(found.oid), detail::Copy(found.name), detail::Copy(found.value)});
    }
    return extensions;
  }

  // times returns when the signature existed, timestamps first.
  std::vector<SigningTime> times() const {
    std::vector<SigningTime> times;
    for (size_t index = 0; index < modelseal_evidence_time_count(evidence_); ++index) {
      modelseal_signing_time found = {};
      found.struct_size = sizeof(found);
      detail::Call(modelseal_evidence_time_at, evidence_, index, &found);
      times.push_back({static_cast<TimeSource>(found.source), found.time_milliseconds,
                       detail::Copy(found.authority)});
    }
    return times;
  }

  // log_entries returns the entries in transparency logs, in the order of the bundle.
  std::vector<LogEntry> log_entries() const {
    std::vector<LogEntry> entries;
    for (size_t index = 0; index < modelseal_evidence_log_entry_count(evidence_); ++index) {
      modelseal_log_entry found = {};
      found.struct_size = sizeof(found);
      detail::Call(modelseal_evidence_log_entry_at, evidence_, index, &found);
      LogEntry entry;
      entry.log_index = found.log_index;
      entry.tree_size = found.tree_size;
      if (found.integrated_time_seconds != 0) {
        entry.integrated_time_seconds = found.integrated_time_seconds;
      }
      entry.log = detail::Copy(found.log);
      entry.kind = detail::Copy(found.kind);
      entry.version = detail::Copy(found.version);
      entry.origin = detail::Copy(found.origin);
      entries.push_back(std::move(entry));
    }
    return entries;
  }

  // sct_log_count returns how many logs of certificates vouch for a keyless signer's.
  size_t sct_log_count() const noexcept { return modelseal_evidence_sct_log_count(evidence_); }

  // unchecked returns what was not checked.
  std::vector<Unchecked> unchecked() const {
    std::vector<Unchecked> unchecked;
    for (size_t index = 0; index < modelseal_evidence_unchecked_count(evidence_); ++index) {
      unchecked.push_back(static_cast<Unchecked>(modelseal_evidence_unchecked(evidence_, index)));
    }
    return unchecked;
  }

  const modelseal_evidence* get() const noexcept { return evidence_; }

 private:
  explicit Evidence(const modelseal_evidence* borrowed) : evidence_(borrowed) {}

  detail::UniqueEvidence owned_;
  const modelseal_evidence* evidence_;
};

// ------------------------------------------------------------------------------------- bundles --

// Bundle is a parsed Sigstore bundle, the content of a signature file. Parsed does not mean
// trusted. Immutable.
class Bundle {
 public:
  explicit Bundle(detail::UniqueBundle bundle) : bundle_(std::move(bundle)) {}

  // Parse reads a bundle from memory; strict in everything.
  static Bundle Parse(std::string_view json) {
    return Bundle(detail::Make<detail::UniqueBundle>(modelseal_bundle_parse, detail::Bytes(json),
                                                     json.size()));
  }

  // Load reads a bundle from a file.
  static Bundle Load(std::string_view path) {
    return Bundle(
        detail::Make<detail::UniqueBundle>(modelseal_bundle_load, path.data(), path.size()));
  }

  // Save writes the bundle to a temporary file beside `path` and renames it.
  void Save(std::string_view path) const {
    detail::Call(modelseal_bundle_save, bundle_.get(), path.data(), path.size());
  }

  // json returns the JSON text: as it was read, or as it would be saved. Lives as long as the
  // bundle.
  std::string_view json() const& noexcept {
    return detail::View(modelseal_bundle_json(bundle_.get()));
  }
  std::string_view json() const&& = delete;

  // method returns how the bundle claims to be signed.
  Method method() const noexcept {
    return static_cast<Method>(modelseal_bundle_method(bundle_.get()));
  }

  std::string media_type() const {
    return detail::Copy(modelseal_bundle_media_type(bundle_.get()));
  }

  // key_hint_unverified returns what the bundle says of its key; empty if it says nothing.
  std::string key_hint_unverified() const {
    return detail::Copy(modelseal_bundle_key_hint_unverified(bundle_.get()));
  }

  // certificates_der_unverified returns the certificates that the bundle brings, the signer's
  // first; none if it is signed by a key.
  std::vector<std::string> certificates_der_unverified() const {
    std::vector<std::string> certificates;
    for (size_t index = 0; index < modelseal_bundle_certificate_count(bundle_.get()); ++index) {
      certificates.push_back(
          detail::Copy(modelseal_bundle_certificate_der_unverified(bundle_.get(), index)));
    }
    return certificates;
  }

  // has_envelope says whether what was signed is in the bundle; else the signature is over an
  // artifact itself.
  bool has_envelope() const noexcept { return modelseal_bundle_has_envelope(bundle_.get()) != 0; }

  // payload_unverified returns the bytes that were signed; empty without an envelope. Lives as long
  // as the bundle.
  std::string_view payload_unverified() const& noexcept {
    return detail::View(modelseal_bundle_payload_unverified(bundle_.get()));
  }
  std::string_view payload_unverified() const&& = delete;

  // ManifestUnverified reads what the bundle says was signed: to look, never to decide.
  Manifest ManifestUnverified() const {
    return Manifest(
        detail::Make<detail::UniqueManifest>(modelseal_bundle_manifest_unverified, bundle_.get()));
  }

  // HashOptionsUnverified returns the options that a manifest needs to be compared with what the
  // bundle says was signed: for hashing, never to decide.
  HashOptions HashOptionsUnverified() const {
    return HashOptions(detail::Make<detail::UniqueHashOptions>(
        modelseal_hash_options_from_bundle_unverified, bundle_.get()));
  }

  // EvidenceUnverified reads what the bundle claims of its signer, times and log entries: to look,
  // never to decide.
  Evidence EvidenceUnverified() const {
    return Evidence(
        detail::Make<detail::UniqueEvidence>(modelseal_bundle_evidence_unverified, bundle_.get()));
  }

  // DiffUnverified compares a model with what the bundle says, without checking who says so.
  Diff DiffUnverified(std::string_view model_path, const HashOptions* options = nullptr,
                      Job* job = nullptr) const {
    return Diff(detail::Make<detail::UniqueDiff>(modelseal_bundle_diff_unverified, bundle_.get(),
                                                 detail::Get(options), model_path.data(),
                                                 model_path.size(), detail::Get(job)));
  }

  const modelseal_bundle* get() const noexcept { return bundle_.get(); }

 private:
  detail::UniqueBundle bundle_;
};

// ---------------------------------------------------------------------------------------- sign --

// SignModel hashes a model and signs its manifest.
inline Bundle SignModel(const Signer& signer, std::string_view model_path,
                        const HashOptions* options = nullptr, Job* job = nullptr) {
  return Bundle(detail::Make<detail::UniqueBundle>(modelseal_sign_model, signer.get(),
                                                   detail::Get(options), model_path.data(),
                                                   model_path.size(), detail::Get(job)));
}

// SignManifest signs a manifest that was computed before.
inline Bundle SignManifest(const Signer& signer, const Manifest& manifest) {
  return Bundle(
      detail::Make<detail::UniqueBundle>(modelseal_sign_manifest, signer.get(), manifest.get()));
}

// --------------------------------------------------------------------------------------- trust --

// TrustRoot is whom keyless signatures trust: the logs and authorities of one Sigstore instance.
// Immutable; made to be loaded once and shared.
class TrustRoot {
 public:
  explicit TrustRoot(detail::UniqueTrustRoot trust_root) : trust_root_(std::move(trust_root)) {}

  // Parse reads the JSON of a TrustedRoot or ClientTrustConfig of Sigstore.
  static TrustRoot Parse(std::string_view json) {
    return TrustRoot(detail::Make<detail::UniqueTrustRoot>(modelseal_trust_root_parse,
                                                           detail::Bytes(json), json.size()));
  }

  // Load reads one from a file.
  static TrustRoot Load(std::string_view path) {
    return TrustRoot(
        detail::Make<detail::UniqueTrustRoot>(modelseal_trust_root_load, path.data(), path.size()));
  }

  // Production gives that of Sigstore's public instance as it was when the library was built.
  static TrustRoot Production() {
    return TrustRoot(detail::Make<detail::UniqueTrustRoot>(modelseal_trust_root_production));
  }

  const modelseal_trust_root* get() const noexcept { return trust_root_.get(); }

 private:
  detail::UniqueTrustRoot trust_root_;
};

// Identity is a keyless signer that a policy lets pass. Subject and issuer must both be stated.
class Identity {
 public:
  Identity() : identity_(detail::Make<detail::UniqueIdentity>(modelseal_identity_new)) {}

  // An exact subject vouched for by an exact issuer, the usual case.
  Identity(std::string_view subject, std::string_view issuer) : Identity() {
    SetSubject(subject).SetIssuer(issuer);
  }

  // SetSubject demands this subject, byte by byte.
  Identity& SetSubject(std::string_view subject) {
    detail::Call(modelseal_identity_set_subject, identity_.get(), subject.data(), subject.size());
    return *this;
  }

  // SetSubjectPattern demands that all of the subject match a regular expression of RE2.
  Identity& SetSubjectPattern(std::string_view pattern) {
    detail::Call(modelseal_identity_set_subject_pattern, identity_.get(), pattern.data(),
                 pattern.size());
    return *this;
  }

  // SetSubjectType demands a type of subject; SanType::kNone for any.
  Identity& SetSubjectType(SanType subject_type) {
    detail::Call(modelseal_identity_set_subject_type, identity_.get(),
                 static_cast<int32_t>(subject_type));
    return *this;
  }

  // SetIssuer and SetIssuerPattern say the same of who vouched for the subject.
  Identity& SetIssuer(std::string_view issuer) {
    detail::Call(modelseal_identity_set_issuer, identity_.get(), issuer.data(), issuer.size());
    return *this;
  }
  Identity& SetIssuerPattern(std::string_view pattern) {
    detail::Call(modelseal_identity_set_issuer_pattern, identity_.get(), pattern.data(),
                 pattern.size());
    return *this;
  }

  // AddExtension demands a further extension of Fulcio with exactly this text.
  Identity& AddExtension(std::string_view oid, std::string_view value) {
    detail::Call(modelseal_identity_add_extension, identity_.get(), oid.data(), oid.size(),
                 value.data(), value.size());
    return *this;
  }

  const modelseal_identity* get() const noexcept { return identity_.get(); }

 private:
  detail::UniqueIdentity identity_;
};

// -------------------------------------------------------------------------------------- verify --

// VerificationResult is what was proved. It exists only after success. Immutable.
class VerificationResult {
 public:
  explicit VerificationResult(detail::UniqueResult result) : VerificationResult(result.get()) {
    owned_ = std::move(result);
  }

  // Borrow returns a VerificationResult over a handle that somebody else keeps alive and frees.
  static VerificationResult Borrow(const modelseal_result* result) {
    return VerificationResult(result);
  }

  // has_manifest says whether a model was verified, and not another artifact.
  bool has_manifest() const noexcept { return manifest_.get() != nullptr; }

  // manifest returns the verified manifest, without entries if there is none; it lives as long as
  // the result.
  const Manifest& manifest() const& noexcept { return manifest_; }
  const Manifest& manifest() const&& = delete;

  // evidence returns who signed, when, where that was recorded and what was not checked; it lives
  // as long as the result.
  const Evidence& evidence() const& noexcept { return evidence_; }
  const Evidence& evidence() const&& = delete;

  // predicate_type returns what the statement is of; empty for a signature without an envelope.
  std::string predicate_type() const {
    return detail::Copy(modelseal_result_predicate_type(result_));
  }

  // payload returns the statement as it was signed; empty without an envelope. Lives as long as the
  // result.
  std::string_view payload() const& noexcept {
    return detail::View(modelseal_result_payload(result_));
  }
  std::string_view payload() const&& = delete;

  // method returns how the signer was established.
  Method method() const noexcept { return static_cast<Method>(modelseal_result_method(result_)); }

  // key_fingerprint returns the key that signed, in the form that bundles use as hint.
  std::string key_fingerprint() const {
    return detail::Copy(modelseal_result_key_fingerprint(result_));
  }

  // key_curve returns the curve of that key, 0 for a key that is not ECDSA.
  Curve key_curve() const noexcept {
    return static_cast<Curve>(modelseal_result_key_curve(result_));
  }

  // certificates returns the path that was verified, the signer's certificate first, the trust
  // anchor or the trust root's authority last; empty if the policy states a key.
  std::vector<CertificateSummary> certificates() const {
    std::vector<CertificateSummary> path;
    for (size_t index = 0; index < modelseal_result_certificate_count(result_); ++index) {
      path.push_back({detail::Copy(modelseal_result_certificate_subject(result_, index)),
                      detail::Copy(modelseal_result_certificate_fingerprint(result_, index))});
    }
    return path;
  }

  uint64_t verified_bytes() const noexcept { return modelseal_result_verified_bytes(result_); }

  // source_bytes returns of how many of these bytes the digest came from `source`.
  uint64_t source_bytes(DigestSource source) const noexcept {
    return modelseal_result_source_bytes(result_, static_cast<int32_t>(source));
  }

  // ignored returns the ignored names under which the model holds something that nobody checked.
  std::vector<std::string> ignored() const {
    std::vector<std::string> names;
    for (size_t index = 0; index < modelseal_result_ignored_count(result_); ++index) {
      names.push_back(detail::Copy(modelseal_result_ignored(result_, index)));
    }
    return names;
  }

  // unsigned_files returns the files that nobody signed and that the policy accepts.
  std::vector<std::string> unsigned_files() const {
    std::vector<std::string> names;
    for (size_t index = 0; index < modelseal_result_unsigned_count(result_); ++index) {
      names.push_back(detail::Copy(modelseal_result_unsigned(result_, index)));
    }
    return names;
  }

  const modelseal_result* get() const noexcept { return result_; }

 private:
  explicit VerificationResult(const modelseal_result* borrowed)
      : result_(borrowed),
        manifest_(Manifest::Borrow(modelseal_result_manifest(result_))),
        evidence_(Evidence::Borrow(modelseal_result_evidence(result_))) {}

  detail::UniqueResult owned_;
  const modelseal_result* result_;
  Manifest manifest_;
  Evidence evidence_;
};

// Verifier is a policy. Immutable, usable from several threads.
class Verifier {
 public:
  explicit Verifier(detail::UniqueVerifier verifier) : verifier_(std::move(verifier)) {}

  // VerifyModel returns what was proved or throws Error: category kVerification means checked and
  // refused (see Error::differences), kIo that it could not be checked.
  VerificationResult VerifyModel(std::string_view model_path, const Bundle& bundle,
                                 Job* job = nullptr) const {
    return VerificationResult(detail::Make<detail::UniqueResult>(
        modelseal_verifier_verify_model, verifier_.get(), model_path.data(), model_path.size(),
        bundle.get(), detail::Get(job)));
  }

  // VerifyManifest does the same for a model whose manifest the caller made.
  VerificationResult VerifyManifest(const Manifest& manifest, const Bundle& bundle) const {
    return VerificationResult(detail::Make<detail::UniqueResult>(
        modelseal_verifier_verify_manifest, verifier_.get(), manifest.get(), bundle.get()));
  }

  // VerifyFile does the same for one file that is not a model.
  VerificationResult VerifyFile(std::string_view path, const Bundle& bundle,
                                Job* job = nullptr) const {
    return VerificationResult(detail::Make<detail::UniqueResult>(
        modelseal_verifier_verify_file, verifier_.get(), path.data(), path.size(), bundle.get(),
        detail::Get(job)));
  }

  // VerifyDigest does the same for an artifact of which only a digest is known: its bytes, not hex.
  VerificationResult VerifyDigest(DigestAlgorithm algorithm, std::string_view digest,
                                  const Bundle& bundle) const {
    return VerificationResult(detail::Make<detail::UniqueResult>(
        modelseal_verifier_verify_digest, verifier_.get(), static_cast<int32_t>(algorithm),
        detail::Bytes(digest), digest.size(), bundle.get()));
  }

  const modelseal_verifier* get() const noexcept { return verifier_.get(); }

 private:
  detail::UniqueVerifier verifier_;
};

// VerifierBuilder collects a policy. Who may sign must be stated.
class VerifierBuilder {
 public:
  VerifierBuilder()
      : builder_(detail::Make<detail::UniqueBuilder>(modelseal_verifier_builder_new)) {}

  // SetPublicKeyPem trusts exactly this key.
  VerifierBuilder& SetPublicKeyPem(std::string_view pem) {
    detail::Call(modelseal_verifier_builder_set_public_key_pem, builder_.get(), pem.data(),
                 pem.size());
    return *this;
  }

  // AddTrustAnchorsPem trusts whoever has a certificate for signing that leads to one of these.
  VerifierBuilder& AddTrustAnchorsPem(std::string_view pem) {
    detail::Call(modelseal_verifier_builder_add_trust_anchors_pem, builder_.get(), pem.data(),
                 pem.size());
    return *this;
  }

  // AddCertificateSubject, AddCertificateAltName and AddCertificateFingerprint pin who, among those
  // with a certificate under the trust anchors, may sign.
  VerifierBuilder& AddCertificateSubject(std::string_view subject) {
    detail::Call(modelseal_verifier_builder_add_certificate_subject, builder_.get(), subject.data(),
                 subject.size());
    return *this;
  }
  VerifierBuilder& AddCertificateAltName(std::string_view name) {
    detail::Call(modelseal_verifier_builder_add_certificate_alt_name, builder_.get(), name.data(),
                 name.size());
    return *this;
  }
  VerifierBuilder& AddCertificateFingerprint(std::string_view fingerprint) {
    detail::Call(modelseal_verifier_builder_add_certificate_fingerprint, builder_.get(),
                 fingerprint.data(), fingerprint.size());
    return *this;
  }

  // SetTimestampTrustRoot makes certificates under the trust anchors be valid at timestamps of this
  // root instead of now.
  VerifierBuilder& SetTimestampTrustRoot(const TrustRoot& trust_root) {
    detail::Call(modelseal_verifier_builder_set_timestamp_trust_root, builder_.get(),
                 trust_root.get());
    return *this;
  }

  // SetTrustRoot says which Sigstore instance is trusted; identities or a logged key say who may
  // sign.
  VerifierBuilder& SetTrustRoot(const TrustRoot& trust_root) {
    detail::Call(modelseal_verifier_builder_set_trust_root, builder_.get(), trust_root.get());
    return *this;
  }

  // AddIdentity lets a keyless signer pass; one of several must fit.
  VerifierBuilder& AddIdentity(const Identity& identity) {
    detail::Call(modelseal_verifier_builder_add_identity, builder_.get(), identity.get());
    return *this;
  }

  // AcceptAnyIdentityUnsafe lets every keyless signer pass.
  VerifierBuilder& AcceptAnyIdentityUnsafe() {
    detail::Call(modelseal_verifier_builder_accept_any_identity_unsafe, builder_.get());
    return *this;
  }

  // SetLoggedKeyPem trusts exactly this key, and its signatures only if the trust root's instance
  // records them.
  VerifierBuilder& SetLoggedKeyPem(std::string_view pem) {
    detail::Call(modelseal_verifier_builder_set_logged_key_pem, builder_.get(), pem.data(),
                 pem.size());
    return *this;
  }

  // SetLoggedKeyValiditySeconds says from when until when that key may have signed, in seconds
  // since 1970-01-01T00:00:00Z, both ends included.
  VerifierBuilder& SetLoggedKeyValiditySeconds(int64_t from_seconds, int64_t until_seconds) {
    detail::Call(modelseal_verifier_builder_set_logged_key_validity_seconds, builder_.get(),
                 from_seconds, until_seconds);
    return *this;
  }

  // SetMinLogEntries, SetMinTimestamps, SetMinTimes and SetMinScts say how much evidence a
  // signature must bring where a trust root is set.
  VerifierBuilder& SetMinLogEntries(uint32_t count) {
    detail::Call(modelseal_verifier_builder_set_min_log_entries, builder_.get(), count);
    return *this;
  }
  VerifierBuilder& SetMinTimestamps(uint32_t count) {
    detail::Call(modelseal_verifier_builder_set_min_timestamps, builder_.get(), count);
    return *this;
  }
  VerifierBuilder& SetMinTimes(uint32_t count) {
    detail::Call(modelseal_verifier_builder_set_min_times, builder_.get(), count);
    return *this;
  }
  VerifierBuilder& SetMinScts(uint32_t count) {
    detail::Call(modelseal_verifier_builder_set_min_scts, builder_.get(), count);
    return *this;
  }

  // AcceptMissingLogEntryUnsafe accepts signatures that no log records.
  VerifierBuilder& AcceptMissingLogEntryUnsafe() {
    detail::Call(modelseal_verifier_builder_accept_missing_log_entry_unsafe, builder_.get());
    return *this;
  }

  // AcceptMissingSctUnsafe accepts certificates that no log of certificates vouches for.
  VerifierBuilder& AcceptMissingSctUnsafe() {
    detail::Call(modelseal_verifier_builder_accept_missing_sct_unsafe, builder_.get());
    return *this;
  }

  // SetPredicateType demands that an artifact be signed by a statement of this predicate type.
  VerifierBuilder& SetPredicateType(std::string_view predicate_type) {
    detail::Call(modelseal_verifier_builder_set_predicate_type, builder_.get(),
                 predicate_type.data(), predicate_type.size());
    return *this;
  }

  // SetVerificationTimeSeconds pins what time it is, in seconds since 1970-01-01T00:00:00Z. Without
  // it every verification asks the clock of the machine.
  VerifierBuilder& SetVerificationTimeSeconds(int64_t time_seconds) {
    detail::Call(modelseal_verifier_builder_set_verification_time_seconds, builder_.get(),
                 time_seconds);
    return *this;
  }

  // AddIgnoredName and AddIgnoredPath leave out more of the model than the signer did.
  VerifierBuilder& AddIgnoredName(std::string_view name) {
    detail::Call(modelseal_verifier_builder_add_ignored_name, builder_.get(), name.data(),
                 name.size());
    return *this;
  }
  VerifierBuilder& AddIgnoredPath(std::string_view path) {
    detail::Call(modelseal_verifier_builder_add_ignored_path, builder_.get(), path.data(),
                 path.size());
    return *this;
  }

  VerifierBuilder& SetIgnoreGitPaths(bool ignore) {
    detail::Call(modelseal_verifier_builder_set_ignore_git_paths, builder_.get(), ignore ? 1 : 0);
    return *this;
  }

  // SetRefuseIgnoredContent refuses a model in which anything stands under an ignored name.
  VerifierBuilder& SetRefuseIgnoredContent(bool refuse) {
    detail::Call(modelseal_verifier_builder_set_refuse_ignored_content, builder_.get(),
                 refuse ? 1 : 0);
    return *this;
  }

  // SetStrictSchema refuses what OMS 1.0 forbids to write and known writers write all the same.
  VerifierBuilder& SetStrictSchema(bool strict) {
    detail::Call(modelseal_verifier_builder_set_strict_schema, builder_.get(), strict ? 1 : 0);
    return *this;
  }

  // SetReportAll makes a failed verification read every file to report all differences.
  VerifierBuilder& SetReportAll(bool report_all) {
    detail::Call(modelseal_verifier_builder_set_report_all, builder_.get(), report_all ? 1 : 0);
    return *this;
  }

  // AllowUnsignedFilesUnsafe accepts files that nobody signed.
  VerifierBuilder& AllowUnsignedFilesUnsafe() {
    detail::Call(modelseal_verifier_builder_allow_unsigned_files_unsafe, builder_.get());
    return *this;
  }

  // AllowSymlinksUnsafe follows symbolic links where the signature says that the signer did.
  VerifierBuilder& AllowSymlinksUnsafe() {
    detail::Call(modelseal_verifier_builder_allow_symlinks_unsafe, builder_.get());
    return *this;
  }

  // AllowLegacyV0Unsafe accepts the layout of model-signing 0.2.
  VerifierBuilder& AllowLegacyV0Unsafe() {
    detail::Call(modelseal_verifier_builder_allow_legacy_v0_unsafe, builder_.get());
    return *this;
  }

  // RequireDataset demands a commitment to a dataset of that role, of any if it is empty. A
  // verifier with this or one of the three rules below verifies training provenance and nothing
  // else.
  VerifierBuilder& RequireDataset(std::string_view role = {}) {
    detail::Call(modelseal_verifier_builder_require_dataset, builder_.get(), role.data(),
                 role.size());
    return *this;
  }

  VerifierBuilder& RequireCompleteDatasetList() {
    detail::Call(modelseal_verifier_builder_require_complete_dataset_list, builder_.get());
    return *this;
  }

  // RequireFramework demands that the version of that framework is stated, of any if it is empty.
  VerifierBuilder& RequireFramework(std::string_view name = {}) {
    detail::Call(modelseal_verifier_builder_require_framework, builder_.get(), name.data(),
                 name.size());
    return *this;
  }

  // RefuseFramework refuses models made with some versions, as "<2.6"; with all if it is empty.
  VerifierBuilder& RefuseFramework(std::string_view name, std::string_view versions = {}) {
    detail::Call(modelseal_verifier_builder_refuse_framework, builder_.get(), name.data(),
                 name.size(), versions.data(), versions.size());
    return *this;
  }

  // Build makes the verifier; the builder stays usable. Throws Error (POLICY_NOT_STATED) if nothing
  // says who may sign.
  Verifier Build() const {
    return Verifier(
        detail::Make<detail::UniqueVerifier>(modelseal_verifier_builder_build, builder_.get()));
  }

  const modelseal_verifier_builder* get() const noexcept { return builder_.get(); }

 private:
  detail::UniqueBuilder builder_;
};

// ------------------------------------------------------------------------------------ datasets --

// DatasetKey is the secret key of a dataset's owner. Immutable.
class DatasetKey {
 public:
  static DatasetKey Generate(DatasetSuite suite) {
    return DatasetKey(detail::Make<detail::UniqueDatasetKey>(modelseal_dataset_key_generate,
                                                             static_cast<int32_t>(suite)));
  }

  // Parse reads the text of a key file.
  static DatasetKey Parse(std::string_view pem) {
    return DatasetKey(detail::Make<detail::UniqueDatasetKey>(modelseal_dataset_key_parse,
                                                             pem.data(), pem.size()));
  }

  // Serialize gives the text of a key file, not encrypted.
  Buffer Serialize() const {
    return Buffer(detail::Make<detail::UniqueBuffer>(modelseal_dataset_key_serialize, key_.get()));
  }

  DatasetSuite suite() const noexcept {
    return static_cast<DatasetSuite>(modelseal_dataset_key_suite(key_.get()));
  }

  // public_hex returns the public key in lower-case hex.
  std::string public_hex() const {
    return detail::Copy(modelseal_dataset_key_public_hex(key_.get()));
  }

  const modelseal_dataset_key* get() const noexcept { return key_.get(); }

 private:
  explicit DatasetKey(detail::UniqueDatasetKey key) : key_(std::move(key)) {}

  detail::UniqueDatasetKey key_;
};

// DatasetCommitment is what is published of a dataset. Immutable.
class DatasetCommitment {
 public:
  explicit DatasetCommitment(detail::UniqueDatasetCommitment commitment)
      : owned_(std::move(commitment)), commitment_(owned_.get()) {}

  // Parse takes untrusted bytes: what they say must have been vouched for by somebody.
  static DatasetCommitment Parse(std::string_view bytes) {
    return DatasetCommitment(detail::Make<detail::UniqueDatasetCommitment>(
        modelseal_dataset_commitment_parse, detail::Bytes(bytes), bytes.size()));
  }

  // Borrow returns a DatasetCommitment over a handle that somebody else keeps alive and frees.
  static DatasetCommitment Borrow(const modelseal_dataset_commitment* commitment) {
    return DatasetCommitment(commitment);
  }

  // bytes returns what is written to a file.
  std::string bytes() const {
    return detail::Copy(modelseal_dataset_commitment_bytes(commitment_));
  }

  // digest, public_key and root are lower-case hex.
  std::string digest() const {
    return detail::Copy(modelseal_dataset_commitment_digest(commitment_));
  }
  std::string public_key() const {
    return detail::Copy(modelseal_dataset_commitment_public_key(commitment_));
  }
  std::string root() const { return detail::Copy(modelseal_dataset_commitment_root(commitment_)); }

  std::string name() const { return detail::Copy(modelseal_dataset_commitment_name(commitment_)); }
  std::string context() const {
    return detail::Copy(modelseal_dataset_commitment_context(commitment_));
  }
  DatasetSuite suite() const noexcept {
    return static_cast<DatasetSuite>(modelseal_dataset_commitment_suite(commitment_));
  }
  DatasetKind kind() const noexcept {
    return static_cast<DatasetKind>(modelseal_dataset_commitment_kind(commitment_));
  }
  DatasetDuplicates duplicates() const noexcept {
    return static_cast<DatasetDuplicates>(modelseal_dataset_commitment_duplicates(commitment_));
  }
  DatasetPadding padding() const noexcept {
    return static_cast<DatasetPadding>(modelseal_dataset_commitment_padding(commitment_));
  }

  // size_class returns the number of leaves; nullopt if it is not stated.
  std::optional<uint64_t> size_class() const noexcept {
    const uint64_t size = modelseal_dataset_commitment_size_class(commitment_);
    return size == 0 ? std::nullopt : std::optional<uint64_t>(size);
  }

  std::vector<std::string> views() const {
    std::vector<std::string> views;
    for (size_t index = 0; index < modelseal_dataset_commitment_view_count(commitment_); ++index) {
      views.push_back(detail::Copy(modelseal_dataset_commitment_view(commitment_, index)));
    }
    return views;
  }

  const modelseal_dataset_commitment* get() const noexcept { return commitment_; }

 private:
  explicit DatasetCommitment(const modelseal_dataset_commitment* borrowed)
      : commitment_(borrowed) {}

  detail::UniqueDatasetCommitment owned_;
  const modelseal_dataset_commitment* commitment_;
};

// DatasetRecords is a list of records as digests under one view.
class DatasetRecords {
 public:
  // `view` as modelseal_dataset_records lists them.
  explicit DatasetRecords(std::string_view view)
      : records_(detail::Make<detail::UniqueDatasetRecords>(modelseal_dataset_records_new,
                                                            view.data(), view.size())) {}

  // Add appends a record; under some views one for each of its parts.
  DatasetRecords& Add(std::string_view bytes) {
    detail::Call(modelseal_dataset_records_add, records_.get(), detail::Bytes(bytes), bytes.size());
    return *this;
  }

  // AddWithValue appends a record of a map.
  DatasetRecords& AddWithValue(std::string_view bytes, std::string_view value) {
    detail::Call(modelseal_dataset_records_add_with_value, records_.get(), detail::Bytes(bytes),
                 bytes.size(), detail::Bytes(value), value.size());
    return *this;
  }

  // AddDigest appends a record by its digest, 32 bytes.
  DatasetRecords& AddDigest(std::string_view digest) {
    detail::Call(modelseal_dataset_records_add_digest, records_.get(), detail::Bytes(digest),
                 digest.size());
    return *this;
  }

  std::string view() const { return detail::Copy(modelseal_dataset_records_view(records_.get())); }
  size_t count() const noexcept { return modelseal_dataset_records_count(records_.get()); }

  // digest returns the 32 bytes of a record; empty past the end.
  std::string digest(size_t index) const {
    return detail::Copy(modelseal_dataset_records_digest_at(records_.get(), index));
  }

  // Clear empties the list and keeps its memory.
  void Clear() noexcept { modelseal_dataset_records_clear(records_.get()); }

  const modelseal_dataset_records* get() const noexcept { return records_.get(); }

 private:
  detail::UniqueDatasetRecords records_;
};

// DatasetOptions says what is decided about a dataset before its first record.
class DatasetOptions {
 public:
  DatasetOptions()
      : options_(detail::Make<detail::UniqueDatasetOptions>(modelseal_dataset_options_new)) {}

  // FromCommitment makes those of a dataset that was committed to.
  static DatasetOptions FromCommitment(const DatasetCommitment& commitment) {
    return DatasetOptions(detail::Make<detail::UniqueDatasetOptions>(
        modelseal_dataset_options_from_commitment, commitment.get()));
  }

  DatasetOptions& SetName(std::string_view name) {
    detail::Call(modelseal_dataset_options_set_name, options_.get(), name.data(), name.size());
    return *this;
  }
  DatasetOptions& SetContext(std::string_view context) {
    detail::Call(modelseal_dataset_options_set_context, options_.get(), context.data(),
                 context.size());
    return *this;
  }
  DatasetOptions& SetKind(DatasetKind kind) {
    detail::Call(modelseal_dataset_options_set_kind, options_.get(), static_cast<int32_t>(kind));
    return *this;
  }
  DatasetOptions& SetDuplicates(DatasetDuplicates duplicates) {
    detail::Call(modelseal_dataset_options_set_duplicates, options_.get(),
                 static_cast<int32_t>(duplicates));
    return *this;
  }
  DatasetOptions& SetPadding(DatasetPadding padding) {
    detail::Call(modelseal_dataset_options_set_padding, options_.get(),
                 static_cast<int32_t>(padding));
    return *this;
  }
  DatasetOptions& AddView(std::string_view view) {
    detail::Call(modelseal_dataset_options_add_view, options_.get(), view.data(), view.size());
    return *this;
  }

  const modelseal_dataset_options* get() const noexcept { return options_.get(); }

 private:
  explicit DatasetOptions(detail::UniqueDatasetOptions options) : options_(std::move(options)) {}

  detail::UniqueDatasetOptions options_;
};

// DatasetBuilder takes records and makes of them a store and a commitment.
class DatasetBuilder {
 public:
  // Takes up the job in `work_directory`, or begins one. `job` is borrowed until the builder goes.
  DatasetBuilder(const DatasetKey& key, const DatasetOptions& options,
                 std::string_view work_directory, Job* job = nullptr)
      : builder_(detail::Make<detail::UniqueDatasetBuilder>(
            modelseal_dataset_builder_open, key.get(), options.get(), work_directory.data(),
            work_directory.size(), detail::Get(job))) {}

  // record_count returns how many records were added, those of earlier runs of the job included.
  uint64_t record_count() const noexcept {
    return modelseal_dataset_builder_record_count(builder_.get());
  }

  // takes_records says whether records may be added: no longer once finishing has begun.
  bool takes_records() const noexcept {
    return modelseal_dataset_builder_takes_records(builder_.get()) != 0;
  }

  void Add(const DatasetRecords& records) {
    detail::Call(modelseal_dataset_builder_add, builder_.get(), records.get());
  }

  // Checkpoint returns when all that was added is kept.
  void Checkpoint() { detail::Call(modelseal_dataset_builder_checkpoint, builder_.get()); }

  // Finish completes the store and moves it to `store_path`.
  DatasetCommitment Finish(std::string_view store_path) {
    return DatasetCommitment(detail::Make<detail::UniqueDatasetCommitment>(
        modelseal_dataset_builder_finish, builder_.get(), store_path.data(), store_path.size()));
  }

  // Audit throws Error (DATASET_COMMITMENT_MISMATCH) if the records are not those of `commitment`.
  void Audit(const DatasetCommitment& commitment) {
    detail::Call(modelseal_dataset_builder_audit, builder_.get(), commitment.get());
  }

  const modelseal_dataset_builder* get() const noexcept { return builder_.get(); }

 private:
  detail::UniqueDatasetBuilder builder_;
};

// DatasetStore is open for answers. Immutable.
class DatasetStore {
 public:
  static DatasetStore Open(std::string_view path) {
    return DatasetStore(detail::Make<detail::UniqueDatasetStore>(modelseal_dataset_store_open,
                                                                 path.data(), path.size()));
  }

  // commitment lives as long as the store.
  DatasetCommitment commitment() const& {
    return DatasetCommitment::Borrow(modelseal_dataset_store_commitment(store_.get()));
  }
  DatasetCommitment commitment() const&& = delete;

  uint64_t record_count() const noexcept {
    return modelseal_dataset_store_record_count(store_.get());
  }
  uint64_t leaf_count() const noexcept { return modelseal_dataset_store_leaf_count(store_.get()); }

  // Check reads all of the store; with a key also the values.
  void Check(const DatasetKey* key = nullptr, Job* job = nullptr) const {
    detail::Call(modelseal_dataset_store_check, store_.get(), key == nullptr ? nullptr : key->get(),
                 detail::Get(job));
  }

  // Prove makes one proof of what is true of each record.
  std::string Prove(const DatasetKey& key, const DatasetRecords& records,
                    bool show_values = false) const {
    return detail::MakeBytes(modelseal_dataset_store_prove, store_.get(), key.get(), records.get(),
                             show_values ? 1 : 0);
  }

  const modelseal_dataset_store* get() const noexcept { return store_.get(); }

 private:
  explicit DatasetStore(detail::UniqueDatasetStore store) : store_(std::move(store)) {}

  detail::UniqueDatasetStore store_;
};

// What a proof says of one record.
struct DatasetAnswer {
  bool is_member = false;
  std::optional<std::string> value;  // if the proof shows it
};

// VerifyDatasetProof returns what a proof says of each record, in their order. Throws Error
// (DATASET_PROOF_INVALID) for whatever does not hold.
inline std::vector<DatasetAnswer> VerifyDatasetProof(const DatasetCommitment& commitment,
                                                     const DatasetRecords& records,
                                                     std::string_view proof) {
  const auto found =
      detail::Make<detail::UniqueDatasetAnswers>(modelseal_dataset_verify, commitment.get(),
                                                 records.get(), detail::Bytes(proof), proof.size());
  std::vector<DatasetAnswer> answers(modelseal_dataset_answers_count(found.get()));
  for (size_t index = 0; index < answers.size(); ++index) {
    answers[index].is_member = modelseal_dataset_answers_is_member(found.get(), index) == 1;
    if (modelseal_dataset_answers_has_value(found.get(), index) == 1) {
      answers[index].value = detail::Copy(modelseal_dataset_answers_value(found.get(), index));
    }
  }
  return answers;
}

// The parts of committing on many machines, as modelseal.h says them. Leaves and subtrees are
// bytes.
inline std::string DatasetLeaves(const DatasetKey& key, const DatasetOptions& options,
                                 const DatasetRecords& records) {
  return detail::MakeBytes(modelseal_dataset_key_leaves, key.get(), options.get(), records.get());
}

inline std::string DatasetCountLeaves(const DatasetKey& key, std::string_view labels,
                                      const std::vector<uint64_t>& counts) {
  return detail::MakeBytes(modelseal_dataset_key_count_leaves, key.get(), detail::Bytes(labels),
                           labels.size(), counts.data(), counts.size());
}

inline uint64_t DatasetLeafCount(const DatasetOptions& options, uint64_t record_count) {
  uint64_t leaf_count = 0;
  detail::Call(modelseal_dataset_options_leaf_count, options.get(), record_count, &leaf_count);
  return leaf_count;
}

inline std::string DatasetDummyLeaves(const DatasetKey& key, const DatasetOptions& options,
                                      uint64_t first, uint64_t count) {
  return detail::MakeBytes(modelseal_dataset_key_dummy_leaves, key.get(), options.get(), first,
                           count);
}

inline std::string ComputeDatasetSubtree(uint32_t prefix_bits, uint64_t prefix,
                                         std::string_view leaves) {
  return detail::MakeBytes(modelseal_dataset_subtree_compute, prefix_bits, prefix,
                           detail::Bytes(leaves), leaves.size());
}

inline DatasetCommitment JoinDatasetSubtrees(const DatasetKey& key, const DatasetOptions& options,
                                             std::string_view subtrees) {
  return DatasetCommitment(detail::Make<detail::UniqueDatasetCommitment>(
      modelseal_dataset_subtrees_join, key.get(), options.get(), detail::Bytes(subtrees),
      subtrees.size()));
}

// ------------------------------------------------------------------------- training provenance --

// ProvenanceBuilder collects what is to be stated of a model's training.
class ProvenanceBuilder {
 public:
  ProvenanceBuilder()
      : builder_(detail::Make<detail::UniqueProvenanceBuilder>(modelseal_provenance_builder_new)) {}

  // AddDataset adds a dataset by its commitment; `file` is where in the model it lies, if it does.
  ProvenanceBuilder& AddDataset(std::string_view role, const DatasetCommitment& commitment,
                                std::string_view file = {}) {
    detail::Call(modelseal_provenance_builder_add_dataset, builder_.get(), role.data(), role.size(),
                 commitment.get(), file.data(), file.size());
    return *this;
  }

  // SetListIsComplete says that the model was made with these datasets and no others.
  ProvenanceBuilder& SetListIsComplete(bool is_complete) {
    detail::Call(modelseal_provenance_builder_set_list_is_complete, builder_.get(),
                 is_complete ? 1 : 0);
    return *this;
  }

  ProvenanceBuilder& AddFramework(std::string_view name, std::string_view version) {
    detail::Call(modelseal_provenance_builder_add_framework, builder_.get(), name.data(),
                 name.size(), version.data(), version.size());
    return *this;
  }

  // AddBaseModel adds a model that this one was made from, by its root digest.
  ProvenanceBuilder& AddBaseModel(std::string_view name, const RootDigest& digest) {
    detail::Call(modelseal_provenance_builder_add_base_model, builder_.get(), name.data(),
                 name.size(), digest.data(), digest.size());
    return *this;
  }

  // AddDependency adds anything else, as the training code: "gitCommit" and its hex.
  ProvenanceBuilder& AddDependency(std::string_view uri, std::string_view algorithm,
                                   std::string_view digest_hex, std::string_view name = {}) {
    detail::Call(modelseal_provenance_builder_add_dependency, builder_.get(), uri.data(),
                 uri.size(), algorithm.data(), algorithm.size(), digest_hex.data(),
                 digest_hex.size(), name.data(), name.size());
    return *this;
  }

  const modelseal_provenance_builder* get() const noexcept { return builder_.get(); }

 private:
  detail::UniqueProvenanceBuilder builder_;
};

// SignProvenance states it of the model with that manifest.
inline Bundle SignProvenance(const Signer& signer, const ProvenanceBuilder& builder,
                             const Manifest& manifest) {
  return Bundle(detail::Make<detail::UniqueBundle>(modelseal_sign_provenance, signer.get(),
                                                   builder.get(), manifest.get()));
}

struct Framework {
  std::string name;
  std::string version;
};

struct BaseModel {
  std::string name;
  std::string digest;  // lower-case hex
};

struct Dependency {
  std::string uri;
  std::string name;     // may be empty
  std::string digests;  // "gitCommit:2f1e...", several with a comma between
};

// Provenance is what a statement says of a model's training. Immutable.
class Provenance {
 public:
  explicit Provenance(detail::UniqueProvenance provenance) : provenance_(std::move(provenance)) {}

  // ReadUnverified reads a statement without checking who says so.
  static Provenance ReadUnverified(const Bundle& bundle) {
    return Provenance(detail::Make<detail::UniqueProvenance>(modelseal_bundle_provenance_unverified,
                                                             bundle.get()));
  }

  // result says who signed and when, as long as the provenance lives; nothing of an unverified one.
  VerificationResult result() const& {
    return VerificationResult::Borrow(modelseal_provenance_result(provenance_.get()));
  }
  VerificationResult result() const&& = delete;

  // model_digest returns the root digest of the model that it is about, in lower-case hex.
  std::string model_digest() const {
    return detail::Copy(modelseal_provenance_model_digest(provenance_.get()));
  }
  std::string model_name() const {
    return detail::Copy(modelseal_provenance_model_name(provenance_.get()));
  }
  bool list_is_complete() const noexcept {
    return modelseal_provenance_list_is_complete(provenance_.get()) == 1;
  }

  size_t dataset_count() const noexcept {
    return modelseal_provenance_dataset_count(provenance_.get());
  }
  // commitment lives as long as the provenance. `index` is below dataset_count().
  DatasetCommitment commitment(size_t index) const& {
    return DatasetCommitment::Borrow(
        modelseal_provenance_dataset_commitment(provenance_.get(), index));
  }
  DatasetCommitment commitment(size_t index) const&& = delete;
  std::string role(size_t index) const {
    return detail::Copy(modelseal_provenance_dataset_role(provenance_.get(), index));
  }
  // file returns where in the model the commitment lies; empty if it does not.
  std::string file(size_t index) const {
    return detail::Copy(modelseal_provenance_dataset_file(provenance_.get(), index));
  }

  std::vector<Framework> frameworks() const {
    std::vector<Framework> frameworks;
    for (size_t i = 0; i < modelseal_provenance_framework_count(provenance_.get()); ++i) {
      frameworks.push_back(
          {detail::Copy(modelseal_provenance_framework_name(provenance_.get(), i)),
           detail::Copy(modelseal_provenance_framework_version(provenance_.get(), i))});
    }
    return frameworks;
  }

  std::vector<BaseModel> base_models() const {
    std::vector<BaseModel> models;
    for (size_t i = 0; i < modelseal_provenance_base_model_count(provenance_.get()); ++i) {
      models.push_back(
          {detail::Copy(modelseal_provenance_base_model_name(provenance_.get(), i)),
           detail::Copy(modelseal_provenance_base_model_digest(provenance_.get(), i))});
    }
    return models;
  }

  std::vector<Dependency> dependencies() const {
    std::vector<Dependency> dependencies;
    for (size_t i = 0; i < modelseal_provenance_dependency_count(provenance_.get()); ++i) {
      dependencies.push_back(
          {detail::Copy(modelseal_provenance_dependency_uri(provenance_.get(), i)),
           detail::Copy(modelseal_provenance_dependency_name(provenance_.get(), i)),
           detail::Copy(modelseal_provenance_dependency_digests(provenance_.get(), i))});
    }
    return dependencies;
  }

  const modelseal_provenance* get() const noexcept { return provenance_.get(); }

 private:
  detail::UniqueProvenance provenance_;
};

// VerifyProvenance verifies a statement by the verifier's policy and its rules about provenance,
// and, if there is a manifest, that it is about that model.
inline Provenance VerifyProvenance(const Verifier& verifier, const Bundle& bundle,
                                   const Manifest* manifest) {
  return Provenance(detail::Make<detail::UniqueProvenance>(
      modelseal_verifier_verify_provenance, verifier.get(), bundle.get(),
      manifest == nullptr ? nullptr : manifest->get()));
}

// ModelDatasets is the commitments that lie in a verified model. Immutable.
class ModelDatasets {
 public:
  // Load reads them from the model that `result` is of.
  static ModelDatasets Load(const VerificationResult& result, std::string_view model_path) {
    return ModelDatasets(detail::Make<detail::UniqueModelDatasets>(
        modelseal_model_datasets_load, result.get(), model_path.data(), model_path.size()));
  }

  size_t count() const noexcept { return modelseal_model_datasets_count(datasets_.get()); }
  std::string file(size_t index) const {
    return detail::Copy(modelseal_model_datasets_file(datasets_.get(), index));
  }
  // commitment lives as long as the list. `index` is below count().
  DatasetCommitment commitment(size_t index) const& {
    return DatasetCommitment::Borrow(modelseal_model_datasets_commitment(datasets_.get(), index));
  }
  DatasetCommitment commitment(size_t index) const&& = delete;

  const modelseal_model_datasets* get() const noexcept { return datasets_.get(); }

 private:
  explicit ModelDatasets(detail::UniqueModelDatasets datasets) : datasets_(std::move(datasets)) {}

  detail::UniqueModelDatasets datasets_;
};

}  // namespace cpp_v0
}  // namespace modelseal

#endif  // MODELSEAL_MODELSEAL_HPP_
