// SPDX-License-Identifier: Apache-2.0
//
// Digests for record_view_cross_check_test.py. Each line of the input is a view and a record, `x`
// and hexadecimal; each gives one line: the digests in hexadecimal with spaces between, or
// `refused`.
#include <cstdint>
#include <iostream>
#include <string>
#include <vector>

#include "lib/base/hex.h"
#include "lib/base/status.h"
#include "lib/dataset/record_view.h"

namespace modelseal::dataset {
namespace {

std::string AnswerTo(const std::string& view_id, const std::string& record) {
  const auto view = RecordView::Parse(view_id);
  std::vector<uint8_t> bytes(record.size() / 2);
  if (!view.ok() || !DecodeHex(record.substr(1), bytes)) {
    return "not understood";
  }
  const auto digests = view->Digest(std::string(bytes.begin(), bytes.end()));
  if (!digests.ok()) {
    return ReasonOf(digests.status()) == Reason::kInvalidArgument ? "refused" : "failed";
  }
  std::string answer;
  for (const RecordDigest& digest : *digests) {
    answer += (answer.empty() ? "" : " ") + EncodeHex(digest);
  }
  return answer;
}

}  // namespace
}  // namespace modelseal::dataset

int main() {
  for (std::string view, record; std::cin >> view >> record;) {
    std::cout << modelseal::dataset::AnswerTo(view, record) << '\n';
  }
  return 0;
}
