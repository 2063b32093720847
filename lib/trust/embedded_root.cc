// SPDX-License-Identifier: Apache-2.0
#include "lib/trust/embedded_root.h"

namespace modelseal::trust {
namespace {

constexpr char kProductionRoot[] = {
#include "lib/trust/production_trusted_root.inc"
};

}  // namespace

std::string_view ProductionRootJson() { return {kProductionRoot, sizeof(kProductionRoot)}; }

}  // namespace modelseal::trust
