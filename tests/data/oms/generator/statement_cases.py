# SPDX-License-Identifier: Apache-2.0
"""Cases about the statement and its predicate over whole files; all correctly signed."""

import json
import unicodedata

import bundles as b

STRICT_ONLY = {"strict": ["STATEMENT"]}


def by_name(entry):
    name = entry.get("name")
    return name if isinstance(name, str) else ""


def with_files(*resources, **changes):
    """A bundle over these entries in code point order, so that nothing else is wrong with them."""
    return b.bundle(b.statement(sorted(resources, key=by_name), **changes))


def with_files_as_given(*resources, **changes):
    return b.bundle(b.statement(list(resources), **changes))


def first_changed(**changes):
    """The model's statement with members of its first entry changed, or removed by `...`."""
    first = {**b.files()[0], **changes}
    first = {name: value for name, value in first.items() if value is not ...}
    return with_files_as_given(first, b.files()[1])


def with_serialization(**changes):
    return b.bundle(b.statement(serial=b.serialization_of(**changes)))


def predicate_changed(path, value):
    return b.bundle(b.changed(b.statement(), ("predicate", *path), value))


def statement_changed(path, value):
    return b.bundle(b.changed(b.statement(), path, value))


def add_payload_cases(cases):
    payload = b.payload_of(b.statement())
    unsafe = payload.replace(b'"sub/b.bin"', b'"sub/\\ud800.bin"')
    cases.reject("payload-lone-surrogate", "half a character is no text", "PARSE", b.bundle(unsafe))
    cases.reject("payload-swapped-surrogates", "half a character is no text", "PARSE",
                 b.bundle(payload.replace(b'"sub/b.bin"', b'"\\udc00\\ud800.bin"')))
    cases.reject("payload-bom", "JSON has no byte order mark", "STATEMENT",
                 b.bundle(b"\xef\xbb\xbf" + payload))
    cases.reject("payload-trailing-document", "nothing follows the statement", "STATEMENT",
                 b.bundle(payload + b" {}"))
    cases.reject("payload-array", "a statement is an object", "STATEMENT", b.bundle(b"[]"))
    cases.reject("payload-text", "a statement is JSON", "STATEMENT", b.bundle(b"hello"))
    cases.reject("payload-latin-1", "JSON is UTF-8", ["PARSE", "STATEMENT"],
                 b.bundle(payload.replace(b"sub/b.bin", b"sub/\xe9.bin")))
    cases.reject("payload-duplicate-digest", "a member stands once, at every depth", "PARSE",
                 b.bundle(payload.replace(b'"digest": "', b'"digest": "00", "digest": "', 1)))
    cases.reject("payload-duplicate-by-escape", "an escaped name is the same name", "PARSE",
                 b.bundle(payload.replace(b'"_type"', b'"\\u005ftype": "x", "_type"')))
    cases.accept("payload-spaced", "white space in the payload is free",
                 b.bundle(json.dumps(b.statement(), indent=3).encode() + b"\n"))
    escaped = payload.replace(b'"a.txt"', b'"\\u0061\\u002etxt"')
    cases.accept("payload-escaped-name", "an escaped name is the same name", b.bundle(escaped),
                 policies=("default", "strict"))
    for depth, identifier in ((30, "nested"), (5000, "deep")):
        entry = {**b.files()[0], "annotations": "NEST"}
        nested = b.payload_of(b.statement([entry, b.files()[1]])).replace(
            b'"NEST"', b'{"a":' * depth + b"1" + b"}" * depth)
        if identifier == "nested":
            cases.accept("payload-nested-annotations", "unknown members of an entry are skipped",
                         b.bundle(nested))
        else:
            cases.reject("payload-deep-annotations", "deep nesting is refused, not followed",
                         ["PARSE", "LIMIT", "STATEMENT"], b.bundle(nested))


