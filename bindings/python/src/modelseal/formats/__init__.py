# SPDX-License-Identifier: Apache-2.0
"""Records of a dataset out of real formats, by libraries that are well kept and none of our own.

Each function returns an iterator of records for `modelseal.dataset.Builder`: bytes, or
`modelseal.dataset.Record` where a value is asked for. The same files give the same records in the
same order, so that a run that was stopped can be resumed; for `lines`, `csv`, `jsonl`, `files` and
`tar` they are those of the program `modelseal dataset commit`.

=================  ==================  ============================================================
function           view that fits      a record is
=================  ==================  ============================================================
`lines`            raw, text-nfc15     a line that is not empty
`csv`              json-rfc8785        a row, or one column of it (raw, text-nfc15)
`jsonl`            json-rfc8785        a JSON text, or one member of it (raw, text-nfc15)
`files`            raw                 a file below a directory
`tar`              raw                 a file in an archive, as in shards of WebDataset
`parquet`          raw, text-nfc15     one column of a row; needs pyarrow
`image_folder`     pixels-rgb8         the pixels of an image; needs Pillow
=================  ==================  ============================================================

What is not as its format says raises `RecordError`, which names the place. Nothing is left out in
silence but what is said of each function.
"""

from modelseal.formats._csv import csv
from modelseal.formats._files import files
from modelseal.formats._images import image_folder
from modelseal.formats._jsonl import jsonl
from modelseal.formats._lines import lines
from modelseal.formats._parquet import parquet
from modelseal.formats._tar import tar
from modelseal.formats.record_error import RecordError

__all__ = ["RecordError", "csv", "files", "image_folder", "jsonl", "lines", "parquet", "tar"]
