# SPDX-License-Identifier: Apache-2.0
"""Tables of the comparison of Sigstore clients, and the ratios that were promised."""

import json
import statistics

import report
from sigstore_clients import OURS

# Least ratio of a peer's time in process to ours.
PROMISED = {"sigstore-go": 3, "sigstore-python": 3, "sigstore-verify (Rust)": 1}
PROCESS_LIMIT_MS = 10


def select(records, scenario, client, case):
    return [record for record in records if record["scenario"] == scenario
            and record["client"] == client and record["case"] == case]


def names_of(records, scenario, field):
    return list(dict.fromkeys(record[field] for record in records
                              if record["scenario"] == scenario))


def batch_times(records, client, case):
    """(least, medians of the rounds' medians, p90 and mean CPU) in microseconds, or None."""
    taken = select(records, "in process", client, case)
    if not taken:
        return None
    return (min(record["min_us"] for record in taken),
            statistics.median(record["median_us"] for record in taken),
            statistics.median(record["p90_us"] for record in taken),
            statistics.median(record["cpu_us"] for record in taken))


def process_times(records, client, case):
    """(least wall, median wall, median CPU) in milliseconds, or None."""
    taken = select(records, "process", client, case)
    if not taken:
        return None
    wall = [record["wall_us"] / 1000 for record in taken]
    return (min(wall), statistics.median(wall),
            statistics.median(record["cpu_us"] for record in taken) / 1000)


def claims_of(records):
    """Claims for what was measured: none without ours."""
    claims = []
    for case in names_of(records, "in process", "case"):
        ours = batch_times(records, OURS, case)
        for peer, least in PROMISED.items():
            theirs = batch_times(records, peer, case)
            if ours is None or theirs is None:
                continue
            for place, what in ((0, "least"), (3, "CPU")):
                claims.append(report.Claim(f"{case}, in process, {what}: {peer} / ours",
                                           theirs[place] / ours[place], least, False))
    for case in names_of(records, "process", "case"):
        ours = process_times(records, OURS, case)
        if ours is not None:
            claims.append(report.Claim(f"{case}, process, median wall ms", ours[1],
                                       PROCESS_LIMIT_MS, True))
    return claims


def table(records, scenario, times, columns, digits):
    """One row a client and case."""
    rows = ["| client | version | bundle | " + " | ".join(columns) + " |",
            "|---" * (3 + len(columns)) + "|"]
    versions = {record["client"]: record["version"] for record in records if "version" in record}
    for case in names_of(records, scenario, "case"):
        for client in names_of(records, scenario, "client"):
            cells = [f"{time:.{digits}f}" for time in times(records, client, case)]
            rows.append(f"| {client} | {versions.get(client, '-')} | {case} | "
                        + " | ".join(cells) + " |")
    return rows


def table_of_steps(records):
    """Median microseconds of the steps of our verification, by case."""
    cases = names_of(records, "in process", "case")
    rows = ["| step | " + " | ".join(f"{case}, us" for case in cases) + " |",
            "|---" * (1 + len(cases)) + "|"]
    by_case = {case: [record["steps_us"] for record in select(records, "in process", OURS, case)]
               for case in cases}
    steps = dict.fromkeys(step for taken in by_case.values() for record in taken
                          for step in record)
    for step in steps:
        cells = []
        for case in cases:
            times = [record[step] for record in by_case[case] if step in record]
            cells.append(f"{statistics.median(times):.1f}" if times else "-")
        rows.append(f"| {step} | " + " | ".join(cells) + " |")
    return rows


def sections_of(records, claims, left_out, about, arguments):
    intro = [
        "Written by `make bench`; every round is in `results_sigstore.jsonl`. In each of",
        f"{arguments.rounds} rounds every client runs on every bundle in turn:",
        f"{arguments.iterations} verifications in one process, after a tenth more that do not",
        f"count, then {arguments.processes} processes that verify once. Go runs on one thread",
        "(GOMAXPROCS=1). Each client has shown that it refuses another identity.", ""]
    promised = ["| what | measured | promised | kept |", "|---|---|---|---|"]
    promised += [claim.row() for claim in claims]
    if not claims:
        promised = ["Nothing of ours was measured, so nothing is compared."]
    if left_out:
        promised += [""] + [f"Left out: {name}: {reason}." for name, reason in left_out]
    sections = [
        ("Verification of Sigstore bundles beside other clients", intro + promised),
        ("In process: parse and verify, trusted root loaded",
         table(records, "in process", batch_times,
               ("least us", "median us", "p90 us", "mean CPU us"), 0)),
        ("Whole process: start, load, verify once, end",
         table(records, "process", process_times,
               ("least wall ms", "median wall ms", "median CPU ms"), 1)),
    ]
    if any("steps_us" in record for record in records):
        sections.append(("Our verification by step, medians", table_of_steps(records)))
    machine_rows = ["| | |", "|---|---|"] + [f"| {what} | {value} |" for what, value in about]
    return sections + [("Machine", machine_rows)]


def write(folder, records, claims, left_out, about, arguments):
    with open(folder / "results_sigstore.jsonl", "w", encoding="ascii") as file:
        for record in records:
            file.write(json.dumps(record) + "\n")
    report.write_table(folder / "RESULTS_SIGSTORE.md",
                       sections_of(records, claims, left_out, about, arguments))
