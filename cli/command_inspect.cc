// SPDX-License-Identifier: Apache-2.0
//
// modelseal inspect: what a signature file says, believed by nobody.
#include <algorithm>
#include <cstdio>
#include <optional>

#include "cli/commands.h"
#include "cli/evidence_report.h"
#include "cli/json_output.h"
#include "cli/model_options.h"
#include "cli/provenance_report.h"
#include "cli/terminal.h"
#include "cli/terminal_text.h"
#include "cli/utc_text.h"
#include "cli/value_names.h"

namespace modelseal::cli {
namespace {

constexpr char kExamples[] =
    "Examples:\n"
    "  modelseal inspect model.sig\n"
    "  modelseal inspect model.sig --json | jq -r '.files[].name'";

constexpr char kWarning[] =
    "NOT VERIFIED: this is what the file says; anybody can write such a file. "
    "`modelseal verify` checks it.";

constexpr size_t kMaxShownEntries = 20;
constexpr size_t kMaxShownNames = 10;

void PrintEntry(const Entry& entry, bool is_range) {
  std::printf("    %s  %s", ShowDigest(entry.digest).c_str(), ShowName(entry.name).c_str());
  if (is_range) {
    std::printf("  bytes %llu to %llu", static_cast<unsigned long long>(entry.start_bytes),
                static_cast<unsigned long long>(entry.end_bytes.value_or(entry.start_bytes)));
  }
  std::printf("\n");
}

void PrintManifest(const Manifest& manifest) {
  const bool is_sharded = manifest.shard_size_bytes() != 0;
  const size_t count = manifest.entry_count();
  std::printf("  model name:   %s\n", ShowName(manifest.model_name()).c_str());
  std::printf("  hash:         %s of %s\n", HashName(manifest.hash()).c_str(),
              is_sharded
                  ? ("ranges of " + std::to_string(manifest.shard_size_bytes()) + " bytes").c_str()
                  : "whole files");
  std::printf("  links:        %s\n", manifest.allows_symlinks() ? "followed" : "refused");
  std::printf("  root digest:  sha256:%s\n", Hex(manifest.root_digest()).c_str());
  if (const auto names = manifest.ignored(); !names.empty()) {
    std::printf("  left out:     %s\n", ShowNames(names, kMaxShownNames).c_str());
  }
  std::printf("  %s\n", ShowCount(count, is_sharded ? "range" : "file").c_str());
  for (size_t index = 0; index < std::min(count, kMaxShownEntries); ++index) {
    PrintEntry(manifest.entry(index), is_sharded);
  }
  if (count > kMaxShownEntries) {
    std::printf("    … and %zu more (--json lists all)\n", count - kMaxShownEntries);
  }
}

// What the bundle is about; no value if it is not a model.
std::optional<Manifest> FindManifest(const Bundle& bundle) {
  if (!bundle.has_envelope()) {
    return std::nullopt;
  }
  try {
    return bundle.ManifestUnverified();
  } catch (const Error& error) {
    // A statement of another kind is no fault of the file's.
    if (error.code() == MODELSEAL_ERROR_PREDICATE_UNSUPPORTED) {
      return std::nullopt;
    }
    throw;
  }
}

// What the bundle says of a model's training; no value if it is no such statement.
std::optional<Provenance> FindProvenance(const Bundle& bundle) {
  if (!bundle.has_envelope()) {
    return std::nullopt;
  }
  try {
    return Provenance::ReadUnverified(bundle);
  } catch (const Error& error) {
    if (error.category() == Category::kInternal) {
      throw;
    }
    return std::nullopt;
  }
}

// What the bundle claims of its signer, or why that cannot be read.
struct Claims {
  std::optional<Evidence> evidence;
  std::string fault;
};

Claims FindClaims(const Bundle& bundle) {
  try {
    return {bundle.EvidenceUnverified(), ""};
  } catch (const Error& error) {
    // The rest of the bundle is worth a look all the same.
    if (error.category() == Category::kInternal) {
      throw;
    }
    return {std::nullopt, error.what()};
  }
}

void PrintClaims(const Claims& claims) {
  if (!claims.evidence) {
    std::printf("  unreadable:   %s\n", ShowMessage(claims.fault).c_str());
    return;
  }
  const Evidence& evidence = *claims.evidence;
  PrintEvidence(evidence, kInspectIndent);
  if (!evidence.subject().empty()) {
    std::printf("  certificate:  valid from %s to %s\n",
                ShowUtcMilliseconds(evidence.certificate_not_before_seconds() * 1000).c_str(),
                ShowUtcMilliseconds(evidence.certificate_not_after_seconds() * 1000).c_str());
    PrintExtensions(evidence);
  }
}

void PrintText(const Bundle& bundle, const std::optional<Manifest>& manifest,
               const Claims& claims) {
  std::printf("%s\n", Paint(stdout, Colour::kYellow, kWarning).c_str());
  std::printf("  media type:   %s\n", ShowName(bundle.media_type()).c_str());
  const std::string hint = bundle.key_hint_unverified();
  std::printf("  signed with:  %s%s\n", MethodName(bundle.method()).c_str(),
              hint.empty() ? "" : (" " + ShowName(hint)).c_str());
  if (const auto certificates = bundle.certificates_der_unverified(); !certificates.empty()) {
    std::printf("  brings:       %s\n", ShowCount(certificates.size(), "certificate").c_str());
  }
  PrintClaims(claims);
  if (manifest) {
    PrintManifest(*manifest);
  } else if (const std::optional<Provenance> provenance = FindProvenance(bundle)) {
    std::printf("  about:        how a model was trained\n");
    std::printf("  model name:   %s\n", ShowName(provenance->model_name()).c_str());
    std::printf("  root digest:  sha256:%s\n", provenance->model_digest().c_str());
    PrintProvenance(*provenance);
  } else {
    std::printf("  about:        %s\n", bundle.has_envelope()
                                            ? "something else than a model, by a statement"
                                            : "one artifact, without a statement");
  }
}

void PrintDocument(const Session& session, const std::string& path, const Bundle& bundle,
                   const std::optional<Manifest>& manifest, const Claims& claims) {
  Json document = NewDocument(session, ExitCode::kOk);
  SetText(document, "signature", path);
  document["verified"] = false;
  SetText(document, "media_type", bundle.media_type());
  document["method"] = MethodName(bundle.method());
  if (const std::string hint = bundle.key_hint_unverified(); !hint.empty()) {
    SetText(document["key"], "hint", hint);
  }
  document["certificates_der_hex"] = Json::array();
  for (const std::string& certificate : bundle.certificates_der_unverified()) {
    document["certificates_der_hex"].push_back(Hex(certificate));
  }
  if (claims.evidence) {
    SetEvidence(document, *claims.evidence);
    document.erase("unchecked");  // nothing was asked
  } else {
    SetText(document, "unreadable", claims.fault);
  }
  if (manifest) {
    SetManifest(document, *manifest);
  } else if (const std::optional<Provenance> provenance = FindProvenance(bundle)) {
    document["training"] = ProvenanceToJson(*provenance);
  }
  PrintJson(document);
}

}  // namespace

ExitCode RunInspect(Session& session, Words words) {
  std::string path;
  const auto app = NewParser(
      "inspect", "Show what a signature file says, without checking any of it.", kExamples);
  app->add_option("BUNDLE", path, "The signature file")->required()->type_name("");
  if (!Parse(session, *app, words)) {
    return ExitCode::kOk;
  }
  const Bundle bundle = Bundle::Load(path);
  const std::optional<Manifest> manifest = FindManifest(bundle);
  const Claims claims = FindClaims(bundle);
  if (session.json) {
    PrintDocument(session, path, bundle, manifest, claims);
  } else {
    PrintText(bundle, manifest, claims);
  }
  return ExitCode::kOk;
}

}  // namespace modelseal::cli
