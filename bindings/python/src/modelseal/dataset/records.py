# SPDX-License-Identifier: Apache-2.0
"""Records under a view, many of them in one call."""

import dataclasses
import itertools
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from modelseal._ffi import call, create, lib, text, uint64_array
from modelseal._handle import Handle

#: What is a record, and what is a value.
Bytes: TypeAlias = bytes | bytearray | memoryview


@dataclasses.dataclass(frozen=True, slots=True)
class Record:
    """A record with its value, for maps."""

    data: bytes
    value: bytes


#: What `Records.extend` takes: bytes, or for a map bytes with a value.
Item: TypeAlias = Bytes | Record

#: One call takes so many records, or about so many bytes of them.
BATCH_RECORDS = 4096
BATCH_BYTES = 8 << 20


class Records(Handle):
    """A list of records under one view; with values, if they are for a map.

    ============  ================================================================================
    view          what a record is
    ============  ================================================================================
    raw           the bytes as they are
    text-nfc15    UTF-8 text in normalisation form C, runs of white space one space, none at the
                  ends
    json-rfc8785  a JSON document, canonicalised
    pixels-rgb8   a decoded image, as `modelseal.formats.image_folder` gives it
    words-N       every window of N words of text-nfc15 is a record of its own; N is 1 to 64
    ============  ================================================================================

    Any other id of `a-z`, `0-9`, `.`, `_`, `-` is a view of the caller's own, whose digests are
    given with `add_digest`.
    """

    def __init__(self, view: str = "raw", items: Iterable[Item] = ()) -> None:
        encoded = view.encode()
        pointer = create(
            "modelseal_dataset_records", "modelseal_dataset_records_new", encoded, len(encoded)
        )
        super().__init__(pointer, "modelseal_dataset_records_free")
        self._view = view
        for batch in batches(items):
            self.extend(batch)

    @property
    def view(self) -> str:
        """The id of the view."""
        return self._view

    def extend(self, items: list[Item]) -> None:
        """Appends all of a list or, if it raises, none of it."""
        values = [item.value for item in items if isinstance(item, Record)]
        if values and len(values) != len(items):
            raise ValueError("some records have a value and some have none")
        data = [_as_bytes(item) for item in items]
        joined, joined_values = b"".join(data), b"".join(values)
        call(
            "modelseal_dataset_records_add_many",
            self._handle,
            joined,
            len(joined),
            uint64_array(map(len, data), len(data)),
            joined_values,
            len(joined_values),
            uint64_array(map(len, values), len(values)) if values else None,
            len(items),
        )

    def add_digest(self, digest: bytes) -> None:
        """Appends a record by its 32-byte digest, which the caller made."""
        call("modelseal_dataset_records_add_digest", self._handle, digest, len(digest))

    def clear(self) -> None:
        """Empties the list and keeps its memory."""
        lib.modelseal_dataset_records_clear(self._handle)

    def __len__(self) -> int:
        return int(lib.modelseal_dataset_records_count(self._handle))

    def digest(self, index: int) -> bytes:
        """The digest of one record."""
        if not 0 <= index < len(self):
            raise IndexError(f"record {index} of {len(self)}")
        return text(lib.modelseal_dataset_records_digest_at(self._handle, index))


def _as_bytes(item: Item) -> bytes:
    data = item.data if isinstance(item, Record) else item
    if isinstance(data, bytes):
        return data
    if isinstance(data, bytearray | memoryview):
        return bytes(data)
    raise TypeError(f"a record is bytes, not {type(data).__name__}")


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Cuts items into lists that are as long as one call should be."""
    iterator = iter(items)
    while head := list(itertools.islice(iterator, 1)):
        batch, size = head, _size(head[0])
        while len(batch) < BATCH_RECORDS and size < BATCH_BYTES:
            item = next(iterator, None)
            if item is None:
                break
            batch.append(item)
            size += _size(item)
        yield batch


def _size(item: Item) -> int:
    return len(item.data) + len(item.value) if isinstance(item, Record) else len(item)


def as_records(view: str, items: "Iterable[Item] | Records") -> Records:
    """A list of records as it is, or one that is made of the items."""
    return items if isinstance(items, Records) else Records(view, items)
