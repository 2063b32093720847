#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Makes a Python environment and prints where it is: python_venv.sh [REQUIREMENTS NAME]. Without
# arguments it is that of the tests. The requirements pin every package by hash. Without network it
# prints the environment that is there.
set -euo pipefail
cd "$(dirname "$0")/.."
requirements=${1:-tests/interop/requirements.txt}
venv=${MODELSEAL_BUILD_STATE:-$HOME/.cache/modelseal}/${2:-venv}

if ! cmp -s "$requirements" "$venv/requirements.txt"; then
  rm -rf "$venv"
  /usr/bin/python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --require-hashes \
    --only-binary :all: -r "$requirements" >&2
  cp "$requirements" "$venv/"
fi
echo "$venv"
