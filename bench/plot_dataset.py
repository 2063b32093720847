# SPDX-License-Identifier: Apache-2.0
"""Commitments to datasets beside akd: time of a record, memory, proofs, and the model."""

import math

import dataset_claims as claims
import dataset_model as model
import dataset_programs as programs
import plot_style as style
from dataset_plan import DIRECTORY

# (program, colour, marker)
LINES = ((programs.AKD, style.RED, "^"), (programs.DIRECTORY, style.ORANGE, "v"),
         (programs.DEFAULT, style.SKY, "s"), (programs.BULK, style.BLUE, "o"))
COLOURS = {program: colour for program, colour, _ in LINES}
FAR = [10 ** (power / 2) for power in range(6, 21)]  # a thousand to ten thousand million


def draw(samples, folder):
    draw_commit(samples, folder)
    draw_memory(samples, folder)
    draw_proofs(samples, folder)
    draw_model(samples, folder)


def points(samples, program, value):
    """(records, value of (cases, records)) where the program was measured."""
    part = samples.part(DIRECTORY)
    if program == programs.DIRECTORY:
        cases = {int(case): part.case(case) for case in part.cases()}
    else:
        cases = {count: model.curve(samples, count) for count in model.sizes(samples)}
    found = [(count, value(of_count, count)) for count, of_count in cases.items()
             if program in of_count.programs()]
    return [(count, shown) for count, shown in found if shown is not None]


def median(program, field, scale):
    def value(cases, count):
        has = cases.values(program, field)
        return cases.median(program, field) * scale(count) if has else None
    return value


def draw_lines(axis, samples, field, scale=lambda _: 1, lines=LINES):
    for program, colour, marker in lines:
        found = points(samples, program, median(program, field, scale))
        if found:
            axis.plot(*zip(*found, strict=True), color=colour, marker=marker, markersize=5,
                      label=program)
    show_records(axis)


def show_records(axis):
    axis.set_xscale("log")
    axis.set_xlabel("records")


def draw_commit(samples, folder):
    figure, axes = style.panels(3, width=13)
    for axis, field, title in ((axes[0], "commit_s", "whole commitment"),
                               (axes[1], "label_s", "labels alone"),
                               (axes[2], "tree_s", "tree alone, ours with its store")):
        draw_lines(axis, samples, field, lambda count: 1e6 / count)
        axis.set_title(title)
        axis.set_ylim(bottom=0)
    axes[0].set_ylabel("us of CPU a record")
    handles, labels = axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=4)
    figure.suptitle("CPU time of a record, one thread, medians")
    style.save(figure, folder, "dataset_commit")


def draw_memory(samples, folder):
    figure, axes = style.panels(1, width=8, height=5)
    axis = axes[0]
    draw_lines(axis, samples, "peak_rss_bytes")
    peer = model.fit_memory_of_peer(samples)
    akd_at = [count for count in FAR if count >= claims.largest_of_both(samples)]
    axis.plot(akd_at, [peer.at(count) for count in akd_at], color=style.RED, linestyle=":",
              label="akd, by its model")
    axis.plot(FAR, [model.memory_limit(samples, count) for count in FAR], color=style.BLUE,
              linestyle=":", label="modelseal, at most")
    axis.set_yscale("log")
    axis.set_yticks([4 << 20, 64 << 20, 1 << 30, 16 << 30, 256 << 30, 4 << 40, 64 << 40])
    axis.yaxis.set_major_formatter(style.show_bytes)
    axis.set_title("Peak of resident memory of a commitment")
    axis.legend()
    style.save(figure, folder, "dataset_memory")


def draw_proofs(samples, folder):
    figure, axes = style.panels(3, width=13)
    draw_sizes(axes[0], samples)
    for axis, field, title in ((axes[1], "member_prove_us", "prove a member"),
                               (axes[2], "member_verify_us", "verify a member")):
        draw_lines(axis, samples, field)
        axis.set_title(title)
        axis.set_yscale("log")
        axis.set_yticks([100, 200, 500, 1000], ["100 us", "200 us", "500 us", "1 ms"])
        axis.set_ylim(50, 2000)
    axes[1].set_ylabel("CPU")
    handles, labels = axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=3)
    figure.suptitle("Proofs, medians of means")
    style.save(figure, folder, "dataset_proofs")


def draw_sizes(axis, samples):
    batch = samples.about()["batch"]
    draw_lines(axis, samples, "member_bytes")
    found = points(samples, programs.BULK, median(programs.BULK, model.BATCH, lambda _: 1))
    axis.plot(*zip(*found, strict=True), color=style.GREEN, marker="D", markersize=5,
              label=f"modelseal, a record of {batch:,} in one proof")
    shared = model.fit_batch(samples)
    for colour, line in ((style.RED, model.fit_proof(samples, programs.AKD)),
                         (style.BLUE, model.fit_proof(samples, programs.BULK)),
                         (style.GREEN, shared)):
        shown = [count for count in FAR if count >= 10 * batch]
        axis.plot(shown, [line.at(math.log2(count)) for count in shown], color=colour,
                  linestyle=":")
    axis.set_ylim(bottom=0)
    axis.set_title("bytes of a member's proof; dotted: the model")


def draw_model(samples, folder):
    figure, axes = style.panels(2, width=12.5, height=5.2, width_ratios=(1, 1))
    axis = axes[0]
    for program in (programs.AKD, programs.DEFAULT, programs.BULK):
        fitted = model.fit_commit(samples, program)
        axis.plot(FAR, [fitted.seconds(count, 0) for count in FAR], color=COLOURS[program],
                  label=program)
        found = points(samples, program, median(program, "commit_s", lambda _: 1))
        axis.plot(*zip(*found, strict=True), color=COLOURS[program], linestyle="none",
                  marker="o", markersize=6, markeredgecolor="white")
    show_records(axis)
    axis.set_yscale("log")
    axis.set_yticks([0.01, 1, 60, 3600, 86400, 864000],
                    ["10 ms", "1 s", "1 min", "1 h", "1 day", "10 days"])
    axis.set_title("Commitment, one core: the model (lines), measured (points)")
    axis.legend()
    draw_errors(axes[1], model.commit_checks(samples))
    style.save(figure, folder, "dataset_model")


def draw_errors(axis, checks):
    for row, check in enumerate(checks):
        program = check.what.rpartition(": ")[2]
        axis.plot([0, check.error * 100], [row, row], color=style.GREY, linewidth=1)
        axis.plot(check.error * 100, row, color=COLOURS[program], marker="o", markersize=5)
    axis.axvline(0, color="black", linewidth=0.8)
    axis.set_yticks(range(len(checks)), [check.what for check in checks], fontsize=7)
    axis.invert_yaxis()
    axis.set_xlabel("predicted over measured, %")
    axis.set_title("Error of the model")
