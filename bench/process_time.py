# SPDX-License-Identifier: Apache-2.0
"""Times whole processes that end within milliseconds.

measure.py will not do here: it watches memory from a thread while the process runs, which a process
of a few milliseconds would feel.
"""

import dataclasses
import os
import sys
import time


@dataclasses.dataclass(frozen=True)
class ProcessTime:
    wall_us: float
    cpu_us: float


def run_process(arguments):
    """From before the process is made until it is reaped; stops the benchmark if it fails."""
    silent = [(os.POSIX_SPAWN_OPEN, descriptor, os.devnull, os.O_RDWR, 0) for descriptor in
              (0, 1, 2)]
    began = time.perf_counter_ns()
    process = os.posix_spawn(arguments[0], arguments, os.environ, file_actions=silent)
    _, status, usage = os.wait4(process, 0)
    wall_us = (time.perf_counter_ns() - began) / 1000
    code = os.waitstatus_to_exitcode(status)
    if code != 0:
        sys.exit(f"ended with {code}: {' '.join(arguments)}")
    return ProcessTime(wall_us, (usage.ru_utime + usage.ru_stime) * 1e6)
