# SPDX-License-Identifier: Apache-2.0
"""Loads libmodelseal.so and calls it: the only place that touches ctypes' CDLL.

The library is the one beside this file, unless MODELSEAL_LIBRARY names another; never one that the
system's search path happens to hold.
"""

import ctypes
import os
import pathlib
from collections.abc import Iterable
from typing import Any

from modelseal import _declarations as declarations
from modelseal.errors import make_error

#: Settles which of the libraries that a machine has is loaded.
LIBRARY_VARIABLE = "MODELSEAL_LIBRARY"

_DETAILS = (b"path", b"field", b"expected", b"actual", b"limit", b"errno", b"callback", b"subject")


def library_path() -> pathlib.Path:
    """The absolute path of the library that is loaded."""
    stated = os.environ.get(LIBRARY_VARIABLE)
    return pathlib.Path(stated or pathlib.Path(__file__).with_name("libmodelseal.so")).absolute()


def check_version(found: int, path: pathlib.Path) -> None:
    """Refuses a library with another interface than the one that was declared."""
    wanted = declarations.VERSION_NUMBER
    if found // 100 != wanted // 100 or found < wanted:
        raise ImportError(
            f"{path} is modelseal {_dotted(found)}, "
            f"this package needs {_dotted(wanted)} or a later patch of it",
            path=str(path),
        )


def _dotted(number: int) -> str:
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _load() -> ctypes.CDLL:
    path = library_path()
    try:
        library = ctypes.CDLL(str(path))
    except OSError as error:
        raise ImportError(
            f"cannot load {path}: {error}; {LIBRARY_VARIABLE} may name another libmodelseal.so",
            path=str(path),
        ) from error
    library.modelseal_version_number.restype = ctypes.c_uint32
    library.modelseal_version_number.argtypes = []
    check_version(library.modelseal_version_number(), path)
    for name, (result, parameters) in declarations.FUNCTIONS.items():
        function = getattr(library, name)
        function.restype = result
        function.argtypes = parameters
    return library


lib = _load()


def text(value: Any) -> bytes:
    """The bytes of a modelseal_str, copied: what it borrows from may be freed at any time."""
    return ctypes.string_at(value.data, value.len)


def call(name: str, *arguments: Any) -> None:
    """Calls a function that can fail, without its last parameter, and raises what it reports."""
    error = ctypes.POINTER(declarations.modelseal_error)()
    code = getattr(lib, name)(*arguments, ctypes.byref(error))
    if code == declarations.OK:
        return
    try:
        raise _read_error(error, code)
    finally:
        lib.modelseal_error_free(error)


def create(kind: str, name: str, *arguments: Any) -> Any:
    """Calls a function whose last output is a handle of this kind, and returns the handle."""
    handle = ctypes.POINTER(getattr(declarations, kind))()
    call(name, *arguments, ctypes.byref(handle))
    return handle


def create_bytes(name: str, *arguments: Any) -> bytes:
    """Calls a function whose last output is a modelseal_buffer, and returns its bytes."""
    buffer = create("modelseal_buffer", name, *arguments)
    try:
        return text(lib.modelseal_buffer_view(buffer))
    finally:
        lib.modelseal_buffer_free(buffer)


def uint64_array(values: Iterable[int], count: int) -> Any:
    """`values` as the array that a `const uint64_t *` points to."""
    return (ctypes.c_uint64 * count)(*values)


def _read_error(error: Any, code: int) -> Exception:
    details = {}
    for key in _DETAILS:
        value = lib.modelseal_error_detail(error, key)
        if value is not None:
            details[key.decode()] = os.fsdecode(value)
    return make_error(
        code=code,
        name=lib.modelseal_error_name(error).decode(),
        message=lib.modelseal_error_message(error).decode(errors="replace"),
        details=details,
    )
