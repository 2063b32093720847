#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Builds modelseal and compares its speed and memory with its peers: run.sh [FLAGS OF compare.py].
# Signing and verifying models, beside openssl and the Python reference: bench/RESULTS.md and
# bench/results.jsonl. Verifying Sigstore bundles, beside other clients of Sigstore, each if its
# toolchain is there (go, cargo with a C compiler, Python): bench/RESULTS_SIGSTORE.md and
# bench/results_sigstore.jsonl.
set -euo pipefail
cd "$(dirname "$0")/.."
tools/debian_setup.sh openssl python3-pip python3-venv
venv=$(tools/python_venv.sh)
export PYTHONDONTWRITEBYTECODE=1
targets=(//cli:modelseal //bench:sigstore_verify_bench)
${BAZEL:-bazel} build -c opt "${targets[@]}"

status=0
"$venv/bin/python" -W ignore bench/compare.py --modelseal bazel-bin/cli/modelseal --output bench \
  "$@" || status=1
corpora=${MODELSEAL_CORPORA:-../shared/corpora}
if [ -d "$corpora/sigstore-conformance" ]; then
  "$venv/bin/python" -W ignore bench/sigstore_bench.py --corpora "$corpora" --output bench ||
    status=1
else
  echo "SKIPPED the verification of Sigstore bundles: no sigstore-conformance in $corpora" >&2
fi
exit $status
