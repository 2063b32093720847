// SPDX-License-Identifier: Apache-2.0
//
// Certificates through the C interface.
#include <catch2/catch.hpp>
#include <cstdint>
#include <initializer_list>
#include <string>

#include "modelseal/modelseal.hpp"
#include "tests/support/temp_dir.h"
#include "tests/support/test_ca.h"

namespace {

using modelseal::Bundle;
using modelseal::Error;
using modelseal::Signer;
using modelseal::VerifierBuilder;
using modelseal::testing::CertificateSpec;
using modelseal::testing::kTestNow;
using modelseal::testing::SignerSpec;
using modelseal::testing::TempDir;
using modelseal::testing::TestChain;
using modelseal::testing::TestIdentity;

template <typename Call>
Error ErrorOf(Call&& call) {
  try {
    call();
  } catch (const Error& error) {
    return error;
  }
  FAIL("nothing failed");
  throw;
}

struct SignedModel {
  SignedModel() { dir.Write("m/a", "alpha"); }
  std::string path() const { return (dir.path() / "m").string(); }
  Bundle Sign() const {
    return modelseal::SignModel(
        Signer::FromCertificatePem(chain.signer.key().ToPem(),
                                   chain.signer.ToPem() + chain.intermediate.ToPem()),
        path());
  }

