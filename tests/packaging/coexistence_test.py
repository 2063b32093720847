# SPDX-License-Identifier: Apache-2.0
"""libmodelseal.so in one process with Python's ssl (OpenSSL) and PyPI's protobuf, any order.

Each order runs in a process of its own, with the Python of the pinned environment.
"""

import itertools
import os
import pathlib
import tempfile
import unittest

from tests.packaging.dist_tree import TEST_TMPDIR, dist, make_keys, make_model, run
from tests.support.counted_unittest import needed_directory


class Coexistence(unittest.TestCase):
    def setUp(self):
        self.python = needed_directory("MODELSEAL_VENV", "a virtual environment") + "/bin/python"
        self.directory = pathlib.Path(tempfile.mkdtemp(dir=TEST_TMPDIR))
        self.model = make_model(self.directory)
        self.keys = make_keys(self.directory)

    def check(self, *order):
        library = dist() / "lib/libmodelseal.so"
        done = run(self.python, "tests/packaging/coexistence_scenario.py", library, self.model,
                   *self.keys, *order)
        self.assertEqual(done.stdout.splitlines()[-1], "all three worked, twice")

    def test_library_before_ssl_and_protobuf(self):
        self.check("modelseal", "ssl", "protobuf")

    def test_library_after_ssl_and_protobuf(self):
        self.check("ssl", "protobuf", "modelseal")

    def test_every_other_order(self):
        for order in itertools.permutations(("modelseal", "ssl", "protobuf")):
            with self.subTest(order):
                self.check(*order)

    def test_symbols_of_the_library_made_global(self):
        """RTLD_GLOBAL and LD_PRELOAD offer our symbols to everybody: there are only ours."""
        os.environ["LD_PRELOAD"] = str(dist() / "lib/libmodelseal.so")
        self.addCleanup(os.environ.pop, "LD_PRELOAD")
        self.check("ssl", "protobuf", "modelseal")
