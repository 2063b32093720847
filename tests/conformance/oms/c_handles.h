// SPDX-License-Identifier: Apache-2.0
//
// Owners of the handles of the C API, for the conformance tests, which use nothing else.
#ifndef MODELSEAL_TESTS_CONFORMANCE_OMS_C_HANDLES_H_
#define MODELSEAL_TESTS_CONFORMANCE_OMS_C_HANDLES_H_

#include <modelseal/modelseal.h>

#include <memory>

namespace modelseal::testing {

template <auto kFree>
struct HandleFree {
  template <typename Handle>
  void operator()(Handle* handle) const {
    kFree(handle);
  }
};

using ErrorHandle = std::unique_ptr<modelseal_error, HandleFree<modelseal_error_free>>;
using BufferHandle = std::unique_ptr<modelseal_buffer, HandleFree<modelseal_buffer_free>>;
using OptionsHandle =
    std::unique_ptr<modelseal_hash_options, HandleFree<modelseal_hash_options_free>>;
using ManifestHandle = std::unique_ptr<modelseal_manifest, HandleFree<modelseal_manifest_free>>;
using SignerHandle = std::unique_ptr<modelseal_signer, HandleFree<modelseal_signer_free>>;
using BundleHandle = std::unique_ptr<modelseal_bundle, HandleFree<modelseal_bundle_free>>;
using BuilderHandle =
    std::unique_ptr<modelseal_verifier_builder, HandleFree<modelseal_verifier_builder_free>>;
using VerifierHandle = std::unique_ptr<modelseal_verifier, HandleFree<modelseal_verifier_free>>;
using ResultHandle = std::unique_ptr<modelseal_result, HandleFree<modelseal_result_free>>;
using TrustRootHandle =
    std::unique_ptr<modelseal_trust_root, HandleFree<modelseal_trust_root_free>>;
using IdentityHandle = std::unique_ptr<modelseal_identity, HandleFree<modelseal_identity_free>>;
using DiffHandle = std::unique_ptr<modelseal_diff, HandleFree<modelseal_diff_free>>;

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_CONFORMANCE_OMS_C_HANDLES_H_
