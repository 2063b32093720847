# SPDX-License-Identifier: Apache-2.0
"""Compares modelseal with its peers in one run; run it by `make bench`.

Each round runs every program once, so that all see the same machine. Times are of whole processes,
taken from the kernel. Writes RESULTS.md and results.jsonl.
"""

import argparse
import pathlib
import shutil
import sys
import tempfile

import machine
import models
import report
import scenarios

MIB = 1 << 20


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--modelseal", type=pathlib.Path, required=True)
    parser.add_argument("--output", type=pathlib.Path, required=True, help="folder of the results")
    parser.add_argument("--work", type=pathlib.Path, help="where models are made (temporary files)")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--large-mib", type=int, default=1024)
    parser.add_argument("--large-files", type=int, default=8)
    parser.add_argument("--small-files", type=int, default=5000)
    parser.add_argument("--small-bytes", type=int, default=1000)
    parser.add_argument("--memory-mib", type=int, nargs="+", default=[64, 8192])
    arguments = parser.parse_args()
    if arguments.rounds < 5:
        parser.error("medians of fewer than 5 rounds say little")
    return arguments


def measure(arguments, work):
    reference = pathlib.Path(sys.executable).parent / "model_signing"
    private, public = scenarios.make_keys(work)
    peers = scenarios.Peers(arguments.modelseal.resolve(), reference, private, public)
    results = {}

    def compare(name, model, with_openssl=False):
        print(f"measuring {name}", flush=True)
        results[name] = scenarios.sign_and_verify(peers, model, arguments.rounds, with_openssl)

    compare("tiny", models.one_small_file(work / "tiny"))
    compare("small", models.small_files(work / "small", arguments.small_files,
                                        arguments.small_bytes))
    large = models.large_files(work / "large", arguments.large_files, arguments.large_mib * MIB)
    compare("large", large, with_openssl=True)
    shutil.rmtree(large)
    for size_mib in arguments.memory_mib:
        print(f"measuring memory, {size_mib} MiB", flush=True)
        model = models.sparse_file(work / f"sparse-{size_mib}", size_mib * MIB)
        results[f"memory {size_mib} MiB"] = scenarios.memory_of(peers, model, rounds=3)
    return results


def sections_of(arguments, results, description, loads):
    tiny, small, large = results["tiny"], results["small"], results["large"]
    claims = (report.claims_for_large(large) + report.claims_for_tiny(tiny)
              + report.claims_for_small(small, tiny))
    memory = {name.removeprefix("memory "): samples for name, samples in results.items()
              if name.startswith("memory")}
    intro = [
        "Written by `make bench`; every sample is in `results.jsonl`. Whole processes, page cache",
        f"warm, {arguments.rounds} rounds after one that does not count; in each round every",
        "command runs once, in turn. Ratios are of medians.", ""]
    promised = ["| what | measured | promised | kept |", "|---|---|---|---|"]
    promised += [claim.row() for claim in claims]
    about = ["| | |", "|---|---|"]
    about += [f"| {what} | {value} |" for what, value in description]
    about.append(f"| load average before and after | {loads[0]}; {loads[1]} |")
    size = arguments.small_bytes
    return claims, [
        ("Speed and memory beside the peers", intro + promised),
        (f"{arguments.large_mib} MiB in {arguments.large_files} files",
         report.table_of_times(large)),
        ("A model of 10 bytes", report.table_of_times(tiny)),
        (f"{arguments.small_files} files of {size} bytes",
         report.table_of_times(small, arguments.small_files)),
        ("Peak memory while signing one file", report.table_of_memory(memory)),
        ("Machine", about),
    ]


def main():
    arguments = parse_arguments()
    work = pathlib.Path(tempfile.mkdtemp(prefix="modelseal-bench.", dir=arguments.work))
    try:
        before = machine.load()
        description = machine.describe(work)
        results = measure(arguments, work)
        loads = (before, machine.load())
    finally:
        shutil.rmtree(work)
    claims, sections = sections_of(arguments, results, description, loads)
    report.write_samples(arguments.output / "results.jsonl", results)
    report.write_table(arguments.output / "RESULTS.md", sections)
    for claim in claims:
        print(claim.row())
    return 0 if all(claim.holds for claim in claims) else 1


if __name__ == "__main__":
    sys.exit(main())
