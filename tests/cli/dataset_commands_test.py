# SPDX-License-Identifier: Apache-2.0
"""modelseal dataset: every command, as an owner of data and a verifier would use it."""

import fcntl
import shutil
import signal
import struct
import subprocess
import termios
import time

from tests.cli.program import ENVIRONMENT, PROGRAM, ProgramTest

POEMS = [f"poem number {number}" for number in range(50)]
COMMIT = ("dataset", "commit", "poems.txt", "--format", "lines", "--key", "poems.key",
          "--name", "poems", "--store", "poems.store", "--commitment", "poems.modelseal-dataset")
PROVE = ("dataset", "prove", "--store", "poems.store", "--key", "poems.key")
VERIFY = ("dataset", "verify", "--commitment", "poems.modelseal-dataset")
AUDIT = ("dataset", "audit", "poems.txt", "--format", "lines", "--key", "poems.key",
         "--commitment", "poems.modelseal-dataset")


class DatasetCommandsTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write_poems(POEMS)
        self.succeed("dataset", "keygen", "--key", "poems.key", "--suite",
                     "bulk-p256-experimental")

    def write_poems(self, poems):
        self.write("poems.txt", "".join(f"{poem}\n" for poem in poems).encode())

    def members(self, *asked):
        """What the proof about these records says of each."""
        self.succeed(*PROVE, *asked, "--proof", "proof", "--force")
        return [record["member"]
                for record in self.json(0, *VERIFY, *asked, "--proof", "proof")["records"]]

    # ------------------------------------------------------------------------------- answers --

    def test_a_proof_says_what_is_in_and_what_is_not(self):
        committed = self.json(0, *COMMIT)
        self.assertEqual(committed["records"], 50)
        self.assertEqual(committed["dataset"]["views"], ["raw"])
        self.write("asked.txt", b"poem number 49")
        asked = ("--record", "poem number 7", "--record", "poem", "--record-file", "asked.txt")
        self.assertEqual(self.members(*asked), [True, False, True])
        shown = self.succeed(*VERIFY, *asked, "--proof", "proof")
        self.assertIn("The proof holds\n  dataset:    poems\n", shown)
        self.assertIn('  in:         "poem number 7"\n  not in:     "poem"\n', shown)
        self.assertIn("  given by:   you, as poems.modelseal-dataset: "
                      "nobody was asked to vouch for it\n", shown)
        self.assertIn("nothing is said of similar ones", shown)

    def test_suite_of_rfc_9381_is_the_default(self):
        self.succeed("dataset", "keygen", "--key", "poems.key", "--force")
        self.assertEqual(self.json(0, *COMMIT)["dataset"]["suite"], "ecvrf-p256")
        self.assertEqual(self.members("--record", "poem number 0", "--record", "x"), [True, False])

    def test_expect_turns_the_other_answer_into_exit_code_1(self):
        self.succeed(*COMMIT)
        asked = ("--record", "poem number 1")
        self.succeed(*PROVE, *asked, "--proof", "proof")
        self.succeed(*VERIFY, *asked, "--proof", "proof", "--expect", "member")
        done = self.run_program(*VERIFY, *asked, "--proof", "proof", "--expect", "non-member")
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"  expected:   non-member\n", done.stdout)

    def test_a_proof_about_other_records_or_altered_is_refused(self):
        self.succeed(*COMMIT)
        self.succeed(*PROVE, "--record", "poem number 1", "--proof", "proof")
        for asked in (("--record", "poem number 2"),
                      ("--record", "poem number 1", "--record", "poem number 2")):
            message = self.fail_with(3, *VERIFY, *asked, "--proof", "proof")
            self.assertIn("verification failed: ", message)
            self.assertIn("reason: DATASET_PROOF_INVALID\n", message)
        altered = bytearray(self.path("proof").read_bytes())
        altered[-1] ^= 1
        self.write("altered", bytes(altered))
        error = self.json(3, *VERIFY, "--record", "poem number 1", "--proof", "altered")["error"]
        self.assertEqual(error["name"], "DATASET_PROOF_INVALID")

    def test_values_are_shown_only_if_asked_for(self):
        self.write("poems.jsonl", b'{"text": "ode", "licence": "CC0"}\n'
                                  b'{"text": "elegy", "licence": "CC-BY"}\n')
        self.succeed("dataset", "commit", "poems.jsonl", "--format", "jsonl", "--field", "text",
                     "--value-field", "licence", "--key", "poems.key", "--name", "poems",
                     "--store", "poems.store", "--commitment", "poems.modelseal-dataset")
        self.succeed(*PROVE, "--record", "elegy", "--show-values", "--proof", "open")
        self.succeed(*PROVE, "--record", "elegy", "--proof", "closed")
        [shown] = self.json(0, *VERIFY, "--record", "elegy", "--proof", "open")["records"]
        self.assertEqual(bytes.fromhex(shown["value_hex"]), b"CC-BY")
        [hidden] = self.json(0, *VERIFY, "--record", "elegy", "--proof", "closed")["records"]
        self.assertEqual(hidden, {"record": '"elegy"', "member": True})

    def test_whole_json_texts_are_the_same_however_they_are_spelled(self):
        self.write("poems.jsonl", b'{"b": 1.0, "a": "\\u00e9"}\n')
        committed = self.json(
            0, "dataset", "commit", "poems.jsonl", "--format", "jsonl", "--key", "poems.key",
            "--name", "poems", "--store", "poems.store", "--commitment",
            "poems.modelseal-dataset")
        self.assertEqual(committed["dataset"]["views"], ["json-rfc8785"])
        self.assertEqual(self.members("--record", '{"a":"é","b":1}'), [True])

    def test_windows_of_words_find_a_passage(self):
        self.write_poems(["the quick brown fox jumps over the dog", "short"])
        self.succeed(*COMMIT, "--view", "words-3", "--duplicates", "collapse")
        self.succeed(*PROVE, "--record", "a  quick brown\tfox jumps!", "--proof", "proof")
        shown = self.succeed(*VERIFY, "--record", "a  quick brown\tfox jumps!", "--proof", "proof")
        self.assertIn("  1 of 3 parts in: ", shown)

    def test_records_of_every_format_are_found_again(self):
        self.write("data/a.txt", b"alpha")
        self.write("data/b.txt", b"beta")
        subprocess.run(["tar", "-cf", "data.tar", "data"], cwd=self.directory, check=True)
        self.write("data.csv", b"id,text\n1,alpha\n2,beta\n")
        self.write("data.jsonl", b'{"text":"alpha"}\n{"text":"beta"}\n')
        self.write("data.lines", b"alpha\nbeta\n")
        roots = set()
        for source in (("data", "--format", "files"), ("data.tar", "--format", "tar"),
                       ("data.csv", "--format", "csv", "--column", "text"),
                       ("data.jsonl", "--format", "jsonl", "--field", "text"),
                       ("data.lines", "--format", "lines")):
            committed = self.json(
                0, "dataset", "commit", *source, "--key", "poems.key", "--name", "words",
                "--store", "poems.store", "--commitment", "poems.modelseal-dataset", "--view",
                "raw", "--force")
            roots.add(committed["dataset"]["root"])
            self.assertEqual(self.members("--records", *source), [True, True])
        self.assertEqual(len(roots), 1)

    # --------------------------------------------------------------------------------- audit --

    def test_an_audit_accepts_the_records_in_any_order_and_nothing_else(self):
        self.succeed(*COMMIT, "--padding", "power-of-two")
        self.write_poems(reversed(POEMS))
        self.assertIn("The records are those of the commitment", self.succeed(*AUDIT))
        for poems in (POEMS[1:], [*POEMS, "one more"], ["changed", *POEMS[1:]]):
            self.write_poems(poems)
            message = self.fail_with(1, *AUDIT)
            self.assertIn("reason: DATASET_COMMITMENT_MISMATCH\n", message)
        self.succeed("dataset", "keygen", "--key", "poems.key", "--force")
        self.assertIn("reason: KEY_MISMATCH\n", self.fail_with(3, *AUDIT))

    # ------------------------------------------------------------------------------- inspect --

    def test_inspect_shows_commitments_and_checks_stores(self):
        self.succeed(*COMMIT, "--padding", "quarter-steps")
        shown = self.succeed("dataset", "inspect", "poems.modelseal-dataset")
        self.assertIn("  size:        at most 56 records  (padding quarter-steps)\n", shown)
        self.assertIn("NOT VERIFIED", shown)
        store = self.json(0, "dataset", "inspect", "poems.store", "--check", "--key", "poems.key",
                          "--extract-commitment", "again")
        self.assertEqual((store["type"], store["records"], store["leaves"], store["checked"]),
                         ("store", 50, 56, True))
        self.assertEqual(self.path("again").read_bytes(),
                         self.path("poems.modelseal-dataset").read_bytes())
        content = bytearray(self.path("poems.store").read_bytes())
        content[len(content) // 2] ^= 1
        self.write("poems.store", bytes(content))
        message = self.fail_with(3, "dataset", "inspect", "poems.store", "--check")
        self.assertIn("reason: DATASET_STORE_INVALID\n", message)

    # ------------------------------------------------------------------------ files, stopping --

    def test_key_and_store_are_for_their_owner_alone(self):
        self.succeed(*COMMIT)
        for name in ("poems.key", "poems.store"):
            self.assertEqual(self.path(name).stat().st_mode & 0o777, 0o600)
        self.assertNotIn("poems.store.work", self.names())

    def test_nothing_that_exists_is_replaced_unless_forced(self):
        self.succeed(*COMMIT)
        before = self.path("poems.store").read_bytes()
        self.assertIn("poems.store exists already", self.fail_with(5, *COMMIT))
        self.assertIn("exists already", self.fail_with(5, "dataset", "keygen", "--key",
                                                       "poems.key"))
        self.succeed(*PROVE, "--record", "x", "--proof", "proof")
        self.assertIn("proof exists already",
                      self.fail_with(5, *PROVE, "--record", "x", "--proof", "proof"))
        self.assertEqual(self.path("poems.store").read_bytes(), before)
        self.succeed(*COMMIT, "--force")

    def test_a_record_that_comes_twice_is_an_error_that_says_what_to_do(self):
        self.write_poems([*POEMS, POEMS[0]])
        error = self.json(2, *COMMIT)["error"]
        self.assertEqual(error["name"], "DATASET_RECORD_DUPLICATE")
        self.assertIn("--duplicates collapse", error["hint"])
        self.assertIn("remove poems.store.work first", error["hint"])
        self.assertNotIn("poems.store", self.names())
        shutil.rmtree(self.path("poems.store.work"))
        self.assertEqual(self.json(0, *COMMIT, "--duplicates", "collapse")["records"], 50)

    def test_a_record_that_its_view_cannot_take_is_named_by_its_place(self):
        self.write("poems.jsonl", b'{"a": 1}\nnot JSON\n')
        message = self.fail_with(2, "dataset", "commit", "poems.jsonl", "--format", "jsonl",
                                 "--key", "poems.key", "--name", "poems", "--store",
                                 "poems.store", "--commitment", "c")
        self.assertIn("poems.jsonl, line 2", message)

    def interrupt_after(self, count):
        """Commits to poems that come through a pipe, and is interrupted while it waits for more."""
        arguments = [word if word != "poems.txt" else "-" for word in COMMIT]
        running = subprocess.Popen(
            [PROGRAM, *arguments], cwd=self.directory, env=ENVIRONMENT, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        running.stdin.write("".join(f"{poem}\n" for poem in POEMS[:count]).encode())
        running.stdin.flush()
        unread = struct.pack("i", 1)
        while struct.unpack("i", unread) != (0,):
            time.sleep(0.01)
            unread = fcntl.ioctl(running.stdin, termios.FIONREAD, unread)
        time.sleep(0.2)  # what was read becomes records
        running.send_signal(signal.SIGINT)
        _, message = running.communicate()
        self.assertEqual(running.returncode, 130, message)
        return message.decode()

    def test_interrupted_it_keeps_what_it_read_and_goes_on_there(self):
        expected = self.json(0, *COMMIT)["dataset"]
        self.path("poems.store").unlink()
        self.path("poems.modelseal-dataset").unlink()
        message = self.interrupt_after(20)
        self.assertIn("interrupted; 20 records kept in poems.store.work", message)
        self.assertIn("the same command goes on from there", message)
        self.assertNotIn("poems.store", self.names())

        done = self.json(0, *COMMIT)
        self.assertEqual((done["dataset"], done["resumed_records"]), (expected, 20))
        self.assertNotIn("poems.store.work", self.names())

    def test_sources_with_fewer_records_than_were_kept_are_refused(self):
        self.interrupt_after(20)
        self.write_poems(POEMS[:3])
        message = self.fail_with(2, *COMMIT)
        self.assertIn("an earlier run has kept 20 records in poems.store.work", message)

    # --------------------------------------------------------------------------------- usage --

    def test_mistakes_on_the_command_line_are_told_apart(self):
        self.succeed(*COMMIT)
        for arguments, expected in (
            (("dataset", "comit"), "unknown command dataset comit"),
            ((*PROVE, "--proof", "p"), "no record is given"),
            ((*VERIFY, "--record", "x", "--proof", "p", "--view", "text-nfc15"),
             "the dataset has no view text-nfc15"),
            ((*COMMIT, "--force", "--duplicates", "twice"), "--duplicates"),
            ((*COMMIT[:3], "--format", "parquet", *COMMIT[5:], "--force"), "parquet"),
            (("dataset", "inspect", "poems.modelseal-dataset", "--check"), "is not a store"),
        ):
            self.assertIn(expected, self.fail_with(2, *arguments))
        self.assertIn("Commands:\n  keygen ", self.succeed("dataset", "--help"))
        for command in ("keygen", "commit", "prove", "verify", "audit", "inspect"):
            self.assertIn(f"Usage: modelseal dataset {command} ",
                          self.succeed("dataset", command, "--help"))

    def test_files_that_are_something_else_are_refused(self):
        self.succeed(*COMMIT)
        self.write("noise", b"noise")
        message = self.fail_with(3, "dataset", "verify", "--commitment", "noise", "--record", "x",
                                 "--proof", "noise")
        self.assertIn("reason: DATASET_COMMITMENT_INVALID\n", message)
        message = self.fail_with(3, "dataset", "prove", "--store", "noise", "--key", "poems.key",
                                 "--record", "x", "--proof", "p")
        self.assertIn("reason: DATASET_STORE_INVALID\n", message)
        message = self.fail_with(6, "dataset", "prove", "--store", "poems.store", "--key",
                                 "key.pem", "--record", "x", "--proof", "p")
        self.assertIn("reason: KEY_INVALID\n", message)
