#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Runs one file of unittest cases with the system's Python, from the root of the runfiles.
set -euo pipefail
export PYTHONPATH=$PWD PYTHONDONTWRITEBYTECODE=1
exec /usr/bin/python3 tests/support/counted_unittest.py "$1"
