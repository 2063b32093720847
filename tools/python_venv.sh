#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Makes a Python environment and prints where it is: python_venv.sh [REQUIREMENTS NAME [SOURCES]].
# Without arguments it is that of the tests. The requirements pin every package by hash. SOURCES
# pins packages that exist as source only; they are built with what the requirements hold. Without
# network it prints the environment that is there.
set -euo pipefail
cd "$(dirname "$0")/.."
requirements=("${1:-tests/interop/requirements.txt}")
if [ -n "${3:-}" ]; then requirements+=("$3"); fi
venv=${MODELSEAL_BUILD_STATE:-$HOME/.cache/modelseal}/${2:-venv}

install() {
  "$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --require-hashes "$@" >&2
}

if ! cmp -s <(cat "${requirements[@]}") "$venv/requirements.txt"; then
  rm -rf "$venv"
  /usr/bin/python3 -m venv "$venv"
  install --only-binary :all: -r "${requirements[0]}"
  if [ -n "${3:-}" ]; then
    install --no-cache-dir --no-build-isolation --no-binary :all: -r "$3"
  fi
  cat "${requirements[@]}" > "$venv/requirements.txt"
fi
echo "$venv"
