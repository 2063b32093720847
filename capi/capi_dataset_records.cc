// SPDX-License-Identifier: Apache-2.0
//
// Lists of records of the C interface, and what is verified of them.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "capi/boundary.h"
#include "capi/dataset_handles.h"
#include "lib/dataset/verify_proof.h"

using modelseal::MakeError;
using modelseal::Reason;
using modelseal::capi::Boundary;
using modelseal::capi::CheckBytes;
using modelseal::capi::CheckNotNull;
using modelseal::capi::CheckText;
using modelseal::capi::kEmptyStr;
using modelseal::capi::SpanOf;
using modelseal::capi::StrOf;
using modelseal::capi::ViewOf;
using modelseal::dataset::Answer;
using modelseal::dataset::RecordDigest;
using modelseal::dataset::RecordList;

namespace {

std::string_view ViewOfBytes(const uint8_t* bytes, size_t size) {
  return ViewOf(reinterpret_cast<const char*>(bytes), size);
}

std::span<const uint64_t> SizesOf(const uint64_t* sizes, size_t count) {
  return count == 0 ? std::span<const uint64_t>() : std::span<const uint64_t>(sizes, count);
}

}  // namespace

modelseal_code modelseal_dataset_records_new(const char* view, size_t view_len,
                                             modelseal_dataset_records** out,
                                             modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckText(view, view_len, "view", false));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(RecordList list, RecordList::Create(ViewOf(view, view_len)));
    *out = new modelseal_dataset_records{std::move(list)};
    return absl::OkStatus();
  });
}

modelseal_code modelseal_dataset_records_add(modelseal_dataset_records* records,
                                             const uint8_t* bytes, size_t bytes_len,
                                             modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(records, "records"));
    MODELSEAL_RETURN_IF_ERROR(CheckBytes(bytes, bytes_len, "bytes"));
    return records->list.Add(ViewOfBytes(bytes, bytes_len), std::nullopt);
  });
}

modelseal_code modelseal_dataset_records_add_with_value(modelseal_dataset_records* records,
                                                        const uint8_t* bytes, size_t bytes_len,
                                                        const uint8_t* value, size_t value_len,
                                                        modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(records, "records"));
    MODELSEAL_RETURN_IF_ERROR(CheckBytes(bytes, bytes_len, "bytes"));
    MODELSEAL_RETURN_IF_ERROR(CheckBytes(value, value_len, "value"));
    return records->list.Add(ViewOfBytes(bytes, bytes_len), ViewOfBytes(value, value_len));
  });
}

modelseal_code modelseal_dataset_records_add_many(modelseal_dataset_records* records,
                                                  const uint8_t* bytes, size_t bytes_len,
                                                  const uint64_t* sizes, const uint8_t* values,
                                                  size_t values_len, const uint64_t* value_sizes,
                                                  size_t count, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(records, "records"));
    MODELSEAL_RETURN_IF_ERROR(CheckBytes(bytes, bytes_len, "bytes"));
    MODELSEAL_RETURN_IF_ERROR(CheckBytes(sizes, count, "sizes"));
    MODELSEAL_RETURN_IF_ERROR(CheckBytes(values, values_len, "values"));
    return records->list.AddMany(
        ViewOfBytes(bytes, bytes_len), SizesOf(sizes, count), ViewOfBytes(values, values_len),
        value_sizes == nullptr ? std::nullopt : std::optional(SizesOf(value_sizes, count)));
  });
}

modelseal_code modelseal_dataset_records_add_digest(modelseal_dataset_records* records,
                                                    const uint8_t* digest, size_t digest_len,
                                                    modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(records, "records"));
    MODELSEAL_RETURN_IF_ERROR(CheckBytes(digest, digest_len, "digest"));
    RecordDigest known;
    if (digest_len != known.size()) {
      return MakeError(Reason::kInvalidArgument,
                       absl::StrCat("digest has ", digest_len, " bytes, expected ", known.size()));
    }
    std::copy_n(digest, known.size(), known.begin());
    return records->list.AddDigest(known);
  });
}

modelseal_str modelseal_dataset_records_view(const modelseal_dataset_records* records) {
  return records == nullptr ? kEmptyStr : StrOf(records->list.view());
}

size_t modelseal_dataset_records_count(const modelseal_dataset_records* records) {
  return records == nullptr ? 0 : records->list.records().size();
}

modelseal_str modelseal_dataset_records_digest_at(const modelseal_dataset_records* records,
                                                  size_t index) {
  if (index >= modelseal_dataset_records_count(records)) {
    return kEmptyStr;
  }
  const RecordDigest& digest = records->list.records()[index];
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

void modelseal_dataset_records_clear(modelseal_dataset_records* records) {
  if (records != nullptr) {
    records->list.Clear();
  }
}

void modelseal_dataset_records_free(modelseal_dataset_records* records) { delete records; }

modelseal_code modelseal_dataset_verify(const modelseal_dataset_commitment* commitment,
                                        const modelseal_dataset_records* records,
                                        const uint8_t* proof, size_t proof_len,
                                        modelseal_dataset_answers** out, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(commitment, "commitment"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(records, "records"));
    MODELSEAL_RETURN_IF_ERROR(CheckBytes(proof, proof_len, "proof"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_RETURN_IF_ERROR(
        modelseal::dataset::CheckViewIsOf(commitment->commitment.parameters(), records->list));
    MODELSEAL_ASSIGN_OR_RETURN(
        std::vector<Answer> answers,
        modelseal::dataset::VerifyProof(commitment->commitment, records->list.records(),
                                        SpanOf(proof, proof_len)));
    *out = new modelseal_dataset_answers{std::move(answers)};
    return absl::OkStatus();
  });
}

size_t modelseal_dataset_answers_count(const modelseal_dataset_answers* answers) {
  return answers == nullptr ? 0 : answers->answers.size();
}

int32_t modelseal_dataset_answers_is_member(const modelseal_dataset_answers* answers,
                                            size_t index) {
  if (index >= modelseal_dataset_answers_count(answers)) {
    return -1;
  }
  return answers->answers[index].is_member ? 1 : 0;
}

int32_t modelseal_dataset_answers_has_value(const modelseal_dataset_answers* answers,
                                            size_t index) {
  return index < modelseal_dataset_answers_count(answers) &&
                 answers->answers[index].value.has_value()
             ? 1
             : 0;
}

modelseal_str modelseal_dataset_answers_value(const modelseal_dataset_answers* answers,
                                              size_t index) {
  return modelseal_dataset_answers_has_value(answers, index) == 1
             ? StrOf(*answers->answers[index].value)
             : kEmptyStr;
}

void modelseal_dataset_answers_free(modelseal_dataset_answers* answers) { delete answers; }
