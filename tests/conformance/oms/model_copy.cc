// SPDX-License-Identifier: Apache-2.0
//
// See model_copy.h.
#include "tests/conformance/oms/model_copy.h"

#include <sys/stat.h>

#include <cstdint>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace modelseal::testing {
namespace fs = std::filesystem;
namespace {

void WriteFile(const fs::path& path, const std::string& content, std::ios::openmode mode) {
  fs::create_directories(path.parent_path());
  std::ofstream out(path, std::ios::binary | mode);
  out << content;
  if (!out.flush()) {
    throw std::runtime_error("cannot write " + path.string());
  }
}

// Test data may be read-only, and its copy is to be changed.
void MakeWritable(const fs::path& path) {
  fs::permissions(path, fs::perms::owner_write, fs::perm_options::add);
  if (fs::is_directory(path)) {
    for (const auto& entry : fs::recursive_directory_iterator(path)) {
      fs::permissions(entry.path(), fs::perms::owner_write, fs::perm_options::add);
    }
  }
}

}  // namespace

ModelCopy::ModelCopy(const fs::path& model) : model_(dir_.path() / model.filename()) {
  fs::copy(model, model_, fs::copy_options::recursive);
  MakeWritable(model_);
}

void ModelCopy::Apply(const nlohmann::json& operations) {
  for (const nlohmann::json& operation : operations) {
    ApplyOne(operation);
  }
}

void ModelCopy::Do(const std::vector<std::string>& operation) { ApplyOne(operation); }

void ModelCopy::ApplyOne(const nlohmann::json& arguments) {
  const std::string operation = arguments.at(0);
  const auto text = [&](size_t position) { return arguments.at(position).get<std::string>(); };
  const fs::path target = model_ / text(1);
  if (operation == "write") {
    WriteFile(target, text(2), std::ios::trunc);
  } else if (operation == "append") {
    WriteFile(target, text(2), std::ios::app);
  } else if (operation == "truncate") {
    fs::resize_file(target, arguments.at(2).get<uint64_t>());
  } else if (operation == "delete") {
    fs::remove(target);
  } else if (operation == "mkdir") {
    fs::create_directory(target);
  } else if (operation == "symlink") {
    fs::create_symlink(text(2), target);
  } else if (operation == "outside") {
    WriteFile(dir_.path() / text(1), text(2), std::ios::trunc);
  } else if (operation == "rename") {
    fs::rename(target, model_ / text(2));
  } else if (operation == "swap") {
    const fs::path between = dir_.path() / "between";
    fs::rename(target, between);
    fs::rename(model_ / text(2), target);
    fs::rename(between, model_ / text(2));
  } else if (operation == "fifo") {
    if (mkfifo(target.c_str(), 0600) != 0) {
      throw std::runtime_error("mkfifo failed");
    }
  } else if (operation == "replace_dir_by_symlink") {
    const fs::path moved = dir_.path() / "moved";
    fs::rename(target, moved);
    fs::create_symlink(moved, target);
  } else {
    throw std::runtime_error("unknown operation " + operation);
  }
}

std::string ReadFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    throw std::runtime_error("cannot read " + path.string());
  }
  return std::string(std::istreambuf_iterator<char>(in), {});
}

nlohmann::json ReadJson(const fs::path& path) { return nlohmann::json::parse(ReadFile(path)); }

}  // namespace modelseal::testing
