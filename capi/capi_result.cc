// SPDX-License-Identifier: Apache-2.0
//
// Results of the C interface.
#include <utility>

#include "capi/boundary.h"
#include "capi/handles.h"

using modelseal::capi::kEmptyStr;
using modelseal::capi::StrOf;
using modelseal::crypto::KeyKind;
using modelseal::verify::BundleSigner;
using modelseal::x509::Certificate;

namespace {

int32_t CurveOf(KeyKind kind) {
  switch (kind) {
    case KeyKind::kEcdsaP256:
      return MODELSEAL_CURVE_P256;
    case KeyKind::kEcdsaP384:
      return MODELSEAL_CURVE_P384;
    case KeyKind::kEcdsaP521:
      return MODELSEAL_CURVE_P521;
    case KeyKind::kRsa:
    case KeyKind::kEd25519:
      break;
  }
  return 0;
}

std::optional<Certificate> FirstOf(const std::vector<Certificate>& path) {
  return path.empty() ? std::nullopt : std::optional<Certificate>(path.front());
}

}  // namespace

modelseal_result::modelseal_result(const modelseal_bundle& verified, BundleSigner signer)
    : bundle(verified.shared),
      key_fingerprint(signer.key.Fingerprint()),
      key_curve(CurveOf(signer.key.kind())),
      certificate_path(std::move(signer.certificate_path)),
      evidence{std::move(signer.evidence), FirstOf(certificate_path)} {}

const modelseal_manifest* modelseal_result_manifest(const modelseal_result* result) {
  return result == nullptr ? nullptr : result->manifest.get();
}

int32_t modelseal_result_method(const modelseal_result* result) {
  return result == nullptr ? 0 : static_cast<int32_t>(result->bundle->method());
}

modelseal_str modelseal_result_key_fingerprint(const modelseal_result* result) {
  return result == nullptr ? kEmptyStr : StrOf(result->key_fingerprint);
}

int32_t modelseal_result_key_curve(const modelseal_result* result) {
  return result == nullptr ? 0 : result->key_curve;
}

modelseal_str modelseal_result_predicate_type(const modelseal_result* result) {
  return result == nullptr ? kEmptyStr : StrOf(result->predicate_type);
}

modelseal_str modelseal_result_payload(const modelseal_result* result) {
  return result == nullptr ? kEmptyStr : StrOf(result->bundle->envelope().payload);
}

const modelseal_evidence* modelseal_result_evidence(const modelseal_result* result) {
  return result == nullptr ? nullptr : &result->evidence;
}

size_t modelseal_result_certificate_count(const modelseal_result* result) {
  return result == nullptr ? 0 : result->certificate_path.size();
}

modelseal_str modelseal_result_certificate_subject(const modelseal_result* result, size_t index) {
  return index < modelseal_result_certificate_count(result)
             ? StrOf(result->certificate_path[index].subject())
             : kEmptyStr;
}

modelseal_str modelseal_result_certificate_fingerprint(const modelseal_result* result,
                                                       size_t index) {
  return index < modelseal_result_certificate_count(result)
             ? StrOf(result->certificate_path[index].fingerprint())
             : kEmptyStr;
}

uint64_t modelseal_result_verified_bytes(const modelseal_result* result) {
  return result == nullptr ? 0 : result->verified_bytes.total();
}

uint64_t modelseal_result_source_bytes(const modelseal_result* result, int32_t source) {
  if (result == nullptr || source < MODELSEAL_DIGEST_SOURCE_HASHED ||
      source > MODELSEAL_DIGEST_SOURCE_GIVEN) {
    return 0;
  }
  return result->verified_bytes.of(static_cast<modelseal::hash::DigestSource>(source));
}

size_t modelseal_result_ignored_count(const modelseal_result* result) {
  return result == nullptr ? 0 : result->ignored.size();
}

modelseal_str modelseal_result_ignored(const modelseal_result* result, size_t index) {
  return index < modelseal_result_ignored_count(result) ? StrOf(result->ignored[index]) : kEmptyStr;
}

size_t modelseal_result_unsigned_count(const modelseal_result* result) {
  return result == nullptr ? 0 : result->unsigned_files.size();
}

modelseal_str modelseal_result_unsigned(const modelseal_result* result, size_t index) {
  return index < modelseal_result_unsigned_count(result) ? StrOf(result->unsigned_files[index])
                                                         : kEmptyStr;
}

void modelseal_result_free(modelseal_result* result) { delete result; }
