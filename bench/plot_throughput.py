# SPDX-License-Identifier: Apache-2.0
"""Throughput by size: a line a program, CPU time on the left and wall time on the right; above what
a second gives for large files, below the time of every size."""

import part_throughput
import plot_style as style
from samples import CPU, WALL

# (program, colour, line, marker); one core is dashed.
SHA256 = (
    ("modelseal shards, all cores", style.BLUE, "-", "o"),
    ("modelseal shards, 1 core", style.BLUE, "--", "o"),
    ("modelseal files, all cores", style.SKY, "-", "s"),
    ("modelseal files, 1 core", style.SKY, "--", "s"),
    ("openssl dgst", style.RED, "-", "^"),
    ("hashlib", style.ORANGE, "-", "v"),
    ("model_signing shards", style.GREEN, "-", "D"),
    ("model_signing files", style.GREEN, "--", "D"))
BLAKE3 = (
    ("modelseal BLAKE3, all cores", style.BLUE, "-", "o"),
    ("modelseal BLAKE3, 1 core", style.BLUE, "--", "o"),
    ("b3sum, all cores", style.RED, "-", "^"),
    ("b3sum, 1 core", style.RED, "--", "^"))
LARGE_BYTES = 1 << 20  # below it the start of a process is most of its time


def draw(samples, folder):
    part = samples.part(part_throughput.PART)
    if not part.records:
        return
    for name, title, lines in (("throughput_sha256", "SHA-256", SHA256),
                               ("throughput_blake3", "BLAKE3", BLAKE3)):
        figure, axes = style.grid(2, 2, 10.5, 8, sharey="row")
        for column, (field, clock) in enumerate(((CPU, "CPU time"), (WALL, "wall time"))):
            draw_rates(axes[0][column], part, lines, field)
            axes[0][column].set_title(f"GB (1e9 bytes) a second of {clock}")
            draw_times(axes[1][column], part, lines, field)
            axes[1][column].set_title(f"{clock} of the whole process")
        axes[0][0].set_ylim(bottom=0)  # of both, once both have their lines
        figure.suptitle(f"{title} of one file by its size, page cache warm, medians")
        handles, labels = axes[1][0].get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside lower center", ncols=4)
        style.save(figure, folder, name)


def draw_lines(axis, lines, points_of):
    for program, colour, line, marker in lines:
        points = points_of(program)
        if points:
            axis.plot(*zip(*points, strict=True), color=colour, linestyle=line, marker=marker,
                      markersize=4, label=program)
    axis.set_xscale("log", base=2)
    axis.xaxis.set_major_formatter(style.show_bytes)
    axis.set_xlabel("size of the file")


def draw_rates(axis, part, lines, field):
    cases = [case for case in part.cases() if int(case) >= LARGE_BYTES]
    draw_lines(axis, lines, lambda program: [
        (int(case), int(case) / part.case(case).median(program, field) / 1e9)
        for case in cases if part.case(case).values(program, field)])
    axis.set_xticks([int(case) for case in cases])


def draw_times(axis, part, lines, field):
    cases = part.cases()
    draw_lines(axis, lines, lambda program: [
        (int(case), part.case(case).median(program, field))
        for case in cases if part.case(case).values(program, field)])
    axis.set_xticks([int(case) for case in cases[::2]])
    axis.set_yscale("log")
    axis.yaxis.set_major_formatter(style.show_seconds)
