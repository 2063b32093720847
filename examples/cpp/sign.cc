// SPDX-License-Identifier: Apache-2.0
//
// Signs a model from C++17:  sign MODEL PRIVATE_KEY SIGNATURE
//
//   c++ -std=c++17 sign.cc $(pkg-config --cflags --libs modelseal) -o sign
#include <fstream>
#include <iostream>
#include <iterator>
#include <modelseal/modelseal.hpp>
#include <string>

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: sign MODEL PRIVATE_KEY SIGNATURE\n";
    return 2;
  }
  try {
    std::ifstream key_file(argv[2], std::ios::binary);
    const std::string key_pem(std::istreambuf_iterator<char>(key_file), {});

    modelseal::HashOptions options;
    options.AddIgnoredPath(argv[3]);  // an older signature inside the model is not part of it
    const auto signer = modelseal::Signer::FromKeyPem(key_pem);
    modelseal::SignModel(signer, argv[1], &options).Save(argv[3]);
    return 0;
  } catch (const modelseal::Error& error) {
    std::cerr << "not signed: " << error.what() << " (" << error.name() << ")\n";
    return 1;
  }
}
