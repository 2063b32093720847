#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Fills a Bazel --distdir with the pinned dependency archives, taken from Debian bookworm's source
# packages (apt only; no other network). Every file is byte-identical to what third_party/deps.bzl
# pins, and is checked against it. The machine's own apt settings are read, not changed.
set -euo pipefail
out=${1:-third_party/distdir}
mkdir -p "$out"; out=$(cd "$out" && pwd)
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
cd "$tmp"

mkdir -p sources lists/partial archives/partial
if [ -f /etc/apt/sources.list.d/debian.sources ]; then
  sed 's/^Types:.*/Types: deb-src/' /etc/apt/sources.list.d/debian.sources > sources/d.sources
else
  sed -n 's/^deb /deb-src /p' /etc/apt/sources.list > sources/d.list
fi
apt=(apt-get -qq -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts="$tmp/sources"
  -o Dir::State::Lists="$tmp/lists" -o Dir::Cache="$tmp" -o APT::Sandbox::User=root)
"${apt[@]}" update
"${apt[@]}" source --download-only android-platform-external-boringssl \
  abseil protobuf simdjson catch2 cli11 nlohmann-json3 re2 utf8proc libarchive libcsv

take() { # deb-file  sha256  distdir-name
  echo "$2  $1" | sha256sum --quiet -c -
  cp "$1" "$out/$3"
}
# reprefix deb-file sha256(deb) old-prefix new-prefix sha256(upstream) distdir-name
# Debian renamed only the top directory; redo `git archive --prefix | gzip -n`.
reprefix() {
  echo "$2  $1" | sha256sum --quiet -c -
  local d; d=$(mktemp -d -p "$tmp"); tar -xzf "$1" -C "$d"
  local commit mtime
  commit=$(git get-tar-commit-id < <(zcat "$1" 2>/dev/null))
  mtime=$(stat -c %Y "$d/$3")
  ( cd "$d/$3"
    export GIT_AUTHOR_DATE="@$mtime +0000" GIT_COMMITTER_DATE="@$mtime +0000"
    export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
    g() { git -c user.name=x -c user.email=x -c core.autocrlf=false -c tar.umask=0002 "$@"; }
    g init -q; mkdir -p .git/info
    echo '* -text -ident -filter -export-subst -export-ignore' > .git/info/attributes
    g add -A -f; g commit -qm x
    local h; h=$(g rev-parse HEAD)
    g archive --format=tar --prefix="$4/" HEAD | LC_ALL=C sed "s/$h/$commit/" |
      gzip -n -6 > "$out/$6" )
  echo "$5  $out/$6" | sha256sum --quiet -c -
}
take android-platform-external-boringssl_13.0.0+r24.orig.tar.xz \
  583b7aeee1fca68b8244d086cea6fca23bd19d517bd63f0b9de714e048f92a7d \
  android-platform-external-boringssl_13.0.0+r24.orig.tar.xz
take cli11_2.1.2+ds.orig.tar.xz \
  8143d20b688e98ccce8e24562d3b68e5f47c12e896c42c7ca8553dbde5bed55d cli11_2.1.2+ds.orig.tar.xz
take protobuf_3.21.12.orig.tar.gz \
  930c2c3b5ecc6c9c12615cf5ad93f1cd6e12d0aba862b572e076259970ac3a53 protobuf-3.21.12.tar.gz
take simdjson_3.0.1.orig.tar.gz \
  156b1bc5eb0561b2bd166b46d191fd3d95a3e709cc63761477d3b7aec2b6e9ed simdjson-3.0.1.tar.gz
take nlohmann-json3_3.11.2.orig.tar.gz \
  d69f9deb6a75e2580465c6c4c5111b89c4dc2fa94e3a85fcd2ffcd9a143d9273 nlohmann-json3_3.11.2.tar.gz
take re2_20220601+dfsg.orig.tar.xz \
  3bc61251da3b0b97be40a8a127818c517c62516e4eda11fc901d29496663df54 re2_20220601+dfsg.orig.tar.xz
take utf8proc_2.8.0.orig.tar.gz \
  a0a60a79fe6f6d54e7d411facbfcc867a6e198608f2cd992490e46f04b1bcecc utf8proc-2.8.0.tar.gz
take libarchive_3.6.2.orig.tar.xz \
  9e2c1b80d5fbe59b61308fdfab6c79b5021d7ff4ff2489fb12daf0a96a83551d libarchive-3.6.2.tar.xz
take libcsv_3.0.3+dfsg.orig.tar.gz \
  06fddfaca720a4be7603bad63eb1833bca5b6c5a69b42b1c518a02cda2a73aef libcsv_3.0.3+dfsg.orig.tar.gz
reprefix abseil_20220623.1.orig.tar.gz \
  abfe2897f3a30edaa74bc34365afe3c2a3cd012091a97dc7e008f7016adcd5fe \
  abseil-20220623.1 abseil-cpp-20220623.1 \
  91ac87d30cc6d79f9ab974c51874a704de9c2647c40f6932597329a282217ba8 abseil-cpp-20220623.1.tar.gz
reprefix catch2_2.13.10.orig.tar.gz \
  2f4fe284449cf17394350e027ae21958973a61b9161197d416e2dfca16167686 \
  catch2-2.13.10 Catch2-2.13.10 \
  d54a712b7b1d7708bc7a819a8e6e47b2fde9536f487b89ccbca295072a7d9943 Catch2-2.13.10.tar.gz
echo "pinned archives ready: $out"
