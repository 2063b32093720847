// SPDX-License-Identifier: Apache-2.0
//
// Files under tests/data, which a test names in its `data`.
#ifndef MODELSEAL_TESTS_SUPPORT_TEST_DATA_H_
#define MODELSEAL_TESTS_SUPPORT_TEST_DATA_H_

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace modelseal::testing {

// Tests run in the root of their runfiles, where paths are those of the repository.
inline std::string ReadTestData(const std::string& name) {
  std::ifstream in("tests/data/" + name, std::ios::binary);
  if (!in) {
    throw std::runtime_error("test data is missing: " + name);
  }
  return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_SUPPORT_TEST_DATA_H_
