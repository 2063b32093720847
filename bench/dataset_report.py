# SPDX-License-Identifier: Apache-2.0
"""Tables of commitments to datasets beside akd."""

import math

import dataset_claims as claims
import dataset_model as model
import dataset_programs as programs
import report
import tables
from dataset_plan import DATASETS, DIRECTORY, HEAP, THREADS

POWERS = range(5, 11)
PROGRAMS = (programs.AKD, programs.DEFAULT, programs.BULK, programs.TREE)


def plots():
    found = []
    for name, text in (("dataset_commit", "Processor time of a record, by records"),
                       ("dataset_memory", "Memory by records"),
                       ("dataset_proofs", "Proofs by records"),
                       ("dataset_model", "The model, to ten thousand million records")):
        found += [f"![{text}](plots/{name}.svg)", ""]
    return found


def show_time(seconds):
    for unit, scale in (("h", 3600), ("min", 60), ("s", 1), ("ms", 1e-3)):
        if seconds >= scale * (1 if unit in ("s", "ms") else 2):
            return f"{seconds / scale:.3g} {unit}"
    return f"{seconds * 1e6:.3g} us"


def show_size(size):
    for unit, scale in (("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= scale:
            return f"{size / scale:.3g} {unit}"
    return f"{size:.0f} B"


def by_count(samples, show):
    """One row a program, one column a number of records; show(cases, program, count) is a cell."""
    body = []
    for program in PROGRAMS:
        cells = []
        for count in model.sizes(samples):
            cases = model.curve(samples, count)
            has = program in cases.programs()
            cells.append(show(cases, program, count) if has else None)
        if any(cells):
            body.append([program, *(cell or "-" for cell in cells)])
    return tables.rows(["", *(f"{count:,}" for count in model.sizes(samples))], body)


def us_a_record(field):
    def show(cases, program, count):
        values = cases.values(program, field)
        if not values or (field == "label_s" and program == programs.TREE):
            return None
        return f"{cases.median(program, field) / count / 1e-6:.2f}"
    return show


def with_unit(field, digits):
    def show(cases, program, _):
        values = cases.values(program, field)
        return f"{cases.median(program, field):.{digits}f}" if values else None
    return show


def of_commits(samples):
    return ["Microseconds of CPU a record, medians: label and tree together,", "",
            *by_count(samples, us_a_record("commit_s")), "", "labels alone,", "",
            *by_count(samples, us_a_record("label_s")), "",
            "tree alone: ours with sorting, and with writing and syncing all files,", "",
            *by_count(samples, us_a_record("tree_s"))]


def of_memory(samples):
    def resident(cases, program, count):
        size = max(cases.values(program, "peak_rss_bytes"))
        return f"{size / claims.MIB:.1f} MiB ({size / count:.0f})"

    def disk(field):
        def show(cases, program, count):
            values = cases.values(program, field)
            return f"{max(values) / count:.1f}" if values else None
        return show
    heap = samples.part(HEAP)
    live = [[program, *(f"{heap.case(case).median(program, 'heap_bytes') / int(case):.0f}"
                        for case in heap.cases())] for program in heap.programs()]
    return ["Peak of resident memory, and bytes a record of it:", "",
            *by_count(samples, resident), "", "Live heap of akd, bytes a record:", "",
            *tables.rows(["", *(f"{int(case):,}" for case in heap.cases())], live), "",
            "Bytes of the store a record:", "", *by_count(samples, disk("store_bytes")), "",
            "and the most that the disk holds while it is built:", "",
            *by_count(samples, disk("peak_disk_bytes"))]


def of_proofs(samples):
    batch = samples.about()["batch"]
    lines = [f"Means of proofs about members, and of one proof about {batch:,} records, half of",
             "them members, for each record of it. akd: its proof in protobuf and 80 bytes for the",
             "label; verified with the functions that its own lookup is made of.", ""]
    for text, field, digits in (
            ("Bytes of a member's proof:", "member_bytes", 0),
            ("Bytes of the proof of what is absent:", "absent_bytes", 0),
            ("Bytes a record of one proof of many:", "batch_bytes", 0),
            ("Proving a member, us of CPU:", "member_prove_us", 0),
            ("the path of it alone (ours is verified before it is given out):",
             "member_prove_path_us", 0),
            ("Proving what is absent, us of CPU:", "absent_prove_us", 0),
            ("Proving many at once, us of CPU a record:", "batch_prove_us", 0),
            ("Verifying a member, us of CPU:", "member_verify_us", 0),
            ("Verifying what is absent, us of CPU:", "absent_verify_us", 0),
            ("Verifying many at once, us of CPU a record:", "batch_verify_us", 0)):
        lines += [text, "", *by_count(samples, with_unit(field, digits)), ""]
    return lines[:-1]


def of_directory(samples):
    part = samples.part(DIRECTORY)
    body = []
    for case in part.cases():
        cases = part.case(case)
        body.append([f"{int(case):,}", *(f"{value:.{digits}f}" for value, digits in (
            (cases.median(programs.DIRECTORY, "commit_s") / int(case) / 1e-6, 1),
            (max(cases.values(programs.DIRECTORY, "peak_rss_bytes")) / int(case), 0),
            (cases.median(programs.DIRECTORY, "member_bytes"), 0),
            (cases.median(programs.DIRECTORY, "member_prove_us"), 0),
            (cases.median(programs.DIRECTORY, "member_verify_us"), 0)))])
    return ["What users of akd get is its directory, which keeps versions of keys; it gives no",
            "proof of a key that it does not have.", "",
            *tables.rows(["records", "publish, us of CPU a record", "resident bytes a record",
                          "proof, bytes", "lookup, us", "verify, us"], body)]


def of_datasets(samples):
    part, body = samples.part(DATASETS), []
    for case in part.cases():
        cases = part.case(case)
        for program in cases.programs():
            stores = cases.values(program, "store_bytes")
            body.append([
                case, program,
                *(show_time(cases.median(program, field)) if cases.values(program, field) else "-"
                  for field in ("commit_s", "digest_s", "label_s", "tree_s")),
                show_size(stores[0]) if stores else "-",
                f"{cases.ratio(programs.AKD, program, 'commit_s'):.2f}"])
    return ["CPU time of the whole commitment. akd gets the record itself and digests it within",
            "the label. The last column is the time of akd over that of the row.", "",
            *tables.rows(["dataset", "", "commit", "digests", "labels", "tree", "store",
                          "akd / it"], body)]


def of_threads(samples):
    part = samples.part(THREADS)
    case = part.cases()[0]
    cases, alone = part.case(case), model.curve(samples, int(case))
    body = [[program, show_time(alone.median(program, "commit_s")),
             show_time(cases.median(program, "commit_s")),
             show_time(cases.median(program, "wall_s"))] for program in cases.programs()]
    cores = samples.about()["cores"]
    return [f"{int(case):,} records. Wall time depends on what else runs, and ours on the disk.",
            "", *tables.rows(["", "CPU, 1 thread",
                              *(f"{clock}, {cores} threads" for clock in ("CPU", "wall"))],
                         body)]


def of_model(samples):
    fitted = [model.fit_commit(samples, program) for program in
              (programs.BULK, programs.DEFAULT, programs.AKD)]
    names = (programs.BULK, programs.DEFAULT, programs.AKD)
    parameters = [[name, show_time(found.start), f"{found.label / 1e-6:.2f} us",
                   f"{found.digest.start / 1e-6:.2f} us + bytes / "
                   + (f"{1e-9 / found.digest.slope:.2f} GB/s" if found.digest.slope > 0 else "-"),
                   f"{found.tree.start / 1e-6:.2f} us"
                   + (f" + {found.tree.slope / 1e-6:.2f} us x log2(n)" if found.tree.slope else "")]
                  for name, found in zip(names, fitted, strict=True)]
    checks = model.commit_checks(samples)
    sizes = model.size_checks(samples)
    small = model.fitted_sizes(samples)
    return [
        "The model: core-seconds = start + n x (digest + label + tree), with parameters from the",
        f"curves of {small[0]:,} to {small[-1]:,} records and, for digests, the three small",
        "datasets. Wall time is that over the cores, if neither disk nor memory is the limit. The",
        "part of the tree of akd is taken to grow with the depth; what it pays for memory that no",
        "cache holds any more is not in its model, which is why the tree of a million took more.",
        "",
        *tables.rows(["", "start", "label", "digest", "tree"], parameters), "",
        f"Beside what was measured (largest error {worst(checks):.1%}):", "",
        *tables.rows(["what", "by the model", "measured", "error"], [
            [check.what, show_time(check.predicted), show_time(check.measured),
             f"{check.error:+.1%}"] for check in checks]), "",
        f"The same for sizes (largest error {worst(sizes):.1%}):", "",
        *tables.rows(["what", "by the model", "measured", "error"], [
            [check.what, f"{check.predicted:,.0f}", f"{check.measured:,.0f}",
             f"{check.error:+.1%}"] for check in sizes]), "",
        "And far from what can be measured here, records of 32 bytes, one core:", "",
        *far(samples, fitted)]


def worst(checks):
    return max((abs(check.error) for check in checks), default=0)


def far(samples, fitted):
    bulk, default, peer = fitted
    largest = claims.largest_of_both(samples)
    cases = model.curve(samples, largest)
    store, building = (cases.median(programs.BULK, field) / largest
                       for field in ("store_bytes", "peak_disk_bytes"))
    memory = model.fit_memory_of_peer(samples)
    proofs = [model.fit_proof(samples, program) for program in (programs.BULK, programs.AKD)]
    shared = model.fit_batch(samples)
    body = []
    for power in POWERS:
        count = 10**power
        levels = math.log2(count)
        body.append([f"1e{power}", *(show_time(found.seconds(count, 0))
                                     for found in (bulk, default, peer)),
                     show_size(model.memory_limit(samples, count)), show_size(memory.at(count)),
                     f"{show_size(store * count)} ({show_size(building * count)})",
                     f"{proofs[0].at(levels):.0f} ({shared.at(levels):.0f})",
                     f"{proofs[1].at(levels):.0f}"])
    batch = samples.about()["batch"]
    return tables.rows(["records", "bulk suite", "default suite", "akd", "memory, ours at most",
                        "memory, akd", "store (and while it is built)",
                        f"proof, ours, bytes ({batch:,} in one)", "proof, akd"], body)


def targets(samples):
    return [*report.table_of_claims(claims.beside_akd(samples)), "",
            "And in itself, as aimed at on a machine that was slower and busy:", "",
            *report.table_of_claims(claims.in_itself(samples))]


def intro(samples):
    about = samples.about()
    lines = [
        "A commitment to a set of records, ours with both suites, beside the crate `akd` 0.13 (its",
        "set `Azks`, configuration `whatsapp_v1`, tree in memory). All times are CPU times of one",
        f"thread, medians of {about['rounds']} rounds in which every program runs once, in turn;",
        f"of {about['rounds_of_largest']} for the most records and the largest dataset "
        f"({about['rounds_of_fast']} of the bulk suite), {about['rounds_of_datasets']} for the",
        "other datasets. The bulk suite is experimental until it has been reviewed outside.", ""]
    if not about["counts"]:
        lines = ["**A quick run, to see that it runs: these numbers do not count.**", "", *lines]
    return lines


def summary(samples):
    """The section of RESULTS.md."""
    return [*intro(samples), "All tables: [RESULTS_DATASET.md](RESULTS_DATASET.md).", "",
            *targets(samples), "", *plots(), *of_commits(samples)]


def sections(samples, notes):
    found = [("Commitments to datasets beside akd",
              ["Written by `make bench`; every sample is in `results_dataset.jsonl`.",
               *intro(samples), *targets(samples), "", *plots()])]
    if notes:
        found.append(("Notes", notes))
    found += [(heading, make(samples)) for heading, make in (
        ("Commit", of_commits), ("Memory and disk", of_memory), ("Proofs", of_proofs),
        ("Directory of akd", of_directory), ("Datasets", of_datasets),
        ("More threads", of_threads), ("How it grows", of_model))]
    machine = ["| | |", "|---|---|"]
    machine += [f"| {what} | {value} |" for what, value in samples.about()["machine"]]
    return [*found, ("Machine", machine)]
