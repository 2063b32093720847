# SPDX-License-Identifier: Apache-2.0
"""The datasets that are committed to: so many records for the curves, those of the paper by their
number and size of records, and real ones."""

import dataclasses
import gzip
import random

POOL_BYTES = 16 << 20
WORDS = 5000


@dataclasses.dataclass(frozen=True)
class Dataset:
    """`flags` are those of the programs; `records` and `record_bytes` are for the model."""

    name: str
    records: int
    record_bytes: float
    flags: tuple


def of_digests(count):
    """Records that were digested before."""
    return Dataset(str(count), count, 0, ("--records", count))


def _generated(name, count, size, pool):
    return Dataset(f"{name} ({count:,} of {size:,} B)", count, size,
                   ("--records", count, "--record-bytes", size, "--pool", pool))


def write_pools(work):
    """Files of which records are pieces: (bytes as images have them, text)."""
    source = random.Random(20240501)
    images, text = work / "images.pool", work / "text.pool"
    images.write_bytes(source.randbytes(POOL_BYTES))
    letters = "etaoinshrdlucmfwypvbgkjqxz"
    words = ["".join(source.choices(letters, k=source.randint(1, 11))) for _ in range(WORDS)]
    line = " ".join(source.choices(words, k=POOL_BYTES // 5))
    text.write_bytes(line.encode()[:POOL_BYTES])
    return images, text


def of_the_paper(work, divisor):
    """The three datasets of the paper, generated at their numbers and sizes of records."""
    images, text = write_pools(work)
    return [_generated("MNIST", 60_000 // divisor, 785, images),
            _generated("CIFAR-10", 50_000 // divisor, 3073, images),
            _generated("YouTube-Commons", 400_000 // divisor, 10_000, text)]


def digits(venv, work):
    """The digits of scikit-learn, a record a line: real data, each line once."""
    [archive] = venv.glob("lib/python*/site-packages/sklearn/datasets/data/digits.csv.gz")
    with gzip.open(archive) as file:
        lines = list(dict.fromkeys(file.read().split(b"\n")))
    lines = [line for line in lines if line]
    path = work / "digits.lines"
    path.write_bytes(b"\n".join(lines) + b"\n")
    return Dataset(f"digits of scikit-learn ({len(lines):,}, real)", len(lines),
                   sum(map(len, lines)) / len(lines), ("--lines", path))
