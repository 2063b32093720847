// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/build_manifest.h"

#include <string_view>

#include "lib/base/status.h"
#include "lib/dataset/wire_reader.h"
#include "lib/dataset/wire_writer.h"

namespace modelseal::dataset {
namespace {

constexpr std::string_view kMagic = "msealwrk";
constexpr uint8_t kVersion = 1;
constexpr size_t kDigestBytes = 32;

absl::Status Damaged() {
  return MakeError(Reason::kDatasetStoreInvalid, "manifest of a dataset's builder was altered");
}

}  // namespace

std::vector<uint8_t> EncodeBuildManifest(const BuildManifest& manifest) {
  WireWriter writer;
  writer.WriteText(kMagic);
  writer.WriteU8(kVersion);
  writer.WriteBytes(manifest.parameters_digest);
  writer.WriteU8(manifest.partition_bits);
  writer.WriteU8(static_cast<uint8_t>(manifest.phase));
  writer.WriteU64(manifest.records_added);
  writer.WriteU64(manifest.records_file_bytes);
  writer.WriteU64(manifest.values_file_bytes);
  writer.WriteU64(manifest.padding_file_bytes);
  writer.WriteU32(static_cast<uint32_t>(manifest.runs.size()));
  for (const BuildManifest::Run& run : manifest.runs) {
    writer.WriteU8(run.is_done ? 1 : 0);
    writer.WriteU64(run.record_count);
    writer.WriteU64(run.values_bytes);
    writer.WriteBytes(run.digest);
  }
  writer.WriteU32(static_cast<uint32_t>(manifest.slices.size()));
  for (const BuildManifest::Slice& slice : manifest.slices) {
    writer.WriteU8(slice.is_done ? 1 : 0);
    writer.WriteBytes(slice.subtree.hash);
    writer.WriteU64(slice.subtree.leaf_count);
  }
  writer.WriteBytes(crypto::ComputeSha256(writer.bytes()));
  return writer.Finish();
}

absl::StatusOr<BuildManifest> ParseBuildManifest(std::span<const uint8_t> bytes) {
  if (bytes.size() < kDigestBytes) {
    return Damaged();
  }
  const std::span<const uint8_t> covered = bytes.first(bytes.size() - kDigestBytes);
  if (WireReader(bytes.last(kDigestBytes)).ReadArray<kDigestBytes>() !=
      crypto::ComputeSha256(covered)) {
    return Damaged();
  }
  WireReader reader(covered);
  if (reader.ReadText(kMagic.size()) != kMagic || reader.ReadU8() != kVersion) {
    return Damaged();
  }
  BuildManifest manifest;
  manifest.parameters_digest = reader.ReadArray<kDigestBytes>();
  manifest.partition_bits = reader.ReadU8();
  manifest.phase = static_cast<BuildPhase>(reader.ReadU8());
  manifest.records_added = reader.ReadU64();
  manifest.records_file_bytes = reader.ReadU64();
  manifest.values_file_bytes = reader.ReadU64();
  manifest.padding_file_bytes = reader.ReadU64();
  const size_t run_count = reader.ReadU32();
  for (size_t index = 0; index < run_count && !reader.is_failed(); ++index) {
    BuildManifest::Run run;
    run.is_done = reader.ReadU8() != 0;
    run.record_count = reader.ReadU64();
    run.values_bytes = reader.ReadU64();
    run.digest = reader.ReadArray<kDigestBytes>();
    manifest.runs.push_back(run);
  }
  const size_t slice_count = reader.ReadU32();
  for (size_t index = 0; index < slice_count && !reader.is_failed(); ++index) {
    BuildManifest::Slice slice;
    slice.is_done = reader.ReadU8() != 0;
    slice.subtree.hash = reader.ReadArray<kDigestBytes>();
    slice.subtree.leaf_count = reader.ReadU64();
    manifest.slices.push_back(slice);
  }
  const bool is_known_phase =
      manifest.phase >= BuildPhase::kAdding && manifest.phase <= BuildPhase::kWriting;
  if (!reader.is_complete() || !is_known_phase || manifest.partition_bits > kMaxPartitionBits ||
      manifest.runs.size() != size_t{1} << manifest.partition_bits) {
    return Damaged();
  }
  return manifest;
}

}  // namespace modelseal::dataset
