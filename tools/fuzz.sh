#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Runs fuzz targets for some seconds each under asan and ubsan: fuzz.sh [SECONDS [TARGET...]]
# (60 seconds and every target without). Seeds are made from the test data and the shared corpora by
# tools/fuzz_seeds.py. What is found is kept in .cache/fuzz/, crashes in .cache/fuzz/crashes/. Ends
# with the number of executions of each target.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
shift || true
targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then
  mapfile -t targets < <(sed -n 's/^ *name = "\(.*_fuzz\)",$/\1/p' fuzz/BUILD.bazel)
fi
tools/debian_setup.sh clang-16 libclang-rt-16-dev llvm-16
${BAZEL:-bazel} build --config=fuzz ${FUZZ_BUILD_OPTIONS:-} "${targets[@]/#///fuzz:}"

crashes=.cache/fuzz/crashes
mkdir -p "$crashes"
corpora=${MODELSEAL_CORPORA:-../shared/corpora}
folders=(tests/data)
if [ -d "$corpora" ]; then
  folders+=("$corpora")
  # Authorities whose timestamps are among the seeds: see fuzz/timestamp_fuzz.cc.
  MODELSEAL_FUZZ_ROOTS=$(find "$corpora" -name '*trusted_root*.json' -o -path '*trusted_roots/*' \
    -o -path '*trusted-roots/*' | sort | paste -sd:)
  export MODELSEAL_FUZZ_ROOTS
else
  echo "no shared corpora at $corpora: seeds are the test data alone" >&2
fi
tools/fuzz_seeds.py .cache/fuzz/seeds "${folders[@]}"

executions=()
for target in "${targets[@]}"; do
  echo "== $target, $seconds s"
  log=.cache/fuzz/$target.log
  corpus=.cache/fuzz/$target
  mkdir -p "$corpus" ".cache/fuzz/seeds/$target"
  options=(-max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536)
  [ ! -f "fuzz/$target.dict" ] || options+=(-dict="fuzz/$target.dict")
  "bazel-bin/fuzz/$target" "${options[@]}" -print_final_stats=1 -artifact_prefix="$crashes/" \
    "$corpus" ".cache/fuzz/seeds/$target" >"$log" 2>&1 || {
    tail -n 50 "$log" >&2
    echo "$target found something: see $log and $crashes" >&2
    exit 1
  }
  count=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  executions+=("$target: $count executions in $seconds s, $(
    sed -n 's/.*INITED.* \(cov: [0-9]*\) .*/\1 with seeds,/p' "$log") $(
    sed -n 's/^.*DONE .*\(cov: [0-9]*\) .*/\1 at the end/p' "$log")")
  echo "${executions[-1]}"
done
printf '\n%s\n' "fuzzing found nothing:"
printf '%s\n' "${executions[@]}"
