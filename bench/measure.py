# SPDX-License-Identifier: Apache-2.0
"""Runs programs in turn and takes their CPU time, wall time and peak memory from the kernel."""

import dataclasses
import os
import shutil
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
    """What one run took: sys_s is the part of cpu_s in the system's kernel; peak_rss_kib is 0 where
    memory was not watched."""

    wall_s: float
    cpu_s: float
    sys_s: float
    peak_rss_kib: int = 0


class PeakMemory:
    """Watches the peak of a process's resident memory until it ends, in KiB.

    ru_maxrss will not do: it counts the memory of this interpreter, from which the process was
    forked, before the program itself began. Watching costs a core a little, so times are taken in
    other runs.
    """

    def __init__(self, pid, pause_s):
        self._status = f"/proc/{pid}/status"
        self._pause_s = pause_s
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
            time.sleep(self._pause_s)

    def stop(self):
        self._thread.join()
        return self._peak_kib


def spawn(program):
    """Starts the program with nothing to read and its output thrown away; its process."""
    arguments = [str(argument) for argument in program.arguments]
    path = shutil.which(arguments[0])
    if path is None:
        sys.exit(f"{program.name}: there is no {arguments[0]}")
    silent = [(os.POSIX_SPAWN_OPEN, descriptor, os.devnull, os.O_RDWR, 0)
              for descriptor in (0, 1, 2)]
    return os.posix_spawn(path, arguments, {**os.environ, **program.environment},
                          file_actions=silent)


def finish(program, process, began):
    """Waits for the process; stops the benchmark if it failed."""
    _, status, usage = os.wait4(process, 0)
    wall_s = time.perf_counter() - began
    code = os.waitstatus_to_exitcode(status)
    if code != 0:
        line = " ".join(map(str, program.arguments[:12]))
        sys.exit(f"{program.name} ended with {code}: {line}")
    return Sample(wall_s, usage.ru_utime + usage.ru_stime, usage.ru_stime)


def run_once(program):
    """One run of the whole process, from before it is made until it is reaped."""
    began = time.perf_counter()
    return finish(program, spawn(program), began)


def run_watched(program, pause_s=0.002):
    """One run for its peak memory; its times are not to be compared."""
    began = time.perf_counter()
    process = spawn(program)
    peak = PeakMemory(process, pause_s)
    sample = finish(program, process, began)
    return dataclasses.replace(sample, peak_rss_kib=peak.stop())


def run_interleaved(programs, rounds, warm_ups=1, before_each=None):
    """Yields (program, round, sample); each round runs every program once, so that they share the
    load. before_each(program) makes the state from which each run starts."""
    for number in range(-warm_ups, rounds):
        for program in programs:
            if before_each is not None:
                before_each(program)
            sample = run_once(program)
            if number >= 0:
                yield program, number, sample
