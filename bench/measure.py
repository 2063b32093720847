# SPDX-License-Identifier: Apache-2.0
"""Runs programs in turn and takes their CPU time, wall time and peak memory from the kernel."""

import dataclasses
import os
import statistics
import subprocess
import sys
import threading
import time


@dataclasses.dataclass(frozen=True)
class Program:
    """A command line with the name under which it is reported."""

    name: str
    arguments: tuple
    environment: dict = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True)
class Sample:
    wall_s: float
    cpu_s: float
    peak_rss_kib: int


class PeakMemory:
    """Watches the peak of a process's resident memory until it ends, in KiB.

    ru_maxrss will not do: it counts the memory of this interpreter, from which the process was
    forked, before the program itself began.
    """

    def __init__(self, pid):
        self._status = f"/proc/{pid}/status"
        self._peak_kib = 0
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def _watch(self):
        while True:
            try:
                with open(self._status, encoding="ascii") as status:
                    peak = [line.split()[1] for line in status if line.startswith("VmHWM:")]
            except OSError:
                return
            if not peak:
                return
            self._peak_kib = int(peak[0])
            time.sleep(0.005)

    def stop(self):
        self._thread.join()
        return self._peak_kib


def run_once(program):
    """One run of the whole process; stops the benchmark if it fails."""
    arguments = [str(argument) for argument in program.arguments]
    began = time.perf_counter()
    process = subprocess.Popen(
        arguments,
        env={**os.environ, **program.environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    peak = PeakMemory(process.pid)
    _, status, usage = os.wait4(process.pid, 0)
    wall_s = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{program.name} ended with {process.returncode}: {' '.join(arguments)}")
    return Sample(wall_s, usage.ru_utime + usage.ru_stime, peak.stop())


def run_interleaved(programs, rounds, warm_ups=1):
    """Samples by program name; each round runs every program once, so that they share the load."""
    samples = {program.name: [] for program in programs}
    for number in range(warm_ups + rounds):
        for program in programs:
            sample = run_once(program)
            if number >= warm_ups:
                samples[program.name].append(sample)
    return samples


def median_of(samples, field):
    return statistics.median(getattr(sample, field) for sample in samples)


def least_of(samples, field):
    return min(getattr(sample, field) for sample in samples)
