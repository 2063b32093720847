#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Everything about the tree that needs no build. `lint.sh --fix` lays out what clang-format finds.
set -euo pipefail
cd "$(dirname "$0")/.."
export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0=$PWD
tools/debian_setup.sh clang-format-16 shellcheck
fix=(--dry-run -Werror)
[ "${1:-}" != --fix ] || fix=(-i)

failed=()
check() { # name command...
  local name=$1
  shift
  if "$@"; then echo "ok      $name"; else echo "FAILED  $name"; failed+=("$name"); fi
}
sources() {
  git ls-files -z --cached --others --exclude-standard -- "$@" ':!third_party' ':!tests/data'
}
format() { sources '*.h' '*.hpp' '*.c' '*.cc' | xargs -0 clang-format-16 "${fix[@]}"; }
headers() {
  PYTHONPATH=. PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 tests/support/counted_unittest.py \
    tests/packaging/headers_test.py >/dev/null
}
scripts() { sources '*.sh' .ci/run | xargs -0 shellcheck --severity=warning; }

check "layout (clang-format)" format
check "layers (#include)" tools/check_includes.py
check "files (names, licence, spaces, sizes, versions)" tools/check_tree.py
check "Python declarations (modelseal.h)" bindings/python/declare.py --check
check "shell scripts (shellcheck)" scripts
check "public headers compile alone" headers
[ ${#failed[@]} -eq 0 ]
