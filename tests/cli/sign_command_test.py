# SPDX-License-Identifier: Apache-2.0
"""modelseal sign: options, the reference's spelling, what is refused and what is never written."""

import base64
import json
import os

from tests.cli.program import ProgramTest


def statement(path):
    bundle = json.loads(path.read_bytes())
    return json.loads(base64.b64decode(bundle["dsseEnvelope"]["payload"]))


def predicate(path):
    return statement(path)["predicate"]


class SignTest(ProgramTest):
    def test_signing_writes_model_sig_in_the_working_directory(self):
        output = self.sign()
        self.assertTrue(output.startswith("Signing succeeded\n"), output)
        self.assertIn("2 files", output)
        self.assertEqual(self.names(), ["key.pem", "key.pub", "model.sig"])

    def test_the_word_key_may_be_left_out(self):
        self.succeed("sign", "model", "--private-key", "key.pem")
        self.assertTrue(self.path("model.sig").exists())

    def test_underscores_and_hyphens_are_the_same_in_option_names(self):
        self.succeed("--log_level", "DEBUG", "sign", "key", "model", "--private_key=key.pem",
                     "--ignore_paths", "model/config.json", "--no-ignore_git_paths",
                     "--allow_symlinks")
        self.assertTrue(predicate(self.path("model.sig"))["serialization"]["allow_symlinks"])

    def test_underscores_in_values_stay(self):
        self.sign("--signature", "--my_model.sig")
        self.assertTrue(self.path("--my_model.sig").exists())

    def test_the_model_may_come_after_two_hyphens(self):
        os.rename(self.path("model"), self.path("--private_key"))
        self.succeed("sign", "key", "--private-key", "key.pem", "--", "--private_key")
        self.assertEqual(statement(self.path("model.sig"))["subject"][0]["name"], "--private_key")

    def test_a_model_may_be_named_as_a_command(self):
        os.rename(self.path("model"), self.path("verify"))
        self.succeed("sign", "verify", "--private-key", "key.pem")

    def test_a_signature_inside_the_model_is_left_out_and_recorded(self):
        self.sign("--signature", "model/model.sig")
        recorded = predicate(self.path("model/model.sig"))
        self.assertIn("model.sig", recorded["serialization"]["ignore_paths"])
        self.succeed("verify", "model", "--public-key", "key.pub")

    def test_ignored_paths_are_relative_to_the_working_directory(self):
        self.sign("--ignore-paths", "model/config.json", "--ignore-paths", "model/nothing")
        recorded = predicate(self.path("model.sig"))
        self.assertEqual([entry["name"] for entry in recorded["resources"]], ["weights/layer.bin"])
        self.assertIn("config.json", recorded["serialization"]["ignore_paths"])

    def test_an_ignored_path_in_brackets_is_one_path(self):
        self.sign("--ignore-paths", "[model/config.json,model/weights]")
        names = [entry["name"] for entry in predicate(self.path("model.sig"))["resources"]]
        self.assertEqual(names, ["config.json", "weights/layer.bin"])

    def test_git_paths_are_signed_on_request(self):
        self.write("model/.git/HEAD")
        self.sign("--no-ignore-git-paths")
        names = [entry["name"] for entry in predicate(self.path("model.sig"))["resources"]]
        self.assertIn(".git/HEAD", names)

    def test_each_hash_signs_and_verifies(self):
        for name in ("sha256", "blake2b", "blake3"):
            with self.subTest(name):
                self.sign("--hash", name)
                recorded = predicate(self.path("model.sig"))
                self.assertEqual(recorded["serialization"]["hash_type"], name)
                self.succeed(*self.verify_arguments())

    def test_shard_sizes_are_read_in_decimal_and_binary_units(self):
        for text, size in (("4096", 4096), ("5k", 5000), ("5kB", 5000), ("1M", 10**6),
                           ("1G", 10**9), ("4KiB", 4096), ("1MiB", 1 << 20), ("2GiB", 2 << 30)):
            with self.subTest(text):
                self.sign("--shard-size", text)
                recorded = predicate(self.path("model.sig"))["serialization"]
                self.assertEqual((recorded["method"], recorded["shard_size"]), ("shards", size))

    def test_what_is_no_shard_size_is_a_usage_error(self):
        for text in ("x", "-1", "1.5G", "12", "1 M", "99999999999G", "1MM", "0x1000", "4096 "):
            with self.subTest(text):
                self.fail_with(2, "sign", "model", "--private-key", "key.pem",
                               f"--shard-size={text}")
        self.assertFalse(self.path("model.sig").exists())

    def test_the_number_of_threads_does_not_change_what_is_signed(self):
        self.sign("--threads", "1", "--signature", "one.sig")
        self.sign("--threads", "7", "--signature", "seven.sig")
        self.assertEqual(statement(self.path("one.sig")), statement(self.path("seven.sig")))

    def test_how_files_are_read_does_not_change_what_is_signed(self):
        for number, options in enumerate((("--read-mode", "parallel"),
                                          ("--read-mode", "sequential", "--bypass-page-cache"))):
            self.sign(*options, "--signature", f"{number}.sig")
        self.assertEqual(statement(self.path("0.sig")), statement(self.path("1.sig")))

    def test_an_unknown_read_mode_is_a_usage_error(self):
        self.fail_with(2, "sign", "model", "--private-key", "key.pem", "--read-mode", "fast")

    def test_too_many_threads_are_a_usage_error(self):
        self.fail_with(2, "sign", "model", "--private-key", "key.pem", "--threads", "1025")

    def test_quiet_prints_nothing(self):
        self.assertEqual(self.sign("--quiet"), "")

    def test_an_old_signature_is_replaced(self):
        self.sign()
        self.write("model/new.txt")
        self.sign()
        self.succeed(*self.verify_arguments())

    def test_an_empty_file_is_replaced(self):
        self.write("model.sig", b"")
        self.sign()

    def test_a_file_that_is_no_signature_is_not_overwritten(self):
        self.write("model/config.json", b'{"a": 1}\n')
        message = self.fail_with(5, "sign", "model", "--private-key", "key.pem", "--signature",
                                 "model/config.json")
        self.assertIn("is not a signature", message)
        self.assertEqual(self.path("model/config.json").read_bytes(), b'{"a": 1}\n')

    def test_a_device_is_not_replaced(self):
        self.fail_with(5, "sign", "model", "--private-key", "key.pem", "--signature", "/dev/null")

    def test_a_private_key_in_the_model_draws_a_warning(self):
        os.rename(self.path("key.pem"), self.path("model/key.pem"))
        done = self.run_program("sign", "model", "--private-key", "model/key.pem")
        self.assertEqual(done.returncode, 0)
        self.assertIn(b"warning: the private key lies in the model", done.stderr)
        document = self.json(0, "sign", "model", "--private-key", "model/key.pem")
        self.assertEqual(len(document["warnings"]), 1)

    def test_a_private_key_that_is_left_out_draws_no_warning(self):
        os.rename(self.path("key.pem"), self.path("model/key.pem"))
        self.succeed("sign", "model", "--private-key", "model/key.pem", "--ignore-paths",
                     "model/key.pem")

    def test_an_encrypted_key_needs_a_password(self):
        self.make_encrypted_key()
        message = self.fail_with(6, "sign", "model", "--private-key", "secret.pem")
        self.assertIn("PASSWORD_REQUIRED", message)
        self.assertIn("--password-file", message)

    def test_the_password_comes_from_a_file_without_its_line_end(self):
        self.make_encrypted_key()
        for content in (b"open sesame", b"open sesame\n", b"open sesame\r\n"):
            with self.subTest(content):
                self.write("password", content)
                self.succeed("sign", "model", "--private-key", "secret.pem", "--password-file",
                             "password")

    def test_the_password_comes_from_standard_input(self):
        self.make_encrypted_key()
        self.succeed("sign", "model", "--private-key", "secret.pem", "--password-file", "-",
                     stdin=b"open sesame\n")

    def test_the_password_comes_from_an_environment_variable(self):
        self.make_encrypted_key()
        self.succeed("sign", "model", "--private-key", "secret.pem", "--password-env", "KEY_PASS",
                     environment={"KEY_PASS": "open sesame"})

    def test_a_variable_that_is_not_set_or_empty_is_a_usage_error(self):
        self.make_encrypted_key()
        arguments = ("sign", "model", "--private-key", "secret.pem", "--password-env", "KEY_PASS")
        self.assertIn("not set", self.fail_with(2, *arguments))
        self.assertIn("empty", self.fail_with(2, *arguments, environment={"KEY_PASS": ""}))

    def test_an_empty_password_file_is_a_usage_error(self):
        self.make_encrypted_key()
        self.write("password", b"\n")
        self.fail_with(2, "sign", "model", "--private-key", "secret.pem", "--password-file",
                       "password")

    def test_a_wrong_password_is_refused_and_not_shown(self):
        self.make_encrypted_key()
        message = self.fail_with(6, "sign", "model", "--private-key", "secret.pem",
                                 "--password-env", "KEY_PASS", environment={"KEY_PASS": "pssst"})
        self.assertIn("PASSWORD_WRONG", message)
        self.assertNotIn("pssst", message)

    def test_two_sources_of_a_password_are_a_usage_error(self):
        self.fail_with(2, "sign", "model", "--private-key", "key.pem", "--password-env", "A",
                       "--password-file", "b")

    def test_a_password_on_the_command_line_is_refused_and_not_repeated(self):
        for words in (("--password", "pssst"), ("--password=pssst",), ("--password",)):
            with self.subTest(words):
                message = self.fail_with(2, "sign", "key", "model", "--private-key", "key.pem",
                                         *words)
                self.assertIn("--password-file", message)
                self.assertNotIn("pssst", message)
        self.assertFalse(self.path("model.sig").exists())

    def test_a_person_is_asked_for_the_password_without_echo(self):
        self.make_encrypted_key()
        terminal = self.on_terminal("sign", "model", "--private-key", "secret.pem")
        terminal.read_until("Password of secret.pem: ")
        self.assertFalse(terminal.has_echo())
        terminal.type("open sesame\n")
        self.assertEqual(terminal.wait(), 0, terminal.text())
        self.assertNotIn("open sesame", terminal.text())
        self.assertIn("Signing succeeded", terminal.text())

    def test_a_person_is_not_asked_for_a_key_without_password(self):
        terminal = self.on_terminal("sign", "model", "--private-key", "key.pem")
        self.assertEqual(terminal.wait(), 0)
        self.assertNotIn("Password", terminal.text())

    def test_a_missing_private_key_cannot_be_read(self):
        message = self.fail_with(5, "sign", "model", "--private-key", "nope.pem")
        self.assertIn("nope.pem", message)
        self.assertIn("NOT_FOUND", message)

    def test_a_directory_as_private_key_cannot_be_read(self):
        self.fail_with(5, "sign", "model", "--private-key", "model")

    def test_a_key_of_another_kind_is_trust_material_that_cannot_be_used(self):
        message = self.fail_with(6, "sign", "model", "--private-key", "key.pub")
        self.assertIn("KEY_INVALID", message)

    def test_an_endless_key_file_is_refused(self):
        self.fail_with(6, "sign", "model", "--private-key", "/dev/zero")

    def test_a_model_with_a_symbolic_link_is_refused_with_a_way_out(self):
        os.symlink("config.json", self.path("model/link"))
        message = self.fail_with(1, "sign", "model", "--private-key", "key.pem")
        self.assertIn("SYMLINK_REFUSED", message)
        self.assertIn("--allow-symlinks", message)
        self.assertFalse(self.path("model.sig").exists())

    def test_links_are_followed_on_request(self):
        os.symlink("config.json", self.path("model/link"))
        self.sign("--allow-symlinks")
        self.succeed(*self.verify_arguments("--allow-symlinks"))

    def test_a_model_with_a_pipe_is_refused(self):
        os.mkfifo(self.path("model/pipe"))
        message = self.fail_with(1, "sign", "model", "--private-key", "key.pem")
        self.assertIn("FILE_TYPE_REFUSED", message)

    def test_a_model_without_files_is_refused(self):
        os.mkdir(self.path("empty"))
        message = self.fail_with(1, "sign", "empty", "--private-key", "key.pem")
        self.assertIn("MODEL_EMPTY", message)

    def test_a_model_with_a_name_that_is_not_utf_8_is_refused(self):
        self.write(b"model/\xff.bin")
        message = self.fail_with(1, "sign", "model", "--private-key", "key.pem")
        self.assertIn("NAME_INVALID", message)
        self.assertIn("\\xff.bin", message)

    def test_a_missing_model_cannot_be_read(self):
        self.assertIn("NOT_FOUND", self.fail_with(5, "sign", "nope", "--private-key", "key.pem"))

    def test_a_signature_in_a_directory_that_is_missing_cannot_be_written(self):
        self.fail_with(5, "sign", "model", "--private-key", "key.pem", "--signature", "no/m.sig")

    def test_the_model_as_signature_is_refused(self):
        self.fail_with(5, "sign", "model", "--private-key", "key.pem", "--signature", "model")

    def test_options_that_are_missing_unknown_or_empty_are_usage_errors(self):
        for words in (("sign",), ("sign", "model"), ("sign", "--private-key", "key.pem"),
                      ("sign", "model", "--private-key"), ("sign", "model", "--private-key", ""),
                      ("sign", "model", "--private-key="), ("sign", "", "--private-key", "key.pem"),
                      ("sign", "model", "more", "--private-key", "key.pem"),
                      ("sign", "model", "--private-key", "key.pem", "--hash", "md5"),
                      ("sign", "model", "--private-key", "key.pem", "--frobnicate")):
            with self.subTest(words):
                self.fail_with(2, *words)
        self.assertFalse(self.path("model.sig").exists())

    def test_methods_that_are_not_here_yet_say_so(self):
        for method in ("sigstore", "pkcs11-key", "pkcs11-certificate"):
            with self.subTest(method):
                message = self.fail_with(2, "sign", method, "model")
                self.assertIn(method, message)
                self.assertIn("it has `key` and `certificate`", message)

    def make_encrypted_key(self):
        self.succeed("keygen", "--private-key", "secret.pem", "--public-key", "secret.pub",
                     "--password-env", "NEW", environment={"NEW": "open sesame"})
