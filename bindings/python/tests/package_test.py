# SPDX-License-Identifier: Apache-2.0
"""The package as it is shipped: its wheel and its types."""

import email
import shutil
import subprocess
import sys
import sysconfig
import unittest
import zipfile

from bindings.python.tests.package_under_test import LIBRARY, ROOT, TEST_TMPDIR, environment

PLATFORM = sysconfig.get_platform().replace("-", "_").replace(".", "_")
USE = """
import modelseal, modelseal._ffi as ffi
print(ffi.library_path())
print(modelseal.__version__, ffi.lib.modelseal_version_string().decode())
from modelseal import dataset
key = dataset.DatasetKey.generate()
with dataset.Builder(key, dataset.Options(name="test"), sys.argv[1] + "/work") as builder:
    builder.add([b"record"])
    commitment = builder.finish(sys.argv[1] + "/store")
proof = dataset.Store(sys.argv[1] + "/store").prove(key, [b"record"])
print(dataset.verify(commitment, [b"record"], proof)[0].is_member)
"""


def run(*command, **options):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise AssertionError(f"{command}\n{done.stdout}{done.stderr}")
    return done.stdout


def build_wheel(venv):
    # The tree that Bazel shows is of links, which the builder does not follow.
    sources = TEST_TMPDIR / "sources"
    if not sources.exists():
        shutil.copytree(ROOT, sources, symlinks=False)
    run(venv / "bin/python", "-m", "hatchling", "build", "-t", "wheel", "-d", TEST_TMPDIR / "out",
        cwd=sources, env={"MODELSEAL_WHEEL_LIBRARY": str(LIBRARY), "PATH": "/usr/bin:/bin"})
    [wheel] = (TEST_TMPDIR / "out").glob("*.whl")
    return wheel


class Wheel(unittest.TestCase):
    def setUp(self):
        self.wheel = build_wheel(environment())

    def test_is_for_any_python_3_on_this_platform(self):
        from modelseal import __version__
        self.assertEqual(self.wheel.name, f"modelseal-{__version__}-py3-none-{PLATFORM}.whl")
        with zipfile.ZipFile(self.wheel) as archive:
            [name] = [name for name in archive.namelist() if name.endswith(".dist-info/WHEEL")]
            wheel = email.message_from_bytes(archive.read(name))
        self.assertEqual(wheel["Root-Is-Purelib"], "false")
        self.assertEqual(wheel["Tag"], f"py3-none-{PLATFORM}")

    def test_holds_the_library_the_types_and_nothing_of_the_tests(self):
        with zipfile.ZipFile(self.wheel) as archive:
            names = set(archive.namelist())
            self.assertEqual(archive.read("modelseal/libmodelseal.so"), LIBRARY.read_bytes())
        self.assertIn("modelseal/py.typed", names)
        self.assertTrue(all(name.startswith("modelseal") for name in names), names)
        self.assertFalse([name for name in names if "test" in name])

    def test_works_where_it_is_installed_without_compiler_or_variable(self):
        place = TEST_TMPDIR / "installed"
        run(environment() / "bin/python", "-m", "pip", "install", "--quiet", "--no-index",
            "--no-deps", "--upgrade", "--target", place, self.wheel)
        program = f"import sys; sys.path.insert(0, {str(place)!r})" + USE
        printed = run(sys.executable, "-I", "-c", program, TEST_TMPDIR, env={}).split()
        self.assertEqual(printed[0], str(place / "modelseal/libmodelseal.so"))
        self.assertEqual(printed[1], printed[2])
        self.assertEqual(printed[3], "True")


class Types(unittest.TestCase):
    def test_are_right_by_strict_mypy(self):
        venv = environment()
        run(venv / "bin/python", "-m", "mypy", "--cache-dir", TEST_TMPDIR / "mypy",
            "--config-file", ROOT / "pyproject.toml", ROOT / "src/modelseal", cwd=ROOT)
