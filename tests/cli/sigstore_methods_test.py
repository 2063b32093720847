# SPDX-License-Identifier: Apache-2.0
"""verify sigstore, verify-blob, inspect: signatures that other tools made through Sigstore."""

import json
import pathlib
import re
import shutil

from tests.cli.program import ProgramTest

DATA = pathlib.Path("tests/data/sigstore").resolve()

SIGNER = "stefanb@us.ibm.com"
PROVIDER = "https://sigstore.verify.ibm.com/oauth2"
WORKFLOW = ("https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/"
            ".github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main")
GITHUB = "https://token.actions.githubusercontent.com"
BEACON = ("--certificate-identity", WORKFLOW, "--certificate-oidc-issuer", GITHUB)
DIGEST = "sha256:a0cfc71271d6e278e57cd332ff957c3f7043fdda354c4cbb190a30d56efa01bf"


class KeylessModelTest(ProgramTest):
    def setUp(self):
        super().setUp()
        shutil.copytree(DATA / "keyless-model", self.directory / "keyless")

    def verify(self, *options):
        return ("verify", "sigstore", "keyless", *options)

    def by(self, identity, provider, *options):
        return self.verify("--identity", identity, "--identity-provider", provider, *options)

    def test_a_model_verifies_by_the_identity_of_its_signer(self):
        output = self.succeed(*self.by(SIGNER, PROVIDER))
        self.assertIn("Verification succeeded", output)
        self.assertIn(f"signed by:  {SIGNER}", output)
        self.assertIn(f"vouched by: {PROVIDER}", output)
        self.assertRegex(output, r"signed at:  2025-10-\d\dT[\d:]+Z, by the log https://rekor.sig")
        self.assertRegex(output, r"signed at:  2025-10-\d\dT[\d:.]+Z, by a timestamp authority CN=")
        self.assertRegex(output, r"logged:     https://rekor\.sigstore\.dev, entry \d+ \(dsse 0\.0")
        self.assertNotIn("unchecked:", output)

    def test_another_identity_is_refused_and_told_who_signed(self):
        message = self.fail_with(3, *self.by("mallory@us.ibm.com", PROVIDER))
        self.assertIn("IDENTITY_MISMATCH", message)
        self.assertIn(f"signed by {SIGNER}", message)
        self.assertIn("mallory@us.ibm.com", message)

    def test_another_provider_is_refused(self):
        for provider in (PROVIDER + "/", "https://accounts.google.com", PROVIDER[:-1]):
            with self.subTest(provider):
                message = self.fail_with(3, *self.by(SIGNER, provider))
                self.assertIn("IDENTITY_MISMATCH", message)

    def test_a_pattern_must_match_the_whole_identity(self):
        def pattern(text):
            return self.verify("--identity-pattern", text, "--identity-provider", PROVIDER)

        self.succeed(*pattern(r".*@us\.ibm\.com"))
        self.assertIn("IDENTITY_MISMATCH", self.fail_with(3, *pattern(r"@us\.ibm\.com")))
        self.assertIn("--identity-pattern: ", self.fail_with(2, *pattern("(")))

    def test_an_identity_without_a_provider_is_no_policy(self):
        message = self.fail_with(2, *self.verify("--identity", SIGNER))
        self.assertIn("who vouches for it", message)
        message = self.fail_with(2, *self.verify())
        self.assertIn("--identity NAME --identity-provider URL", message)
        self.fail_with(2, *self.verify("--identity", SIGNER, "--identity-provider", ""))

    def test_a_changed_byte_is_found_after_the_signer(self):
        self.write("keyless/signme-1", b"tampered")
        message = self.fail_with(1, *self.by(SIGNER, PROVIDER))
        self.assertIn("DIGEST_MISMATCH", message)

    def test_any_identity_is_accepted_only_by_an_unsafe_name(self):
        output = self.succeed(*self.verify("--accept-any-identity-unsafe"))
        self.assertIn("unchecked:  who signed", output)
        self.fail_with(2, *self.by(SIGNER, PROVIDER, "--accept-any-identity-unsafe"))

    def test_the_method_is_found_from_the_bundle(self):
        self.succeed("verify", "keyless", "--identity", SIGNER, "--identity-provider", PROVIDER)
        message = self.fail_with(2, "verify", "keyless")
        self.assertIn("Sigstore identified", message)
        message = self.fail_with(3, "verify", "keyless", "--public-key", "key.pub")
        self.assertIn("METHOD_MISMATCH", message)

    def test_another_instance_is_refused_as_unknown(self):
        root = str(DATA / "blob/staging_trusted_root.json")
        message = self.fail_with(3, *self.by(SIGNER, PROVIDER, "--trust_config", root))
        self.assertIn("LOG_UNKNOWN", message)
        message = self.fail_with(6, *self.by(SIGNER, PROVIDER, "--trusted-root", "key.pub"))
        self.assertIn("TRUST_ROOT_INVALID", message)
        self.fail_with(5, *self.by(SIGNER, PROVIDER, "--trusted-root", "absent.json"))

    def test_more_timestamps_than_there_are_can_be_asked_for(self):
        self.succeed(*self.by(SIGNER, PROVIDER, "--min-timestamps", "1"))
        message = self.fail_with(3, *self.by(SIGNER, PROVIDER, "--min-timestamps", "2"))
        self.assertIn("SIGNING_TIME_UNKNOWN", message)

    def test_an_extension_can_be_demanded(self):
        oid = "1.3.6.1.4.1.57264.1.8"
        self.succeed(*self.by(SIGNER, PROVIDER, "--identity-extension", f"{oid}={PROVIDER}"))
        message = self.fail_with(
            3, *self.by(SIGNER, PROVIDER, "--identity-extension", f"{oid}=https://other"))
        self.assertIn("IDENTITY_MISMATCH", message)
        self.fail_with(2, *self.by(SIGNER, PROVIDER, "--identity-extension", oid))

    def test_json_says_who_signed_when_and_where_it_was_recorded(self):
        document = self.json(0, *self.by(SIGNER, PROVIDER))
        self.assertEqual(document["method"], "sigstore")
        self.assertEqual(document["signer"]["identity"], SIGNER)
        self.assertEqual(document["signer"]["identity_type"], "email")
        self.assertEqual(document["signer"]["identity_provider"], PROVIDER)
        self.assertIn(
            {"oid": "1.3.6.1.4.1.57264.1.8", "name": "Issuer (V2)", "value": PROVIDER},
            document["signer"]["extensions"])
        self.assertEqual({time["source"] for time in document["times"]},
                         {"transparency_log", "timestamp_authority"})
        self.assertEqual(document["log_entries"][0]["log"], "https://rekor.sigstore.dev")
        self.assertEqual(document["unchecked"], [])
        document = self.json(3, *self.by("x", PROVIDER))
        self.assertEqual(document["error"]["name"], "IDENTITY_MISMATCH")
        self.assertEqual(document["error"]["details"]["expected"], "x")

    def test_inspect_shows_certificate_log_entry_and_times(self):
        output = self.succeed("inspect", "keyless/model.sig")
        self.assertIn("NOT VERIFIED", output)
        self.assertIn(f"signed by:    {SIGNER}", output)
        self.assertRegex(output, r"certificate:  valid from 2025-10-\d\dT[\d:]+Z to 2025-10-\d\dT")
        self.assertIn(f"Issuer (V2): {PROVIDER}", output)
        self.assertRegex(output, r"logged: +\S+, entry \d+ \(dsse 0\.0\.1\)")
        self.assertRegex(output, r"signed at:    2025-10")
        self.assertIn("signme-1", output)


    def test_inspect_shows_the_rest_of_a_bundle_whose_certificate_cannot_be_read(self):
        path = self.path("keyless/model.sig")
        bundle = json.loads(path.read_text())
        bundle["verificationMaterial"]["certificate"]["rawBytes"] = "AA=="
        path.write_text(json.dumps(bundle))
        output = self.succeed("inspect", "keyless/model.sig")
        self.assertRegex(output, r"unreadable: .*certificate")
        self.assertIn("signme-1", output)
        self.assertIn("certificate", self.json(0, "inspect", "keyless/model.sig")["unreadable"])