def add_statement_cases(cases):
    retyped = {
        "type-of-in-toto-0.1": (("_type",), "https://in-toto.io/Statement/v0.1"),
        "type-missing": (("_type",), ...),
        "type-number": (("_type",), 1),
        "subject-missing": (("subject",), ...),
        "subject-object": (("subject",), {}),
        "subject-none": (("subject",), []),
        "subject-digest-missing": (("subject", 0, "digest"), ...),
        "subject-digest-string": (("subject", 0, "digest"), "00"),
        "subject-name-missing": (("subject", 0, "name"), ...),
        "subject-name-empty": (("subject", 0, "name"), ""),
        "predicate-missing": (("predicate",), ...),
        "predicate-array": (("predicate",), []),
        "resources-missing": (("predicate", "resources"), ...),
        "resources-object": (("predicate", "resources"), {}),
        "serialization-missing": (("predicate", "serialization"), ...),
        "serialization-string": (("predicate", "serialization"), "files"),
        "predicate-type-missing": (("predicateType",), ...),
    }
    for name, (path, value) in retyped.items():
        classes = "STATEMENT" if name != "predicate-type-missing" else ["STATEMENT", "UNSUPPORTED"]
        cases.reject(f"statement-{name}", "every member is there and has its type", classes,
                     statement_changed(path, value))
    two = b.statement()["subject"] * 2
    cases.reject("statement-subject-two", "there is one subject", "STATEMENT",
                 statement_changed(("subject",), two))
    for version in ("v1.1", "v2", "v1.0/", "V1.0"):
        kind = b.PREDICATE_TYPE.replace("v1.0", version)
        cases.reject(f"predicate-type-{version.replace('/', '-slash')}",
                     "the predicate type is v1.0, byte by byte", "UNSUPPORTED",
                     statement_changed(("predicateType",), kind))
    cases.accept("statement-subject-name-any", "the subject's name binds nothing",
                 statement_changed(("subject", 0, "name"), "another model"))
    cases.accept("statement-subject-extra-digest", "further digests of the subject are free",
                 statement_changed(("subject", 0, "digest", "sha512"), "00" * 64))
    cases.accept("predicate-unknown-member", "OMS 1.0 forbids unknown members of the predicate",
                 predicate_changed(("future",), {"a": 1}), refused=STRICT_ONLY)
    cases.accept("serialization-unknown-member", "OMS 1.0 forbids unknown members here too",
                 predicate_changed(("serialization", "future"), 1), refused=STRICT_ONLY)


def add_root_digest_cases(cases):
    place = ("subject", 0, "digest", "sha256")
    good = b.root_digest(b.files())
    backwards = b.root_digest(b.files()[::-1])
    for name, value in (("upper-case", good.upper()), ("short", good[:-2]), ("number", 1),
                        ("of-other-order", backwards), ("empty", ""), ("prefixed", "0x" + good)):
        cases.reject(f"root-digest-{name}", "the root digest is over the entries as listed",
                     "STATEMENT", statement_changed(place, value))
    cases.accept("entries-backwards", "writers of OMS 1.0 sort the entries",
                 with_files_as_given(*b.files()[::-1]), refused=STRICT_ONLY)
    sorted_root = [{"name": "model", "digest": {"sha256": good}}]
    cases.reject("entries-backwards-root-sorted", "the root digest is over the entries as listed",
                 "STATEMENT", with_files_as_given(*b.files()[::-1], subject=sorted_root))


def add_entry_cases(cases):
    digest = b.files()[0]["digest"]
    digests = {
        "upper-case": digest.upper(),
        "spaced": " ".join(digest[i:i + 2] for i in range(0, 64, 2)),
        "odd": digest[:-1],
        "short": digest[:32],
        "long": digest * 2,
        "empty": "",
        "prefixed": "sha256:" + digest,
        "number": 1,
        "array": [digest],
        "missing": ...,
    }
    for name, value in digests.items():
        cases.reject(f"digest-{name}", "a digest is lower-case hex of its algorithm's length",
                     "STATEMENT", first_changed(digest=value))
    for name, value in (("missing", ...), ("number", 1), ("null", None)):
        cases.reject(f"entry-name-{name}", "an entry has a name", ["STATEMENT", "MANIFEST_PATH"],
                     first_changed(name=value))
    cases.reject("algorithm-missing", "an entry has an algorithm", ["STATEMENT", "UNSUPPORTED"],
                 first_changed(algorithm=...))
    cases.reject("algorithm-other-known", "all entries have the statement's algorithm", "STATEMENT",
                 first_changed(algorithm="blake3"))
    cases.reject("algorithm-unknown", "an unknown algorithm is refused",
                 ["UNSUPPORTED", "STATEMENT"], first_changed(algorithm="sha512"))
    cases.reject("algorithm-upper-case", "algorithms are compared byte by byte",
                 ["UNSUPPORTED", "STATEMENT"], first_changed(algorithm="SHA256"))
    cases.reject("algorithm-decorated-in-files", "only ranges may be decorated",
                 ["STATEMENT", "UNSUPPORTED"], first_changed(algorithm="sha256-sharded-40"))
    cases.reject("entry-string", "an entry is an object", "STATEMENT",
                 predicate_changed(("resources", 0), "a.txt"))
    cases.accept("entry-extra-members", "unknown members of an entry are skipped",
                 first_changed(mediaType="text/plain", annotations={"k": [1]}),
                 policies=("default", "strict"))
    cases.reject("entry-twice", "a name stands once", "STATEMENT",
                 with_files(b.files()[0], *b.files()))
    other = {**b.files()[0], "digest": "11" * 32}
    cases.reject("entry-twice-first-wrong", "a name stands once", "STATEMENT",
                 with_files(other, *b.files()))
    nothing_covered = b.statement([], serial=b.serialization_of(ignore_paths=["."]))
    cases.reject("entries-none", "a signature that covers nothing is refused", "STATEMENT",
                 b.bundle(b.statement([])))
    cases.reject("entries-none-all-ignored", "a signature that covers nothing is refused",
                 "STATEMENT", b.bundle(nothing_covered))


