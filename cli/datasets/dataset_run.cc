// SPDX-License-Identifier: Apache-2.0
#include "cli/datasets/dataset_run.h"

#include <cmath>
#include <memory>
#include <string_view>
#include <vector>

#include "cli/failure.h"
#include "cli/interrupt.h"
#include "cli/terminal.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

// What is handed over at once: enough for the labels to be computed on all threads, and little
// enough for an interruption to be noticed soon.
constexpr size_t kRecordsAtOnce = 4096;
constexpr size_t kBytesAtOnce = 16u << 20;

std::string PhaseName(DatasetPhase phase) {
  switch (phase) {
    case DatasetPhase::kAdding:
      return "adding";
    case DatasetPhase::kSorting:
      return "sorting";
    case DatasetPhase::kPadding:
      return "padding";
    case DatasetPhase::kWriting:
      return "writing";
  }
  return "building";
}

Failure Interrupted(const std::string& work_directory, const std::string& kept) {
  return Failure(MODELSEAL_ERROR_CANCELLED,
                 "interrupted; " + kept + " kept in " + ShowName(work_directory),
                 "the same command goes on from there; to begin anew, remove that directory");
}

// Puts records into lists for the builder, without those that it has.
class RecordFeeder {
 public:
  RecordFeeder(const std::string& view, bool has_values, DatasetBuilder& builder)
      : view_(view),
        has_values_(has_values),
        builder_(builder),
        to_skip_(builder.record_count()),
        list_(view),
        one_(view) {}

  void Add(const Record& record, const std::string& place) {
    try {
      if (to_skip_ > 0) {
        Skip(record);
        return;
      }
      AddTo(list_, record);
      bytes_ += record.bytes.size();
    } catch (const Error& error) {
      throw Failure(error.code(), place + ": " + ShowMessage(error.what()));
    }
    if (list_.count() >= kRecordsAtOnce || bytes_ >= kBytesAtOnce) {
      Flush();
    }
  }

  void Flush() {
    builder_.Add(list_);
    list_.Clear();
    bytes_ = 0;
  }

  // What an earlier run has kept that did not come again.
  uint64_t missing() const { return to_skip_; }

 private:
  void AddTo(DatasetRecords& list, const Record& record) const {
    if (has_values_) {
      list.AddWithValue(record.bytes, record.value);
    } else {
      list.Add(record.bytes);
    }
  }

  // Under some views a record has many parts, of which the last run may have kept some.
  void Skip(const Record& record) {
    one_.Clear();
    AddTo(one_, record);
    if (one_.count() <= to_skip_) {
      to_skip_ -= one_.count();
      return;
    }
    if (has_values_) {
      throw Failure(MODELSEAL_ERROR_INVALID_ARGUMENT,
                    "the earlier run stopped within this record, whose value cannot be taken up",
                    "remove the work directory to begin anew");
    }
    for (size_t part = to_skip_; part < one_.count(); ++part) {
      list_.AddDigest(one_.digest(part));
    }
    to_skip_ = 0;
  }

  std::string view_;
  bool has_values_;
  DatasetBuilder& builder_;
  uint64_t to_skip_;
  DatasetRecords list_;
  DatasetRecords one_;
  size_t bytes_ = 0;
};

}  // namespace

std::string FormatDatasetProgress(const DatasetProgress& progress, double records_per_second,
                                  size_t columns) {
  std::vector<std::string> parts;
  if (progress.total == 0) {
    parts.push_back(ShowCount(progress.done, "record"));
    if (records_per_second >= 1) {
      parts.push_back(ShowCount(static_cast<uint64_t>(records_per_second), "record") + "/s");
    }
  } else {
    const double share =
        100.0 * static_cast<double>(progress.done) / static_cast<double>(progress.total);
    parts.push_back(std::to_string(static_cast<int>(std::floor(share))) + "%");
  }
  std::string line = PhaseName(progress.phase);
  for (const std::string& part : parts) {
    if (line.size() + 2 + part.size() < columns) {
      line += "  " + part;
    }
  }
  return line;
}

DatasetRun::DatasetRun(const Session& session, uint32_t threads)
    : line_(!session.quiet && !session.json), start_(Clock::now()) {
  job_.SetThreads(threads);
  if (line_.is_shown()) {
    job_.SetDatasetProgress([this](const DatasetProgress& progress) {
      Show(progress);
      return true;
    });
  }
}

void DatasetRun::Show(const DatasetProgress& progress) {
  const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
  const double rate =
      seconds > 0 ? static_cast<double>(progress.done - resumed_records_) / seconds : 0;
  line_.Show(FormatDatasetProgress(progress, rate, TerminalColumns(stderr)));
}

DatasetBuilder DatasetRun::OpenBuilder(const DatasetKey& key, const DatasetOptions& options,
                                       const std::string& work_directory) {
  try {
    return DatasetBuilder(key, options, work_directory, &job_);
  } catch (const Error& error) {
    // Only what it finds in the directory has a path.
    if (error.code() != MODELSEAL_ERROR_INVALID_ARGUMENT || !error.detail("path").has_value()) {
      throw;
    }
    throw Failure(error.code(), ShowMessage(error.what()),
                  "an earlier run with other options was not completed: to begin anew, remove " +
                      ShowName(work_directory));
  }
}

void DatasetRun::AddRecords(const RecordOptions& sources, const std::string& view, bool has_values,
                            const std::string& work_directory, DatasetBuilder& builder) {
  resumed_records_ = builder.record_count();
  if (!builder.takes_records()) {
    return;
  }
  RecordFeeder feeder(view, has_values, builder);
  try {
    const std::unique_ptr<RecordSource> source = sources.Open();
    Record record;
    while (source->Next(record)) {
      ThrowIfInterrupted();
      feeder.Add(record, source->Place());
    }
  } catch (const Failure& failure) {
    if (failure.code() != MODELSEAL_ERROR_CANCELLED) {
      throw;
    }
    feeder.Flush();
    builder.Checkpoint();
    line_.Clear();
    throw Interrupted(work_directory, ShowCount(builder.record_count(), "record"));
  }
  if (feeder.missing() != 0) {
    throw Failure(MODELSEAL_ERROR_INVALID_ARGUMENT,
                  "an earlier run has kept " + ShowCount(builder.record_count(), "record") +
                      " in " + ShowName(work_directory) + ", more than these sources have",
                  "give the sources that the earlier run had, or remove that directory");
  }
  feeder.Flush();
}

void DatasetRun::CompleteUntilInterrupted(const std::string& work_directory, void (*run)(void*),
                                          void* step) {
  const CancelOnInterrupt cancel(job_.get());
  try {
    run(step);
  } catch (const Error& error) {
    line_.Clear();
    if (error.code() == MODELSEAL_ERROR_DATASET_RECORD_DUPLICATE) {
      throw Failure(error.code(), ShowMessage(error.what()),
                    "--duplicates collapse takes it as one, --duplicates count keeps how often it "
                    "came; either begins anew: remove " +
                        ShowName(work_directory) + " first");
    }
    if (error.code() != MODELSEAL_ERROR_CANCELLED) {
      throw;
    }
    throw Interrupted(work_directory, "all records");
  }
}

void DatasetRun::Finish() {
  line_.Clear();
  seconds_ = std::chrono::duration<double>(Clock::now() - start_).count();
}

}  // namespace modelseal::cli
