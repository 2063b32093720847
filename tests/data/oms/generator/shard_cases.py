# SPDX-License-Identifier: Apache-2.0
"""Cases about ranges of files (the method `shards`); all correctly signed."""

import bundles as b

STRICT_ONLY = {"strict": ["STATEMENT"]}


def by_name(entry):
    return entry["name"]


def with_shards(*resources, **changes):
    """A bundle over these ranges in code point order, so that nothing else is wrong with them."""
    return with_shards_as_given(*sorted(resources, key=by_name), **changes)


def with_shards_as_given(*resources, **changes):
    serial = b.serialization_of("shards", **changes)
    return b.bundle(b.statement(list(resources), serial=serial))


def renamed(position, name):
    entries = b.shards()
    entries[position] = {**entries[position], "name": name}
    return with_shards(*entries)


def add_size_cases(cases):
    good = b.shards()
    cases.accept("shards-good", "what OMS 1.0 describes verifies", with_shards(*good),
                 policies=("default", "strict", "ignore_unsigned"))
    decorated = [{**entry, "algorithm": "sha256-sharded-40"} for entry in good]
    cases.accept("shards-decorated", "the reference repeats the size in the algorithm",
                 with_shards(*decorated), refused=STRICT_ONLY)
    cases.accept("shards-size-float", "the reference writes sizes as 40.0",
                 with_shards(*good, shard_size=40.0), refused=STRICT_ONLY)
    payload = b.payload_of(b.statement(good, serial=b.serialization_of("shards")))
    cases.accept("shards-size-exponent", "4e1 is the integer 40",
                 b.bundle(payload.replace(b'"shard_size": 40', b'"shard_size": 4e1')))
    other = [{**entry, "algorithm": "sha256-sharded-41"} for entry in good]
    cases.reject("shards-decorated-other-size", "the decoration repeats the size",
                 ["STATEMENT", "UNSUPPORTED"], with_shards(*other))
    sizes = {"missing": ..., "zero": 0, "negative": -40, "fraction": 40.5, "text": "40",
             "true": True, "null": None, "huge": 1e300, "above-2-to-53": 2**53 + 1,
             "above-64-bits": 2**64 + 40, "array": [40]}
    for name, size in sizes.items():
        cases.reject(f"shards-size-{name}", "a size is an integer from 1 to 2^53", "STATEMENT",
                     with_shards(*good, shard_size=size))
    whole = [b.shard("a.txt", b.ALPHA, 0, 6), b.shard("sub/b.bin", b.BETA, 0, 100)]
    cases.accept("shards-size-2-to-53", "a size is an integer from 1 to 2^53",
                 with_shards(*whole, shard_size=2**53))


def add_range_cases(cases):
    first, begin, middle, end = b.shards()
    missing = {"first": (first, middle, end), "middle": (first, begin, end),
               "last": (first, begin, middle)}
    for name, entries in missing.items():
        cases.reject(f"shards-without-{name}", "the ranges cover the file, without gaps",
                     "MISSING_SHARD", with_shards(*entries))
    cases.reject("shards-twice", "a range stands once", "STATEMENT",
                 with_shards(first, begin, middle, end, end))
    cases.reject("shards-misaligned", "a range starts at a multiple of the size", "STATEMENT",
                 with_shards(first, b.shard("sub/b.bin", b.BETA, 0, 50),
                             b.shard("sub/b.bin", b.BETA, 50, 100)))
    cases.reject("shards-overlapping", "a range starts at a multiple of the size", "STATEMENT",
                 with_shards(first, begin, b.shard("sub/b.bin", b.BETA, 20, 60), middle, end))
    cases.reject("shards-too-long", "a range is no longer than the size", "STATEMENT",
                 with_shards(first, b.shard("sub/b.bin", b.BETA, 0, 41), middle, end))
    cases.reject("shards-short-in-the-middle", "only the last range may be short",
                 ["STATEMENT", "MISSING_SHARD"],
                 with_shards(first, b.shard("sub/b.bin", b.BETA, 0, 39), middle, end))
    cases.reject("shards-past-the-end", "a range ends with the file",
                 ["DIGEST_MISMATCH", "MISSING_SHARD"],
                 with_shards(first, begin, middle, {**end, "name": "sub/b.bin:80:120"}))
    cases.reject("shards-after-the-end", "a range lies inside the file",
                 ["STATEMENT", "MISSING_SHARD", "DIGEST_MISMATCH"],
                 with_shards(first, begin, middle, end, b.shard("sub/b.bin", b.BETA, 120, 160)))
    for name, text in {
        "backwards": "sub/b.bin:40:0", "empty": "sub/b.bin:40:40", "plus": "sub/b.bin:+0:40",
        "underscore": "sub/b.bin:0:4_0", "leading-zero": "sub/b.bin:0:040",
        "double-zero": "sub/b.bin:00:40", "minus-zero": "sub/b.bin:-0:40",
        "hexadecimal": "sub/b.bin:0:0x28", "space": "sub/b.bin:0: 40",
        "other-digits": "sub/b.bin:0:\u0664\u0660", "above-64-bits": f"sub/b.bin:0:{2**64 + 40}",
        "one-number": "sub/b.bin:40", "no-number": "sub/b.bin", "no-end": "sub/b.bin:0:",
        "fraction": "sub/b.bin:0:40.0",
    }.items():
        cases.reject(f"shards-range-{name}", "a range is two plain decimals", "STATEMENT",
                     renamed(1, text))
    cases.reject("shards-range-no-name", "a range has a file", ["STATEMENT", "MANIFEST_PATH"],
                 renamed(1, ":0:40"))
    for name, path in {"parent": "../b.bin", "absolute": "/b.bin", "dot": "./b.bin"}.items():
        cases.reject(f"shards-name-{name}", "names stay inside the model", "MANIFEST_PATH",
                     renamed(1, f"{path}:0:40"))


