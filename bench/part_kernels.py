# SPDX-License-Identifier: Apache-2.0
"""What each hash kernel of this processor does on data in its cache, OpenSSL's beside them, and
what memory gives."""

import json
import re
import subprocess
import sys
import time

PART = "kernels"
FOREIGN = ("openssl speed", "boringssl")  # what is not ours
OPENSSL_BYTES = 16384
MEMORY = "memory"
COPIED_BYTES = 512 << 20


def openssl_speed():
    """GB/s of CPU time; None if the output is not as known."""
    done = subprocess.run(["openssl", "speed", "-mr", "-seconds", "1", "-bytes",
                           str(OPENSSL_BYTES), "-evp", "sha256"],
                          capture_output=True, text=True, check=False)
    rate = re.search(r"^\+F:\d+:sha256:([0-9.]+)", done.stdout, re.MULTILINE)
    return float(rate.group(1)) / 1e9 if rate else None


def copy_rate():
    """GB/s of one core that copies memory which no cache holds; each byte is read and written."""
    # Not of zeros: those would be one page, mapped many times.
    source, target = b"x" * COPIED_BYTES, bytearray(COPIED_BYTES)
    least = min(copy_seconds(source, memoryview(target)) for _ in range(5))
    return COPIED_BYTES / least / 1e9


def copy_seconds(source, target):
    began = time.thread_time()
    target[:] = source
    return time.thread_time() - began


def measure(run):
    """Three times in turn, so that one moment of load does not decide."""
    print("kernels", flush=True)
    for number in range(3):
        rate = openssl_speed()
        if rate is not None:
            run.samples.add(PART, "sha256", "openssl speed", number, gb_per_s=rate, lanes=1)
        run.samples.add(PART, MEMORY, "copy beyond the caches", number, gb_per_s=copy_rate(),
                        lanes=1)
        done = subprocess.run([run.kernels_bench, str(run.plan.kernel_repetitions)],
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"{run.kernels_bench.name} ended with {done.returncode}")
        for line in done.stdout.splitlines():
            taken = json.loads(line)
            run.samples.add(PART, taken["function"], taken["kernel"], number,
                            gb_per_s=taken["gb_per_s"], lanes=taken["lanes"])
