#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Makes a Debian 12 machine ready to build: debian_setup.sh [PACKAGE...]
# Installs the build tools and the packages named, fetches the pinned archives (apt only), and
# writes user.bazelrc, which points Bazel at them. Does nothing, quickly, when all is there.
set -euo pipefail
ws=$(cd "$(dirname "$0")/.." && pwd)
state=${MODELSEAL_BUILD_STATE:-$HOME/.cache/modelseal} # shared by all clones
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

if ! command -v dpkg-query >/dev/null; then
  echo "not a Debian machine: going on with the bazel that is there" >&2
  exit 0
fi
need=(bazel-bootstrap bazel-skylib bazel-platforms bazel-rules-java bazel-rules-proto
  protobuf-compiler g++ dpkg-dev git patch python3 ca-certificates "$@")
# shellcheck disable=SC2016
installed=$(dpkg-query --show --showformat '${db:Status-Status}\n' "${need[@]}" 2>/dev/null |
  grep -cx installed || true)
if [ "$installed" -lt ${#need[@]} ]; then
  echo "installing: ${need[*]}" >&2
  export DEBIAN_FRONTEND=noninteractive
  as_root apt-get -o DPkg::Lock::Timeout=600 -qq update
  as_root apt-get -o DPkg::Lock::Timeout=600 -qq install -y --no-install-recommends \
    "${need[@]}" >/dev/null
fi

pins=$(sha256sum < "$ws/tools/debian_distdir.sh")
if [ "$(cat "$state/distdir/.pins" 2>/dev/null)" != "$pins" ]; then
  "$ws/tools/debian_distdir.sh" "$state/distdir" >&2
  echo "$pins" > "$state/distdir/.pins"
fi

cat > "$ws/user.bazelrc.new" <<RC
common --distdir=$state/distdir
common --override_repository=rules_cc=$ws/third_party/stubs/rules_cc
common --override_repository=remote_coverage_tools=$ws/third_party/stubs/remote_coverage_tools
common --override_repository=rules_proto=/usr/share/bazel/rules/proto
common --override_repository=rules_java=/usr/share/bazel/rules/java
common --override_repository=bazel_skylib=/usr/share/bazel/tools/skylib
common --override_repository=platforms=/usr/share/bazel/tools/platforms
common --experimental_repository_disable_download
build --disk_cache=$state/disk_cache
build --spawn_strategy=processwrapper-sandbox,local
build --nodistinct_host_configuration
build --//tools:protoc=//tools:system_protoc
build --noshow_progress --color=no --curses=no
RC
mv "$ws/user.bazelrc.new" "$ws/user.bazelrc"
