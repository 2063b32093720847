// SPDX-License-Identifier: Apache-2.0
//
// What stands behind the opaque handles of the C interface.
#ifndef MODELSEAL_CAPI_HANDLES_H_
#define MODELSEAL_CAPI_HANDLES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/base/cancel.h"
#include "lib/base/status.h"
#include "lib/base/time_range.h"
#include "lib/bundle/bundle.h"
#include "lib/crypto/public_key.h"
#include "lib/crypto/secret.h"
#include "lib/crypto/verification_key.h"
#include "lib/hash/digest_source.h"
#include "lib/hash/hash_engine.h"
#include "lib/hash/scheduler.h"
#include "lib/hash/stored_digest_cache.h"
#include "lib/manifest/builder.h"
#include "lib/manifest/diff.h"
#include "lib/manifest/manifest.h"
#include "lib/manifest/manifest_assembler.h"
#include "lib/manifest/range_stream.h"
#include "lib/signer/signer.h"
#include "lib/statement/statement.h"
#include "lib/trust/trusted_root.h"
#include "lib/verify/bundle_signer.h"
#include "lib/verify/certificate_pins.h"
#include "lib/verify/evidence.h"
#include "lib/verify/identity.h"
#include "lib/verify/policy.h"
#include "lib/verify/provenance_rules.h"
#include "lib/x509/certificate.h"
#include "lib/x509/san_type.h"
#include "lib/x509/trust_anchors.h"
#include "modelseal/modelseal.h"

struct modelseal_diff {
  explicit modelseal_diff(modelseal::manifest::Diff value);

  struct Item {
    modelseal::manifest::Difference difference;
    std::string expected_hex;
    std::string actual_hex;
  };
  // Of one kind, by name; index 0 is not used.
  std::array<std::vector<Item>, 6> by_kind;
  bool is_complete;
};

struct modelseal_error {
  modelseal::Reason reason = modelseal::Reason::kInternal;
  std::string message;
  std::map<std::string, std::string, std::less<>> details;
  std::unique_ptr<modelseal_diff> diff;
};

struct modelseal_buffer {
  modelseal::crypto::Secret bytes;
};

struct modelseal_job {
  // What HashRanges takes; its callback and token point into this handle.
  modelseal::hash::HashJob ToHashJob() const;
  // To be called at the end of a run that used the digest cache, if there is one.
  absl::Status SaveDigestCache() const;

  uint32_t threads = 0;
  modelseal_progress_fn progress = nullptr;
  void* user = nullptr;
  modelseal_dataset_progress_fn dataset_progress = nullptr;
  void* dataset_user = nullptr;
  modelseal::hash::ReadMode read_mode = modelseal::hash::ReadMode::kAuto;
  bool bypasses_page_cache = false;
  modelseal::CancelToken cancel;
  std::unique_ptr<modelseal::hash::HashEngine> engine;
  std::unique_ptr<modelseal::hash::StoredDigestCache> digest_cache;
  bool allows_cached_digests = false;
};

struct modelseal_hash_options {
  modelseal::manifest::BuildOptions options;
};

struct modelseal_manifest {
  explicit modelseal_manifest(modelseal::manifest::Manifest value);

  modelseal::manifest::Manifest manifest;
  std::vector<std::string> digests_hex;  // of entry i
  std::vector<size_t> order;             // code point order
};

struct modelseal_hasher {
  std::shared_ptr<modelseal::manifest::ManifestAssembler> assembler;
};

struct modelseal_hash_stream {
  std::unique_ptr<modelseal::manifest::RangeStream> stream;
};

struct modelseal_signer {
  std::unique_ptr<modelseal::signer::Signer> signer;
};

struct modelseal_bundle {
  explicit modelseal_bundle(modelseal::bundle::Bundle value)
      : shared(std::make_shared<const modelseal::bundle::Bundle>(std::move(value))),
        bundle(*shared) {}

  // Results keep it, too: a payload can be large.
  std::shared_ptr<const modelseal::bundle::Bundle> shared;
  const modelseal::bundle::Bundle& bundle;
};

struct modelseal_evidence {
  modelseal::verify::Evidence evidence;
  std::optional<modelseal::x509::Certificate> certificate;  // the signer's
};

struct modelseal_trust_root {
  std::shared_ptr<const modelseal::trust::TrustedRoot> root;
};

struct modelseal_identity {
  // kPolicyNotStated without a subject or an issuer.
  absl::StatusOr<modelseal::verify::IdentityRule> ToRule() const;

  std::optional<modelseal::verify::TextMatcher> subject;
  std::optional<modelseal::x509::SanType> subject_type;
  std::optional<modelseal::verify::TextMatcher> issuer;
  std::vector<modelseal::verify::ExtensionRule> extensions;
};

// What was set; build_policy.h says what of it goes together.
struct modelseal_verifier_builder {
  std::optional<modelseal::crypto::PublicKey> key;
  modelseal::x509::TrustAnchors anchors;
  modelseal::verify::CertificatePins pins;
  std::shared_ptr<const modelseal::trust::TrustedRoot> timestamp_root;
  std::shared_ptr<const modelseal::trust::TrustedRoot> root;
  std::vector<modelseal::verify::IdentityRule> identities;
  bool accepts_any_identity = false;
  std::optional<modelseal::crypto::VerificationKey> logged_key;
  std::optional<modelseal::TimeRange> logged_key_validity;
  std::optional<size_t> min_log_entries;
  std::optional<size_t> min_timestamps;
  std::optional<size_t> min_times;
  std::optional<size_t> min_scts;
  bool accepts_missing_log_entry = false;
  bool accepts_missing_sct = false;
  std::optional<int64_t> time_seconds;  // the machine's clock if there is none
  std::string predicate_type;
  modelseal::statement::ParseOptions statement;
  modelseal::manifest::CompareOptions compare;
  modelseal::verify::ProvenanceRules provenance;
};

struct modelseal_verifier {
  modelseal::verify::Policy policy;
};

struct modelseal_result {
  modelseal_result(const modelseal_bundle& verified, modelseal::verify::BundleSigner signer);

  std::shared_ptr<const modelseal::bundle::Bundle> bundle;
  std::string key_fingerprint;
  int32_t key_curve;
  std::vector<modelseal::x509::Certificate> certificate_path;
  modelseal_evidence evidence;
  std::unique_ptr<modelseal_manifest> manifest;  // null for what is no model
  std::string predicate_type;
  std::vector<std::string> ignored;
  std::vector<std::string> unsigned_files;
  modelseal::hash::SourceBytes verified_bytes;
};

#endif  // MODELSEAL_CAPI_HANDLES_H_
