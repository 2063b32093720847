#!/usr/bin/env bash
# One-time setup on Debian bookworm, with nothing but apt: build tools, the
# pinned archives as a --distdir, and a user.bazelrc that points Bazel at them.
set -euo pipefail
ws=$(cd "$(dirname "$0")/.." && pwd)
state=${MODELSEAL_BUILD_STATE:-$HOME/.cache/modelseal}     # shared by all clones
export DEBIAN_FRONTEND=noninteractive
need=(bazel-bootstrap bazel-skylib bazel-platforms bazel-rules-java bazel-rules-proto g++ dpkg-dev git patch)
need+=(protobuf-compiler)
dpkg -s "${need[@]}" >/dev/null 2>&1 ||
  apt-get -o DPkg::Lock::Timeout=600 -qq install -y --no-install-recommends "${need[@]}" >/dev/null
[ -f "$state/distdir/.done" ] ||
  { "$ws/tools/debian_distdir.sh" "$state/distdir"; touch "$state/distdir/.done"; }
cat > "$ws/user.bazelrc" <<RC
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
echo "ready: bazel test //..."
