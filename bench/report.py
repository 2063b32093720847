# SPDX-License-Identifier: Apache-2.0
"""What the reports are made of: promises that were kept or not, and sections in a file."""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Claim:
    """A measured ratio, or a size in MiB, that is promised to be at most or at least a limit."""

    text: str
    ratio: float
    limit: float
    at_most: bool

    @property
    def holds(self):
        return self.ratio <= self.limit if self.at_most else self.ratio >= self.limit

    def row(self):
        relation = "at most" if self.at_most else "at least"
        verdict = "yes" if self.holds else "**no**"
        return f"| {self.text} | {self.ratio:.2f} | {relation} {self.limit:g} | {verdict} |"


def at_least(text, ratio, limit):
    return Claim(text, ratio, limit, False)


def at_most(text, ratio, limit):
    return Claim(text, ratio, limit, True)


def table_of_claims(claims):
    return ["| what | measured | promised | kept |", "|---|---|---|---|",
            *(claim.row() for claim in claims)]


def write_table(path, sections):
    """Sections of (heading, lines)."""
    with open(path, "w", encoding="utf-8") as file:
        for number, (heading, lines) in enumerate(sections):
            file.write(("# " if number == 0 else "\n## ") + heading + "\n\n")
            file.write("\n".join(lines).rstrip() + "\n")
