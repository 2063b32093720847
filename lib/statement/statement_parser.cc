// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "lib/base/hex.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"
#include "lib/fs/path.h"
#include "lib/json/field_path.h"
#include "lib/json/fields.h"
#include "lib/json/value.h"
#include "lib/statement/legacy_statement.h"
#include "lib/statement/shard_name.h"
#include "lib/statement/statement.h"

namespace modelseal::statement {
namespace {

using hash::HashAlgorithm;
using json::Fields;
using json::Path;
using json::Value;
using manifest::Entry;
using manifest::Manifest;
using manifest::Serialization;

absl::Status UnsupportedError(const Path& path, std::string_view what, std::string_view value) {
  return json::FieldError(Reason::kAlgorithmUnsupported, path,
                          absl::StrCat("unknown ", what, " ", value));
}

// An integer, also one written as 1000000.0 as the Python reference does.
absl::StatusOr<uint64_t> ReadShardSize(const Fields& fields, bool is_strict) {
  constexpr std::string_view kKey = "shard_size";
  const std::optional<Value> value = fields.Find(kKey);
  if (!value.has_value()) {
    return fields.Error(kKey, "is missing");
  }
  uint64_t size = 0;
  double number = 0;
  if (value->is_double() && !is_strict) {
    number = value->get_double().value_unsafe();
    if (!(number >= 1 && number <= static_cast<double>(limits::kMaxShardBytes)) ||
        std::floor(number) != number) {
      return fields.Error(kKey, "expected a whole number from 1 to 2^53");
    }
    return static_cast<uint64_t>(number);
  }
  if (value->get(size) != simdjson::SUCCESS || size == 0 || size > limits::kMaxShardBytes) {
    return fields.Error(kKey, "expected a whole number from 1 to 2^53");
  }
  return size;
}

absl::StatusOr<std::vector<std::string>> ReadIgnored(const Fields& fields, const Path& path) {
  std::vector<std::string> ignored;
  if (!fields.Find("ignore_paths").has_value()) {
    return ignored;
  }
  const Path list_path = path.Member("ignore_paths");
  MODELSEAL_ASSIGN_OR_RETURN(const json::Array items, fields.List("ignore_paths"));
  for (const Value item : items) {
    const Path item_path = list_path.Item(ignored.size());
    std::string_view name;
    if (item.get(name) != simdjson::SUCCESS) {
      return json::FieldError(Reason::kStatementInvalid, item_path, "expected a string");
    }
    if (const absl::Status status = fs::CheckIgnoredName(name, item_path.ToString());
        !status.ok()) {
      return MakeError(Reason::kStatementInvalid, status.message(),
                       {{"field", item_path.ToString()}});
    }
    if (ignored.size() == limits::kMaxIgnoredNames) {
      return json::FieldError(Reason::kLimitExceeded, list_path,
                              absl::StrCat("more than ", limits::kMaxIgnoredNames, " names"));
    }
    ignored.emplace_back(name);
  }
  return ignored;
}

absl::StatusOr<Serialization> ReadSerialization(const Fields& predicate, const Path& path,
                                                bool is_strict) {
  const Path here = path.Member("serialization");
  MODELSEAL_ASSIGN_OR_RETURN(const Fields fields, predicate.Member("serialization", here));
  MODELSEAL_ASSIGN_OR_RETURN(const std::string_view method, fields.String("method"));
  MODELSEAL_ASSIGN_OR_RETURN(const std::string_view hash_type, fields.String("hash_type"));
  const std::optional<HashAlgorithm> algorithm = hash::ParseAlgorithmName(hash_type);
  if (!algorithm.has_value()) {
    return UnsupportedError(here.Member("hash_type"), "digest", hash_type);
  }
  Serialization out;
  out.algorithm = *algorithm;
  if (method == "shards") {
    MODELSEAL_ASSIGN_OR_RETURN(out.shard_size_bytes, ReadShardSize(fields, is_strict));
  } else if (method != "files") {
    return UnsupportedError(here.Member("method"), "method", method);
  } else if (fields.Find("shard_size").has_value()) {
    return fields.Error("shard_size", "stands beside the method files");
  }
  MODELSEAL_ASSIGN_OR_RETURN(out.allows_symlinks, fields.Bool("allow_symlinks"));
  MODELSEAL_ASSIGN_OR_RETURN(out.ignored, ReadIgnored(fields, here));
  if (is_strict) {
    MODELSEAL_RETURN_IF_ERROR(fields.CheckNoOthers(
        {"method", "hash_type", "shard_size", "allow_symlinks", "ignore_paths"}));
  }
  return out;
}

// Reads `resources`, keeping the order in which they stand.
class ResourceReader {
 public:
  ResourceReader(const Serialization& serialization, bool is_strict)
      : serialization_(serialization), is_strict_(is_strict) {}

