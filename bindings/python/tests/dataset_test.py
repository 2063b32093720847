# SPDX-License-Identifier: Apache-2.0
"""Datasets by Python: commit, prove, verify, audit, stop and resume."""

import hashlib
import os
import pathlib
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import unittest

from bindings.python.tests.package_under_test import LIBRARY, ROOT, TEST_TMPDIR

import modelseal
from modelseal import dataset

BULK = dataset.Suite.BULK_P256_EXPERIMENTAL
KEY = dataset.DatasetKey.generate(BULK)


def numbered(count):
    return [b"record %d" % number for number in range(count)]


class DatasetCase(unittest.TestCase):
    def setUp(self):
        self.dir = pathlib.Path(tempfile.mkdtemp(dir=TEST_TMPDIR))

    def commit(self, records, key=KEY, view=None, **options):
        """Commits to records and opens the store."""
        settings = dataset.Options(**{"name": "test", **options})
        with dataset.Builder(key, settings, self.dir / "work") as builder:
            builder.add(records, view=view)
            commitment = builder.finish(self.dir / "store")
        store = dataset.Store(self.dir / "store")
        self.assertEqual(store.commitment, commitment)
        return commitment, store


class Sets(DatasetCase):
    def test_of_either_suite_prove_members_and_non_members(self):
        for suite in dataset.Suite:
            key = dataset.DatasetKey.generate(suite)
            commitment, store = self.commit(numbered(100), key)
            asked = [b"record 7", b"record 99", b"record 100", b""]
            proof = store.prove(key, asked)
            answers = dataset.verify(commitment, asked, proof)
            self.assertEqual([a.is_member for a in answers], [True, True, False, False])
            self.assertEqual({a.value for a in answers}, {None})
            self.assertEqual((store.record_count, store.leaf_count), (100, 100))
            os.remove(self.dir / "store")

    def test_have_the_same_root_in_any_order_by_any_threads_and_in_any_batches(self):
        records = numbered(9000)
        commitment, _ = self.commit(records)
        for index, threads in enumerate((1, 2, 7)):
            with dataset.Builder(KEY, dataset.Options(name="test"), self.dir / f"work{index}",
                                 threads=threads) as builder:
                builder.add(reversed(records[4000:]))
                builder.add(iter(records[:4000]))
                self.assertEqual(builder.record_count, 9000)
                self.assertEqual(builder.finish(self.dir / f"store{index}"), commitment)

    def test_take_whatever_holds_bytes_and_no_text(self):
        commitment, _ = self.commit([b"a", bytearray(b"b"), memoryview(b"xcx")[1:2]])
        other, _ = self.commit([b"c", b"b", b"a"])
        self.assertEqual(commitment, other)
        with self.assertRaisesRegex(TypeError, "a record is bytes, not str"):
            dataset.Records("raw", ["text"])

    def test_may_hold_nul_bytes_and_nothing(self):
        records = [b"", b"\0", b"\0\0", b"a\0b", b"a"]
        commitment, store = self.commit(records)
        answers = dataset.verify(commitment, records, store.prove(KEY, records))
        self.assertTrue(all(answer.is_member for answer in answers))
        self.assertEqual(store.record_count, 5)

    def test_refuse_duplicates_unless_they_collapse(self):
        records = [*numbered(3), b"record 1"]
        with self.assertRaises(modelseal.UsageError) as caught:
            self.commit(records)
        self.assertEqual(caught.exception.name, "DATASET_RECORD_DUPLICATE")
        self.dir = self.dir / "other"
        self.dir.mkdir()
        _, store = self.commit(records, duplicates=dataset.Duplicates.COLLAPSE)
        self.assertEqual(store.record_count, 3)

    def test_are_padded_to_a_size_class(self):
        commitment, store = self.commit(numbered(9), padding=dataset.Padding.POWER_OF_TWO)
        self.assertEqual(commitment.size_class, 16)
        self.assertEqual((store.record_count, store.leaf_count), (9, 16))
        self.assertIs(self.commit(numbered(9))[0].size_class, None)

    def test_take_records_under_several_views_each_a_space_of_its_own(self):
        options = dataset.Options(name="test", views=["text-nfc15", "raw"])
        with dataset.Builder(KEY, options, self.dir / "work") as builder:
            with self.assertRaisesRegex(ValueError, "several views"):
                builder.add([b"x"])
            builder.add([b"one  line\n"], view="text-nfc15")
            builder.add([b"one line"], view="raw")
            commitment = builder.finish(self.dir / "store")
        self.assertEqual(commitment.views, ("raw", "text-nfc15"))
        store = dataset.Store(self.dir / "store")
        for view, record, is_member in (("text-nfc15", b" one line", True), ("raw", b"x", False),
                                        ("raw", b"one line", True), ("raw", b" one line", False)):
            proof = store.prove(KEY, [record], view=view)
            [answer] = dataset.verify(commitment, [record], proof, view=view)
            self.assertEqual(answer.is_member, is_member, (view, record))

    def test_take_records_by_digests_of_a_view_of_the_callers_own(self):
        def digests(*texts):
            records = dataset.Records("my.view")
            for text in texts:
                records.add_digest(hashlib.sha256(text).digest())
            return records
        with dataset.Builder(KEY, dataset.Options(name="test", views=["my.view"]),
                             self.dir / "work") as builder:
            builder.add(digests(b"a", b"b"))
            commitment = builder.finish(self.dir / "store")
        proof = dataset.Store(self.dir / "store").prove(KEY, digests(b"b", b"c"))
        answers = dataset.verify(commitment, digests(b"b", b"c"), proof)
        self.assertEqual([a.is_member for a in answers], [True, False])

    def test_digests_are_those_that_the_format_says(self):
        records = dataset.Records("raw", [b"abc"])
        digest = hashlib.sha256(b"msealrec" + b"\1" + b"\3raw" + b"abc").digest()
        self.assertEqual((len(records), records.digest(0)), (1, digest))
        with self.assertRaises(IndexError):
            records.digest(1)

    def test_windows_of_words_are_records_of_their_own(self):
        commitment, store = self.commit([b"the quick brown fox"], views=["words-2"])
        self.assertEqual(store.record_count, 3)
        proof = store.prove(KEY, [b"a quick brown dog"], view="words-2")
        answers = dataset.verify(commitment, [b"a quick brown dog"], proof, view="words-2")
        self.assertEqual([a.is_member for a in answers], [False, True, False])


