#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Builds and runs the tests: run_tests.sh [TARGET...] (all without one). The last line counts test
# cases: `N passed, N failed`, and `, N skipped` if any were.
set -euo pipefail
cd "$(dirname "$0")/.."
tools/debian_setup.sh binutils cmake libssl-dev make openjdk-17-jre-headless openssl pkg-config \
  python3-pip python3-venv

# What some tests need from outside. Without it they skip, and say so; under CI=true they fail.
environment=()
offer() { if [ -d "$2" ]; then environment+=("--test_env=$1=$2"); fi; }
offer MODELSEAL_CORPORA "${MODELSEAL_CORPORA:-$(realpath -m ../shared/corpora)}"
offer MODELSEAL_VENV "$(tools/python_venv.sh || true)"
offer MODELSEAL_BINDINGS_VENV \
  "$(tools/python_venv.sh bindings/python/tests/requirements.txt bindings-venv || true)"
offer MODELSEAL_SPARK_VENV "$(tools/python_venv.sh bindings/python/tests/spark_requirements.txt \
  spark-venv bindings/python/tests/spark_sources.txt || true)"
tools/debian_setup.sh nodejs || true
offer MODELSEAL_WASM_VENV \
  "$(tools/python_venv.sh tests/packaging/wasm_requirements.txt wasm-venv || true)"
offer MODELSEAL_MINILM "$(tools/fetch_model.sh || true)"

events=$(mktemp)
trap 'rm -f "$events"' EXIT

# Kernels for ARM processors, by a cross compiler and qemu. An ARM machine runs them as they are.
skipped=()
if [ $# -eq 0 ]; then
  set -- //...
  if [ "$(uname -m)" = x86_64 ]; then
    tools/debian_setup.sh g++-aarch64-linux-gnu qemu-user-static || true
    if { [ -x /usr/bin/aarch64-linux-gnu-g++ ] && [ -x /usr/bin/qemu-aarch64-static ]; } ||
      [ "${CI:-}" = true ]; then
      set -- "$@" //tests/hash/aarch64:tests
    else
      skipped+=("kernels for aarch64: cannot install g++-aarch64-linux-gnu qemu-user-static here")
    fi
  fi
fi

status=0
${BAZEL:-bazel} test --keep_going --show_progress --show_progress_rate_limit=30 \
  --build_event_json_file="$events" --test_env=CI "${environment[@]}" "$@" || status=$?
tools/sum_tests.py "$events" "$status" "${skipped[@]}"
