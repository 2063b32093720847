# SPDX-License-Identifier: Apache-2.0
"""A model with everything in it that makes trees hard: for both tools to sign and verify."""

import unicodedata

COMPOSED = unicodedata.normalize("NFC", "modèle-日本語.txt")
DECOMPOSED = unicodedata.normalize("NFD", "modèle-日本語.txt")

FILES = {
    "README.md": b"# A model\n",
    ".hidden": b"hidden files are signed\n",
    "empty.bin": b"",
    "nested/empty-too": b"",
    "nested/deep/deeper/deepest/file": b"deep\n",
    # Directories and files whose order differs between code points and components.
    "tokenizer/vocab.txt": b"a\nb\n",
    "tokenizer.json": b"{}\n",
    "tokenizer-extra.txt": b"extra\n",
    # Two names that look the same.
    COMPOSED: b"composed\n",
    DECOMPOSED: b"decomposed\n",
    "line\nbreak": b"a name of two lines\n",
    "tab\tand\rreturn": b"control characters\n",
    "'single' and \"double\"": b"quotes\n",
    "back\\slash": b"backslash\n",
    "-rf": b"looks like an option\n",
    "--signature": b"looks like an option too\n",
    " leading and trailing ": b"spaces\n",
    "$(touch x);`id`&|": b"shell\n",
    "100%": b"percent\n",
    "comma,colon:equals=": b"punctuation\n",
    "\u2028\u00a0\u200b": b"separators that do not show\n",
    "\U0001f600\U00010348": b"beyond the basic plane\n",
    "\uffee before beyond": b"sorts apart in UTF-16\n",
    "\x01\x7f": b"control\n",
    "n" * 255: b"the longest name\n",
    "..hidden": b"two dots are a name\n",
    "a..b": b"two dots inside\n",
    "...": b"three dots\n",
    "sub/.git/config": b"signed: not at the top\n",
    ".gitmodules": b"signed: not in the list\n",
    # Left out by default.
    ".git/HEAD": b"ref\n",
    ".gitignore": b"*.tmp\n",
    ".gitattributes": b"* -text\n",
    ".github/workflows/ci.yml": b"on: push\n",
}

WEIGHTS_BYTES = 300_017


def weights():
    """Bytes that no shard size divides."""
    return bytes((7 * position + position // 251) % 256 for position in range(WEIGHTS_BYTES))


def build(folder):
    """Writes the tree; returns its path."""
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (folder / "weights.bin").write_bytes(weights())
    (folder / "empty-directory").mkdir()
    return folder


def signed_names():
    """What both tools must sign."""
    top = {".git", ".gitignore", ".gitattributes", ".github"}
    return {name for name in FILES if name.split("/")[0] not in top} | {"weights.bin"}
