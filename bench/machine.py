# SPDX-License-Identifier: Apache-2.0
"""What the numbers were measured on."""

import importlib.metadata
import os
import pathlib
import platform
import re
import subprocess

FEATURES = ("sha_ni", "avx2", "avx512f", "avx512vl", "vaes", "sha1", "sha2", "sha512", "asimd")


def first_line(arguments):
    try:
        output = subprocess.run(arguments, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return output.splitlines()[0] if output else "unknown"


def cpu_info():
    text = pathlib.Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
    model = re.search(r"^model name\s*:\s*(.*)$", text, re.MULTILINE)
    flags = re.search(r"^(?:flags|Features)\s*:\s*(.*)$", text, re.MULTILINE)
    present = set(flags.group(1).split()) if flags else set()
    known = [feature for feature in FEATURES if feature in present]
    return (model.group(1) if model else platform.machine()), " ".join(known)


def memory_gib():
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def file_system(folder):
    return first_line(["stat", "-f", "-c", "%T", str(folder)])


def hardware(work_folder):
    """Rows of (what, value) for the machine alone."""
    model, features = cpu_info()
    return [
        ("CPU", f"{model}, {os.cpu_count()} cores"),
        ("CPU features", features or "none of those looked for"),
        ("memory", f"{memory_gib():.0f} GiB"),
        ("kernel", f"{platform.system()} {platform.release()}"),
        ("file system", file_system(work_folder)),
    ]


def core_count():
    return os.cpu_count()


def describe(work_folder, b3sum):
    """Rows of (what, value)."""
    return hardware(work_folder) + [
        ("openssl", first_line(["openssl", "version"])),
        ("b3sum", first_line([b3sum, "--version"]) if b3sum else "not there"),
        ("fio", first_line(["fio", "--version"])),
        ("model-signing", importlib.metadata.version("model-signing")),
        ("Python", platform.python_version()),
    ]


def load():
    return " ".join(f"{value:.2f}" for value in os.getloadavg())
