#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes tests/data/oms again: model/, single/, keys/ (only those that are not there), cases/ and
cases.json. Needs the package `cryptography`. The same keys give the same bytes.
"""

import json
import pathlib

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

import bundle_cases
import bundles as b
import model_cases
import shard_cases
import signature_cases
import statement_cases

SIGNING_KEYS = {"p256": ec.SECP256R1, "p256-other": ec.SECP256R1, "p384": ec.SECP384R1,
                "p521": ec.SECP521R1}
FOREIGN_KEYS = {
    "secp256k1": lambda: ec.generate_private_key(ec.SECP256K1()),
    "p224": lambda: ec.generate_private_key(ec.SECP224R1()),
    "rsa2048": lambda: rsa.generate_private_key(65537, 2048),
    "ed25519": ed25519.Ed25519PrivateKey.generate,
}


def write_keys(folder):
    folder.mkdir(exist_ok=True)
    for name, curve in SIGNING_KEYS.items():
        private = folder / f"{name}.pem"
        if not private.exists():
            private.write_bytes(ec.generate_private_key(curve()).private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption()))
        (folder / f"{name}.pub").write_bytes(b.public_pem(b.private_key(name)))
    for name, make in FOREIGN_KEYS.items():
        if not (folder / f"{name}.pub").exists():
            (folder / f"{name}.pub").write_bytes(b.public_pem(make()))
    public = (folder / "p256.pub").read_bytes()
    (folder / "p256-with-text.pub").write_bytes(b"Subject: a test\nissued: today\n\n" + public)
    (folder / "p256-private.pub").write_bytes((folder / "p256.pem").read_bytes())
    (folder / "p256-cut.pub").write_bytes(public[:90])
    (folder / "garbage.pub").write_bytes(b"this is not a key\n")


def write_models(root):
    (root / "model" / "sub").mkdir(parents=True, exist_ok=True)
    (root / "model" / "a.txt").write_bytes(b.ALPHA)
    (root / "model" / "sub" / "b.bin").write_bytes(b.BETA)
    (root / "single").mkdir(exist_ok=True)
    (root / "single" / "model.gguf").write_bytes(b.SINGLE)


def write_cases(root):
    cases = b.Cases()
    for family in (bundle_cases, signature_cases, statement_cases, shard_cases, model_cases):
        family.add(cases)
    folder = root / "cases"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.sig"):
        old.unlink()
    for name, raw in cases.bundles.items():
        (folder / f"{name}.sig").write_bytes(raw)
    table = ",\n".join(json.dumps(record, ensure_ascii=True) for record in cases.records)
    (root / "cases.json").write_text(f"[\n{table}\n]\n", encoding="ascii")
    runs = sum(len(record["runs"]) for record in cases.records)
    print(f"{len(cases.records)} cases, {runs} runs, {len(cases.bundles)} bundles")


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    write_keys(root / "keys")
    write_models(root)
    write_cases(root)


main()
