#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Rules that concern files and not code: names, sizes, headers, spaces, versions."""

import collections
import os
import re
import subprocess
import sys

TEXT = (".bazel", ".bzl", ".c", ".cc", ".cmake", ".def", ".go", ".h", ".hpp", ".in", ".map", ".md",
        ".proto", ".py", ".rs", ".sh", ".txt")
LICENSED = (".c", ".cc", ".go", ".h", ".hpp", ".proto", ".py", ".rs", ".sh")
CODE = (".c", ".cc", ".h", ".hpp")
MAX_BYTES = 1 << 20
VAGUE_NAME = re.compile(r"(^|_)(utils?|common|helpers?|misc)(_|\.|$)")
UNNUMBERED_TODO = re.compile(r"\b(TODO|FIXME|XXX)\b(?!\(#\d+\))")


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def is_data(path):
    """Vectors and archives' own files, which stay as they came."""
    return "/data/" in path or "/corpus/" in path or path.startswith("third_party/")


def check_text(path):
    if not path.endswith(TEXT) or is_data(path):
        return
    text = read(path)
    for number, line in enumerate(text.split("\n"), 1):
        if line != line.rstrip():
            yield f"{path}:{number}: space at the end of the line"
        if path.endswith(CODE) and UNNUMBERED_TODO.search(line):
            yield f"{path}:{number}: a TODO needs the number of an issue"
        if path.endswith(CODE + (".py", ".sh")) and len(line) > 100 and "http" not in line:
            yield f"{path}:{number}: longer than 100 columns"
    if text and (not text.endswith("\n") or text.endswith("\n\n")):
        yield f"{path}: does not end with one newline"
    if path.endswith(LICENSED) and "SPDX-License-Identifier: Apache-2.0" not in text[:200]:
        yield f"{path}: no SPDX licence line at the top"


def check_name(path):
    if is_data(path):
        return
    for part in path.split("/"):
        if VAGUE_NAME.search(part):
            yield f"{path}: '{part}' names no concept"
    if os.path.getsize(path) > MAX_BYTES and not path.startswith("tests/data/"):
        yield f"{path}: larger than 1 MiB"


def check_unique(paths):
    """A C++ file is found by its name alone; examples are read where they lie, and stand-ins are
    named as what they stand for."""
    by_name = collections.defaultdict(list)
    for path in paths:
        if (path.endswith(CODE) and not is_data(path) and not path.startswith("examples/")
                and "/stand_in/" not in path):
            by_name[os.path.basename(path)].append(path)
    for name, owners in sorted(by_name.items()):
        if len(owners) > 1:
            yield f"{name} is the name of {len(owners)} files: {', '.join(owners)}"


def check_versions():
    header = read("include/modelseal/modelseal.h")
    define = dict(re.findall(r'#define MODELSEAL_VERSION_(\w+) "?([^"\n]+)"?', header))
    version = define["STRING"]
    parts = [int(define[name]) for name in ("MAJOR", "MINOR", "PATCH")]
    claims = {
        "modelseal.h: the three numbers": ".".join(map(str, parts)),
        "CHANGELOG.md: the newest version":
            re.search(r"^## \[?(\d+\.\d+\.\d+)", read("CHANGELOG.md"), re.M)[1],
    }
    for where, claim in claims.items():
        if claim != version:
            yield f"{where}: {claim}, but MODELSEAL_VERSION_STRING is {version}"
    if int(define["NUMBER"]) != parts[0] * 10000 + parts[1] * 100 + parts[2]:
        yield "modelseal.h: MODELSEAL_VERSION_NUMBER is not that of MODELSEAL_VERSION_STRING"
    nodes = re.findall(r"^MODELSEAL_(\d+\.\d+) {", read("capi/libmodelseal.map"), re.M)
    if nodes[-1] != f"{parts[0]}.{parts[1]}":
        yield f"libmodelseal.map: the newest node is {nodes[-1]}, the version {version}"
    if f'"libmodelseal.so.{parts[0]}"' not in read("packaging/BUILD.bazel"):
        yield f"packaging/BUILD.bazel: the soname is not libmodelseal.so.{parts[0]}"


def main():
    os.chdir(os.path.dirname(os.path.abspath(__file__)) + "/..")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=True, capture_output=True, text=True,
    ).stdout.split("\0")
    paths = sorted(path for path in listed if os.path.isfile(path) and not os.path.islink(path))
    faults = []
    for path in paths:
        faults += [*check_name(path), *check_text(path)]
    faults += check_unique(paths)
    faults += check_versions()
    print("\n".join(faults), end="\n" if faults else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
