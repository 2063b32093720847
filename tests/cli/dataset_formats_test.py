# SPDX-License-Identifier: Apache-2.0
"""Records out of real files of every format, held against Python's own readers of the formats.

The same records give the same root, whatever they were read from. Files are the format without
anything to read, so what Python makes of the others is written to files and committed to."""

import csv
import gzip
import io
import json
import random
import tarfile

from tests.cli.program import ProgramTest

SEED = 20261125

# What CSV has to quote, what it need not, and what is more than a byte.
CSV_PIECES = ("a", "b c", ",", '"', "\n", "\r\n", "\r", " ", "\t", ";", "é", "日本", "\x00",
              "'", "\\")


class DatasetFormatsTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.succeed("dataset", "keygen", "--key", "data.key", "--suite",
                     "bulk-p256-experimental")
        self.count = 0

    def commit(self, *source, **options):
        return self.json(0, "dataset", "commit", *source, "--key", "data.key", "--name", "data",
                         "--store", "data.store", "--commitment", "data.commitment", "--force",
                         "--duplicates", "collapse", **options)

    def root(self, *source, view="raw", **options):
        return self.commit(*source, "--view", view, **options)["dataset"]["root"]

    def root_of(self, records, view="raw"):
        self.count += 1
        for number, record in enumerate(records):
            self.write(f"records{self.count}/{number}", record)
        return self.root(f"records{self.count}", "--format", "files", view=view)

    def refuse(self, *source, **options):
        return self.fail_with(2, "dataset", "commit", *source, "--key", "data.key", "--name",
                              "data", "--store", "refused.store", "--commitment", "refused",
                              "--duplicates", "collapse", **options)

    # ---------------------------------------------------------------------------------- files --

    def test_names_and_folders_of_files_do_not_matter(self):
        self.write("flat/1", b"alpha")
        self.write("flat/2", b"beta")
        self.write("deep/x/y/z.txt", b"beta")
        self.write("deep/a.txt", b"alpha")
        self.assertEqual(self.root("flat", "--format", "files"),
                         self.root("deep", "--format", "files"))

    def test_a_suffix_takes_some_of_the_files(self):
        self.write("mixed/1.txt", b"alpha")
        self.write("mixed/1.json", b"{}")
        self.assertEqual(self.root("mixed", "--format", "files", "--suffix", ".txt"),
                         self.root_of([b"alpha"]))

    # ---------------------------------------------------------------------------------- lines --

    def test_lines_are_the_same_from_every_system(self):
        expected = self.root_of([b"alpha", "bêta".encode(), b" gamma "])
        for name, text in (("unix", "alpha\nbêta\n gamma \n"),
                           ("dos", "alpha\r\nbêta\r\n gamma \r\n"),
                           ("open", "alpha\n\nbêta\n gamma ")):
            with self.subTest(name):
                self.write(name, text.encode())
                self.assertEqual(self.root(name, "--format", "lines"), expected)

    def test_several_sources_and_standard_input_are_one_dataset(self):
        self.write("1.txt", b"alpha\nbeta")
        self.write("2.txt", b"gamma\n")
        whole = self.root("1.txt", "2.txt", "--format", "lines")
        self.assertEqual(whole, self.root_of([b"alpha", b"beta", b"gamma"]))
        self.assertEqual(whole, self.root("-", "2.txt", "--format", "lines",
                                          stdin=b"alpha\nbeta\n"))

    # ----------------------------------------------------------------------------------- JSON --

    def test_members_of_json_lines_are_what_python_reads(self):
        source = random.Random(SEED)
        documents = [{"text": "".join(source.choices(CSV_PIECES, k=source.randrange(8))),
                      "number": source.randrange(-2**63, 2**64), "flag": bool(number % 2)}
                     for number in range(40)]
        for name, ascii_only in (("escaped", True), ("utf8", False)):
            self.write(name, "".join(json.dumps(document, ensure_ascii=ascii_only) + "\n"
                                     for document in documents).encode())
        expected = self.root_of([document["text"].encode() for document in documents])
        for name in ("escaped", "utf8"):
            self.assertEqual(self.root(name, "--format", "jsonl", "--field", "text"), expected)
        self.assertEqual(self.root("utf8", "--format", "jsonl", "--field", "number"),
                         self.root_of([str(d["number"]).encode() for d in documents]))
        self.assertEqual(self.root("utf8", "--format", "jsonl", "--field", "flag"),
                         self.root_of([b"true", b"false"]))

    # ------------------------------------------------------------------------------------ CSV --

    def write_random_csv(self, source, name):
        """Rows as Python writes them in one of its ways, some of which it reads as other rows."""
        text = io.StringIO()
        writer = csv.writer(
            text, quoting=source.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC)),
            lineterminator=source.choice(("\n", "\r\n", "\r")))
        writer.writerow(("id", "text", "rest"))
        for number in range(source.randrange(1, 12)):
            writer.writerow((number, *("".join(source.choices(CSV_PIECES, k=source.randrange(6)))
                                       for _ in range(2))))
        bom = "\ufeff" if source.random() < 0.3 else ""
        self.write(name, (bom + text.getvalue()).encode())

    def rows(self, name):
        """All rows but the first, as Python reads them; empty lines are none."""
        text = self.path(name).read_bytes().decode("utf-8-sig")
        return [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row][1:]

    def test_csv_is_read_as_python_reads_it(self):
        source = random.Random(SEED)
        even, rows = [], []
        for number in range(120):
            name = f"{number}.csv"
            self.write_random_csv(source, name)
            read = self.rows(name)
            if all(len(row) == 3 for row in read):
                even.append(name)
                rows += read
            else:  # a bare carriage return that Python wrote without quotation marks ends a row
                self.assertIn("expected 3 as in the first row",
                              self.refuse(name, "--format", "csv"))
        self.assertGreater(len(rows), 300)
        self.assertLess(len(even), 120)
        self.assertEqual(self.root(*even, "--format", "csv", "--column", "text"),
                         self.root_of([row[1].encode() for row in rows]))
        self.assertEqual(self.root(*even, "--format", "csv", view="json-rfc8785"),
                         self.root_of([json.dumps(row).encode() for row in rows], "json-rfc8785"))

    def test_a_whole_row_is_a_json_text_however_it_is_spelled(self):
        self.write("data.csv", "id,text\n1,é\n".encode())
        self.assertEqual(self.commit("data.csv", "--format", "csv")["dataset"]["views"],
                         ["json-rfc8785"])
        asked = ("--record", '[ "1", "\\u00e9" ]')
        self.succeed("dataset", "prove", "--store", "data.store", "--key", "data.key", *asked,
                     "--proof", "proof")
        self.succeed("dataset", "verify", "--commitment", "data.commitment", *asked, "--proof",
                     "proof", "--expect", "member")

    def test_a_column_is_the_value_of_another(self):
        self.write("data.tsv", b"text\tsplit\nalpha\ttrain\nbeta\ttest\n")
        options = ("--format", "csv", "--column", "text", "--value-column", "split",
                   "--delimiter", "tab")
        self.assertEqual(self.commit("data.tsv", *options)["dataset"]["kind"], "map")
        asked = ("--record", "beta")
        self.succeed("dataset", "prove", "--store", "data.store", "--key", "data.key", *asked,
                     "--show-values", "--proof", "proof")
        [shown] = self.json(0, "dataset", "verify", "--commitment", "data.commitment", *asked,
                            "--proof", "proof")["records"]
        self.assertEqual(bytes.fromhex(shown["value_hex"]), b"test")

    # ------------------------------------------------------------------------------------ tar --

    def write_tar(self, name, tar_format, members):
        with tarfile.open(self.path(name), "w", format=tar_format) as archive:
            directory = tarfile.TarInfo("data")
            directory.type = tarfile.DIRTYPE
            archive.addfile(directory)
            for path, content in members:
                member = tarfile.TarInfo(path)
                member.size = len(content)
                member.mtime = 1.5 if tar_format == tarfile.PAX_FORMAT else 1
                member.uname = "jörg"
                archive.addfile(member, io.BytesIO(content))

    def test_tar_archives_of_every_kind_have_the_same_records(self):
        members = [("data/1.jpg", b"\xff\xd8" * 999), ("data/é.jpg", b"alpha"), ("日本", b"beta"),
                   ("data/" + "x" * 90, b"")]
        expected = self.root_of([content for _, content in members])
        for name, tar_format in (("pax", tarfile.PAX_FORMAT), ("gnu", tarfile.GNU_FORMAT),
                                 ("ustar", tarfile.USTAR_FORMAT)):
            self.write_tar(name, tar_format, members)
            for locale in ("C", "C.UTF-8"):
                with self.subTest(name, locale=locale):
                    self.assertEqual(
                        self.root(name, "--format", "tar", environment={"LC_ALL": locale}),
                        expected)

    def test_long_names_and_names_that_are_no_text_are_no_fault(self):
        members = [("d/" * 200 + "1", b"alpha"), ("caf\udce9" * 60, b"beta")]
        for name, tar_format in (("pax", tarfile.PAX_FORMAT), ("gnu", tarfile.GNU_FORMAT)):
            with self.subTest(name):
                self.write_tar(name, tar_format, members)
                self.assertEqual(self.root(name, "--format", "tar"),
                                 self.root_of([b"alpha", b"beta"]))

    def test_shards_are_read_member_by_member(self):
        self.write_tar("0.tar", tarfile.PAX_FORMAT, [("1.jpg", b"one"), ("1.txt", b"alpha")])
        self.write_tar("1.tar", tarfile.PAX_FORMAT, [("2.jpg", b"two"), ("2.txt", b"beta")])
        self.assertEqual(self.root("0.tar", "1.tar", "--format", "tar", "--suffix", ".jpg"),
                         self.root_of([b"one", b"two"]))

    def test_a_compressed_archive_is_read_through_a_pipe(self):
        self.write_tar("data.tar", tarfile.PAX_FORMAT, [("1", b"alpha")])
        plain = self.path("data.tar").read_bytes()
        self.write("data.tar.gz", gzip.compress(plain))
        self.assertIn("zcat", self.refuse("data.tar.gz", "--format", "tar"))
        self.assertEqual(self.root("-", "--format", "tar", stdin=plain), self.root_of([b"alpha"]))

    def test_a_link_in_an_archive_is_refused(self):
        with tarfile.open(self.path("data.tar"), "w") as archive:
            link = tarfile.TarInfo("link")
            link.type, link.linkname = tarfile.SYMTYPE, "elsewhere"
            archive.addfile(link)
        self.assertIn("data.tar, member link: neither a regular file nor a directory",
                      self.refuse("data.tar", "--format", "tar"))

    # ---------------------------------------------------------------------------------- usage --

    def test_options_of_another_format_are_refused(self):
        self.write("data", b"alpha\n")
        for arguments, expected in (
            (("--format", "lines", "--field", "x"), "--field has no effect with --format lines"),
            (("--format", "jsonl", "--column", "x"), "--column has no effect"),
            (("--format", "csv", "--suffix", "x"), "--suffix has no effect"),
            (("--format", "tar", "--value-field", "x"), "--value-field has no effect"),
            (("--format", "csv", "--delimiter", "||"), "expected one character or tab"),
            (("--format", "images"), "the Python package modelseal does"),
            (("--format", "xml"), "--format is lines, files, jsonl, csv or tar"),
            ((), "--format"),
        ):
            with self.subTest(arguments):
                self.assertIn(expected, self.refuse("data", *arguments))
        self.assertIn("standard input", self.refuse("-", "--format", "files"))
        self.assertIn("standard input", self.refuse("-", "-", "--format", "lines"))

    def test_what_cannot_be_read_is_named(self):
        for name in ("lines", "files", "jsonl", "csv", "tar"):
            with self.subTest(name):
                message = self.fail_with(
                    5, "dataset", "commit", "nope", "--format", name, "--key", "data.key",
                    "--name", "data", "--store", name, "--commitment", "c")
                self.assertIn("cannot read nope", message)

    def test_a_command_that_was_corrected_is_told_what_is_in_its_way(self):
        self.write("data.csv", b"text\nalpha\n")
        self.refuse("data.csv", "--format", "jsonl")
        message = self.refuse("data.csv", "--format", "csv", "--column", "text")
        self.assertIn("has a job with other parameters or another key", message)
        self.assertIn("to begin anew, remove refused.store.work", message)
        self.refuse("data.csv", "--format", "csv", "--column", "nope", "--view", "raw",
                    "--work-directory", "elsewhere")
        self.assertNotIn("remove", self.refuse("data.csv", "--format", "csv", "--column", "nope",
                                               "--view", "raw", "--work-directory", "elsewhere"))
