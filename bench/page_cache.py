# SPDX-License-Identifier: Apache-2.0
"""Makes files cold, which is out of the page cache of the kernel, and tells how warm they are."""

import os
import pathlib
import subprocess

DROP_CACHES = pathlib.Path("/proc/sys/vm/drop_caches")
PAGES_AND_INODES = "3"  # Documentation/admin-guide/sysctl/vm.rst, drop_caches


def can_drop_all():
    return os.access(DROP_CACHES, os.W_OK)


def method():
    if can_drop_all():
        return "all caches dropped (drop_caches), then the program run on a tiny model"
    return "posix_fadvise(POSIX_FADV_DONTNEED) on each file; inodes and directories stay warm"


def drop(files):
    """Files that were written must have been synced: dirty pages stay."""
    for path in files:
        descriptor = os.open(path, os.O_RDONLY)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(descriptor)
    if can_drop_all():
        DROP_CACHES.write_text(PAGES_AND_INODES, encoding="ascii")


def warm(files):
    for path in files:
        with open(path, "rb", buffering=0) as file:
            while file.read(1 << 20):
                pass


def resident_share(path):
    """The part of a file that lies in the page cache, 0 to 1; None if it cannot be told."""
    try:
        done = subprocess.run(["fincore", "--bytes", "--noheadings", "--raw", "--output",
                               "RES,SIZE", path], capture_output=True, text=True, check=True)
        resident, size = map(int, done.stdout.split())
    except (OSError, subprocess.CalledProcessError, ValueError):
        return None
    return min(1.0, resident / size) if size else 1.0
