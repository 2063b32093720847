# SPDX-License-Identifier: Apache-2.0
"""The command line of the conformance client: what it refuses to serve, and how it says so."""

import pathlib
import unittest

from tests.conformance.client import client_program

IDENTITY = ("--certificate-identity", "someone@example.com",
            "--certificate-oidc-issuer", "https://issuer.example.com")
DIGEST = "sha256:" + 64 * "0"


class ClientProtocolTest(unittest.TestCase):
    def usage_error(self, *arguments):
        answer = client_program.ask(*arguments)
        self.assertEqual((answer.exit_code, answer.reason), (2, "usage"), answer.message)
        self.assertEqual(answer.output, "")
        return answer.message

    def test_signing_is_said_to_be_missing(self):
        message = self.usage_error("sign-bundle", "--identity-token", "token", "--bundle", "b.json",
                                   "artifact")
        self.assertEqual(message, "usage: sign-bundle: keyless signing is not there yet")

    def test_staging_without_a_root_is_refused(self):
        message = self.usage_error("verify-bundle", "--staging", "--bundle", "b.json", *IDENTITY,
                                   DIGEST)
        self.assertIn("only the production root is built in", message)

    def test_staging_with_a_root_reads_that_root(self):
        answer = client_program.ask("verify-bundle", "--staging", "--bundle", "no-such-bundle.json",
                                    *IDENTITY, "--trusted-root", "no-such-root.json", DIGEST)
        self.assertEqual((answer.exit_code, answer.reason), (1, "NOT_FOUND"))
        self.assertIn("no-such-root.json", answer.message)

    def test_nobody_who_may_sign_is_refused(self):
        self.usage_error("verify-bundle", "--bundle", "b.json", DIGEST)

    def test_an_identity_without_issuer_is_refused(self):
        self.usage_error("verify-bundle", "--bundle", "b.json", *IDENTITY[:2], DIGEST)
        self.usage_error("verify-bundle", "--bundle", "b.json", *IDENTITY[2:], DIGEST)

    def test_a_key_beside_an_identity_is_refused(self):
        self.usage_error("verify-bundle", "--bundle", "b.json", *IDENTITY, "--key", "k.pem", DIGEST)

    def test_an_empty_identity_is_refused(self):
        for empty in (1, 3):
            identity = list(IDENTITY)
            identity[empty] = ""
            with self.subTest(identity=identity):
                answer = client_program.ask("verify-bundle", "--bundle", "b.json", *identity,
                                            DIGEST)
                self.assertEqual((answer.exit_code, answer.reason), (1, "INVALID_ARGUMENT"))

    def test_no_artifact_or_two_are_refused(self):
        self.usage_error("verify-bundle", "--bundle", "b.json", *IDENTITY)
        self.usage_error("verify-bundle", "--bundle", "b.json", *IDENTITY, DIGEST, DIGEST)

    def test_an_option_that_is_unknown_twice_or_without_value_is_refused(self):
        self.usage_error("verify-bundle", "--bundle", "b.json", *IDENTITY, "--in-toto", DIGEST)
        self.usage_error("verify-bundle", "--bundle", "b.json", *IDENTITY, *IDENTITY, DIGEST)
        self.usage_error("verify-bundle", "--bundle", "b.json", *IDENTITY, DIGEST, "--key")

    def test_no_command_or_another_one_is_refused(self):
        self.usage_error()
        self.usage_error("verify", "--bundle", "b.json", *IDENTITY, DIGEST)

    def test_a_missing_bundle_is_said(self):
        self.usage_error("verify-bundle", *IDENTITY, DIGEST)
        answer = client_program.ask("verify-bundle", "--bundle", "no-such-bundle.json", *IDENTITY,
                                    DIGEST)
        self.assertEqual((answer.exit_code, answer.reason), (1, "SIGNATURE_NOT_FOUND"))

    def test_a_missing_key_is_said(self):
        answer = client_program.ask("verify-bundle", "--bundle", "b.json", "--key", "no-such.pem",
                                    DIGEST)
        self.assertEqual((answer.exit_code, answer.reason), (1, "NOT_FOUND"))
        self.assertFalse(pathlib.Path("no-such.pem").exists())
