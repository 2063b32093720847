#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Fills dist/ with what is shipped: bin/, lib/, include/, share/.
set -euo pipefail
cd "$(dirname "$0")/.."
tools/debian_setup.sh
${BAZEL:-bazel} build --show_progress --show_progress_rate_limit=30 //packaging:dist
rm -rf dist
mkdir dist
tar -C dist -xf "$(${BAZEL:-bazel} info bazel-bin 2>/dev/null)/packaging/dist.tar"
find dist -type f -o -type l | sort
