# SPDX-License-Identifier: Apache-2.0
"""The models that are hashed: shapes of real ones, with generated content."""

import dataclasses
import os
import pathlib
import random

MIB = 1 << 20
BLOCK_BYTES = MIB
COUNTER_BYTES = 8


@dataclasses.dataclass(frozen=True)
class Shape:
    """Names and sizes of a model's files."""

    name: str
    files: tuple  # of (name, size)

    @property
    def size_bytes(self):
        return sum(size for _, size in self.files)


def weights(count, sizes, divisor):
    return tuple((f"model-{number + 1:05}-of-{count:05}.safetensors", size // divisor)
                 for number, size in enumerate(sizes))


def single(size_bytes):
    return Shape("one file", (("model.safetensors", size_bytes),))


def tiny():
    return Shape("10 bytes", (("config.json", 10),))


def bert():
    """As bert-base-uncased; the weights once, in safetensors."""
    return Shape("BERT, 110M in 1 file", (
        ("config.json", 570), ("LICENSE", 11_357), ("README.md", 10_460),
        ("model.safetensors", 440_449_768), ("tokenizer.json", 466_062),
        ("tokenizer_config.json", 48), ("vocab.txt", 231_508)))


def seven_billion(divisor):
    """As Mistral-7B-v0.1, its weights divided by divisor."""
    return Shape(f"7B in 2 files, 1/{divisor}", (
        ("config.json", 571), ("generation_config.json", 116), ("README.md", 1_555),
        *weights(2, (9_942_981_696, 4_540_516_344), divisor),
        ("model.safetensors.index.json", 25_125), ("special_tokens_map.json", 72),
        ("tokenizer.json", 1_795_303), ("tokenizer.model", 493_443),
        ("tokenizer_config.json", 967)))


def seventy_billion(divisor):
    """As Meta-Llama-3-70B, its weights divided by divisor."""
    return Shape(f"70B in 30 files, 1/{divisor}", (
        ("config.json", 654), ("generation_config.json", 177), ("README.md", 36_584),
        *weights(30, (4_584_408_808, *(4_664_167_376, 4_999_711_704) * 14, 2_101_346_432), divisor),
        ("model.safetensors.index.json", 59_615), ("special_tokens_map.json", 73),
        ("tokenizer.json", 9_085_698), ("tokenizer_config.json", 50_977)))


def checkpoint(count, size_bytes=4096):
    """As a sharded training checkpoint: very many small files, 100 to a directory."""
    return Shape(f"{count:,} files of {size_bytes:,} B", tuple(
        (f"part-{number // 100:03}/file-{number:05}.distcp", size_bytes)
        for number in range(count)))


def equal_files(count, total_bytes):
    return Shape(f"{total_bytes // MIB} MiB in {count} files",
                 weights(count, (total_bytes // count,) * count, 1))


def write_file(path, size_bytes, block):
    """Blocks of random bytes, none equal to another for their counter; synced, so that the pages
    can be dropped."""
    with open(path, "wb", buffering=0) as file:
        for number in range(0, size_bytes, BLOCK_BYTES):
            content = number.to_bytes(COUNTER_BYTES, "little") + block[COUNTER_BYTES:]
            file.write(content[:size_bytes - number])
        if size_bytes >= BLOCK_BYTES:
            os.fsync(file.fileno())


def write(shape, folder):
    """Makes the model in a new folder; the paths of its files, in order."""
    block = random.Random(shape.name).randbytes(BLOCK_BYTES)
    paths = []
    for name, size_bytes in shape.files:
        path = pathlib.Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, size_bytes, block)
        paths.append(path)
    os.sync()
    return paths


def write_sparse(folder, size_bytes):
    """One file that takes no room: for peak memory, not for speed."""
    folder.mkdir()
    path = folder / "model.safetensors"
    with open(path, "wb") as file:
        file.truncate(size_bytes)
    return [path]
