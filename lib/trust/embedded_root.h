// SPDX-License-Identifier: Apache-2.0
//
// The trusted root of Sigstore's public instance as it was when this library was built, so that
// signatures made there verify without a network. Where it comes from: data/SOURCES.md.
#ifndef MODELSEAL_LIB_TRUST_EMBEDDED_ROOT_H_
#define MODELSEAL_LIB_TRUST_EMBEDDED_ROOT_H_

#include <string_view>

namespace modelseal::trust {

// The JSON text of data/production_trusted_root.json, byte for byte. Static.
std::string_view ProductionRootJson();

}  // namespace modelseal::trust

#endif  // MODELSEAL_LIB_TRUST_EMBEDDED_ROOT_H_
