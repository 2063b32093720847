# SPDX-License-Identifier: Apache-2.0
"""modelseal digest, inspect, diff, keygen, version, help."""

import hashlib
import os
import stat

from tests.cli.program import ProgramTest


def root_digest(*contents):
    return hashlib.sha256(b"".join(hashlib.sha256(c).digest() for c in contents)).hexdigest()


class DigestTest(ProgramTest):
    def setUp(self):
        super().setUp()
        # `a-b` stands before `a/b` by code point, after it by components.
        self.write("tree/a/b", b"1")
        self.write("tree/a-b", b"2")

    def test_the_digest_is_in_code_point_order(self):
        self.assertEqual(self.succeed("digest", "tree"), f"sha256:{root_digest(b'2', b'1')}\n")

    def test_the_order_of_the_reference_is_had_on_request(self):
        self.assertEqual(self.succeed("digest", "tree", "--order", "component"),
                         f"sha256:{root_digest(b'1', b'2')}\n")

    def test_ignored_paths_are_left_out(self):
        self.assertEqual(self.succeed("digest", "tree", "--ignore-paths", "tree/a"),
                         f"sha256:{root_digest(b'2')}\n")

    def test_a_single_file_has_a_digest(self):
        self.assertEqual(self.succeed("digest", "tree/a-b"), f"sha256:{root_digest(b'2')}\n")

    def test_quiet_still_prints_the_digest(self):
        self.assertTrue(self.succeed("digest", "tree", "--quiet").startswith("sha256:"))

    def test_a_model_that_cannot_be_hashed_is_refused(self):
        os.symlink("a", self.path("tree/link"))
        self.assertIn("SYMLINK_REFUSED", self.fail_with(1, "digest", "tree"))
        self.fail_with(5, "digest", "nope")

    def test_an_unknown_order_is_a_usage_error(self):
        self.fail_with(2, "digest", "tree", "--order", "size")

    def test_a_full_disk_behind_standard_output_is_not_success(self):
        with open("/dev/full", "wb") as full:
            done = self.run_program("digest", "tree", stdout=full)
        self.assertEqual(done.returncode, 5)
        self.assertIn(b"cannot write", done.stderr)


class InspectTest(ProgramTest):
    def test_inspect_says_first_that_nothing_is_verified(self):
        self.sign()
        output = self.succeed("inspect", "model.sig")
        self.assertTrue(output.startswith("NOT VERIFIED: "), output)
        for text in ("application/vnd.dev.sigstore.bundle.v0.3+json", "sha256 of whole files",
                     "2 files", "weights/layer.bin", ".gitattributes"):
            self.assertIn(text, output)

    def test_inspect_shows_ranges(self):
        self.sign("--shard-size", "4096")
        output = self.succeed("inspect", "model.sig")
        self.assertIn("sha256 of ranges of 4096 bytes", output)
        self.assertIn("weights/layer.bin  bytes 0 to 4096", output)

    def test_inspect_cuts_long_lists(self):
        for number in range(30):
            self.write(f"model/f{number}")
        self.sign()
        self.assertIn("… and 12 more (--json lists all)", self.succeed("inspect", "model.sig"))

    def test_inspect_refuses_what_is_no_bundle(self):
        self.assertIn("JSON_INVALID", self.fail_with(3, "inspect", "key.pub"))
        self.fail_with(4, "inspect", "nope.sig")
        self.fail_with(2, "inspect")


class DiffTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.sign()

    def test_no_difference_is_success(self):
        output = self.succeed("diff", "model", "model.sig")
        self.assertIn("The model is what model.sig lists (its signature is not checked)", output)

    def test_differences_go_to_standard_output_with_exit_code_1(self):
        self.write("model/config.json", b"[]\n")
        self.write("model/evil.py")
        done = self.run_program("diff", "model", "model.sig")
        self.assertEqual((done.returncode, done.stderr), (1, b""))
        output = done.stdout.decode()
        self.assertTrue(output.startswith("The model is not what model.sig lists (its signature is "
                                          "not checked): 1 modified, 1 unsigned\n"), output)
        self.assertIn("+ 1 unsigned\n    evil.py  1 B\n", output)

    def test_no_key_is_needed_and_a_broken_signature_does_not_matter(self):
        text = self.path("model.sig").read_text(encoding="utf-8")
        start = text.index('"sig":"') + len('"sig":"')
        self.write("model.sig", (text[:start + 20] + "AAAA" + text[start + 24:]).encode())
        self.succeed("diff", "model", "model.sig")

    def test_quiet_says_it_with_the_exit_code_alone(self):
        self.write("model/evil.py")
        done = self.run_program("diff", "model", "model.sig", "--quiet")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (1, b"", b""))

    def test_a_signature_in_the_model_is_no_difference(self):
        os.rename(self.path("model.sig"), self.path("model/other-name.sig"))
        self.succeed("diff", "model", "model/other-name.sig")

    def test_ignored_paths_are_no_fault(self):
        self.write("model/log.txt")
        output = self.succeed("diff", "model", "model.sig", "--ignore-paths", "model/log.txt")
        self.assertIn("~ 1 ignored, not checked\n    log.txt\n", output)

    def test_what_cannot_be_read_has_its_exit_code(self):
        self.fail_with(5, "diff", "nope", "model.sig")
        self.fail_with(4, "diff", "model", "nope.sig")
        self.fail_with(3, "diff", "model", "key.pub")
        self.fail_with(2, "diff", "model")


class KeygenTest(ProgramTest):
    ARGUMENTS = ("keygen", "--private-key", "new.pem", "--public-key", "new.pub")

    def mode(self, name):
        return stat.S_IMODE(self.path(name).stat().st_mode)

    def test_a_new_pair_signs_and_verifies(self):
        for curve in ("p256", "p384", "p521"):
            with self.subTest(curve):
                self.succeed(*self.ARGUMENTS, "--curve", curve, "--force")
                self.succeed("sign", "model", "--private-key", "new.pem")
                output = self.succeed("verify", "model", "--public-key", "new.pub")
                self.assertIn(f"P-{curve[1:]}", output)

    def test_only_the_owner_can_read_the_private_key(self):
        self.succeed(*self.ARGUMENTS, preexec_fn=lambda: os.umask(0))
        self.assertEqual((self.mode("new.pem"), self.mode("new.pub")), (0o600, 0o644))

    def test_a_stricter_umask_counts(self):
        self.succeed(*self.ARGUMENTS, preexec_fn=lambda: os.umask(0o077))
        self.assertEqual((self.mode("new.pem"), self.mode("new.pub")), (0o600, 0o600))

    def test_files_that_exist_are_kept_and_nothing_is_left_behind(self):
        for name in ("new.pem", "new.pub"):
            with self.subTest(name):
                self.write(name, b"mine")
                self.assertIn(f"{name} exists already", self.fail_with(5, *self.ARGUMENTS))
                self.assertEqual(self.names(), ["key.pem", "key.pub", name])
                self.assertEqual(self.path(name).read_bytes(), b"mine")
                os.remove(self.path(name))

    def test_a_link_in_the_place_of_the_key_is_not_followed(self):
        os.symlink("target", self.path("new.pem"))
        self.fail_with(5, *self.ARGUMENTS)
        self.assertFalse(self.path("target").exists())

    def test_force_replaces_with_the_right_mode(self):
        self.write("new.pem", b"old").chmod(0o644)
        self.write("new.pub", b"old")
        self.succeed(*self.ARGUMENTS, "--force", preexec_fn=lambda: os.umask(0o022))
        self.assertEqual((self.mode("new.pem"), self.mode("new.pub")), (0o600, 0o644))
        self.assertEqual(self.names(), ["key.pem", "key.pub", "new.pem", "new.pub"])
        self.succeed("sign", "model", "--private-key", "new.pem")

    def test_a_directory_that_is_missing_cannot_be_written_to(self):
        self.fail_with(5, "keygen", "--private-key", "new.pem", "--public-key", "no/new.pub")
        self.assertFalse(self.path("new.pem").exists())

    def test_a_password_encrypts_the_key(self):
        output = self.succeed(*self.ARGUMENTS, "--password-file", "-", stdin=b"open sesame\n")
        self.assertIn("(encrypted", output)
        self.assertIn("BEGIN ENCRYPTED PRIVATE KEY", self.path("new.pem").read_text("ascii"))

    def test_an_empty_password_never_makes_an_unencrypted_key(self):
        self.fail_with(2, *self.ARGUMENTS, "--password-file", "-", stdin=b"\n")
        self.fail_with(2, *self.ARGUMENTS, "--password-env", "UNSET")
        self.fail_with(2, *self.ARGUMENTS, "--password-env", "")
        self.assertFalse(self.path("new.pem").exists())

    def test_a_person_types_the_password_twice(self):
        terminal = self.on_terminal(*self.ARGUMENTS, "--ask-password")
        terminal.read_until("Password for the new key: ")
        terminal.type("open sesame\n")
        terminal.read_until("The same once more: ")
        terminal.type("open sesame\n")
        self.assertEqual(terminal.wait(), 0, terminal.text())
        self.succeed("sign", "model", "--private-key", "new.pem", "--password-env", "P",
                     environment={"P": "open sesame"})

    def test_two_passwords_that_differ_make_no_key(self):
        terminal = self.on_terminal(*self.ARGUMENTS, "--ask-password")
        terminal.read_until("Password for the new key: ")
        terminal.type("open sesame\n")
        terminal.read_until("The same once more: ")
        terminal.type("open sesam\n")
        self.assertEqual(terminal.wait(), 2)
        self.assertFalse(self.path("new.pem").exists())

    def test_asking_without_a_terminal_fails(self):
        self.assertIn("PASSWORD_REQUIRED", self.fail_with(6, *self.ARGUMENTS, "--ask-password"))

    def test_a_password_on_the_command_line_is_refused(self):
        message = self.fail_with(2, *self.ARGUMENTS, "--password=pssst")
        self.assertNotIn("pssst", message)

    def test_usage_errors(self):
        self.fail_with(2, "keygen")
        self.fail_with(2, "keygen", "--private-key", "a", "--public-key", "a")
        self.fail_with(2, *self.ARGUMENTS, "--curve", "p224")


