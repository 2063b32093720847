# SPDX-License-Identifier: Apache-2.0
"""How the time of hashing grows: a model whose parameters are each measured on something small.

A byte costs what the kernel takes for it and what copying it out of the page cache takes, one after
the other on the same core; a file costs a constant, and so does the process. SHA-256 goes at the
rate of the fastest kernel whose lanes the streams on a core fill. Files go to the least busy core,
long ones first; the bytes of one that is alone on its core are copied by a core that has nothing
else to do. Cores do not slow each other down.
"""

import dataclasses

import part_foundation
import part_kernels
import part_models
import part_throughput
from samples import CPU, WALL

MANY_PIECES = 2000  # from here the pieces are spread evenly enough not to be followed one by one


@dataclasses.dataclass(frozen=True)
class Parameters:
    """Seconds a process, a file, and a byte; sha256 has those of its kernels by their lanes."""

    start: float
    file: float
    read: float
    sha256: dict
    blake3: float

    @property
    def one_stream(self):
        return self.sha256[1]

    @property
    def many_streams(self):
        return min(self.sha256.values())

    @property
    def lanes(self):
        """Streams that are fastest together."""
        return min(self.sha256, key=self.sha256.get)

    def byte(self, kernel):
        return getattr(self, kernel) + self.read

    def byte_of_streams(self, count):
        return min(s for lanes, s in self.sha256.items() if lanes <= count) + self.read


def rates(kernels, function):
    """GB/s of our fastest kernel by its lanes, the messages that it hashes at once."""
    best = {}
    for record in kernels.case(function).records:
        if record["program"] not in part_kernels.FOREIGN:
            lanes = record["lanes"]
            best[lanes] = max(best.get(lanes, 0), record["gb_per_s"])
    return best


def fastest(kernels, function):
    return max(rates(kernels, function).values())


def fit(samples):
    """Start-up from the smallest file, the cost of a file from the checkpoint of small ones, rates
    from the kernels in cache, reading from what `cat` takes for the smallest model of large files.
    """
    kernels = samples.part(part_kernels.PART)
    smallest = samples.part(part_throughput.PART)
    smallest = smallest.case(smallest.cases()[0])
    warm = samples.part(part_models.WARM)
    bert, checkpoint = warm.case(warm.cases()[0]), warm.case(warm.cases()[-1])
    start = smallest.median("modelseal files, 1 core", CPU)
    read = bert.median("cat", CPU) / bert.records[0]["bytes"]
    sha256 = {lanes: 1e-9 / rate for lanes, rate in rates(kernels, "sha256").items()}
    record = checkpoint.records[0]
    files_s = (checkpoint.median("modelseal digest, 1 core", CPU) - start
               - record["bytes"] * (min(sha256.values()) + read))
    return Parameters(start, files_s / record["files"], read, sha256,
                      1e-9 / fastest(kernels, "blake3"))


class Core:
    """The files that one core hashes at a time, as bytes that are left of each."""

    def __init__(self):
        self.left = []

    def seconds_a_byte(self, parameters, has_idle_core):
        """Of one of its files."""
        if len(self.left) == 1 and has_idle_core:
            return max(parameters.one_stream, parameters.read)
        return parameters.byte_of_streams(len(self.left)) * len(self.left)


def files_wall(parameters, sizes, cores):
    """Whole files with SHA-256: one core after another takes the longest file that is left."""
    if len(sizes) >= MANY_PIECES:
        return spread_wall(parameters, len(sizes), sum(sizes), cores, "many_streams")
    waiting = sorted(sizes)
    running = [Core() for _ in range(cores)]
    elapsed = parameters.start + parameters.file * len(sizes) / cores
    while True:
        while waiting:
            core = min(running, key=lambda core: len(core.left))
            if len(core.left) == parameters.lanes:
                break
            core.left.append(waiting.pop())
        busy = [core for core in running if core.left]
        if not busy:
            return elapsed
        rates = [core.seconds_a_byte(parameters, len(busy) < cores) for core in busy]
        step = min(min(core.left) * rate for core, rate in zip(busy, rates, strict=True))
        elapsed += step
        for core, rate in zip(busy, rates, strict=True):
            core.left = [left - step / rate for left in core.left if left - step / rate > 0.5]


def spread_wall(parameters, pieces, total_bytes, cores, kernel):
    """Work that is spread evenly: shards, a BLAKE3 tree, thousands of files."""
    work = parameters.file * pieces + parameters.byte(kernel) * total_bytes
    return parameters.start + work / cores


@dataclasses.dataclass(frozen=True)
class Check:
    """A measured time that is larger than what the model was made from, and what it predicts."""

    what: str
    predicted_s: float
    measured_s: float

    @property
    def error(self):
        return self.predicted_s / self.measured_s - 1


def checks(samples, parameters):
    cores = samples.about()["cores"]
    found = []
    throughput = samples.part(part_throughput.PART)
    for case in throughput.cases()[-3:]:
        part, size = throughput.case(case), int(case)
        for label, count in (("1 core", 1), ("all cores", cores)):
            for way, wall in (
                    ("files", files_wall(parameters, [size], count)),
                    ("shards", spread_wall(parameters, 1, size, count, "many_streams")),
                    ("BLAKE3", spread_wall(parameters, 1, size, count, "blake3"))):
                found.append(Check(f"one file of {show_size(size)}, {way}, {label}", wall,
                                   part.median(f"modelseal {way}, {label}", WALL)))
    warm = samples.part(part_models.WARM)
    for case, shape in zip(warm.cases()[1:-1], model_sizes(samples), strict=True):
        for label, count in (("1 core", 1), ("all cores", cores)):
            found.append(Check(f"{case}, {label}", files_wall(parameters, shape, count),
                               warm.case(case).median(f"modelseal digest, {label}", WALL)))
    large = samples.part(part_foundation.PART).case(part_foundation.LARGE)
    record = large.records[0]
    equal = [record["bytes"] / record["files"]] * record["files"]
    found.append(Check("8 equal files, sign, all cores", files_wall(parameters, equal, cores),
                       large.median("modelseal sign", WALL)))
    return found


def model_sizes(samples):
    return samples.about()["model_sizes"]


def show_size(size_bytes):
    """Powers of two, as the sizes of the files are."""
    for unit in ("B", "KiB", "MiB", "GiB"):
        if size_bytes < 1024 or unit == "GiB":
            return f"{size_bytes:g} {unit}"
        size_bytes /= 1024
    return None
