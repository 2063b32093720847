// SPDX-License-Identifier: Apache-2.0
//
// See statement_json.h.
#include "tests/support/statement_json.h"

#include "lib/base/hex.h"
#include "lib/crypto/digest.h"
#include "tests/support/log_bodies.h"

namespace modelseal::testing {

using nlohmann::json;

std::string Sha256Hex(const std::string& text) {
  return EncodeHex(crypto::AsBytes(HashText("sha256", text)));
}

json ArtifactStatementJson(const std::string& artifact) {
  const json subject = {{"name", "artifact.bin"}, {"digest", {{"sha256", Sha256Hex(artifact)}}}};
  return {{"_type", "https://in-toto.io/Statement/v1"},
          {"subject", json::array({subject})},
          {"predicateType", kTestPredicateType},
          {"predicate", json::object()}};
}

json ModelStatementJson() {
  json resources = json::array();
  std::string digests;
  for (const auto& [name, content] :
       {std::pair<std::string, std::string>{"config.json", "{}"}, {"model.bin", "weights"}}) {
    resources.push_back({{"name", name}, {"algorithm", "sha256"}, {"digest", Sha256Hex(content)}});
    digests += HashText("sha256", content);
  }
  const json subject = {{"name", "model"}, {"digest", {{"sha256", Sha256Hex(digests)}}}};
  return {{"_type", "https://in-toto.io/Statement/v1"},
          {"subject", json::array({subject})},
          {"predicateType", "https://model_signing/signature/v1.0"},
          {"predicate",
           {{"resources", resources},
            {"serialization",
             {{"method", "files"},
              {"hash_type", "sha256"},
              {"allow_symlinks", false},
              {"ignore_paths", json::array()}}}}}};
}

}  // namespace modelseal::testing
