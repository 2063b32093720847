// SPDX-License-Identifier: Apache-2.0
//
// Hash engines of the C interface.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "absl/strings/str_cat.h"
#include "capi/boundary.h"
#include "capi/handles.h"
#include "capi/sized_struct.h"
#include "lib/hash/hash_engine.h"

using modelseal::MakeError;
using modelseal::Reason;
using modelseal::capi::Boundary;
using modelseal::capi::CheckNotNull;
using modelseal::hash::EngineRange;
using modelseal::hash::HashAlgorithm;
using modelseal::hash::HashEngine;

namespace modelseal::capi {
namespace {

class CallbackHashEngine final : public HashEngine {
 public:
  explicit CallbackHashEngine(const modelseal_hash_engine& engine)
      : engine_(engine), ranges_(engine.max_ranges), pointers_(engine.max_ranges) {}

  size_t max_ranges() const override { return engine_.max_ranges; }

  int32_t Hash(std::span<const EngineRange> ranges, HashAlgorithm algorithm,
               std::span<uint8_t> digests) override {
    for (size_t i = 0; i < ranges.size(); ++i) {
      ranges_[i] = {
          .struct_size = sizeof(modelseal_hash_range),
          .hash = static_cast<int32_t>(algorithm),
          .name = {ranges[i].name.data(), ranges[i].name.size()},
          .start_bytes = ranges[i].start_bytes,
          .end_bytes = ranges[i].end_bytes,
          .fd = ranges[i].fd,
          .reserved0 = 0,
      };
      pointers_[i] = &ranges_[i];
    }
    return engine_.hash_ranges(pointers_.data(), ranges.size(), digests.data(), engine_.user);
  }

 private:
  const modelseal_hash_engine engine_;
  std::vector<modelseal_hash_range> ranges_;
  std::vector<const modelseal_hash_range*> pointers_;
};

}  // namespace
}  // namespace modelseal::capi

modelseal_code modelseal_job_set_hash_engine(modelseal_job* job,
                                             const modelseal_hash_engine* engine,
                                             modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(job, "job"));
    if (engine == nullptr) {
      job->engine.reset();
      return absl::OkStatus();
    }
    MODELSEAL_ASSIGN_OR_RETURN(const modelseal_hash_engine known,
                               modelseal::capi::ReadSizedStruct(engine));
    MODELSEAL_RETURN_IF_ERROR(
        CheckNotNull(reinterpret_cast<const void*>(known.hash_ranges), "hash_ranges"));
    if (known.max_ranges < 1 || known.max_ranges > HashEngine::kMaxRanges) {
      return MakeError(Reason::kInvalidArgument,
                       absl::StrCat("max_ranges is ", known.max_ranges, ", expected 1 to ",
                                    HashEngine::kMaxRanges));
    }
    job->engine = std::make_unique<modelseal::capi::CallbackHashEngine>(known);
    return absl::OkStatus();
  });
}
