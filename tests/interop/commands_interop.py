# SPDX-License-Identifier: Apache-2.0
"""`alias model_signing=modelseal`: command lines written for the reference work with ours.

Each command line is run as it is with both programs, which must end with the same exit code where
the reference's codes say anything (0 for success, 2 for a wrong command line, anything else but
these for a refusal).
"""

import shutil

import hard_tree
import reference
import tool
from workplace import Workplace


def meaning(status):
    return {0: "success", 2: "usage"}.get(status, "refusal")


class Commands(Workplace):
    def setUp(self):
        super().setUp()
        self.model = hard_tree.build(self.folder / "model")

    def both(self, arguments, expected):
        """Runs a command line with both programs, from the folder."""
        for program in (reference.command_line, tool.command_line):
            with self.subTest(program=program.__module__, arguments=arguments):
                process = program(arguments, self.folder)
                self.assertEqual(
                    meaning(process.returncode), expected, process.stdout + process.stderr
                )

    def sign_with_each_and_verify_with_both(self, sign_options=(), verify_options=()):
        for program in (reference.command_line, tool.command_line):
            process = program(
                ["sign", "key", "model", "--private_key", "keys/p256.pem", "--signature",
                 "model.sig", *sign_options], self.folder)
            self.assertEqual(process.returncode, 0, process.stdout + process.stderr)
            self.both(
                ["verify", "key", "model", "--public_key", "keys/p256.pub", "--signature",
                 "model.sig", *verify_options], "success")

    def test_sign_and_verify(self):
        self.sign_with_each_and_verify_with_both()

    def test_ignore_paths_relative_to_the_working_directory(self):
        options = ["--ignore-paths", "model/tokenizer", "--ignore-paths", "model/README.md"]
        self.sign_with_each_and_verify_with_both(options)
        self.assertNotIn("README.md", tool.entries(self.signature))
        self.assertNotIn("tokenizer/vocab.txt", tool.entries(self.signature))
        self.assertIn("tokenizer.json", tool.entries(self.signature))

    def test_git_paths_can_be_signed(self):
        options = ["--no-ignore-git-paths"]
        self.sign_with_each_and_verify_with_both(options, options)
        self.assertIn(".gitignore", tool.entries(self.signature))

    def test_default_name_of_the_signature(self):
        for program in (reference.command_line, tool.command_line):
            process = program(["sign", "key", "model", "--private_key", "keys/p256.pem"],
                              self.folder)
            self.assertEqual(process.returncode, 0, process.stdout + process.stderr)
            self.assertTrue(self.signature.exists())
            self.signature.unlink()

    def test_signature_inside_the_model(self):
        place = ["--signature", "model/model.sig"]
        for program in (reference.command_line, tool.command_line):
            process = program(["sign", "key", "model", "--private_key", "keys/p256.pem", *place],
                              self.folder)
            self.assertEqual(process.returncode, 0, process.stdout + process.stderr)
            self.both(["verify", "key", "model", "--public_key", "keys/p256.pub", *place],
                      "success")

    def test_unsigned_files(self):
        self.sign_with_each_and_verify_with_both()
        (self.model / "notes.txt").write_bytes(b"not signed")
        verify = ["verify", "key", "model", "--public_key", "keys/p256.pub", "--signature",
                  "model.sig"]
        self.both(verify, "refusal")
        self.both([*verify, "--no-ignore_unsigned_files"], "refusal")
        self.both([*verify, "--ignore_unsigned_files"], "success")

    def test_links(self):
        (self.model / "link").symlink_to("README.md")
        sign = ["sign", "key", "model", "--private_key", "keys/p256.pem", "--signature",
                "model.sig"]
        self.both(sign, "refusal")
        self.both([*sign, "--allow_symlinks"], "success")

    def test_refusals(self):
        self.sign_with_each_and_verify_with_both()
        verify = ["verify", "key", "model", "--signature", "model.sig", "--public_key"]
        self.both([*verify, "keys/p384.pub"], "refusal")
        (self.model / "README.md").write_bytes(b"# another model\n")
        self.both([*verify, "keys/p256.pub"], "refusal")
        shutil.rmtree(self.model)
        self.both([*verify, "keys/p256.pub"], "refusal")

    def test_signature_is_found_unasked(self):
        # The reference demands --signature here; we look where it writes by default.
        self.sign_with_each_and_verify_with_both()
        process = tool.command_line(
            ["verify", "key", "model", "--public_key", "keys/p256.pub"], self.folder)
        self.assert_exit(process, 0)

    def test_wrong_command_lines(self):
        self.both(["sign", "key", "model"], "usage")
        self.both(["verify", "key", "model", "--no-such-option"], "usage")
        self.both(["sign", "nothing", "model", "--private_key", "keys/p256.pem"], "usage")
