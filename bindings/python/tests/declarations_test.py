# SPDX-License-Identifier: Apache-2.0
"""What ctypes is told of modelseal.h, against the header itself by way of a C++ compiler."""

import ctypes
import pathlib
import re
import subprocess
import sys
import unittest

from bindings.python.tests.package_under_test import LIBRARY, ROOT, TEST_TMPDIR

from modelseal import _declarations as declarations

SYMBOLS = pathlib.Path("capi/abi/symbols.txt").read_text().split()

C_TYPES = {
    None: "void",
    ctypes.c_char: "char",
    ctypes.c_char_p: "char *",
    ctypes.c_int32: "int32_t",
    ctypes.c_int64: "int64_t",
    ctypes.c_size_t: "size_t",
    ctypes.c_uint8: "uint8_t",
    ctypes.c_uint32: "uint32_t",
    ctypes.c_uint64: "uint64_t",
    ctypes.c_void_p: "void *",
}

# Types are compared without `const`, and bytes without their sign.
FRAME = """
#include <modelseal/modelseal.h>
#include <cstddef>
#include <cstdio>
#include <type_traits>
template <class T> struct Plain { using type = T; };
template <> struct Plain<uint8_t> { using type = char; };
template <class T> struct Plain<const T> : Plain<T> {};
template <class T> struct Plain<T *> { using type = typename Plain<T>::type *; };
template <class R, class... A> struct Plain<R(A...)> {
  using type = typename Plain<R>::type(typename Plain<A>::type...);
};
template <class R, class... A> struct Plain<R (*)(A...)> {
  using type = typename Plain<R(A...)>::type *;
};
template <class A, class B>
constexpr bool kSame = std::is_same_v<typename Plain<A>::type, typename Plain<B>::type>;
"""


def c_type(declared):
    """The C type that a ctypes type stands for."""
    if declared in C_TYPES:
        return C_TYPES[declared]
    if issubclass(declared, ctypes._Pointer):
        return c_type(declared._type_) + " *"
    if issubclass(declared, ctypes._CFuncPtr):
        return next(name for name, value in vars(declarations).items() if value is declared)
    return declared.__name__


def signature(result, parameters):
    return f"{c_type(result)}({', '.join(map(c_type, parameters))})"


def compile_and_run(body):
    source, program = TEST_TMPDIR / "declarations.cc", TEST_TMPDIR / "declarations"
    source.write_text(FRAME + body)
    command = ["g++", "-std=c++17", "-Iinclude", source, "-o", program]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    return subprocess.run([program], check=True, capture_output=True, text=True).stdout


def structs():
    found = [value for value in vars(declarations).values()
             if isinstance(value, type) and issubclass(value, ctypes.Structure)]
    return [struct for struct in found if hasattr(struct, "_fields_")]


class Declarations(unittest.TestCase):
    def test_are_what_the_header_says_today(self):
        done = subprocess.run(
            [sys.executable, ROOT / "declare.py", "--check"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_name_every_function_of_the_library_and_no_other(self):
        names = sorted(symbol.split("@")[0] for symbol in SYMBOLS)
        self.assertEqual(sorted(declarations.FUNCTIONS), names)

    def test_have_the_types_that_a_compiler_sees_in_the_header(self):
        checks = [
            f'static_assert(kSame<decltype({name}), {signature(*types)}>, "{name}");'
            for name, types in declarations.FUNCTIONS.items()
        ]
        callbacks = [
            (name, value) for name, value in vars(declarations).items()
            if isinstance(value, type) and issubclass(value, ctypes._CFuncPtr)
        ]
        for name, value in callbacks:
            pointer = signature(value._restype_, value._argtypes_).replace("(", " (*)(", 1)
            checks.append(f'static_assert(kSame<{name}, {pointer}>, "{name}");')
        self.assertGreater(len(callbacks), 2)
        compile_and_run("\n".join(checks) + "\nint main() {}\n")

    def test_a_wrong_type_does_not_compile(self):
        wrong = "static_assert(kSame<decltype(modelseal_job_free), void(modelseal_error *)>);"
        with self.assertRaisesRegex(AssertionError, "static assertion failed"):
            compile_and_run(wrong + "int main() {}\n")

    def test_lay_structs_out_as_the_compiler_does(self):
        lines, expected = [], []
        for struct in structs():
            name = struct.__name__
            lines.append(f'std::printf("{name} %zu\\n", sizeof({name}));')
            expected.append(f"{name} {ctypes.sizeof(struct)}")
            for field, _ in struct._fields_:
                lines.append(f'std::printf("{name}.{field} %zu\\n", offsetof({name}, {field}));')
                expected.append(f"{name}.{field} {getattr(struct, field).offset}")
        self.assertGreater(len(lines), 30)
        printed = compile_and_run("int main() {\n" + "\n".join(lines) + "\n}\n")
        self.assertEqual(printed.splitlines(), expected)

    def test_fields_of_structs_have_the_types_of_the_header(self):
        checks = [
            f"static_assert(kSame<decltype({struct.__name__}::{field}), {c_type(kind)}>);"
            for struct in structs() for field, kind in struct._fields_
        ]
        compile_and_run("\n".join(checks) + "\nint main() {}\n")

    def test_have_every_number_of_the_header(self):
        macros = subprocess.run(
            ["gcc", "-dM", "-E", "include/modelseal/modelseal.h"],
            check=True, capture_output=True, text=True).stdout
        numbers = re.findall(r"^#define MODELSEAL_(\w+) (-?\d+)$", macros, re.MULTILINE)
        self.assertGreater(len(numbers), 100)
        for name, number in numbers:
            self.assertEqual(getattr(declarations, name), int(number), name)


class Library(unittest.TestCase):
    def test_is_the_one_that_the_variable_names(self):
        from modelseal import _ffi
        self.assertEqual(_ffi.library_path(), LIBRARY)
        self.assertEqual(_ffi.lib.modelseal_version_string().decode(), declarations.VERSION_STRING)

    def test_that_is_not_there_is_named_in_the_error(self):
        done = self.import_with("/nowhere/libmodelseal.so")
        self.assertIn("ImportError: cannot load /nowhere/libmodelseal.so", done.stderr)
        self.assertIn("MODELSEAL_LIBRARY", done.stderr)

    def test_of_another_version_is_refused_with_both_numbers_and_its_path(self):
        other = TEST_TMPDIR / "libother.so"
        source = TEST_TMPDIR / "other.c"
        source.write_text("unsigned modelseal_version_number(void) { return 20304; }\n")
        subprocess.run(["gcc", "-shared", "-fPIC", source, "-o", other], check=True)
        done = self.import_with(other)
        self.assertIn(f"{other} is modelseal 2.3.4, this package needs 0.1.0", done.stderr)

    def test_versions_that_fit_are_the_same_minor_version_and_not_older(self):
        from modelseal import _ffi
        needed = declarations.VERSION_NUMBER
        for found in (needed, needed + 1, needed + 99):
            _ffi.check_version(found, LIBRARY)
        for found in (needed - 1, needed + 100, needed + 10000, 0):
            with self.assertRaises(ImportError):
                _ffi.check_version(found, LIBRARY)

    def import_with(self, library):
        return subprocess.run(
            [sys.executable, "-c", "import modelseal._ffi"],
            env={"PYTHONPATH": str(ROOT / "src"), "MODELSEAL_LIBRARY": str(library)},
            capture_output=True,
            text=True,
        )
