#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Packs the tree of dist/ into a tar file: assemble_dist.sh OUT.tar FILE...
# The version comes from the header; the same files always give the same bytes.
set -euo pipefail
out=$(realpath "$(dirname "$1")")/$(basename "$1")
shift
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT

header=$(printf '%s\n' "$@" | grep '/modelseal\.h$')
version=$(sed -n 's/^#define MODELSEAL_VERSION_STRING "\(.*\)"$/\1/p' "$header")
fill() { sed -e "s/@VERSION@/$version/g" -e "s/@MAJOR@/${version%%.*}/g" "$1" > "$2"; }

mkdir -p "$tree"/{bin,include/modelseal,lib/pkgconfig,lib/cmake/modelseal,share/doc/modelseal}
for file; do
  case $file in
    *.h | *.hpp) install -m 644 "$file" "$tree/include/modelseal/" ;;
    *.a) install -m 644 "$file" "$tree/lib/" ;;
    *.so.*)
      "$STRIP" --strip-unneeded -o "$tree/lib/libmodelseal.so.$version" "$file"
      ln -s "libmodelseal.so.$version" "$tree/lib/$(basename "$file")"
      ln -s "$(basename "$file")" "$tree/lib/libmodelseal.so" ;;
    */modelseal) "$STRIP" --strip-all -o "$tree/bin/modelseal" "$file" ;;
    *.pc.in) fill "$file" "$tree/lib/pkgconfig/$(basename "$file" .in)" ;;
    *.cmake.in) fill "$file" "$tree/lib/cmake/modelseal/$(basename "$file" .in)" ;;
    *.cmake) install -m 644 "$file" "$tree/lib/cmake/modelseal/" ;;
    */LICENSE | LICENSE) install -m 644 "$file" "$tree/share/doc/modelseal/" ;;
    *) echo "no place in dist/ for $file" >&2; exit 1 ;;
  esac
done
chmod 755 "$tree"/bin/* "$tree"/lib/*.so.*
tar -C "$tree" --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 \
  -cf "$out" bin include lib share
