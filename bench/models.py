# SPDX-License-Identifier: Apache-2.0
"""The models that are signed and verified."""

import os

CHUNK_BYTES = 16 << 20


def write_random(path, size_bytes):
    with open(path, "wb") as file:
        left = size_bytes
        while left > 0:
            left -= file.write(os.urandom(min(left, CHUNK_BYTES)))


def large_files(folder, count, total_bytes):
    folder.mkdir()
    for number in range(count):
        write_random(folder / f"model-{number:05}-of-{count:05}.safetensors", total_bytes // count)
    return folder


def small_files(folder, count, size_bytes):
    """Files in directories of 100, as tokenizers, configurations and datasets have them."""
    for number in range(count):
        directory = folder / f"part-{number // 100:03}"
        directory.mkdir(parents=True, exist_ok=True)
        (directory / f"file-{number:05}.json").write_bytes(os.urandom(size_bytes))
    return folder


def one_small_file(folder):
    folder.mkdir()
    (folder / "config.json").write_bytes(b'{"a": 123}')
    return folder


def sparse_file(folder, size_bytes):
    """One file that takes no room: for peak memory, not for speed."""
    folder.mkdir()
    with open(folder / "model.safetensors", "wb") as file:
        file.truncate(size_bytes)
    return folder
