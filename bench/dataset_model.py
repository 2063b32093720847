# SPDX-License-Identifier: Apache-2.0
"""How the cost of a commitment grows: a model whose parameters are measured on few records.

Core-seconds are what a build takes however small it is, and for each record its digest, its label
and its part of the tree. A digest is linear in the bytes; a label costs the same always; the part
of the tree is constant for us, who sort and stream, and grows with the depth for akd, which inserts
into a tree in memory.
"""

import dataclasses
import math

import dataset_programs as programs
from dataset_plan import CURVE, DATASETS

FITTED = (10**3, 10**5)  # numbers of records that parameters are taken from, the least and the most
FIRST_DATASETS = 3  # digests are from these: the small ones
BATCH = "batch_bytes"
# lib/dataset/build_job.h
PARTITION_BUFFER_BYTES = 32 << 10
PIECE_BYTES = 16 << 20  # of a partition, in memory four times while it is sorted
LABEL_BYTES = 32


@dataclasses.dataclass(frozen=True)
class Line:
    start: float
    slope: float

    def at(self, x):
        return self.start + self.slope * x


def fit_line(points):
    """Least squares."""
    count = len(points)
    mean_x, mean_y = (sum(values) / count for values in zip(*points, strict=True))
    slope = (sum((x - mean_x) * (y - mean_y) for x, y in points)
             / sum((x - mean_x) ** 2 for x, _ in points))
    return Line(mean_y - slope * mean_x, slope)


@dataclasses.dataclass(frozen=True)
class Commit:
    """Seconds: start of a build; digest by bytes, label, and tree by depth, of a record."""

    start: float
    digest: Line
    label: float
    tree: Line

    def seconds(self, records, record_bytes):
        digest = self.digest.at(record_bytes) if record_bytes else 0
        return self.start + records * (digest + self.label + self.tree.at(math.log2(records)))


def sizes(samples):
    """Numbers of records of the curves, ascending."""
    return [int(case) for case in samples.part(CURVE).cases()]


def curve(samples, count):
    return samples.part(CURVE).case(str(count))


def fitted_sizes(samples):
    """Those of the curve that the model may look at."""
    found = [count for count in sizes(samples) if FITTED[0] <= count <= FITTED[1]]
    return found if len(found) > 1 else sizes(samples)[:3]


def fit_commit(samples, program):
    small = fitted_sizes(samples)
    label = curve(samples, small[-1]).median(program, "label_s") / small[-1]
    trees = [(count, curve(samples, count).median(program, "tree_s")) for count in small]
    if program == programs.AKD:
        start, tree = 0, fit_line([(math.log2(count), tree / count) for count, tree in trees])
    else:
        line = fit_line(trees[-2:])
        start, tree = max(0, trees[0][1] - line.slope * trees[0][0]), Line(line.slope, 0)
    return Commit(start, fit_digest(samples, program, label), label, tree)


def fit_digest(samples, program, label):
    """Of akd, which digests within the label, what labels take beyond those of 32 bytes."""
    part, points = samples.part(DATASETS), []
    is_within = program == programs.AKD
    for case in part.cases()[:FIRST_DATASETS]:
        found, record = part.case(case), part.case(case).records[0]
        seconds = (found.median(program, "label_s" if is_within else "digest_s")
                   / record["records"])
        points.append((record["record_bytes"], seconds - label * is_within))
    return fit_line(points)


@dataclasses.dataclass(frozen=True)
class Check:
    """A measured value that is not among those of the fit, and what the model says of it."""

    what: str
    predicted: float
    measured: float

    @property
    def error(self):
        return self.predicted / self.measured - 1


def commit_checks(samples):
    found = []
    for program in (programs.BULK, programs.DEFAULT, programs.AKD):
        model = fit_commit(samples, program)
        curves = [(f"{count:,} digests", curve(samples, count)) for count in sizes(samples)
                  if count not in fitted_sizes(samples)]
        part = samples.part(DATASETS)
        for what, cases in (*curves, *((case, part.case(case)) for case in part.cases())):
            if cases.values(program, "commit_s"):
                record = cases.records[0]
                found.append(Check(f"{what}: {program}",
                                   model.seconds(record["records"], record["record_bytes"]),
                                   cases.median(program, "commit_s")))
    return found


def fit_memory_of_peer(samples):
    """Peak of resident memory of akd by records."""
    return fit_line([(count, peak_rss(samples, count, programs.AKD))
                     for count in fitted_sizes(samples)[-2:]])


def peak_rss(samples, count, program):
    values = curve(samples, count).values(program, "peak_rss_bytes")
    return max(values) if values else None


def partition_bits(records):
    """The default; above, the most that a job can have, so that few partitions need pieces."""
    return 10 if records <= 10**9 else 12


def memory_limit(samples, records, threads=1):
    """What our builder takes at most: what it took where all buffers of the default's partitions
    are full, those of more partitions, and on each thread a piece of the one that it sorts."""
    full = peak_rss(samples, largest_of_default(samples), programs.BULK)
    more = PARTITION_BUFFER_BYTES * (2 ** partition_bits(records) - 2 ** partition_bits(0))
    piece = min(LABEL_BYTES * records / 2 ** partition_bits(records), PIECE_BYTES)
    return full + more + 4 * threads * piece


def largest_of_default(samples):
    """The most records that every suite was measured with."""
    return [count for count in sizes(samples)
            if curve(samples, count).values(programs.DEFAULT, "commit_s")][-1]


def fit_proof(samples, program):
    """Bytes of the proof of a member by log2 of the records. A level of ours is one hash."""
    points = [(math.log2(count), curve(samples, count).median(program, "member_bytes"))
              for count in fitted_sizes(samples)]
    if program == programs.AKD:
        return fit_line(points)
    return Line(sum(size - 32 * levels for levels, size in points) / len(points), 32)


def fit_batch(samples):
    """Bytes a record of one proof of many: below the levels that they share it is as one alone."""
    count = fitted_sizes(samples)[-1]
    size = curve(samples, count).median(programs.BULK, BATCH)
    return Line(size - 32 * math.log2(count), 32)


def size_checks(samples):
    batch = samples.about()["batch"]
    found = []
    for count in sizes(samples):
        if count in fitted_sizes(samples):
            continue
        cases, levels = curve(samples, count), math.log2(count)
        for program, field, line in ((programs.AKD, "member_bytes",
                                      fit_proof(samples, programs.AKD)),
                                     (programs.BULK, "member_bytes",
                                      fit_proof(samples, programs.BULK)),
                                     (programs.BULK, BATCH, fit_batch(samples))):
            if cases.values(program, field):
                what = "a proof" if field == "member_bytes" else f"a record of {batch} in one proof"
                found.append(Check(f"{count:,} records, bytes of {what}: {program}",
                                   line.at(levels), cases.median(program, field)))
        rss = peak_rss(samples, count, programs.AKD)
        if rss:
            found.append(Check(f"{count:,} records, resident memory: {programs.AKD}",
                               fit_memory_of_peer(samples).at(count), rss))
    return found
