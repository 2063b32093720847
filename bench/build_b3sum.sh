#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Builds b3sum, the peer of our BLAKE3, from its pinned release into the state of the build. Where
# there is no cargo, or no network for the first time, the comparison takes Debian's instead.
set -euo pipefail
version=1.8.7
root=${MODELSEAL_BUILD_STATE:-$HOME/.cache/modelseal}/b3sum

if [ "$("$root/bin/b3sum" --version 2>/dev/null)" = "b3sum $version" ]; then
  exit 0
fi
if ! command -v cargo >/dev/null; then
  echo "no cargo: the b3sum of this machine is taken, if there is one" >&2
  exit 0
fi
cargo install --quiet --locked --version "=$version" --root "$root" b3sum >&2 ||
  echo "cannot build b3sum $version: that of this machine is taken, if there is one" >&2
