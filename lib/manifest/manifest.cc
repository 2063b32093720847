// SPDX-License-Identifier: Apache-2.0
#include "lib/manifest/manifest.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/fs/path.h"

namespace modelseal::manifest {
namespace {

auto KeyOf(const Entry& entry) { return std::tie(entry.name, entry.start_bytes); }

std::vector<size_t> AllIndices(size_t count) {
  std::vector<size_t> indices(count);
  std::iota(indices.begin(), indices.end(), size_t{0});
  return indices;
}

}  // namespace

std::string ResourceName(const Entry& entry, const Serialization& serialization) {
  return serialization.is_sharded()
             ? absl::StrCat(entry.name, ":", entry.start_bytes, ":", entry.end_bytes)
             : entry.name;
}

absl::StatusOr<Manifest> Manifest::Create(std::string model_name, Serialization serialization,
                                          std::vector<Entry> entries) {
  if (entries.empty()) {
    return MakeError(Reason::kStatementInvalid, "the manifest lists no files",
                     {{"field", "predicate.resources"}});
  }
  if (entries.size() > limits::kMaxManifestEntries) {
    return MakeError(Reason::kLimitExceeded,
                     absl::StrCat("the manifest has ", entries.size(), " entries, more than ",
                                  limits::kMaxManifestEntries),
                     {{"limit", absl::StrCat(limits::kMaxManifestEntries)}});
  }
  std::sort(entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return KeyOf(a) < KeyOf(b); });
  const auto twice =
      std::adjacent_find(entries.begin(), entries.end(),
                         [](const Entry& a, const Entry& b) { return KeyOf(a) == KeyOf(b); });
  if (twice != entries.end()) {
    return MakeError(
        Reason::kStatementInvalid,
        absl::StrCat("the manifest lists ", ResourceName(*twice, serialization), " twice"),
        {{"field", "predicate.resources"}, {"path", twice->name}});
  }
  std::sort(serialization.ignored.begin(), serialization.ignored.end());
  serialization.ignored.erase(
      std::unique(serialization.ignored.begin(), serialization.ignored.end()),
      serialization.ignored.end());
  Manifest out;
  out.model_name_ = std::move(model_name);
  out.serialization_ = std::move(serialization);
  out.entries_ = std::move(entries);
  return out;
}

Manifest Manifest::WithSources(std::span<const std::optional<hash::DigestSource>> sources) && {
  for (size_t i = 0; i < entries_.size() && i < sources.size(); ++i) {
    entries_[i].source = sources[i];
  }
  return std::move(*this);
}

size_t Manifest::EndOfFile(size_t begin) const {
  size_t end = begin + 1;
  while (end < entries_.size() && entries_[end].name == entries_[begin].name) {
    ++end;
  }
  return end;
}

std::vector<size_t> Manifest::CodePointOrder() const {
  std::vector<size_t> order = AllIndices(entries_.size());
  if (!serialization_.is_sharded()) {
    return order;
  }
  // Bytes of UTF-8 compare as code points do.
  std::vector<std::string> names;
  names.reserve(entries_.size());
  for (const Entry& entry : entries_) {
    names.push_back(ResourceName(entry, serialization_));
  }
  std::sort(order.begin(), order.end(),
            [&names](size_t a, size_t b) { return names[a] < names[b]; });
  return order;
}

std::vector<size_t> Manifest::ComponentOrder() const {
  std::vector<size_t> order = AllIndices(entries_.size());
  // Stable: the ranges of one file stay in order of their starts.
  std::stable_sort(order.begin(), order.end(), [this](size_t a, size_t b) {
    return fs::ComponentLess(entries_[a].name, entries_[b].name);
  });
  return order;
}

crypto::Sha256Digest Manifest::RootDigest(const std::vector<size_t>& order) const {
  crypto::Sha256 sha256;
  for (const size_t index : order) {
    sha256.Update(entries_[index].digest.bytes());
  }
  return sha256.Finish();
}

}  // namespace modelseal::manifest
