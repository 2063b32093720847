# SPDX-License-Identifier: Apache-2.0
"""CSV files (RFC 4180), by the standard library."""

import csv as standard_csv
import json
import os
from collections.abc import Iterator, Sequence

from modelseal.dataset.records import Item, Record
from modelseal.formats.record_error import RecordError, place_in

#: As for the program: without an end a quotation mark that nobody closes would fill the memory.
_MAX_FIELD_CHARACTERS = 1 << 30


def csv(
    path: str | os.PathLike[str],
    *,
    column: str | None = None,
    value_column: str | None = None,
    delimiter: str = ",",
) -> Iterator[Item]:
    """The rows of a file whose first row names the columns: each as a JSON array of texts, for the
    view json-rfc8785, or one column of it. Rows without any character are no rows. A quotation mark
    inside a field that is not quoted is part of the field, where the program refuses it."""
    # The limit of the module is one for the whole process; it is only ever made larger.
    if standard_csv.field_size_limit() < _MAX_FIELD_CHARACTERS:
        standard_csv.field_size_limit(_MAX_FIELD_CHARACTERS)
    # Bytes that are not UTF-8 pass through a column as they are.
    with open(path, encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        rows = _numbered_rows(path, standard_csv.reader(file, delimiter=delimiter, strict=True))
        first = next(rows, None)
        if first is None:
            return
        names = first[1]
        record_index = _find(path, names, column)
        value_index = _find(path, names, value_column)
        for number, row in rows:
            place = place_in(path, "row", number)
            if len(row) != len(names):
                raise RecordError(place, f"{len(row)} fields, expected {len(names)}")
            data = _row_as_json(row, place) if record_index is None else _encode(row[record_index])
            yield data if value_index is None else Record(data, _encode(row[value_index]))


def _numbered_rows(
    path: str | os.PathLike[str], reader: Iterator[list[str]]
) -> Iterator[tuple[int, list[str]]]:
    number = 0
    while True:
        try:
            row = next(reader, None)
        except standard_csv.Error as error:
            raise RecordError(place_in(path, "row", number + 1), str(error)) from error
        if row is None:
            return
        if row:
            number += 1
            yield number, row


def _find(path: str | os.PathLike[str], names: Sequence[str], name: str | None) -> int | None:
    if name is None:
        return None
    if names.count(name) != 1:
        found = "no" if name not in names else "more than one"
        raise RecordError(place_in(path, "row", 1), f"{found} column {name!r} among {names}")
    return names.index(name)


def _row_as_json(row: Sequence[str], place: str) -> bytes:
    try:
        return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError as error:
        raise RecordError(place, "not UTF-8, so that it is no JSON") from error


def _encode(field: str) -> bytes:
    return field.encode(errors="surrogateescape")
