# SPDX-License-Identifier: Apache-2.0
"""The library against slow_dataset.py on random sets and maps up to 10,000 records: roots,
commitments, stores and proofs are the same bytes, and each verifies what the other made and refuses
what is altered. Labels are given, as the library lets its tests do."""

import os
import random
import struct
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.getcwd(), "tests/dataset"))
import slow_dataset as slow  # noqa: E402

TOOL = os.path.join(os.getcwd(), "tests/dataset/cross_check_tool")
KEY = bytes.fromhex("0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6")
NAME, CONTEXT, VIEWS = "digits", "digits-202", ["raw", "text-nfc.v1"]
PADDING_KEY, SALT_KEY = b"padding key", b"salt key"
SUITE = 1
ERROR, COLLAPSE, COUNT = 1, 2, 3


def sized(texts):
    return b"".join(struct.pack(">I", len(text)) + text for text in texts)


def unsized(data):
    texts = []
    while data:
        size = struct.unpack(">I", data[:4])[0]
        texts.append(data[4:4 + size])
        data = data[4 + size:]
    return texts


def uniform_labels(count, rng):
    return [rng.randbytes(32) for _ in range(count)]


def clustered_labels(count, rng):
    """Labels that share prefixes of all lengths."""
    labels = [rng.randbytes(32)]
    while len(labels) < count:
        flipped = int.from_bytes(rng.choice(labels), "big") ^ 1 << rng.randrange(256)
        if flipped.to_bytes(32, "big") not in labels:
            labels.append(flipped.to_bytes(32, "big"))
    return labels


def line_of(answer):
    member, value = answer
    if not member:
        return "absent"
    return "member" if value is None else ("member " + value.hex())


