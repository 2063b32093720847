# SPDX-License-Identifier: Apache-2.0
"""Writes the samples as lines of JSON and as a table with the ratios that were promised."""

import dataclasses
import json

from measure import least_of, median_of

CPU, WALL = "cpu_s", "wall_s"


@dataclasses.dataclass(frozen=True)
class Claim:
    """A ratio that is promised: ours to a peer's at most, or a peer's to ours at least."""

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


def ratio(samples, name, peer, field):
    return median_of(samples[name], field) / median_of(samples[peer], field)


def claims_for_large(samples):
    openssl = "openssl dgst -sha256"
    return [
        claim
        for action in ("sign", "verify")
        for claim in (
            Claim(f"large files, {action}: CPU, ours / openssl",
                  ratio(samples, f"modelseal {action}", openssl, CPU), 1.1, True),
            Claim(f"large files, {action}: wall, ours / model_signing",
                  ratio(samples, f"modelseal {action}", f"model_signing {action}", WALL), 1, True),
        )
    ]


def claims_for_tiny(samples):
    return [Claim(f"10-byte model, {action}: wall, model_signing / ours",
                  ratio(samples, f"model_signing {action}", f"modelseal {action}", WALL), 50, False)
            for action in ("sign", "verify")]


def claims_for_small(samples, tiny):
    """CPU a file: of the whole process, and without what the process costs on a 10-byte model."""
    claims = []
    for action in ("sign", "verify"):
        ours, theirs = f"modelseal {action}", f"model_signing {action}"
        claims.append(Claim(f"small files, {action}: CPU of the process, model_signing / ours",
                            ratio(samples, theirs, ours, CPU), 4, False))
        net = [median_of(samples[name], CPU) - median_of(tiny[name], CPU)
               for name in (theirs, ours)]
        claims.append(Claim(f"small files, {action}: CPU without start-up, model_signing / ours",
                            net[0] / net[1], 4, False))
    return claims


def table_of_times(samples, items=None):
    head = "| command | CPU s, median | CPU s, least | wall s, median | wall s, least |"
    rows = [head + (" CPU us a file |" if items else ""),
            "|---" * (6 if items else 5) + "|"]
    for name, taken in samples.items():
        cells = [f"{median_of(taken, CPU):.3f}", f"{least_of(taken, CPU):.3f}",
                 f"{median_of(taken, WALL):.3f}", f"{least_of(taken, WALL):.3f}"]
        if items:
            cells.append(f"{median_of(taken, CPU) / items * 1e6:.0f}")
        rows.append(f"| `{name}` | " + " | ".join(cells) + " |")
    return rows


def table_of_memory(by_size):
    rows = ["| command | " + " | ".join(by_size) + " |", "|---" * (len(by_size) + 1) + "|"]
    for name in next(iter(by_size.values())):
        cells = []
        for samples in by_size.values():
            peak = max(sample.peak_rss_kib for sample in samples[name])
            cells.append(f"{peak / 1024:.1f} MiB")
        rows.append(f"| `{name}` | " + " | ".join(cells) + " |")
    return rows


def write_samples(path, scenarios):
    with open(path, "w", encoding="ascii") as file:
        for scenario, samples in scenarios.items():
            for name, taken in samples.items():
                for number, sample in enumerate(taken):
                    record = {"scenario": scenario, "program": name, "round": number,
                              **dataclasses.asdict(sample)}
                    file.write(json.dumps(record) + "\n")


def write_table(path, sections):
    """Sections of (heading, lines)."""
    with open(path, "w", encoding="utf-8") as file:
        for number, (heading, lines) in enumerate(sections):
            file.write(("# " if number == 0 else "\n## ") + heading + "\n\n")
            file.write("\n".join(lines) + "\n")
