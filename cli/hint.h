// SPDX-License-Identifier: Apache-2.0
//
// What a person can do about a failure of the library, in one line. Only where there is something
// to say that the message does not.
#ifndef MODELSEAL_CLI_HINT_H_
#define MODELSEAL_CLI_HINT_H_

#include <string>

namespace modelseal::cli {

class Failure;

std::string HintFor(const Failure& failure);

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_HINT_H_
