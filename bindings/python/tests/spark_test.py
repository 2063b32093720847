# SPDX-License-Identifier: Apache-2.0
"""The commitment by Apache Spark, on two local executor threads with Python workers of their own,
against that of the builder, byte by byte."""

import os
import pathlib
import re
import sys
import tempfile
import unittest

from bindings.python.tests.package_under_test import ROOT, TEST_TMPDIR

import modelseal
from modelseal import dataset
from modelseal.dataset import Duplicates, Kind, Options, Padding, Record, Suite

KEY = dataset.DatasetKey.generate(Suite.BULK_P256_EXPERIMENTAL)


def find_java():
    """Java 17, which Spark needs and Debian's Bazel brings."""
    homes = sorted(pathlib.Path("/usr/lib/jvm").glob("java-17-openjdk-*/bin/java"))
    if not homes:
        raise unittest.SkipTest("no Java 17: install openjdk-17-jre-headless")
    return homes[0].parent.parent


def start_spark():
    # Half a gigabyte that a registry may not serve: skipped then, also in continuous integration.
    venv = os.environ.get("MODELSEAL_SPARK_VENV")
    if not venv:
        raise unittest.SkipTest("MODELSEAL_SPARK_VENV is not set: Apache Spark was not to be had")
    java_home = find_java()
    packages = "lib/python{}.{}/site-packages".format(*sys.version_info)
    sys.path.append(str(pathlib.Path(venv, packages)))
    os.environ.update({
        "JAVA_HOME": str(java_home),
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONPATH": str(ROOT / "src"),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_DIRS": str(TEST_TMPDIR),
    })
    from pyspark import SparkConf, SparkContext
    conf = SparkConf().setMaster("local[2]").setAppName("modelseal")
    conf.set("spark.ui.enabled", "false").set("spark.ui.showConsoleProgress", "false")
    conf.set("spark.driver.host", "127.0.0.1").set("spark.driver.bindAddress", "127.0.0.1")
    context = SparkContext(conf=conf)
    context.setLogLevel("ERROR")
    return context


