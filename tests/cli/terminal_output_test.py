# SPDX-License-Identifier: Apache-2.0
"""What a person at a terminal sees: colours, progress, interruptions, and names from strangers that
do no harm."""

import fcntl
import os
import re
import signal
import struct
import subprocess
import termios
import time

from tests.cli.program import ENVIRONMENT, PATIENCE_SECONDS, PROGRAM, ProgramTest

ESCAPE = "\x1b"
HUGE_BYTES = 1 << 42


class HostileNamesTest(ProgramTest):
    NAMES = {
        b"new\nline": r"new\nline",
        b"red\x1b[31m": r"red\x1b[31m",
        b"bell\x07\x7f": r"bell\x07\x7f",
        "c1\u009b31m".encode(): r"c1\u{9b}31m",
        "right\u202egnp.py".encode(): r"right\u{202e}gnp.py",
        "zero\u200bwidth".encode(): r"zero\u{200b}width",
        b"back\\slash": r"back\\slash",
        b" ends ": r"\x20ends\x20",
        "modèle-日本語".encode(): "modèle-日本語",
    }

    def test_names_of_unsigned_files_are_shown_harmlessly(self):
        self.sign()
        for name in self.NAMES:
            self.write(b"model/" + name)
        message = self.fail_with(1, *self.verify_arguments())
        for shown in self.NAMES.values():
            self.assertIn(f"\n    {shown}  ", message)
        self.assertIsNone(re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e]", message))

    def test_names_in_a_signature_are_shown_harmlessly(self):
        for name in self.NAMES:
            self.write(b"model/" + name)
        self.sign()
        output = self.succeed("inspect", "model.sig")
        for shown in self.NAMES.values():
            self.assertIn(f"  {shown}\n", output)
        self.assertNotIn(ESCAPE, output)

    def test_names_on_the_command_line_are_shown_harmlessly(self):
        name = "no\x1b]0;title\x07.sig"
        self.assertNotIn(ESCAPE, self.fail_with(4, "inspect", name))
        self.assertNotIn(ESCAPE, self.fail_with(2, "inspect", "a", name))
        self.assertNotIn(ESCAPE, self.fail_with(2, name))
        self.assertNotIn(ESCAPE, self.fail_with(2, "digest", "model", "--hash", name))

    def test_a_very_long_name_is_cut_in_the_middle(self):
        self.sign()
        self.write("model/" + "/".join(["d" * 200] * 5))
        line = next(line for line in self.fail_with(1, *self.verify_arguments()).split("\n")
                    if line.startswith("    ddd"))
        self.assertLess(len(line), 250)
        self.assertIn("…", line)


class ColourTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.sign()
        self.write("model/config.json", b"[]\n")

    def seen(self, **options):
        terminal = self.on_terminal(*self.verify_arguments(), **options)
        self.assertEqual(terminal.wait(), 1)
        return terminal.text()

    def test_a_terminal_gets_colours(self):
        self.assertIn(f"{ESCAPE}[31mM 1 modified{ESCAPE}[0m", self.seen())

    def test_no_color_is_respected(self):
        self.assertNotIn(ESCAPE, self.seen(environment={"NO_COLOR": "1"}))

    def test_a_dumb_terminal_gets_none(self):
        self.assertNotIn(ESCAPE, self.seen(environment={"TERM": "dumb"}))

    def test_a_pipe_gets_none(self):
        self.assertNotIn(ESCAPE, self.fail_with(1, *self.verify_arguments()))