  absl::Status Read(Value value, const Path& path) {
    MODELSEAL_ASSIGN_OR_RETURN(const Fields fields,
                               Fields::Of(value, path, Reason::kStatementInvalid));
    MODELSEAL_ASSIGN_OR_RETURN(const std::string_view name, fields.String("name"));
    MODELSEAL_ASSIGN_OR_RETURN(const std::string_view algorithm, fields.String("algorithm"));
    MODELSEAL_ASSIGN_OR_RETURN(const std::string_view hex, fields.String("digest"));
    MODELSEAL_RETURN_IF_ERROR(CheckAlgorithm(algorithm, path));
    const auto digest = hash::Digest::FromHex(serialization_.algorithm, hex);
    if (!digest.has_value()) {
      return fields.Error("digest",
                          absl::StrCat("expected ", 2 * DigestSizeBytes(serialization_.algorithm),
                                       " lower-case hexadecimal digits"));
    }
    if (is_strict_ && !entries_.empty() && name <= previous_name_) {
      return fields.Error("name", "is not in code point order");
    }
    previous_name_ = name;
    Entry entry;
    entry.digest = *digest;
    MODELSEAL_RETURN_IF_ERROR(ReadName(name, path.Member("name"), &entry));
    root_.Update(digest->bytes());
    entries_.push_back(std::move(entry));
    return absl::OkStatus();
  }

  // Of the digests in the order in which they were read.
  crypto::Sha256Digest RootDigest() { return root_.Finish(); }
  std::vector<Entry> TakeEntries() { return std::move(entries_); }
  size_t count() const { return entries_.size(); }

 private:
  // OMS says that `algorithm` equals `hash_type`; both other implementations write
  // "sha256-sharded-1000000" for ranges.
  absl::Status CheckAlgorithm(std::string_view algorithm, const Path& path) const {
    const std::string_view expected = hash::AlgorithmName(serialization_.algorithm);
    const bool is_decorated =
        serialization_.is_sharded() && !is_strict_ &&
        algorithm == absl::StrCat(expected, "-sharded-", serialization_.shard_size_bytes);
    if (algorithm == expected || is_decorated) {
      return absl::OkStatus();
    }
    const Path here = path.Member("algorithm");
    if (!hash::ParseAlgorithmName(algorithm.substr(0, algorithm.find("-sharded-"))).has_value()) {
      return UnsupportedError(here, "digest", algorithm);
    }
    return json::FieldError(
        Reason::kStatementInvalid, here,
        absl::StrCat("is ", algorithm, ", but the serialization says ", expected));
  }

  absl::Status ReadName(std::string_view name, const Path& path, Entry* entry) const {
    std::string_view file = name;
    if (serialization_.is_sharded()) {
      const std::optional<ShardName> shard = ParseShardName(name);
      if (!shard.has_value() || !IsPossibleRange(*shard)) {
        return json::FieldError(Reason::kStatementInvalid, path,
                                absl::StrCat(name, " is not a range of a file in steps of ",
                                             serialization_.shard_size_bytes, " bytes"));
      }
      file = shard->path;
      entry->start_bytes = shard->start_bytes;
      entry->end_bytes = shard->end_bytes;
    }
    if (file != manifest::kSelfName || is_strict_) {
      MODELSEAL_RETURN_IF_ERROR(fs::CheckName(file, path.ToString()));
    }
    entry->name = std::string(file);
    return absl::OkStatus();
  }

  bool IsPossibleRange(const ShardName& shard) const {
    const uint64_t size = serialization_.shard_size_bytes;
    return shard.start_bytes % size == 0 && shard.end_bytes > shard.start_bytes &&
           shard.end_bytes - shard.start_bytes <= size;
  }

