// SPDX-License-Identifier: Apache-2.0
//
// Options that several commands share: which model, how it is hashed, what is left out, what is
// printed.
#ifndef MODELSEAL_CLI_MODEL_OPTIONS_H_
#define MODELSEAL_CLI_MODEL_OPTIONS_H_

#include <CLI/CLI.hpp>
#include <cstdint>
#include <memory>
#include <modelseal/modelseal.hpp>
#include <string>
#include <vector>

#include "cli/password.h"

namespace modelseal::cli {

// A parser for one command whose help has `examples` below the options. `usage` as "sign key".
std::unique_ptr<CLI::App> NewParser(const std::string& usage, const std::string& description,
                                    const std::string& examples);

// What is left out of a model and how its links are treated.
struct ModelOptions {
  std::string model;
  std::vector<std::string> ignore_paths;
  bool ignore_git_paths = true;
  bool allow_symlinks = false;
  uint32_t threads = 0;
  std::string read_mode = "auto";
  bool bypass_page_cache = false;

  void AddTo(CLI::App& app);

  // How `job` works on the model: threads, and how files are read.
  void Apply(Job& job) const;

  // As options for hashing, without hash and shard size. Throws Failure.
  HashOptions ToHashOptions() const;
};

// How files become digests.
struct DigestOptions {
  std::string hash = "sha256";
  std::string shard_size = "0";

  void AddTo(CLI::App& app);

  // Sets them on `options`. Throws Failure.
  void Apply(HashOptions& options) const;
};

// Digests of earlier runs, for commands that hash what is the user's own.
struct DigestCacheOptions {
  std::string file;  // empty for none
  bool is_fresh = false;

  // --digest-cache, --fresh-digest-cache.
  void AddTo(CLI::App& app);

  // Leaves the file out of the model, should it lie there, and gives it to the job. Throws Failure.
  void Apply(HashOptions& options, Job& job) const;
};

// What the library refuses in a digest cache is no fault of the model. Throws Failure.
void SetDigestCache(Job& job, const std::string& file, bool is_fresh);

// --password-file, --password-env.
void AddPasswordOptions(CLI::App& app, PasswordSource& source);

// An option for one file, by the name that messages use; must not be empty.
CLI::Option* AddFileOption(CLI::App& app, const std::string& name, std::string& value,
                           const std::string& description);

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_MODEL_OPTIONS_H_
