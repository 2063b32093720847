# SPDX-License-Identifier: Apache-2.0
"""The modelseal program in a directory of a test's own, with and without a terminal."""

import json
import os
import pathlib
import pty
import select
import shutil
import signal
import subprocess
import tempfile
import termios
import time
import unittest

PROGRAM = pathlib.Path("cli/modelseal").resolve()
DATA = pathlib.Path("tests/data/oms").resolve()
PATIENCE_SECONDS = 60

# Nothing of the user's environment decides what is printed.
ENVIRONMENT = {"PATH": os.environ["PATH"], "TERM": "xterm", "LC_ALL": "C.UTF-8"}


class Terminal:
    """The program with a terminal of its own: its standard streams, and /dev/tty."""

    def __init__(self, arguments, directory, environment):
        self.output = b""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(directory)
            os.execve(PROGRAM, [os.fsencode(PROGRAM), *map(os.fsencode, arguments)], environment)

    def read_until(self, text):
        deadline = time.monotonic() + PATIENCE_SECONDS
        while text.encode() not in self.output:
            if not self._read_some(deadline):
                raise AssertionError(f"{text!r} did not come; there was {self.output!r}")

    def type(self, text):
        os.write(self.fd, text.encode())

    def has_echo(self):
        return bool(termios.tcgetattr(self.fd)[3] & termios.ECHO)

    def wait(self):
        """Reads to the end; returns the exit code."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self._read_some(deadline):
            pass
        _, status = os.waitpid(self.pid, 0)
        os.close(self.fd)
        return os.waitstatus_to_exitcode(status)

    def text(self):
        return self.output.decode("utf-8").replace("\r\n", "\n")

    def _read_some(self, deadline):
        ready, _, _ = select.select([self.fd], [], [], max(0, deadline - time.monotonic()))
        if not ready:
            os.kill(self.pid, signal.SIGKILL)
            raise AssertionError(f"no more output; there was {self.output!r}")
        try:
            chunk = os.read(self.fd, 65536)
        except OSError:  # EIO: the program has closed the terminal
            return False
        self.output += chunk
        return bool(chunk)


class ProgramTest(unittest.TestCase):
    """A test case with a directory that holds a key pair and a model; the program runs in it."""

    def setUp(self):
        self.directory = pathlib.Path(tempfile.mkdtemp(dir=os.environ.get("TEST_TMPDIR")))
        self.addCleanup(shutil.rmtree, self.directory)
        shutil.copy(DATA / "keys/p256.pem", self.directory / "key.pem")
        shutil.copy(DATA / "keys/p256.pub", self.directory / "key.pub")
        self.write("model/config.json", b"{}\n")
        self.write("model/weights/layer.bin", bytes(range(256)) * 16)

    def path(self, name):
        return self.directory / name

    def write(self, name, content=b"x"):
        path = self.directory / os.fsdecode(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def names(self):
        """The files in the test's directory, those of the model left out."""
        return sorted(entry.name for entry in self.directory.iterdir() if entry.name != "model")

    def run_program(self, *arguments, stdin=b"", environment=None, **options):
        """Runs the program without a terminal, not even a controlling one."""
        return subprocess.run(
            [PROGRAM, *map(os.fsencode, arguments)], cwd=self.directory, input=stdin,
            stdout=options.pop("stdout", subprocess.PIPE), stderr=subprocess.PIPE,
            env={**ENVIRONMENT, **(environment or {})}, timeout=PATIENCE_SECONDS,
            start_new_session=True, check=False, **options,
        )

    def on_terminal(self, *arguments, environment=None):
        return Terminal(arguments, self.directory, {**ENVIRONMENT, **(environment or {})})

    def succeed(self, *arguments, **options):
        """Runs the program, which must succeed silently on standard error; returns its output."""
        done = self.run_program(*arguments, **options)
        self.assertEqual((done.returncode, done.stderr.decode()), (0, ""))
        return done.stdout.decode()

    def fail_with(self, exit_code, *arguments, **options):
        """Runs the program, which must fail with nothing on standard output; returns what it says
        on standard error."""
        done = self.run_program(*arguments, **options)
        message = done.stderr.decode()
        self.assertEqual(done.returncode, exit_code, message)
        self.assertEqual(done.stdout, b"")
        self.assertTrue(message.startswith("modelseal: "), message)
        return message

    def json(self, exit_code, *arguments, **options):
        """Runs the program with --json; returns the one object it prints."""
        done = self.run_program(*arguments, "--json", **options)
        self.assertEqual((done.returncode, done.stderr.decode()), (exit_code, ""))
        self.assertTrue(done.stdout.isascii())
        self.assertEqual(done.stdout.count(b"\n"), 1)
        document = json.loads(done.stdout)
        self.assertEqual(document["exit_code"], exit_code)
        self.assertEqual(document["status"], "ok" if exit_code == 0 else "failed")
        return document

    def sign(self, *options):
        return self.succeed("sign", "key", "model", "--private-key", "key.pem", *options)

    def verify_arguments(self, *options):
        return ("verify", "key", "model", "--public-key", "key.pub", "--signature", "model.sig",
                *options)
