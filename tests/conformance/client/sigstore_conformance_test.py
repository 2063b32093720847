# SPDX-License-Identifier: Apache-2.0
"""The shared cases of sigstore-conformance through the client program, each with the artifact as a
file and as a digest, as the suite's own harness calls a client. A refusal must be for a reason of
the class that the corpus names, or for the one that SIDE_REASONS explains."""

import csv
import hashlib
import json
import pathlib
import tempfile
import unittest

from tests.conformance.client import client_program
from tests.support import counted_unittest

# Which of our reasons are of a class of the corpus.
REASONS_OF_CLASS = {
    "PARSE": {"JSON_INVALID", "JSON_DUPLICATE_MEMBER", "BASE64_INVALID"},
    "MEDIA_TYPE": {"BUNDLE_INVALID"},
    "STRUCTURE": {"BUNDLE_INVALID"},
    "KEY": {"KEY_MISMATCH", "METHOD_MISMATCH"},
    "TLOG_KEY": {"LOG_UNKNOWN"},
    "CERT_CHAIN": {"CERTIFICATE_INVALID"},
    "CHECKPOINT": {"CHECKPOINT_INVALID"},
    "INCLUSION": {"LOG_INCLUSION_INVALID"},
    "LOG_BINDING": {"LOG_ENTRY_MISMATCH"},
    "SCT": {"SCT_INVALID"},
    "SIGNATURE": {"SIGNATURE_INVALID"},
    "DIGEST": {"DIGEST_MISMATCH"},
    "TIME": {"CERTIFICATE_EXPIRED", "SIGNING_TIME_UNKNOWN"},
    "TIMESTAMP": {"TIMESTAMP_INVALID"},
    "TRUST_ROOT": {"TRUST_ROOT_INVALID"},
}

# Refusals that come from an earlier step than the one a case is about, and why that is so.
SIDE_REASONS = {
    "rekor2-timestamp-with-incorrect-time":
        ("BASE64_INVALID", "its timestamp has line breaks, which base64 in JSON may not have; "
                           "without them: test_a_time_outside_the_certificate_is_refused"),
}

PRODUCTION_ROOT = "trusted_roots/production.json"


