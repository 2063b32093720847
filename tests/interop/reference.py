# SPDX-License-Identifier: Apache-2.0
"""The Python reference of OMS (PyPI model-signing), through its API and its command line."""

import contextlib
import io
import logging
import os
import pathlib
import subprocess
import sys

from model_signing import hashing, signing, verifying

logging.disable(logging.CRITICAL)

# What the reference's API calls a hash.
API_NAMES = {"sha256": "sha256", "blake2b": "blake2", "blake3": "blake3"}


def hashing_config(hash_type="sha256", shard_size=None, ignored=()):
    config = hashing.Config()
    if shard_size is None:
        config.use_file_serialization(hashing_algorithm=API_NAMES[hash_type])
    else:
        config.use_shard_serialization(
            hashing_algorithm=API_NAMES[hash_type], shard_size=shard_size
        )
    config.set_ignored_paths(paths=list(ignored), ignore_git_paths=True)
    return config


def sign(model, signature, private_key, **hashing_options):
    with contextlib.redirect_stdout(io.StringIO()):
        signing.Config().use_elliptic_key_signer(private_key=private_key).set_hashing_config(
            hashing_config(**hashing_options)
        ).sign(model, signature)


def verify(model, signature, public_key, *, ignore_unsigned=False, **hashing_options):
    """Raises if the model does not verify."""
    config = verifying.Config().use_elliptic_key_verifier(public_key=public_key)
    config.set_hashing_config(hashing_config(**hashing_options))
    config.set_ignore_unsigned_files(ignore_unsigned)
    with contextlib.redirect_stdout(io.StringIO()):
        config.verify(model, signature)


def entries(model, **hashing_options):
    """Name to lower-case hex digest, as the reference hashes a model."""
    manifest = hashing_config(**hashing_options).hash(model)
    return {item.identifier: item.digest.digest_hex for item in manifest.resource_descriptors()}


def command_line(arguments, directory):
    """Runs the reference's own program; returns the completed process."""
    program = pathlib.Path(sys.executable).parent / "model_signing"
    return subprocess.run(
        [program, *arguments], cwd=directory, env={**os.environ, "PYTHONWARNINGS": "ignore"},
        capture_output=True, text=True, timeout=120, check=False,
    )
