# SPDX-License-Identifier: Apache-2.0
"""The parts of the benchmark of datasets, and how much of them is measured."""

import dataclasses

CURVE, DATASETS, DIRECTORY, HEAP, THREADS = (
    "dataset curve", "dataset", "dataset directory", "dataset heap", "dataset threads")


@dataclasses.dataclass(frozen=True)
class Plan:
    """Numbers of records, rounds and proofs."""

    sizes: tuple
    largest: int
    far: int  # a number of records for our side alone; 0 for none
    peer_sizes: tuple
    divisor: int  # of the datasets of the paper
    rounds: int
    rounds_of_datasets: int
    rounds_of_largest: int  # of what takes a minute a run
    proofs: int
    batch: int
    counts: bool  # whether the numbers are fit to be shown

    @property
    def rounds_of_fast(self):
        """Of the bulk suite where the others have those of the largest."""
        return self.rounds_of_largest + 2 * self.counts


def full(rounds_of_largest, far):
    return Plan(sizes=(10**3, 10**4, 10**5), largest=10**6, far=far,
                peer_sizes=(10**3, 10**4, 10**5), divisor=1, rounds=5, rounds_of_datasets=3,
                rounds_of_largest=rounds_of_largest, proofs=500, batch=1000, counts=True)


def quick():
    return Plan(sizes=(10**2, 10**3, 10**4), largest=2 * 10**4, far=0,
                peer_sizes=(10**2, 10**3, 10**4), divisor=100, rounds=1, rounds_of_datasets=1,
                rounds_of_largest=1, proofs=20, batch=100, counts=False)
