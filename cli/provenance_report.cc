// SPDX-License-Identifier: Apache-2.0
#include "cli/provenance_report.h"

#include <cstdio>
#include <string>

#include "cli/datasets/commitment_report.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

void PrintDatasets(const Provenance& provenance) {
  for (size_t index = 0; index < provenance.dataset_count(); ++index) {
    const DatasetCommitment commitment = provenance.commitment(index);
    std::printf("  dataset:    %s, commitment %s\n",
                ShowDataset(commitment, provenance.role(index)).c_str(),
                ShowDigest(commitment.digest()).c_str());
  }
  if (provenance.dataset_count() == 0) {
    std::printf("  dataset:    none is stated\n");
  }
  std::printf("  datasets:   %s\n", provenance.list_is_complete()
                                        ? "the signer says that there are no others"
                                        : "the signer does not say that there are no others");
}

}  // namespace

void PrintProvenance(const Provenance& provenance) {
  PrintDatasets(provenance);
  for (const Framework& framework : provenance.frameworks()) {
    std::printf("  made with:  %s %s\n", ShowName(framework.name).c_str(),
                ShowName(framework.version).c_str());
  }
  for (const BaseModel& model : provenance.base_models()) {
    std::printf("  made from:  %s, sha256:%s\n", ShowName(model.name).c_str(),
                ShowDigest(model.digest).c_str());
  }
  for (const Dependency& dependency : provenance.dependencies()) {
    std::printf("  also used:  %s%s, %s\n",
                dependency.name.empty() ? "" : (ShowName(dependency.name) + ": ").c_str(),
                ShowName(dependency.uri).c_str(), ShowName(dependency.digests).c_str());
  }
}

Json ProvenanceToJson(const Provenance& provenance) {
  Json object;
  SetText(object, "model_name", provenance.model_name());
  object["model_digest"] = provenance.model_digest();
  object["datasets"] = Json::array();
  for (size_t index = 0; index < provenance.dataset_count(); ++index) {
    Json dataset = CommitmentToJson(provenance.commitment(index));
    dataset["role"] = provenance.role(index);
    if (const std::string file = provenance.file(index); !file.empty()) {
      SetText(dataset, "file", file);
    }
    object["datasets"].push_back(std::move(dataset));
  }
  object["list_is_complete"] = provenance.list_is_complete();
  object["frameworks"] = Json::array();
  for (const Framework& framework : provenance.frameworks()) {
    object["frameworks"].push_back({{"name", framework.name}, {"version", framework.version}});
  }
  object["base_models"] = Json::array();
  for (const BaseModel& model : provenance.base_models()) {
    Json base;
    SetText(base, "name", model.name);
    base["digest"] = model.digest;
    object["base_models"].push_back(std::move(base));
  }
  object["dependencies"] = Json::array();
  for (const Dependency& dependency : provenance.dependencies()) {
    Json used;
    SetText(used, "uri", dependency.uri);
    SetText(used, "name", dependency.name);
    SetText(used, "digests", dependency.digests);
    object["dependencies"].push_back(std::move(used));
  }
  return object;
}

void PrintModelDatasets(const ModelDatasets& datasets) {
  for (size_t index = 0; index < datasets.count(); ++index) {
    const DatasetCommitment commitment = datasets.commitment(index);
    std::printf("  commits to: %s, commitment %s in %s\n", ShowDataset(commitment).c_str(),
                ShowDigest(commitment.digest()).c_str(), ShowName(datasets.file(index)).c_str());
  }
}

Json ModelDatasetsToJson(const ModelDatasets& datasets) {
  Json array = Json::array();
  for (size_t index = 0; index < datasets.count(); ++index) {
    Json dataset = CommitmentToJson(datasets.commitment(index));
    SetText(dataset, "file", datasets.file(index));
    array.push_back(std::move(dataset));
  }
  return array;
}

}  // namespace modelseal::cli
