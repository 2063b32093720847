# SPDX-License-Identifier: Apache-2.0
"""Writes RESULTS.md from results.jsonl and NOTES.md: write_report.py FOLDER [NOTES].

FOLDER is where results.jsonl lies, and results_dataset.jsonl if datasets were measured; the notes
are written by hand, and say why a promise that was not kept was not. Ends with 1 if one of those
about hashing was not.
"""

import pathlib
import sys

import claims
import dataset_report
import growth_report
import part_foundation
import part_kernels
import part_memory
import part_models
import part_throughput
import report
import samples as s
import tables


def plot(name, text):
    return [f"![{text}](plots/{name}.svg)", ""]


def throughput(samples):
    part = samples.part(part_throughput.PART)
    lines = [
        "One file, the whole process, page cache warm. *files* is one digest over the file (the",
        "naive way), *shards* a list of digests of 16 MiB each, *all cores* the default of each",
        "program. `openssl` and `hashlib` have one thread.", "",
        *plot("throughput_sha256", "SHA-256, throughput by size"),
        *plot("throughput_blake3", "BLAKE3, throughput by size"),
        "GB/s of CPU time (what one core does), by medians:", "",
        *tables.rates_by_size(part, s.CPU), "",
        "GB/s of wall time, by medians:", "",
        *tables.rates_by_size(part, s.WALL), "",
        "CPU time, least / median:", "", *tables.by_size(part, s.CPU), "",
        "Wall time, least / median:", "", *tables.by_size(part, s.WALL)]
    for record in samples.part("resident").records:
        if record["share"] is not None and record["share"] < claims.WARM_ENOUGH:
            lines += ["", f"Only {record['share']:.0%} of the file of {int(record['case']):,} "
                      "bytes was in the page cache after its rounds."]
    return lines


def models(samples):
    lines = [
        "The file lists of real models, weights scaled down by the divisor in the name, content",
        "generated. `cat`, `dd` and `fio` only read. Cold: "
        + samples.about()["cold"] + ".", "",
        *plot("models_warm", "Time by model, warm"), *plot("models_cold", "Time by model, cold")]
    for part_name, state in ((part_models.WARM, "warm"), (part_models.COLD, "cold")):
        part = samples.part(part_name)
        for case in part.cases():
            files = part.case(case).records[0]["files"]
            many = files >= part_models.MANY_FILES
            lines += [f"### {case}, {state}", "",
                      *tables.of_times(part.case(case), ("CPU a file", files) if many else None),
                      ""]
    return lines[:-1]


def cores(samples):
    part = samples.part(part_models.CORES)
    lines = ["`modelseal digest --threads N`, page cache warm.", "",
             *plot("cores", "Scaling by cores")]
    body = []
    for case in part.cases():
        of_case = part.case(case)
        for program in of_case.programs():
            way, threads = program.split(", ")
            speedup = of_case.ratio(f"{way}, 1", program, s.WALL)
            body.append([case, way, threads, tables.least_and_median(of_case, program, s.CPU),
                         tables.least_and_median(of_case, program, s.WALL), f"{speedup:.2f}"])
    return lines + tables.rows(["model", "digest", "cores", "CPU, least / median",
                                "wall, least / median", "speed-up"], body)


def kernels(samples):
    part = samples.part(part_kernels.PART)
    body = []
    for function in part.cases():
        of_function = part.case(function)
        for program in of_function.programs():
            best = max(of_function.values(program, "gb_per_s"))
            base = max(of_function.values(
                "openssl speed" if function == "sha256" else "portable", "gb_per_s")
                or [best])
            lanes = next(record["lanes"] for record in of_function.records
                         if record["program"] == program)
            body.append([function, f"`{program}`", lanes, f"{best:.2f}", f"{best / base:.2f}"])
    return ["256 KiB of data in the second-level cache, CPU time of one thread, the best of three",
            "runs. The ratio is to `openssl speed` for SHA-256, to the portable kernel else.", "",
            *plot("kernels", "Hash kernels"),
            *tables.rows(["function", "kernel", "messages at once", "GB/s", "ratio"], body)]


def memory(samples):
    part = samples.part(part_memory.PART)
    cases = [case for case in part.cases() if case != part_memory.IDLE]
    idle = max(part.case(part_memory.IDLE).values(part_memory.IDLE, s.PEAK)) / 1024
    programs = part.case(cases[0]).programs()
    return [f"Highest resident memory of three runs; `modelseal version` alone has {idle:.1f} MiB.",
            "", *tables.rows(["command", *cases], [
                [f"`{program}`", *(f"{max(part.case(case).values(program, s.PEAK)) / 1024:.1f} MiB"
                                   for case in cases)] for program in programs])]


def foundation(samples):
    part = samples.part(part_foundation.PART)
    lines = report.table_of_claims(claims.of_the_foundation(samples))
    for case in part.cases():
        record = part.case(case).records[0]
        files = "one file" if record["files"] == 1 else f"{record['files']:,} files"
        lines += ["", f"### {files}, {record['bytes']:,} bytes in all", "",
                  *tables.of_times(part.case(case), ("CPU a file", record["files"])
                                   if record["files"] >= part_models.MANY_FILES else None)]
    return lines


def about(samples):
    rows = ["| | |", "|---|---|"]
    return rows + [f"| {what} | {value} |" for what, value in samples.about()["machine"]]


def intro(samples):
    lines = ["Written by `make bench`; every sample is in `results.jsonl`. In each round every",
             f"command runs once, in turn: {samples.about()['rounds']} rounds after one that does "
             "not count (3 of the largest file and of",
             "large cold models; files of 4 GiB or more and cold ones have no round before them).",
             "Whole processes; ratios are of medians. What was promised, beside what was measured:",
             ""]
    if not samples.about()["counts"]:
        lines = ["**A quick run, to see that it runs: these numbers do not count.**", "", *lines]
    return lines


def sections(samples, notes):
    measured = {record["part"] for record in samples.records}
    engine = claims.of_the_engine(samples)
    found = [("Hashing beside the peers", [*intro(samples), *report.table_of_claims(engine)])]
    if notes:
        found.append(("Notes", notes))
    for needed, heading, make in (
            ({part_throughput.PART}, "Throughput by size", throughput),
            ({part_models.WARM, part_models.COLD}, "Time by model", models),
            ({part_models.CORES}, "Scaling by cores", cores),
            ({part_kernels.PART}, "Kernels", kernels),
            ({part_memory.PART}, "Memory", memory),
            (growth_report.NEEDED, "How time grows, to 1 TB on 64 cores", growth_report.section),
            ({part_foundation.PART}, "Signing and verifying beside the Python reference",
             foundation)):
        if needed <= measured:
            found.append((heading, make(samples)))
    return [*found, ("Machine", about(samples))]


def datasets(folder):
    """The section about datasets, if they were measured."""
    path = folder / "results_dataset.jsonl"
    if not path.exists():
        return []
    return [("Commitments to datasets beside akd", dataset_report.summary(s.read(path)))]


def main():
    folder = pathlib.Path(sys.argv[1])
    samples = s.read(folder / "results.jsonl")
    notes = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
    lines = notes.read_text(encoding="utf-8").rstrip().split("\n") if notes else []
    report.write_table(folder / "RESULTS.md",
                       [*sections(samples, lines), *datasets(folder)])
    found = claims.of_the_engine(samples) + claims.of_the_foundation(samples)
    for claim in found:
        print(claim.row())
    return 0 if all(claim.holds for claim in found) else 1


if __name__ == "__main__":
    sys.exit(main())
