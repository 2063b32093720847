# SPDX-License-Identifier: Apache-2.0
"""Directories of files."""

import os
import pathlib
import stat
from collections.abc import Iterator

from modelseal.formats.record_error import RecordError


def paths_below(path: str | os.PathLike[str], suffix: str = "") -> Iterator[pathlib.Path]:
    """Every regular file below a directory, or the one file, in the order of their names' bytes."""
    root = pathlib.Path(path)
    if not root.is_dir():
        yield root
        return
    for entry in sorted(root.iterdir(), key=os.fsencode):
        mode = entry.lstat().st_mode
        if stat.S_ISDIR(mode):
            yield from paths_below(entry, suffix)
        elif not stat.S_ISREG(mode):
            raise RecordError(str(entry), "neither a regular file nor a directory")
        elif entry.name.endswith(suffix):
            yield entry


def files(path: str | os.PathLike[str], *, suffix: str = "") -> Iterator[bytes]:
    """The content of every file below a directory whose name ends with `suffix`; the name is not
    part of the record. Symbolic links, pipes and devices are refused."""
    for file in paths_below(path, suffix):
        yield file.read_bytes()
