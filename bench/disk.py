# SPDX-License-Identifier: Apache-2.0
"""What the disk gives: fio reading the files of a model past the page cache."""

import json
import shutil
import subprocess

NAME = "fio, direct"


def has_fio():
    return shutil.which("fio") is not None


def read_with_fio(files, folder):
    """Wall seconds of reading all files in turn, 1 MiB at a time, 8 requests in flight. fio takes
    a while to start, so its own clock is what counts; None if it cannot."""
    report = folder / "fio.json"
    done = subprocess.run(
        ["fio", "--name=read", f"--filename={':'.join(map(str, files))}", "--rw=read", "--bs=1M",
         "--ioengine=libaio", "--iodepth=8", "--direct=1", "--readonly",
         "--file_service_type=sequential", "--output-format=json", f"--output={report}"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        return None
    read = json.loads(report.read_text(encoding="utf-8"))["jobs"][0]["read"]
    return read["runtime"] / 1000 if read["runtime"] else None
