# SPDX-License-Identifier: Apache-2.0
"""dist/ as `make dist` makes it, unpacked once into the test's own directory, and its programs."""

import functools
import os
import pathlib
import shlex
import subprocess
import tarfile

TEST_TMPDIR = pathlib.Path(os.environ["TEST_TMPDIR"])


@functools.lru_cache(maxsize=None)
def dist():
    tree = TEST_TMPDIR / "dist"
    with tarfile.open("packaging/dist.tar") as archive:
        archive.extractall(tree)
    return tree


def run(*command, check=True, cwd=None, **environment):
    """Runs a program and returns it with its output; a failure shows the output."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if check and done.returncode != 0:
        line = shlex.join(map(str, command))
        raise AssertionError(f"{line}\nended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def make_model(directory):
    """A small model of two files; returns its path."""
    model = directory / "model"
    (model / "nested").mkdir(parents=True)
    (model / "config.json").write_text('{"layers": 2}\n')
    (model / "nested" / "weights.bin").write_bytes(bytes(range(256)) * 512)
    return model


def make_keys(directory):
    """A key pair made by OpenSSL's program; returns (private, public)."""
    private, public = directory / "key.pem", directory / "key.pub"
    curve = "ec_paramgen_curve:P-256"
    run("openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", curve, "-out", private)
    run("openssl", "pkey", "-in", private, "-pubout", "-out", public)
    return private, public
