// SPDX-License-Identifier: Apache-2.0
//
// Keys of datasets and commitments of the C interface.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "capi/boundary.h"
#include "capi/dataset_handles.h"
#include "capi/handles.h"
#include "lib/base/hex.h"
#include "lib/dataset/suite.h"

using modelseal::EncodeHex;
using modelseal::MakeError;
using modelseal::Reason;
using modelseal::capi::Boundary;
using modelseal::capi::CheckBytes;
using modelseal::capi::CheckNotNull;
using modelseal::capi::CheckText;
using modelseal::capi::kEmptyStr;
using modelseal::capi::StrOf;
using modelseal::capi::ViewOf;
using modelseal::dataset::Commitment;
using modelseal::dataset::ParseSuite;
using modelseal::dataset::Suite;
using modelseal::dataset::VrfSecretKey;

namespace {

std::string TextOf(const std::vector<uint8_t>& bytes) {
  return std::string(bytes.begin(), bytes.end());
}

absl::StatusOr<Suite> SuiteOf(int32_t number) {
  const auto suite =
      number > 0 && number <= UINT8_MAX ? ParseSuite(static_cast<uint8_t>(number)) : std::nullopt;
  if (!suite.has_value()) {
    return MakeError(Reason::kInvalidArgument, absl::StrCat("unknown suite ", number));
  }
  return *suite;
}

}  // namespace

modelseal_dataset_key::modelseal_dataset_key(VrfSecretKey value)
    : key(std::move(value)), public_hex(EncodeHex(key.public_key().bytes())) {}

modelseal_dataset_commitment::modelseal_dataset_commitment(Commitment value)
    : commitment(std::move(value)),
      bytes(TextOf(commitment.Encode())),
      digest_hex(EncodeHex(commitment.ComputeDigest())),
      public_key_hex(EncodeHex(commitment.parameters().public_key.bytes())),
      root_hex(EncodeHex(commitment.root())) {}

modelseal_code modelseal_dataset_key_generate(int32_t suite, modelseal_dataset_key** out,
                                              modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(const Suite known, SuiteOf(suite));
    MODELSEAL_ASSIGN_OR_RETURN(VrfSecretKey key, VrfSecretKey::Generate(known));
    *out = new modelseal_dataset_key(std::move(key));
    return absl::OkStatus();
  });
}

modelseal_code modelseal_dataset_key_parse(const char* pem, size_t pem_len,
                                           modelseal_dataset_key** out, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckText(pem, pem_len, "pem", false));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(VrfSecretKey key, VrfSecretKey::Parse(ViewOf(pem, pem_len)));
    *out = new modelseal_dataset_key(std::move(key));
    return absl::OkStatus();
  });
}

modelseal_code modelseal_dataset_key_serialize(const modelseal_dataset_key* key,
                                               modelseal_buffer** out, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(key, "key"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    *out = new modelseal_buffer{key->key.Serialize()};
    return absl::OkStatus();
  });
}

int32_t modelseal_dataset_key_suite(const modelseal_dataset_key* key) {
  return key == nullptr ? 0 : static_cast<int32_t>(key->key.public_key().suite());
}

modelseal_str modelseal_dataset_key_public_hex(const modelseal_dataset_key* key) {
  return key == nullptr ? kEmptyStr : StrOf(key->public_hex);
}

void modelseal_dataset_key_free(modelseal_dataset_key* key) { delete key; }

modelseal_code modelseal_dataset_commitment_parse(const uint8_t* bytes, size_t bytes_len,
                                                  modelseal_dataset_commitment** out,
                                                  modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckBytes(bytes, bytes_len, "bytes"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(Commitment commitment,
                               Commitment::Parse(modelseal::capi::SpanOf(bytes, bytes_len)));
    *out = new modelseal_dataset_commitment(std::move(commitment));
    return absl::OkStatus();
  });
}

modelseal_str modelseal_dataset_commitment_bytes(const modelseal_dataset_commitment* commitment) {
  return commitment == nullptr ? kEmptyStr : StrOf(commitment->bytes);
}

modelseal_str modelseal_dataset_commitment_digest(const modelseal_dataset_commitment* commitment) {
  return commitment == nullptr ? kEmptyStr : StrOf(commitment->digest_hex);
}

modelseal_str modelseal_dataset_commitment_name(const modelseal_dataset_commitment* commitment) {
  return commitment == nullptr ? kEmptyStr : StrOf(commitment->commitment.parameters().name);
}

modelseal_str modelseal_dataset_commitment_context(const modelseal_dataset_commitment* commitment) {
  return commitment == nullptr ? kEmptyStr : StrOf(commitment->commitment.parameters().context);
}

modelseal_str modelseal_dataset_commitment_public_key(
    const modelseal_dataset_commitment* commitment) {
  return commitment == nullptr ? kEmptyStr : StrOf(commitment->public_key_hex);
}

modelseal_str modelseal_dataset_commitment_root(const modelseal_dataset_commitment* commitment) {
  return commitment == nullptr ? kEmptyStr : StrOf(commitment->root_hex);
}

int32_t modelseal_dataset_commitment_suite(const modelseal_dataset_commitment* commitment) {
  return commitment == nullptr
             ? 0
             : static_cast<int32_t>(commitment->commitment.parameters().public_key.suite());
}

int32_t modelseal_dataset_commitment_kind(const modelseal_dataset_commitment* commitment) {
  return commitment == nullptr ? 0 : static_cast<int32_t>(commitment->commitment.parameters().kind);
}

int32_t modelseal_dataset_commitment_duplicates(const modelseal_dataset_commitment* commitment) {
  return commitment == nullptr
             ? 0
             : static_cast<int32_t>(commitment->commitment.parameters().duplicates);
}

int32_t modelseal_dataset_commitment_padding(const modelseal_dataset_commitment* commitment) {
  return commitment == nullptr ? 0
                               : static_cast<int32_t>(commitment->commitment.parameters().padding);
}

uint64_t modelseal_dataset_commitment_size_class(const modelseal_dataset_commitment* commitment) {
  return commitment == nullptr ? 0 : commitment->commitment.size_class();
}

size_t modelseal_dataset_commitment_view_count(const modelseal_dataset_commitment* commitment) {
  return commitment == nullptr ? 0 : commitment->commitment.parameters().views.size();
}

modelseal_str modelseal_dataset_commitment_view(const modelseal_dataset_commitment* commitment,
                                                size_t index) {
  return index < modelseal_dataset_commitment_view_count(commitment)
             ? StrOf(commitment->commitment.parameters().views[index])
             : kEmptyStr;
}

void modelseal_dataset_commitment_free(modelseal_dataset_commitment* commitment) {
  delete commitment;
}
