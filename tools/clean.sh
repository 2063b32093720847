#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Removes what was built here. What was fetched stays: .cache/ and ~/.cache/modelseal.
set -euo pipefail
cd "$(dirname "$0")/.."
${BAZEL:-bazel} clean
rm -rf dist
