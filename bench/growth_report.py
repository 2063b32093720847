# SPDX-License-Identifier: Apache-2.0
"""The section about how time grows: parameters, predictions beside what was measured, 1 TB."""

import growth
import part_foundation
import part_kernels
import part_models
import part_throughput
import peers
import tables
from samples import CPU, SYSTEM

NEEDED = {part_throughput.PART, part_models.WARM, part_kernels.PART, part_foundation.PART}
TERABYTE = 10**12
FAR_CORES = 64
# Assumed, not measured: sequential reading of one NVMe disk on PCIe 4.0, and of four together.
DISKS = (("one NVMe disk, 7 GB/s", 7e9), ("four, 28 GB/s", 28e9))


def shown_parameters(parameters):
    def rate(seconds):
        return f"{1e-9 / seconds:.2f} GB/s"
    return tables.rows(["parameter", "value", "from"], [
        ["start of the process", tables.duration(parameters.start), "CPU of a file of 1 byte"],
        ["a file", tables.duration(parameters.file), "CPU of the model of very many small files"],
        ["reading", rate(parameters.read), "CPU of `cat` over the smallest model"],
        ["SHA-256, one stream", rate(parameters.one_stream), "kernel in cache"],
        ["SHA-256, streams that fill the kernel", rate(parameters.many_streams),
         "kernel in cache"],
        ["BLAKE3", rate(parameters.blake3), "kernel in cache"]])


def shown_checks(checks):
    return tables.rows(["what", "predicted", "measured, median", "error"], [
        [check.what, tables.duration(check.predicted_s), tables.duration(check.measured_s),
         f"{check.error:+.1%}"] for check in checks])


def profiled(samples):
    """(what, its samples, program, the kernel that works) of what a profile is shown of."""
    throughput = samples.part(part_throughput.PART)
    size = throughput.cases()[-1]
    largest, what = throughput.case(size), f"one file of {growth.show_size(int(size))}"
    warm = samples.part(part_models.WARM)
    return [
        (f"{what}, whole", largest, "modelseal files, 1 core", "one_stream"),
        (f"{what}, shards", largest, "modelseal shards, 1 core", "many_streams"),
        (f"{what}, BLAKE3", largest, "modelseal BLAKE3, 1 core", "blake3"),
        *((case, warm.case(case), "modelseal digest, 1 core", "many_streams")
          for case in warm.cases()[-2:])]


def shown_profile(samples, parameters):
    """Where the CPU time of one core goes, as far as the parameters explain it."""
    body = []
    for what, part, program, kernel in profiled(samples):
        record = part.records[0]
        cpu, size = part.median(program, CPU), record["bytes"]
        shares = [getattr(parameters, kernel) * size, parameters.read * size,
                  parameters.file * record.get("files", 1), parameters.start]
        rest = cpu - sum(shares)
        body.append([what, tables.duration(cpu), *(f"{part_s / cpu:.0%}" for part_s in
                                                   (*shares, rest)),
                     f"{part.median(program, SYSTEM) / cpu:.0%}"])
    return tables.rows(["one core, warm", "CPU, median", "hash kernel", "reading", "files", "start",
                        "rest", "measured in the system's kernel"], body)


def ways(parameters, total_bytes):
    """(what, function of the number of cores) for each way to lay out and hash the bytes."""
    return [
        ("SHA-256, one file", lambda cores: growth.files_wall(parameters, [total_bytes], cores)),
        ("SHA-256, 200 equal files",
         lambda cores: growth.files_wall(parameters, [total_bytes / 200] * 200, cores)),
        (f"SHA-256, shards of {growth.show_size(peers.SHARD_BYTES)}",
         lambda cores: growth.spread_wall(parameters, 1, total_bytes, cores, "many_streams")),
        ("SHA-256, 10 million files", lambda cores: growth.spread_wall(
            parameters, 10**7, total_bytes, cores, "many_streams")),
        ("BLAKE3, one file", lambda cores: growth.spread_wall(
            parameters, 1, total_bytes, cores, "blake3")),
    ]


def one_terabyte(parameters):
    counts = (1, 8, FAR_CORES)
    body = []
    for what, wall in ways(parameters, TERABYTE):
        warm = wall(FAR_CORES)
        body.append([what, *(tables.duration(wall(cores)) for cores in counts),
                     f"{TERABYTE / warm / 1e9:.1f}",
                     *(tables.duration(max(warm, TERABYTE / rate)) for _, rate in DISKS)])
    return tables.rows(["1 TB", *(f"{cores} cores" if cores > 1 else "1 core" for cores in counts),
                        f"GB/s, {FAR_CORES} cores",
                        *(f"{FAR_CORES} cores, {name}" for name, _ in DISKS)], body)


def section(samples):
    parameters = growth.fit(samples)
    checks = growth.checks(samples, parameters)
    worst = max(abs(check.error) for check in checks)
    return [
        "The model: wall = start + (files x cost of a file + bytes x (1 / kernel + 1 / reading))",
        "/ cores. Whole files are laid out on the cores, as many at once on each as its fastest",
        "kernel takes; a file that is alone on its core goes at the rate of one stream, and where",
        "another core is idle that one reads for it. From the disk it is that, or bytes / rate of",
        "the disk if that is longer.",
        "",
        "It assumes that cores do not slow each other down, that a core elsewhere is as fast as",
        "one here, and that reading and hashing overlap when cold. Each byte comes out of memory",
        "once, into buffers that stay in the second-level cache: where memory gives less than the",
        "GB/s that the last table wants, memory is the limit.", "",
        *growth_plot(), "Its parameters come from what is small:", "",
        *shown_parameters(parameters), "",
        "Where the time of one core goes by these parameters; *rest* is what they do not explain:",
        "", *shown_profile(samples, parameters), "",
        f"What it says of what is large, beside what was measured (largest error {worst:.1%}):", "",
        *shown_checks(checks), "",
        "And of what cannot be measured here:", "", *one_terabyte(parameters)]


def growth_plot():
    return ["![How time grows](plots/growth.svg)", ""]
