# SPDX-License-Identifier: Apache-2.0
"""Tables of samples in Markdown: least and median, CPU time first."""

import statistics

import growth
from samples import CPU, WALL

RATES_FROM_BYTES = 1 << 20  # below it the start of a process is most of its time


def duration(seconds):
    """Three digits and a unit."""
    if seconds >= 1000:
        return f"{seconds:.0f} s"
    for unit, scale in (("s", 1), ("ms", 1e-3), ("us", 1e-6)):
        if seconds >= scale or unit == "us":
            return f"{seconds / scale:#.3g}".rstrip(".") + f" {unit}"
    return None


def rows(head, body):
    """A table; body is rows of cells."""
    lines = ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
    return lines + ["| " + " | ".join(map(str, cells)) + " |" for cells in body]


def least_and_median(part, program, field):
    values = part.values(program, field)
    if not values:
        return "-"
    return f"{duration(min(values))} / {duration(statistics.median(values))}"


def rate(part, program, field):
    """GB/s; of few bytes it would say nothing."""
    values = part.values(program, field)
    if not values or part.records[0]["bytes"] < RATES_FROM_BYTES:
        return "-"
    return f"{part.records[0]['bytes'] / statistics.median(values) / 1e9:.2f}"


def of_times(part, unit_cost=None):
    """One row a program; unit_cost is (its heading, divisor) for one more column of CPU time."""
    head = ["command", "CPU, least / median", "wall, least / median", "GB/s of CPU", "GB/s of wall"]
    if unit_cost:
        head.append(unit_cost[0])
    body = []
    for program in part.programs():
        cells = [f"`{program}`", least_and_median(part, program, CPU),
                 least_and_median(part, program, WALL), rate(part, program, CPU),
                 rate(part, program, WALL)]
        if unit_cost:
            values = part.values(program, CPU)
            cells.append(duration(statistics.median(values) / unit_cost[1]) if values else "-")
        body.append(cells)
    return rows(head, body)


def by_size(part, field):
    """One row a program, one column a size."""
    sizes = part.cases()
    return rows(["command", *(growth.show_size(int(size)) for size in sizes)],
                [[f"`{program}`", *(least_and_median(part.case(size), program, field)
                                    for size in sizes)] for program in part.programs()])


def rates_by_size(part, field):
    """GB/s by medians."""
    sizes = [size for size in part.cases() if int(size) >= RATES_FROM_BYTES]
    return rows(["command", *(growth.show_size(int(size)) for size in sizes)],
                [[f"`{program}`", *(rate(part.case(size), program, field) for size in sizes)]
                 for program in part.programs()])