class Case:
    """A dataset as the document defines it, and the same one built by the library."""

    def __init__(self, directory, rng, labels, kind, duplicates, padding):
        self.directory, self.rng, self.kind = directory, rng, kind
        added = list(labels)
        if duplicates != ERROR:
            added += [rng.choice(labels) for _ in range(len(labels) // 2)] if labels else []
        rng.shuffle(added)
        value_of = {label: rng.randbytes(rng.randrange(40)) for label in labels}
        self.write("records", b"".join(added))
        has_values = kind == slow.MAP and duplicates != COUNT
        self.write("values", sized([value_of[label] for label in added] if has_values else []))
        self.run("build", str(kind), str(duplicates), str(padding))

        if duplicates == COUNT:
            value_of = {label: struct.pack(">Q", added.count(label)) for label in labels}
        self.values = {}
        leaves = [(label, slow.NO_CONTENT) for label in labels]
        if kind == slow.MAP:
            salts = {label: slow.mac(SALT_KEY, label) for label in labels}
            self.values = {label: (salts[label], value_of[label]) for label in labels}
            leaves = [(label, slow.value_content(*self.values[label])) for label in labels]
        for index in range(slow.size_class(padding, len(labels)) - len(labels)):
            label = slow.dummy_label(PADDING_KEY, CONTEXT, NAME, index)
            content = slow.dummy_content(PADDING_KEY, CONTEXT, NAME, label)
            leaves.append((label, content if kind == slow.MAP else slow.NO_CONTENT))
        self.leaves = sorted(leaves)
        self.root = slow.subtree(self.leaves)
        self.commitment = slow.encode_commitment(SUITE, KEY, kind, duplicates, padding,
                                                 len(self.leaves), NAME, CONTEXT, VIEWS, self.root)
        self.queries = self.choose_queries(labels)
        # As the tool does: every second member of a map shows its value.
        self.shown = {label: opening for label, opening in self.values.items() if label[31] % 2}
        self.batch = slow.prove_batch(self.leaves, self.queries, SUITE, kind, b"", self.shown)

    def choose_queries(self, labels):
        queries = uniform_labels(5, self.rng)
        for _ in range(20 if labels else 0):
            queries.append(self.rng.choice(labels))
            flipped = int.from_bytes(self.rng.choice(labels), "big") ^ 1 << self.rng.randrange(256)
            queries.append(flipped.to_bytes(32, "big"))
        self.rng.shuffle(queries)
        return queries + queries[:2]

    def proof(self, label):
        return slow.prove(self.leaves, label, SUITE, self.kind, bytes(81), self.shown)

    def path(self, name):
        return os.path.join(self.directory, name)

    def write(self, name, data):
        with open(self.path(name), "wb") as file:
            file.write(data)

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def run(self, command, *arguments):
        return subprocess.run([TOOL, command, self.directory, *arguments], check=True,
                              capture_output=True, text=True).stdout.splitlines()


def altered(data, rng, label_proof_end):
    """One bit that is not in the proof of the label, one byte less, or one more."""
    way = rng.randrange(4)
    if way == 0:
        return data[:-1]
    if way == 1:
        return data + b"\0"
    position = rng.choice([rng.randrange(4), rng.randrange(label_proof_end, len(data))])
    return data[:position] + bytes([data[position] ^ 1 << rng.randrange(8)]) + data[position + 1:]


class CrossCheck(unittest.TestCase):
    def check(self, labels, kind=slow.SET, duplicates=ERROR, padding=1, seed=0):
        rng = random.Random(seed)
        with tempfile.TemporaryDirectory() as directory:
            case = Case(directory, rng, labels, kind, duplicates, padding)
            self.assertEqual(case.read("commitment"), case.commitment)
            if len(labels) <= 300:  # quadratic in Python
                store = slow.encode_store(case.commitment, case.leaves, len(labels), kind,
                                          case.values)
                self.assertEqual(case.read("store"), store)
            case.write("queries", b"".join(case.queries))
            case.run("prove")
            proofs = [case.proof(query) for query in case.queries]
            self.assertEqual(unsized(case.read("proofs")), proofs)
            self.assertEqual(case.read("batch"), case.batch)
            self.check_answers(case, labels, proofs)

    def check_answers(self, case, labels, proofs):
        expected = [(query in labels or query in dict(case.leaves),
                     case.shown[query][1] if query in case.shown else None)
                    for query in case.queries]
        self.assertEqual([slow.verify(case.root, SUITE, case.kind, query, proof)
                          for query, proof in zip(case.queries, proofs)], expected)
        self.assertEqual(
            slow.verify_batch(case.root, SUITE, case.kind, case.queries, case.batch), expected)
        broken = [altered(proof, case.rng, 85) for proof in proofs for _ in range(3)]
        queries = [query for query in case.queries for _ in range(3)]
        batches = [altered(case.batch, case.rng, 4) for _ in range(30)]
        case.write("queries", b"".join(case.queries))
        case.write("proofs", sized(proofs))
        case.write("batches", sized([case.batch] + batches))
        lines = case.run("verify")
        self.assertEqual(lines[0], slow.commitment_digest(case.commitment).hex())
        self.assertEqual(lines[1:1 + len(proofs)], [line_of(answer) for answer in expected])
        batch_lines = lines[1 + len(proofs):]
        self.assertEqual(batch_lines[0], ",".join(line_of(answer) for answer in expected))
        self.assertEqual(set(batch_lines[1:]), {"refused"})
        self.assertEqual(batch_lines[1:], [self.slow_batch(case, batch) for batch in batches])
        case.write("queries", b"".join(queries))
        case.write("proofs", sized(broken))
        case.write("batches", b"")
        lines = case.run("verify")[1:]
        self.assertEqual(set(lines), {"refused"})
        self.assertEqual(lines, [self.slow_line(case, query, proof)
                                 for query, proof in zip(queries, broken)])

    def slow_line(self, case, query, proof):
        try:
            return line_of(slow.verify(case.root, SUITE, case.kind, query, proof))
        except slow.Refused:
            return "refused"

    def slow_batch(self, case, batch):
        try:
            answers = slow.verify_batch(case.root, SUITE, case.kind, case.queries, batch)
            return ",".join(line_of(answer) for answer in answers)
        except slow.Refused:
            return "refused"

    def test_small_sets(self):
        for count in [0, 1, 2, 3, 4, 5, 10, 96, 97]:
            self.check(uniform_labels(count, random.Random(count)), seed=count)

    def test_large_sets(self):
        for count in [1000, 5000, 10000]:
            self.check(uniform_labels(count, random.Random(count)), seed=count)

    def test_sets_with_long_common_prefixes(self):
        for count in [2, 20, 300]:
            self.check(clustered_labels(count, random.Random(count)), seed=count)

    def test_maps(self):
        for count in [0, 1, 2, 50, 1000, 10000]:
            self.check(uniform_labels(count, random.Random(count)), slow.MAP, seed=count)

    def test_padding(self):
        for kind in (slow.SET, slow.MAP):
            for padding in (2, 3):
                for count in [0, 1, 100, 700]:
                    self.check(uniform_labels(count, random.Random(count)), kind, padding=padding,
                               seed=count)

    def test_duplicates(self):
        labels = uniform_labels(300, random.Random(1))
        self.check(labels, slow.SET, COLLAPSE)
        self.check(labels, slow.MAP, COLLAPSE)
        self.check(labels, slow.MAP, COUNT, padding=3)


if __name__ == "__main__":
    unittest.main()