class BlobTest(ProgramTest):
    def setUp(self):
        super().setUp()
        for file in (DATA / "blob").iterdir():
            shutil.copy(file, self.directory / file.name)

    def test_a_file_verifies_beside_its_bundle(self):
        output = self.succeed("verify-blob", "a.txt", *BEACON)
        self.assertIn("artifact:   a.txt", output)
        self.assertIn(f"vouched by: {GITHUB}", output)

    def test_a_digest_stands_for_the_file(self):
        self.succeed("verify-blob", DIGEST, "--bundle", "a.txt.sigstore.json", *BEACON)
        message = self.fail_with(1, "verify-blob", DIGEST[:-1] + "0", "--bundle",
                                 "a.txt.sigstore.json", *BEACON)
        self.assertIn("DIGEST_MISMATCH", message)
        self.fail_with(2, "verify-blob", DIGEST[:-1], "--bundle", "a.txt.sigstore.json", *BEACON)

    def test_another_file_is_refused(self):
        self.write("a.txt", b"another")
        self.assertIn("DIGEST_MISMATCH", self.fail_with(1, "verify-blob", "a.txt", *BEACON))

    def test_a_statement_about_the_file_verifies_and_its_type_can_be_demanded(self):
        arguments = ("verify-blob", "a.txt", "--bundle", "statement.sigstore.json", *BEACON)
        document = self.json(0, *arguments)
        self.assertTrue(document["predicate_type"].startswith("https://"))
        self.succeed(*arguments, "--predicate-type", document["predicate_type"])
        message = self.fail_with(3, *arguments, "--predicate-type", "https://other")
        self.assertIn("PREDICATE_MISMATCH", message)
        message = self.fail_with(3, "verify-blob", "a.txt", *BEACON, "--predicate-type", "https://x")
        self.assertIn("PREDICATE_MISMATCH", message)

    def test_a_key_in_a_log_verifies_with_and_without_asking_for_the_log(self):
        arguments = ("verify-blob", "a.txt", "--bundle", "managed-key.sigstore.json", "--key",
                     "managed-key.pub")
        output = self.succeed(*arguments, "--require-log")
        self.assertIn("logged:", output)
        self.assertNotIn("unchecked:", output)

    def test_a_signature_of_another_instance_verifies_by_its_trusted_root(self):
        arguments = ("verify-blob", "a.txt", "--bundle", "rekor2.sigstore.json", *BEACON)
        self.assertIn("LOG_UNKNOWN", self.fail_with(3, *arguments))
        output = self.succeed(*arguments, "--trusted-root", "staging_trusted_root.json")
        self.assertIn("hashedrekord 0.0.2", output)

    def test_inspect_says_that_it_is_about_one_artifact(self):
        output = self.succeed("inspect", "a.txt.sigstore.json")
        self.assertIn("one artifact, without a statement", output)
        output = self.succeed("inspect", "statement.sigstore.json")
        self.assertIn("something else than a model", output)
        self.assertTrue(re.search(r"^ +Source Repository URI: https://github\.com/", output,
                                  re.MULTILINE), output)