class LongRunTest(ProgramTest):
    """Runs that would take hours: a file of 4 TiB that takes no room on the disk."""

    def setUp(self):
        super().setUp()
        self.write("model/huge.bin", b"")
        self.sign()
        os.truncate(self.path("model/huge.bin"), HUGE_BYTES)
        self.before = self.names()

    def assert_interrupted(self, exit_code):
        self.assertEqual(exit_code, 130)
        self.assertEqual(self.names(), self.before)

    def start(self, *arguments):
        return subprocess.Popen(
            [PROGRAM, *arguments], cwd=self.directory, env=ENVIRONMENT, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)

    def stop(self, process, number):
        """Sends the signal once the process reads the model; returns exit code and message."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        model = os.fsencode(self.path("model/huge.bin"))
        while model not in self.open_files(process):
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.01)
        process.send_signal(number)
        output, message = process.communicate(timeout=PATIENCE_SECONDS)
        self.assertEqual(output, b"")
        return process.returncode, message.decode()

    @staticmethod
    def open_files(process):
        directory = f"/proc/{process.pid}/fd"
        found = set()
        for descriptor in os.listdir(directory):
            try:
                found.add(os.readlink(os.fsencode(f"{directory}/{descriptor}")))
            except FileNotFoundError:
                pass
        return found

    def test_progress_shows_share_size_rate_time_and_files(self):
        terminal = self.on_terminal("digest", "model")
        terminal.read_until(" left")
        terminal.type("\x03")
        self.assert_interrupted(terminal.wait())
        text = terminal.text()
        self.assertRegex(text, r"hashing    0%  \d+\.\d/4\.4 TB  \d[\d.]* [kMG]B/s  "
                               r"\d+ (h \d+ )?min( \d+ s)? left  \d/3 files")
        # The line is gone when something else is said.
        self.assertIn(f"\r{ESCAPE}[Kmodelseal: ", text.replace(f"{ESCAPE}[1m", ""))

    def test_progress_fits_the_terminal(self):
        terminal = self.on_terminal("digest", "model")
        fcntl.ioctl(terminal.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 40, 0, 0))
        terminal.read_until("/s")
        terminal.type("\x03")
        self.assert_interrupted(terminal.wait())
        lines = re.findall(r"\r\x1b\[K(hashing[^\r]*)", terminal.text())
        self.assertTrue(any("/s" in line for line in lines), lines)
        self.assertLess(len(lines[-1]), 40)

    def test_quiet_json_and_dumb_terminals_show_no_progress(self):
        for words, environment in ((("--quiet",), {}), (("--json",), {}), ((), {"TERM": "dumb"})):
            with self.subTest(words):
                terminal = self.on_terminal("digest", "model", *words, environment=environment)
                time.sleep(0.7)
                terminal.type("\x03")
                self.assertEqual(terminal.wait(), 130)
                self.assertNotIn("hashing", terminal.text())

    def test_no_progress_without_a_terminal(self):
        process = self.start("digest", "model")
        time.sleep(0.5)
        exit_code, message = self.stop(process, signal.SIGINT)
        self.assert_interrupted(exit_code)
        self.assertNotIn("hashing", message)

    def test_signing_is_interrupted_by_each_signal_with_nothing_written(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(number):
                process = self.start("sign", "model", "--private-key", "key.pem", "--signature",
                                     "new.sig")
                exit_code, message = self.stop(process, number)
                self.assert_interrupted(exit_code)
                self.assertNotIn("reason", message)

    def test_an_interrupted_signing_leaves_the_old_signature_as_it_was(self):
        old = self.path("model.sig").read_bytes()
        process = self.start("sign", "model", "--private-key", "key.pem")
        self.assert_interrupted(self.stop(process, signal.SIGINT)[0])
        self.assertEqual(self.path("model.sig").read_bytes(), old)

    def test_verification_is_interrupted_without_a_verdict(self):
        exit_code, message = self.stop(self.start(*self.verify_arguments()), signal.SIGINT)
        self.assert_interrupted(exit_code)
        self.assertNotIn("verification failed", message)

    def test_a_diff_is_interrupted(self):
        self.assert_interrupted(self.stop(self.start("diff", "model", "model.sig"),
                                          signal.SIGTERM)[0])

    def test_an_interruption_is_an_object_in_json(self):
        process = self.start("digest", "model", "--json")
        deadline = time.monotonic() + PATIENCE_SECONDS
        while len(self.open_files(process)) < 5 and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        output, message = process.communicate(timeout=PATIENCE_SECONDS)
        self.assertEqual((process.returncode, message), (130, b""))
        self.assertIn(b'"name":"CANCELLED"', output)

    def test_an_ignored_interrupt_stays_ignored(self):
        process = subprocess.Popen(
            [PROGRAM, "digest", "model"], cwd=self.directory, env=ENVIRONMENT,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        time.sleep(0.3)
        process.send_signal(signal.SIGHUP)
        time.sleep(0.3)
        self.assertIsNone(process.poll())
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(PATIENCE_SECONDS), 130)


class PromptInterruptTest(ProgramTest):
    def test_an_interrupted_prompt_gives_the_echo_back(self):
        self.succeed("keygen", "--private-key", "secret.pem", "--public-key", "secret.pub",
                     "--password-env", "NEW", environment={"NEW": "open sesame"})
        terminal = self.on_terminal("sign", "model", "--private-key", "secret.pem")
        terminal.read_until("Password of secret.pem: ")
        self.assertFalse(terminal.has_echo())
        terminal.type("half\x03")
        terminal.read_until("interrupted")
        self.assertTrue(terminal.has_echo())
        self.assertEqual(terminal.wait(), 130)
        self.assertFalse(self.path("model.sig").exists())
