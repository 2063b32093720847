// SPDX-License-Identifier: Apache-2.0
//
// What a statement says of a model's training, for people and as JSON.
#ifndef MODELSEAL_CLI_PROVENANCE_REPORT_H_
#define MODELSEAL_CLI_PROVENANCE_REPORT_H_

#include <modelseal/modelseal.hpp>

#include "cli/json_output.h"

namespace modelseal::cli {

// Lines "  dataset:", "  made with:", "  made from:", "  also used:".
void PrintProvenance(const Provenance& provenance);

// {"model_digest", "datasets", "list_is_complete", "frameworks", "base_models", "dependencies"}
Json ProvenanceToJson(const Provenance& provenance);

// A line for each commitment that lies in a model.
void PrintModelDatasets(const ModelDatasets& datasets);
Json ModelDatasetsToJson(const ModelDatasets& datasets);

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_PROVENANCE_REPORT_H_