class ContradictionTest(ProgramTest):
    """Nothing that was said about trust is dropped in silence."""

    def setUp(self):
        super().setUp()
        shutil.copytree(DATA / "keyless-model", self.directory / "keyless")
        shutil.copy(DATA / "blob/staging_trusted_root.json", self.directory / "root.json")
        self.sign()

    def test_options_of_one_kind_of_trust_beside_another_are_usage_errors(self):
        identity = ("--identity", SIGNER, "--identity-provider", PROVIDER)
        ways = {
            "sigstore": ("verify", "keyless", *identity),
            "key": ("verify", "model", "--signature", "model.sig", "--public-key", "key.pub"),
        }
        others = {
            "sigstore": [("--certificate-fingerprint", "0" * 64), ("--certificate-subject", "CN=x"),
                         ("--certificate-name", "x"), ("--timestamp-root", "root.json"),
                         ("--public-key", "key.pub"), ("--require-log",),
                         ("--accept-any-identity-unsafe",)],
            "key": [identity, ("--identity-provider", PROVIDER), ("--min-timestamps", "1"),
                    ("--trusted-root", "root.json"), ("--certificate-subject", "CN=x"),
                    ("--accept-missing-sct-unsafe",), ("--accept-missing-log-entry-unsafe",),
                    ("--identity-extension", "1.3.6.1.4.1.57264.1.8=x"),
                    ("--require-log", "--accept-missing-log-entry-unsafe")],
        }
        for way, words in ways.items():
            self.succeed(*words)
            for other in others[way]:
                with self.subTest(f"{way} beside {other[0]}"):
                    self.fail_with(2, *words, *other)
