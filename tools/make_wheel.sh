#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Fills dist/, and builds the wheel of the Python package with the library in it.
set -euo pipefail
cd "$(dirname "$0")/.."
tools/debian_setup.sh python3-venv
tools/make_dist.sh >/dev/null
venv=$(tools/python_venv.sh bindings/python/tests/requirements.txt bindings-venv)
(cd bindings/python && "$venv/bin/python" -m hatchling build -t wheel -d ../../dist/python)
