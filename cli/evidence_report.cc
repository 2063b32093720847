// SPDX-License-Identifier: Apache-2.0
#include "cli/evidence_report.h"

#include <cstdio>
#include <string>

#include "cli/terminal_text.h"
#include "cli/utc_text.h"
#include "cli/value_names.h"

namespace modelseal::cli {
namespace {

std::string Describe(Unchecked unchecked) {
  switch (unchecked) {
    case Unchecked::kIdentity:
      return "who signed";
    case Unchecked::kLogEntry:
      return "a transparency log";
    case Unchecked::kCertificateLog:
      return "a log of certificates";
    case Unchecked::kSigningTime:
      return "when it was signed";
    case Unchecked::kRevocation:
      return "revocation";
  }
  return "something that this program does not know";
}

std::string KeyOf(Unchecked unchecked) {
  switch (unchecked) {
    case Unchecked::kIdentity:
      return "identity";
    case Unchecked::kLogEntry:
      return "log_entry";
    case Unchecked::kCertificateLog:
      return "certificate_log";
    case Unchecked::kSigningTime:
      return "signing_time";
    case Unchecked::kRevocation:
      return "revocation";
  }
  return "unknown";
}

void PrintLine(int indent, const char* label, const std::string& text) {
  std::printf("  %-*s%s\n", indent - 2, label, text.c_str());
}

bool IsOfLog(const SigningTime& time) { return time.source == TimeSource::kTransparencyLog; }

}  // namespace

void PrintEvidence(const Evidence& evidence, int indent) {
  if (!evidence.subject().empty()) {
    PrintLine(indent, "signed by:", ShowName(evidence.subject()));
    PrintLine(indent, "vouched by:", ShowName(evidence.issuer()));
  }
  for (const SigningTime& time : evidence.times()) {
    const std::string source = IsOfLog(time) ? "the log" : "a timestamp authority";
    PrintLine(indent, "signed at:",
              ShowUtcMilliseconds(time.time_milliseconds) + ", by " + source +
                  (time.authority.empty() ? "" : " " + ShowName(time.authority)));
  }
  for (const LogEntry& entry : evidence.log_entries()) {
    PrintLine(indent, "logged:",
              ShowName(entry.log) + ", entry " + std::to_string(entry.log_index) + " (" +
                  ShowName(entry.kind) + " " + ShowName(entry.version) + ")");
  }
}

void PrintExtensions(const Evidence& evidence) {
  for (const Extension& extension : evidence.extensions()) {
    std::printf("    %s: %s\n", ShowName(extension.name).c_str(),
                ShowName(extension.value).c_str());
  }
}

void PrintUnchecked(const Evidence& evidence, int indent) {
  std::string text;
  for (const Unchecked unchecked : evidence.unchecked()) {
    text += (text.empty() ? "" : ", ") + Describe(unchecked);
  }
  if (!text.empty()) {
    PrintLine(indent, "unchecked:", text);
  }
}

void SetEvidence(Json& document, const Evidence& evidence) {
  if (!evidence.subject().empty()) {
    Json& signer = document["signer"];
    SetText(signer, "identity", evidence.subject());
    signer["identity_type"] = SanTypeName(evidence.subject_type());
    SetText(signer, "identity_provider", evidence.issuer());
    signer["extensions"] = Json::array();
    for (const Extension& extension : evidence.extensions()) {
      Json object;
      object["oid"] = extension.oid;
      object["name"] = extension.name;
      SetText(object, "value", extension.value);
      signer["extensions"].push_back(std::move(object));
    }
  }
  document["times"] = Json::array();
  for (const SigningTime& time : evidence.times()) {
    Json object;
    object["time"] = ShowUtcMilliseconds(time.time_milliseconds);
    object["source"] = IsOfLog(time) ? "transparency_log" : "timestamp_authority";
    SetText(object, "authority", time.authority);
    document["times"].push_back(std::move(object));
  }
  document["log_entries"] = Json::array();
  for (const LogEntry& entry : evidence.log_entries()) {
    Json object;
    SetText(object, "log", entry.log);
    object["log_index"] = entry.log_index;
    SetText(object, "kind", entry.kind);
    SetText(object, "version", entry.version);
    object["tree_size"] = entry.tree_size;
    SetText(object, "origin", entry.origin);
    document["log_entries"].push_back(std::move(object));
  }
  document["unchecked"] = Json::array();
  for (const Unchecked unchecked : evidence.unchecked()) {
    document["unchecked"].push_back(KeyOf(unchecked));
  }
}

}  // namespace modelseal::cli
