# SPDX-License-Identifier: Apache-2.0
"""Puts libmodelseal.so into the wheel and names the platform that it is for.

The library is the one in dist/, as `make dist` leaves it there, or the one that
MODELSEAL_WHEEL_LIBRARY names.
"""

import os
import pathlib
import sysconfig
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class LibraryHook(BuildHookInterface):  # type: ignore[type-arg]
    """The wheel has no code of CPython's interface: any Python 3, but one platform."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        default = pathlib.Path(self.root, "../../dist/lib/libmodelseal.so")
        library = pathlib.Path(os.environ.get("MODELSEAL_WHEEL_LIBRARY", default))
        if not library.is_file():
            raise FileNotFoundError(f"{library} is not there: run `make dist` first")
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{platform}"
        build_data["force_include"][str(library.resolve())] = "modelseal/libmodelseal.so"
