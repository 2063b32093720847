// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "lib/base/base64.h"
#include "lib/base/hex.h"
#include "lib/json/writer.h"
#include "lib/statement/provenance_statement.h"
#include "lib/statement/statement.h"

namespace modelseal::statement {
namespace {

// The items in the order of what must not be there twice.
template <typename Item, typename KeyOf>
std::vector<const Item*> Sorted(const std::vector<Item>& items, KeyOf key_of) {
  std::vector<const Item*> sorted;
  for (const Item& item : items) {
    sorted.push_back(&item);
  }
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&](const Item* a, const Item* b) { return key_of(*a) < key_of(*b); });
  return sorted;
}

void WriteSha256(json::Writer& json, const crypto::Sha256Digest& digest) {
  json.Key("digest").BeginObject().Key("sha256").String(EncodeHex(digest)).EndObject();
}

void WriteDatasets(json::Writer& json, const std::vector<DatasetReference>& datasets) {
  json.Key("datasets").BeginArray();
  for (const DatasetReference* dataset : Sorted(
           datasets, [](const DatasetReference& item) { return std::tie(item.name, item.role); })) {
    json.BeginObject();
    json.Key("name").String(dataset->name);
    json.Key("role").String(dataset->role);
    json.Key("commitment").String(EncodeBase64(dataset->commitment));
    json.Key("digest").BeginObject();
    json.Key("modelsealDatasetCommitmentV1").String(EncodeHex(dataset->digest)).EndObject();
    if (dataset->file.has_value()) {
      json.Key("file").String(*dataset->file);
    }
    json.EndObject();
  }
  json.EndArray();
}

void WriteFrameworks(json::Writer& json, const std::vector<FrameworkReference>& frameworks) {
  json.Key("frameworks").BeginArray();
  for (const FrameworkReference* framework : Sorted(frameworks, [](const FrameworkReference& item) {
         return std::tie(item.name, item.version);
       })) {
    json.BeginObject();
    json.Key("name").String(framework->name);
    json.Key("version").String(framework->version);
    json.EndObject();
  }
  json.EndArray();
}

void WriteBaseModels(json::Writer& json, const std::vector<BaseModelReference>& models) {
  json.Key("baseModels").BeginArray();
  for (const BaseModelReference* model : Sorted(models, [](const BaseModelReference& item) {
         return std::tie(item.name, item.digest);
       })) {
    json.BeginObject().Key("name").String(model->name);
    WriteSha256(json, model->digest);
    json.EndObject();
  }
  json.EndArray();
}

void WriteDependencies(json::Writer& json, const std::vector<DependencyReference>& dependencies) {
  json.Key("resolvedDependencies").BeginArray();
  for (const DependencyReference* dependency :
       Sorted(dependencies, [](const DependencyReference& item) { return std::tie(item.uri); })) {
    json.BeginObject().Key("uri").String(dependency->uri);
    json.Key("digest").BeginObject();
    for (const NamedDigest* digest : Sorted(dependency->digests, [](const NamedDigest& item) {
           return std::tie(item.algorithm);
         })) {
      json.Key(digest->algorithm).String(digest->hex);
    }
    json.EndObject();
    if (dependency->name.has_value()) {
      json.Key("name").String(*dependency->name);
    }
    json.EndObject();
  }
  json.EndArray();
}

}  // namespace

std::string WriteProvenance(const Provenance& provenance) {
  json::Writer json;
  json.BeginObject().Key("_type").String(kStatementType);
  json.Key("subject").BeginArray().BeginObject().Key("name").String(provenance.model_name);
  WriteSha256(json, provenance.model_digest);
  json.EndObject().EndArray();
  json.Key("predicateType").String(kProvenancePredicateType);
  json.Key("predicate").BeginObject();
  WriteDatasets(json, provenance.datasets);
  json.Key("listIsComplete").Bool(provenance.list_is_complete);
  WriteFrameworks(json, provenance.frameworks);
  WriteBaseModels(json, provenance.base_models);
  WriteDependencies(json, provenance.dependencies);
  json.EndObject().EndObject();
  return std::move(json).Take();
}

}  // namespace modelseal::statement
