// SPDX-License-Identifier: Apache-2.0
//
// DSSE pre-authentication encoding (secure-systems-lab/dsse, protocol.md): what is really signed.
#ifndef MODELSEAL_LIB_DSSE_PAE_H_
#define MODELSEAL_LIB_DSSE_PAE_H_

#include <string>
#include <string_view>

namespace modelseal::dsse {

// Bytes that come from an encoding below and nowhere else.
struct Pae {
  std::string bytes;
};

// "DSSEv1 <length> <type> <length> <payload>".
Pae BuildPae(std::string_view payload_type, std::string_view payload);

// What model-signing 0.2.0 signed by mistake: a capital V, and the payload as Python prints a bytes
// object. Two payloads never share one encoding, but nobody else knows it: only for old bundles.
Pae BuildLegacyPae(std::string_view payload_type, std::string_view payload);

}  // namespace modelseal::dsse

#endif  // MODELSEAL_LIB_DSSE_PAE_H_