  TempDir dir;
  TestChain chain;
};

TEST_CASE("a model signed with a certificate verifies through C", "[capi][x509]") {
  const SignedModel model;
  const Bundle bundle = model.Sign();
  CHECK(bundle.method() == modelseal::Method::kCertificate);
  CHECK(bundle.certificates_der_unverified() ==
        std::vector{model.chain.signer.der(), model.chain.intermediate.der()});
  const auto result = VerifierBuilder()
                          .AddTrustAnchorsPem(model.chain.root.ToPem())
                          .SetVerificationTimeSeconds(kTestNow)
                          .Build()
                          .VerifyModel(model.path(), bundle);
  CHECK(result.method() == modelseal::Method::kCertificate);
  CHECK(result.key_fingerprint() ==
        model.chain.signer.key().ToPrivateKey().public_key().fingerprint());
  CHECK(result.key_curve() == modelseal::Curve::kP256);
  const auto path = result.certificates();
  REQUIRE(path.size() == 3);
  CHECK(path[0].subject == "CN=signer");
  CHECK(path[0].fingerprint == model.chain.signer.Parse().fingerprint());
  CHECK(path[2].subject == "CN=root");
}

TEST_CASE("a verification by key has no certificates", "[capi][x509]") {
  const SignedModel model;
  const auto keys = modelseal::GenerateKey(modelseal::Curve::kP256);
  const Bundle bundle =
      modelseal::SignModel(Signer::FromKeyPem(keys.private_pem.view()), model.path());
  CHECK(bundle.certificates_der_unverified().empty());
  const auto result = VerifierBuilder()
                          .SetPublicKeyPem(keys.public_pem.view())
                          .Build()
                          .VerifyModel(model.path(), bundle);
  CHECK(result.certificates().empty());
  CHECK(modelseal_result_certificate_subject(result.get(), 0).len == 0);
  CHECK(modelseal_result_certificate_fingerprint(result.get(), 0).len == 0);
}

TEST_CASE("without a pinned time the clock of the machine decides", "[capi][x509]") {
  SignedModel model;
  CertificateSpec spec = SignerSpec("signer");
  spec.not_before_seconds = 0;
  spec.not_after_seconds = 1;
  model.chain.signer = model.chain.intermediate.Issue(spec);
  const Error error = ErrorOf([&] {
    VerifierBuilder()
        .AddTrustAnchorsPem(model.chain.root.ToPem())
        .Build()
        .VerifyModel(model.path(), model.Sign());
  });
  CHECK(error.code() == MODELSEAL_ERROR_CERTIFICATE_EXPIRED);
  CHECK(error.category() == modelseal::Category::kVerification);
  CHECK(error.detail("subject") == "CN=signer");
}

TEST_CASE("anchors may be added in several calls", "[capi][x509]") {
  const SignedModel model;
  const Bundle bundle = modelseal::SignModel(
      Signer::FromCertificatePem(model.chain.signer.key().ToPem(), model.chain.signer.ToPem()),
      model.path());
  VerifierBuilder policy;
  policy.SetVerificationTimeSeconds(kTestNow).AddTrustAnchorsPem(model.chain.root.ToPem());
  CHECK(ErrorOf([&] { policy.Build().VerifyModel(model.path(), bundle); }).code() ==
        MODELSEAL_ERROR_CERTIFICATE_INVALID);
  policy.AddTrustAnchorsPem(model.chain.intermediate.ToPem());
  CHECK_NOTHROW(policy.Build().VerifyModel(model.path(), bundle));
}

TEST_CASE("anchors that cannot be read are unusable trust", "[capi][x509]") {
  VerifierBuilder policy;
  const Error error = ErrorOf([&] { policy.AddTrustAnchorsPem("nothing"); });
  CHECK(error.code() == MODELSEAL_ERROR_TRUST_ANCHOR_INVALID);
  CHECK(error.category() == modelseal::Category::kTrust);
  CHECK(ErrorOf([&] { policy.Build(); }).code() == MODELSEAL_ERROR_POLICY_NOT_STATED);
}

TEST_CASE("a policy states a key or anchors, not both", "[capi][x509]") {
  const TestChain chain;
  VerifierBuilder policy;
  policy.AddTrustAnchorsPem(chain.root.ToPem());
  policy.SetPublicKeyPem(chain.signer.key().ToPrivateKey().public_key().pem());
  CHECK(ErrorOf([&] { policy.Build(); }).code() == MODELSEAL_ERROR_INVALID_ARGUMENT);
}

TEST_CASE("a time without certificates is refused", "[capi][x509]") {
  VerifierBuilder policy;
  policy.SetVerificationTimeSeconds(kTestNow);
  CHECK(ErrorOf([&] { policy.Build(); }).code() == MODELSEAL_ERROR_POLICY_NOT_STATED);
  policy.SetPublicKeyPem(TestChain().signer.key().ToPrivateKey().public_key().pem());
  CHECK(ErrorOf([&] { policy.Build(); }).code() == MODELSEAL_ERROR_INVALID_ARGUMENT);
}

TEST_CASE("a time outside the years 1970 to 9999 is refused", "[capi][x509]") {
  VerifierBuilder policy;
  for (const int64_t seconds : {int64_t{-1}, int64_t{253'402'300'800}, INT64_MIN, INT64_MAX}) {
    CHECK(ErrorOf([&] { policy.SetVerificationTimeSeconds(seconds); }).code() ==
          MODELSEAL_ERROR_INVALID_ARGUMENT);
  }
  CHECK_NOTHROW(policy.SetVerificationTimeSeconds(0));
  CHECK_NOTHROW(policy.SetVerificationTimeSeconds(253'402'300'799));
}

TEST_CASE("a signer's key and certificates must fit", "[capi][x509]") {
  const TestChain chain;
  const std::string key = chain.signer.key().ToPem();
  const auto code = [&key](const std::string& certificates) {
    return ErrorOf([&] { Signer::FromCertificatePem(key, certificates); }).code();
  };
  const TestIdentity other = chain.intermediate.Issue(SignerSpec("other"));
  CHECK(code(other.ToPem()) == MODELSEAL_ERROR_KEY_MISMATCH);
  CHECK(code(chain.intermediate.ToPem()) == MODELSEAL_ERROR_CERTIFICATE_INVALID);
  CHECK(code(key) == MODELSEAL_ERROR_CERTIFICATE_INVALID);
  CHECK(code("") == MODELSEAL_ERROR_INVALID_ARGUMENT);
  CHECK(ErrorOf([&] { Signer::FromCertificatePem("no key", chain.signer.ToPem()); }).code() ==
        MODELSEAL_ERROR_KEY_INVALID);
}

TEST_CASE("NULL and indices out of range give nothing", "[capi][x509]") {
  CHECK(modelseal_bundle_certificate_count(nullptr) == 0);
  CHECK(modelseal_bundle_certificate_der_unverified(nullptr, 0).len == 0);
  CHECK(modelseal_result_certificate_count(nullptr) == 0);
  CHECK(modelseal_result_certificate_subject(nullptr, 0).len == 0);
  CHECK(modelseal_result_certificate_fingerprint(nullptr, SIZE_MAX).len == 0);
  const Bundle bundle = SignedModel().Sign();
  CHECK(modelseal_bundle_certificate_der_unverified(bundle.get(), 2).len == 0);
  CHECK(modelseal_verifier_builder_add_trust_anchors_pem(nullptr, "x", 1, nullptr) ==
        MODELSEAL_ERROR_INVALID_ARGUMENT);
  CHECK(modelseal_verifier_builder_set_verification_time_seconds(nullptr, 0, nullptr) ==
        MODELSEAL_ERROR_INVALID_ARGUMENT);
}

}  // namespace
