# SPDX-License-Identifier: Apache-2.0
"""What is published of a dataset."""

import os
import pathlib
from typing import Any, Self

from modelseal._ffi import create, lib, text
from modelseal._handle import Handle
from modelseal.dataset.enums import Duplicates, Kind, Padding, Suite


class Commitment(Handle):
    """A commitment to a dataset. Immutable; two are equal if all of their bytes are.

    Proofs verified against it say something only if it came in a way that is trusted, as inside a
    signed model.
    """

    def __init__(self, pointer: Any) -> None:
        super().__init__(pointer, "modelseal_dataset_commitment_free")

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """The commitment in untrusted bytes; `FormatError` if there is none."""
        name = "modelseal_dataset_commitment_parse"
        return cls(create("modelseal_dataset_commitment", name, data, len(data)))

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Self:
        """The commitment in a file."""
        return cls.parse(pathlib.Path(path).read_bytes())

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the commitment to a temporary file beside `path` and renames it."""
        path = pathlib.Path(path)
        temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        try:
            temporary.write_bytes(bytes(self))
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)

    def __bytes__(self) -> bytes:
        return text(lib.modelseal_dataset_commitment_bytes(self._handle))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Commitment) and bytes(self) == bytes(other)

    def __hash__(self) -> int:
        return hash(bytes(self))

    def __repr__(self) -> str:
        return f"<Commitment {self.name!r} {self.digest}>"

    @property
    def digest(self) -> str:
        """What stands for the whole commitment, in lower-case hex."""
        return self._text("digest")

    @property
    def root(self) -> str:
        """The root of the tree, in lower-case hex."""
        return self._text("root")

    @property
    def public_key(self) -> str:
        """The owner's public key, in lower-case hex."""
        return self._text("public_key")

    @property
    def name(self) -> str:
        """The name of the dataset."""
        return self._text("name")

    @property
    def context(self) -> str:
        """The context of its labels."""
        return self._text("context")

    @property
    def suite(self) -> Suite:
        """The suite of the owner's key."""
        return Suite(self._number("suite"))

    @property
    def kind(self) -> Kind:
        """A set or a map."""
        return Kind(self._number("kind"))

    @property
    def duplicates(self) -> Duplicates:
        """What happened to records that came twice."""
        return Duplicates(self._number("duplicates"))

    @property
    def padding(self) -> Padding:
        """How the number of records is hidden."""
        return Padding(self._number("padding"))

    @property
    def size_class(self) -> int | None:
        """The number of leaves, dummies included; None if it is not stated."""
        return self._number("size_class") or None

    @property
    def views(self) -> tuple[str, ...]:
        """The views under which records were taken."""
        view = lib.modelseal_dataset_commitment_view
        indices = range(self._number("view_count"))
        return tuple(text(view(self._handle, index)).decode() for index in indices)

    def _text(self, what: str) -> str:
        getter = getattr(lib, f"modelseal_dataset_commitment_{what}")
        return text(getter(self._handle)).decode()

    def _number(self, what: str) -> int:
        return int(getattr(lib, f"modelseal_dataset_commitment_{what}")(self._handle))
