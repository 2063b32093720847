// SPDX-License-Identifier: Apache-2.0
//
// What the views of records cost, in MB of records for each second of process time, in one thread:
// record_view_bench [SAMPLES]. Prints the most and the median of so many samples (9 without), which
// take turns, so that a slow moment touches all.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "lib/dataset/record_view.h"

namespace {

using modelseal::dataset::RecordView;

constexpr size_t kSampleBytes = 8u << 20;

double CpuSeconds() {
  timespec now = {};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// A benchmark of what fails is of no use.
void Require(bool is_done) {
  if (!is_done) {
    std::fprintf(stderr, "an operation failed\n");
    std::exit(1);
  }
}

// Whole times `unit`, at least so many bytes.
std::string Text(std::string_view unit, size_t bytes) {
  std::string text;
  while (text.size() < bytes) {
    text += unit;
  }
  return text;
}

struct Operation {
  std::string name;
  std::string record;
  std::function<void(std::string_view)> run;
  std::vector<double> samples = {};

  void Sample() {
    const size_t times = kSampleBytes / record.size() + 1;
    const double began = CpuSeconds();
    for (size_t i = 0; i < times; ++i) {
      run(record);
    }
    samples.push_back(1e-6 * static_cast<double>(times * record.size()) / (CpuSeconds() - began));
  }
};

std::vector<Operation> MakeOperations() {
  constexpr std::string_view kEnglish = "The quick brown fox jumps over the lazy dog, twice.\n";
  constexpr std::string_view kFrench =
      "Où l'été a passé, l'hiver prépare déjà ses forêts gelées.\n";
  constexpr std::string_view kDecomposed =
      "Ou\u0300 l'e\u0301te\u0301 a passe\u0301, de\u0301ja\u0300.\n";
  constexpr std::string_view kChinese = "春眠不觉晓，处处闻啼鸟。夜来风雨声，花落知多少。";
  constexpr std::string_view kKorean =
      "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다. ";
  const std::string json =
      R"({"id":12,"text":")" + Text("a line of text ", 900) + R"(","n":[1,2]})";
  struct Case {
    std::string name;
    std::string view;
    std::string record;
  };
  std::vector<Operation> operations;
  for (const Case& one : std::initializer_list<Case>{
           {"100 B", "raw", Text("0123456789", 100)},
           {"1 KiB", "raw", Text("0123456789abcdef", 1024)},
           {"64 KiB", "raw", Text("0123456789abcdef", 64 << 10)},
           {"English, 1 KiB", "text-nfc15", Text(kEnglish, 1024)},
           {"French, 1 KiB", "text-nfc15", Text(kFrench, 1024)},
           {"French decomposed, 1 KiB", "text-nfc15", Text(kDecomposed, 1024)},
           {"Chinese, 1 KiB", "text-nfc15", Text(kChinese, 1024)},
           {"Korean, 1 KiB", "text-nfc15", Text(kKorean, 1024)},
           {"English, 1 KiB", "words-13", Text(kEnglish, 1024)},
           {"1 KiB", "json-rfc8785", json},
       }) {
    auto view = RecordView::Parse(one.view);
    Require(view.ok());
    operations.push_back(
        {one.view + ", " + one.name, one.record,
         [view = *view](std::string_view record) { Require(view.Digest(record).ok()); }});
  }
  return operations;
}

}  // namespace

int main(int argc, char** argv) {
  const int samples = argc > 1 ? std::atoi(argv[1]) : 9;
  if (samples < 1) {
    std::fprintf(stderr, "usage: record_view_bench [SAMPLES]\n");
    return 2;
  }
  std::vector<Operation> operations = MakeOperations();
  for (int i = 0; i < samples; ++i) {
    for (Operation& operation : operations) {
      operation.Sample();
    }
  }
  std::printf("%-40s %8s %8s\n", "MB a second of CPU", "most", "median");
  for (Operation& operation : operations) {
    std::sort(operation.samples.begin(), operation.samples.end());
    std::printf("%-40s %8.0f %8.0f\n", operation.name.c_str(), operation.samples.back(),
                operation.samples[operation.samples.size() / 2]);
  }
  return 0;
}
