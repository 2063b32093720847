# SPDX-License-Identifier: Apache-2.0
"""The library against slow_vrf.py, which was written from RFC 9381 and
docs/dataset-bulk-suite.md: labels, proofs and batch proofs are the same bytes in both suites, and
each accepts what the other made and refuses what is altered."""

import json
import os
import random
import re
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.getcwd(), "tests/dataset"))
import slow_vrf as slow  # noqa: E402

TOOL = os.path.join(os.getcwd(), "tests/dataset/vrf_cross_check_tool")
SUITES = (slow.ECVRF, slow.BULK)
EXAMPLE_KEY = 0xc9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721


def field(data):
    if isinstance(data, (list, tuple)):
        return ",".join(map(field, data))
    return "x" + data.hex() if isinstance(data, bytes) else str(data)


def run(lines):
    """What the tool answers to each line: bytes, a list of bytes, or None if it refused."""
    text = "".join(" ".join(map(field, line)) + "\n" for line in lines)
    output = subprocess.run([TOOL], input=text, check=True, capture_output=True, text=True).stdout
    answers = [None if line == "refused" else [bytes.fromhex(item[1:]) for item in line.split(",")]
               for line in output.splitlines()]
    assert len(answers) == len(lines)
    return answers


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except slow.Refused:
        return None


def random_key(rng):
    return rng.choice([1, 2, slow.Q - 1, EXAMPLE_KEY] + [rng.randrange(1, slow.Q)] * 12)


def random_input(rng):
    return rng.randbytes(rng.choice([0, 1, 31, 32, 68, 200]))


def altered(proof, rng):
    """A flipped bit, a byte less or more, zeros, or a scalar that is too large."""
    way = rng.randrange(6)
    if way == 0:
        return proof[:-1]
    if way == 1:
        return proof + b"\0"
    if way == 2:
        return proof[:-48] + bytes(48)
    if way == 3:
        return proof[:-32] + slow.sc(slow.Q)
    bit = rng.randrange(8 * len(proof))
    return (int.from_bytes(proof, "big") ^ 1 << bit).to_bytes(len(proof), "big")


class SlowReference(unittest.TestCase):
    """What the reference itself is held against."""

    def test_examples_of_rfc_9381(self):
        with open("tests/data/rfc9381/ecvrf_p256_sha256_tai.json", encoding="utf-8") as file:
            examples = json.load(file)
        self.assertEqual(len(examples), 3)
        for example in examples:
            secret, alpha = int(example["SK"], 16), bytes.fromhex(example["alpha"])
            public_key = slow.mul(secret, slow.G)
            self.assertEqual(slow.pt(public_key).hex(), example["PK"])
            self.assertEqual(slow.pt(slow.encode_to_curve(public_key, alpha)).hex(), example["H"])
            self.assertEqual(slow.ecvrf_prove(secret, alpha).hex(), example["pi"])
            label = slow.ecvrf_verify(public_key, alpha, bytes.fromhex(example["pi"]))
            self.assertEqual(label.hex(), example["beta"])

    def test_group_has_the_order_q(self):
        self.assertIs(slow.add(slow.mul(slow.Q - 1, slow.G), slow.G), slow.INFINITY)


class DocumentedExample(unittest.TestCase):
    def test_example_of_the_document(self):
        with open("docs/dataset-bulk-suite.md", encoding="utf-8") as file:
            text = file.read()
        h, label, proof = (bytes.fromhex(re.search(rf"^    {name} +([0-9a-f]+)$", text, re.M)[1])
                           for name in ("h", "label", "proof"))
        public_key = slow.mul(EXAMPLE_KEY, slow.G)
        content = slow.key_file_content(slow.BULK, EXAMPLE_KEY)
        self.assertEqual(slow.sc(slow.input_scalar(public_key, b"sample")), h)
        self.assertEqual(slow.bulk_prove(EXAMPLE_KEY, b"sample"), proof)
        self.assertEqual(slow.label(slow.BULK, EXAMPLE_KEY, b"sample"), label)
        self.assertEqual(run([("prove", content, b"sample"), ("labels", content, b"sample")]),
                         [[proof], [label]])

    def test_divisors_of_the_order_less_1(self):
        """What the document says of Cheon's algorithm."""
        rest = slow.Q - 1
        for factor in (2, 2, 2, 2, 3, 71, 131, 373, 3407, 17449, 38189, 187019741):
            self.assertEqual(rest % factor, 0)
            rest //= factor


