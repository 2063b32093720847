// SPDX-License-Identifier: Apache-2.0
//
// The C interface of the small verifier. It stands on lib/dataset's verifier alone.
#include "modelseal/dataset_verifier.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/crypto/digest.h"
#include "lib/dataset/answer.h"
#include "lib/dataset/commitment.h"
#include "lib/dataset/record_digest.h"
#include "lib/dataset/verify_proof.h"

using modelseal::MakeError;
using modelseal::Reason;
using modelseal::crypto::Sha256Digest;
using modelseal::dataset::Answer;
using modelseal::dataset::Commitment;
using modelseal::dataset::RecordDigest;

struct modelseal_zk_commitment {
  Commitment value;
};

struct modelseal_zk_answers {
  std::vector<Answer> value;
};

namespace {

static_assert(MODELSEAL_ZK_DIGEST_SIZE == std::tuple_size_v<RecordDigest>);
static_assert(MODELSEAL_ZK_DIGEST_SIZE == std::tuple_size_v<Sha256Digest>);

constexpr bool Is(int32_t code, Reason reason) { return code == static_cast<int32_t>(reason); }
static_assert(Is(MODELSEAL_ZK_ERROR_INVALID_ARGUMENT, Reason::kInvalidArgument));
static_assert(Is(MODELSEAL_ZK_ERROR_ALGORITHM_UNSUPPORTED, Reason::kAlgorithmUnsupported));
static_assert(Is(MODELSEAL_ZK_ERROR_COMMITMENT_INVALID, Reason::kDatasetCommitmentInvalid));
static_assert(Is(MODELSEAL_ZK_ERROR_PROOF_INVALID, Reason::kDatasetProofInvalid));
static_assert(Is(MODELSEAL_ZK_ERROR_KEY_INVALID, Reason::kKeyInvalid));
static_assert(Is(MODELSEAL_ZK_ERROR_INTERNAL, Reason::kInternal));
static_assert(Is(MODELSEAL_ZK_ERROR_OUT_OF_MEMORY, Reason::kOutOfMemory));

// Cut where a character begins.
void CopyMessage(std::string_view message, modelseal_zk_error* error) {
  size_t size = std::min(message.size(), sizeof(error->message) - 1);
  if (size < message.size()) {
    while (size > 0 && (static_cast<unsigned char>(message[size]) & 0xc0) == 0x80) {
      --size;
    }
  }
  std::memcpy(error->message, message.data(), size);
  error->message[size] = '\0';
}

int32_t Report(const absl::Status& status, modelseal_zk_error* error) {
  if (status.ok()) {
    return MODELSEAL_ZK_OK;
  }
  const auto code = static_cast<int32_t>(modelseal::ReasonOf(status));
  if (error != nullptr) {
    error->code = code;
    CopyMessage(status.message(), error);
  }
  return code;
}

absl::Status Invalid(std::string_view message) {
  return MakeError(Reason::kInvalidArgument, message);
}

std::span<const uint8_t> Bytes(const uint8_t* bytes, size_t size) {
  return size == 0 ? std::span<const uint8_t>() : std::span<const uint8_t>(bytes, size);
}

// A view that is not in the commitment digests to something that no dataset holds.
absl::StatusOr<RecordDigest> DigestUnder(const Commitment& commitment, std::string_view view,
                                         std::span<const uint8_t> bytes) {
  const std::vector<std::string>& views = commitment.parameters().views;
  if (std::find(views.begin(), views.end(), view) == views.end()) {
    return Invalid("view: none of the commitment's");
  }
  return modelseal::dataset::ComputeRecordDigest(view, bytes);
}

absl::StatusOr<std::vector<Answer>> VerifyOne(const Commitment& commitment, const uint8_t* digest,
                                              std::span<const uint8_t> proof) {
  RecordDigest record;
  std::copy_n(digest, record.size(), record.begin());
  MODELSEAL_ASSIGN_OR_RETURN(Answer answer,
                             modelseal::dataset::VerifyRecordProof(commitment, record, proof));
  std::vector<Answer> answers;
  answers.push_back(std::move(answer));
  return answers;
}

absl::StatusOr<std::vector<Answer>> VerifyMany(const Commitment& commitment, const uint8_t* digests,
                                               size_t count, std::span<const uint8_t> proof) {
  if (count == 0 || count > modelseal::limits::kMaxDatasetBatchRecords) {
    return Invalid("records: expected 1 to 65536");
  }
  std::vector<RecordDigest> records(count);
  for (size_t i = 0; i < count; ++i) {
    std::copy_n(digests + i * MODELSEAL_ZK_DIGEST_SIZE, records[i].size(), records[i].begin());
  }
  return modelseal::dataset::VerifyBatchProof(commitment, records, proof);
}

int32_t HandOut(absl::StatusOr<std::vector<Answer>> answers, modelseal_zk_answers** out,
                modelseal_zk_error* error) {
  if (answers.ok()) {
    *out = new modelseal_zk_answers{*std::move(answers)};
  }
  return Report(answers.status(), error);
}

}  // namespace

