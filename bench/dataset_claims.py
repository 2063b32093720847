# SPDX-License-Identifier: Apache-2.0
"""What is aimed at for commitments to datasets, beside akd and in itself, and whether this run has
reached it."""

import math

import dataset_model as model
import dataset_programs as programs
from dataset_plan import CURVE, DIRECTORY
from report import at_least, at_most

FAR = 10**9
MIB = 1 << 20
US = 1e-6


def a_record(samples, count, program, field="commit_s"):
    """Microseconds by medians."""
    return model.curve(samples, count).median(program, field) / count / US


def largest_of_both(samples):
    return [count for count in model.sizes(samples)
            if model.curve(samples, count).values(programs.AKD, "commit_s")][-1]


def beside_akd(samples):
    """Ratios."""
    return [*commits(samples), *memory(samples), *proof_sizes(samples), *proof_times(samples)]


def commits(samples):
    largest = largest_of_both(samples)
    cases = model.curve(samples, largest)
    directory = samples.part(DIRECTORY)
    count = directory.cases()[-1]
    published = directory.case(count).median(programs.DIRECTORY, "commit_s") / int(count) / US
    return [
        at_least(f"commit to {largest:,}, CPU, akd / bulk suite",
                 cases.ratio(programs.AKD, programs.BULK, "commit_s"), 4),
        at_least(f"commit to {int(count):,}, CPU, akd Directory / bulk suite",
                 published / a_record(samples, int(count), programs.BULK), 5),
        at_least(f"commit to {largest:,}, CPU, akd / default suite",
                 cases.ratio(programs.AKD, programs.DEFAULT, "commit_s"), 0.6),
        at_least(f"tree of {largest:,} alone, CPU, akd / ours",
                 cases.ratio(programs.AKD, programs.BULK, "tree_s"), 10)]


def memory(samples):
    """Ten times as much as akd fits here is of its model."""
    far = model.sizes(samples)[-1]
    peer = model.fit_memory_of_peer(samples).at(10**7)
    return [
        at_most(f"commit to {far:,}, resident memory, MiB",
                model.peak_rss(samples, far, programs.BULK) / MIB, 256),
        at_least("commit to 10,000,000, resident memory, akd by its model / ours at most",
                 peer / model.memory_limit(samples, 10**7), 40)]


def proof_sizes(samples):
    found = []
    for count in model.sizes(samples)[-3:]:
        cases = model.curve(samples, count)
        if cases.values(programs.AKD, "member_bytes"):
            found.append(at_most(f"mean proof in {count:,}, bytes, ours / akd",
                                 cases.ratio(programs.BULK, programs.AKD, "member_bytes"), 0.6))
    ours, peer = (model.fit_proof(samples, program).at(math.log2(FAR))
                  for program in (programs.BULK, programs.AKD))
    batch = samples.about()["batch"]
    shared = model.fit_batch(samples).at(math.log2(FAR))
    return [*found,
            at_most(f"mean proof in {FAR:,}, bytes, ours / akd, by the model", ours / peer, 0.55),
            at_most(f"one proof of {batch:,} in {FAR:,}, bytes, ours / so many of akd's, by the "
                    "model", shared / peer, 0.4)]


def proof_times(samples):
    largest = largest_of_both(samples)
    cases = model.curve(samples, largest)
    directory = samples.part(DIRECTORY)
    count = directory.cases()[-1]
    of_directory, ours = directory.case(count), model.curve(samples, int(count))
    rows = [
        at_most(f"prove a member of {largest:,}, CPU, bulk suite / akd",
                cases.ratio(programs.BULK, programs.AKD, "member_prove_us"), 1),
        at_most(f"verify a member of {largest:,}, CPU, bulk suite / akd",
                cases.ratio(programs.BULK, programs.AKD, "member_verify_us"), 1),
        at_most(f"verify a member of {largest:,}, CPU, default suite / akd",
                cases.ratio(programs.DEFAULT, programs.AKD, "member_verify_us"), 1)]
    for what, field, program, limit in (
            ("prove", "member_prove_us", programs.BULK, 9),
            ("verify", "member_verify_us", programs.BULK, 4),
            ("verify", "member_verify_us", programs.DEFAULT, 2.8)):
        rows.append(at_least(
            f"{what} a member of {int(count):,}, CPU, akd Directory / "
            f"{program.removeprefix('modelseal, ')}",
            of_directory.median(programs.DIRECTORY, field) / ours.median(program, field), limit))
    return rows


def in_itself(samples):
    """Absolute: they depend on the machine, which was another one when they were set."""
    largest = largest_of_both(samples)
    cases = model.curve(samples, largest)
    far = model.fit_proof(samples, programs.BULK).at(math.log2(FAR))
    batch = samples.about()["batch"]
    shared = model.fit_batch(samples).at(math.log2(FAR)) * batch / 1000
    rows = [
        at_most("commit, bulk suite, us a record",
                a_record(samples, largest, programs.BULK), 17),
        at_most("commit, default suite, us a record",
                a_record(samples, largest, programs.DEFAULT), 110),
        at_most("tree alone, us a record",
                a_record(samples, largest, programs.BULK, "tree_s"), 0.6),
        at_most("store, bytes a record",
                cases.median(programs.BULK, "store_bytes") / largest, 35)]
    for count, limit in ((10**5, 660), (10**6, 760)):
        if str(count) in samples.part(CURVE).cases():
            rows.append(at_most(f"mean proof in {count:,}, bytes", model.curve(
                samples, count).median(programs.BULK, "member_bytes"), limit))
    return rows + [
        at_most(f"mean proof in {FAR:,}, bytes, by the model", far, 1100),
        at_most(f"one proof of {batch:,} in {FAR:,}, kB, by the model", shared, 780),
        at_most("prove, bulk suite, us", cases.median(programs.BULK, "member_prove_us"), 180),
        at_most("verify, bulk suite, us", cases.median(programs.BULK, "member_verify_us"), 160),
        at_most("verify, default suite, us",
                cases.median(programs.DEFAULT, "member_verify_us"), 250)]
