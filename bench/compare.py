# SPDX-License-Identifier: Apache-2.0
"""Compares the hashing of modelseal with its peers in one run; run it by `make bench`.

Each round runs every program once, so that all see the same machine. Times are of whole processes,
taken from the kernel. Writes results.jsonl; write_report.py makes the tables and plots of it.
"""

import argparse
import pathlib
import shutil
import signal
import sys
import tempfile
import time

import machine
import page_cache
import part_foundation
import part_kernels
import part_memory
import part_models
import part_throughput
import peers
import plan
from run import Run
from samples import SampleFile

PARTS = {"kernels": part_kernels, "foundation": part_foundation, "models": part_models,
         "throughput": part_throughput, "memory": part_memory}
ROOM_BYTES = 2 << 30  # beside the largest file


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--modelseal", type=pathlib.Path, required=True)
    parser.add_argument("--kernels-bench", type=pathlib.Path, required=True)
    parser.add_argument("--output", type=pathlib.Path, required=True, help="folder of the results")
    parser.add_argument("--work", type=pathlib.Path, help="where models are made (temporary files)")
    parser.add_argument("--largest-gib", type=int, default=16)
    parser.add_argument("--quick", action="store_true", help="small and few: does it run at all?")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    return parser.parse_args()


def measure(run, parts):
    """Seconds that each part took."""
    took = {}
    for name in parts:
        began = time.monotonic()
        PARTS[name].measure(run)
        took[name] = round(time.monotonic() - began)
    return took


def check_place(work, needed_bytes):
    free = shutil.disk_usage(work).free
    if machine.file_system(work) == "tmpfs":
        sys.exit(f"{work} is in memory, so that nothing is ever cold: --work names another place")
    if free < needed_bytes:
        sys.exit(f"{work} has {free >> 30} GiB free, {needed_bytes >> 30} are needed: "
                 "--work names another place, --largest-gib a smaller file")


def main():
    arguments = parse_arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("terminated"))  # and so removes the models
    chosen = plan.quick() if arguments.quick else plan.full(arguments.largest_gib << 30)
    work = pathlib.Path(tempfile.mkdtemp(prefix="modelseal-bench.", dir=arguments.work))
    try:
        check_place(work, chosen.sizes[-1] + ROOM_BYTES)
        b3sum = peers.find_b3sum()
        arguments.output.mkdir(parents=True, exist_ok=True)
        samples = SampleFile(arguments.output / "results.jsonl")
        run = Run(chosen, peers.Peers(arguments.modelseal.resolve(), b3sum,
                                      *peers.make_keys(work)),
                  arguments.kernels_bench.resolve(), work, samples)
        before = machine.load()
        about = machine.describe(work, b3sum)
        took = measure(run, arguments.parts)
    finally:
        shutil.rmtree(work)
    about.append(("load average before and after", f"{before}; {machine.load()}"))
    about.append(("seconds each part took", ", ".join(f"{k} {v}" for k, v in took.items())))
    samples.add("about", "", "", 0, machine=about, cores=machine.core_count(),
                features=machine.cpu_info()[1].split(), counts=chosen.counts,
                rounds=chosen.rounds, cold=page_cache.method(),
                model_sizes=[[size for _, size in shape.files]
                             for shape in part_models.shapes(chosen)[1:-1]])


if __name__ == "__main__":
    main()
