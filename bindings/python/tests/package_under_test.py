# SPDX-License-Identifier: Apache-2.0
"""Makes `import modelseal` find the package in this tree with the library that was just built.

With the environment that MODELSEAL_BINDINGS_VENV names there is what else the tests use: mypy,
hatchling, pyarrow, Pillow.
"""

import os
import pathlib
import sys

from tests.support.counted_unittest import needed_directory

ROOT = pathlib.Path("bindings/python").absolute()
LIBRARY = pathlib.Path("packaging/libmodelseal.so.0").absolute()
PROGRAM = pathlib.Path("cli/modelseal").absolute()
TEST_TMPDIR = pathlib.Path(os.environ["TEST_TMPDIR"])

os.environ["MODELSEAL_LIBRARY"] = str(LIBRARY)
sys.path.insert(0, str(ROOT / "src"))


def environment():
    """The virtual environment of these tests; skips the test if there is none."""
    return pathlib.Path(
        needed_directory("MODELSEAL_BINDINGS_VENV", "the environment of the bindings' tests"))


def use_environment():
    """Makes the packages of the environment importable."""
    packages = environment() / "lib/python{}.{}/site-packages".format(*sys.version_info)
    sys.path.append(str(packages))
