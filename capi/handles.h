// SPDX-License-Identifier: Apache-2.0
//
// What stands behind the opaque handles of the C interface.
#ifndef MODELSEAL_CAPI_HANDLES_H_
#define MODELSEAL_CAPI_HANDLES_H_

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/cancel.h"
#include "lib/base/status.h"
#include "lib/bundle/bundle.h"
#include "lib/crypto/secret.h"
#include "lib/hash/scheduler.h"
#include "lib/manifest/builder.h"
#include "lib/manifest/diff.h"
#include "lib/manifest/manifest.h"
#include "lib/signer/signer.h"
#include "lib/verify/bundle_signer.h"
#include "lib/verify/policy.h"
#include "lib/verify/verify_model.h"
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

  uint32_t threads = 0;
  modelseal_progress_fn progress = nullptr;
  void* user = nullptr;
  modelseal::CancelToken cancel;
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

struct modelseal_signer {
  std::unique_ptr<modelseal::signer::Signer> signer;
};

struct modelseal_bundle {
  modelseal::bundle::Bundle bundle;
};

struct modelseal_verifier_builder {
  std::optional<modelseal::crypto::PublicKey> key;
  modelseal::x509::TrustAnchors anchors;
  std::optional<int64_t> time_seconds;  // the machine's clock if there is none
  modelseal::statement::ParseOptions statement;
  modelseal::manifest::CompareOptions compare;
};

struct modelseal_verifier {
  modelseal::verify::Policy policy;
};

struct modelseal_result {
  explicit modelseal_result(modelseal::verify::VerifiedModel value)
      : manifest(std::move(value.manifest)),
        method(value.method),
        signer(std::move(value.signer)),
        key_fingerprint(signer.key.Fingerprint()),
        ignored(std::move(value.ignored)),
        unsigned_files(std::move(value.unsigned_files)),
        verified_bytes(value.verified_bytes) {}

  modelseal_manifest manifest;
  modelseal::bundle::Method method;
  modelseal::verify::BundleSigner signer;
  std::string key_fingerprint;
  std::vector<std::string> ignored;
  std::vector<std::string> unsigned_files;
  uint64_t verified_bytes;
};

#endif  // MODELSEAL_CAPI_HANDLES_H_
