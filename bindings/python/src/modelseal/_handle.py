# SPDX-License-Identifier: Apache-2.0
"""Objects of the library that Python owns."""

import types
import weakref
from typing import Any, Self

from modelseal._ffi import lib


class Handle:
    """An object of the library. It is freed by `close`, at the end of a `with`, or with the last
    reference to it, whichever comes first.

    Calls run without Python's global lock. An immutable object may be used by several threads at
    once; any other by one at a time.
    """

    def __init__(self, pointer: Any, free: str) -> None:
        self._pointer = pointer
        self._finalizer = weakref.finalize(self, getattr(lib, free), pointer)

    @property
    def _handle(self) -> Any:
        if not self._finalizer.alive:
            raise ValueError(f"{type(self).__name__} is closed")
        return self._pointer

    def close(self) -> None:
        """Frees the object; a second time does nothing."""
        self._finalizer()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: types.TracebackType | None,
    ) -> None:
        self.close()