def add_model_cases(cases):
    first, begin, middle, end = b.shards()
    colon = b.shard("x:0:y", b"colon", 0, 5)
    cases.accept("shards-colon-in-name", "the range is read from the right",
                 with_shards(first, begin, middle, end, colon), ops=[["write", "x:0:y", "colon"]])
    cases.accept("shards-range-like-name", "the range is read from the right",
                 with_shards(first, begin, middle, end, b.shard("y:0:5", b"colon", 0, 5)),
                 ops=[["write", "y:0:5", "colon"]])
    cases.accept("shards-numeric-order", "the reference sorts ranges by number",
                 with_shards_as_given(first_of(8), *ranges_of(8), shard_size=8))
    cases.reject("shards-empty-file-listed", "a range is never empty", "STATEMENT",
                 with_shards(first, begin, middle, end,
                             {**first, "name": "empty:0:0", "digest": b.sha256(b"")}),
                 ops=[["write", "empty", ""]])
    good = "shards-good"
    cases.accept("shards-empty-file-added", "ranges cannot name an empty file", signature=good,
                 ops=[["write", "__init__.py", ""]], refused={"strict": ["EXTRA_FILE"]})
    cases.reject("shards-file-added", "every file is signed", "EXTRA_FILE", signature=good,
                 ops=[["write", "evil.py", "x"]], policies=("default", "strict"),
                 accepted=("ignore_unsigned",))
    both = ["DIGEST_MISMATCH", "MISSING_SHARD"]
    tampered = {
        "byte-changed": ("DIGEST_MISMATCH", [["write", "a.txt", "alphA\n"]]),
        "grown": (both, [["append", "a.txt", "x"]]),
        "grown-by-a-range": (both, [["append", "sub/b.bin", "z" * 20],
                                    ["append", "sub/b.bin", "y" * 40]]),
        "cut-inside-a-range": (both, [["truncate", "sub/b.bin", 90]]),
        "cut-at-a-range": ("MISSING_SHARD", [["truncate", "sub/b.bin", 80]]),
        "emptied": (both + ["MISSING_FILE"], [["truncate", "sub/b.bin", 0]]),
        "deleted": (["MISSING_FILE", "MISSING_SHARD"], [["delete", "sub/b.bin"]]),
    }
    for name, (classes, ops) in tampered.items():
        cases.reject(f"shards-file-{name}", "the ranges bind the whole file", classes,
                     signature=good, ops=ops)


def first_of(size):
    return b.shard("a.txt", b.ALPHA, 0, min(size, len(b.ALPHA)))


def ranges_of(size):
    return [b.shard("sub/b.bin", b.BETA, at, min(at + size, len(b.BETA)))
            for at in range(0, len(b.BETA), size)]


def add(cases):
    add_size_cases(cases)
    add_range_cases(cases)
    add_model_cases(cases)
