# SPDX-License-Identifier: Apache-2.0
"""The public headers compile alone, in every language version they promise."""

import subprocess
import unittest

STRICT = ["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-Iinclude", "-fsyntax-only"]


def compile_alone(header, compiler, language, *options):
    """Compiles a file that includes the header twice and nothing else."""
    source = f"#include <modelseal/{header}>\n" * 2 + "int unused_by_the_header;\n"
    done = subprocess.run(
        [compiler, "-x", language, *STRICT, *options, "-"],
        input=source,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise AssertionError(done.stderr)


class Headers(unittest.TestCase):
    def test_c_header_compiles_alone_as_c99_and_later(self):
        for standard in ("c99", "c11", "c17", "gnu99"):
            with self.subTest(standard):
                compile_alone("modelseal.h", "gcc", "c", f"-std={standard}", "-Wstrict-prototypes")

    def test_c_header_compiles_alone_as_cpp11_and_later(self):
        for standard in ("c++11", "c++14", "c++17", "c++20"):
            with self.subTest(standard):
                compile_alone("modelseal.h", "g++", "c++", f"-std={standard}")

    def test_cpp_header_compiles_alone_as_cpp17_and_cpp20(self):
        for standard in ("c++17", "c++20"):
            with self.subTest(standard):
                compile_alone("modelseal.hpp", "g++", "c++", f"-std={standard}", "-Wshadow")

    def test_c_header_includes_only_stddef_and_stdint(self):
        with open("include/modelseal/modelseal.h") as header:
            includes = [line.strip() for line in header if line.startswith("#include")]
        self.assertEqual(includes, ["#include <stddef.h>", "#include <stdint.h>"])
