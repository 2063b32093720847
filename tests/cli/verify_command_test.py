# SPDX-License-Identifier: Apache-2.0
"""modelseal verify: verdicts, exit codes, where the signature is found, and policies."""

import base64
import json
import os
import shutil

from tests.cli.program import DATA, ProgramTest


class VerifyTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.sign()

    def refuse(self, exit_code, reason, *options):
        message = self.fail_with(exit_code, *self.verify_arguments(*options))
        self.assertIn(f"\n  reason: {reason}\n", message)
        return message

    def test_a_signed_model_verifies(self):
        output = self.succeed(*self.verify_arguments())
        self.assertTrue(output.startswith("Verification succeeded\n"), output)
        self.assertIn("2 files", output)
        self.assertIn("P-256", output)

    def test_the_method_is_found_from_the_bundle(self):
        self.succeed("verify", "model", "--public-key", "key.pub", "--signature", "model.sig")

    def test_the_reference_spelling_works(self):
        self.succeed("verify", "key", "--public_key", "key.pub", "--signature", "model.sig",
                     "--ignore_unsigned_files", "--ignore-paths", "model/x", "--allow_symlinks",
                     "--no-ignore_git_paths", "--no-ignore_unsigned_files", "model")

    def test_the_last_of_two_opposite_flags_counts(self):
        self.write("model/new.txt")
        self.succeed(*self.verify_arguments("--no-ignore-unsigned-files",
                                            "--ignore-unsigned-files"))
        self.refuse(1, "FILE_UNSIGNED", "--ignore-unsigned-files", "--no-ignore-unsigned-files")

    def test_quiet_prints_nothing_on_success(self):
        self.assertEqual(self.succeed(*self.verify_arguments("-q")), "")

    def test_quiet_prints_the_verdict_only_on_failure(self):
        self.write("model/config.json", b"[]\n")
        message = self.refuse(1, "DIGEST_MISMATCH", "--quiet")
        self.assertNotIn("config.json", message)

    # ------------------------------------------------------------------------ content differs --

    def test_the_verdict_comes_first_and_differences_are_grouped(self):
        self.write("model/config.json", b"[]\n")
        os.remove(self.path("model/weights/layer.bin"))
        self.write("model/evil.py", b"12345")
        self.write("model/.git/HEAD")
        message = self.refuse(1, "FILE_MISSING")
        lines = message.split("\n")
        self.assertEqual(lines[0], "modelseal: verification failed: the model is not what was "
                                   "signed: 1 modified, 1 missing, 1 unsigned")
        at = [lines.index(heading) for heading in
              ("M 1 modified", "- 1 missing", "+ 1 unsigned", "~ 1 ignored, not checked")]
        self.assertEqual(at, sorted(at))
        self.assertRegex(lines[at[0] + 1],
                         r"^    config\.json  3 B  signed [0-9a-f]{12}…  found [0-9a-f]{12}…$")
        self.assertRegex(lines[at[1] + 1], r"^    weights/layer\.bin  signed [0-9a-f]{12}…$")
        self.assertEqual(lines[at[2] + 1], "    evil.py  5 B")
        self.assertEqual(lines[at[3] + 1], "    .git")

    def test_a_changed_range_is_named(self):
        self.write("model/big.bin", bytes(10000))
        self.sign("--shard-size", "4096")
        self.write("model/big.bin", bytes(5000) + b"x" + bytes(4999))
        message = self.refuse(1, "DIGEST_MISMATCH")
        self.assertIn("M 1 modified\n    big.bin  bytes 4096 to 8192  10.0 kB  signed ", message)

    def test_long_groups_are_cut_after_20_names(self):
        for number in range(25):
            self.write(f"model/extra{number:02}")
        message = self.refuse(1, "FILE_UNSIGNED")
        self.assertIn("    extra19", message)
        self.assertNotIn("extra20", message)
        self.assertIn("    … and 5 more (--json lists all)\n", message)

    def test_a_link_in_the_model_is_refused(self):
        os.symlink("config.json", self.path("model/link"))
        message = self.refuse(1, "SYMLINK_REFUSED")
        self.assertIn("! 1 refused\n    link  symbolic link\n", message)

    def test_a_pipe_in_the_model_is_refused_and_not_waited_for(self):
        os.mkfifo(self.path("model/pipe"))
        message = self.refuse(1, "FILE_TYPE_REFUSED")
        self.assertIn("! 1 refused\n    pipe  not a regular file\n", message)

    def test_a_name_that_is_not_utf_8_is_the_model_s_fault(self):
        self.write(b"model/\xff.bin")
        self.assertIn("\\xff.bin", self.fail_with(1, *self.verify_arguments()))

    def test_an_emptied_model_misses_its_files(self):
        shutil.rmtree(self.path("model"))
        os.mkdir(self.path("model"))
        self.assertIn("- 2 missing", self.refuse(1, "FILE_MISSING"))

    # -------------------------------------------------------------------------------- policies --

    def test_unsigned_files_are_accepted_on_request_and_named(self):
        self.write("model/new.txt")
        output = self.succeed(*self.verify_arguments("--ignore-unsigned-files"))
        self.assertIn("+ unsigned, not checked: new.txt", output)

    def test_a_file_may_be_ignored(self):
        self.write("model/new.txt")
        output = self.succeed(*self.verify_arguments("--ignore-paths", "model/new.txt"))
        self.assertIn("~ ignored, not checked: new.txt", output)

    def test_a_signed_file_is_never_ignored(self):
        self.write("model/config.json", b"[]\n")
        self.refuse(1, "DIGEST_MISMATCH", "--ignore-paths", "model/config.json")

    def test_ignored_content_is_refused_on_request(self):
        self.write("model/.git/HEAD")
        self.succeed(*self.verify_arguments())
        self.refuse(1, "IGNORED_CONTENT_REFUSED", "--refuse-ignored")

    def test_the_signature_in_the_model_is_no_ignored_content(self):
        self.sign("--signature", "model/model.sig")
        self.succeed("verify", "model", "--public-key", "key.pub", "--refuse-ignored")

    def test_ignoring_the_model_itself_is_a_usage_error(self):
        self.fail_with(2, *self.verify_arguments("--ignore-paths", "model"))

    def test_what_known_tools_write_is_refused_in_strict_mode(self):
        shutil.copytree(DATA / "model", self.path("foreign"))
        arguments = ("verify", "foreign", "--public-key", "key.pub", "--signature",
                     DATA / "cases/shards-decorated.sig")
        self.succeed(*arguments)
        self.assertIn("STATEMENT_INVALID", self.fail_with(3, *arguments, "--strict"))

    def test_the_layout_of_version_0_2_needs_its_option(self):
        shutil.copytree(DATA / "model", self.path("foreign"))
        arguments = ("verify", "foreign", "--public-key", "key.pub", "--signature",
                     DATA / "cases/legacy-predicate.sig")
        message = self.fail_with(3, *arguments)
        self.assertIn("--allow-legacy-v0-unsafe", message)
        self.succeed(*arguments, "--allow-legacy-v0-unsafe")

    # ------------------------------------------------------------------- signature and key (3) --

    def test_another_key_is_refused(self):
        shutil.copy(DATA / "keys/p256-other.pub", self.path("key.pub"))
        self.refuse(3, "KEY_MISMATCH")

    def test_a_changed_signature_is_refused(self):
        self.change_bundle(lambda bundle: bundle["dsseEnvelope"].update(
            payload=base64.b64encode(b"{}").decode()))
        self.refuse(3, "SIGNATURE_INVALID")

    def test_a_signature_file_that_is_not_json_is_refused(self):
        self.write("model.sig", b"not json")
        self.refuse(3, "JSON_INVALID")

    def test_a_signature_file_of_another_shape_is_refused(self):
        self.write("model.sig", b"{}")
        self.refuse(3, "BUNDLE_INVALID")

    def test_a_sigstore_bundle_is_of_another_method(self):
        self.change_bundle(lambda bundle: bundle.update(verificationMaterial={
            "certificate": {"rawBytes": base64.b64encode(b"DER").decode()}}))
        message = self.refuse(3, "METHOD_MISMATCH")
        self.assertIn("a Sigstore identity", message)
        self.assertIn("--identity NAME", self.fail_with(2, "verify", "model"))

    # -------------------------------------------------------------------- finding the signature --

    def test_the_signature_in_the_model_is_found_first(self):
        self.sign("--signature", "model/model.sig")
        self.write("model.sig", b"not json")
        output = self.succeed("verify", "model/", "--public-key", "key.pub")
        self.assertIn("model/model.sig", output)

    def test_the_signature_beside_the_model_is_found_next(self):
        os.rename(self.path("model"), self.path("net"))
        os.rename(self.path("model.sig"), self.path("net.sig"))
        self.write("model.sig", b"not json")
        output = self.succeed("verify", "net///", "--public-key", "key.pub")
        self.assertIn("net.sig", output)

    def test_the_signature_in_the_working_directory_is_found_last(self):
        os.rename(self.path("model"), self.path("net"))
        self.succeed("verify", "net", "--public-key", "key.pub")

    def test_the_signature_of_a_single_file_is_found(self):
        self.write("net.gguf", b"GGUF")
        self.succeed("sign", "net.gguf", "--private-key", "key.pem", "--signature", "net.gguf.sig")
        self.succeed("verify", "net.gguf", "--public-key", "key.pub")

    def test_a_failure_names_the_signature_that_was_found(self):
        self.write("model/new.txt")
        message = self.fail_with(1, "verify", "model", "--public-key", "key.pub")
        self.assertIn("\n  signature: model.sig\n", message)
        self.assertNotIn("signature:", self.refuse(1, "FILE_UNSIGNED"))

    def test_no_signature_anywhere_is_its_own_exit_code(self):
        os.remove(self.path("model.sig"))
        message = self.fail_with(4, "verify", "model", "--public-key", "key.pub")
        self.assertIn("SIGNATURE_NOT_FOUND", message)
        self.assertIn("model/model.sig, model.sig, model.sig", message)

    def test_a_named_signature_that_is_missing_is_not_found(self):
        os.remove(self.path("model.sig"))
        self.refuse(4, "SIGNATURE_NOT_FOUND")

    # -------------------------------------------------------------------- not judged (2, 5, 6) --

    def test_a_missing_model_is_not_judged(self):
        shutil.rmtree(self.path("model"))
        message = self.refuse(5, "NOT_FOUND")
        self.assertIn("could not verify", message)
        self.assertNotIn("verification failed", message)

    def test_a_missing_public_key_is_not_judged(self):
        os.remove(self.path("key.pub"))
        self.refuse(5, "NOT_FOUND")

    def test_a_public_key_of_another_kind_is_not_judged(self):
        shutil.copy(DATA / "keys/rsa2048.pub", self.path("key.pub"))
        self.assertIn("keygen", self.refuse(6, "KEY_UNSUPPORTED"))

    def test_a_private_key_as_public_key_is_not_judged(self):
        shutil.copy(self.path("key.pem"), self.path("key.pub"))
        self.refuse(6, "KEY_INVALID")

    def test_who_may_sign_must_be_said(self):
        message = self.fail_with(2, "verify", "model", "--signature", "model.sig")
        self.assertIn("--public-key", message)
        self.fail_with(2, "verify", "key", "model", "--signature", "model.sig")
        self.fail_with(2, "verify", "model", "--signature", "model.sig", "--public-key", "")

    def test_options_of_other_methods_are_usage_errors_that_say_so(self):
        message = self.fail_with(2, "verify", "key", "model", "--signature", "model.sig",
                                 "--public-key", "key.pub", "--identity", "a@b.c")
        self.assertIn("--identity is not an option of this method", message)

    def change_bundle(self, change):
        bundle = json.loads(self.path("model.sig").read_bytes())
        change(bundle)
        self.write("model.sig", json.dumps(bundle).encode())
