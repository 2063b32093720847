# SPDX-License-Identifier: Apache-2.0
"""Parquet files, by pyarrow (the extra `parquet`)."""

import os
from collections.abc import Iterator
from typing import Any

from modelseal.dataset.records import Item, Record
from modelseal.formats.record_error import RecordError, place_in

_BATCH_ROWS = 4096


def parquet(
    path: str | os.PathLike[str], *, column: str, value_column: str | None = None
) -> Iterator[Item]:
    """One column of every row: text, in UTF-8, or binary."""
    import pyarrow.parquet

    columns = [column] if value_column is None else [column, value_column]
    with pyarrow.parquet.ParquetFile(path) as file:
        _check_columns(path, file.schema_arrow, columns)
        row = 0
        for batch in file.iter_batches(batch_size=_BATCH_ROWS, columns=columns):
            records = batch.column(column)
            values = None if value_column is None else batch.column(value_column)
            for index in range(batch.num_rows):
                row += 1
                data = _as_bytes(path, row, column, records[index].as_py())
                if values is None:
                    yield data
                else:
                    yield Record(data, _as_bytes(path, row, value_column, values[index].as_py()))


def _check_columns(path: str | os.PathLike[str], schema: Any, columns: list[str]) -> None:
    import pyarrow

    allowed = [pyarrow.string(), pyarrow.large_string(), pyarrow.binary(), pyarrow.large_binary()]
    for name in columns:
        if schema.names.count(name) != 1:
            what = f"not exactly one column {name!r} among {schema.names}"
            raise RecordError(os.fspath(path), what)
        kind = schema.field(name).type
        if pyarrow.types.is_dictionary(kind):
            kind = kind.value_type
        if kind not in allowed and not pyarrow.types.is_fixed_size_binary(kind):
            what = f"the column {name!r} is {kind}, expected text or binary"
            raise RecordError(os.fspath(path), what)


def _as_bytes(path: str | os.PathLike[str], row: int, column: str | None, cell: Any) -> bytes:
    if cell is None:
        raise RecordError(place_in(path, "row", row), f"nothing in the column {column!r}")
    return cell.encode() if isinstance(cell, str) else bytes(cell)
