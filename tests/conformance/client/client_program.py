# SPDX-License-Identifier: Apache-2.0
"""The conformance client as a program: what it says to a command line."""

import pathlib
import subprocess

PROGRAM = pathlib.Path("tests/conformance/client/client").resolve()
PATIENCE_SECONDS = 60


class Answer:
    """The outcome of one run: `reason` is OK, the stable name of a refusal, or `usage`."""

    def __init__(self, exit_code, output, message):
        self.exit_code = exit_code
        self.output = output
        self.message = message
        self.reason = (output if exit_code == 0 else message).split(":", 1)[0]

    @property
    def verified(self):
        return self.exit_code == 0


def ask(*arguments):
    """Runs the client in an empty environment: nothing of the machine's decides its answer."""
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, env={},
                          timeout=PATIENCE_SECONDS, check=False)
    return Answer(done.returncode, done.stdout.decode().strip(), done.stderr.decode().strip())
