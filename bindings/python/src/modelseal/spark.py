# SPDX-License-Identifier: Apache-2.0
"""The commitment to a dataset that is spread over many machines, by Apache Spark (the extra
`spark`).

The executors compute labels, Spark sorts them and gives each partition those with the same first
bits, each partition becomes a subtree, and the driver joins the subtrees: bit for bit the
commitment that a `modelseal.dataset.Builder` makes of the same records with the same key. It makes
no store; who is to answer questions builds one later, with a `Builder` that is given the
commitment.

The package must be installed on every worker.
"""

import ctypes
import dataclasses
import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias, TypeVar

from modelseal import _declarations as declarations
from modelseal._ffi import call, create, create_bytes, uint64_array
from modelseal.dataset.commitment import Commitment
from modelseal.dataset.enums import Duplicates, Kind, Padding
from modelseal.dataset.key import DatasetKey
from modelseal.dataset.options import Options, OptionsHandle
from modelseal.dataset.records import Item, Records, batches
from modelseal.errors import ModelSealError, make_error

__all__ = ["commit"]

#: Label and content; the content of a leaf of a set, and of one that is still to be counted, is
#: left out here.
Leaf: TypeAlias = tuple[bytes, bytes]

Result = TypeVar("Result")
#: The number of a partition, and what came of it: errors travel to the driver as they are.
Outcome: TypeAlias = tuple[int, Result | ModelSealError]

_LABEL_BYTES = 32
_NO_CONTENT = bytes(declarations.DATASET_LEAF_BYTES - _LABEL_BYTES)
#: Dummies that one task computes.
_DUMMIES_A_TASK = 1 << 16
_MAX_PREFIX_BITS = 16


def commit(
    records: Any,
    key: DatasetKey | Callable[[], DatasetKey],
    options: Options,
    *,
    view: str | None = None,
    prefix_bits: int | None = None,
) -> Commitment:
    """The commitment to the records of an RDD: bytes, or `Record` where values are taken. That of a
    data frame is `frame.rdd.map(lambda row: row.text.encode())`.

    A key is sent to the executors with the tasks, so Spark's own channels must be encrypted
    (`spark.authenticate`, `spark.network.crypto.enabled`); a function is sent instead if one is
    given, and loads the key there, for instance from a mounted secret. `view` may be left out if
    there is only one. The tree is computed in 2^`prefix_bits` partitions, 0 to 16, each of which
    must fit into an executor's memory with 64 bytes a leaf; without it, in the next power of two
    above the number of partitions that the records have.

    Raises `UsageError` with the name DATASET_RECORD_DUPLICATE as a builder would. Records that
    cannot be taken end the job with Spark's own exception, which has ours in its text.
    """
    bits = _default_prefix_bits(records) if prefix_bits is None else prefix_bits
    if not 0 <= bits <= _MAX_PREFIX_BITS:
        raise ValueError(f"prefix_bits is {bits}, expected 0 to {_MAX_PREFIX_BITS}")
    plan = _Plan(_KeySource(key), options, _only_view(options, view), bits)
    leaves = plan.sort(records.mapPartitions(plan.leaves))
    if options.padding is Padding.NONE:
        return plan.join(leaves)
    return _commit_padded(plan, leaves)


def _commit_padded(plan: "_Plan", leaves: Any) -> Commitment:
    """How many dummies there are depends on how many records are distinct."""
    from pyspark import StorageLevel

    # Labels are what costs: they are kept and not computed again.
    leaves.persist(StorageLevel.DISK_ONLY)
    try:
        record_count = sum(_results(leaves.mapPartitionsWithIndex(plan.unique_count)))
        dummy_count = plan.leaf_count(record_count) - record_count
        firsts = leaves.context.range(0, dummy_count, _DUMMIES_A_TASK)
        dummies = firsts.flatMap(_Dummies(plan, dummy_count))
        padded = leaves.mapPartitions(plan.unique_leaves).union(dummies)
        return dataclasses.replace(plan, is_unique=True).join(plan.sort(padded))
    finally:
        leaves.unpersist()


def _results(outcomes: Any) -> list[Any]:
    """What the partitions gave, in their order; raises what one of them could not do."""
    results = []
    for _, outcome in sorted(outcomes.collect(), key=lambda pair: int(pair[0])):
        if isinstance(outcome, ModelSealError):
            raise outcome
        results.append(outcome)
    return results


def _default_prefix_bits(records: Any) -> int:
    partitions = int(records.getNumPartitions())
    return min(_MAX_PREFIX_BITS, partitions.bit_length())


def _only_view(options: Options, view: str | None) -> str:
    if view is None and len(options.views) != 1:
        raise ValueError(f"the dataset has several views, say which: {', '.join(options.views)}")
    return options.views[0] if view is None else view


class _KeySource:
    """A key on its way to the executors."""

    def __init__(self, key: DatasetKey | Callable[[], DatasetKey]) -> None:
        self._pem = key.serialize() if isinstance(key, DatasetKey) else None
        self._load = None if isinstance(key, DatasetKey) else key

    def open(self) -> DatasetKey:
        if self._load is not None:
            return self._load()
        assert self._pem is not None
        return DatasetKey.parse(self._pem)

    def __repr__(self) -> str:
        return "<_KeySource>"


