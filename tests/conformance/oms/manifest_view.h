// SPDX-License-Identifier: Apache-2.0
//
// A manifest of the library as plain values, to compare with tables.
#ifndef MODELSEAL_TESTS_CONFORMANCE_OMS_MANIFEST_VIEW_H_
#define MODELSEAL_TESTS_CONFORMANCE_OMS_MANIFEST_VIEW_H_

#include <map>
#include <string>

#include "tests/conformance/oms/verdict.h"

namespace modelseal::testing {

struct HashRequest {
  int32_t hash = MODELSEAL_HASH_SHA256;
  uint64_t shard_size_bytes = 0;
  bool allow_symlinks = false;
};

// Options of the library as a request says; throws if it refuses them.
OptionsHandle MakeOptions(const HashRequest& request);

// Hashes a model; sets `out` on success.
Verdict ComputeManifest(const HashRequest& request, const std::string& model, ManifestHandle* out);

// Reads the manifest of a bundle without checking its signature; sets `out` on success.
Verdict ReadManifest(const modelseal_bundle* bundle, ManifestHandle* out);

// Name to digest; a range is named as in OMS 1.0, `path:start:end`.
std::map<std::string, std::string> EntriesOf(const modelseal_manifest* manifest);

// The root digest in one of MODELSEAL_ORDER_*, lower-case hex.
std::string RootDigestOf(const modelseal_manifest* manifest, int32_t order);

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_CONFORMANCE_OMS_MANIFEST_VIEW_H_
