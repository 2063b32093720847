// SPDX-License-Identifier: Apache-2.0
#include "cli/model_options.h"

#include <map>

#include "cli/byte_count.h"
#include "cli/exit_code.h"
#include "cli/failure.h"
#include "cli/help_format.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

const std::map<std::string, Hash>& Hashes() {
  static const std::map<std::string, Hash> hashes = {
      {"sha256", Hash::kSha256}, {"blake2b", Hash::kBlake2b}, {"blake3", Hash::kBlake3}};
  return hashes;
}

const std::map<std::string, ReadMode>& ReadModes() {
  static const std::map<std::string, ReadMode> modes = {{"auto", ReadMode::kAuto},
                                                        {"parallel", ReadMode::kParallel},
                                                        {"sequential", ReadMode::kSequential}};
  return modes;
}

// What the library refuses in an option is the command line's fault.
template <typename Setter>
void SetFromOption(const std::string& option, Setter setter) {
  try {
    setter();
  } catch (const Error& error) {
    throw UsageFailure(option + ": " + ShowMessage(error.what()));
  }
}

}  // namespace

std::unique_ptr<CLI::App> NewParser(const std::string& usage, const std::string& description,
                                    const std::string& examples) {
  auto app = std::make_unique<CLI::App>(description, "modelseal " + usage);
  app->set_help_flag();  // comes back among the options for output
  app->formatter(std::make_shared<HelpFormat>());
  app->footer(examples + (examples.empty() ? "" : "\n\n") + kExitCodeHelp);
  return app;
}

CLI::Option* AddFileOption(CLI::App& app, const std::string& name, std::string& value,
                           const std::string& description) {
  return app.add_option(name, value, description)->type_name("FILE");
}

void ModelOptions::AddTo(CLI::App& app) {
  app.add_option("MODEL", model, "The model: a directory or a single file")
      ->required()
      ->type_name("")
      ->check([](const std::string& path) {
        return path.empty() ? std::string("the path is empty") : std::string();
      });
  app.add_option("--ignore-paths", ignore_paths,
                 "Leave out a file or directory; may be given several times")
      ->type_name("PATH")
      ->allow_extra_args(false);
  app.add_flag("--ignore-git-paths,!--no-ignore-git-paths", ignore_git_paths,
               "Leave out .git, .gitattributes, .github and .gitignore at the top of the model "
               "(the default)");
  app.add_flag("--allow-symlinks", allow_symlinks,
               "Hash what symbolic links point to, wherever they lead (unsafe)");
  app.add_option("--threads", threads, "Threads that hash; 0, the default, for all processors")
      ->type_name("N")
      ->check(CLI::Range(0, 1024).description(""));
  app.add_option("--read-mode", read_mode,
                 "Read files in parallel or sequential, one after another; auto, the default, is "
                 "sequential on disks that turn and on file servers")
      ->type_name("NAME")
      ->check(CLI::IsMember(ReadModes()).description(""));
  app.add_flag("--bypass-page-cache", bypass_page_cache,
               "Read files past the page cache, so that what others have there stays");
}

void ModelOptions::Apply(Job& job) const {
  job.SetThreads(threads);
  job.SetReadMode(ReadModes().at(read_mode));
  job.SetBypassPageCache(bypass_page_cache);
}

HashOptions ModelOptions::ToHashOptions() const {
  HashOptions options;
  for (const std::string& path : ignore_paths) {
    SetFromOption("--ignore-paths", [&] { options.AddIgnoredPath(path); });
  }
  options.SetIgnoreGitPaths(ignore_git_paths);
  if (allow_symlinks) {
    options.AllowSymlinksUnsafe();
  }
  return options;
}

void DigestOptions::AddTo(CLI::App& app) {
  app.add_option("--hash", hash,
                 "Digest of the files: sha256 (the default, and the one every verifier knows), "
                 "blake2b or blake3")
      ->type_name("NAME")
      ->check(CLI::IsMember(Hashes()).description(""));
  app.add_option("--shard-size", shard_size,
                 "Hash ranges of this size, as 1000000, 64MiB or 1G, so that one large file is "
                 "hashed by several threads; the default is whole files")
      ->type_name("SIZE");
}

void DigestOptions::Apply(HashOptions& options) const {
  const std::optional<uint64_t> shard_size_bytes = ParseByteCount(shard_size);
  if (!shard_size_bytes) {
    throw UsageFailure("--shard-size: " + ShowName(shard_size) + " is not a size",
                       "write it as 1000000, 64MiB or 1G");
  }
  options.SetHash(Hashes().at(hash));
  SetFromOption("--shard-size", [&] { options.SetShardSize(*shard_size_bytes); });
}

void DigestCacheOptions::AddTo(CLI::App& app) {
  CLI::Option* option =
      AddFileOption(app, "--digest-cache", file,
                    "Hash only what changed since an earlier run: digests of the rest are taken "
                    "from this file, which is written anew. Keep it out of the model, where nobody "
                    "else can write");
  app.add_flag("--fresh-digest-cache", is_fresh, "Begin with an empty digest cache")->needs(option);
}

void DigestCacheOptions::Apply(HashOptions& options, Job& job) const {
  if (!file.empty()) {
    SetFromOption("--digest-cache", [&] { options.AddIgnoredPath(file); });
    SetDigestCache(job, file, is_fresh);
  }
}

void SetDigestCache(Job& job, const std::string& file, bool is_fresh) {
  try {
    if (is_fresh) {
      job.SetFreshDigestCache(file);
    } else {
      job.SetDigestCache(file);
    }
  } catch (const Error& error) {
    if (error.category() == Category::kIo) {
      throw;
    }
    throw Failure(MODELSEAL_ERROR_IO_FAILED, error.what(), "", {{"path", file}});
  }
}

void AddPasswordOptions(CLI::App& app, PasswordSource& source) {
  CLI::Option* file =
      AddFileOption(app, "--password-file", source.file,
                    "Read the password of the private key from a file; - is standard input");
  app.add_option("--password-env", source.environment,
                 "Read the password of the private key from this environment variable")
      ->type_name("NAME")
      ->excludes(file);
}

}  // namespace modelseal::cli
