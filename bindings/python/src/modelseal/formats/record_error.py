# SPDX-License-Identifier: Apache-2.0
"""Data that is not as its format says."""

import os


class RecordError(ValueError):
    """Data that is not as its format says. `place` names where: a file, and a line in it."""

    def __init__(self, place: str, what: str) -> None:
        super().__init__(place, what)
        self.place = place
        self.what = what

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


def place_in(path: str | os.PathLike[str], part: str, number: int | str) -> str:
    """`data.csv, row 12`."""
    return f"{os.fspath(path)}, {part} {number}"
