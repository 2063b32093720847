// SPDX-License-Identifier: Apache-2.0
//
// Verifies a model from C++17:  verify MODEL SIGNATURE PUBLIC_KEY
//
//   c++ -std=c++17 verify.cc $(pkg-config --cflags --libs modelseal) -o verify
#include <fstream>
#include <iostream>
#include <iterator>
#include <modelseal/modelseal.hpp>
#include <string>

namespace {

// "Checked and bad" is not the same as "could not check": the category tells.
int Report(const modelseal::Error& error) {
  const bool refused = error.category() == modelseal::Category::kVerification;
  std::cerr << (refused ? "REFUSED: " : "could not verify: ") << error.what() << " ("
            << error.name() << ")\n";
  if (const modelseal::Diff* diff = error.differences()) {
    for (const modelseal::Difference& difference : diff->all()) {
      std::cerr << "  " << modelseal::CodeName(difference.code) << ": " << difference.name << "\n";
    }
  }
  return refused ? 1 : 2;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: verify MODEL SIGNATURE PUBLIC_KEY\n";
    return 2;
  }
  try {
    std::ifstream key_file(argv[3], std::ios::binary);
    const std::string key_pem(std::istreambuf_iterator<char>(key_file), {});

    modelseal::VerifierBuilder policy;
    policy.SetPublicKeyPem(key_pem);
    policy.AddIgnoredPath(argv[2]);  // the signature file itself is not part of the model
    const modelseal::Verifier verifier = policy.Build();
    const modelseal::Bundle bundle = modelseal::Bundle::Load(argv[2]);
    const modelseal::VerificationResult result = verifier.VerifyModel(argv[1], bundle);

    std::cout << "verified: " << result.manifest().entry_count() << " files, signed by key "
              << result.key_fingerprint() << "\n";
    return 0;
  } catch (const modelseal::Error& error) {
    return Report(error);
  }
}
