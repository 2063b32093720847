#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Holds every #include against the layers of docs/architecture.md; prints what breaks them."""

import os
import re
import subprocess
import sys

# From top to bottom. A folder of lib/ may include every folder of a lower row, and in its own row
# only what ALONGSIDE says.
ROWS = [
    {"snapshot", "sign", "verify", "dataset"},
    {"signer", "service"},
    {"bundle", "trust", "tuf"},
    {"statement", "manifest", "hash", "timestamp", "x509", "tlog", "dsse"},
    {"crypto", "json", "fs", "net"},
    {"base"},
]
ALONGSIDE = {
    "snapshot": {"verify"},
    "sign": {"verify"},
    "verify": {"dataset"},
    "signer": {"service"},
    "trust": {"tuf"},
    "statement": {"manifest", "hash"},
    "manifest": {"hash"},
    "timestamp": {"x509"},
}

# Folders at the top: which project folders each may include (its own goes without saying).
TOP = {
    "include": set(),
    "examples": {"modelseal"},
    "cli": {"modelseal"},
    "capi": {"modelseal", "lib"},
    "tests": {"modelseal", "lib", "capi", "cli", "proto"},
    "bench": {"modelseal", "lib"},
    "fuzz": {"modelseal", "lib", "proto"},
}

# The only doors to third parties and to the system.
DOORS = [
    (r"openssl/", {"lib/crypto", "lib/x509", "lib/dataset", "tests"}),
    (r"simdjson", {"lib/json"}),
    (r"re2/", {"lib/verify", "tests"}),
    (r"utf8proc", {"lib/dataset", "fuzz"}),
    (r"google/protobuf/|.*\.pb\.h$", {"lib/json", "lib/bundle", "lib/trust", "tests", "fuzz"}),
    (r"absl/", {"lib", "capi", "tests", "bench", "fuzz"}),
    (r"CLI/", {"cli"}),
    (r"nlohmann/", {"cli", "tests"}),
    (r"archive(_entry)?\.h$|libcsv/", {"cli/records"}),
    (r"catch2/", {"tests"}),
    (r"curl/|dlfcn\.h", {"lib/net", "tests"}),
    (r"sys/socket\.h|netdb\.h|netinet/|arpa/", {"lib/net", "tests"}),
    # processor_count reads the limits of the control group, never a model.
    (r"fcntl\.h|sys/stat\.h|dirent\.h|sys/mman\.h|filesystem|fstream",
     {"lib/fs", "lib/net", "lib/snapshot", "lib/hash/processor_count.cc",
      "cli", "tests", "bench", "fuzz", "examples"}),
    (r"iostream", {"tests", "bench", "examples"}),
]

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)


def row_of(folder):
    for index, row in enumerate(ROWS):
        if folder in row:
            return index
    return None


def layer_fault(path, target):
    """Why a file may not include a file of the project, or None."""
    top, target_parts = path.split("/")[0], target.split("/")
    target_top = target_parts[0]
    if target_top not in set(TOP) | {"lib", "proto", "modelseal"} or target_top == top == "include":
        return None
    if top != "lib":
        allowed = TOP.get(top, set()) | {top}
        if top == "include":
            allowed = {"modelseal"}
        return None if target_top in allowed else f"{top}/ may not include {target_top}/"
    own = path.split("/")[1]
    if target_top == "proto":
        return None if own in {"bundle", "trust"} else f"lib/{own} may not include proto/"
    if target_top != "lib":
        return f"lib/ may not include {target_top}/"
    other = target_parts[1]
    if other == own or other in ALONGSIDE.get(own, set()):
        return None
    if row_of(own) is None or row_of(other) is None:
        return f"lib/{own if row_of(own) is None else other} has no place in the layers"
    return None if row_of(own) < row_of(other) else f"lib/{own} may not include lib/{other}"


def door_fault(path, target):
    """Why a file may not include a header of somebody else, or None."""
    for pattern, doors in DOORS:
        if re.match(pattern, target):
            if not any(path == door or path.startswith(door + "/") for door in doors):
                return f"<{target}> only in {', '.join(sorted(doors))}"
    return None


def main():
    os.chdir(os.path.dirname(os.path.abspath(__file__)) + "/..")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        check=True, capture_output=True, text=True,
    ).stdout.splitlines()
    faults = []
    for path in listed:
        if not path.endswith((".h", ".hpp", ".c", ".cc")) or path.startswith("third_party/"):
            continue
        if not os.path.exists(path):
            continue
        with open(path, encoding="utf-8") as file:
            for target in INCLUDE.findall(file.read()):
                fault = layer_fault(path, target) or door_fault(path, target)
                if fault:
                    faults.append(f"{path}: {fault}")
    print("\n".join(faults), end="\n" if faults else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
