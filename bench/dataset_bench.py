# SPDX-License-Identifier: Apache-2.0
"""Compares commitments to datasets with the crate akd; run it by `make bench`.

Each round runs every program once, in turn, so that all see the same machine; times are CPU times
of the process, on one thread but where it says otherwise. Writes results_dataset.jsonl;
write_dataset_report.py makes the tables of it.
"""

import argparse
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile

import dataset_cases
import dataset_plan
import dataset_programs as programs
import machine
from dataset_plan import CURVE, DATASETS, DIRECTORY, HEAP, THREADS
from samples import SampleFile

SIDE_BY_SIDE = (programs.AKD, programs.DEFAULT, programs.BULK)
# Of akd, for a million records: 3 GB, and room for what else runs.
LARGEST_NEEDS_BYTES = 5 << 30


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dataset-bench", type=pathlib.Path, required=True)
    parser.add_argument("--output", type=pathlib.Path, required=True, help="folder of the results")
    parser.add_argument("--work", type=pathlib.Path, help="where stores are made")
    parser.add_argument("--quick", action="store_true", help="small and few: does it run at all?")
    parser.add_argument("--rounds-of-largest", type=int, default=1)
    parser.add_argument("--far", type=int, default=0,
                        help="records of one more commitment of ours, as 10000000")
    return parser.parse_args()


class Bench:
    """What all parts measure with and write to."""

    def __init__(self, plan, by_name, work, samples):
        self.plan = plan
        self._by_name = by_name
        self._work = work
        self._samples = samples

    def take_turns(self, part, dataset, rounds, *flags, proofs=False):
        """rounds: how many of each program, by name."""
        for number in range(max(rounds.values())):
            for name, count in rounds.items():
                if number < count:
                    self._run(part, dataset, name, number,
                              (*flags, *(self._proof_flags(name) if proofs else ())))

    def _proof_flags(self, name):
        batch = ("--batch", self.plan.batch) if name in programs.OURS else ()
        return ("--proofs", self.plan.proofs, *batch)

    def _run(self, part, dataset, name, number, flags):
        print(f"{part}, {dataset.name}, round {number + 1}: {name}", flush=True)
        measured = programs.run(self._by_name[name], (*dataset.flags, *flags), self._work)
        self._samples.add(part, dataset.name, name, number,
                          record_bytes=dataset.record_bytes, **measured)


def measure_curves(bench):
    plan = bench.plan
    for count in plan.sizes:
        bench.take_turns(CURVE, dataset_cases.of_digests(count),
                         dict.fromkeys(SIDE_BY_SIDE, plan.rounds), proofs=True)
    rounds = dict.fromkeys(SIDE_BY_SIDE, plan.rounds_of_largest)
    rounds[programs.BULK] = plan.rounds_of_fast
    if not has_memory():
        print("SKIPPED akd with the most records: too little memory is free", file=sys.stderr)
        del rounds[programs.AKD]
    bench.take_turns(CURVE, dataset_cases.of_digests(plan.largest), rounds, proofs=True)
    if plan.far:
        far = dataset_cases.of_digests(plan.far)
        bench.take_turns(CURVE, far, {programs.TREE: 1})
        bench.take_turns(CURVE, far, {programs.BULK: 1}, proofs=True)


def has_memory():
    with open("/proc/meminfo", encoding="ascii") as file:
        free = next(line for line in file if line.startswith("MemAvailable:"))
    return int(free.split()[1]) << 10 >= LARGEST_NEEDS_BYTES


def measure_peer(bench):
    """What is akd's alone: its directory, and its live heap, which is counted in other runs."""
    plan = bench.plan
    for count in plan.peer_sizes:
        dataset = dataset_cases.of_digests(count)
        bench.take_turns(DIRECTORY, dataset, {programs.DIRECTORY: plan.rounds}, proofs=True)
        bench.take_turns(HEAP, dataset, {programs.AKD: 1, programs.DIRECTORY: 1},
                         "--count-heap", "true")


def measure_datasets(bench, venv, work):
    plan = bench.plan
    found = dataset_cases.of_the_paper(work, plan.divisor)
    for dataset in [dataset_cases.digits(venv, work), *found[:-1]]:
        bench.take_turns(DATASETS, dataset, dict.fromkeys(SIDE_BY_SIDE, plan.rounds_of_datasets))
    rounds = dict.fromkeys(SIDE_BY_SIDE, plan.rounds_of_largest)
    rounds[programs.BULK] = plan.rounds_of_fast
    bench.take_turns(DATASETS, found[-1], rounds)


def measure_threads(bench):
    dataset = dataset_cases.of_digests(bench.plan.sizes[-1])
    bench.take_turns(THREADS, dataset, dict.fromkeys(SIDE_BY_SIDE, bench.plan.rounds_of_datasets),
                     "--threads", machine.core_count())


def main():
    arguments = parse_arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("terminated"))  # and so removes the stores
    plan = dataset_plan.quick() if arguments.quick else dataset_plan.full(
        arguments.rounds_of_largest, arguments.far)
    venv = subprocess.run([programs.ROOT / "tools" / "python_venv.sh",
                           "bench/dataset_requirements.txt", "digits_venv"],
                          stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
    by_name = programs.make_programs(programs.build_peer(), arguments.dataset_bench.resolve())
    arguments.output.mkdir(parents=True, exist_ok=True)
    work = pathlib.Path(tempfile.mkdtemp(prefix="modelseal-bench.", dir=arguments.work))
    try:
        samples = SampleFile(arguments.output / "results_dataset.jsonl")
        bench = Bench(plan, by_name, work, samples)
        about = machine.hardware(work)
        before = machine.load()
        measure_curves(bench)
        measure_peer(bench)
        measure_datasets(bench, pathlib.Path(venv), work)
        measure_threads(bench)
    finally:
        shutil.rmtree(work)
    about += [("Rust", machine.first_line(["rustc", "--version"])),
              ("load average before and after", f"{before}; {machine.load()}")]
    samples.add("about", "", "", 0, machine=about, cores=machine.core_count(),
                counts=plan.counts, rounds=plan.rounds,
                rounds_of_datasets=plan.rounds_of_datasets, batch=plan.batch,
                rounds_of_largest=plan.rounds_of_largest, rounds_of_fast=plan.rounds_of_fast)


if __name__ == "__main__":
    main()
