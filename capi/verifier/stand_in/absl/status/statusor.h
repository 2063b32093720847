// SPDX-License-Identifier: Apache-2.0
//
// In the place of abseil's header of that name: see small_status.h.
#include "capi/verifier/small_status.h"
