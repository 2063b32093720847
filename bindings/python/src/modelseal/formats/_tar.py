# SPDX-License-Identifier: Apache-2.0
"""Archives of tar, by the standard library."""

import os
import tarfile
from collections.abc import Iterator
from typing import Self

from modelseal.formats.record_error import RecordError, place_in


class _StrictMember(tarfile.TarInfo):
    """The standard library takes a damaged header for the end of the archive, and would leave out
    what follows."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        try:
            return super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError as error:
            is_end = not buf.strip(b"\0")
            if is_end:
                raise
            raise tarfile.ReadError(str(error)) from error


def tar(path: str | os.PathLike[str], *, suffix: str = "") -> Iterator[bytes]:
    """The content of every regular file of an archive, compressed or not, whose name ends with
    `suffix`; the name is not part of the record. Links and devices are refused."""
    try:
        with tarfile.open(path, "r|*", tarinfo=_StrictMember) as archive:
            for member in archive:
                place = place_in(path, "member", member.name)
                if member.isdir():
                    continue
                if not member.isreg():
                    raise RecordError(place, "neither a regular file nor a directory")
                if member.name.endswith(suffix):
                    content = archive.extractfile(member)
                    assert content is not None  # it is a regular file
                    yield content.read()
    except tarfile.TarError as error:
        raise RecordError(os.fspath(path), f"no whole tar archive: {error}") from error
