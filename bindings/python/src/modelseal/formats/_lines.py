# SPDX-License-Identifier: Apache-2.0
"""Text files, line by line."""

import os
from collections.abc import Iterator


def numbered_lines(path: str | os.PathLike[str]) -> Iterator[tuple[int, bytes]]:
    """The lines that are not empty, with their numbers from 1."""
    with open(path, "rb") as file:
        for number, line in enumerate(file, 1):
            line = line.removesuffix(b"\n").removesuffix(b"\r")
            if line:
                yield number, line


def lines(path: str | os.PathLike[str]) -> Iterator[bytes]:
    """Every line that is not empty. A line ends at a line feed, which does not belong to it, nor
    does a carriage return directly before."""
    for _, line in numbered_lines(path):
        yield line
