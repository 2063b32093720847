// SPDX-License-Identifier: Apache-2.0
//
// Commits to the lines of a file and answers about one record, from C++17, both as the owner of the
// data and as somebody who only has the commitment:  training_data FILE RECORD DIRECTORY
//
//   c++ -std=c++17 training_data.cc $(pkg-config --cflags --libs modelseal) -o training_data
//
// The key and the store stay with the owner; what is published is the commitment, in a statement
// that is signed with the model. Here the store lies in DIRECTORY, and the key is gone at the end.
#include <fstream>
#include <iostream>
#include <modelseal/modelseal.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr std::string_view kView = "raw";

// Thousands of records go into the builder at once: that is what makes it fast.
void AddLines(const std::string& path, modelseal::DatasetBuilder& builder) {
  constexpr size_t kAtOnce = 4096;
  std::ifstream file(path);
  if (!file) {
    throw std::runtime_error(path + " cannot be read");
  }
  modelseal::DatasetRecords records(kView);
  for (std::string line; std::getline(file, line);) {
    records.Add(line);
    if (records.count() == kAtOnce) {
      builder.Add(records);
      records.Clear();
    }
  }
  builder.Add(records);
}

// The owner's side: needs the key and the store.
std::string Prove(const modelseal::DatasetKey& key, const std::string& store,
                  const modelseal::DatasetRecords& asked) {
  return modelseal::DatasetStore::Open(store).Prove(key, asked);
}

// Everybody else's side: the commitment, the record and the proof are enough.
void Verify(std::string_view commitment_bytes, const modelseal::DatasetRecords& asked,
            const std::string& proof) {
  const auto commitment = modelseal::DatasetCommitment::Parse(commitment_bytes);
  const std::vector<modelseal::DatasetAnswer> answers =
      modelseal::VerifyDatasetProof(commitment, asked, proof);
  std::cout << (answers[0].is_member ? "in" : "not in") << " the committed list \""
            << commitment.name() << "\", proved in " << proof.size() << " bytes\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: training_data FILE RECORD DIRECTORY\n";
    return 2;
  }
  try {
    const std::string directory = argv[3];
    const std::string store = directory + "/lines.store";
    const auto key = modelseal::DatasetKey::Generate(modelseal::DatasetSuite::kEcvrfP256);
    modelseal::DatasetBuilder builder(key,
                                      modelseal::DatasetOptions().SetName("lines").AddView(kView),
                                      directory + "/lines.work");
    AddLines(argv[1], builder);
    const std::string published = builder.Finish(store).bytes();

    modelseal::DatasetRecords asked(kView);
    asked.Add(argv[2]);
    Verify(published, asked, Prove(key, store, asked));
    return 0;
  } catch (const modelseal::Error& error) {
    const bool refused = error.category() == modelseal::Category::kVerification;
    std::cerr << (refused ? "REFUSED: " : "failed: ") << error.what() << " (" << error.name()
              << ")\n";
    return refused ? 1 : 2;
  } catch (const std::exception& error) {
    std::cerr << "failed: " << error.what() << "\n";
    return 2;
  }
}
