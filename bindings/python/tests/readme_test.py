# SPDX-License-Identifier: Apache-2.0
"""The examples of the README and of the docstrings do what they show."""

import doctest
import importlib
import os
import pathlib
import pkgutil
import tempfile
import unittest

from bindings.python.tests.package_under_test import ROOT, TEST_TMPDIR

import modelseal

OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


class Examples(unittest.TestCase):
    def setUp(self):
        self.addCleanup(os.chdir, pathlib.Path.cwd())
        os.chdir(tempfile.mkdtemp(dir=TEST_TMPDIR))

    def test_of_the_readme(self):
        result = doctest.testfile(
            str(ROOT / "README.md"), module_relative=False, optionflags=OPTIONS, encoding="utf-8")
        self.assertGreater(result.attempted, 2)
        self.assertEqual(result.failed, 0)

    def test_of_every_module(self):
        found = pkgutil.walk_packages(modelseal.__path__, "modelseal.")
        for name in sorted(module.name for module in found):
            with self.subTest(module=name):
                result = doctest.testmod(importlib.import_module(name), optionflags=OPTIONS)
                self.assertEqual(result.failed, 0)
