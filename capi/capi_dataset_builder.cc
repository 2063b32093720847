// SPDX-License-Identifier: Apache-2.0
//
// Building datasets in the C interface.
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "capi/boundary.h"
#include "capi/dataset_handles.h"
#include "capi/handles.h"
#include "lib/hash/processor_count.h"

using modelseal::MakeError;
using modelseal::Reason;
using modelseal::ReasonOf;
using modelseal::capi::Boundary;
using modelseal::capi::CheckNotNull;
using modelseal::capi::CheckText;
using modelseal::capi::ViewOf;
using modelseal::dataset::Builder;
using modelseal::dataset::BuildOptions;
using modelseal::dataset::BuildProgress;
using modelseal::dataset::Commitment;
using modelseal::dataset::DatasetParameters;

modelseal_dataset_builder::modelseal_dataset_builder(const modelseal_dataset_key& key,
                                                     DatasetParameters dataset_parameters,
                                                     modelseal_job* job_or_null)
    : parameters(std::move(dataset_parameters)),
      labels(key.key, parameters.context),
      job(job_or_null) {}

BuildOptions modelseal_dataset_builder::ToBuildOptions() {
  BuildOptions options;
  options.threads = job != nullptr ? job->threads : 0;
  if (options.threads == 0) {
    options.threads = modelseal::hash::ProcessorCount();
  }
  if (job != nullptr) {
    options.cancel = &job->cancel;
  }
  if (job != nullptr && job->dataset_progress != nullptr) {
    options.progress = [this](const BuildProgress& progress) { Report(progress); };
  }
  return options;
}

// The caller's thread is one of those that work, so that it comes by often enough.
void modelseal_dataset_builder::Report(const BuildProgress& progress) {
  if (std::this_thread::get_id() != caller || callback_result != 0) {
    return;
  }
  const modelseal_dataset_progress out = {
      .struct_size = sizeof(modelseal_dataset_progress),
      .phase = static_cast<int32_t>(progress.phase),
      .done = progress.done,
      .total = progress.total,
  };
  callback_result = job->dataset_progress(&out, job->dataset_user);
  if (callback_result != 0) {
    job->cancel.Request();
  }
}

template <typename Step>
absl::Status modelseal_dataset_builder::Run(Step step) {
  caller = std::this_thread::get_id();
  const absl::Status status = step();
  if (callback_result != 0 && !status.ok() && ReasonOf(status) == Reason::kCancelled) {
    return MakeError(Reason::kCancelled, "stopped by the progress callback",
                     {{"callback", absl::StrCat(callback_result)}});
  }
  return status;
}

modelseal_code modelseal_dataset_builder_open(const modelseal_dataset_key* key,
                                              const modelseal_dataset_options* options,
                                              const char* work_directory, size_t work_directory_len,
                                              modelseal_job* job, modelseal_dataset_builder** out,
                                              modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(key, "key"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(options, "options"));
    MODELSEAL_RETURN_IF_ERROR(
        CheckText(work_directory, work_directory_len, "work_directory", false));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    MODELSEAL_ASSIGN_OR_RETURN(DatasetParameters parameters,
                               options->ToParameters(key->key.public_key()));
    auto handle = std::make_unique<modelseal_dataset_builder>(*key, std::move(parameters), job);
    MODELSEAL_RETURN_IF_ERROR(handle->Run([&]() -> absl::Status {
      MODELSEAL_ASSIGN_OR_RETURN(
          handle->builder,
          Builder::Open(ViewOf(work_directory, work_directory_len), handle->parameters,
                        modelseal::dataset::DeriveBuildKeys(key->key), handle->labels,
                        handle->ToBuildOptions()));
      return absl::OkStatus();
    }));
    *out = handle.release();
    return absl::OkStatus();
  });
}

uint64_t modelseal_dataset_builder_record_count(const modelseal_dataset_builder* builder) {
  return builder == nullptr ? 0 : builder->builder->record_count();
}

int32_t modelseal_dataset_builder_takes_records(const modelseal_dataset_builder* builder) {
  return builder != nullptr && builder->builder->takes_records() ? 1 : 0;
}

modelseal_code modelseal_dataset_builder_add(modelseal_dataset_builder* builder,
                                             const modelseal_dataset_records* records,
                                             modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(records, "records"));
    MODELSEAL_RETURN_IF_ERROR(modelseal::dataset::CheckCanAdd(builder->parameters, records->list));
    return builder->Run([&]() -> absl::Status {
      if (records->list.records().empty()) {
        return absl::OkStatus();
      }
      return records->list.has_values()
                 ? builder->builder->AddWithValues(records->list.records(), records->list.Values())
                 : builder->builder->Add(records->list.records());
    });
  });
}

modelseal_code modelseal_dataset_builder_checkpoint(modelseal_dataset_builder* builder,
                                                    modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    return builder->Run([&] { return builder->builder->Checkpoint(); });
  });
}

modelseal_code modelseal_dataset_builder_finish(modelseal_dataset_builder* builder,
                                                const char* store_path, size_t store_path_len,
                                                modelseal_dataset_commitment** out,
                                                modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(store_path, store_path_len, "store_path", false));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    return builder->Run([&]() -> absl::Status {
      MODELSEAL_ASSIGN_OR_RETURN(Commitment commitment,
                                 builder->builder->Finish(ViewOf(store_path, store_path_len)));
      *out = new modelseal_dataset_commitment(std::move(commitment));
      return absl::OkStatus();
    });
  });
}

modelseal_code modelseal_dataset_builder_audit(modelseal_dataset_builder* builder,
                                               const modelseal_dataset_commitment* commitment,
                                               modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(builder, "builder"));
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(commitment, "commitment"));
    return builder->Run([&] { return builder->builder->Audit(commitment->commitment); });
  });
}

void modelseal_dataset_builder_free(modelseal_dataset_builder* builder) { delete builder; }
