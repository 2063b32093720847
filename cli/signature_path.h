// SPDX-License-Identifier: Apache-2.0
//
// Where the signature file of a model is.
#ifndef MODELSEAL_CLI_SIGNATURE_PATH_H_
#define MODELSEAL_CLI_SIGNATURE_PATH_H_

#include <string>

namespace modelseal::cli {

// The conventional name (OMS 1.0 §9), in the working directory: the default when signing.
inline constexpr char kDefaultSignature[] = "model.sig";

// Finds the signature of a model: MODEL/model.sig, MODEL.sig, model.sig. Throws Failure
// (SIGNATURE_NOT_FOUND).
std::string FindSignature(const std::string& model);

// The same; empty if there is none.
std::string FindSignatureIfAny(const std::string& model);

// MODEL.training.sig, where the statement of a model's training is if nothing else is said.
std::string DefaultAttestation(const std::string& model);

// Refuses to overwrite a file that is not a signature, such as a file of the model named by
// mistake. Throws Failure.
void CheckSignatureTarget(const std::string& path);

}  // namespace modelseal::cli

#endif  // MODELSEAL_CLI_SIGNATURE_PATH_H_
