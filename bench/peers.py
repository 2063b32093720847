# SPDX-License-Identifier: Apache-2.0
"""What is compared: command lines of modelseal and its peers over the same model."""

import dataclasses
import os
import pathlib
import shutil
import subprocess
import sys

from measure import Program

HERE = pathlib.Path(__file__).resolve().parent
SHARD_BYTES = 16 << 20
PYTHON_QUIET = {"PYTHONWARNINGS": "ignore"}
# Values of --threads.
ONE_CORE, ALL_CORES = 1, 0


@dataclasses.dataclass(frozen=True)
class Peers:
    """Where the programs are, and a key pair for both signers."""

    modelseal: pathlib.Path
    b3sum: pathlib.Path | None
    private_key: pathlib.Path
    public_key: pathlib.Path

    def digest(self, name, model, threads, *options):
        return Program(name, (self.modelseal, "digest", model, "--threads", threads, "--quiet",
                              *options))

    def sign(self, model, signature, *options):
        return Program("modelseal sign", (
            self.modelseal, "sign", "key", model, "--private-key", self.private_key,
            "--signature", signature, "--quiet", *options))

    def sign_shards(self, model, signature):
        return dataclasses.replace(self.sign(model, signature, "--shard-size", SHARD_BYTES),
                                   name="modelseal sign, shards")

    def verify(self, model, signature):
        return Program("modelseal verify", (
            self.modelseal, "verify", "key", model, "--public-key", self.public_key,
            "--signature", signature, "--quiet"))

    def reference_sign(self, model, signature):
        return Program("model_signing sign", (
            reference(), "sign", "key", model, "--private_key", self.private_key,
            "--signature", signature), PYTHON_QUIET)

    def reference_verify(self, model, signature):
        return Program("model_signing verify", (
            reference(), "verify", "key", model, "--public_key", self.public_key,
            "--signature", signature), PYTHON_QUIET)

    def sha256_of(self, model, file):
        """Every way to the SHA-256 of a model of one file: of the file, and of a list of shards."""
        shards = ("--shard-size", SHARD_BYTES)
        return [
            self.digest("modelseal files, 1 core", model, ONE_CORE),
            openssl([file]),
            self.digest("modelseal files, all cores", model, ALL_CORES),
            python_hashing("hashlib", file),
            self.digest("modelseal shards, 1 core", model, ONE_CORE, *shards),
            python_hashing("model_signing files", model),
            self.digest("modelseal shards, all cores", model, ALL_CORES, *shards),
            python_hashing("model_signing shards", model),
        ]

    def blake3_of(self, model, file):
        ours = [self.digest("modelseal BLAKE3, 1 core", model, ONE_CORE, "--hash", "blake3"),
                self.digest("modelseal BLAKE3, all cores", model, ALL_CORES, "--hash", "blake3")]
        if self.b3sum is None:
            return ours
        return [ours[0],
                Program("b3sum, 1 core", (self.b3sum, "--num-threads", 1, file)),
                ours[1],
                Program("b3sum, all cores", (self.b3sum, file))]


def reference():
    return pathlib.Path(sys.executable).parent / "model_signing"


def openssl(files):
    return Program("openssl dgst", ("openssl", "dgst", "-sha256", *files))


def cat(files):
    return Program("cat", ("cat", *files))


def dd(files):
    script = 'for file; do dd if="$file" of=/dev/null bs=1M status=none || exit; done'
    return Program("dd bs=1M", ("sh", "-c", script, "dd", *files))


def python_hashing(way, path):
    return Program(way, (sys.executable, "-W", "ignore", HERE / "python_hashing.py", way, path,
                         SHARD_BYTES))


def find_b3sum():
    """The pinned one if run.sh could build it, else that of the machine; None without either."""
    state = os.environ.get("MODELSEAL_BUILD_STATE") or pathlib.Path.home() / ".cache" / "modelseal"
    found = shutil.which("b3sum", path=f"{state}/b3sum/bin") or shutil.which("b3sum")
    return pathlib.Path(found) if found else None


def make_keys(folder):
    """A P-256 key pair that both signers read."""
    private, public = folder / "key.pem", folder / "key.pub"
    subprocess.run(["openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out",
                    private], check=True)
    pkcs8 = folder / "key.pkcs8.pem"
    subprocess.run(["openssl", "pkcs8", "-topk8", "-nocrypt", "-in", private, "-out", pkcs8],
                   check=True)
    subprocess.run(["openssl", "pkey", "-in", private, "-pubout", "-out", public], check=True)
    return pkcs8, public
