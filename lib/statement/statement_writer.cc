// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <string>
#include <vector>

#include "lib/base/hex.h"
#include "lib/hash/algorithm.h"
#include "lib/json/writer.h"
#include "lib/statement/statement.h"

namespace modelseal::statement {

std::string WriteStatement(const manifest::Manifest& manifest) {
  const manifest::Serialization& serialization = manifest.serialization();
  const std::string_view algorithm = hash::AlgorithmName(serialization.algorithm);
  const std::vector<size_t> order = manifest.CodePointOrder();
  json::Writer json;
  json.BeginObject().Key("_type").String(kStatementType);
  json.Key("subject").BeginArray().BeginObject().Key("name").String(manifest.model_name());
  json.Key("digest").BeginObject();
  json.Key("sha256").String(EncodeHex(manifest.RootDigest(order)));
  json.EndObject().EndObject().EndArray();
  json.Key("predicateType").String(kPredicateType);
  json.Key("predicate").BeginObject();
  json.Key("resources").BeginArray();
  for (const size_t index : order) {
    const manifest::Entry& entry = manifest.entries()[index];
    json.BeginObject();
    json.Key("name").String(manifest::ResourceName(entry, serialization));
    json.Key("algorithm").String(algorithm);
    json.Key("digest").String(entry.digest.ToHex());
    json.EndObject();
  }
  json.EndArray();
  json.Key("serialization").BeginObject();
  json.Key("method").String(serialization.is_sharded() ? "shards" : "files");
  json.Key("hash_type").String(algorithm);
  if (serialization.is_sharded()) {
    json.Key("shard_size").Integer(serialization.shard_size_bytes);
  }
  json.Key("allow_symlinks").Bool(serialization.allows_symlinks);
  json.Key("ignore_paths").BeginArray();
  for (const std::string& name : serialization.ignored) {
    json.String(name);
  }
  json.EndArray().EndObject().EndObject().EndObject();
  return std::move(json).Take();
}

}  // namespace modelseal::statement
