// SPDX-License-Identifier: Apache-2.0
//
// Loads files of a model into memory, once, on several threads, and verifies from C++17 that what
// was loaded is what was signed:  verify_loaded MODEL SIGNATURE PUBLIC_KEY NAME...
//
//   c++ -std=c++17 verify_loaded.cc $(pkg-config --cflags --libs modelseal) -o verify_loaded
//
// Every file of the model must be named: one that is signed and was not loaded is missing.
#include <algorithm>
#include <fstream>
#include <future>
#include <iostream>
#include <iterator>
#include <map>
#include <modelseal/modelseal.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace {

std::string Load(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  file.exceptions(std::ios::badbit | std::ios::failbit);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// Hashes a file, or its shards if the signature is over shards, which has none of an empty file. A
// loader that reads piece by piece calls HashStream::Update as the pieces come.
void HashFile(modelseal::Hasher& hasher, const std::string& name, std::string_view bytes,
              uint64_t shard_size) {
  if (shard_size == 0) {
    shard_size = std::max<uint64_t>(bytes.size(), 1);
  } else if (bytes.empty()) {
    return;
  }
  uint64_t start = 0;
  do {
    const std::string_view shard = bytes.substr(start, shard_size);
    modelseal::HashStream stream = hasher.OpenStream(name, start, start + shard.size());
    stream.Update(shard);
    stream.Finish();
    start += shard.size();
  } while (start < bytes.size());
}

// What the bundle says is not verified yet: that is enough to hash as the signer did.
modelseal::Manifest HashFiles(const modelseal::Bundle& bundle,
                              const std::map<std::string, std::string>& files) {
  const modelseal::HashOptions options = bundle.HashOptionsUnverified();
  const uint64_t shard_size = bundle.ManifestUnverified().shard_size_bytes();
  modelseal::Hasher hasher("model", &options);
  std::vector<std::future<void>> running;
  for (const auto& file : files) {
    running.push_back(std::async(std::launch::async, [&hasher, &file, shard_size] {
      HashFile(hasher, file.first, file.second, shard_size);
    }));
  }
  for (std::future<void>& one : running) {
    one.get();
  }
  return hasher.Finish();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) {
    std::cerr << "usage: verify_loaded MODEL SIGNATURE PUBLIC_KEY NAME...\n";
    return 2;
  }
  try {
    std::map<std::string, std::string> files;
    for (int i = 4; i < argc; ++i) {
      files[argv[i]] = Load(std::string(argv[1]) + "/" + argv[i]);
    }
    modelseal::VerifierBuilder policy;
    policy.SetPublicKeyPem(Load(argv[3]));
    const modelseal::Bundle bundle = modelseal::Bundle::Load(argv[2]);
    const modelseal::VerificationResult result =
        policy.Build().VerifyManifest(HashFiles(bundle, files), bundle);

    // The bytes in memory may be used only now.
    std::cout << "verified: " << result.source_bytes(modelseal::DigestSource::kHashed)
              << " bytes in memory, signed by key " << result.key_fingerprint() << "\n";
    return 0;
  } catch (const modelseal::Error& error) {
    const bool refused = error.category() == modelseal::Category::kVerification;
    std::cerr << (refused ? "REFUSED: " : "could not verify: ") << error.what() << " ("
              << error.name() << ")\n";
    return refused ? 1 : 2;
  } catch (const std::exception& error) {
    std::cerr << "could not load: " << error.what() << "\n";
    return 2;
  }
}