class HelpTest(ProgramTest):
    COMMANDS = ("sign", "verify", "digest", "inspect", "diff", "keygen", "version")

    def test_version_is_printed_by_the_command_and_the_option(self):
        output = self.succeed("version")
        self.assertRegex(output, r"^modelseal \d+\.\d+\.\d+\n$")
        self.assertEqual(self.succeed("--version"), output)

    def test_help_lists_the_commands_and_exit_codes(self):
        for word in ("--help", "-h", "help"):
            output = self.succeed(word)
            for text in (*self.COMMANDS, "Exit codes", "130"):
                self.assertIn(text, output)

    def test_each_command_has_help_with_exit_codes_in_100_columns(self):
        for command in self.COMMANDS:
            for words in ((command, "--help"), (command, "-h")):
                with self.subTest(words):
                    output = self.succeed(*words)
                    self.assertTrue(output.startswith(f"Usage: modelseal {command}"), output)
                    self.assertIn("Exit codes:", output)
                    self.assertLessEqual(max(map(len, output.split("\n"))), 100)

    def test_help_of_the_method_is_help_of_the_command(self):
        for command in ("sign", "verify"):
            self.assertIn("--ignore-paths", self.succeed(command, "key", "--help"))

    def test_commands_that_do_not_exist_are_usage_errors(self):
        for words in (("frobnicate",), ("",), ("--frobnicate",), ("-x",)):
            with self.subTest(words):
                self.fail_with(2, *words)

    def test_no_arguments_give_help_as_a_usage_error(self):
        done = self.run_program()
        self.assertEqual((done.returncode, done.stdout), (2, b""))
        self.assertIn(b"Usage: modelseal COMMAND", done.stderr)

    def test_an_unknown_log_level_is_a_usage_error(self):
        self.fail_with(2, "version", "--log-level", "loud")
