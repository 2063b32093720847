# SPDX-License-Identifier: Apache-2.0
"""--digest-cache: only what changed is hashed, and everything else is as without it."""

import base64
import json
import os
import shutil
import time

from tests.cli.program import ProgramTest

# Files younger than this are never kept: more than fs::kClockGranularityNs.
REST_SECONDS = 2.1
SIGN = ("sign", "model", "--private-key", "key.pem")
CACHE = ("--digest-cache", "cache")


class DigestCacheTest(ProgramTest):
    def setUp(self):
        super().setUp()
        for number in range(100):
            self.write(f"model/layers/{number}", b"%d" % number * 100)

    def rest(self):
        time.sleep(REST_SECONDS)

    def sign_with_cache(self, *options):
        return self.json(0, *SIGN, *CACHE, *options)

    def payload(self, name="model.sig"):
        bundle = json.loads(self.path(name).read_bytes())
        return base64.b64decode(bundle["dsseEnvelope"]["payload"])

    def check_signed_as_without_a_cache(self):
        self.succeed(*SIGN, "--signature", "plain.sig")
        self.assertEqual(self.payload(), self.payload("plain.sig"))

    def test_only_what_changed_is_hashed_again(self):
        self.rest()
        first = self.sign_with_cache()
        self.assertEqual(first["cached_bytes"], 0)
        self.check_signed_as_without_a_cache()
        again = self.sign_with_cache()
        self.assertEqual(again["cached_bytes"], again["bytes"])
        self.check_signed_as_without_a_cache()

        self.write("model/layers/7", b"something else")
        changed = self.sign_with_cache()
        self.assertEqual(changed["bytes"] - changed["cached_bytes"], len(b"something else"))
        self.check_signed_as_without_a_cache()
        self.succeed(*self.verify_arguments())

        path = self.path("model/layers/8")
        before = path.stat()
        path.write_bytes(bytes(before.st_size))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        self.assertEqual(path.stat().st_mtime_ns, before.st_mtime_ns)
        restored = self.sign_with_cache("--ignore-paths", "model/layers/7")
        self.assertEqual(restored["bytes"] - restored["cached_bytes"], before.st_size)
        self.sign_with_cache()
        self.check_signed_as_without_a_cache()

        self.rest()
        self.sign_with_cache()
        document = self.json(0, "digest", "model", *CACHE)
        self.assertEqual(document["cached_bytes"], document["bytes"])
        output = self.succeed(*SIGN, *CACHE)
        self.assertIn("known)", output)

    def test_verification_believes_the_cache_only_if_told_to(self):
        self.rest()
        self.sign_with_cache()
        document = self.json(0, *self.verify_arguments())
        self.assertEqual(document["cached_bytes"], 0)
        document = self.json(0, *self.verify_arguments("--digest-cache-unsafe", "cache"))
        self.assertEqual(document["cached_bytes"], document["bytes"])
        output = self.succeed(*self.verify_arguments("--digest-cache-unsafe", "cache"))
        self.assertIn("! not read now, believed from cache: ", output)

    def test_a_file_from_the_future_is_hashed_every_time(self):
        for path in self.path("model").rglob("*"):
            os.utime(path, (4e9, 4e9))
        for _ in range(2):
            self.assertEqual(self.sign_with_cache()["cached_bytes"], 0)

    def test_the_file_is_its_owners_alone(self):
        self.sign_with_cache()
        self.assertEqual(self.path("cache").stat().st_mode & 0o7777, 0o600)
        self.assertEqual(self.names(), ["cache", "key.pem", "key.pub", "model.sig"])

    def test_a_broken_cache_is_refused_and_named(self):
        self.sign_with_cache()
        content = bytearray(self.path("cache").read_bytes())
        content[-1] ^= 1
        self.write("cache", bytes(content))
        os.remove(self.path("model.sig"))
        message = self.fail_with(5, *SIGN, *CACHE)
        self.assertIn("DIGEST_CACHE_INVALID", message)
        self.assertIn("--fresh-digest-cache", message)
        self.assertFalse(self.path("model.sig").exists())
        self.assertEqual(self.path("cache").read_bytes(), bytes(content))
        self.sign_with_cache("--fresh-digest-cache")
        self.sign_with_cache()

    def test_a_cache_that_others_can_write_is_refused(self):
        self.sign_with_cache()
        self.path("cache").chmod(0o620)
        self.assertIn("ACCESS_DENIED", self.fail_with(5, *SIGN, *CACHE))

    def test_what_is_no_cache_is_not_overwritten(self):
        self.write("cache", b"weights")
        self.fail_with(5, *SIGN, *CACHE)
        self.fail_with(5, *SIGN, *CACHE, "--fresh-digest-cache")
        self.assertEqual(self.path("cache").read_bytes(), b"weights")

    def test_a_link_or_a_directory_is_no_cache(self):
        os.symlink("elsewhere", self.path("link"))
        self.write("elsewhere", b"")
        for name in ("link", "model"):
            with self.subTest(name):
                self.fail_with(5, *SIGN, "--digest-cache", name)

    def test_a_cache_in_the_model_is_left_out(self):
        self.succeed(*SIGN, "--digest-cache", "model/cache")
        self.assertIn(b'"cache"', self.payload())
        self.succeed(*SIGN, "--digest-cache", "model/cache")
        self.succeed(*self.verify_arguments())

    def test_a_fresh_cache_needs_a_cache(self):
        self.fail_with(2, *SIGN, "--fresh-digest-cache")

    def test_a_copy_of_the_model_is_hashed(self):
        self.rest()
        self.sign_with_cache()
        shutil.copytree(self.path("model"), self.path("copy"))
        document = self.json(0, "digest", "copy", *CACHE)
        self.assertEqual(document["cached_bytes"], 0)