class CrossCheck(unittest.TestCase):
    def setUp(self):
        self.rng = random.Random(self.id())

    def test_labels_and_proofs_are_equal(self):
        rng, lines, expected = self.rng, [], []
        for _ in range(40):
            suite, secret, data = rng.choice(SUITES), random_key(rng), random_input(rng)
            content = slow.key_file_content(suite, secret)
            lines += [("labels", content, data), ("prove", content, data)]
            expected += [[slow.label(suite, secret, data)], [slow.prove(suite, secret, data)]]
        self.assertEqual(run(lines), expected)

    def test_each_verifies_what_the_other_proved_and_refuses_what_is_altered(self):
        rng, lines, expected = self.rng, [], []
        for _ in range(25):
            suite, secret, data = rng.choice(SUITES), random_key(rng), random_input(rng)
            public_key = slow.mul(secret, slow.G)
            content = slow.key_file_content(suite, secret)
            proof = run([("prove", content, data)])[0][0]
            self.assertEqual(slow.verify(suite, public_key, data, proof),
                             slow.label(suite, secret, data))
            proofs = [slow.prove(suite, secret, data)] + [altered(proof, rng) for _ in range(3)]
            for candidate in proofs:
                lines.append(("verify", suite, slow.pt(public_key), data, candidate))
                expected.append(attempt(slow.verify, suite, public_key, data, candidate))
        answers = [answer and answer[0] for answer in run(lines)]
        self.assertEqual(answers, expected)
        self.assertEqual(sum(answer is not None for answer in answers), 25)

    def test_batch_proofs_are_equal(self):
        rng, lines, expected = self.rng, [], []
        for suite in SUITES:
            for count in (1, 2, 5, 9):
                secret = random_key(rng)
                inputs = [random_input(rng) for _ in range(count)]
                inputs += inputs[:1]  # one of them twice
                public_key = slow.mul(secret, slow.G)
                content = slow.key_file_content(suite, secret)
                proof = slow.prove_batch(suite, secret, inputs)
                labels = [slow.label(suite, secret, data) for data in inputs]
                self.assertEqual(slow.verify_batch(suite, public_key, inputs, proof), labels)
                lines += [("prove_batch", content, inputs), ("labels", content, inputs),
                          ("verify_batch", suite, slow.pt(public_key), inputs, proof)]
                expected += [[proof], labels, labels]
                for _ in range(2):
                    bad = altered(proof, rng)
                    lines.append(("verify_batch", suite, slow.pt(public_key), inputs, bad))
                    expected.append(attempt(slow.verify_batch, suite, public_key, inputs, bad))
        self.assertEqual(run(lines), expected)

    def test_a_thousand_labels_are_equal(self):
        inputs = [b"record %d" % index for index in range(1100)]
        content = slow.key_file_content(slow.BULK, EXAMPLE_KEY)
        labels = run([("labels", content, inputs)])[0]
        for index in [0, 1, 1023, 1024, 1099] + self.rng.sample(range(1100), 20):
            self.assertEqual(labels[index], slow.label(slow.BULK, EXAMPLE_KEY, inputs[index]))

    def test_points_are_decoded_alike(self):
        encoding = slow.pt(slow.mul(EXAMPLE_KEY, slow.G))
        proofs = {suite: slow.prove(suite, EXAMPLE_KEY, b"") for suite in SUITES}
        lines, expected = [], []
        for prefix in range(256):
            for suite in SUITES:
                data = bytes([prefix]) + encoding[1:]
                point = attempt(slow.decode_point, data)
                lines.append(("verify", suite, data, b"", proofs[suite]))
                label = point and attempt(slow.verify, suite, point, b"", proofs[suite])
                expected.append(label and [label])
        self.assertEqual(run(lines), expected)
        self.assertEqual(sum(label is not None for label in expected), 2)

    def test_derived_keys_and_inputs_are_equal(self):
        for suite in SUITES:
            secret = random_key(self.rng)
            expected = [slow.derived_key(secret, suite, purpose)
                        for purpose in (b"padding", b"value salt")]
            content = slow.key_file_content(suite, secret)
            self.assertEqual(run([("derived", content, b"")])[0], expected)
        context, digest = b"digits-202", self.rng.randbytes(32)
        self.assertEqual(run([("input", context, digest)])[0],
                         [slow.record_input(context, digest)])


if __name__ == "__main__":
    unittest.main()