def add_name_cases(cases):
    names = {
        "empty": "", "dot": ".", "absolute": "/a.txt", "parent": "../outside.txt",
        "inner-parent": "sub/../../outside.txt", "parent-that-stays": "sub/../a.txt",
        "inner-dot": "sub/./c", "leading-dot": "./c", "double-slash": "sub//c",
        "trailing-slash": "c/", "nul": "a.txt\0.safe", "only-parent": "..", "slash": "/",
    }
    for name, value in names.items():
        classes = ["STATEMENT", "MANIFEST_PATH"] if name == "dot" else ["MANIFEST_PATH"]
        added = b.resource(value, b"outside\n")
        cases.reject(f"name-{name}", "a name is relative, canonical and stays inside the model",
                     classes, with_files(*b.files(), added))
    cases.reject("name-too-long", "a name has a limit", ["LIMIT", "MANIFEST_PATH"],
                 with_files(*b.files(), b.resource("n" * 5000, b"")))
    cases.reject("name-backslash", "a backslash is part of a name, not a separator",
                 "MISSING_FILE", with_files(b.files()[0], b.resource("sub\\b.bin", b.BETA)))
    cases.reject("name-of-directory", "an entry names a file", ["FILE_TYPE", "MISSING_FILE"],
                 with_files(*b.files(), b.resource("sub", b"")))
    cases.reject("name-below-file", "a file has nothing below it",
                 ["MISSING_FILE", "STATEMENT", "FILE_TYPE", "MANIFEST_PATH"],
                 with_files(b.files()[0], b.resource("a.txt/x", b""), b.files()[1]))
    cases.reject("name-of-no-file", "every signed file is there", "MISSING_FILE",
                 with_files(*b.files(), b.resource("zzz", b"")))
    cases.reject("name-in-other-case", "names are compared byte by byte", "MISSING_FILE",
                 with_files(b.resource("A.txt", b.ALPHA), b.files()[1]))
    cases.reject("file-not-listed", "every file is signed", "EXTRA_FILE", with_files(b.files()[0]),
                 policies=("default", "strict"), accepted=("ignore_unsigned",))
    composed = unicodedata.normalize("NFC", "modèle.txt")
    decomposed = unicodedata.normalize("NFD", "modèle.txt")
    cases.accept("name-unicode", "names are Unicode", ops=[["write", composed, "x"]],
                 content=with_files(*b.files()[:1], b.resource(composed, b"x"), b.files()[1]))
    cases.reject("name-unicode-decomposed", "names are not normalised", "MISSING_FILE",
                 signature="name-unicode", ops=[["write", decomposed, "x"]])
    strange = "-rf 'quoted' \"twice\" \\ line\nend \u2028 \U0001f600"
    cases.accept("name-strange", "every character but NUL and / may be in a name",
                 with_files(b.resource(strange, b"x"), *b.files()), ops=[["write", strange, "x"]],
                 policies=("default", "strict"))


