// SPDX-License-Identifier: Apache-2.0
//
// The parts of a bundle as JSON, written as Sigstore's clients do and not by the library.
#ifndef MODELSEAL_TESTS_SUPPORT_BUNDLE_JSON_H_
#define MODELSEAL_TESTS_SUPPORT_BUNDLE_JSON_H_

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "lib/tlog/entry.h"

namespace modelseal::testing {

enum class BundleVersion { kV01, kV02, kV03 };

std::string MediaTypeOf(BundleVersion version);

// An entry of `tlogEntries`; members that are empty are left out.
nlohmann::json LogEntryJson(const tlog::LogEntry& entry);

// `verificationMaterial` with a keyless signer's certificate alone, as from version 0.3 on, and
// with a chain, the signer's first.
nlohmann::json CertificateMaterialJson(const std::string& certificate_der);
nlohmann::json ChainMaterialJson(const std::vector<std::string>& certificates_der);

// `timestampVerificationData` of these responses.
nlohmann::json TimestampsJson(const std::vector<std::string>& responses_der);

nlohmann::json EnvelopeJson(const std::string& payload_type, const std::string& payload,
                            const std::string& signature);

// `algorithm` as bundles write it, "SHA2_256"; the digest in raw bytes.
nlohmann::json MessageSignatureJson(const std::string& algorithm, const std::string& digest,
                                    const std::string& signature);

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_SUPPORT_BUNDLE_JSON_H_
