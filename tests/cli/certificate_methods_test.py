# SPDX-License-Identifier: Apache-2.0
"""sign certificate, verify certificate: an authority made with the openssl program."""

import json
import subprocess

from tests.cli.program import ProgramTest

SIGNER = "keyUsage=critical,digitalSignature\nextendedKeyUsage=codeSigning\n"
AUTHORITY = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n"


class CertificateTest(ProgramTest):
    """root.pem issues int.pem, which issues cert.pem for key.pem."""

    def setUp(self):
        super().setUp()
        self.issue("root", "/CN=Root of tests", "root", AUTHORITY)
        self.issue("int", "/CN=Intermediate", "root", AUTHORITY)
        self.openssl("pkey", "-in", "key.pem", "-out", "cert.key")
        self.issue("cert", "/O=Trainers/CN=Ann", "int", SIGNER)

    def openssl(self, *arguments):
        subprocess.run(["openssl", *arguments], cwd=self.directory, check=True,
                       capture_output=True)

    def issue(self, name, subject, issuer, extensions, days="36500"):
        if not self.path(f"{name}.key").exists():
            self.openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256",
                         "-out", f"{name}.key")
        self.write(f"{name}.ext", extensions.encode())
        self.openssl("req", "-new", "-key", f"{name}.key", "-subj", subject, "-out", f"{name}.csr")
        authority = (["-signkey", f"{name}.key"] if issuer == name else
                     ["-CA", f"{issuer}.pem", "-CAkey", f"{issuer}.key", "-CAcreateserial"])
        self.openssl("x509", "-req", "-in", f"{name}.csr", *authority, "-days", days,
                     "-extfile", f"{name}.ext", "-out", f"{name}.pem")

    def sign_with_certificate(self, *options):
        return self.succeed("sign", "certificate", "model", "--private_key", "key.pem",
                            "--signing_certificate", "cert.pem", "--certificate_chain", "int.pem",
                            *options)

    def trust(self, *roots):
        return ("verify", "certificate", "model", "--signature", "model.sig",
                *(word for root in roots for word in ("--certificate_chain", root)))

    def test_a_model_signed_in_the_name_of_a_certificate_verifies(self):
        output = self.sign_with_certificate()
        self.assertIn("signed by:  certificate cert.pem", output)
        output = self.succeed(*self.trust("root.pem"))
        self.assertIn("signed by:  CN=Ann,O=Trainers (P-256)", output)
        self.assertIn("trusted:    CN=Root of tests", output)

    def test_the_method_is_found_from_the_options_and_from_the_bundle(self):
        self.succeed("sign", "model", "--private-key", "key.pem", "--signing-certificate",
                     "cert.pem")
        self.succeed("verify", "model", "--certificate-chain", "root.pem", "--certificate-chain",
                     "int.pem")

    def test_fingerprints_are_printed_on_request(self):
        self.sign_with_certificate()
        output = self.succeed(*self.trust("root.pem"), "--log_fingerprints")
        self.assertEqual(output.count("    sha256:"), 3)

    def test_json_has_the_path_from_the_signer_to_the_root(self):
        self.sign_with_certificate()
        document = self.json(0, *self.trust("root.pem"))
        self.assertEqual(document["method"], "certificate")
        self.assertEqual([entry["subject"] for entry in document["certificates"]],
                         ["CN=Ann,O=Trainers", "CN=Intermediate", "CN=Root of tests"])
        self.assertEqual(len(document["certificates"][0]["fingerprint"]), 64)

    def test_inspect_counts_the_certificates(self):
        self.sign_with_certificate()
        self.assertIn("brings:       2 certificates", self.succeed("inspect", "model.sig"))
        self.assertEqual(len(self.json(0, "inspect", "model.sig")["certificates_der_hex"]), 2)

    def test_a_root_that_did_not_issue_is_not_enough(self):
        self.sign_with_certificate()
        self.issue("other", "/CN=Other", "other", AUTHORITY)
        self.assertIn("CERTIFICATE_INVALID", self.fail_with(3, *self.trust("other.pem")))

    def test_an_expired_certificate_is_refused(self):
        self.issue("cert", "/CN=Ann", "int", SIGNER, days="-1")
        self.sign_with_certificate()
        self.assertIn("CERTIFICATE_EXPIRED", self.fail_with(3, *self.trust("root.pem")))

    def test_a_certificate_that_may_not_sign_is_refused_when_signing(self):
        self.issue("cert", "/CN=Ann", "int", "keyUsage=critical,keyAgreement\n")
        self.assertIn("CERTIFICATE_INVALID", self.fail_with(
            3, "sign", "certificate", "model", "--private-key", "key.pem", "--signing-certificate",
            "cert.pem"))

    def test_a_certificate_of_another_key_is_refused_when_signing(self):
        self.issue("other", "/CN=Ben", "int", SIGNER)
        self.assertIn("KEY_MISMATCH", self.fail_with(
            3, "sign", "certificate", "model", "--private-key", "key.pem", "--signing-certificate",
            "other.pem"))
        self.assertFalse(self.path("model.sig").exists())

    def test_trust_that_is_no_certificate_is_not_judged(self):
        self.sign_with_certificate()
        self.assertIn("TRUST_ANCHOR_INVALID", self.fail_with(6, *self.trust("key.pub")))
        self.assertIn("NOT_FOUND", self.fail_with(5, *self.trust("nope.pem")))

    def test_a_key_does_not_verify_a_certificate_nor_the_reverse(self):
        self.sign_with_certificate()
        self.assertIn("METHOD_MISMATCH", self.fail_with(3, *self.verify_arguments()))
        self.sign()
        self.assertIn("METHOD_MISMATCH", self.fail_with(3, *self.trust("root.pem")))

    def test_trust_must_be_said_once(self):
        self.sign_with_certificate()
        message = self.fail_with(2, "verify", "model", "--signature", "model.sig")
        self.assertIn("--certificate-chain", message)
        self.fail_with(2, *self.trust())
        self.fail_with(2, *self.trust(""))
        self.fail_with(2, "verify", "model", "--certificate-chain", "root.pem", "--public-key",
                       "key.pub")

    def test_options_of_the_other_method_are_usage_errors(self):
        self.fail_with(2, "sign", "key", "model", "--private-key", "key.pem",
                       "--signing-certificate", "cert.pem")
        self.fail_with(2, "sign", "certificate", "model", "--private-key", "key.pem")
        self.fail_with(2, "sign", "model", "--private-key", "key.pem", "--certificate-chain",
                       "int.pem")
        self.fail_with(2, "verify", "key", "model", "--certificate-chain", "root.pem")
        self.fail_with(2, "verify", "certificate", "model", "--public-key", "key.pub")

    def test_a_subject_does_no_harm_to_a_terminal(self):
        self.issue("cert", "/CN=Ann\x1b[31m", "int", SIGNER)
        self.sign_with_certificate()
        self.assertNotIn("\x1b", self.succeed(*self.trust("root.pem"), "--log-fingerprints"))

    def test_an_encrypted_key_signs_with_its_password(self):
        self.openssl("pkcs8", "-topk8", "-in", "key.pem", "-out", "secret.pem", "-passout",
                     "pass:open sesame")
        self.succeed("sign", "certificate", "model", "--private-key", "secret.pem",
                     "--signing-certificate", "cert.pem", "--password-env", "P",
                     environment={"P": "open sesame"})
        signed = json.loads(self.path("model.sig").read_bytes())
        chain = signed["verificationMaterial"]["x509CertificateChain"]["certificates"]
        self.assertEqual(len(chain), 1)