  const Serialization& serialization_;
  bool is_strict_;
  std::string_view previous_name_;
  crypto::Sha256 root_;
  std::vector<Entry> entries_;
};

struct Subject {
  std::string name;
  std::string root_digest_hex;
};

absl::StatusOr<Subject> ReadSubject(const Fields& statement, const Path& path) {
  const Path list_path = path.Member("subject");
  MODELSEAL_ASSIGN_OR_RETURN(const json::Array subjects, statement.List("subject"));
  if (subjects.size() != 1) {
    return json::FieldError(Reason::kStatementInvalid, list_path,
                            absl::StrCat("expected 1 subject, found ", subjects.size()));
  }
  const Path here = list_path.Item(0);
  MODELSEAL_ASSIGN_OR_RETURN(const Fields subject, Fields::Of(subjects.at(0).value_unsafe(), here,
                                                              Reason::kStatementInvalid));
  MODELSEAL_ASSIGN_OR_RETURN(const std::string_view name, subject.String("name"));
  if (name.empty()) {
    return subject.Error("name", "is empty");
  }
  const Path digest_path = here.Member("digest");
  MODELSEAL_ASSIGN_OR_RETURN(const Fields digest, subject.Member("digest", digest_path));
  MODELSEAL_ASSIGN_OR_RETURN(const std::string_view hex, digest.String("sha256"));
  return Subject{std::string(name), std::string(hex)};
}

// Whether `name` or a directory above it is among `ignored`. One look-up a component: 10,000
// ignored names must not cost a million entries 10,000 comparisons each.
bool IsCovered(std::string_view name, const absl::flat_hash_set<std::string_view>& ignored) {
  for (size_t slash = name.find('/'); slash != std::string_view::npos;
       slash = name.find('/', slash + 1)) {
    if (ignored.contains(name.substr(0, slash))) {
      return true;
    }
  }
  return ignored.contains(name);
}

// Rules over all entries, which Manifest::Create has sorted.
absl::Status CheckEntries(const Manifest& manifest) {
  const std::vector<Entry>& entries = manifest.entries();
  const Serialization& serialization = manifest.serialization();
  const absl::flat_hash_set<std::string_view> ignored(serialization.ignored.begin(),
                                                      serialization.ignored.end());
  const Path root;
  const Path predicate = root.Member("predicate");
  const Path resources = predicate.Member("resources");
  const auto error = [&resources](std::string_view problem) {
    return json::FieldError(Reason::kStatementInvalid, resources, problem);
  };
  for (size_t i = 0; i < entries.size(); ++i) {
    const Entry& entry = entries[i];
    if (entry.name == manifest::kSelfName && entry.name != entries[(i + 1) % entries.size()].name) {
      return error("lists other files beside the name of a single-file model");
    }
    if (IsCovered(entry.name, ignored)) {
      return error(absl::StrCat(entry.name, " is listed and ignored at once"));
    }
    const bool is_last_of_file = i + 1 == entries.size() || entries[i + 1].name != entry.name;
    if (serialization.is_sharded() && !is_last_of_file &&
        entry.end_bytes - entry.start_bytes != serialization.shard_size_bytes) {
      return error(absl::StrCat(ResourceName(entry, serialization),
                                " is shorter than a range and not the last of its file"));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Manifest> ReadPredicate(const Fields& statement, const Path& path,
                                       const Subject& subject, bool is_strict) {
  const Path here = path.Member("predicate");
  MODELSEAL_ASSIGN_OR_RETURN(const Fields predicate, statement.Member("predicate", here));
  MODELSEAL_ASSIGN_OR_RETURN(Serialization serialization,
                             ReadSerialization(predicate, here, is_strict));
  MODELSEAL_ASSIGN_OR_RETURN(const json::Array resources, predicate.List("resources"));
  const Path list_path = here.Member("resources");
  ResourceReader reader(serialization, is_strict);
  for (const Value resource : resources) {
    if (reader.count() == limits::kMaxManifestEntries) {
      return json::FieldError(Reason::kLimitExceeded, list_path,
                              absl::StrCat("more than ", limits::kMaxManifestEntries, " entries"));
    }
    MODELSEAL_RETURN_IF_ERROR(reader.Read(resource, list_path.Item(reader.count())));
  }
  if (is_strict) {
    MODELSEAL_RETURN_IF_ERROR(predicate.CheckNoOthers({"resources", "serialization"}));
  }
  if (reader.count() > 0 && EncodeHex(reader.RootDigest()) != subject.root_digest_hex) {
    return json::FieldError(Reason::kStatementInvalid, path.Member("subject"),
                            "digest.sha256 is not the digest over the resources");
  }
  MODELSEAL_ASSIGN_OR_RETURN(
      Manifest manifest,
      Manifest::Create(subject.name, std::move(serialization), reader.TakeEntries()));
  MODELSEAL_RETURN_IF_ERROR(CheckEntries(manifest));
  return manifest;
}

}  // namespace

absl::StatusOr<Manifest> ParseStatement(std::string_view payload, const ParseOptions& options) {
  MODELSEAL_ASSIGN_OR_RETURN(
      const json::Document document,
      json::Document::Parse(payload, "statement", Reason::kStatementInvalid));
  const Path root;
  MODELSEAL_ASSIGN_OR_RETURN(const Fields statement,
                             Fields::Of(document.root(), root, Reason::kStatementInvalid));
  MODELSEAL_ASSIGN_OR_RETURN(const std::string_view type, statement.String("_type"));
  if (type != kStatementType) {
    return statement.Error("_type", absl::StrCat("is ", type, ", expected ", kStatementType));
  }
  MODELSEAL_ASSIGN_OR_RETURN(const std::string_view predicate_type,
                             statement.String("predicateType"));
  if (predicate_type == kLegacyPredicateType &&
      (options.accepts_legacy_v0 || options.requires_legacy_v0)) {
    return ParseLegacyStatement(statement, root);
  }
  if (predicate_type != kPredicateType || options.requires_legacy_v0) {
    return json::FieldError(Reason::kPredicateUnsupported, root.Member("predicateType"),
                            absl::StrCat("is ", predicate_type, ", expected ", kPredicateType));
  }
  if (options.is_strict) {
    MODELSEAL_RETURN_IF_ERROR(
        statement.CheckNoOthers({"_type", "subject", "predicateType", "predicate"}));
  }
  MODELSEAL_ASSIGN_OR_RETURN(const Subject subject, ReadSubject(statement, root));
  return ReadPredicate(statement, root, subject, options.is_strict);
}

}  // namespace modelseal::statement
