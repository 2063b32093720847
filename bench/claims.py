# SPDX-License-Identifier: Apache-2.0
"""The ratios that are promised, and whether this run kept them."""

import disk
import growth
import part_foundation
import part_kernels
import part_memory
import part_models
import part_throughput
from report import at_least, at_most
from samples import CPU, PEAK, WALL

CLOCKS = {"CPU": CPU, "wall": WALL}
WARM_ENOUGH = 0.99


def of_the_engine(samples):
    """What the hash engine promises, of the parts that were measured."""
    measured = {record["part"] for record in samples.records}
    found = []
    for needed, make in (({part_models.WARM}, many_files), ({part_kernels.PART}, kernel_alone),
                         ({part_throughput.PART}, one_file), ({part_throughput.PART}, blake3),
                         ({part_models.WARM}, checkpoint), ({part_memory.PART}, memory),
                         ({part_models.COLD}, cold)):
        if needed <= measured:
            found += make(samples)
    return found


def many_files(samples):
    """Per core: so on one core, and in CPU time on all."""
    warm = samples.part(part_models.WARM)
    case = warm.cases()[-2]
    part = warm.case(case)
    limits = [("SHA extensions", 1.6)]
    if "avx512f" in samples.about()["features"]:
        limits.append(("AVX-512", 2))
    rows = []
    for with_what, limit in limits:
        for cores, clock in (("1 core", "CPU"), ("1 core", "wall"), ("all cores", "CPU")):
            rows.append(at_least(
                f"{case}, warm, {cores}, with {with_what}: {clock}, openssl / ours",
                part.ratio("openssl dgst", f"modelseal digest, {cores}", CLOCKS[clock]), limit))
    return rows


def kernel_alone(samples):
    kernels = samples.part(part_kernels.PART)
    rates = kernels.case("sha256").values("openssl speed", "gb_per_s")
    if not rates:
        return []
    return [at_least("fastest SHA-256 kernel in cache: ours / `openssl speed`",
                     growth.fastest(kernels, "sha256") / max(rates), 1.7)]


def largest_warm(samples):
    """The largest file that stayed in the page cache."""
    warm = [case for case in samples.part(part_throughput.PART).cases()
            if all((record["share"] or 0) >= WARM_ENOUGH
                   for record in samples.part("resident").case(case).records)]
    case = warm[-1]
    return growth.show_size(int(case)), samples.part(part_throughput.PART).case(case)


def one_file(samples):
    size, part = largest_warm(samples)
    cores = samples.about()["cores"]
    return [
        at_least(f"one file of {size}, whole, 1 core: CPU, openssl / ours",
                 part.ratio("openssl dgst", "modelseal files, 1 core", CPU), 1),
        at_least(f"one file of {size}, whole, all cores: wall, openssl / ours",
                 part.ratio("openssl dgst", "modelseal files, all cores", WALL), 1),
        at_least(f"one file of {size}, shards, all cores: CPU, openssl / ours",
                 part.ratio("openssl dgst", "modelseal shards, all cores", CPU), 1.6),
        at_least(f"one file of {size}, shards, all {cores} cores: wall, openssl / ours",
                 part.ratio("openssl dgst", "modelseal shards, all cores", WALL), 1.6 * cores),
    ]


def blake3(samples):
    size, part = largest_warm(samples)
    if "b3sum, 1 core" not in part.programs():
        return []
    return [at_most(f"BLAKE3, one file of {size}, {cores}: {clock}, ours / b3sum",
                    part.ratio(f"modelseal BLAKE3, {cores}", f"b3sum, {cores}", field), 1.1)
            for cores in ("1 core", "all cores") for clock, field in CLOCKS.items()]


def checkpoint(samples):
    warm = samples.part(part_models.WARM)
    case = warm.cases()[-1]
    part = warm.case(case)
    rows = [at_least(f"{case}, {action}: CPU, model_signing / ours",
                     part.ratio(f"model_signing {action}", f"modelseal {action}", CPU), 8)
            for action in ("sign", "verify")]
    return rows + [at_most(f"{case}, verify, warm: {clock}, ours / cat",
                           part.ratio("modelseal verify", "cat", field), 1.5)
                   for clock, field in CLOCKS.items()]


def over_idle_mib(samples, case, program):
    memory = samples.part(part_memory.PART)
    idle = max(memory.case(part_memory.IDLE).values(part_memory.IDLE, PEAK))
    return (max(memory.case(case).values(program, PEAK)) - idle) / 1024


def memory(samples):
    cases = samples.part(part_memory.PART).cases()
    return [at_most(f"memory, {case}, {program.removeprefix('modelseal ')}: MiB over an idle "
                    "process",
                    over_idle_mib(samples, case, program), 16)
            for case in cases if case != part_memory.IDLE for program in part_memory.OURS]


def cold(samples):
    """Verification beside what only reads the same files."""
    part = samples.part(part_models.COLD)
    return [at_most(f"{case}, verify, cold: wall, ours / {floor}",
                    part.case(case).ratio("modelseal verify", floor, WALL), 1.1)
            for case in part.cases()
            for floor in ("dd bs=1M", disk.NAME, "cat") if floor in part.case(case).programs()]


def of_the_foundation(samples):
    part = samples.part(part_foundation.PART)
    if not part.records:
        return []
    large, tiny, small = (part.case(case) for case in (
        part_foundation.LARGE, part_foundation.TINY, part_foundation.SMALL))
    rows = []
    for action in ("sign", "verify"):
        ours, theirs = f"modelseal {action}", f"model_signing {action}"
        net = [small.median(name, CPU) - tiny.median(name, CPU) for name in (theirs, ours)]
        rows += [
            at_most(f"large files, {action}: CPU, ours / openssl",
                    large.ratio(ours, "openssl dgst", CPU), 1.1),
            at_most(f"large files, {action}: wall, ours / model_signing",
                    large.ratio(ours, theirs, WALL), 1),
            at_least(f"10-byte model, {action}: wall, model_signing / ours",
                     tiny.ratio(theirs, ours, WALL), 50),
            at_least(f"small files, {action}: CPU of the process, model_signing / ours",
                     small.ratio(theirs, ours, CPU), 4),
            at_least(f"small files, {action}: CPU without start-up, model_signing / ours",
                     net[0] / net[1], 4),
        ]
    return rows
