# SPDX-License-Identifier: Apache-2.0
"""The secret key of a dataset's owner."""

import os
import pathlib
from typing import Any, Self

from modelseal._ffi import create, create_bytes, lib, text
from modelseal._handle import Handle
from modelseal.dataset.enums import Suite


class DatasetKey(Handle):
    """The secret key with which records get their places in the tree.

    Whoever has it can test any record against every proof ever given, and answer from the store;
    nobody can prove with it what is false. It is needed as long as questions are to be answered.
    Never use a signing key. Immutable.
    """

    def __init__(self, pointer: Any) -> None:
        super().__init__(pointer, "modelseal_dataset_key_free")

    @classmethod
    def generate(cls, suite: Suite = Suite.ECVRF_P256) -> Self:
        """A new key."""
        return cls(create("modelseal_dataset_key", "modelseal_dataset_key_generate", suite))

    @classmethod
    def parse(cls, pem: bytes) -> Self:
        """The key in the text of a key file; `TrustError` if there is none."""
        name = "modelseal_dataset_key_parse"
        return cls(create("modelseal_dataset_key", name, pem, len(pem)))

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Self:
        """The key in a file."""
        return cls.parse(pathlib.Path(path).read_bytes())

    def serialize(self) -> bytes:
        """The text of a key file. It is not encrypted: keep it readable for its owner alone. The
        library wipes its own copies; Python cannot wipe this one."""
        return create_bytes("modelseal_dataset_key_serialize", self._handle)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes a key file with mode 0600; `FileExistsError` if there is something."""
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "wb") as file:
            file.write(self.serialize())

    @property
    def suite(self) -> Suite:
        """The suite that the key is for."""
        return Suite(lib.modelseal_dataset_key_suite(self._handle))

    @property
    def public_key(self) -> str:
        """The public key, a compressed point of P-256, in lower-case hex."""
        return text(lib.modelseal_dataset_key_public_hex(self._handle)).decode()
