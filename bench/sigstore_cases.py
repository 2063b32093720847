# SPDX-License-Identifier: Apache-2.0
"""The bundles that are verified: two cases of the sigstore-conformance corpus."""

import csv
import dataclasses
import pathlib

# Case by what it is called here: one bundle with Rekor v1's signed entry timestamp, one with a
# Rekor v2 entry and an RFC 3161 timestamp.
NAMES = {"Rekor v1": "happy-path-v0.3", "Rekor v2": "rekor2-happy-path"}


@dataclasses.dataclass(frozen=True)
class Case:
    title: str
    bundle: pathlib.Path
    trusted_root: pathlib.Path
    artifact: pathlib.Path
    identity: str
    issuer: str


def load_cases(corpora):
    """The cases, from the manifest of the corpus."""
    folder = corpora / "sigstore-conformance"
    with open(folder / "MANIFEST.tsv", encoding="utf-8", newline="") as file:
        rows = {row["case"]: row
                for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    return [Case(title, folder / "bundle-verify" / name / "bundle.sigstore.json",
                 folder / rows[name]["trusted_root"], folder / rows[name]["artifact"],
                 rows[name]["identity"], rows[name]["issuer"])
            for title, name in NAMES.items()]


def with_other_identity(case):
    """The case with an identity that did not sign: every client must refuse it."""
    return dataclasses.replace(case, identity=case.identity + "-other")
