# SPDX-License-Identifier: Apache-2.0
"""Scaling by cores: throughput of each model and way to hash it, beside what perfect scaling gives.
"""

import part_models
import plot_style as style
from samples import WALL

WAYS = {"files": (style.SKY, "SHA-256, files"), "shards": (style.BLUE, "SHA-256, shards"),
        "blake3": (style.ORANGE, "BLAKE3")}


def draw(samples, folder):
    part = samples.part(part_models.CORES)
    cases = part.cases()
    if not cases:
        return
    figure, axes = style.panels(len(cases), height=4, sharey=True)
    for axis, case in zip(axes, cases, strict=True):
        draw_panel(axis, part.case(case))
        axis.set_title(case, fontsize=10)
    axes[0].set_ylabel("GB/s of wall time")
    figure.suptitle("modelseal digest on more cores, page cache warm; dotted: perfect scaling")
    handles, labels = axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=3)
    style.save(figure, folder, "cores")


def draw_panel(axis, part):
    size = part.records[0]["bytes"]
    counts = sorted({int(program.split(", ")[1]) for program in part.programs()})
    for way, (colour, label) in WAYS.items():
        rates = [size / part.median(f"{way}, {count}", WALL) / 1e9 for count in counts]
        axis.plot(counts, rates, color=colour, marker="o", label=label)
        axis.plot(counts, [rates[0] * count for count in counts], color=colour, linestyle=":")
    axis.set_xticks(counts)
    axis.set_ylim(bottom=0)
    axis.set_xlabel("cores")
