#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Runs the tests of lib/, capi/ and cli/ under clang's sanitizers: sanitize.sh [asan|ubsan|tsan]...
set -euo pipefail
cd "$(dirname "$0")/.."
tools/debian_setup.sh clang-16 libclang-rt-16-dev llvm-16
for sanitizer in "${@:-asan ubsan tsan}"; do
  for config in $sanitizer; do
    echo "== $config"
    tools/run_tests.sh --config="$config" //tests/...
  done
done
