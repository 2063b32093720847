# SPDX-License-Identifier: Apache-2.0
"""Writes RESULTS_DATASET.md from results_dataset.jsonl and NOTES_DATASET.md:
write_dataset_report.py FOLDER [NOTES].

Ends with 1 if something that is aimed at was not reached; the notes, written by hand, say why.
"""

import pathlib
import sys

import dataset_claims as claims
import dataset_report
import report
import samples as s


def main():
    folder = pathlib.Path(sys.argv[1])
    samples = s.read(folder / "results_dataset.jsonl")
    notes = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
    lines = notes.read_text(encoding="utf-8").rstrip().split("\n") if notes else []
    report.write_table(folder / "RESULTS_DATASET.md", dataset_report.sections(samples, lines))
    found = claims.beside_akd(samples) + claims.in_itself(samples)
    for claim in found:
        print(claim.row())
    return 0 if all(claim.holds for claim in found) else 1


if __name__ == "__main__":
    sys.exit(main())
