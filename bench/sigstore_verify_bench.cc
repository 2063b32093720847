// SPDX-License-Identifier: Apache-2.0
//
// Verifies one Sigstore bundle many times through the C interface and prints one JSON line, as the
// programs in sigstore_peers do; then the steps of it, through the library.
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>
#include <map>
#include <modelseal/modelseal.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/sigstore_steps.h"
#include "lib/crypto/hash_kind.h"

namespace modelseal::bench {
namespace {

using Options = std::map<std::string, std::string>;

std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    throw std::runtime_error("cannot read " + path);
  }
  return std::string(std::istreambuf_iterator<char>(in), {});
}

Options ParseOptions(int argc, char* argv[]) {
  Options options = {{"--iterations", "100"}};
  for (int i = 1; i + 1 < argc; i += 2) {
    options[argv[i]] = argv[i + 1];
  }
  for (const char* name :
       {"--bundle", "--trusted-root", "--artifact", "--identity", "--issuer", "--iterations"}) {
    if (options.count(name) == 0) {
      throw std::runtime_error(std::string("missing ") + name);
    }
  }
  return options;
}

double CpuMicroseconds() {
  struct timespec now = {};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

Verifier BuildVerifier(const Options& options, const std::string& trusted_root) {
  VerifierBuilder builder;
  builder.SetTrustRoot(TrustRoot::Parse(trusted_root));
  builder.AddIdentity(Identity(options.at("--identity"), options.at("--issuer")));
  return builder.Build();
}

void VerifyOnce(const Verifier& verifier, const std::string& json, const std::string& artifact) {
  const Bundle bundle = Bundle::Parse(json);
  verifier.VerifyDigest(DigestAlgorithm::kSha256,
                        crypto::ComputeHash(crypto::HashKind::kSha256, artifact), bundle);
}

void PrintSteps(const std::vector<std::pair<std::string, double>>& steps) {
  std::printf(", \"steps_us\": {");
  for (size_t i = 0; i < steps.size(); ++i) {
    std::printf("%s\"%s\": %.1f", i == 0 ? "" : ", ", steps[i].first.c_str(), steps[i].second);
  }
  std::printf("}");
}

void Run(const Options& options) {
  const int iterations = std::max(1, std::stoi(options.at("--iterations")));
  const std::string json = ReadFile(options.at("--bundle"));
  const std::string trusted_root = ReadFile(options.at("--trusted-root"));
  const std::string artifact = ReadFile(options.at("--artifact"));
  const Verifier verifier = BuildVerifier(options, trusted_root);
  for (int i = 0; i < iterations / 10; ++i) {
    VerifyOnce(verifier, json, artifact);
  }
  std::vector<double> microseconds;
  const double cpu_start = CpuMicroseconds();
  for (int i = 0; i < iterations; ++i) {
    const auto start = std::chrono::steady_clock::now();
    VerifyOnce(verifier, json, artifact);
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
    microseconds.push_back(took.count());
  }
  const double cpu = (CpuMicroseconds() - cpu_start) / iterations;
  std::sort(microseconds.begin(), microseconds.end());
  std::printf(
      "{\"peer\": \"modelseal\", \"version\": \"%s\", \"bundle\": \"%s\", "
      "\"iterations\": %d, \"min_us\": %.1f, \"median_us\": %.1f, \"p90_us\": %.1f, "
      "\"cpu_us\": %.1f",
      modelseal_version_string(), options.at("--bundle").c_str(), iterations, microseconds.front(),
      microseconds[microseconds.size() / 2], microseconds[microseconds.size() * 9 / 10], cpu);
  PrintSteps(TimeSteps(json, trusted_root, artifact, iterations));
  std::printf("}\n");
}

}  // namespace
}  // namespace modelseal::bench

int main(int argc, char* argv[]) {
  try {
    modelseal::bench::Run(modelseal::bench::ParseOptions(argc, argv));
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "sigstore_verify_bench: %s\n", error.what());
    return 1;
  }
}