def add_serialization_cases(cases):
    for name, changes in {
        "method-missing": {"method": ...}, "method-number": {"method": 1},
        "hash-missing": {"hash_type": ...}, "hash-null": {"hash_type": None},
        "symlinks-missing": {"allow_symlinks": ...}, "symlinks-number": {"allow_symlinks": 0},
        "symlinks-text": {"allow_symlinks": "false"}, "ignores-text": {"ignore_paths": "sub"},
        "ignores-of-number": {"ignore_paths": [1]}, "files-with-shard-size": {"shard_size": 40},
    }.items():
        # Without a method or hash the reason may also be that none we know is named.
        names_none = name.startswith(("hash", "method"))
        classes = ["STATEMENT", "UNSUPPORTED"] if names_none else "STATEMENT"
        cases.reject(f"serialization-{name}", "every member is there and has its type", classes,
                     with_serialization(**changes))
    for name, changes in {"method-unknown": {"method": "tensors"},
                          "hash-unknown": {"hash_type": "sha1"},
                          "hash-api-name": {"hash_type": "blake2"}}.items():
        cases.reject(f"serialization-{name}", "an unknown method or hash is refused", "UNSUPPORTED",
                     with_serialization(**changes))
    ignores = {
        "empty": "", "dot": ".", "parent": "..", "absolute": "/etc", "inner-parent": "x/../a.txt",
        "leading-dot": "./x", "double-slash": "x//y", "trailing-slash": "x/", "nul": "x\0y",
        "star": "*.py", "question-mark": "?.py", "bracket": "[a-z].py",
    }
    for name, value in ignores.items():
        cases.reject(f"ignored-name-{name}", "an ignored name is exact and canonical", "STATEMENT",
                     with_serialization(ignore_paths=[value]))
    cases.reject("ignored-file-listed", "what is signed is not ignored", "STATEMENT",
                 with_serialization(ignore_paths=["a.txt"]))
    cases.reject("ignored-parent-of-listed", "what is signed is not ignored", "STATEMENT",
                 with_serialization(ignore_paths=["sub"]))
    cases.accept("ignored-names-absent", "bundles before 1.1 have no ignored names",
                 with_serialization(ignore_paths=...), policies=("default", "strict"))
    cases.accept("ignored-prefix-of-listed", "an ignored name covers whole components",
                 with_serialization(ignore_paths=["a", "su", "sub/b"]))


def add_single_file_cases(cases):
    entry = b.resource("model.gguf", b.SINGLE)
    cases.accept("single-file", "a single file is signed under its base name", with_files(entry),
                 model="file", policies=("default", "strict"))
    cases.accept("single-file-dot", "older writers call a single file `.`",
                 with_files({**entry, "name": "."}), model="file",
                 refused={"strict": ["STATEMENT", "MANIFEST_PATH"]})
    cases.reject("single-file-dot-and-more", "`.` stands alone", ["STATEMENT", "MANIFEST_PATH"],
                 with_files({**entry, "name": "."}, b.files()[0]), model="file")
    cases.reject("single-file-other-name", "the base name is compared", "MISSING_FILE",
                 with_files({**entry, "name": "other.gguf"}), model="file")
    cases.reject("single-file-modified", "the bytes are compared", "DIGEST_MISMATCH",
                 with_files(b.resource("model.gguf", b"other")), model="file")
    cases.reject("single-file-dot-for-directory", "`.` names no directory",
                 ["STATEMENT", "MANIFEST_PATH"], with_files(b.resource(".", b.ALPHA)))


def add_blake2b_cases(cases):
    entries = [b.resource("a.txt", b.ALPHA, "blake2b"), b.resource("sub/b.bin", b.BETA, "blake2b")]
    serial = b.serialization_of(hash_type="blake2b")
    cases.accept("hash-blake2b", "BLAKE2b-512 is known", with_files(*entries, serial=serial),
                 policies=("default", "strict"))
    short = [{**entry, "digest": entry["digest"][:64]} for entry in entries]
    cases.reject("hash-blake2b-short", "BLAKE2b is 64 bytes here", "STATEMENT",
                 with_files(*short, serial=serial))


def add(cases):
    add_payload_cases(cases)
    add_statement_cases(cases)
    add_root_digest_cases(cases)
    add_entry_cases(cases)
    add_name_cases(cases)
    add_serialization_cases(cases)
    add_single_file_cases(cases)
    add_blake2b_cases(cases)