class Maps(DatasetCase):
    RECORDS = [dataset.Record(b"record %d" % n, b"value\0%d" % n) for n in range(50)]

    def test_show_values_only_when_asked(self):
        commitment, store = self.commit(self.RECORDS, kind=dataset.Kind.MAP)
        asked = [b"record 3", b"record 50"]
        hidden = dataset.verify(commitment, asked, store.prove(KEY, asked))
        self.assertEqual([(a.is_member, a.value) for a in hidden], [(True, None), (False, None)])
        proof = store.prove(KEY, asked, show_values=True)
        shown = dataset.verify(commitment, asked, proof)
        self.assertEqual([(a.is_member, a.value) for a in shown],
                         [(True, b"value\x003"), (False, None)])
        store.check(KEY)

    def test_count_how_often_a_record_came(self):
        records = [b"a", b"b", b"a", b"a"]
        commitment, store = self.commit(
            records, kind=dataset.Kind.MAP, duplicates=dataset.Duplicates.COUNT)
        answers = dataset.verify(
            commitment, [b"a", b"b"], store.prove(KEY, [b"a", b"b"], show_values=True))
        self.assertEqual([int.from_bytes(a.value, "big") for a in answers], [3, 1])

    def test_take_no_record_without_a_value(self):
        with self.assertRaises(ValueError):
            self.commit([b"a"], kind=dataset.Kind.MAP)
        with self.assertRaisesRegex(ValueError, "some have none"):
            dataset.Records("raw", [b"a", dataset.Record(b"b", b"")])


