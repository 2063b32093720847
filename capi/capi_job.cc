// SPDX-License-Identifier: Apache-2.0
//
// Jobs of the C interface.
#include <memory>

#include "absl/strings/str_cat.h"
#include "capi/boundary.h"
#include "capi/handles.h"
#include "lib/base/limits.h"

using modelseal::MakeError;
using modelseal::Reason;
using modelseal::capi::Boundary;
using modelseal::capi::CheckFlag;
using modelseal::capi::CheckNotNull;
using modelseal::capi::CheckText;
using modelseal::capi::ViewOf;
using modelseal::hash::ReadMode;
using modelseal::hash::StoredDigestCache;

static_assert(static_cast<int32_t>(ReadMode::kAuto) == MODELSEAL_READ_AUTO);
static_assert(static_cast<int32_t>(ReadMode::kParallel) == MODELSEAL_READ_PARALLEL);
static_assert(static_cast<int32_t>(ReadMode::kSequential) == MODELSEAL_READ_SEQUENTIAL);

modelseal::hash::HashJob modelseal_job::ToHashJob() const {
  modelseal::hash::HashJob job;
  job.threads = threads;
  job.cancel = &cancel;
  job.engine = engine.get();
  job.read_mode = read_mode;
  job.bypasses_page_cache = bypasses_page_cache;
  job.cache = digest_cache != nullptr ? &digest_cache->cache() : nullptr;
  job.cache_counts_for_verification_unsafe = allows_cached_digests;
  if (progress != nullptr) {
    job.progress = [this](const modelseal::hash::HashProgress& now) {
      const modelseal_progress out = {
          .struct_size = sizeof(modelseal_progress),
          .reserved0 = 0,
          .bytes_done = now.bytes_done,
          .bytes_total = now.bytes_total,
          .files_done = now.files_done,
          .files_total = now.files_total,
          .bytes_cached = now.bytes_cached,
      };
      return progress(&out, user);
    };
  }
  return job;
}

absl::Status modelseal_job::SaveDigestCache() const {
  return digest_cache != nullptr ? digest_cache->Save() : absl::OkStatus();
}

modelseal_code modelseal_job_new(modelseal_job** out, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(out, "out"));
    *out = new modelseal_job;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_job_set_threads(modelseal_job* job, uint32_t threads,
                                         modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(job, "job"));
    if (threads > modelseal::limits::kMaxThreads) {
      return MakeError(
          Reason::kInvalidArgument,
          absl::StrCat("threads is ", threads, ", expected 0 to ", modelseal::limits::kMaxThreads));
    }
    job->threads = threads;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_job_set_progress(modelseal_job* job, modelseal_progress_fn progress,
                                          void* user, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(job, "job"));
    job->progress = progress;
    job->user = user;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_job_set_dataset_progress(modelseal_job* job,
                                                  modelseal_dataset_progress_fn progress,
                                                  void* user, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(job, "job"));
    job->dataset_progress = progress;
    job->dataset_user = user;
    return absl::OkStatus();
  });
}

modelseal_code modelseal_job_set_read_mode(modelseal_job* job, int32_t read_mode,
                                           modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(job, "job"));
    if (read_mode < MODELSEAL_READ_AUTO || read_mode > MODELSEAL_READ_SEQUENTIAL) {
      return MakeError(
          Reason::kInvalidArgument,
          absl::StrCat("read_mode is ", read_mode, ", expected 0 to ", MODELSEAL_READ_SEQUENTIAL));
    }
    job->read_mode = static_cast<ReadMode>(read_mode);
    return absl::OkStatus();
  });
}

modelseal_code modelseal_job_set_bypass_page_cache(modelseal_job* job, int32_t bypass,
                                                   modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(job, "job"));
    MODELSEAL_RETURN_IF_ERROR(CheckFlag(bypass, "bypass"));
    job->bypasses_page_cache = bypass == 1;
    return absl::OkStatus();
  });
}

void modelseal_job_cancel(modelseal_job* job) {
  if (job != nullptr) {
    job->cancel.Request();
  }
}

void modelseal_job_free(modelseal_job* job) { delete job; }

modelseal_code modelseal_job_set_digest_cache(modelseal_job* job, const char* path, size_t path_len,
                                              modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(job, "job"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(path, path_len, "path", true));
    if (path_len == 0) {
      job->digest_cache.reset();
      return absl::OkStatus();
    }
    MODELSEAL_ASSIGN_OR_RETURN(job->digest_cache, StoredDigestCache::Open(ViewOf(path, path_len)));
    return absl::OkStatus();
  });
}

modelseal_code modelseal_job_set_fresh_digest_cache(modelseal_job* job, const char* path,
                                                    size_t path_len, modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(job, "job"));
    MODELSEAL_RETURN_IF_ERROR(CheckText(path, path_len, "path", false));
    MODELSEAL_ASSIGN_OR_RETURN(job->digest_cache,
                               StoredDigestCache::OpenFresh(ViewOf(path, path_len)));
    return absl::OkStatus();
  });
}

modelseal_code modelseal_job_allow_cached_digests_unsafe(modelseal_job* job,
                                                         modelseal_error** err) {
  return Boundary(err, [&]() -> absl::Status {
    MODELSEAL_RETURN_IF_ERROR(CheckNotNull(job, "job"));
    job->allows_cached_digests = true;
    return absl::OkStatus();
  });
}
