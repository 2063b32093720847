# SPDX-License-Identifier: Apache-2.0
"""Records out of files: what each format gives and what it refuses."""

import io
import pathlib
import tarfile
import tempfile
import unittest

from bindings.python.tests.package_under_test import TEST_TMPDIR, use_environment

from modelseal import dataset, formats
from modelseal.dataset import Record


class FormatCase(unittest.TestCase):
    def setUp(self):
        self.dir = pathlib.Path(tempfile.mkdtemp(dir=TEST_TMPDIR))

    def write(self, data, name="data"):
        path = self.dir / name
        path.write_bytes(data)
        return path

    def refused(self, records, what):
        with self.assertRaisesRegex(formats.RecordError, what):
            list(records)


def tar_of(members, compression=""):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=f"w:{compression}") as archive:
        for name, content in members:
            member = tarfile.TarInfo(name)
            if content is None:
                member.type = tarfile.DIRTYPE
            elif isinstance(content, str):
                member.type, member.linkname = tarfile.SYMTYPE, content
            else:
                member.size = len(content)
            archive.addfile(member, io.BytesIO(content) if isinstance(content, bytes) else None)
    return buffer.getvalue()


class Lines(FormatCase):
    def test_end_at_a_line_feed_with_or_without_a_carriage_return(self):
        path = self.write(b"one\r\n\n \ntw\ro\n\r\nthr\xffee")
        self.assertEqual(list(formats.lines(path)), [b"one", b" ", b"tw\ro", b"thr\xffee"])

    def test_of_an_empty_file_are_none(self):
        self.assertEqual(list(formats.lines(self.write(b""))), [])


class Csv(FormatCase):
    def test_rows_are_json_arrays_of_their_fields(self):
        path = self.write(b'id,text\r\n1,"a, ""b"""\r\n\r\n2,"two\nlines \xc3\xa9"\r\n')
        self.assertEqual(list(formats.csv(path)),
                         [b'["1","a, \\"b\\""]', '["2","two\\nlines é"]'.encode()])

    def test_columns_are_found_by_their_names(self):
        path = self.write(b"\xef\xbb\xbfid;text\n1; a \n2;b\n")
        self.assertEqual(list(formats.csv(path, column="text", delimiter=";")), [b" a ", b"b"])
        self.assertEqual(list(formats.csv(path, column="text", value_column="id", delimiter=";")),
                         [Record(b" a ", b"1"), Record(b"b", b"2")])

    def test_columns_that_are_not_utf8_stay_as_they_are(self):
        path = self.write(b"text\ncaf\xe9\n")
        self.assertEqual(list(formats.csv(path, column="text")), [b"caf\xe9"])
        self.refused(formats.csv(path), "row 2: not UTF-8")

    def test_long_fields_are_taken(self):
        path = self.write(b"text\n" + b"x" * 300_000 + b"\n")
        self.assertEqual([len(r) for r in formats.csv(path, column="text")], [300_000])

    def test_what_is_wrong_is_named_with_its_row(self):
        self.refused(formats.csv(self.write(b"a,b\n1,2\n3\n")), "row 3: 1 fields, expected 2")
        self.refused(formats.csv(self.write(b'a,b\n1,"2\n')), "row 2: ")
        self.refused(formats.csv(self.write(b'a,b\n1,"2"x\n')), "row 2: ")
        self.refused(formats.csv(self.write(b"a,b\n"), column="c"), "no column 'c'")
        self.refused(formats.csv(self.write(b"a,a\n"), column="a"), "more than one column 'a'")


class JsonLines(FormatCase):
    def test_are_whole_texts(self):
        path = self.write(b'{"b":1, "a":2}\r\n\n[1]\n')
        self.assertEqual(list(formats.jsonl(path)), [b'{"b":1, "a":2}', b"[1]"])

    def test_members_are_text_whole_numbers_and_booleans(self):
        lines = [b'{"x":"caf\\u00e9"}', b'{"x":-12}', b'{"x":true}', b'{"x":18446744073709551615}']
        path = self.write(b"\n".join(lines))
        expected = ["café".encode(), b"-12", b"true", b"18446744073709551615"]
        self.assertEqual(list(formats.jsonl(path, field="x")), expected)
        self.assertEqual(list(formats.jsonl(path, field="x", value_field="x")),
                         [Record(data, data) for data in expected])
        self.assertEqual(list(formats.jsonl(path, value_field="x"))[1],
                         Record(b'{"x":-12}', b"-12"))

    def test_what_is_wrong_is_named_with_its_line(self):
        for line, what in ((b"{", "not JSON"), (b'{"x":1,"x":2}', "there twice"),
                           (b'{"y":{"a":1,"a":1},"x":1}', "there twice"), (b"[1]", "no member 'x'"),
                           (b'{"y":1}', "no member 'x'"), (b'{"x":1.5}', "is not text"),
                           (b'{"x":null}', "is not text"), (b'{"x":18446744073709551616}', "not"),
                           (b'{"x":NaN}', "not JSON"), (b'{"x":"\\ud800"}', "no Unicode text"),
                           (b'{"x":"\xff"}', "not JSON"), (b'{"x":1} 2', "not JSON")):
            path = self.write(b'{"x":"first"}\n' + line)
            self.refused(formats.jsonl(path, field="x"), f"line 2: .*{what}")


