# SPDX-License-Identifier: Apache-2.0
"""Cases of sigstore-conformance with one thing changed in bundle, trust root or command line: the
rules that neighbouring cases of the suite are about, at both sides of each border."""

import base64
import datetime
import json
import os
import pathlib
import re
import shutil
import tempfile
import unittest

from tests.conformance.client import client_program
from tests.support.counted_unittest import needed_directory

IDENTITY = ("https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/"
            ".github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main")
ISSUER = "https://token.actions.githubusercontent.com"
SECOND = datetime.timedelta(seconds=1)


def material(bundle):
    return bundle["verificationMaterial"]


def entry(bundle):
    return material(bundle)["tlogEntries"][0]


def flipped(text):
    """Base64 with the last bit of its bytes changed."""
    content = bytearray(base64.b64decode(text))
    content[-1] ^= 1
    return base64.b64encode(content).decode()


def rfc3339(time):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def set_periods(items, start=None, end=None):
    for item in items:
        period = item.get("publicKey", item).setdefault("validFor", {})
        period.update({key: rfc3339(value) for key, value in (("start", start), ("end", end))
                       if value})


def integrated_time(bundle):
    seconds = int(entry(bundle)["integratedTime"])
    return datetime.datetime.fromtimestamp(seconds, tz=datetime.timezone.utc)


def timestamp_time(bundle):
    """genTime of the first timestamp: the only GeneralizedTime of whole seconds in it."""
    times = material(bundle)["timestampVerificationData"]["rfc3161Timestamps"]
    token = base64.b64decode(times[0]["signedTimestamp"])
    (text,) = re.findall(rb"\x18\x0f(\d{14})Z", token)
    return datetime.datetime.strptime(text.decode(), "%Y%m%d%H%M%S")


