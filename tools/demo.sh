#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# The main job on a real model, from nothing: installs, builds, fetches all-MiniLM-L6-v2, makes a
# key, signs, verifies, changes one byte, and shows the refusal. All it makes is in .cache/.
set -euo pipefail
cd "$(dirname "$0")/.."
exec 2>&1
bold='' dim='' plain=''
if [ -t 1 ]; then bold=$'\e[1m' dim=$'\e[2m' plain=$'\e[0m'; fi
now_ms() { local t=${EPOCHREALTIME/[.,]/}; echo "${t%???}"; }
title() { printf '\n%s== %s%s\n' "$bold" "$1" "$plain"; }

timings=()
# Runs a command and keeps how long it took under a name.
timed() { # name command...
  local name=$1 start status=0
  shift
  start=$(now_ms)
  "$@" || status=$?
  timings+=("$(printf '%8d ms  %s' $(($(now_ms) - start)) "$name")")
  return "$status"
}

# The same for a command that the reader is meant to see; says what it returned.
show() { # name command...
  local name=$1 status=0
  shift
  printf '\n%s$ %s%s\n' "$bold" "$*" "$plain"
  timed "$name" "$@" || status=$?
  printf '%s(exit code %d)%s\n' "$dim" "$status" "$plain"
  return "$status"
}

change_one_byte() { # file offset
  /usr/bin/python3 - "$@" <<'PY'
import sys
with open(sys.argv[1], "r+b") as file:
    file.seek(int(sys.argv[2]))
    byte = file.read(1)[0]
    file.seek(-1, 1)
    file.write(bytes([byte ^ 1]))
print(f"{sys.argv[1]}: byte {sys.argv[2]} was {byte:#04x}, is now {byte ^ 1:#04x}")
PY
}

title "Build tools and pinned sources"
timed "set up this machine" tools/debian_setup.sh python3-pip
echo "ready"

title "Build"
# shellcheck disable=SC2086 # BAZEL may hold options
timed "build" ${BAZEL:-bazel} build --show_progress --show_progress_rate_limit=30 \
  --noshow_loading_progress --ui_event_filters=-info //cli:modelseal
PATH=$(${BAZEL:-bazel} info bazel-bin 2>/dev/null)/cli:$PATH

title "A real model: sentence-transformers/all-MiniLM-L6-v2"
timed "fetch the model" tools/fetch_model.sh
rm -rf .cache/demo
mkdir .cache/demo
cd .cache/demo
cp -r --reflink=auto ../all-MiniLM-L6-v2 .

title "Make a key, sign, verify"
show "make a key" modelseal keygen --private-key key.pem --public-key key.pub
show "sign" modelseal sign key all-MiniLM-L6-v2 --private-key key.pem --signature model.sig
show "verify" modelseal verify key all-MiniLM-L6-v2 --public-key key.pub --signature model.sig

title "Change one byte of 91 million, verify again"
change_one_byte all-MiniLM-L6-v2/model.safetensors 45000000
refused=0
show "verify the changed model" \
  modelseal verify key all-MiniLM-L6-v2 --public-key key.pub --signature model.sig || refused=$?
if [ "$refused" != 1 ]; then
  echo "the changed model was not refused with exit code 1" >&2
  exit 1
fi

title "Timings"
printf '%s\n' "${timings[@]}"
