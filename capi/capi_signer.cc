// SPDX-License-Identifier: Apache-2.0
//
// Keys, signers and signing of the C interface.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "capi/boundary.h"
#include "capi/handles.h"
#include "lib/crypto/private_key.h"
#include "lib/sign/sign_model.h"
#include "lib/signer/callback_signer.h"
#include "lib/signer/certificate_signer.h"
#include "lib/signer/key_signer.h"
#include "lib/x509/certificate.h"

using modelseal::MakeError;
using modelseal::Reason;
using modelseal::bundle::Bundle;
using modelseal::capi::Boundary;
using modelseal::capi::CheckNotNull;
using modelseal::capi::CheckText;
using modelseal::capi::ViewOf;
using modelseal::crypto::Curve;
using modelseal::crypto::PrivateKey;
using modelseal::crypto::PublicKey;
using modelseal::crypto::Secret;
using modelseal::manifest::Manifest;
using modelseal::signer::CertificateSigner;
using modelseal::signer::KeySigner;
using modelseal::x509::Certificate;

modelseal_code modelseal_key_generate(int32_t curve, const char* password, size_t password_len,
                                      modelseal_buffer** private_pem, modelseal_buffer** public_pem,
                                      modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckText(password, password_len, "password", true));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(private_pem, "private_pem"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(public_pem, "public_pem"));
    if (curve != MODELSEAL_CURVE_P256 && curve != MODELSEAL_CURVE_P384 &&
        curve != MODELSEAL_CURVE_P521) {
      return MakeError(Reason::kInvalidArgument, absl::StrCat("unknown curve ", curve));
    }
    MODELSEAL_ASSIGN_OR_RETURN(const PrivateKey key,
                               PrivateKey::Generate(static_cast<Curve>(curve)));
    MODELSEAL_ASSIGN_OR_RETURN(Secret pem, key.ToPem(ViewOf(password, password_len)));
    auto private_buffer = std::make_unique<modelseal_buffer>();
    private_buffer->bytes = std::move(pem);
    auto public_buffer = std::make_unique<modelseal_buffer>();
    public_buffer->bytes = Secret(key.public_key().pem());
    *private_pem = private_buffer.release();
    *public_pem = public_buffer.release();
    return absl::OkStatus();
  });
}

modelseal_code modelseal_signer_from_key_pem(const char* pem, size_t pem_len, const char* password,
                                             size_t password_len, modelseal_signer** out,
                                             modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckText(pem, pem_len, "pem", false));
    MODELSEAL_RETURN_IF_ERROR(CheckText(password, password_len, "password", true));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(
        PrivateKey key, PrivateKey::ParsePem(ViewOf(pem, pem_len), ViewOf(password, password_len)));
    *out = new modelseal_signer{std::make_unique<KeySigner>(std::move(key))};
    return absl::OkStatus();
  });
}

modelseal_code modelseal_signer_from_certificate_pem(const char* key_pem, size_t key_pem_len,
                                                     const char* password, size_t password_len,
                                                     const char* certificates_pem,
                                                     size_t certificates_pem_len,
                                                     modelseal_signer** out,
                                                     modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckText(key_pem, key_pem_len, "key_pem", false));
    MODELSEAL_RETURN_IF_ERROR(CheckText(password, password_len, "password", true));
    MODELSEAL_RETURN_IF_ERROR(
        CheckText(certificates_pem, certificates_pem_len, "certificates_pem", false));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(
        PrivateKey key,
        PrivateKey::ParsePem(ViewOf(key_pem, key_pem_len), ViewOf(password, password_len)));
    MODELSEAL_ASSIGN_OR_RETURN(
        std::vector<Certificate> certificates,
        Certificate::ParsePem(ViewOf(certificates_pem, certificates_pem_len)));
    MODELSEAL_ASSIGN_OR_RETURN(
        std::unique_ptr<CertificateSigner> signer,
        CertificateSigner::Create(std::make_unique<KeySigner>(std::move(key)),
                                  std::move(certificates)));
    *out = new modelseal_signer{std::move(signer)};
    return absl::OkStatus();
  });
}

modelseal_code modelseal_signer_from_callback(const char* public_pem, size_t public_pem_len,
                                              modelseal_sign_fn sign, void* user,
                                              modelseal_signer** out, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckText(public_pem, public_pem_len, "public_pem", false));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(reinterpret_cast<const void*>(sign), "sign"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(PublicKey key,
                               PublicKey::ParsePem(ViewOf(public_pem, public_pem_len)));
    const auto call = [sign, user](std::string_view message, std::string_view digest,
                                   std::string* signature) {
      signature->resize(MODELSEAL_SIGNATURE_CAPACITY_BYTES);
      size_t size = signature->size();
      const int32_t returned =
          sign(reinterpret_cast<const uint8_t*>(message.data()), message.size(),
               reinterpret_cast<const uint8_t*>(digest.data()), digest.size(),
               reinterpret_cast<uint8_t*>(signature->data()), &size, user);
      // A length past the room is the callback's mistake; nothing past the room is read.
      signature->resize(size <= MODELSEAL_SIGNATURE_CAPACITY_BYTES ? size : 0);
      return returned;
    };
    *out = new modelseal_signer{
        std::make_unique<modelseal::signer::CallbackSigner>(std::move(key), call)};
    return absl::OkStatus();
  });
}

void modelseal_signer_free(modelseal_signer* signer) { delete signer; }

modelseal_code modelseal_sign_model(const modelseal_signer* signer,
                                    const modelseal_hash_options* options, const char* model_path,
                                    size_t model_path_len, modelseal_job* job,
                                    modelseal_bundle** out, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(signer, "signer"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(model_path, model_path_len, "model_path", false));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(
        const Manifest manifest,
        modelseal::manifest::ComputeManifest(
            ViewOf(model_path, model_path_len),
            options != nullptr ? options->options : modelseal::manifest::BuildOptions{},
            job != nullptr ? job->ToHashJob() : modelseal::hash::HashJob{}));
    if (job != nullptr) {
      MODELSEAL_RETURN_IF_ERROR(job->SaveDigestCache());
    }
    MODELSEAL_ASSIGN_OR_RETURN(Bundle bundle,
                               modelseal::sign::SignManifest(manifest, *signer->signer));
    *out = new modelseal_bundle{std::move(bundle)};
    return absl::OkStatus();
  });
}

modelseal_code modelseal_sign_manifest(const modelseal_signer* signer,
                                       const modelseal_manifest* manifest, modelseal_bundle** out,
                                       modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(signer, "signer"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(manifest, "manifest"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(Bundle bundle,
                               modelseal::sign::SignManifest(manifest->manifest, *signer->signer));
    *out = new modelseal_bundle{std::move(bundle)};
    return absl::OkStatus();
  });
}
