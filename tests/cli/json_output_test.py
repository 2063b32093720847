# SPDX-License-Identifier: Apache-2.0
"""--json: one object of a versioned schema, on success and on failure."""

import os

from tests.cli.program import ProgramTest

MANIFEST = ["model_name", "hash", "shard_size_bytes", "allow_symlinks", "ignore_paths",
            "root_digest", "files"]
HEAD = ["schema", "status", "exit_code"]


class JsonTest(ProgramTest):
    def members(self, document, schema, *names):
        self.assertEqual(document["schema"], f"modelseal.{schema}/1")
        self.assertEqual(list(document), [*HEAD, *names])

    def test_sign(self):
        document = self.json(0, "sign", "key", "model", "--private-key", "key.pem")
        self.members(document, "sign", "model", "signature", "method", "key", "bytes",
                     "cached_bytes", "seconds", "warnings", *MANIFEST)
        self.assertEqual((document["model"], document["signature"], document["method"]),
                         ("model", "model.sig", "key"))
        self.assertEqual(len(document["key"]["fingerprint"]), 64)
        self.assertEqual(document["bytes"], 4099)
        self.assertGreater(document["seconds"], 0)

    def test_verify(self):
        self.sign()
        self.write("model/.git/HEAD")
        self.write("model/new.txt")
        document = self.json(0, *self.verify_arguments("--ignore-unsigned-files"))
        self.members(document, "verify", "model", "signature", "method", "key", "times",
                     "log_entries", "unchecked", "bytes", "cached_bytes", "seconds", "ignored",
                     "unsigned", *MANIFEST, "model_datasets")
        self.assertEqual(document["unchecked"], ["log_entry", "signing_time"])
        self.assertEqual(document["key"]["curve"], "P-256")
        self.assertEqual((document["ignored"], document["unsigned"]), ([".git"], ["new.txt"]))
        self.assertEqual([entry["name"] for entry in document["files"]],
                         ["config.json", "weights/layer.bin"])
        self.assertEqual(document["files"][0]["algorithm"], "sha256")
        self.assertEqual(len(document["files"][0]["digest"]), 64)

    def test_a_failed_verification_lists_all_differences(self):
        self.sign()
        self.write("model/config.json", b"[]\n")
        os.remove(self.path("model/weights/layer.bin"))
        for number in range(30):
            self.write(f"model/extra{number:02}", b"123")
        os.symlink("x", self.path("model/link"))
        self.write("model/.git/HEAD")
        document = self.json(1, *self.verify_arguments())
        self.members(document, "verify", "model", "signature", "error", "differences")
        self.assertEqual(document["error"]["category"], "verification")
        found = document["differences"]
        self.assertEqual(list(found), ["complete", "modified", "missing", "unsigned", "ignored",
                                       "refused"])
        self.assertIs(found["complete"], True)
        self.assertEqual(list(found["modified"][0]),
                         ["name", "reason", "expected", "actual", "size_bytes"])
        self.assertEqual(found["modified"][0]["reason"], "DIGEST_MISMATCH")
        self.assertEqual(list(found["missing"][0]), ["name", "reason", "expected"])
        self.assertEqual(found["missing"][0]["reason"], "FILE_MISSING")
        self.assertEqual(len(found["unsigned"]), 30)
        self.assertEqual(found["unsigned"][29]["name"], "extra29")
        self.assertEqual(found["unsigned"][29]["size_bytes"], 3)
        self.assertEqual([entry["name"] for entry in found["ignored"]], [".git"])
        self.assertEqual(found["refused"][0]["reason"], "SYMLINK_REFUSED")

    def test_ranges_have_their_bounds(self):
        self.sign("--shard-size", "4096")
        document = self.json(0, *self.verify_arguments())
        self.assertEqual(document["shard_size_bytes"], 4096)
        self.assertEqual([(entry["start_bytes"], entry["end_bytes"])
                          for entry in document["files"]], [(0, 3), (0, 4096)])
        self.write("model/weights/layer.bin", bytes(4096))
        document = self.json(1, *self.verify_arguments())
        self.assertEqual((document["differences"]["modified"][0]["start_bytes"],
                          document["differences"]["modified"][0]["end_bytes"]), (0, 4096))

    def test_an_error_has_code_name_category_message_and_details(self):
        document = self.json(5, "verify", "nope", "--public-key", "key.pub", "--signature",
                             self.signature())
        error = document["error"]
        self.assertEqual((error["code"], error["name"], error["category"]),
                         (201, "NOT_FOUND", "io"))
        self.assertIn("nope", error["message"])
        self.assertEqual(error["details"], {"path": "nope", "errno": "2"})

    def test_each_kind_of_failure_is_an_object_too(self):
        signature = self.signature()
        self.write("broken.sig", b"{")
        for exit_code, words, name in (
                (2, ("sign", "model"), "INVALID_ARGUMENT"),
                (2, ("frobnicate",), "INVALID_ARGUMENT"),
                (2, ("verify", "model", "--signature", signature), "INVALID_ARGUMENT"),
                (3, ("inspect", "broken.sig"), "JSON_INVALID"),
                (4, ("inspect", "nope.sig"), "SIGNATURE_NOT_FOUND"),
                (5, ("digest", "nope"), "NOT_FOUND"),
                (5, ("keygen", "--private-key", "key.pem", "--public-key", "x"), "IO_FAILED"),
                (6, ("sign", "model", "--private-key", "key.pub"), "KEY_INVALID")):
            with self.subTest(words):
                self.assertEqual(self.json(exit_code, *words)["error"]["name"], name)

    def test_json_may_stand_before_the_command(self):
        done = self.run_program("--json", "version")
        self.assertTrue(done.stdout.startswith(b'{"schema":"modelseal.version/1"'))

    def test_digest(self):
        document = self.json(0, "digest", "model")
        self.members(document, "digest", "model", "order", "bytes", "cached_bytes", "seconds",
                     *MANIFEST)
        self.assertTrue(document["root_digest"].startswith("sha256:"))
        self.assertEqual([entry["size_bytes"] for entry in document["files"]], [3, 4096])

    def test_digest_in_the_order_of_the_reference(self):
        self.write("model/a/b")
        self.write("model/a-b")
        document = self.json(0, "digest", "model", "--order", "component")
        self.assertEqual(document["order"], "component")
        self.assertEqual(self.succeed("digest", "model", "--order", "component"),
                         document["root_digest"] + "\n")

    def test_inspect_says_that_nothing_is_verified(self):
        document = self.json(0, "inspect", self.signature())
        self.members(document, "inspect", "signature", "verified", "media_type", "method", "key",
                     "certificates_der_hex", "times", "log_entries", *MANIFEST)
        self.assertIs(document["verified"], False)
        self.assertEqual(len(document["key"]["hint"]), 64)

    def test_diff(self):
        signature = self.signature()
        document = self.json(0, "diff", "model", signature)
        self.members(document, "diff", "model", "signature", "verified", "differences")
        self.assertIs(document["verified"], False)
        self.write("model/new.txt")
        document = self.json(1, "diff", "model", signature)
        self.assertEqual(document["differences"]["unsigned"][0]["name"], "new.txt")

    def test_keygen(self):
        document = self.json(0, "keygen", "--private-key", "a", "--public-key", "b")
        self.members(document, "keygen", "private_key", "public_key", "curve", "encrypted")
        self.assertIs(document["encrypted"], False)

    def test_version(self):
        self.members(self.json(0, "version"), "version", "version", "library_version")

    def test_paths_that_are_not_utf_8_are_replaced_and_given_in_hex(self):
        document = self.json(0, "sign", "model", "--private-key", "key.pem", "--signature",
                             b"m\xff")
        self.assertEqual((document["signature"], document["signature_hex"]), ("m\ufffd", "6dff"))
        self.assertNotIn("model_hex", document)

    def test_a_terminal_gets_indented_json(self):
        terminal = self.on_terminal("version", "--json")
        self.assertEqual(terminal.wait(), 0)
        self.assertIn('\n  "status": "ok",\n', terminal.text())

    def signature(self):
        self.sign()
        return "model.sig"
