# SPDX-License-Identifier: Apache-2.0
"""What the shared object and the static archive show to a linker; the golden lists decide."""

import pathlib
import platform
import re
import unittest

from tests.packaging.dist_tree import dist, run

HEADER = pathlib.Path("include/modelseal/modelseal.h").read_text()
GOLDEN_SYMBOLS = pathlib.Path("capi/abi/symbols.txt").read_text().split()
LOADER = {"x86_64": "ld-linux-x86-64.so.2", "aarch64": "ld-linux-aarch64.so.1"}


def declared_functions():
    """The functions of the header, without its comments."""
    code = re.sub(r"/\*.*?\*/", "", HEADER, flags=re.DOTALL)
    return sorted(re.findall(r"MODELSEAL_API[^;(#]*?\b(modelseal_\w+)\s*\(", code))


def readelf(*options):
    return run("readelf", "--wide", *options, dist() / "lib/libmodelseal.so").stdout


class SharedObject(unittest.TestCase):
    def test_exports_exactly_the_golden_symbols(self):
        lines = run(
            "nm", "-D", "--defined-only", "--with-symbol-versions", dist() / "lib/libmodelseal.so"
        ).stdout.splitlines()
        symbols = [line.split()[2] for line in lines if line.split()[1] != "A"]
        self.assertEqual(sorted(symbols), GOLDEN_SYMBOLS)

    def test_golden_symbols_are_the_functions_of_the_header(self):
        self.assertEqual([s.split("@")[0] for s in GOLDEN_SYMBOLS], declared_functions())

    def test_version_script_names_every_symbol_without_wildcard(self):
        script = pathlib.Path("capi/libmodelseal.map").read_text()
        exported = script.split("local:")[0]
        self.assertEqual(sorted(re.findall(r"^\s+(\S+);$", exported, re.M)), declared_functions())
        self.assertNotIn("*;", exported)

    def test_needs_exactly_the_golden_libraries(self):
        golden = pathlib.Path("capi/abi/needed.txt").read_text().split()
        needed = re.findall(r"\(NEEDED\).*\[(.*)\]", readelf("--dynamic"))
        loader = LOADER[platform.machine()]
        self.assertEqual(sorted("ld.so" if n == loader else n for n in needed), golden)

    def test_soname_is_the_major_version(self):
        self.assertIn("soname: [libmodelseal.so.0]", readelf("--dynamic"))

    def test_has_no_search_path(self):
        self.assertNotRegex(readelf("--dynamic"), "RPATH|RUNPATH")

    def test_has_no_text_relocations(self):
        self.assertNotIn("TEXTREL", readelf("--dynamic"))

    def test_relocations_are_read_only_and_bound_at_load(self):
        self.assertIn("GNU_RELRO", readelf("--segments"))
        self.assertIn("BIND_NOW", readelf("--dynamic"))

    def test_no_segment_is_writable_and_executable(self):
        row = r"^\s+([A-Z_]+)(?:\s+0x\w+){5}\s([R ][W ][E ])"
        flags = re.findall(row, readelf("--segments"), re.M)
        self.assertIn("GNU_STACK", [name for name, _ in flags])
        self.assertEqual([f for f in flags if "W" in f[1] and "E" in f[1]], [])

    def test_runs_on_glibc_2_34(self):
        versions = re.findall(r"GLIBC_2\.(\d+)", readelf("--version-info"))
        self.assertLessEqual(max(map(int, versions)), 34)


class StaticArchive(unittest.TestCase):
    def test_defines_no_global_symbol_but_the_interface(self):
        lines = run("nm", "--defined-only", dist() / "lib/libmodelseal.a").stdout.splitlines()
        symbols = [line.split() for line in lines if re.match(r"^\w+ [A-Zuvw] ", line)]
        self.assertEqual(sorted(name for _, _, name in symbols), declared_functions())

    def test_needs_nothing_that_openssl_or_protobuf_would_give(self):
        lines = run("nm", "--undefined-only", dist() / "lib/libmodelseal.a").stdout.splitlines()
        strong = [line.split()[1] for line in lines if line.strip().startswith("U ")]
        ours = "EVP_|SSL|protobuf|absl|simdjson|3re2|utf8proc"
        foreign = [name for name in strong if re.search(ours, name)]
        self.assertEqual(foreign, [])


class Program(unittest.TestCase):
    def test_needs_no_library_of_ours(self):
        needed = run("readelf", "-dW", dist() / "bin/modelseal").stdout
        self.assertNotIn("libmodelseal", needed)
