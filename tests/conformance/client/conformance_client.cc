// SPDX-License-Identifier: Apache-2.0
//
// The client under test of the sigstore-conformance suite, over the C interface alone.
// Exit code 0: verified; 1: refused, with the reason's stable name first on standard error; 2: the
// command line is not one that this client serves.
#include <modelseal/modelseal.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/conformance/client/protocol_arguments.h"
#include "tests/conformance/oms/c_handles.h"

namespace modelseal::testing {
namespace {

// Makes one call of the library; throws the name of the reason and the message if it fails.
template <typename Call>
void Check(Call&& call) {
  modelseal_error* raw = nullptr;
  const modelseal_code code = call(&raw);
  const ErrorHandle error(raw);
  if (code != MODELSEAL_OK) {
    throw std::runtime_error(std::string(modelseal_code_name(code)) + ": " +
                             modelseal_error_message(error.get()));
  }
}

TrustRootHandle LoadTrustRoot(const std::optional<std::string>& path) {
  modelseal_trust_root* root = nullptr;
  Check([&](modelseal_error** error) {
    return path ? modelseal_trust_root_load(path->data(), path->size(), &root, error)
                : modelseal_trust_root_production(&root, error);
  });
  return TrustRootHandle(root);
}

void AddIdentity(modelseal_verifier_builder* builder, const std::string& subject,
                 const std::string& issuer) {
  modelseal_identity* raw = nullptr;
  Check([&](modelseal_error** error) { return modelseal_identity_new(&raw, error); });
  const IdentityHandle identity(raw);
  Check([&](modelseal_error** error) {
    return modelseal_identity_set_subject(raw, subject.data(), subject.size(), error);
  });
  Check([&](modelseal_error** error) {
    return modelseal_identity_set_issuer(raw, issuer.data(), issuer.size(), error);
  });
  Check([&](modelseal_error** error) {
    return modelseal_verifier_builder_add_identity(builder, raw, error);
  });
}

void AddLoggedKey(modelseal_verifier_builder* builder, const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in.is_open()) {
    throw std::runtime_error("NOT_FOUND: " + path + ": the key cannot be opened");
  }
  const std::string pem(std::istreambuf_iterator<char>(in), {});
  Check([&](modelseal_error** error) {
    return modelseal_verifier_builder_set_logged_key_pem(builder, pem.data(), pem.size(), error);
  });
}

VerifierHandle BuildVerifier(const VerifyArguments& arguments) {
  modelseal_verifier_builder* raw = nullptr;
  Check([&](modelseal_error** error) { return modelseal_verifier_builder_new(&raw, error); });
  const BuilderHandle builder(raw);
  const TrustRootHandle root = LoadTrustRoot(arguments.trusted_root);
  Check([&](modelseal_error** error) {
    return modelseal_verifier_builder_set_trust_root(raw, root.get(), error);
  });
  if (arguments.key) {
    AddLoggedKey(raw, *arguments.key);
  } else {
    AddIdentity(raw, *arguments.identity, *arguments.issuer);
  }
  modelseal_verifier* verifier = nullptr;
  Check([&](modelseal_error** error) {
    return modelseal_verifier_builder_build(raw, &verifier, error);
  });
  return VerifierHandle(verifier);
}

BundleHandle LoadBundle(const std::string& path) {
  modelseal_bundle* bundle = nullptr;
  Check([&](modelseal_error** error) {
    return modelseal_bundle_load(path.data(), path.size(), &bundle, error);
  });
  return BundleHandle(bundle);
}

void Verify(const VerifyArguments& arguments) {
  const VerifierHandle verifier = BuildVerifier(arguments);
  const BundleHandle bundle = LoadBundle(arguments.bundle);
  const std::string& artifact = arguments.artifact;
  // A file of such a name comes first.
  const auto digest = std::filesystem::exists(artifact) ? std::nullopt : DigestOf(artifact);
  modelseal_result* raw = nullptr;
  Check([&](modelseal_error** error) {
    return digest
               ? modelseal_verifier_verify_digest(verifier.get(), MODELSEAL_DIGEST_SHA256,
                                                  reinterpret_cast<const uint8_t*>(digest->data()),
                                                  digest->size(), bundle.get(), &raw, error)
               : modelseal_verifier_verify_file(verifier.get(), artifact.data(), artifact.size(),
                                                bundle.get(), nullptr, &raw, error);
  });
  const ResultHandle result(raw);
  const modelseal_evidence* const evidence = modelseal_result_evidence(raw);
  const modelseal_str subject = modelseal_evidence_subject(evidence);
  const modelseal_str key = modelseal_result_key_fingerprint(raw);
  std::printf("OK: signed by %s\n", subject.len != 0 ? subject.data : key.data);
}

int Run(const std::vector<std::string>& arguments) {
  try {
    Verify(ParseVerifyArguments(arguments));
    return 0;
  } catch (const UsageError& error) {
    std::fprintf(stderr, "usage: %s\n", error.what());
    return 2;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}

}  // namespace
}  // namespace modelseal::testing

int main(int count, char** values) {
  return modelseal::testing::Run(std::vector<std::string>(values + 1, values + count));
}