class Refusals(DatasetCase):
    def test_every_altered_byte_of_a_proof_is_refused(self):
        commitment, store = self.commit(numbered(20))
        proof = store.prove(KEY, [b"record 4"])
        for index in range(len(proof)):
            altered = bytearray(proof)
            altered[index] ^= 1
            with self.assertRaises((modelseal.DatasetProofInvalid, modelseal.FormatError)):
                dataset.verify(commitment, [b"record 4"], bytes(altered))

    def test_a_proof_is_about_its_records_and_no_other(self):
        commitment, store = self.commit(numbered(20))
        proof = store.prove(KEY, [b"record 4"])
        with self.assertRaises(modelseal.DatasetProofInvalid) as caught:
            dataset.verify(commitment, [b"record 5"], proof)
        self.assertEqual(caught.exception.name, "DATASET_PROOF_INVALID")

    def test_a_proof_is_about_its_dataset_and_no_other(self):
        _, store = self.commit(numbered(20))
        proof = store.prove(KEY, [b"record 4"])
        self.dir = self.dir / "other"
        self.dir.mkdir()
        other, _ = self.commit(numbered(21))
        with self.assertRaises(modelseal.DatasetProofInvalid):
            dataset.verify(other, [b"record 4"], proof)

    def test_another_key_answers_nothing(self):
        _, store = self.commit(numbered(5))
        with self.assertRaises(modelseal.VerificationError) as caught:
            store.prove(dataset.DatasetKey.generate(BULK), [b"record 1"])
        self.assertEqual(caught.exception.name, "KEY_MISMATCH")

    def test_an_altered_store_does_not_pass_its_check(self):
        _, store = self.commit(numbered(200))
        store.check()
        store.close()
        path = self.dir / "store"
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
        with self.assertRaises(modelseal.FormatError) as caught:
            dataset.Store(path).check()
        self.assertEqual(caught.exception.name, "DATASET_STORE_INVALID")

    def test_what_is_no_commitment_key_or_store_is_said_to_be_none(self):
        with self.assertRaises(modelseal.FormatError):
            dataset.Commitment.parse(b"msealcom and more")
        with self.assertRaises(modelseal.TrustError):
            dataset.DatasetKey.parse(b"no key")
        with self.assertRaises(FileNotFoundError):
            dataset.Store(self.dir / "nothing")

    def test_what_is_closed_is_not_used(self):
        key = dataset.DatasetKey.generate()
        key.close()
        key.close()
        with self.assertRaisesRegex(ValueError, "DatasetKey is closed"):
            key.serialize()


class Audits(DatasetCase):
    def test_pass_for_exactly_the_records(self):
        commitment, _ = self.commit(numbered(300), padding=dataset.Padding.QUARTER_STEPS)
        dataset.audit(KEY, commitment, reversed(numbered(300)), self.dir / "audit")
        self.assertFalse((self.dir / "audit").exists())

    def test_fail_for_one_record_more_or_less_or_another(self):
        commitment, _ = self.commit(numbered(300))
        for index, records in enumerate((numbered(299), numbered(301), [*numbered(299), b"x"])):
            with self.assertRaises(modelseal.VerificationError) as caught:
                dataset.audit(KEY, commitment, records, self.dir / f"audit{index}")
            self.assertEqual(caught.exception.name, "DATASET_COMMITMENT_MISMATCH")


