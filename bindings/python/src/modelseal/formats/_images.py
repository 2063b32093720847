# SPDX-License-Identifier: Apache-2.0
"""Directories of images, by Pillow (the extra `images`)."""

import os
import pathlib
import struct
from collections.abc import Iterator

from modelseal.dataset.records import Item, Record
from modelseal.formats._files import paths_below
from modelseal.formats.record_error import RecordError


def image_folder(
    path: str | os.PathLike[str], *, suffix: str = "", classes: bool = False
) -> Iterator[Item]:
    """The pixels of every image below a directory whose name ends with `suffix`, for the view
    pixels-rgb8: whatever the file's format, images with the same pixels are the same record.

    Pixels are those that Pillow's conversion to `RGB` gives of the first frame: without
    transparency, colour profile and orientation, eight bits a channel. Decoders of lossy formats
    may differ in single pixels from version to version: whoever verifies needs the same, or the
    file itself and the view raw. With `classes` the value is the name of the file's directory.
    """
    for file in paths_below(path, suffix):
        pixels = _pixels(file)
        yield Record(pixels, os.fsencode(file.parent.name)) if classes else pixels


def _pixels(path: pathlib.Path) -> bytes:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as image:
            rgb = image.convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise RecordError(str(path), f"no image: {error}") from error
    return struct.pack(">II", rgb.width, rgb.height) + rgb.tobytes()