class Files(FormatCase):
    def test_are_read_in_the_order_of_their_names(self):
        for name in ("b/2.txt", "a.txt", "b/1.txt", "b/1.json", "b-c"):
            path = self.dir / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(name.encode())
        self.assertEqual(list(formats.files(self.dir)),
                         [b"a.txt", b"b/1.json", b"b/1.txt", b"b/2.txt", b"b-c"])
        self.assertEqual(list(formats.files(self.dir, suffix=".txt")),
                         [b"a.txt", b"b/1.txt", b"b/2.txt"])
        self.assertEqual(list(formats.files(self.dir / "a.txt")), [b"a.txt"])

    def test_links_are_refused(self):
        (self.dir / "link").symlink_to("elsewhere")
        self.refused(formats.files(self.dir), "link: neither a regular file")


class Tar(FormatCase):
    MEMBERS = [("d", None), ("d/1.txt", b"one"), ("d/1.json", b"{}"), ("d/2.txt", b"")]

    def test_files_of_an_archive_are_records_compressed_or_not(self):
        for compression in ("", "gz", "xz"):
            path = self.write(tar_of(self.MEMBERS, compression))
            self.assertEqual(list(formats.tar(path)), [b"one", b"{}", b""])
            self.assertEqual(list(formats.tar(path, suffix=".txt")), [b"one", b""])

    def test_links_are_refused(self):
        self.refused(formats.tar(self.write(tar_of([("x", "y")]))), "member x: neither a regular")

    def test_an_archive_that_is_cut_or_damaged_never_ends_in_silence(self):
        whole = tar_of([(f"{number}", b"x" * 700) for number in range(4)])
        self.refused(formats.tar(self.write(whole[:512 + 300])), "no whole tar archive")
        self.refused(formats.tar(self.write(whole[:3 * 512 + 100])), "no whole tar archive")
        damaged = bytearray(whole)
        damaged[3 * 512 + 1] ^= 1
        self.refused(formats.tar(self.write(damaged)), "no whole tar archive")
        self.refused(formats.tar(self.write(b"no archive at all")), "no whole tar archive")


class Parquet(FormatCase):
    def setUp(self):
        super().setUp()
        use_environment()

    def write_table(self, **columns):
        import pyarrow
        import pyarrow.parquet
        path = self.dir / "data.parquet"
        pyarrow.parquet.write_table(pyarrow.table(columns), path, row_group_size=3)
        return path

    def test_columns_of_text_and_bytes_are_records(self):
        path = self.write_table(text=["a", "é", ""] * 4000, data=[b"\0", b"", b"x"] * 4000)
        self.assertEqual(list(formats.parquet(path, column="text")),
                         [b"a", "é".encode(), b""] * 4000)
        self.assertEqual(list(formats.parquet(path, column="data", value_column="text"))[:2],
                         [Record(b"\0", b"a"), Record(b"", "é".encode())])

    def test_other_columns_and_empty_cells_are_refused(self):
        path = self.write_table(number=[1, 2], text=["a", None])
        self.refused(formats.parquet(path, column="number"), "int64, expected text or binary")
        self.refused(formats.parquet(path, column="text"), "row 2: nothing in the column 'text'")
        self.refused(formats.parquet(path, column="other"), "not exactly one column 'other'")


class Images(FormatCase):
    def setUp(self):
        super().setUp()
        use_environment()

    def save(self, name, image):
        path = self.dir / name
        path.parent.mkdir(exist_ok=True)
        image.save(path)

    def test_are_their_pixels_whatever_the_format(self):
        from PIL import Image
        image = Image.new("RGB", (3, 2), (1, 2, 3))
        image.putpixel((2, 1), (250, 0, 9))
        self.save("a.png", image)
        self.save("b.bmp", image)
        expected = (b"\0\0\0\3\0\0\0\2" + bytes([1, 2, 3]) * 5 + bytes([250, 0, 9]))
        self.assertEqual(list(formats.image_folder(self.dir)), [expected, expected])
        records = dataset.Records("pixels-rgb8", formats.image_folder(self.dir, suffix=".png"))
        self.assertEqual(len(records), 1)

    def test_have_the_name_of_their_directory_as_value(self):
        from PIL import Image
        self.save("cat/1.png", Image.new("L", (1, 1), 7))
        self.save("dog/1.png", Image.new("RGB", (1, 1)))
        self.assertEqual(list(formats.image_folder(self.dir, classes=True)),
                         [Record(b"\0\0\0\1\0\0\0\1\7\7\7", b"cat"),
                          Record(b"\0\0\0\1\0\0\0\1\0\0\0", b"dog")])

    def test_what_is_no_image_is_refused(self):
        self.write(b"no image", "readme.txt")
        self.refused(formats.image_folder(self.dir), "readme.txt: no image")
        self.assertEqual(list(formats.image_folder(self.dir, suffix=".png")), [])

    def test_that_are_cut_are_refused(self):
        from PIL import Image
        self.save("a.png", Image.effect_noise((64, 64), 90))
        data = (self.dir / "a.png").read_bytes()
        self.write(data[:len(data) // 2], "a.png")
        self.refused(formats.image_folder(self.dir), "a.png: no image")
