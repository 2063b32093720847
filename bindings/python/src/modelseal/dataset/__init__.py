# SPDX-License-Identifier: Apache-2.0
"""Commitments to training data, and proofs about single records that show nothing else.

The owner makes a `DatasetKey` and gives records to a `Builder`, which writes a store, for the owner
alone, and returns the `Commitment`, which is published. From a `Store` and the key, proofs are
made; `verify` checks them against a commitment that came from somebody trusted. docs/dataset.md
says what is proved and what is not.
"""

from modelseal.dataset.builder import Builder, Progress, audit
from modelseal.dataset.commitment import Commitment
from modelseal.dataset.enums import Duplicates, Kind, Padding, Phase, Suite
from modelseal.dataset.key import DatasetKey
from modelseal.dataset.options import Options
from modelseal.dataset.records import Record, Records
from modelseal.dataset.store import Store
from modelseal.dataset.verification import Answer, verify

__all__ = [
    "Answer",
    "Builder",
    "Commitment",
    "DatasetKey",
    "Duplicates",
    "Kind",
    "Options",
    "Padding",
    "Phase",
    "Progress",
    "Record",
    "Records",
    "Store",
    "Suite",
    "audit",
    "verify",
]