class Spark(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.context = start_spark()
        cls.addClassCleanup(cls.context.stop)

    def setUp(self):
        self.dir = pathlib.Path(tempfile.mkdtemp(dir=TEST_TMPDIR))

    def spark(self, records, options, key=KEY, slices=3, **arguments):
        from modelseal import spark
        return spark.commit(self.context.parallelize(records, slices), key, options, **arguments)

    def build(self, records, options, key=KEY, view=None):
        with dataset.Builder(key, options, self.dir / "work") as builder:
            builder.add(records, view=view)
            commitment = builder.finish(self.dir / "store")
        os.remove(self.dir / "store")
        return commitment

    def check_equal(self, records, options, **arguments):
        by_spark = self.spark(records, options, **arguments)
        self.assertEqual(bytes(by_spark), bytes(self.build(records, options)))
        return by_spark

    def test_sets_of_any_size_have_the_same_commitment(self):
        for count in (0, 1, 2, 1000):
            with self.subTest(count=count):
                records = [b"record %d" % number for number in range(count)]
                self.check_equal(records, Options(name="test"), prefix_bits=2)

    def test_neither_partitions_nor_prefixes_change_it(self):
        records = [b"record %d" % number for number in range(500)]
        expected = self.build(records, Options(name="test"))
        for slices, prefix_bits in ((1, 0), (2, 1), (4, 5), (3, None)):
            commitment = self.spark(records, Options(name="test"), slices=slices,
                                    prefix_bits=prefix_bits)
            self.assertEqual(commitment, expected)

    def test_the_default_suite_has_the_same_commitment(self):
        key = dataset.DatasetKey.generate()
        records = [b"record %d" % number for number in range(100)]
        self.assertEqual(self.spark(records, Options(name="test"), key, prefix_bits=1),
                         self.build(records, Options(name="test"), key))

    def test_maps_have_the_same_commitment(self):
        records = [Record(b"record %d" % n, b"\0value %d" % n) for n in range(300)]
        self.check_equal(records, Options(name="test", kind=Kind.MAP), prefix_bits=2)

    def test_padded_sets_and_maps_have_the_same_commitment(self):
        records = [b"record %d" % number for number in range(300)]
        padded = self.check_equal(
            records, Options(name="test", padding=Padding.POWER_OF_TWO), prefix_bits=1)
        self.assertEqual(padded.size_class, 512)
        values = [Record(record, record) for record in records]
        self.check_equal(values, Options(name="test", kind=Kind.MAP,
                                         padding=Padding.QUARTER_STEPS), prefix_bits=2)

    def test_duplicates_collapse_and_are_counted_as_by_the_builder(self):
        records = [b"record %d" % (number % 70) for number in range(300)]
        self.check_equal(records, Options(name="test", duplicates=Duplicates.COLLAPSE,
                                          padding=Padding.QUARTER_STEPS), prefix_bits=1)
        self.check_equal(records, Options(name="test", kind=Kind.MAP,
                                          duplicates=Duplicates.COUNT), prefix_bits=1)
        values = [Record(record, record) for record in records]
        self.check_equal(values, Options(name="test", kind=Kind.MAP,
                                         duplicates=Duplicates.COLLAPSE), prefix_bits=1)

    def test_padding_does_not_count_duplicates_again(self):
        for padding in (Padding.POWER_OF_TWO, Padding.QUARTER_STEPS):
            options = Options(name="test", kind=Kind.MAP, duplicates=Duplicates.COUNT,
                              padding=padding)
            with self.subTest(padding=padding):
                self.check_equal([b"a", b"b", b"a", b"c", b"a"], options, prefix_bits=1)

    def test_duplicates_that_are_an_error_are_one_here_too(self):
        cases = [
            ([b"a", b"b", b"a"], Options(name="test")),
            ([b"a", b"b", b"a"], Options(name="test", padding=Padding.POWER_OF_TWO)),
            ([Record(b"a", b"1"), Record(b"a", b"2")],
             Options(name="test", kind=Kind.MAP, duplicates=Duplicates.COLLAPSE)),
        ]
        for records, options in cases:
            with self.assertRaises(modelseal.UsageError) as caught:
                self.spark(records, options, prefix_bits=0)
            self.assertEqual(caught.exception.name, "DATASET_RECORD_DUPLICATE")

    def test_records_that_cannot_be_taken_end_the_job_with_the_reason(self):
        from py4j.protocol import Py4JJavaError
        options = Options(name="test", views=["text-nfc15"])
        with self.assertRaisesRegex(Py4JJavaError, "INVALID_ARGUMENT"):
            self.spark([b"no \xff text"], options, prefix_bits=0)

    def test_records_come_under_the_view_that_is_stated(self):
        options = Options(name="test", views=["raw", "text-nfc15"])
        records = [b"one  line", b"two"]
        commitment = self.spark(records, options, view="text-nfc15", prefix_bits=1)
        self.assertEqual(commitment, self.build(records, options, view="text-nfc15"))
        with self.assertRaisesRegex(ValueError, "several views"):
            self.spark(records, options)

    def test_executors_can_load_the_key_themselves(self):
        from modelseal import spark
        path = str(self.dir / "secret")
        KEY.save(path)
        records = [b"record %d" % number for number in range(50)]
        commitment = self.spark(
            records, Options(name="test"), lambda: dataset.DatasetKey.load(path), prefix_bits=1)
        self.assertEqual(commitment, self.build(records, Options(name="test")))
        self.assertNotIn("PRIVATE", repr(spark._KeySource(KEY)))

    def test_labels_are_computed_in_other_processes(self):
        workers = self.context.parallelize(range(4), 4).map(lambda _: os.getpid()).collect()
        self.assertNotIn(os.getpid(), workers)

    def test_the_example_of_the_readme_gives_the_commitment_of_the_builder(self):
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        [example] = re.findall(r"^```python\n(from .*?)^```$", readme, re.MULTILINE | re.DOTALL)
        text = self.dir / "poems.txt"
        text.write_text("a line of verse\n\nthe  last line\n")
        key = self.dir / "key"
        KEY.save(key)
        names = {"context": self.context, "secret_path": str(key)}
        exec(example.replace("poems.txt", text.as_uri()), names)
        expected = self.build([b"a line of verse", b"the last line"], names["options"])
        self.assertEqual(names["commitment"], expected)

    def test_a_store_is_built_later_from_the_commitment(self):
        records = [b"record %d" % number for number in range(80)]
        commitment = self.spark(records, Options(name="test"), prefix_bits=1)
        self.assertEqual(self.build(records, commitment), commitment)
        dataset.audit(KEY, commitment, records, self.dir / "audit")
