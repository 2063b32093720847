#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Builds modelseal and compares its speed and memory with openssl and the Python reference:
# run.sh [FLAGS OF compare.py]. Writes bench/RESULTS.md and bench/results.jsonl.
set -euo pipefail
cd "$(dirname "$0")/.."
tools/debian_setup.sh openssl python3-pip python3-venv
venv=$(tools/python_venv.sh)
${BAZEL:-bazel} build -c opt //cli:modelseal
PYTHONDONTWRITEBYTECODE=1 "$venv/bin/python" -W ignore bench/compare.py \
  --modelseal bazel-bin/cli/modelseal --output bench "$@"
