#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Makes the Python environment of the tests from tests/interop/requirements.txt, which pins every
# package by hash, and prints where it is. Without network it prints the one that is there.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=${MODELSEAL_BUILD_STATE:-$HOME/.cache/modelseal}/venv
requirements=tests/interop/requirements.txt

if ! cmp -s "$requirements" "$venv/requirements.txt"; then
  rm -rf "$venv"
  /usr/bin/python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --require-hashes \
    --only-binary :all: -r "$requirements" >&2
  cp "$requirements" "$venv/"
fi
echo "$venv"
