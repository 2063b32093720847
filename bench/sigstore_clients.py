# SPDX-License-Identifier: Apache-2.0
"""The clients of Sigstore that are compared: builds the peers and finds ours."""

import dataclasses
import os
import pathlib
import shutil
import subprocess
from collections.abc import Callable

ROOT = pathlib.Path(__file__).resolve().parent.parent
PEERS = ROOT / "bench" / "sigstore_peers"
OURS = "modelseal"


class LeftOut(Exception):
    """Why a client cannot take part."""


@dataclasses.dataclass(frozen=True)
class Client:
    """A program that verifies a case; spell gives the arguments after the prefix."""

    name: str
    prefix: tuple
    spell: Callable

    def arguments(self, case, *more):
        return [str(argument) for argument in (*self.prefix, *self.spell(case), *more)]


def spell_for_bench(case):
    """Flags of the peers and of our own program that verifies many times."""
    return ("--bundle", case.bundle, "--trusted-root", case.trusted_root, "--artifact",
            case.artifact, "--identity", case.identity, "--issuer", case.issuer)


def spell_for_modelseal(case):
    return ("--bundle", case.bundle, "--trusted-root", case.trusted_root, "--identity",
            case.identity, "--identity-provider", case.issuer, case.artifact)


def state_folder():
    state = os.environ.get("MODELSEAL_BUILD_STATE") or pathlib.Path.home() / ".cache" / "modelseal"
    return pathlib.Path(state) / "sigstore_peers"


def run_build(command, folder, **environment):
    if shutil.which(command[0]) is None:
        raise LeftOut(f"there is no `{command[0]}`")
    done = subprocess.run(command, cwd=folder, env={**os.environ, **environment},
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines() or ["no message"]
        raise LeftOut(f"`{' '.join(map(str, command[:2]))}` failed: {lines[-1]}")
    return done.stdout.strip()


def build_go():
    program = state_folder() / "sigstore_go_verify"
    run_build(["go", "build", "-trimpath", "-o", program, "."], PEERS / "go")
    return Client("sigstore-go", (program,), spell_for_bench)


def build_python():
    venv = run_build([ROOT / "tools" / "python_venv.sh", PEERS / "python" / "requirements.txt",
                      "sigstore_peers/python_venv"], ROOT)
    program = PEERS / "python" / "sigstore_python_verify.py"
    return Client("sigstore-python", (f"{venv}/bin/python", program), spell_for_bench)


def build_rust():
    target = state_folder() / "rust"
    run_build(["cargo", "build", "--release", "--locked"], PEERS / "rust",
              CARGO_TARGET_DIR=str(target))
    return Client("sigstore-verify (Rust)", (target / "release" / "sigstore_rust_verify",),
                  spell_for_bench)


def build_peers():
    """The peers that could be built, and (name, reason) of those that could not."""
    built, left_out = [], []
    for name, build in (("sigstore-go", build_go), ("sigstore-python", build_python),
                        ("sigstore-verify (Rust)", build_rust)):
        print(f"building {name}", flush=True)
        try:
            built.append(build())
        except LeftOut as reason:
            left_out.append((name, str(reason)))
    return built, left_out


def ours_in_process(program):
    """Our verification, many times in one process."""
    if not program.exists():
        raise LeftOut(f"not built: {program.name}")
    return Client(OURS, (program.resolve(),), spell_for_bench)


def ours_as_process(program):
    """Our command line, one verification a process."""
    if not program.exists():
        raise LeftOut(f"not built: {program.name}")
    usage = subprocess.run([program, "verify-blob", "--help"], capture_output=True, check=False)
    if usage.returncode != 0:
        raise LeftOut(f"not built: {program.name} has no verify-blob")
    return Client(OURS, (program.resolve(), "verify-blob"), spell_for_modelseal)