const char* modelseal_zk_reason_name(int32_t code) {
  // Of the names in the list, which are literals, each ends with a NUL.
  return code == MODELSEAL_ZK_OK ? "OK" : modelseal::ReasonName(static_cast<Reason>(code)).data();
}

int32_t modelseal_zk_commitment_parse(const uint8_t* bytes, size_t size,
                                      modelseal_zk_commitment** out, modelseal_zk_error* error) {
  if (out == nullptr || (bytes == nullptr && size != 0)) {
    return Report(Invalid("a pointer is null"), error);
  }
  absl::StatusOr<Commitment> commitment = Commitment::Parse(Bytes(bytes, size));
  if (commitment.ok()) {
    *out = new modelseal_zk_commitment{*std::move(commitment)};
  }
  return Report(commitment.status(), error);
}

void modelseal_zk_commitment_digest(const modelseal_zk_commitment* commitment, uint8_t* digest) {
  const Sha256Digest computed = commitment->value.ComputeDigest();
  std::copy(computed.begin(), computed.end(), digest);
}

const char* modelseal_zk_commitment_name(const modelseal_zk_commitment* commitment) {
  return commitment->value.parameters().name.c_str();
}

const char* modelseal_zk_commitment_context(const modelseal_zk_commitment* commitment) {
  return commitment->value.parameters().context.c_str();
}

int32_t modelseal_zk_commitment_suite(const modelseal_zk_commitment* commitment) {
  return static_cast<int32_t>(commitment->value.parameters().public_key.suite());
}

int32_t modelseal_zk_commitment_kind(const modelseal_zk_commitment* commitment) {
  return static_cast<int32_t>(commitment->value.parameters().kind);
}

size_t modelseal_zk_commitment_view_count(const modelseal_zk_commitment* commitment) {
  return commitment->value.parameters().views.size();
}

const char* modelseal_zk_commitment_view(const modelseal_zk_commitment* commitment, size_t index) {
  const std::vector<std::string>& views = commitment->value.parameters().views;
  return index < views.size() ? views[index].c_str() : nullptr;
}

void modelseal_zk_commitment_free(modelseal_zk_commitment* commitment) { delete commitment; }

int32_t modelseal_zk_record_digest(const modelseal_zk_commitment* commitment, const char* view,
                                   const uint8_t* bytes, size_t size, uint8_t* digest,
                                   modelseal_zk_error* error) {
  if (commitment == nullptr || view == nullptr || digest == nullptr ||
      (bytes == nullptr && size != 0)) {
    return Report(Invalid("a pointer is null"), error);
  }
  const absl::StatusOr<RecordDigest> computed =
      DigestUnder(commitment->value, view, Bytes(bytes, size));
  if (computed.ok()) {
    std::copy(computed->begin(), computed->end(), digest);
  }
  return Report(computed.status(), error);
}

int32_t modelseal_zk_verify_record(const modelseal_zk_commitment* commitment, const uint8_t* digest,
                                   const uint8_t* proof, size_t proof_size,
                                   modelseal_zk_answers** out, modelseal_zk_error* error) {
  if (commitment == nullptr || digest == nullptr || out == nullptr ||
      (proof == nullptr && proof_size != 0)) {
    return Report(Invalid("a pointer is null"), error);
  }
  return HandOut(VerifyOne(commitment->value, digest, Bytes(proof, proof_size)), out, error);
}

int32_t modelseal_zk_verify_batch(const modelseal_zk_commitment* commitment, const uint8_t* digests,
                                  size_t count, const uint8_t* proof, size_t proof_size,
                                  modelseal_zk_answers** out, modelseal_zk_error* error) {
  if (commitment == nullptr || (digests == nullptr && count != 0) || out == nullptr ||
      (proof == nullptr && proof_size != 0)) {
    return Report(Invalid("a pointer is null"), error);
  }
  return HandOut(VerifyMany(commitment->value, digests, count, Bytes(proof, proof_size)), out,
                 error);
}

size_t modelseal_zk_answers_count(const modelseal_zk_answers* answers) {
  return answers->value.size();
}

int32_t modelseal_zk_answers_is_member(const modelseal_zk_answers* answers, size_t index) {
  return index < answers->value.size() && answers->value[index].is_member ? 1 : 0;
}

const uint8_t* modelseal_zk_answers_value(const modelseal_zk_answers* answers, size_t index,
                                          size_t* size) {
  *size = 0;
  if (index >= answers->value.size() || !answers->value[index].value.has_value()) {
    return nullptr;
  }
  const std::string& value = *answers->value[index].value;
  *size = value.size();
  return reinterpret_cast<const uint8_t*>(value.data());
}

void modelseal_zk_answers_free(modelseal_zk_answers* answers) { delete answers; }
