// SPDX-License-Identifier: Apache-2.0
#include "cli/signature_path.h"

#include <sys/stat.h>

#include <modelseal/modelseal.hpp>

#include "cli/failure.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

std::string WithoutTrailingSlashes(std::string path) {
  while (path.size() > 1 && path.back() == '/') {
    path.pop_back();
  }
  return path;
}

bool IsFile(const std::string& path) {
  struct stat status = {};
  return stat(path.c_str(), &status) == 0 && !S_ISDIR(status.st_mode);
}

}  // namespace

std::string FindSignature(const std::string& model) {
  const std::string base = WithoutTrailingSlashes(model);
  const std::string candidates[] = {base + "/" + kDefaultSignature, base + ".sig",
                                    kDefaultSignature};
  std::string looked_at;
  for (const std::string& candidate : candidates) {
    if (IsFile(candidate)) {
      return candidate;
    }
    looked_at += (looked_at.empty() ? "" : ", ") + ShowName(candidate);
  }
  throw Failure(MODELSEAL_ERROR_SIGNATURE_NOT_FOUND, "no signature found; looked for " + looked_at,
                "name it with --signature FILE", {{"path", candidates[0]}});
}

std::string FindSignatureIfAny(const std::string& model) {
  try {
    return FindSignature(model);
  } catch (const Failure&) {
    return "";
  }
}

std::string DefaultAttestation(const std::string& model) {
  return WithoutTrailingSlashes(model) + ".training.sig";
}

void CheckSignatureTarget(const std::string& path) {
  struct stat status = {};
  if (stat(path.c_str(), &status) != 0 || (S_ISREG(status.st_mode) && status.st_size == 0)) {
    return;
  }
  try {
    Bundle::Load(path);
  } catch (const Error&) {
    throw Failure(MODELSEAL_ERROR_IO_FAILED,
                  ShowName(path) + " exists and is not a signature; it is not overwritten",
                  "choose another name with --signature FILE, or remove it", {{"path", path}});
  }
}

}  // namespace modelseal::cli
