#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Builds the small verifier of dataset proofs as a WebAssembly module that imports nothing:
# build_wasm_verifier.sh SOURCES.tar ZIG... OUT.wasm. SOURCES.tar is //capi/verifier:sources, ZIG...
# the command of a Zig compiler, whose clang and libraries for WASI are used.
set -euo pipefail
sources=$(realpath "$1")
out=$(realpath -m "${!#}")
zig=("${@:2:$#-2}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tar -C "$work" -xf "$sources"
cd "$work"

target=(-target wasm32-wasi -Oz -w -ffunction-sections -fdata-sections -fvisibility=hidden)
boringssl=(-Iexternal/boringssl/src/include -Iexternal/boringssl/src)
"${zig[@]}" cc "${target[@]}" -std=gnu11 -DOPENSSL_NO_ASM -DOPENSSL_SMALL -DOPENSSL_32_BIT \
  -DBORINGSSL_IMPLEMENTATION "${boringssl[@]}" -c third_party/boringssl/p256_sha256.c -o boringssl.o
find lib capi -name '*.cc' | sort | while read -r file; do
  "${zig[@]}" c++ "${target[@]}" -std=c++20 -fno-exceptions -fno-rtti -Icapi/verifier/stand_in \
    -I. -Iinclude "${boringssl[@]}" -c "$file" -o "$(basename "$file" .cc).o"
done
exports=("-Wl,--export=malloc" "-Wl,--export=free")
for name in $(grep -o 'modelseal_zk_[a-z_]*(' include/modelseal/dataset_verifier.h | tr -d '('); do
  exports+=("-Wl,--export=$name")
done
"${zig[@]}" c++ -target wasm32-wasi -Oz -mexec-model=reactor ./*.o "${exports[@]}" \
  -Wl,--gc-sections -Wl,--strip-all -o "$out"