class DerivedCasesTest(unittest.TestCase):
    def setUp(self):
        corpora = pathlib.Path(needed_directory("MODELSEAL_CORPORA", "the shared corpora"))
        self.corpus = corpora / "sigstore-conformance"
        self.directory = pathlib.Path(tempfile.mkdtemp(dir=os.environ.get("TEST_TMPDIR")))
        self.addCleanup(shutil.rmtree, self.directory)

    def case(self, name):
        """Bundle and trust root of a case."""
        folder = self.corpus / "bundle-verify" / name
        root = folder / "trusted_root.json"
        if not root.exists():
            root = self.corpus / "trusted_roots/production.json"
        return (json.loads((folder / "bundle.sigstore.json").read_bytes()),
                json.loads(root.read_bytes()))

    def ask(self, bundle, root, signer=None):
        for name, document in (("bundle.json", bundle), ("root.json", root)):
            (self.directory / name).write_text(json.dumps(document), encoding="utf-8")
        signer = signer or ("--certificate-identity", IDENTITY, "--certificate-oidc-issuer", ISSUER)
        return client_program.ask("verify-bundle", "--bundle", self.directory / "bundle.json",
                                  *signer, "--trusted-root", self.directory / "root.json",
                                  self.corpus / "bundle-verify/a.txt")

    def expect(self, reason, bundle, root, signer=None):
        answer = self.ask(bundle, root, signer)
        self.assertEqual(answer.reason, reason, answer.message)

    def test_version_0_2_wraps_what_0_1_does(self):
        bundle, root = self.case("happy-path-v0.1")
        bundle["mediaType"] = "application/vnd.dev.sigstore.bundle+json;version=0.2"
        self.expect("OK", bundle, root)

    def test_version_0_2_needs_an_inclusion_proof(self):
        bundle, root = self.case("happy-path-v0.1")
        bundle["mediaType"] = "application/vnd.dev.sigstore.bundle+json;version=0.2"
        del entry(bundle)["inclusionProof"]
        self.expect("BUNDLE_INVALID", bundle, root)

    def test_the_period_of_a_timestamp_authority_is_closed(self):
        bundle, root = self.case("rekor2-happy-path")
        made = timestamp_time(bundle)
        for period, reason in (({"end": made}, "OK"), ({"end": made - SECOND}, "TIMESTAMP_INVALID"),
                               ({"start": made}, "OK"),
                               ({"start": made + SECOND}, "TIMESTAMP_INVALID")):
            with self.subTest(period=period):
                changed = json.loads(json.dumps(root))
                set_periods(changed["timestampAuthorities"], **period)
                self.expect(reason, bundle, changed)

    def test_the_period_of_a_log_is_closed(self):
        bundle, root = self.case("trust-root-tlog-validity-end-inclusive")
        made = integrated_time(bundle)
        logs = [log for log in root["tlogs"] if log["logId"] == entry(bundle)["logId"]]
        self.assertEqual(len(logs), 1)
        for moment, reason in ((made, "OK"), (made - SECOND, "LOG_PROMISE_INVALID"),
                               (made + SECOND, "LOG_PROMISE_INVALID")):
            with self.subTest(moment=moment):
                set_periods(logs, start=moment, end=moment)
                self.expect(reason, bundle, root)

    def test_the_period_of_a_certificate_authority_counts(self):
        bundle, root = self.case("happy-path-v0.3")
        made = integrated_time(bundle)
        for period, reason in (({"end": made}, "OK"), ({"end": made - SECOND},
                                                       "CERTIFICATE_EXPIRED")):
            with self.subTest(period=period):
                set_periods(root["certificateAuthorities"], **period)
                self.expect(reason, bundle, root)

    def test_the_period_of_a_certificate_log_counts(self):
        bundle, root = self.case("happy-path-v0.3")
        for log in root["ctlogs"]:
            start = log["publicKey"]["validFor"]["start"]
            log["publicKey"]["validFor"] = {"start": start, "end": start}
        self.expect("SCT_INVALID", bundle, root)

    def test_a_root_without_certificate_logs_vouches_for_nobody(self):
        bundle, root = self.case("happy-path-v0.3")
        root["ctlogs"] = []
        self.expect("SCT_INVALID", bundle, root)

    def test_a_root_without_timestamp_authorities_trusts_no_timestamp(self):
        bundle, root = self.case("rekor2-happy-path")
        root["timestampAuthorities"] = []
        self.expect("TIMESTAMP_INVALID", bundle, root)

    def test_a_managed_key_is_that_one_and_no_other(self):
        bundle, root = self.case("managed-key-happy-path")
        key = self.corpus / "bundle-verify/managed-key-happy-path/key.pub"
        other = self.corpus.parent / "sigstore-go/examples/publish_key.pub"
        self.expect("OK", bundle, root, ("--key", key))
        self.expect("SIGNATURE_INVALID", bundle, root, ("--key", other))

    def test_a_key_does_not_stand_for_a_certificate(self):
        bundle, root = self.case("happy-path-v0.3")
        key = self.corpus / "bundle-verify/managed-key-happy-path/key.pub"
        self.expect("METHOD_MISMATCH", bundle, root, ("--key", key))

    def test_a_promise_that_does_not_hold_is_refused(self):
        bundle, root = self.case("happy-path-v0.3")
        promise = entry(bundle)["inclusionPromise"]
        promise["signedEntryTimestamp"] = flipped(promise["signedEntryTimestamp"])
        self.expect("LOG_PROMISE_INVALID", bundle, root)

    def test_without_promise_and_timestamp_there_is_no_time(self):
        bundle, root = self.case("happy-path-v0.3")
        del entry(bundle)["inclusionPromise"]
        self.expect("SIGNING_TIME_UNKNOWN", bundle, root)

    def test_a_checkpoint_over_another_root_is_refused(self):
        bundle, root = self.case("happy-path-v0.3")
        checkpoint = entry(bundle)["inclusionProof"]["checkpoint"]
        lines = checkpoint["envelope"].split("\n")
        lines[2] = flipped(lines[2])
        checkpoint["envelope"] = "\n".join(lines)
        self.expect("CHECKPOINT_INVALID", bundle, root)

    def test_a_proof_with_a_hash_changed_is_refused(self):
        bundle, root = self.case("happy-path-v0.3")
        hashes = entry(bundle)["inclusionProof"]["hashes"]
        hashes[0] = flipped(hashes[0])
        self.expect("LOG_INCLUSION_INVALID", bundle, root)

    def test_no_entry_is_missed_and_two_equal_ones_are_refused(self):
        bundle, root = self.case("happy-path-v0.3")
        entries = material(bundle)["tlogEntries"]
        entries.append(entries[0])
        self.expect("BUNDLE_INVALID", bundle, root)
        entries.clear()
        self.expect("LOG_ENTRY_MISSING", bundle, root)

    def test_the_digest_that_a_message_claims_must_be_the_signed_one(self):
        bundle, root = self.case("happy-path-v0.3")
        digest = bundle["messageSignature"]["messageDigest"]
        digest["digest"] = flipped(digest["digest"])
        # The signature is held against the claim before anybody looks at the artifact.
        self.expect("SIGNATURE_INVALID", bundle, root)

    def test_a_timestamp_over_another_signature_is_refused(self):
        bundle, root = self.case("rekor2-happy-path")
        other, _ = self.case("rekor2-timestamp-with-embedded-cert")
        material(bundle)["timestampVerificationData"] = material(other)["timestampVerificationData"]
        self.expect("TIMESTAMP_INVALID", bundle, root)

    def test_an_entry_of_another_bundle_is_refused(self):
        bundle, root = self.case("rekor2-happy-path")
        other, _ = self.case("rekor2-timestamp-with-embedded-cert")
        material(bundle)["tlogEntries"] = material(other)["tlogEntries"]
        self.expect("LOG_ENTRY_MISMATCH", bundle, root)
