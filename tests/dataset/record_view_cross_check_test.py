# SPDX-License-Identifier: Apache-2.0
"""The views of records against this reading of docs/dataset-format.md, with Python's own Unicode,
JSON and SHA-256."""

import hashlib
import json
import os
import random
import re
import struct
import subprocess
import unicodedata
import unittest

TOOL = os.path.join(os.getcwd(), "tests/dataset/record_view_cross_check_tool")
WHITE_SPACE = "[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+"
# What Python's Unicode knows; that of the view is 15.0, and stays so.
ASSIGNED = [chr(point) for point in range(0x110000)
            if not 0xD800 <= point <= 0xDFFF and unicodedata.category(chr(point)) != "Cn"]
# Characters whose forms differ, marks, letters of Hangul, white space.
DELICATE = [c for c in ASSIGNED
            if unicodedata.combining(c) or unicodedata.normalize("NFD", c) != c
            and not 0xAC00 <= ord(c) <= 0xD7A3 or re.fullmatch(WHITE_SPACE, c)
            or 0x1100 <= ord(c) <= 0x11FF or unicodedata.is_normalized("NFC", "a" + c) is False]


class Refused(Exception):
    pass


def digest(view, canonical):
    name = view.encode()
    return hashlib.sha256(b"msealrec\x01" + bytes([len(name)]) + name + canonical).hexdigest()


def canonical_text(record):
    try:
        text = record.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused from None
    return re.sub(WHITE_SPACE, " ", unicodedata.normalize("NFC", text)).strip(" ")


def canonical_json(record):
    """Of values without numbers that Python and ECMAScript write in two ways."""
    def one_pair_a_name(pairs):
        if len(dict(pairs)) != len(pairs):
            raise Refused
        return dict(sorted(pairs, key=lambda pair: pair[0].encode("utf-16-be")))
    try:
        value = json.loads(record.decode("utf-8"), object_pairs_hook=one_pair_a_name)
    except ValueError:
        raise Refused from None
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def check_pixels(record):
    if len(record) < 8:
        raise Refused
    width, height = struct.unpack(">II", record[:8])
    if width == 0 or height == 0 or len(record) != 8 + 3 * width * height:
        raise Refused
    return record


def digests(view, record):
    if view == "raw":
        return [digest(view, record)]
    if view == "pixels-rgb8":
        return [digest(view, check_pixels(record))]
    if view == "json-rfc8785":
        return [digest(view, canonical_json(record).encode())]
    text = canonical_text(record)
    if view == "text-nfc15":
        return [digest(view, text.encode())]
    size, words = int(view.split("-")[1]), text.split(" ")
    windows = [" ".join(words[i:i + size]) for i in range(max(1, len(words) - size + 1))]
    return [digest(view, window.encode()) for window in windows]


def run(cases):
    text = "".join(f"{view} x{record.hex()}\n" for view, record in cases)
    return subprocess.run([TOOL], input=text, check=True, capture_output=True,
                          text=True).stdout.splitlines()


def random_text(rng):
    length = rng.choice([0, 1, 2, 3, 5, 8, 30, 300])
    sources = [ASSIGNED, DELICATE, DELICATE, "abc de", "e\u0301\u0327 \u1100\u1161\u11a8\uac00"]
    return "".join(rng.choice(rng.choice(sources)) for _ in range(length))


def random_bytes_near_text(rng):
    record = bytearray(random_text(rng).encode())
    if record and rng.randrange(4) == 0:
        record[rng.randrange(len(record))] = rng.randrange(256)
    return bytes(record)


def random_value(rng, depth=0):
    kind = rng.randrange(7 if depth < 4 else 5)
    if kind == 5:
        return [random_value(rng, depth + 1) for _ in range(rng.randrange(5))]
    if kind == 6:
        names = [random_text(rng)[:12] for _ in range(rng.randrange(9))]
        return {name: random_value(rng, depth + 1) for name in names}
    return [None, True, rng.randrange(-2**53, 2**53), random_text(rng), ""][kind]


class Views(unittest.TestCase):
    def check(self, cases):
        counts = {"refused": 0, "taken": 0}
        answers = run(cases)
        self.assertEqual(len(answers), len(cases))
        for (view, record), answer in zip(cases, answers):
            try:
                expected = " ".join(digests(view, record))
            except Refused:
                expected = "refused"
            self.assertEqual(answer, expected, (view, record))
            counts["refused" if expected == "refused" else "taken"] += 1
        return counts

    def test_raw(self):
        rng = random.Random(1)
        self.check([("raw", rng.randbytes(size)) for size in [*range(200), 4096, 100_001]])

    def test_texts(self):
        rng = random.Random(2)
        counts = self.check([("text-nfc15", random_bytes_near_text(rng)) for _ in range(6000)])
        self.assertGreater(min(counts.values()), 300)

    def test_every_assigned_character_between_letters(self):
        around = ["a%s", "%s\u0301", "\u1100%s\u11a8", "a\u0327%sb"]
        self.check([("text-nfc15", (form % character).encode())
                    for character in DELICATE for form in around])

    def test_windows_of_words(self):
        rng = random.Random(3)
        self.check([(f"words-{rng.choice([1, 2, 3, 5, 13, 64])}",
                     " ".join(random_text(rng) for _ in range(rng.choice([0, 1, 3, 30]))).encode())
                    for _ in range(600)])

    def test_json(self):
        rng = random.Random(4)
        cases = []
        for _ in range(1500):
            text = json.dumps(random_value(rng), ensure_ascii=rng.randrange(2) == 0,
                              indent=rng.choice([None, 1]))
            if rng.randrange(4) == 0:
                text = text[:-1]
            cases.append(("json-rfc8785", text.encode()))
        counts = self.check(cases)
        self.assertGreater(min(counts.values()), 100)

    def test_json_with_a_member_twice(self):
        self.check([("json-rfc8785", b'{"a":1,"b":[{"c":1,"c":1}]}')])

    def test_pixels(self):
        rng = random.Random(5)
        cases = []
        for _ in range(500):
            width, height = rng.randrange(5), rng.randrange(5)
            pixels = rng.randbytes(3 * width * height + rng.choice([0, 0, 0, 1, 3]))
            cases.append(("pixels-rgb8", struct.pack(">II", width, height) + pixels))
        cases += [("pixels-rgb8", b""), ("pixels-rgb8", bytes(7)), ("pixels-rgb8", b"\xff" * 11)]
        counts = self.check(cases)
        self.assertGreater(min(counts.values()), 100)
