// SPDX-License-Identifier: Apache-2.0
//
// In-toto statements as JSON, to be changed one part at a time before they are signed.
#ifndef MODELSEAL_TESTS_SUPPORT_STATEMENT_JSON_H_
#define MODELSEAL_TESTS_SUPPORT_STATEMENT_JSON_H_

#include <nlohmann/json.hpp>
#include <string>

namespace modelseal::testing {

inline constexpr char kInTotoPayloadType[] = "application/vnd.in-toto+json";
inline constexpr char kTestPredicateType[] = "https://example.com/predicate/v1";

// About one artifact, by its SHA-256.
nlohmann::json ArtifactStatementJson(const std::string& artifact);

// About a model of two files, by OMS 1.0.
nlohmann::json ModelStatementJson();

// Lower-case hex of the SHA-256.
std::string Sha256Hex(const std::string& text);

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_SUPPORT_STATEMENT_JSON_H_
