// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/proof.h"

#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/dataset/label_bits.h"
#include "lib/dataset/wire_reader.h"
#include "lib/dataset/wire_writer.h"

namespace modelseal::dataset {
namespace {

constexpr uint8_t kVersion = 1;
enum class ProofType : uint8_t { kOneRecord = 1, kBatch = 2 };
constexpr size_t kHashBytes = std::tuple_size_v<NodeHash>;

absl::Status Invalid(std::string_view field, std::string_view problem) {
  return MakeError(Reason::kDatasetProofInvalid, absl::StrCat(field, ": ", problem),
                   {{"field", std::string(field)}});
}

bool IsMember(TerminalType type) {
  return type == TerminalType::kMember || type == TerminalType::kMemberWithValue;
}

size_t BitmapBytes(size_t bits) { return (bits + 7) / 8; }

// ------------------------------------------------------------------------------------- writing

void WriteHead(ProofType type, Suite suite, DatasetKind kind, WireWriter& writer) {
  writer.WriteU8(kVersion);
  writer.WriteU8(static_cast<uint8_t>(type));
  writer.WriteU8(static_cast<uint8_t>(suite));
  writer.WriteU8(static_cast<uint8_t>(kind));
}

void WriteTerminal(const Terminal& terminal, DatasetKind kind, WireWriter& writer) {
  writer.WriteU8(static_cast<uint8_t>(terminal.type));
  if (terminal.type == TerminalType::kOtherLeaf) {
    writer.WriteBytes(terminal.other_label);
  }
  if (kind == DatasetKind::kMap &&
      (terminal.type == TerminalType::kOtherLeaf || terminal.type == TerminalType::kMember)) {
    writer.WriteBytes(terminal.content);
  }
  if (terminal.type == TerminalType::kMemberWithValue) {
    writer.WriteBytes(terminal.opening.salt);
    writer.WriteU32(static_cast<uint32_t>(terminal.opening.value.size()));
    writer.WriteText(terminal.opening.value);
  }
}

template <typename IsEmpty>
void WriteBitmap(size_t bits, IsEmpty is_empty, WireWriter& writer) {
  std::vector<uint8_t> bitmap(BitmapBytes(bits));
  for (size_t bit = 0; bit < bits; ++bit) {
    if (is_empty(bit)) {
      bitmap[bit / 8] |= static_cast<uint8_t>(0x80 >> bit % 8);
    }
  }
  writer.WriteBytes(bitmap);
}

// ------------------------------------------------------------------------------------- reading

struct Head {
  Suite suite;
  DatasetKind kind;
};

absl::StatusOr<Head> ReadHead(ProofType type, WireReader& reader) {
  const uint8_t version = reader.ReadU8();
  const uint8_t actual_type = reader.ReadU8();
  const uint8_t suite = reader.ReadU8();
  const uint8_t kind = reader.ReadU8();
  if (reader.is_failed()) {
    return Invalid("proof", "ends early");
  }
  if (version != kVersion) {
    return MakeError(Reason::kAlgorithmUnsupported,
                     absl::StrCat("proof of version ", version, ", expected ", kVersion),
                     {{"field", "version"}});
  }
  if (actual_type != static_cast<uint8_t>(type)) {
    return Invalid("type", absl::StrCat(actual_type, ", expected ", static_cast<unsigned>(type)));
  }
  const std::optional<Suite> known_suite = ParseSuite(suite);
  if (!known_suite.has_value()) {
    return Invalid("suite", absl::StrCat(suite, " is not known"));
  }
  if (kind != static_cast<uint8_t>(DatasetKind::kSet) &&
      kind != static_cast<uint8_t>(DatasetKind::kMap)) {
    return Invalid("kind", absl::StrCat(kind, " is neither set nor map"));
  }
  return Head{*known_suite, static_cast<DatasetKind>(kind)};
}

absl::StatusOr<Terminal> ReadTerminal(DatasetKind kind, WireReader& reader) {
  const bool is_map = kind == DatasetKind::kMap;
  const uint8_t type = reader.ReadU8();
  Terminal terminal;
  terminal.type = static_cast<TerminalType>(type);
  switch (terminal.type) {
    case TerminalType::kEmpty:
      return terminal;
    case TerminalType::kOtherLeaf:
      terminal.other_label = reader.ReadArray<std::tuple_size_v<Label>>();
      [[fallthrough]];
    case TerminalType::kMember:
      terminal.content = is_map ? reader.ReadArray<kHashBytes>() : kNoContent;
      return terminal;
    case TerminalType::kMemberWithValue: {
      if (!is_map) {
        return Invalid("terminal", "a set has no values");
      }
      terminal.opening.salt = reader.ReadArray<std::tuple_size_v<ValueSalt>>();
      const size_t size = reader.ReadU32();
      if (size > limits::kMaxDatasetValueBytes) {
        return Invalid("value", absl::StrCat(size, " bytes, expected at most ",
                                             limits::kMaxDatasetValueBytes));
      }
      terminal.opening.value = std::string(reader.ReadText(size));
      return terminal;
    }
  }
  return Invalid("terminal", reader.is_failed() ? std::string("ends early")
                                                : absl::StrCat("type ", type, " is not known"));
}

absl::StatusOr<size_t> ReadDepth(WireReader& reader) {
  const size_t depth = reader.ReadU16();
  if (depth > kMaxDepth) {
    return Invalid("depth", absl::StrCat(depth, ", expected at most ", kMaxDepth));
  }
  return depth;
}

struct Siblings {
  std::vector<bool> is_empty;
  std::vector<NodeHash> hashes;
};

absl::StatusOr<Siblings> ReadSiblings(size_t count, WireReader& reader) {
  const std::span<const uint8_t> bitmap = reader.ReadBytes(BitmapBytes(count));
  if (reader.is_failed()) {
    return Invalid("siblings", "end early");
  }
  Siblings siblings;
  siblings.is_empty.reserve(count);
  for (size_t bit = 0; bit < 8 * bitmap.size(); ++bit) {
    const bool is_set = (bitmap[bit / 8] & (0x80 >> bit % 8)) != 0;
    if (bit < count) {
      siblings.is_empty.push_back(is_set);
    } else if (is_set) {
      return Invalid("siblings", "an unused bit of the bitmap is set");
    }
  }
  while (reader.left() >= kHashBytes) {
    siblings.hashes.push_back(reader.ReadArray<kHashBytes>());
    if (siblings.hashes.back() == kEmptySubtree) {
      return Invalid("siblings", "the empty constant stands among the hashes");
    }
  }
  size_t expected = 0;
  for (const bool is_empty : siblings.is_empty) {
    expected += is_empty ? 0 : 1;
  }
  if (siblings.hashes.size() != expected || !reader.is_complete()) {
    return Invalid("siblings", absl::StrCat(siblings.hashes.size(), " hashes and ", reader.left(),
                                            " bytes, expected ", expected, " and no more"));
  }
  return siblings;
}

absl::StatusOr<MultiProof::End> ReadEnd(DatasetKind kind, size_t record_count, WireReader& reader) {
  MultiProof::End end;
  MODELSEAL_ASSIGN_OR_RETURN(end.depth, ReadDepth(reader));
  MODELSEAL_ASSIGN_OR_RETURN(end.terminal, ReadTerminal(kind, reader));
  if (IsMember(end.terminal.type)) {
    end.label_index = reader.ReadU32();
    if (end.label_index >= record_count) {
      return Invalid("label index", absl::StrCat(end.label_index, " of ", record_count));
    }
  }
  if (reader.is_failed()) {
    return Invalid("ends", "end early");
  }
  return end;
}

}  // namespace

std::vector<uint8_t> EncodeRecordProof(const RecordProof& proof) {
  const std::vector<NodeHash>& siblings = proof.path.siblings;
  WireWriter writer;
  WriteHead(ProofType::kOneRecord, proof.suite, proof.kind, writer);
  writer.WriteBytes(proof.vrf_proof);
  WriteTerminal(proof.path.terminal, proof.kind, writer);
  writer.WriteU16(static_cast<uint16_t>(siblings.size()));
  WriteBitmap(
      siblings.size(), [&](size_t index) { return siblings[index] == kEmptySubtree; }, writer);
  for (const NodeHash& sibling : siblings) {
    if (sibling != kEmptySubtree) {
      writer.WriteBytes(sibling);
    }
  }
  return writer.Finish();
}

std::vector<uint8_t> EncodeBatchProof(const BatchProof& proof) {
  const MultiProof& paths = proof.paths;
  WireWriter writer;
  WriteHead(ProofType::kBatch, proof.suite, proof.kind, writer);
  writer.WriteU32(proof.record_count);
  writer.WriteU32(static_cast<uint32_t>(proof.vrf_proof.size()));
  writer.WriteBytes(proof.vrf_proof);
  writer.WriteU32(static_cast<uint32_t>(paths.ends.size()));
  for (const MultiProof::End& end : paths.ends) {
    writer.WriteU16(static_cast<uint16_t>(end.depth));
    WriteTerminal(end.terminal, proof.kind, writer);
    if (IsMember(end.terminal.type)) {
      writer.WriteU32(end.label_index);
    }
  }
  writer.WriteU32(static_cast<uint32_t>(paths.sibling_is_empty.size()));
  WriteBitmap(
      paths.sibling_is_empty.size(), [&](size_t index) { return paths.sibling_is_empty[index]; },
      writer);
  for (const NodeHash& hash : paths.sibling_hashes) {
    writer.WriteBytes(hash);
  }
  return writer.Finish();
}

absl::StatusOr<RecordProof> ParseRecordProof(std::span<const uint8_t> bytes) {
  WireReader reader(bytes);
  MODELSEAL_ASSIGN_OR_RETURN(const Head head, ReadHead(ProofType::kOneRecord, reader));
  RecordProof proof{.suite = head.suite, .kind = head.kind};
  proof.vrf_proof = reader.ReadArray<kLabelProofBytes>();
  MODELSEAL_ASSIGN_OR_RETURN(proof.path.terminal, ReadTerminal(head.kind, reader));
  MODELSEAL_ASSIGN_OR_RETURN(const size_t depth, ReadDepth(reader));
  MODELSEAL_ASSIGN_OR_RETURN(const Siblings siblings, ReadSiblings(depth, reader));
  auto next = siblings.hashes.begin();
  for (const bool is_empty : siblings.is_empty) {
    proof.path.siblings.push_back(is_empty ? kEmptySubtree : *next++);
  }
  return proof;
}

absl::StatusOr<BatchProof> ParseBatchProof(std::span<const uint8_t> bytes) {
  WireReader reader(bytes);
  MODELSEAL_ASSIGN_OR_RETURN(const Head head, ReadHead(ProofType::kBatch, reader));
  BatchProof proof{.suite = head.suite, .kind = head.kind};
  proof.record_count = reader.ReadU32();
  if (proof.record_count == 0 || proof.record_count > limits::kMaxDatasetBatchRecords) {
    return Invalid("records", absl::StrCat(proof.record_count, ", expected 1 to ",
                                           limits::kMaxDatasetBatchRecords));
  }
  const std::span<const uint8_t> vrf_proof = reader.ReadBytes(reader.ReadU32());
  proof.vrf_proof.assign(vrf_proof.begin(), vrf_proof.end());
  const size_t end_count = reader.ReadU32();
  if (end_count == 0 || end_count > proof.record_count) {
    return Invalid("ends", absl::StrCat(end_count, " of ", proof.record_count, " records"));
  }
  for (size_t index = 0; index < end_count; ++index) {
    MODELSEAL_ASSIGN_OR_RETURN(MultiProof::End end, ReadEnd(head.kind, proof.record_count, reader));
    proof.paths.ends.push_back(std::move(end));
  }
  MODELSEAL_ASSIGN_OR_RETURN(Siblings siblings, ReadSiblings(reader.ReadU32(), reader));
  proof.paths.sibling_is_empty = std::move(siblings.is_empty);
  proof.paths.sibling_hashes = std::move(siblings.hashes);
  return proof;
}

bool IsBatchProof(std::span<const uint8_t> bytes) {
  return bytes.size() > 1 && bytes[1] == static_cast<uint8_t>(ProofType::kBatch);
}

}  // namespace modelseal::dataset
