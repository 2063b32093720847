# SPDX-License-Identifier: Apache-2.0
"""Checking proofs: needs no key and no store."""

import dataclasses
from collections.abc import Iterable

from modelseal._ffi import create, lib, text
from modelseal.dataset.commitment import Commitment
from modelseal.dataset.records import Item, Records, as_records


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """What a proof says of one record. `value` is None where the proof shows none."""

    is_member: bool
    value: bytes | None = None


def verify(
    commitment: Commitment,
    records: Iterable[Item] | Records,
    proof: bytes,
    *,
    view: str = "raw",
) -> list[Answer]:
    """Verifies a proof about exactly these records in this order and returns an answer for each.

    No owner can have two answers about one record accepted. Raises `DatasetProofInvalid` for
    whatever does not hold: an answer exists only if it is proved.
    """
    asked = as_records(view, records)
    kind = "modelseal_dataset_answers"
    name = "modelseal_dataset_verify"
    answers = create(kind, name, commitment._handle, asked._handle, proof, len(proof))
    try:
        count = lib.modelseal_dataset_answers_count(answers)
        return [_answer(answers, index) for index in range(count)]
    finally:
        lib.modelseal_dataset_answers_free(answers)


def _answer(answers: object, index: int) -> Answer:
    is_member = lib.modelseal_dataset_answers_is_member(answers, index) == 1
    if not lib.modelseal_dataset_answers_has_value(answers, index):
        return Answer(is_member)
    return Answer(is_member, text(lib.modelseal_dataset_answers_value(answers, index)))
