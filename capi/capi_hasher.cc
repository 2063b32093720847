// SPDX-License-Identifier: Apache-2.0
//
// Hashers of the C interface: manifests of bytes that the caller has.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "capi/boundary.h"
#include "capi/handles.h"
#include "capi/sized_struct.h"
#include "lib/hash/hash_stream.h"

using modelseal::MakeError;
using modelseal::Reason;
using modelseal::capi::Boundary;
using modelseal::capi::CheckBytes;
using modelseal::capi::CheckNotNull;
using modelseal::capi::CheckText;
using modelseal::capi::ViewOf;
using modelseal::manifest::Manifest;
using modelseal::manifest::ManifestAssembler;
using modelseal::manifest::RangeInput;
using modelseal::manifest::RangeStream;

namespace modelseal::capi {
namespace {

// The structs of an array lie struct_size apart, whatever we think their size is.
absl::StatusOr<std::vector<RangeInput>> ReadInputs(const modelseal_hash_input* inputs,
                                                   size_t count) {
  std::vector<RangeInput> out;
  out.reserve(count);
  const auto* next = reinterpret_cast<const char*>(inputs);
  for (size_t i = 0; i < count; ++i, next += inputs->struct_size) {
    MODELSEAL_ASSIGN_OR_RETURN(
        const modelseal_hash_input input,
        ReadSizedStruct(reinterpret_cast<const modelseal_hash_input*>(next)));
    if (input.struct_size != inputs->struct_size ||
        input.struct_size % alignof(modelseal_hash_input) != 0) {
      return MakeError(Reason::kInvalidArgument,
                       absl::StrCat("inputs[", i, "]: struct_size is ", input.struct_size,
                                    ", expected that of all inputs"));
    }
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(input.stream, "stream"));
    MODELSEAL_RETURN_IF_ERROR(CheckBytes(input.bytes, input.bytes_len, "bytes"));
    out.push_back({input.stream->stream.get(), SpanOf(input.bytes, input.bytes_len)});
  }
  return out;
}

}  // namespace
}  // namespace modelseal::capi

modelseal_code modelseal_hasher_new(const modelseal_hash_options* options, const char* model_name,
                                    size_t model_name_len, modelseal_hasher** out,
                                    modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckText(model_name, model_name_len, "model_name", false));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(
        std::shared_ptr<ManifestAssembler> assembler,
        ManifestAssembler::Create(
            options != nullptr ? options->options : modelseal::manifest::BuildOptions{},
            ViewOf(model_name, model_name_len)));
    *out = new modelseal_hasher{std::move(assembler)};
    return absl::OkStatus();
  });
}

modelseal_code modelseal_hasher_open_stream(modelseal_hasher* hasher, const char* name,
                                            size_t name_len, uint64_t start_bytes,
                                            uint64_t end_bytes, modelseal_hash_stream** out,
                                            modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(hasher, "hasher"));
    MODELSEAL_RETURN_IF_ERROR(CheckBytes(name, name_len, "name"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(
        std::unique_ptr<RangeStream> stream,
        RangeStream::Open(hasher->assembler, ViewOf(name, name_len), start_bytes, end_bytes));
    *out = new modelseal_hash_stream{std::move(stream)};
    return absl::OkStatus();
  });
}

modelseal_code modelseal_hash_stream_update(modelseal_hash_stream* stream, const uint8_t* bytes,
                                            size_t bytes_len, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(stream, "stream"));
    MODELSEAL_RETURN_IF_ERROR(CheckBytes(bytes, bytes_len, "bytes"));
    return stream->stream->Update(modelseal::capi::SpanOf(bytes, bytes_len));
  });
}

modelseal_code modelseal_hash_streams_update(const modelseal_hash_input* inputs, size_t count,
                                             modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    if (count == 0) {
      return absl::OkStatus();
    }
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(inputs, "inputs"));
    MODELSEAL_ASSIGN_OR_RETURN(const std::vector<RangeInput> known,
                               modelseal::capi::ReadInputs(inputs, count));
    return RangeStream::UpdateAll(known);
  });
}

size_t modelseal_hasher_lanes(int32_t hash) {
  const auto algorithm = modelseal::hash::AlgorithmOfNumber(hash);
  return algorithm.has_value() ? modelseal::hash::StreamLanes(*algorithm) : 0;
}

modelseal_code modelseal_hash_stream_finish(modelseal_hash_stream* stream, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(stream, "stream"));
    return stream->stream->Finish();
  });
}

void modelseal_hash_stream_free(modelseal_hash_stream* stream) { delete stream; }

modelseal_code modelseal_hasher_add_digest(modelseal_hasher* hasher, const char* name,
                                           size_t name_len, uint64_t start_bytes,
                                           uint64_t end_bytes, const uint8_t* digest,
                                           size_t digest_len, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(hasher, "hasher"));
    MODELSEAL_RETURN_IF_ERROR(CheckBytes(name, name_len, "name"));
    MODELSEAL_RETURN_IF_ERROR(CheckBytes(digest, digest_len, "digest"));
    return hasher->assembler->AddDigest(ViewOf(name, name_len), start_bytes, end_bytes,
                                        modelseal::capi::SpanOf(digest, digest_len));
  });
}

modelseal_code modelseal_hasher_finish(const modelseal_hasher* hasher, modelseal_manifest** out,
                                       modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(hasher, "hasher"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(Manifest manifest, hasher->assembler->ToManifest());
    *out = new modelseal_manifest(std::move(manifest));
    return absl::OkStatus();
  });
}

void modelseal_hasher_free(modelseal_hasher* hasher) { delete hasher; }
