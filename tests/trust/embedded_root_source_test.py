# SPDX-License-Identifier: Apache-2.0
"""The embedded trusted root against SOURCES.md and against the Python package that it is from."""

import hashlib
import pathlib
import re
import unittest

from tests.support.counted_unittest import needed_directory

DATA = pathlib.Path("lib/trust/data")


def sources():
    """The table of SOURCES.md: what is on the left, what is on the right."""
    rows = re.findall(r"^\| ([^|]+) \| `([^`]+)` \|$", (DATA / "SOURCES.md").read_text(), re.M)
    return dict(rows)


class EmbeddedRoot(unittest.TestCase):
    def setUp(self):
        self.root = (DATA / "production_trusted_root.json").read_bytes()
        self.sources = sources()

    def test_file_has_the_stated_digest(self):
        self.assertEqual(
            hashlib.sha256(self.root).hexdigest(), self.sources["SHA-256 of the file"]
        )

    def test_wheel_is_of_the_stated_package_and_version(self):
        name, version = self.sources["package (PyPI)"], self.sources["version"]
        self.assertTrue(self.sources["wheel"].startswith(f"{name}-{version}-"))

    def test_file_is_that_of_the_package(self):
        environment = pathlib.Path(needed_directory("MODELSEAL_VENV", "a virtual environment"))
        name, version = self.sources["package (PyPI)"], self.sources["version"]
        installed = list(environment.glob(f"lib/python3*/site-packages/{name}-*.dist-info"))
        self.assertEqual(len(installed), 1, f"{name} is not installed once")
        if installed[0].name != f"{name}-{version}.dist-info":
            self.skipTest(f"the environment has {installed[0].name}, not {version}")
        file = installed[0].parent / self.sources["file in the wheel"]
        self.assertEqual(self.root, file.read_bytes())


if __name__ == "__main__":
    unittest.main()
