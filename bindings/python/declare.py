#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Writes src/modelseal/_declarations.py from modelseal.h: declare.py [--check].

The header is the only source: every struct, callback, constant and function of it is declared, so
that no call goes out with types that ctypes guessed. `--check` writes nothing and fails if the file
is not what the header says.
"""

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
HEADER = HERE / "../../include/modelseal/modelseal.h"
TARGET = HERE / "src/modelseal/_declarations.py"

SCALARS = {
    "char": "c_char",
    "int32_t": "c_int32",
    "int64_t": "c_int64",
    "modelseal_code": "c_int32",
    "size_t": "c_size_t",
    "uint32_t": "c_uint32",
    "uint64_t": "c_uint64",
    "uint8_t": "c_uint8",
}

HEAD = '''# SPDX-License-Identifier: Apache-2.0
"""What modelseal.h declares, for ctypes. Written by declare.py: change the header instead."""

from ctypes import (
    CFUNCTYPE,
    POINTER,
    Structure,
    c_char,
    c_char_p,
    c_int32,
    c_int64,
    c_size_t,
    c_uint8,
    c_uint32,
    c_uint64,
    c_void_p,
)
from typing import Any
'''


def read_code(path):
    """The header without comments and preprocessor, on one line."""
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    text = re.sub(r"/\*.*?\*/", " ", text, flags=re.DOTALL)
    defines = re.findall(r"^#define MODELSEAL_(\w+) +(\S.*?)\s*$", text, re.MULTILINE)
    text = re.sub(r"^#.*$", " ", text, flags=re.MULTILINE)
    return " ".join(text.split()), defines


def split_declaration(declaration):
    """`const char *name` -> ("const char *", "name"); an array parameter is a pointer."""
    declaration = re.sub(r"(\w+)\[\d*\]$", r"*\1", declaration.strip())
    match = re.fullmatch(r"(.*?)\s*(\w+)", declaration)
    return match[1].strip(), match[2]


class Header:
    """What is declared in a header, with ctypes expressions in place of C types."""

    def __init__(self, path):
        code, defines = read_code(path)
        self.constants = [(n, v.strip('"')) for n, v in defines if re.fullmatch(r'-?\d+|".*"', v)]
        self.callbacks = {
            name: (result, parameters)
            for result, name, parameters in re.findall(
                r"typedef (\w+) \(\*(\w+)\)\(([^)]*)\);", code)
        }
        self.structs = {
            name: [split_declaration(field) for field in body.split(";") if field.strip()]
            for body, name in re.findall(r"typedef struct \w+ \{([^}]*)\} (\w+);", code)
        }
        self.handles = re.findall(r"typedef struct (\w+) \1;", code)
        self.functions = {
            name: (result.strip(), parameters)
            for result, name, parameters in re.findall(
                r"MODELSEAL_API ([^;()]*?)(modelseal_\w+)\s*\(([^)]*)\)", code)
        }

    def ctype(self, c_type, is_argument=False):
        """A ctypes expression. Bytes objects are arguments only: anywhere else ctypes would end
        them at the first NUL byte."""
        words = re.sub(r"\s*\*\s*", "*", re.sub(r"\bconst\b", " ", c_type)).strip()
        base, stars = words.rstrip("*").strip(), words.count("*")
        if base in self.callbacks or base in self.structs or base in self.handles:
            inner = base
        elif base == "void":
            inner, stars = ("c_void_p", stars - 1) if stars else ("None", 0)
        elif base in ("char", "uint8_t") and "const" in c_type and stars and is_argument:
            inner, stars = "c_char_p", stars - 1
        else:
            inner = SCALARS[base]
        return "POINTER(" * stars + inner + ")" * stars

    def result(self, c_type):
        """What returns `const char *` is text that ends with NUL."""
        return self.ctype(c_type, is_argument=c_type.strip() == "const char *")

    def parameters(self, text, is_argument):
        if text.strip() in ("", "void"):
            return []
        types = [split_declaration(part)[0] for part in text.split(",")]
        return [self.ctype(c_type, is_argument) for c_type in types]


def fold(head, parts, tail, indent=""):
    """One line if it fits into 100 columns, else one part a line."""
    line = head + ", ".join(parts) + tail
    if len(line) <= 100:
        return line + "\n"
    lines = [head, *(f"{indent}    {part}," for part in parts), indent + tail]
    return "\n".join(lines) + "\n"


def render(header):
    out = [HEAD, "\n"]
    for name, value in header.constants:
        text = value if re.fullmatch(r"-?\d+", value) else f'"{value}"'
        out.append(f"{name} = {text}\n")
    for name in [*header.handles, *header.structs]:
        out.append(f"\n\nclass {name}(Structure):\n    pass\n")
    out.append("\n\n")
    for name, (result, parameters) in header.callbacks.items():
        out.append(fold(f"{name} = CFUNCTYPE(",
                        [header.ctype(result), *header.parameters(parameters, False)], ")"))
    for name, fields in header.structs.items():
        out.append(f"\n{name}._fields_ = [\n")
        out += [f'    ("{field}", {header.ctype(c_type)}),\n' for c_type, field in fields]
        out.append("]\n")
    out.append("\n# Name: result, parameters.\n")
    out.append("FUNCTIONS: dict[str, tuple[Any, list[Any]]] = {\n")
    for name, (result, parameters) in sorted(header.functions.items()):
        out.append(fold(f'    "{name}": ({header.result(result)}, [',
                        header.parameters(parameters, True), "]),", indent="    "))
    out.append("}\n")
    return "".join(out)


def main():
    text = render(Header(HEADER))
    if sys.argv[1:] == ["--check"]:
        if TARGET.read_text(encoding="utf-8") != text:
            print(f"{TARGET.name} is not what modelseal.h says: run bindings/python/declare.py")
            return 1
        return 0
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
