# SPDX-License-Identifier: Apache-2.0
"""What is decided about a dataset before its first record."""

import dataclasses
from collections.abc import Sequence

from modelseal._ffi import call, create
from modelseal._handle import Handle
from modelseal.dataset.commitment import Commitment
from modelseal.dataset.enums import Duplicates, Kind, Padding


@dataclasses.dataclass(frozen=True, kw_only=True)
class Options:
    """What is decided about a dataset before its first record, and stands in its commitment.

    `views` names the forms in which records are taken (see `Records`). Without a `context` it is
    the name: datasets with the same key and context give a record the same label, so that a proof
    about one shows of which record it is in the other.
    """

    name: str
    views: Sequence[str] = ("raw",)
    context: str | None = None
    kind: Kind = Kind.SET
    duplicates: Duplicates = Duplicates.ERROR
    padding: Padding = Padding.NONE

    @property
    def takes_values(self) -> bool:
        """Whether each record comes with a value."""
        return self.kind is Kind.MAP and self.duplicates is not Duplicates.COUNT

    @classmethod
    def of(cls, commitment: Commitment) -> "Options":
        """Those of a dataset that was committed to."""
        return cls(
            name=commitment.name,
            views=commitment.views,
            context=commitment.context,
            kind=commitment.kind,
            duplicates=commitment.duplicates,
            padding=commitment.padding,
        )


class OptionsHandle(Handle):
    """The library's object for options, or for those of a commitment, which also has the key that
    they are for."""

    def __init__(self, options: Options | Commitment) -> None:
        kind = "modelseal_dataset_options"
        if isinstance(options, Commitment):
            name = "modelseal_dataset_options_from_commitment"
            super().__init__(create(kind, name, options._handle), f"{kind}_free")
            return
        super().__init__(create(kind, "modelseal_dataset_options_new"), f"{kind}_free")
        self._set_text("set_name", options.name)
        if options.context is not None:
            self._set_text("set_context", options.context)
        for view in options.views:
            self._set_text("add_view", view)
        call("modelseal_dataset_options_set_kind", self._handle, options.kind)
        call("modelseal_dataset_options_set_duplicates", self._handle, options.duplicates)
        call("modelseal_dataset_options_set_padding", self._handle, options.padding)

    def _set_text(self, what: str, value: str) -> None:
        encoded = value.encode()
        call(f"modelseal_dataset_options_{what}", self._handle, encoded, len(encoded))
