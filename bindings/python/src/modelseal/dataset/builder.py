# SPDX-License-Identifier: Apache-2.0
"""Makes a dataset's store and its commitment."""

import contextlib
import os
import types
from collections.abc import Callable, Iterable
from typing import Self

from modelseal._ffi import call, create, lib
from modelseal._handle import Handle
from modelseal.dataset.commitment import Commitment
from modelseal.dataset.job import Job, Progress
from modelseal.dataset.key import DatasetKey
from modelseal.dataset.options import Options, OptionsHandle
from modelseal.dataset.records import Item, Record, Records, batches
from modelseal.errors import ModelSealError

__all__ = ["Builder", "Progress", "audit"]

_HANDLE = "modelseal_dataset_builder"


class Builder(Handle):
    """Takes records and makes of them a store and a commitment, in memory that does not grow.

    Neither the order of the records nor the number of threads changes the result. `work_directory`
    is for this job alone: it is made if it is not there, and needs about 70 bytes a record. Leaving
    the `with` without finishing, as by Ctrl-C, keeps what was added; a builder that is opened on
    the same directory goes on with it, also after the process was killed (`resume`).

    `options` may be the commitment of a dataset that is built again or audited. `threads` 0 is one
    for each processor. `progress` is called after each part of the work, not always by the thread
    that made the builder; the last call may fall short of the total.
    """

    def __init__(
        self,
        key: DatasetKey,
        options: Options | Commitment,
        work_directory: str | os.PathLike[str],
        *,
        threads: int = 0,
        progress: Callable[[Progress], None] | None = None,
    ) -> None:
        self._views = tuple(options.views)
        self._job = Job(threads, progress)
        path = os.fsencode(work_directory)
        with OptionsHandle(options) as settings:
            arguments = (key._handle, settings._handle, path, len(path), self._job._handle)
            name = "modelseal_dataset_builder_open"
            builder = self._job.call(lambda: create(_HANDLE, name, *arguments))
        self._key = key
        super().__init__(builder, f"{_HANDLE}_free")

    @property
    def record_count(self) -> int:
        """How many records were added, those that an earlier run has kept included."""
        return int(lib.modelseal_dataset_builder_record_count(self._handle))

    @property
    def takes_records(self) -> bool:
        """False once finishing has begun, in this run or an earlier one."""
        return bool(lib.modelseal_dataset_builder_takes_records(self._handle))

    def add(self, records: Iterable[Item] | Records, *, view: str | None = None) -> None:
        """Adds records: bytes, or `Record` where values are taken. `view` may be left out if there
        is only one. Thousands of records go to the library in one call."""
        if isinstance(records, Records):
            self._add_list(records)
            return
        with Records(self._only_view(view)) as batch:
            for items in batches(records):
                batch.clear()
                batch.extend(items)
                self._add_list(batch)

    def resume(self, records: Iterable[Item], *, view: str | None = None) -> None:
        """Adds records from the beginning of the dataset, as `add`, without those that an earlier
        run has kept. They must come in the same order as then, and all under one view."""
        if not self.takes_records:
            return
        kept = self.record_count
        with Records(self._only_view(view)) as batch:
            for items in batches(records):
                batch.clear()
                batch.extend(items)
                count = len(batch)
                if kept == 0:
                    self._add_list(batch)
                elif kept < count:
                    self._add_list(_after(batch, items, kept))
                kept = max(0, kept - count)
        if kept:
            raise ValueError(f"{kept} fewer records than the earlier run has kept")

    def checkpoint(self) -> None:
        """Returns when all that was added is kept. Done by itself now and then."""
        self._job.call(lambda: call(f"{_HANDLE}_checkpoint", self._handle))

    def finish(self, store_path: str | os.PathLike[str]) -> Commitment:
        """Completes the store, moves it to `store_path`, on the file system of the work directory,
        and empties that. Until then, and on failure, nothing is changed there."""
        path = os.fsencode(store_path)
        arguments = (self._handle, path, len(path))
        kind = "modelseal_dataset_commitment"
        return Commitment(self._job.run(lambda: create(kind, f"{_HANDLE}_finish", *arguments)))

    def audit(self, commitment: Commitment) -> None:
        """Completes the store and keeps nothing of it; `VerificationError` unless the records give
        this commitment."""
        arguments = (self._handle, commitment._handle)
        self._job.run(lambda: call(f"{_HANDLE}_audit", *arguments))

    def close(self) -> None:
        """Frees the builder; what was added since the last checkpoint is lost."""
        super().close()
        self._job.close()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: types.TracebackType | None,
    ) -> None:
        # A builder that failed has nothing more to keep, and its failure is on its way already.
        expected = contextlib.suppress(ModelSealError) if value else contextlib.nullcontext()
        try:
            with expected:
                if self.takes_records:
                    self.checkpoint()
        finally:
            self.close()

    def _add_list(self, records: Records) -> None:
        name = f"{_HANDLE}_add"
        self._job.call(lambda: call(name, self._handle, records._handle))

    def _only_view(self, view: str | None) -> str:
        if view is not None:
            return view
        if len(self._views) != 1:
            raise ValueError(f"the dataset has several views, say which: {', '.join(self._views)}")
        return self._views[0]

    def __enter__(self) -> Self:
        return self


def _after(batch: Records, items: list[Item], kept: int) -> Records:
    """The records of a batch that come after those kept."""
    if len(batch) == len(items):
        return Records(batch.view, items[kept:])
    # Windows, of which an item may be kept in part.
    if any(isinstance(item, Record) for item in items):
        raise ValueError("windows that have values cannot be resumed")
    rest = Records(batch.view)
    for index in range(kept, len(batch)):
        rest.add_digest(batch.digest(index))
    return rest


def audit(
    key: DatasetKey,
    commitment: Commitment,
    records: Iterable[Item] | Records,
    work_directory: str | os.PathLike[str],
    *,
    view: str | None = None,
    threads: int = 0,
    progress: Callable[[Progress], None] | None = None,
) -> None:
    """Raises `VerificationError` unless exactly these records were committed to: none left out,
    none added, none changed. Needs the owner's key, so it is for somebody whom the owner lets look.
    """
    with Builder(key, commitment, work_directory, threads=threads, progress=progress) as builder:
        builder.add(records, view=view)
        builder.audit(commitment)
