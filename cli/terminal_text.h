// SPDX-License-Identifier: Apache-2.0
//
// Text for a person: names that come from strangers made harmless, sizes, rates, durations.
#ifndef MODELSEAL_CLI_TERMINAL_TEXT_H_
#define MODELSEAL_CLI_TERMINAL_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace modelseal::cli {

// A file name or path in one line: control characters, characters that are invisible or turn the
// direction of writing, backslashes, spaces at either end and bytes that are not UTF-8 are shown as
// \n, \x1b, \u{202e}, \\, \x20, \xff. Different names stay different. Long ones are cut in the
// middle; an empty one is shown as "".
std::string ShowName(std::string_view name);

// A message of the library or of the option parser in one line: the same without backslashes and
// spaces, which the library has treated already, and without cutting.
std::string ShowMessage(std::string_view message);

// Several names with commas between, at most `limit` of them.
template <typename Names>
std::string ShowNames(const Names& names, size_t limit) {
  std::string shown;
  size_t count = 0;
  for (const auto& name : names) {
    if (count == limit) {
      return shown + " … and " + std::to_string(names.size() - limit) + " more";
    }
    shown += (count == 0 ? "" : ", ") + ShowName(name);
    ++count;
  }
  return shown;
}

// The first 12 digits of a digest, with an ellipsis; shorter text as it is.
std::string ShowDigest(std::string_view hex);

// "612 B", "4.1 kB", "90.9 MB": SI units, one decimal.
std::string ShowSize(uint64_t bytes);

// "5.1/8.2 GB": both in the unit of the total.
std::string ShowSizeOf(uint64_t bytes, uint64_t total_bytes);

// "1.42 GB/s", "812 MB/s": three digits.
std::string ShowRate(double bytes_per_second);

// "4 ms", "0.31 s", "2 s", "3 min 5 s", "2 h 10 min".
std::string ShowDuration(double seconds);

// "1 file", "12 files".
std::string ShowCount(uint64_t count, std::string_view noun);

// How many code points a string of valid UTF-8 has: its width on a terminal, near enough.
size_t ShownWidth(std::string_view text);

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_TERMINAL_TEXT_H_
