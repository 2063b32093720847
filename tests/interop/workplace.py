# SPDX-License-Identifier: Apache-2.0
"""What every interop test needs: a folder of its own, keys of all curves, the real model."""

import os
import pathlib
import shutil
import tempfile
import unittest

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

CURVES = {"p256": ec.SECP256R1, "p384": ec.SECP384R1, "p521": ec.SECP521R1}


def write_keys(folder):
    """A key pair for each curve: `p256.pem`, `p256.pub` and so on."""
    for name, curve in CURVES.items():
        key = ec.generate_private_key(curve())
        (folder / f"{name}.pem").write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        (folder / f"{name}.pub").write_bytes(
            key.public_key().public_bytes(
                serialization.Encoding.PEM,
                serialization.PublicFormat.SubjectPublicKeyInfo,
            )
        )


def skip_or_fail(test, why):
    """Skips out loud; fails where everything must be there."""
    if os.environ.get("CI") == "true":
        test.fail(f"{why}, which CI needs")
    test.skipTest(why)


def path_from_environment(test, variable):
    value = os.environ.get(variable, "")
    if not value:
        skip_or_fail(test, f"{variable} is not set")
    return pathlib.Path(value)


class Workplace(unittest.TestCase):
    """A test with `self.folder`, empty but for `keys/`."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="modelseal."))
        self.addCleanup(shutil.rmtree, self.folder)
        self.keys = self.folder / "keys"
        self.keys.mkdir()
        write_keys(self.keys)
        self.signature = self.folder / "model.sig"

    def private(self, curve="p256"):
        return self.keys / f"{curve}.pem"

    def public(self, curve="p256"):
        return self.keys / f"{curve}.pub"

    def real_model(self):
        """A copy of all-MiniLM-L6-v2 that may be spoilt."""
        model = path_from_environment(self, "MODELSEAL_MINILM")
        return pathlib.Path(shutil.copytree(model, self.folder / "all-MiniLM-L6-v2"))

    def assert_exit(self, process, status):
        self.assertEqual(
            process.returncode,
            status,
            f"{process.args}\nstdout: {process.stdout}\nstderr: {process.stderr}",
        )
