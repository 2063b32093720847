// SPDX-License-Identifier: Apache-2.0
//
// What --json prints: one object, `schema` first, named "modelseal.<command>/<version>". Members
// may be added within a version; none changes its meaning or goes. The text is ASCII, so names
// from strangers cannot harm a terminal.
#ifndef MODELSEAL_CLI_JSON_OUTPUT_H_
#define MODELSEAL_CLI_JSON_OUTPUT_H_

#include <modelseal/modelseal.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "cli/failure.h"
#include "cli/session.h"

namespace modelseal::cli {

using Json = nlohmann::ordered_json;

// {"schema": "modelseal.verify/1", "status": ..., "exit_code": ...}
Json NewDocument(const Session& session, ExitCode exit_code);

// Sets a member to a name or path. Bytes that are not UTF-8 become U+FFFD, and `<key>_hex` then
// holds the name exactly.
void SetText(Json& object, const std::string& key, std::string_view text);

// An array of names.
Json NamesToJson(const std::vector<std::string>& names);

// [{"subject", "fingerprint"}], the signer's first.
Json CertificatesToJson(const std::vector<CertificateSummary>& certificates);

// {"name", "algorithm", "digest"}; where they are known "size_bytes", or for ranges "start_bytes"
// and "end_bytes".
Json EntriesToJson(const Manifest& manifest);

// What a manifest says besides its entries, as members of `document`.
void SetManifest(Json& document, const Manifest& manifest);

// {"complete", "modified": [...], "missing", "unsigned", "ignored", "refused"}
Json DiffToJson(const Diff& diff);

// {"code", "name", "category", "message", "details", "hint"}
Json FailureToJson(const Failure& failure);

// Prints a document to standard output: on one line, indented on a terminal.
void PrintJson(const Json& document);

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_JSON_OUTPUT_H_
