#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Runs each fuzz target for some seconds under asan and ubsan: fuzz.sh [SECONDS] (60 without).
# Seeds are the test data; what is found is kept in .cache/fuzz/, crashes in .cache/fuzz/crashes/.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
tools/debian_setup.sh clang-16 libclang-rt-16-dev llvm-16
targets=(bundle_fuzz statement_fuzz key_fuzz certificate_fuzz)
${BAZEL:-bazel} build --config=fuzz "${targets[@]/#///fuzz:}"

mkdir -p .cache/fuzz/crashes
corpora=${MODELSEAL_CORPORA:-../shared/corpora}
seeds() { # target
  case $1 in
    key_fuzz | certificate_fuzz) find tests/data "$corpora" -name '*.pem' ;;
    bundle_fuzz) find tests/data/oms "$corpora/oms" -name '*.sig' ;;
    statement_fuzz) find "$corpora/oms" -name '*.payload.json' ;;
  esac 2>/dev/null || true
}
for target in "${targets[@]}"; do
  echo "== $target, $seconds s"
  corpus=.cache/fuzz/$target
  mkdir -p "$corpus"
  seeds "$target" | while read -r file; do
    cp -n "$file" "$corpus/seed-$(sha256sum "$file" | cut -c1-16)"
  done
  "bazel-bin/fuzz/$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
    -max_len=65536 -print_final_stats=1 -artifact_prefix=.cache/fuzz/crashes/ "$corpus" 2>&1 |
    grep -E "^stat::number_of_executed|ERROR|SUMMARY|Test unit|abort" ||
    { echo "$target failed" >&2; exit 1; }
  if compgen -G ".cache/fuzz/crashes/*" >/dev/null; then
    echo "$target found something: see .cache/fuzz/crashes" >&2
    exit 1
  fi
done
