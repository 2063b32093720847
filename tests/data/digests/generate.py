#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes vectors.txt: digests by other implementations; see SOURCES.md."""

import hashlib
import pathlib

import blake3

BLOCK_EDGES = [0, 64, 128, 256, 512]
CHUNK_EDGES = [
    chunks * 1024 for chunks in (1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 24, 31, 32, 33, 48, 63, 64,
                                 65, 100, 127, 128, 129, 255, 256, 257, 511, 512, 513, 1024)]
OTHERS = [3, 55, 56, 111, 112, 1000, 1023 + 64, 5000, 100_000, 1_000_003, (1 << 20) + 3]


def main() -> None:
    lengths = set(OTHERS)
    for edge in BLOCK_EDGES + CHUNK_EDGES:
        lengths |= {length for length in (edge - 1, edge, edge + 1) if length >= 0}
    pattern = bytes(range(251))
    with open(pathlib.Path(__file__).with_name("vectors.txt"), "w", encoding="ascii") as out:
        out.write("# length sha256 blake2b blake3\n")
        for length in sorted(lengths):
            content = (pattern * (length // len(pattern) + 1))[:length]
            digests = (hashlib.sha256(content), hashlib.blake2b(content), blake3.blake3(content))
            out.write(" ".join([str(length)] + [digest.hexdigest() for digest in digests]) + "\n")


if __name__ == "__main__":
    main()
