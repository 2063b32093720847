# SPDX-License-Identifier: Apache-2.0
"""The file from which a dataset's owner answers."""

import os
from collections.abc import Iterable

from modelseal._ffi import call, create, create_bytes, lib, text
from modelseal._handle import Handle
from modelseal.dataset.commitment import Commitment
from modelseal.dataset.job import Job
from modelseal.dataset.key import DatasetKey
from modelseal.dataset.records import Item, Records, as_records


class Store(Handle):
    """A store, open for answers. As private as the dataset. Immutable."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        encoded = os.fsencode(path)
        kind = "modelseal_dataset_store"
        super().__init__(create(kind, f"{kind}_open", encoded, len(encoded)), f"{kind}_free")

    @property
    def commitment(self) -> Commitment:
        """The commitment to the dataset."""
        borrowed = lib.modelseal_dataset_store_commitment(self._handle)
        return Commitment.parse(text(lib.modelseal_dataset_commitment_bytes(borrowed)))

    @property
    def record_count(self) -> int:
        """How many records there are."""
        return int(lib.modelseal_dataset_store_record_count(self._handle))

    @property
    def leaf_count(self) -> int:
        """How many leaves the tree has, dummies included."""
        return int(lib.modelseal_dataset_store_leaf_count(self._handle))

    def check(self, key: DatasetKey | None = None) -> None:
        """Reads all of the store and checks it against its commitment; with the key also the
        values. `FormatError` if it was altered."""
        with Job() as job:
            name = "modelseal_dataset_store_check"
            key_handle = key._handle if key is not None else None
            job.run(lambda: call(name, self._handle, key_handle, job._handle))

    def prove(
        self,
        key: DatasetKey,
        records: Iterable[Item] | Records,
        *,
        view: str = "raw",
        show_values: bool = False,
    ) -> bytes:
        """A proof of what is true of each record: that it is in the dataset or that it is not and,
        if asked, with which value. One proof for 1 to 65536 records, smaller and cheaper than one
        for each. Each answer costs some of the secrecy of guessable records.
        """
        asked = as_records(view, records)
        name = "modelseal_dataset_store_prove"
        return create_bytes(name, self._handle, key._handle, asked._handle, int(show_values))
