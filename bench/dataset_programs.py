# SPDX-License-Identifier: Apache-2.0
"""The programs that commit to datasets: builds the peer, and runs any of them for one sample."""

import dataclasses
import json
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PEER = ROOT / "bench" / "dataset_peers" / "rust"
AKD, DIRECTORY = "akd", "akd Directory"
BULK, DEFAULT, TREE = "modelseal, bulk suite", "modelseal, default suite", "modelseal, tree alone"
OURS = (BULK, DEFAULT, TREE)


@dataclasses.dataclass(frozen=True)
class Program:
    """A command line that measures a commitment and prints a line of JSON."""

    name: str
    arguments: tuple


def build_peer():
    """The path of the program on the crate akd; ends the benchmark if it cannot be built: without
    the peer there is nothing to compare with."""
    if shutil.which("cargo") is None:
        sys.exit("there is no cargo, which builds the peer")
    state = os.environ.get("MODELSEAL_BUILD_STATE") or pathlib.Path.home() / ".cache" / "modelseal"
    target = pathlib.Path(state) / "dataset_peers" / "rust"
    done = subprocess.run(["cargo", "build", "--release", "--locked"], cwd=PEER, check=False,
                          env={**os.environ, "CARGO_TARGET_DIR": str(target)},
                          capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"cargo build of the peer failed:\n{done.stderr}")
    return target / "release" / "dataset_akd_bench"


def make_programs(peer, ours):
    """By name; each takes the flags of records and proofs."""
    def modelseal(name, *more):
        return Program(name, (ours, *more))
    return {program.name: program for program in (
        Program(AKD, (peer, "bare")),
        Program(DIRECTORY, (peer, "directory")),
        modelseal(DEFAULT, "--suite", "1"),
        modelseal(BULK, "--suite", "2"),
        modelseal(TREE, "--suite", "2", "--labels", "given"))}


def run(program, flags, work):
    """What one run measured, as a flat record: the parts of a proof as member_bytes and so on."""
    arguments = [str(argument) for argument in (*program.arguments, *flags)]
    if program.name in OURS:
        arguments += ["--work", str(work)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{program.name} ended with {done.returncode}: {done.stderr.strip()}")
    measured = {}
    for name, value in json.loads(done.stdout).items():
        if isinstance(value, dict):
            measured |= {f"{name}_{part}": number for part, number in value.items()}
        else:
            measured[name] = value
    if "commit_s" not in measured:
        measured["commit_s"] = sum(measured.get(name, 0)
                                   for name in ("digest_s", "label_s", "tree_s"))
    return measured
