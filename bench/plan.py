# SPDX-License-Identifier: Apache-2.0
"""How much is measured: the whole comparison, or a quick one to see that it runs."""

import dataclasses

MIB, GIB = 1 << 20, 1 << 30


@dataclasses.dataclass(frozen=True)
class Plan:
    """Sizes and rounds. Nothing below five rounds counts, but three of runs that take long."""

    rounds: int
    rounds_of_largest: int
    rounds_of_foundation: int
    sizes: tuple  # of single files, for throughput
    divisor_7b: int
    divisor_70b: int
    checkpoint_files: int
    foundation_bytes: int
    foundation_files: int
    memory_bytes: tuple
    kernel_repetitions: int
    counts: bool  # whether the numbers are fit to be shown


def full(largest_bytes):
    """Powers of 16, then the largest. The models are scaled so that all fit the page cache of 16
    GiB, and everything is done in half an hour."""
    powers = tuple(16**power for power in range(9) if 16**power < largest_bytes)
    return Plan(rounds=5, rounds_of_largest=3, rounds_of_foundation=7,
                sizes=(*powers, largest_bytes), divisor_7b=5, divisor_70b=48,
                checkpoint_files=10_000, foundation_bytes=GIB, foundation_files=5000,
                memory_bytes=(64 * MIB, 8 * GIB), kernel_repetitions=100, counts=True)


def quick():
    return Plan(rounds=2, rounds_of_largest=1, rounds_of_foundation=2,
                sizes=(1, 16**4, 16**6, 64 * MIB), divisor_7b=100, divisor_70b=1000,
                checkpoint_files=1000, foundation_bytes=64 * MIB, foundation_files=500,
                memory_bytes=(64 * MIB, 256 * MIB), kernel_repetitions=5, counts=False)
