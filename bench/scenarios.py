# SPDX-License-Identifier: Apache-2.0
"""What is compared: command lines of modelseal and its peers over the same model."""

import dataclasses
import pathlib
import subprocess

from measure import Program, run_interleaved


@dataclasses.dataclass(frozen=True)
class Peers:
    """Where the programs are, and a key pair for both signers."""

    modelseal: pathlib.Path
    reference: pathlib.Path
    private_key: pathlib.Path
    public_key: pathlib.Path

    def ours_sign(self, model, signature):
        return Program("modelseal sign", (
            self.modelseal, "sign", "key", model, "--private-key", self.private_key,
            "--signature", signature, "--quiet"))

    def ours_verify(self, model, signature):
        return Program("modelseal verify", (
            self.modelseal, "verify", "key", model, "--public-key", self.public_key,
            "--signature", signature, "--quiet"))

    def reference_sign(self, model, signature):
        return Program("model_signing sign", (
            self.reference, "sign", "key", model, "--private_key", self.private_key,
            "--signature", signature), {"PYTHONWARNINGS": "ignore"})

    def reference_verify(self, model, signature):
        return Program("model_signing verify", (
            self.reference, "verify", "key", model, "--public_key", self.public_key,
            "--signature", signature), {"PYTHONWARNINGS": "ignore"})


def openssl_digest(model):
    files = sorted(path for path in model.rglob("*") if path.is_file())
    return Program("openssl dgst -sha256", ("openssl", "dgst", "-sha256", *files))


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


def sign_and_verify(peers, model, rounds, with_openssl):
    """Samples by program: each signer signs, then verifies what it signed."""
    ours = model.parent / f"{model.name}.ours.sig"
    theirs = model.parent / f"{model.name}.theirs.sig"
    programs = [
        peers.ours_sign(model, ours),
        peers.ours_verify(model, ours),
        peers.reference_sign(model, theirs),
        peers.reference_verify(model, theirs),
    ]
    if with_openssl:
        programs.insert(0, openssl_digest(model))
    return run_interleaved(programs, rounds)


def memory_of(peers, model, rounds):
    """Samples of signing one model, for its peak memory."""
    signature = model.parent / f"{model.name}.sig"
    programs = [peers.ours_sign(model, signature), peers.reference_sign(model, signature)]
    return run_interleaved(programs, rounds, warm_ups=0)