class Files(DatasetCase):
    def test_of_keys_are_for_their_owner_alone_and_never_overwritten(self):
        path = self.dir / "key"
        KEY.save(path)
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        self.assertEqual(dataset.DatasetKey.load(path).public_key, KEY.public_key)
        self.assertEqual(dataset.DatasetKey.load(path).suite, BULK)
        with self.assertRaises(FileExistsError):
            KEY.save(path)

    def test_of_commitments_are_read_back_with_all_they_say(self):
        options = {"context": "shared", "padding": dataset.Padding.POWER_OF_TWO,
                   "duplicates": dataset.Duplicates.COLLAPSE}
        commitment, _ = self.commit(numbered(3), **options)
        commitment.save(self.dir / "commitment")
        read = dataset.Commitment.load(self.dir / "commitment")
        self.assertEqual((read, hash(read)), (commitment, hash(commitment)))
        self.assertEqual(dataset.Options.of(read), dataset.Options(name="test", **options))
        self.assertEqual((read.suite, read.kind, read.size_class), (BULK, dataset.Kind.SET, 4))
        self.assertEqual((read.public_key, len(read.root)), (KEY.public_key, 64))
        self.assertEqual(read.digest, hashlib.sha256(b"\3" + bytes(read)).hexdigest())


class Stopping(DatasetCase):
    OPTIONS = dataset.Options(name="test")

    def test_leaving_the_builder_keeps_what_was_added(self):
        records = numbered(10000)
        expected, _ = self.commit(records)
        with self.assertRaisesRegex(RuntimeError, "halfway"):
            with dataset.Builder(KEY, self.OPTIONS, self.dir / "work") as builder:
                builder.add(records[:5000])
                raise RuntimeError("halfway")
        with dataset.Builder(KEY, self.OPTIONS, self.dir / "work") as builder:
            self.assertEqual(builder.record_count, 5000)
            builder.resume(records)
            self.assertEqual(builder.finish(self.dir / "store2"), expected)

    def test_resuming_skips_any_number_of_records_that_were_kept(self):
        records = numbered(5000)
        expected, _ = self.commit(records)
        for kept in (0, 1, 4095, 4096, 4097, 5000):
            with dataset.Builder(KEY, self.OPTIONS, self.dir / "work") as builder:
                builder.add(records[:kept])
            with dataset.Builder(KEY, self.OPTIONS, self.dir / "work") as builder:
                builder.resume(records)
                self.assertEqual(builder.record_count, 5000)
                self.assertEqual(builder.finish(self.dir / f"store{kept}"), expected)

    def test_resuming_with_fewer_records_than_were_kept_is_an_error(self):
        with dataset.Builder(KEY, self.OPTIONS, self.dir / "work") as builder:
            builder.add(numbered(10))
            with self.assertRaisesRegex(ValueError, "3 fewer records"):
                builder.resume(numbered(7))

    def test_windows_of_words_are_resumed_within_a_text(self):
        options = dataset.Options(name="test", views=["words-2"],
                                  duplicates=dataset.Duplicates.COLLAPSE)
        texts = [b"the quick brown fox", b"jumps over the lazy dog"]
        with dataset.Builder(KEY, options, self.dir / "a") as builder:
            builder.add(texts)
            expected = builder.finish(self.dir / "store")
        with dataset.Builder(KEY, options, self.dir / "b") as builder:
            builder.add([b"the quick brown"])
        with dataset.Builder(KEY, options, self.dir / "b") as builder:
            self.assertEqual(builder.record_count, 2)
            builder.resume(texts)
            self.assertEqual(builder.finish(self.dir / "store2"), expected)

    def test_progress_says_the_phase_and_ends_with_all_of_it(self):
        seen = []
        # Of several threads only one reports, and it need not be the last to be done.
        with dataset.Builder(KEY, self.OPTIONS, self.dir / "work", threads=1,
                             progress=seen.append) as builder:
            builder.add(numbered(20000))
            builder.finish(self.dir / "store")
        phases = [progress.phase for progress in seen]
        self.assertEqual(phases, sorted(phases))
        self.assertIn(dataset.Phase.WRITING, phases)
        self.assertEqual(seen[-1].done, seen[-1].total)

    def test_what_progress_raises_comes_out_and_nothing_is_lost(self):
        class Enough(Exception):
            pass

        def stop(progress):
            if progress.phase is not dataset.Phase.ADDING:
                raise Enough
        with self.assertRaises(Enough):
            with dataset.Builder(KEY, self.OPTIONS, self.dir / "work", progress=stop) as builder:
                builder.add(numbered(3000))
                builder.finish(self.dir / "store")
        self.assertFalse((self.dir / "store").exists())
        with dataset.Builder(KEY, self.OPTIONS, self.dir / "work") as builder:
            self.assertEqual((builder.record_count, builder.takes_records), (3000, False))
            builder.resume(numbered(3000))
            resumed = builder.finish(self.dir / "store")
        self.dir = self.dir / "other"
        self.dir.mkdir()
        self.assertEqual(resumed, self.commit(numbered(3000))[0])

    def interrupt(self, program):
        """Runs a program on a builder and sends Ctrl-C when it says that it is ready."""
        setup = (
            "import itertools, sys, time; from modelseal import dataset\n"
            "def ready(): print('ready', flush=True)\n"
            "key = dataset.DatasetKey.load(sys.argv[1])\n"
            "options = dataset.Options(name='test')\n")
        KEY.save(self.dir / "key")
        process = subprocess.Popen(
            [sys.executable, "-c", setup + program, self.dir / "key", self.dir],
            env={"PYTHONPATH": str(ROOT / "src"), "MODELSEAL_LIBRARY": str(LIBRARY)},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.assertEqual(process.stdout.readline(), "ready\n")
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
        self.assertIn("KeyboardInterrupt", errors)
        self.assertEqual(process.returncode, -signal.SIGINT)

    def check_resumes(self, least):
        with dataset.Builder(KEY, self.OPTIONS, self.dir / "work") as builder:
            kept = builder.record_count
            self.assertGreaterEqual(kept, least)
            count = kept + 10 if builder.takes_records else kept
            builder.resume(numbered(count))
            resumed = builder.finish(self.dir / "store")
        self.dir = self.dir / "other"
        self.dir.mkdir()
        self.assertEqual(resumed, self.commit(numbered(count))[0])

    def test_ctrl_c_keeps_what_was_added(self):
        self.interrupt(
            "with dataset.Builder(key, options, sys.argv[2] + '/work') as builder:\n"
            "    def records():\n"
            "        for number in itertools.count():\n"
            "            if number == 9000: ready()\n"
            "            yield b'record %d' % number\n"
            "    builder.add(records())\n")
        self.check_resumes(8192)

    def test_ctrl_c_stops_finishing_which_goes_on_later(self):
        self.interrupt(
            "def report(progress):\n"
            "    if progress.phase is dataset.Phase.SORTING:\n"
            "        ready()\n"
            "        time.sleep(1)\n"
            "work = sys.argv[2] + '/work'\n"
            "with dataset.Builder(key, options, work, progress=report) as builder:\n"
            "    builder.add(b'record %d' % number for number in range(3000))\n"
            "    builder.finish(sys.argv[2] + '/store')\n")
        self.assertFalse((self.dir / "store").exists())
        self.check_resumes(3000)


class Batches(unittest.TestCase):
    def test_end_at_a_number_of_records_or_of_bytes(self):
        from modelseal.dataset import records
        few = [bytes(5 << 20), bytes(3 << 20), b"x"]
        self.assertEqual([len(batch) for batch in records.batches(few)], [2, 1])
        many = [b""] * (2 * records.BATCH_RECORDS + 1)
        sizes = [len(batch) for batch in records.batches(many)]
        self.assertEqual(sizes, [records.BATCH_RECORDS, records.BATCH_RECORDS, 1])


class Threads(DatasetCase):
    def test_may_share_a_store_and_a_key(self):
        commitment, store = self.commit(numbered(100))
        wrong = []

        def ask(number):
            record = b"record %d" % number
            [answer] = dataset.verify(commitment, [record], store.prove(KEY, [record]))
            if answer.is_member != (number < 100):
                wrong.append(number)
        threads = [threading.Thread(target=ask, args=(n,)) for n in range(90, 110)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(wrong, [])
