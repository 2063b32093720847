// SPDX-License-Identifier: Apache-2.0
//
// Stating training provenance, and rules about it, in the C interface.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "capi/boundary.h"
#include "capi/provenance_handles.h"
#include "lib/base/status.h"
#include "lib/sign/sign_provenance.h"
#include "lib/verify/provenance_rules.h"

using modelseal::MakeError;
using modelseal::Reason;
using modelseal::bundle::Bundle;
using modelseal::capi::Boundary;
using modelseal::capi::CheckBytes;
using modelseal::capi::CheckFlag;
using modelseal::capi::CheckNotNull;
using modelseal::capi::CheckText;
using modelseal::capi::ViewOf;
using modelseal::statement::BaseModelReference;
using modelseal::statement::DatasetReference;
using modelseal::statement::DependencyReference;
using modelseal::statement::FrameworkReference;
using modelseal::verify::FrameworkRule;

namespace {

std::string TextOf(const char* text, size_t size) { return std::string(ViewOf(text, size)); }

}  // namespace

modelseal_code modelseal_provenance_builder_new(modelseal_provenance_builder** out,
                                                modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    *out = new modelseal_provenance_builder;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_provenance_builder_add_dataset(
    modelseal_provenance_builder* builder, const char* role, size_t role_len,
    const modelseal_dataset_commitment* commitment, const char* file, size_t file_len,
    modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(role, role_len, "role", false));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(commitment, "commitment"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(file, file_len, "file", true));
    DatasetReference dataset = {.name = commitment->commitment.parameters().name,
                                .role = TextOf(role, role_len),
                                .commitment = commitment->bytes,
                                .digest = commitment->commitment.ComputeDigest(),
                                .file = {}};
    if (file_len > 0) {
      dataset.file = TextOf(file, file_len);
    }
    builder->provenance.datasets.push_back(std::move(dataset));
    return absl::OkStatus();
  });
}

modelseal_code modelseal_provenance_builder_set_list_is_complete(
    modelseal_provenance_builder* builder, int32_t is_complete, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckFlag(is_complete, "is_complete"));
    builder->provenance.list_is_complete = is_complete == 1;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_provenance_builder_add_framework(modelseal_provenance_builder* builder,
                                                          const char* name, size_t name_len,
                                                          const char* version, size_t version_len,
                                                          modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(name, name_len, "name", false));
    MODELSEAL_RETURN_IF_ERROR(CheckText(version, version_len, "version", false));
    builder->provenance.frameworks.push_back(
        FrameworkReference{TextOf(name, name_len), TextOf(version, version_len)});
    return absl::OkStatus();
  });
}

modelseal_code modelseal_provenance_builder_add_base_model(modelseal_provenance_builder* builder,
                                                           const char* name, size_t name_len,
                                                           const uint8_t* digest, size_t digest_len,
                                                           modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(name, name_len, "name", false));
    MODELSEAL_RETURN_IF_ERROR(CheckBytes(digest, digest_len, "digest"));
    BaseModelReference model{.name = TextOf(name, name_len)};
    if (digest_len != model.digest.size()) {
      return MakeError(
          Reason::kInvalidArgument,
          absl::StrCat("digest has ", digest_len, " bytes, expected ", model.digest.size()));
    }
    std::copy_n(digest, digest_len, model.digest.begin());
    builder->provenance.base_models.push_back(std::move(model));
    return absl::OkStatus();
  });
}

modelseal_code modelseal_provenance_builder_add_dependency(
    modelseal_provenance_builder* builder, const char* uri, size_t uri_len, const char* algorithm,
    size_t algorithm_len, const char* digest_hex, size_t digest_hex_len, const char* name,
    size_t name_len, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(uri, uri_len, "uri", false));
    MODELSEAL_RETURN_IF_ERROR(CheckText(algorithm, algorithm_len, "algorithm", false));
    MODELSEAL_RETURN_IF_ERROR(CheckText(digest_hex, digest_hex_len, "digest_hex", false));
    MODELSEAL_RETURN_IF_ERROR(CheckText(name, name_len, "name", true));
    DependencyReference dependency = {
        .uri = TextOf(uri, uri_len),
        .digests = {{TextOf(algorithm, algorithm_len), TextOf(digest_hex, digest_hex_len)}},
        .name = {}};
    if (name_len > 0) {
      dependency.name = TextOf(name, name_len);
    }
    builder->provenance.dependencies.push_back(std::move(dependency));
    return absl::OkStatus();
  });
}

void modelseal_provenance_builder_free(modelseal_provenance_builder* builder) { delete builder; }

modelseal_code modelseal_sign_provenance(const modelseal_signer* signer,
                                         const modelseal_provenance_builder* builder,
                                         const modelseal_manifest* manifest, modelseal_bundle** out,
                                         modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(signer, "signer"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(manifest, "manifest"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(
        Bundle bundle,
        modelseal::sign::SignProvenance(builder->provenance, manifest->manifest, *signer->signer));
    *out = new modelseal_bundle{std::move(bundle)};
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_require_dataset(modelseal_verifier_builder* builder,
                                                          const char* role, size_t role_len,
                                                          modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(role, role_len, "role", true));
    if (role_len == 0) {
      builder->provenance.requires_dataset = true;
    } else {
      builder->provenance.required_roles.push_back(TextOf(role, role_len));
    }
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_require_complete_dataset_list(
    modelseal_verifier_builder* builder, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    builder->provenance.requires_complete_list = true;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_require_framework(modelseal_verifier_builder* builder,
                                                            const char* name, size_t name_len,
                                                            modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(name, name_len, "name", true));
    if (name_len == 0) {
      builder->provenance.requires_framework = true;
    } else {
      builder->provenance.required_frameworks.push_back(TextOf(name, name_len));
    }
    return absl::OkStatus();
  });
}

modelseal_code modelseal_verifier_builder_refuse_framework(modelseal_verifier_builder* builder,
                                                           const char* name, size_t name_len,
                                                           const char* versions,
                                                           size_t versions_len,
                                                           modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(name, name_len, "name", false));
    MODELSEAL_RETURN_IF_ERROR(CheckText(versions, versions_len, "versions", true));
    MODELSEAL_ASSIGN_OR_RETURN(
        FrameworkRule rule,
        FrameworkRule::Create(ViewOf(name, name_len), ViewOf(versions, versions_len)));
    builder->provenance.refused_frameworks.push_back(std::move(rule));
    builder->provenance.requires_framework = true;
    return absl::OkStatus();
  });
}