class SigstoreConformanceTest(unittest.TestCase):
    def setUp(self):
        corpora = counted_unittest.needed_directory("MODELSEAL_CORPORA", "the shared corpora")
        self.corpus = pathlib.Path(corpora) / "sigstore-conformance"
        with open(self.corpus / "MANIFEST.tsv", encoding="utf-8", newline="") as table:
            self.cases = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))

    def arguments(self, case, trusted_root):
        """The command line in the order in which the suite writes it, without the artifact."""
        bundle = self.corpus / "bundle-verify" / case["case"] / "bundle.sigstore.json"
        arguments = ["verify-bundle", "--bundle", bundle]
        if case["key"] != "-":
            arguments += ["--key", self.corpus / case["key"]]
        else:
            arguments += ["--certificate-identity", case["identity"],
                          "--certificate-oidc-issuer", case["issuer"]]
        if trusted_root:
            arguments += ["--trusted-root", trusted_root]
        return arguments

    def own_root(self, case):
        """None where the suite leaves it to the client: then production is meant."""
        root = case["trusted_root"]
        return None if root == PRODUCTION_ROOT else self.corpus / root

    def forms(self, case):
        """The two forms of the artifact."""
        path = self.corpus / case["artifact"]
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        return {"path": path, "digest": f"sha256:{digest}"}

    def as_expected(self, case, answer):
        if case["expected"] == "pass":
            return answer.verified
        name = case["case"].removesuffix("_fail")
        if name in SIDE_REASONS:
            return answer.reason == SIDE_REASONS[name][0]
        allowed = set().union(*(REASONS_OF_CLASS[one] for one in case["error_class"].split("|")))
        return answer.exit_code == 1 and answer.reason in allowed

    def test_the_corpus_is_whole(self):
        names = {case["case"] for case in self.cases}
        folders = {path.name for path in (self.corpus / "bundle-verify").iterdir() if path.is_dir()}
        self.assertEqual(names, folders)
        self.assertEqual(len(self.cases), 52)
        self.assertEqual({case["expected"] for case in self.cases}, {"pass", "fail"})
        for case in self.cases:
            self.assertEqual(case["expected"] == "fail", case["case"].endswith("_fail"))
        self.assertLessEqual(set(SIDE_REASONS), {name.removesuffix("_fail") for name in names})

    def test_every_case_ends_as_the_corpus_says(self):
        runs, deviations = 0, 0
        for case in self.cases:
            for form, artifact in self.forms(case).items():
                answer = client_program.ask(*self.arguments(case, self.own_root(case)), artifact)
                fits = self.as_expected(case, answer)
                runs, deviations = runs + 1, deviations + (not fits)
                wanted = case["expected"]
                if wanted == "fail":
                    wanted += " " + case["error_class"]
                got = "pass" if answer.verified else f"fail {answer.reason}"
                print(f"{'ok' if fits else 'differs':7} {case['case']} [{form}]: "
                      f"expected {wanted}, got {got}: {answer.message or answer.output}")
                with self.subTest(case=case["case"], form=form):
                    self.assertTrue(fits, answer.message)
        print(f"[conformance] sigstore-conformance: {len(self.cases)} cases, {runs} runs, "
              f"{runs - deviations} as expected, {deviations} deviations")

    def test_a_time_outside_the_certificate_is_refused(self):
        name = "rekor2-timestamp-with-incorrect-time_fail"
        case = next(case for case in self.cases if case["case"] == name)
        bundle = self.corpus / "bundle-verify" / name / "bundle.sigstore.json"
        document = json.loads(bundle.read_bytes())
        times = document["verificationMaterial"]["timestampVerificationData"]["rfc3161Timestamps"]
        for time in times:
            time["signedTimestamp"] = "".join(time["signedTimestamp"].split())
        with tempfile.NamedTemporaryFile("w", suffix=".json") as mended:
            json.dump(document, mended)
            mended.flush()
            arguments = self.arguments(case, self.own_root(case))
            arguments[arguments.index(bundle)] = mended.name
            for artifact in self.forms(case).values():
                answer = client_program.ask(*arguments, artifact)
                self.assertIn(answer.reason, REASONS_OF_CLASS["TIME"], answer.message)

    def test_a_case_told_to_use_the_production_root_of_the_corpus_ends_the_same(self):
        for case in self.cases:
            if self.own_root(case):
                continue
            for form, artifact in self.forms(case).items():
                with self.subTest(case=case["case"], form=form):
                    arguments = self.arguments(case, self.corpus / PRODUCTION_ROOT)
                    answer = client_program.ask(*arguments, artifact)
                    self.assertTrue(self.as_expected(case, answer), answer.message)

    def test_a_case_that_passes_is_refused_to_another_identity_and_issuer(self):
        for case in self.cases:
            if case["expected"] == "fail" or case["key"] != "-":
                continue
            for field in ("identity", "issuer"):
                other = {**case, field: case[field] + "x"}
                for form, artifact in self.forms(case).items():
                    with self.subTest(case=case["case"], field=field, form=form):
                        arguments = self.arguments(other, self.own_root(case))
                        answer = client_program.ask(*arguments, artifact)
                        self.assertEqual(answer.reason, "IDENTITY_MISMATCH", answer.message)

    def test_a_case_that_passes_is_refused_for_another_artifact(self):
        for case in self.cases:
            if case["expected"] == "fail":
                continue
            for artifact in (pathlib.Path(__file__), "sha256:" + 64 * "0"):
                with self.subTest(case=case["case"], artifact=str(artifact)):
                    arguments = self.arguments(case, self.own_root(case))
                    answer = client_program.ask(*arguments, artifact)
                    self.assertIn(answer.reason, {"DIGEST_MISMATCH", "SIGNATURE_INVALID",
                                                  "LOG_ENTRY_MISMATCH"}, answer.message)
