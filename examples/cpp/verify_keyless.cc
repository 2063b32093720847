// SPDX-License-Identifier: Apache-2.0
//
// Verifies a model that was signed through Sigstore, from C++17:
//   verify_keyless MODEL SIGNATURE IDENTITY PROVIDER
//
//   c++ -std=c++17 verify_keyless.cc $(pkg-config --cflags --libs modelseal) -o verify_keyless
#include <iostream>
#include <modelseal/modelseal.hpp>

int main(int argc, char** argv) {
  if (argc != 5) {
    std::cerr << "usage: verify_keyless MODEL SIGNATURE IDENTITY PROVIDER\n";
    return 2;
  }
  try {
    modelseal::VerifierBuilder policy;
    // Nothing is fetched: what Sigstore's public instance is trusted by is built in.
    policy.SetTrustRoot(modelseal::TrustRoot::Production())
        .AddIdentity(modelseal::Identity(argv[3], argv[4]))
        .AddIgnoredPath(argv[2]);
    const modelseal::Verifier verifier = policy.Build();
    const modelseal::Bundle bundle = modelseal::Bundle::Load(argv[2]);
    const modelseal::VerificationResult result = verifier.VerifyModel(argv[1], bundle);

    const modelseal::Evidence& evidence = result.evidence();
    std::cout << "signed by " << evidence.subject() << ", says " << evidence.issuer() << "\n";
    for (const modelseal::LogEntry& entry : evidence.log_entries()) {
      std::cout << "recorded in " << entry.log << ", entry " << entry.log_index << "\n";
    }
    return 0;
  } catch (const modelseal::Error& error) {
    const bool refused = error.category() == modelseal::Category::kVerification;
    std::cerr << (refused ? "REFUSED: " : "could not verify: ") << error.what() << " ("
              << error.name() << ")\n";
    return refused ? 1 : 2;
  }
}
