// SPDX-License-Identifier: Apache-2.0
//
// modelseal digest: the root digest of a model (oms.md 1.5), without signing anything.
#include <cstdio>

#include "cli/commands.h"
#include "cli/hashing_run.h"
#include "cli/json_output.h"
#include "cli/model_options.h"
#include "cli/value_names.h"

namespace modelseal::cli {
namespace {

constexpr char kExamples[] =
    "Examples:\n"
    "  modelseal digest my-model/\n"
    "  modelseal digest my-model/ --order component   # as the Python reference prints it\n"
    "  modelseal digest my-model/ --json | jq -r '.files[] | .digest + \"  \" + .name'";

}  // namespace

ExitCode RunDigest(Session& session, Words words) {
  ModelOptions model;
  DigestOptions digest;
  DigestCacheOptions digest_cache;
  std::string order_name = "code-point";
  const auto app = NewParser("digest",
                             "Print the root digest of a model: SHA-256 over the digests of its "
                             "files. Names are not part of it, so it names the model only together "
                             "with a signature.",
                             kExamples);
  model.AddTo(*app);
  digest.AddTo(*app);
  digest_cache.AddTo(*app);
  app->add_option("--order", order_name,
                  "Order of the files: code-point (the default, OMS 1.0) or component (the Python "
                  "reference)")
      ->type_name("NAME")
      ->check(CLI::IsMember({"code-point", "component"}).description(""));
  if (!Parse(session, *app, words)) {
    return ExitCode::kOk;
  }
  HashOptions options = model.ToHashOptions();
  digest.Apply(options);
  HashingRun run(session, model);
  digest_cache.Apply(options, *run.job());
  const Manifest manifest = Manifest::Compute(model.model, &options, run.job());
  run.Finish();

  const Order order = order_name == "component" ? Order::kComponent : Order::kCodePoint;
  const std::string root = "sha256:" + Hex(manifest.root_digest(order));
  if (!session.json) {
    std::printf("%s\n", root.c_str());
    return ExitCode::kOk;
  }
  Json document = NewDocument(session, ExitCode::kOk);
  SetText(document, "model", model.model);
  document["order"] = order_name;
  document["bytes"] = run.bytes();
  document["cached_bytes"] = run.cached_bytes();
  document["seconds"] = run.seconds();
  SetManifest(document, manifest);
  document["root_digest"] = root;
  PrintJson(document);
  return ExitCode::kOk;
}

}  // namespace modelseal::cli
