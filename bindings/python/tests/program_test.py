# SPDX-License-Identifier: Apache-2.0
"""The program and the package make the same commitment of the same files, byte by byte."""

import io
import pathlib
import subprocess
import tarfile
import tempfile
import unittest

from bindings.python.tests.package_under_test import PROGRAM, TEST_TMPDIR

from modelseal import dataset, formats

KEY = dataset.DatasetKey.generate(dataset.Suite.BULK_P256_EXPERIMENTAL)

LINES = "one\r\n\n two\tthree \ncafé\nlast".encode() + b"\n\xff\0\n"
CSV = ('\ufeffid,text\r\n1,"a, ""b"" \x7f\x1f"\r\n\r\n2,"two\nlines é"\n3,\U0001f600\n'
       '4,"tab\there \\ / \u2028"\n').encode()
JSON_LINES = ('{"id":1, "text":"caf\\u00e9"}\r\n{"text":"b","id":-2}\n\n'
              '{"id":9007199254740991,"text":"\\ud83d\\ude00 \\n"}\n').encode()


def tar_shard():
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, content in (("0001.txt", b"one"), ("0001.json", b"{}"), ("0002.txt", b""),
                              ("caf\xe9/" + "x" * 150 + ".txt", bytes(range(256)) * 9)):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


class SameCommitment(unittest.TestCase):
    def setUp(self):
        self.dir = pathlib.Path(tempfile.mkdtemp(dir=TEST_TMPDIR))
        KEY.save(self.dir / "key")
        self.data = self.dir / "data"

    def by_program(self, *options):
        command = [PROGRAM, "dataset", "commit", self.data, "--key", self.dir / "key", "--name",
                   "test", "--store", self.dir / "store", "--commitment", self.dir / "commitment",
                   "--force", *options]
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return dataset.Commitment.load(self.dir / "commitment")

    def check(self, records, *options, view="raw", **settings):
        by_program = self.by_program("--view", view, *options)
        chosen = dataset.Options(name="test", views=[view], **settings)
        with dataset.Builder(KEY, chosen, self.dir / "work") as builder:
            builder.add(records)
            self.assertGreaterEqual(builder.record_count, 3)
            by_package = builder.finish(self.dir / "other-store")
        self.assertEqual(bytes(by_package), bytes(by_program))
        self.assertEqual((self.dir / "other-store").read_bytes(),
                         (self.dir / "store").read_bytes())

    def test_of_lines(self):
        self.data.write_bytes(LINES)
        self.check(formats.lines(self.data), "--format", "lines")

    def test_of_lines_as_normalised_text(self):
        self.data.write_bytes("one\r\n two \tthree \ncafe\u0301\n".encode())
        self.check(formats.lines(self.data), "--format", "lines", view="text-nfc15")

    def test_of_rows_of_csv(self):
        self.data.write_bytes(CSV)
        for view in ("json-rfc8785", "raw"):
            self.check(formats.csv(self.data), "--format", "csv", view=view)

    def test_of_columns_of_csv_with_values(self):
        self.data.write_bytes(CSV.replace(b",", b";"))
        records = formats.csv(self.data, column="text", value_column="id", delimiter=";")
        self.check(records, "--format", "csv", "--column", "text", "--value-column", "id",
                   "--delimiter", ";", kind=dataset.Kind.MAP)

    def test_of_json_lines(self):
        self.data.write_bytes(JSON_LINES)
        self.check(formats.jsonl(self.data), "--format", "jsonl", view="json-rfc8785")

    def test_of_members_of_json_lines_with_values(self):
        self.data.write_bytes(JSON_LINES)
        records = formats.jsonl(self.data, field="text", value_field="id")
        self.check(records, "--format", "jsonl", "--field", "text", "--value-field", "id",
                   view="text-nfc15", kind=dataset.Kind.MAP)

    def test_of_archives(self):
        self.data.write_bytes(tar_shard())
        self.check(formats.tar(self.data), "--format", "tar")
        self.check(formats.tar(self.data, suffix=".txt"), "--format", "tar", "--suffix", ".txt")

    def test_of_directories_with_duplicates_and_padding(self):
        for name in ("b/2", "a", "b/1", "b-c"):
            path = self.data / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(name[:1].encode() + bytes(len(name)))
        (self.data / "twin").write_bytes((self.data / "a").read_bytes())
        self.check(formats.files(self.data), "--format", "files", "--duplicates", "collapse",
                   "--padding", "quarter-steps", duplicates=dataset.Duplicates.COLLAPSE,
                   padding=dataset.Padding.QUARTER_STEPS)


class SameAnswers(unittest.TestCase):
    def test_a_proof_of_the_package_holds_for_the_program_and_the_other_way_round(self):
        place = pathlib.Path(tempfile.mkdtemp(dir=TEST_TMPDIR))
        KEY.save(place / "key")
        with dataset.Builder(KEY, dataset.Options(name="test"), place / "work") as builder:
            builder.add([b"in", b"also in"])
            commitment = builder.finish(place / "store")
        commitment.save(place / "commitment")
        store = dataset.Store(place / "store")
        (place / "proof").write_bytes(store.prove(KEY, [b"in"]))
        for record, code in ((b"in", 0), (b"also in", 3)):
            (place / "record").write_bytes(record)
            done = self.run_program("verify", "--commitment", place / "commitment",
                                    "--record-file", place / "record", "--proof", place / "proof")
            self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        (place / "record").write_bytes(b"out")
        done = self.run_program("prove", "--store", place / "store", "--key", place / "key",
                                "--record-file", place / "record", "--proof", place / "proof2")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        [answer] = dataset.verify(commitment, [b"out"], (place / "proof2").read_bytes())
        self.assertFalse(answer.is_member)

    def run_program(self, *arguments):
        command = [PROGRAM, "dataset", *arguments]
        return subprocess.run(list(map(str, command)), capture_output=True, text=True)
