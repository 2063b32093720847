# SPDX-License-Identifier: Apache-2.0
"""What the README tells people to type does what it says."""

import gzip
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from tests.packaging import dist_tree

README = pathlib.Path("README.md").read_text()
DATASETS = pathlib.Path("docs/dataset.md").read_text()

# A model that somebody signed through Sigstore.
KEYLESS_MODEL = pathlib.Path("tests/data/sigstore/keyless-model").resolve()

# Real records.
DIGITS = pathlib.Path("tests/data/scikit_learn_digits/digits.csv.gz").resolve()

# What the README's lines of C take for granted.
C_FRAME = """
#include <modelseal/modelseal.h>
#include <stdio.h>
#include <string.h>
int main(void) {
  char pem[4096] = {0};
  FILE *file = fopen("key.pub", "rb");
  modelseal_error *err = NULL;
  modelseal_verifier_builder *policy = NULL;
  modelseal_verifier *verifier = NULL;
  modelseal_bundle *bundle = NULL;
  modelseal_result *result = NULL;
  if (file == NULL || fread(pem, 1, sizeof pem - 1, file) == 0) return 9;
  fclose(file);
  {
%s  }
  return modelseal_error_category(err);
}
"""


def blocks(language, text=README):
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def commands(text=README):
    """Each command of a document with the exit code that it names, 0 if it names none."""
    for block in blocks("sh", text):
        for line in block.splitlines():
            command, _, comment = line.partition("#")
            code = re.search(r"exits (\d+)", comment)
            yield command.strip(), int(code.group(1)) if code else 0


class Readme(unittest.TestCase):
    def setUp(self):
        self.dir = pathlib.Path(tempfile.mkdtemp(dir=dist_tree.TEST_TMPDIR))
        shutil.copytree(dist_tree.make_model(self.dir), self.dir / "my-model")
        shutil.copytree(KEYLESS_MODEL, self.dir / "keyless-model")
        shutil.copytree(self.dir / "my-model", self.dir / "digits-model")
        (self.dir / "digits.csv").write_bytes(gzip.decompress(DIGITS.read_bytes()))

    def shell(self, command):
        dist = dist_tree.dist()
        return subprocess.run(
            ["bash", "-c", command],
            cwd=self.dir,
            env={"PATH": f"{dist}/bin:/usr/bin:/bin", "LD_LIBRARY_PATH": f"{dist}/lib"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )

    def test_every_command_exits_as_the_readme_says(self):
        ran = 0
        for command, code in commands():
            if command.startswith("make "):
                continue
            done = self.shell(command)
            self.assertEqual(done.returncode, code, f"{command}\n{done.stdout}{done.stderr}")
            ran += 1
        self.assertGreater(ran, 10)

    def test_what_it_shows_is_what_the_program_prints(self):
        self.run_commands_before_the_training_data()
        shown = re.findall(r"^```sh\n(modelseal [^\n]*)\n```\n(?:[^\n`]*\n)*?```text\n(.*?)^```$",
                           README, re.MULTILINE | re.DOTALL)
        self.assertEqual(len(shown), 3)
        for line, text in shown:
            command = line.partition("#")[0].strip()
            done = self.shell(command)
            printed = re.sub(r" in [\d.]+ \w+\)", " in 2 ms)", done.stdout + done.stderr)
            printed = re.sub(r"\b[0-9a-f]{12}…", "0123456789ab…", printed)
            self.assertEqual(printed, text, command)

    def run_commands_before_the_training_data(self):
        """Those whose files the last command that is shown needs."""
        for command, code in commands():
            if "digits" in command or "keygen" in command or "asked.txt" in command:
                self.assertEqual(self.shell(command).returncode, code, command)

    def test_every_command_of_the_document_about_datasets_works(self):
        (self.dir / "poems.txt").write_text("a line of verse\nanother\n")
        self.shell("modelseal keygen --private-key key.pem --public-key key.pub")
        ran = 0
        for command, code in commands(DATASETS):
            done = self.shell(command)
            self.assertEqual(done.returncode, code, f"{command}\n{done.stdout}{done.stderr}")
            ran += 1
        self.assertGreater(ran, 5)

    def test_every_make_target_it_names_exists(self):
        targets = set(re.findall(r"^(\w+):", pathlib.Path("Makefile").read_text(), re.MULTILINE))
        named = {command.split()[1] for command, _ in commands() if command.startswith("make ")}
        self.assertLessEqual(named | {"lint", "bench"}, targets)
        self.assertIn("demo", named)

    def test_every_command_of_the_program_is_named(self):
        section = self.shell("modelseal --help").stdout.split("Commands:")[1].split("\n\n")[0]
        listed = re.findall(r"^  ([\w-]+) ", section, re.MULTILINE)
        self.assertIn("verify", listed)
        for name in listed:
            self.assertRegex(README, rf"`{name}[ `]")

    def test_the_lines_of_c_verify_and_refuse(self):
        (snippet,) = blocks("c")
        (self.dir / "readme.c").write_text(C_FRAME % snippet)
        dist = dist_tree.dist()
        dist_tree.run(
            "cc", "-std=c99", "-Wall", "-Werror", f"-I{dist}/include", "readme.c",
            f"-L{dist}/lib", "-lmodelseal", "-o", "readme", cwd=self.dir,
        )  # fmt: skip
        self.shell("modelseal keygen --private-key key.pem --public-key key.pub")
        self.shell("modelseal sign key my-model --private-key key.pem --signature my-model.sig")
        good = self.shell("./readme")
        self.assertEqual((good.returncode, good.stderr), (0, ""))
        self.assertIn("signed by ", good.stdout)
        (self.dir / "my-model" / "extra.py").write_text("x")
        bad = self.shell("./readme")
        self.assertEqual(bad.returncode, 4)
        self.assertIn("FILE_UNSIGNED: extra.py is not signed", bad.stderr)

    def test_every_file_it_names_exists(self):
        for name in re.findall(r"`((?:docs|include|examples|bench)/[\w./]*)`", README):
            self.assertTrue(pathlib.Path(name).exists(), name)
