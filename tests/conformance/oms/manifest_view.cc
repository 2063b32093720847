// SPDX-License-Identifier: Apache-2.0
//
// See manifest_view.h.
#include "tests/conformance/oms/manifest_view.h"

#include <cstdint>
#include <stdexcept>

namespace modelseal::testing {
namespace {

void Require(modelseal_code code) {
  if (code != MODELSEAL_OK) {
    throw std::runtime_error(modelseal_code_name(code));
  }
}

Verdict Take(modelseal_code code, modelseal_error* error, modelseal_manifest* manifest,
             ManifestHandle* out) {
  const ErrorHandle owned(error);
  if (code != MODELSEAL_OK) {
    return VerdictOf(code, owned);
  }
  out->reset(manifest);
  return {"OK", ""};
}

}  // namespace

OptionsHandle MakeOptions(const HashRequest& request) {
  modelseal_hash_options* raw = nullptr;
  Require(modelseal_hash_options_new(&raw, nullptr));
  OptionsHandle options(raw);
  Require(modelseal_hash_options_set_hash(raw, request.hash, nullptr));
  Require(modelseal_hash_options_set_shard_size_bytes(raw, request.shard_size_bytes, nullptr));
  if (request.allow_symlinks) {
    Require(modelseal_hash_options_allow_symlinks_unsafe(raw, nullptr));
  }
  return options;
}

Verdict ComputeManifest(const HashRequest& request, const std::string& model, ManifestHandle* out) {
  const OptionsHandle options = MakeOptions(request);
  modelseal_manifest* manifest = nullptr;
  modelseal_error* error = nullptr;
  const modelseal_code code = modelseal_manifest_compute(options.get(), model.data(), model.size(),
                                                         nullptr, &manifest, &error);
  return Take(code, error, manifest, out);
}

Verdict ReadManifest(const modelseal_bundle* bundle, ManifestHandle* out) {
  modelseal_manifest* manifest = nullptr;
  modelseal_error* error = nullptr;
  const modelseal_code code = modelseal_bundle_manifest_unverified(bundle, &manifest, &error);
  return Take(code, error, manifest, out);
}

std::map<std::string, std::string> EntriesOf(const modelseal_manifest* manifest) {
  const bool ranges = modelseal_manifest_shard_size_bytes(manifest) != 0;
  std::map<std::string, std::string> entries;
  const size_t count = modelseal_manifest_entry_count(manifest);
  for (size_t position = 0; position < count; ++position) {
    modelseal_entry entry = {};
    entry.struct_size = sizeof(entry);
    Require(modelseal_manifest_entry(manifest, position, &entry, nullptr));
    std::string name = TextOf(entry.name);
    if (ranges) {
      name += ":" + std::to_string(entry.start_bytes) + ":" + std::to_string(entry.end_bytes);
    }
    entries[name] = TextOf(entry.digest);
  }
  return entries;
}

std::string RootDigestOf(const modelseal_manifest* manifest, int32_t order) {
  uint8_t digest[32] = {};
  Require(modelseal_manifest_root_digest(manifest, order, digest, nullptr));
  constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (const uint8_t byte : digest) {
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

}  // namespace modelseal::testing