@dataclasses.dataclass(frozen=True)
class _Plan:
    """What driver and executors need to know; goes to both."""

    key: _KeySource
    options: Options
    view: str
    prefix_bits: int
    is_unique: bool = False

    @property
    def counts(self) -> bool:
        """Whether a record's value is how often it came."""
        return self.options.kind is Kind.MAP and self.options.duplicates is Duplicates.COUNT

    def leaf_count(self, record_count: int) -> int:
        count = ctypes.c_uint64()
        with OptionsHandle(self.options) as options:
            name = "modelseal_dataset_options_leaf_count"
            call(name, options._handle, record_count, ctypes.byref(count))
        return int(count.value)

    def sort(self, leaves: Any) -> Any:
        """Spark's own shuffle: a partition for each prefix, its leaves by label."""
        return leaves.repartitionAndSortWithinPartitions(1 << self.prefix_bits, self.prefix_of)

    def prefix_of(self, label: bytes) -> int:
        return int.from_bytes(label[:4], "big") >> (32 - self.prefix_bits)

    def leaves(self, items: Iterable[Item]) -> Iterator[Leaf]:
        """Of a partition of records, on an executor."""
        key = self.key.open()
        with key, OptionsHandle(self.options) as options, Records(self.view) as records:
            for batch in batches(items):
                records.clear()
                records.extend(batch)
                handles = (key._handle, options._handle, records._handle)
                yield from _split(create_bytes("modelseal_dataset_key_leaves", *handles))

    def unique_leaves(self, leaves: Iterable[Leaf]) -> Iterator[Leaf]:
        """Of sorted leaves, those of distinct records; those that come twice as the options say."""
        unique = self._collapse(leaves)
        if not self.counts:
            return (leaf for leaf, _ in unique)
        return self._count_leaves(unique)

    def unique_count(self, prefix: int, leaves: Iterable[Leaf]) -> Iterator[Outcome[int]]:
        """How many distinct records a partition of sorted leaves has."""
        try:
            yield prefix, sum(1 for _ in self._collapse(leaves))
        except ModelSealError as error:
            yield prefix, error

    def subtree(self, prefix: int, leaves: Iterable[Leaf]) -> Iterator[Outcome[bytes]]:
        """Of a partition of sorted leaves, on an executor."""
        unique = leaves if self.is_unique else self.unique_leaves(leaves)
        try:
            data = b"".join(label + (content or _NO_CONTENT) for label, content in unique)
            arguments = (self.prefix_bits, prefix, data, len(data))
            yield prefix, create_bytes("modelseal_dataset_subtree_compute", *arguments)
        except ModelSealError as error:
            yield prefix, error

    def join(self, leaves: Any) -> Commitment:
        """On the driver."""
        data = b"".join(_results(leaves.mapPartitionsWithIndex(self.subtree)))
        with self.key.open() as key, OptionsHandle(self.options) as options:
            kind = "modelseal_dataset_commitment"
            name = "modelseal_dataset_subtrees_join"
            arguments = (key._handle, options._handle, data, len(data))
            return Commitment(create(kind, name, *arguments))

    def _collapse(self, leaves: Iterable[Leaf]) -> Iterator[tuple[Leaf, int]]:
        """Distinct leaves, each with how often it comes."""
        for label, twins in itertools.groupby(leaves, key=lambda leaf: leaf[0]):
            leaf, count, differ = next(twins), 1, False
            for twin in twins:
                count += 1
                differ = differ or twin != leaf
            if differ or (count > 1 and self.options.duplicates is Duplicates.ERROR):
                how = "twice with different values" if differ else "twice"
                what = f"record with label {label.hex()} comes {how}"
                code = declarations.ERROR_DATASET_RECORD_DUPLICATE
                raise make_error(code, "DATASET_RECORD_DUPLICATE", what, {})
            yield leaf, count

    def _count_leaves(self, unique: Iterator[tuple[Leaf, int]]) -> Iterator[Leaf]:
        with self.key.open() as key:
            while batch := list(itertools.islice(unique, 4096)):
                labels = b"".join(label for (label, _), _ in batch)
                counts = uint64_array((count for _, count in batch), len(batch))
                name = "modelseal_dataset_key_count_leaves"
                arguments = (key._handle, labels, len(labels), counts, len(batch))
                yield from _split(create_bytes(name, *arguments))


class _Dummies:
    """Computes the dummies from a number on, on an executor."""

    def __init__(self, plan: _Plan, count: int) -> None:
        self._plan = plan
        self._count = count

    def __call__(self, first: int) -> Iterator[Leaf]:
        count = min(_DUMMIES_A_TASK, self._count - first)
        with self._plan.key.open() as key, OptionsHandle(self._plan.options) as options:
            name = "modelseal_dataset_key_dummy_leaves"
            return _split(create_bytes(name, key._handle, options._handle, first, count))


def _split(data: bytes) -> Iterator[Leaf]:
    size = declarations.DATASET_LEAF_BYTES
    for start in range(0, len(data), size):
        content = data[start + _LABEL_BYTES : start + size]
        label = data[start : start + _LABEL_BYTES]
        yield label, b"" if content == _NO_CONTENT else content
