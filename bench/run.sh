#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Builds modelseal and compares its speed and memory with its peers:
#   run.sh [--hashing | --datasets | --sigstore | --report] [FLAGS]
# Without the first flag it measures all three:
#   --hashing   hashing, signing and verifying models, beside openssl, b3sum and the Python
#               reference: bench/RESULTS.md with bench/plots, and bench/results.jsonl; flags are
#               those of compare.py
#   --datasets  committing to datasets and proving, beside the crate akd (needs cargo):
#               bench/RESULTS_DATASET.md and its part of bench/RESULTS.md, with bench/plots, and
#               bench/results_dataset.jsonl; flags are those of dataset_bench.py
#   --sigstore  verifying Sigstore bundles, beside other clients of Sigstore, each if its toolchain
#               is there (go, cargo with a C compiler, Python): bench/RESULTS_SIGSTORE.md and
#               bench/results_sigstore.jsonl
#   --report    measures nothing: writes the reports and plots of hashing and datasets again
# MODELSEAL_BENCH_OUTPUT names another folder for what is written. Ends with 1 if a promise was not
# kept. bench/NOTES.md and bench/NOTES_DATASET.md, written by hand, say why; they become part of the
# reports.
set -euo pipefail
cd "$(dirname "$0")/.."
export PYTHONDONTWRITEBYTECODE=1
output=${MODELSEAL_BENCH_OUTPUT:-bench}
mkdir -p "$output"
status=0
what=all
case "${1:-}" in
  --hashing | --datasets | --sigstore | --report)
    what=${1#--}
    shift
    ;;
esac

report() {
  "$(tools/python_venv.sh bench/plot_requirements.txt plots_venv)/bin/python" \
    bench/draw_plots.py "$output"
  if [ -f "$output/results_dataset.jsonl" ]; then
    /usr/bin/python3 bench/write_dataset_report.py "$output" bench/NOTES_DATASET.md || status=1
  fi
  if [ -f "$output/results.jsonl" ]; then
    /usr/bin/python3 bench/write_report.py "$output" bench/NOTES.md || status=1
  fi
}

hashing() {
  tools/debian_setup.sh openssl fio b3sum python3-pip python3-venv
  local venv
  venv=$(tools/python_venv.sh)
  bench/build_b3sum.sh
  ${BAZEL:-bazel} build -c opt //cli:modelseal //bench:hash_kernels_bench
  "$venv/bin/python" -W ignore bench/compare.py --modelseal bazel-bin/cli/modelseal \
    --kernels-bench bazel-bin/bench/hash_kernels_bench --output "$output" "$@"
}

datasets() {
  tools/debian_setup.sh python3-pip python3-venv
  ${BAZEL:-bazel} build -c opt //bench:dataset_bench
  /usr/bin/python3 bench/dataset_bench.py --dataset-bench bazel-bin/bench/dataset_bench \
    --output "$output" "$@"
}

sigstore() {
  local corpora=${MODELSEAL_CORPORA:-../shared/corpora}
  if [ ! -d "$corpora/sigstore-conformance" ]; then
    echo "SKIPPED the verification of Sigstore bundles: no sigstore-conformance in $corpora" >&2
    return
  fi
  tools/debian_setup.sh openssl python3-pip python3-venv
  local venv
  venv=$(tools/python_venv.sh)
  ${BAZEL:-bazel} build -c opt //cli:modelseal //bench:sigstore_verify_bench
  "$venv/bin/python" -W ignore bench/sigstore_bench.py --corpora "$corpora" --output "$output" ||
    status=1
}

case $what in
  all)
    hashing "$@"
    datasets
    report
    sigstore
    ;;
  hashing)
    hashing "$@"
    report
    ;;
  datasets)
    datasets "$@"
    report
    ;;
  sigstore) sigstore ;;
  report) report ;;
esac
exit $status
