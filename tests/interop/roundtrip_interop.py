# SPDX-License-Identifier: Apache-2.0
"""One tool signs, the other verifies, and each finds what was changed."""

import pathlib

import hard_tree
import reference
import tool
from workplace import CURVES, Workplace

DIFFERS = 1  # our exit code for content that differs
REFUSED = 3  # our exit code for signature, key or policy


class OursToReference(Workplace):
    """modelseal signs; the reference verifies."""

    def setUp(self):
        super().setUp()
        self.model = hard_tree.build(self.folder / "model")

    def sign(self, *options, model=None, curve="p256"):
        process = tool.sign(model or self.model, self.signature, self.private(curve), *options)
        self.assert_exit(process, 0)

    def test_hard_tree_with_every_curve(self):
        for curve in CURVES:
            with self.subTest(curve=curve):
                self.sign(curve=curve)
                reference.verify(self.model, self.signature, self.public(curve))

    def test_hard_tree_with_every_hash(self):
        for hash_type in reference.API_NAMES:
            with self.subTest(hash=hash_type):
                self.sign("--hash", hash_type)
                reference.verify(
                    self.model, self.signature, self.public(), hash_type=hash_type
                )

    def test_hard_tree_signs_exactly_its_files(self):
        self.sign()
        self.assertEqual(set(tool.entries(self.signature)), hard_tree.signed_names())

    def test_digests_are_those_of_the_reference(self):
        for hash_type in reference.API_NAMES:
            with self.subTest(hash=hash_type):
                self.sign("--hash", hash_type)
                self.assertEqual(
                    tool.entries(self.signature),
                    reference.entries(self.model, hash_type=hash_type),
                )

    def test_ranges_are_those_of_the_reference(self):
        # Its verifier cannot read the ranges of OMS 1.0 (it wants its own algorithm name), and its
        # names must not hold a colon.
        model = self.folder / "plain"
        (model / "sub").mkdir(parents=True)
        (model / "weights.bin").write_bytes(hard_tree.weights())
        (model / "sub" / "small").write_bytes(b"small")
        (model / "empty").write_bytes(b"")
        for hash_type in ("sha256", "blake2b"):
            with self.subTest(hash=hash_type):
                self.sign("--hash", hash_type, "--shard-size", "65536", model=model)
                self.assertEqual(
                    tool.entries(self.signature),
                    reference.entries(model, hash_type=hash_type, shard_size=65536),
                )

    def test_ignored_names(self):
        self.sign("--ignore-paths", str(self.model / "tokenizer"))
        reference.verify(self.model, self.signature, self.public())
        (self.model / "tokenizer" / "more.txt").write_bytes(b"not looked at")
        reference.verify(self.model, self.signature, self.public())

    def test_signature_inside_the_model(self):
        self.signature = self.model / "model.sig"
        self.sign()
        self.assertNotIn("model.sig", tool.entries(self.signature))
        reference.verify(self.model, self.signature, self.public())

    def test_real_model(self):
        model = self.real_model()
        self.sign(model=model)
        reference.verify(model, self.signature, self.public())

    def test_single_file_is_named_as_oms_says(self):
        # The reference wants `.` as the name and refuses the base name that OMS 1.0 asks for.
        model = self.folder / "model.gguf"
        model.write_bytes(b"one file")
        self.sign(model=model)
        self.assertEqual(list(tool.entries(self.signature)), ["model.gguf"])
        with self.assertRaisesRegex(ValueError, "Signature mismatch"):
            reference.verify(model, self.signature, self.public())

    def test_change_is_found(self):
        self.sign()
        (self.model / "tokenizer.json").write_bytes(b"[]\n")
        with self.assertRaisesRegex(ValueError, "Signature mismatch"):
            reference.verify(self.model, self.signature, self.public())

    def test_another_key_is_refused(self):
        self.sign()
        with self.assertRaises(Exception):
            reference.verify(self.model, self.signature, self.public("p384"))


class ReferenceToOurs(Workplace):
    """The reference signs; modelseal verifies."""

    def setUp(self):
        super().setUp()
        self.model = hard_tree.build(self.folder / "model")

    def sign(self, model=None, curve="p256", **options):
        reference.sign(model or self.model, self.signature, self.private(curve), **options)

    def verify(self, status, *options, model=None, curve="p256"):
        process = tool.verify(model or self.model, self.signature, self.public(curve), *options)
        self.assert_exit(process, status)
        return process

    def test_hard_tree_with_every_curve(self):
        for curve in CURVES:
            with self.subTest(curve=curve):
                self.sign(curve=curve)
                self.verify(0, curve=curve)

    def test_hard_tree_with_every_hash(self):
        for hash_type in reference.API_NAMES:
            with self.subTest(hash=hash_type):
                self.sign(hash_type=hash_type)
                self.verify(0)

    def test_hard_tree_in_ranges(self):
        for hash_type, size in (("sha256", 65536), ("sha256", 1000), ("blake2b", 300_017)):
            with self.subTest(hash=hash_type, size=size):
                self.sign(hash_type=hash_type, shard_size=size)
                self.verify(0)

    def test_ignored_names(self):
        self.sign(ignored=[self.model / "tokenizer", self.model / "empty.bin"])
        self.verify(0)
        (self.model / "tokenizer" / "more.txt").write_bytes(b"not looked at")
        self.verify(0)

    def test_single_file(self):
        model = self.folder / "model.gguf"
        model.write_bytes(b"one file")
        self.sign(model=model)
        self.verify(0, model=model)
        model.write_bytes(b"one fill")
        self.verify(DIFFERS, model=model)

    def test_real_model(self):
        model = self.real_model()
        self.sign(model=model)
        self.verify(0, model=model)
        weights = max(model.rglob("*"), key=lambda path: path.stat().st_size)
        flip_middle_byte(weights)
        self.verify(DIFFERS, model=model)

    def test_every_kind_of_change_is_found(self):
        self.sign()
        changes = {
            "byte changed": lambda model: flip_middle_byte(model / "weights.bin"),
            "file added": lambda model: (model / "evil.py").write_bytes(b"x"),
            "empty file added": lambda model: (model / "__init__.py").write_bytes(b""),
            "file removed": lambda model: (model / "line\nbreak").unlink(),
            "file renamed": lambda model: (model / "-rf").rename(model / "-fr"),
            "link added": lambda model: (model / "link").symlink_to("README.md"),
            "same look, other name": lambda model: (model / hard_tree.COMPOSED).unlink(),
        }
        for number, (name, change) in enumerate(changes.items()):
            with self.subTest(change=name):
                model = hard_tree.build(self.folder / f"copy-{number}")
                self.verify(0, model=model)
                change(model)
                self.verify(DIFFERS, model=model)

    def test_another_key_is_refused(self):
        self.sign()
        self.verify(REFUSED, curve="p384")

    def test_unsigned_files_by_option(self):
        self.sign()
        (self.model / "notes.txt").write_bytes(b"not signed")
        self.verify(DIFFERS)
        self.verify(0, "--ignore-unsigned-files")


def flip_middle_byte(path: pathlib.Path):
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        byte = file.read(1)[0]
        file.seek(-1, 1)
        file.write(bytes([byte ^ 1]))
