// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/commitment.h"

#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/dataset/wire_reader.h"
#include "lib/dataset/wire_writer.h"

namespace modelseal::dataset {
namespace {

constexpr std::string_view kMagic = "msealcom";
constexpr uint8_t kVersion = 1;
constexpr size_t kPublicKeyBytes = 33;

absl::Status Invalid(std::string_view field, std::string_view problem) {
  return MakeError(Reason::kDatasetCommitmentInvalid, absl::StrCat(field, ": ", problem),
                   {{"field", std::string(field)}});
}

// Enumerations whose values are 1 to `last`.
template <typename Enum>
absl::StatusOr<Enum> ToEnum(std::string_view field, uint8_t value, Enum last) {
  if (value == 0 || value > static_cast<uint8_t>(last)) {
    return Invalid(field, absl::StrCat(value, ", expected 1 to ", static_cast<unsigned>(last)));
  }
  return static_cast<Enum>(value);
}

absl::StatusOr<Suite> ToSuite(uint8_t value) {
  const std::optional<Suite> suite = ParseSuite(value);
  if (!suite.has_value()) {
    return MakeError(Reason::kAlgorithmUnsupported,
                     absl::StrCat("dataset of suite ", value, ", which is not known"),
                     {{"field", "suite"}});
  }
  return *suite;
}

void WriteShortText(std::string_view text, WireWriter& writer) {
  writer.WriteU8(static_cast<uint8_t>(text.size()));
  writer.WriteText(text);
}

std::string ReadShortText(WireReader& reader) {
  const size_t size = reader.ReadU8();
  return std::string(reader.ReadText(size));
}

absl::Status CheckSizeClass(Padding padding, uint64_t size_class) {
  const bool is_stated = padding != Padding::kNone;
  if (is_stated ? size_class == 0 || size_class > limits::kMaxDatasetLeaves ||
                      PaddedLeafCount(padding, size_class) != size_class
                : size_class != 0) {
    return Invalid("size class", absl::StrCat(size_class, " is none of this padding"));
  }
  return absl::OkStatus();
}

// kDatasetCommitmentInvalid for what CheckParameters() says of the caller's own.
absl::Status CheckParsed(const DatasetParameters& parameters) {
  const absl::Status status = CheckParameters(parameters);
  return status.ok() ? status
                     : MakeError(Reason::kDatasetCommitmentInvalid, status.message(),
                                 {{"field", DetailOf(status, "field").value_or("")}});
}

}  // namespace

absl::StatusOr<Commitment> Commitment::Create(DatasetParameters parameters, uint64_t leaf_count,
                                              const NodeHash& root) {
  MODELSEAL_RETURN_IF_ERROR(CheckParameters(parameters));
  if (leaf_count > limits::kMaxDatasetLeaves) {
    return MakeError(Reason::kLimitExceeded,
                     absl::StrCat(leaf_count, " leaves, at most ", limits::kMaxDatasetLeaves),
                     {{"limit", absl::StrCat(limits::kMaxDatasetLeaves)}});
  }
  if (PaddedLeafCount(parameters.padding, leaf_count) != leaf_count) {
    return MakeError(Reason::kInvalidArgument,
                     absl::StrCat(leaf_count, " leaves are no size class of the padding"));
  }
  const uint64_t size_class = parameters.padding == Padding::kNone ? 0 : leaf_count;
  return Commitment(std::move(parameters), size_class, root);
}

absl::StatusOr<Commitment> Commitment::Parse(std::span<const uint8_t> bytes) {
  WireReader reader(bytes);
  if (reader.ReadText(kMagic.size()) != kMagic) {
    return Invalid("commitment", "does not begin as one");
  }
  if (const uint8_t version = reader.ReadU8(); version != kVersion) {
    return MakeError(Reason::kAlgorithmUnsupported,
                     absl::StrCat("commitment of version ", version, ", expected ", kVersion),
                     {{"field", "version"}});
  }
  MODELSEAL_ASSIGN_OR_RETURN(const Suite suite, ToSuite(reader.ReadU8()));
  MODELSEAL_ASSIGN_OR_RETURN(VrfPublicKey public_key,
                             VrfPublicKey::Parse(suite, reader.ReadBytes(kPublicKeyBytes)));
  DatasetParameters parameters{.public_key = std::move(public_key)};
  MODELSEAL_ASSIGN_OR_RETURN(parameters.kind, ToEnum("kind", reader.ReadU8(), DatasetKind::kMap));
  MODELSEAL_ASSIGN_OR_RETURN(parameters.duplicates,
                             ToEnum("duplicates", reader.ReadU8(), DuplicatePolicy::kCount));
  MODELSEAL_ASSIGN_OR_RETURN(parameters.padding,
                             ToEnum("padding", reader.ReadU8(), Padding::kQuarterSteps));
  const uint64_t size_class = reader.ReadU64();
  parameters.name = ReadShortText(reader);
  parameters.context = ReadShortText(reader);
  const size_t view_count = reader.ReadU8();
  for (size_t index = 0; index < view_count; ++index) {
    parameters.views.push_back(ReadShortText(reader));
  }
  const auto root = reader.ReadArray<std::tuple_size_v<NodeHash>>();
  if (!reader.is_complete()) {
    return Invalid("commitment", reader.is_failed()
                                     ? std::string("ends early")
                                     : absl::StrCat(reader.left(), " bytes after its end"));
  }
  MODELSEAL_RETURN_IF_ERROR(CheckParsed(parameters));
  MODELSEAL_RETURN_IF_ERROR(CheckSizeClass(parameters.padding, size_class));
  return Commitment(std::move(parameters), size_class, root);
}

std::vector<uint8_t> Commitment::Encode() const {
  WireWriter writer;
  writer.WriteText(kMagic);
  writer.WriteU8(kVersion);
  writer.WriteU8(static_cast<uint8_t>(parameters_.public_key.suite()));
  writer.WriteBytes(parameters_.public_key.bytes());
  writer.WriteU8(static_cast<uint8_t>(parameters_.kind));
  writer.WriteU8(static_cast<uint8_t>(parameters_.duplicates));
  writer.WriteU8(static_cast<uint8_t>(parameters_.padding));
  writer.WriteU64(size_class_);
  WriteShortText(parameters_.name, writer);
  WriteShortText(parameters_.context, writer);
  writer.WriteU8(static_cast<uint8_t>(parameters_.views.size()));
  for (const std::string& view : parameters_.views) {
    WriteShortText(view, writer);
  }
  writer.WriteBytes(root_);
  return writer.Finish();
}

crypto::Sha256Digest Commitment::ComputeDigest() const { return ComputeCommitmentDigest(Encode()); }

}  // namespace modelseal::dataset
