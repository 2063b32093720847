# SPDX-License-Identifier: Apache-2.0
"""How time grows: what the model says up to 1 TB as lines, what was measured as points, and how far
they are apart."""

import growth
import growth_report
import part_throughput
import plot_style as style
from samples import WALL

SIZES = [10 ** (power / 4) for power in range(24, 49)]  # 1 MB to 1 TB


def draw(samples, folder):
    if not growth_report.NEEDED <= {record["part"] for record in samples.records}:
        return
    parameters = growth.fit(samples)
    figure, axes = style.panels(2, width=12, height=5, width_ratios=(3, 2))
    draw_lines(axes[0], samples, parameters)
    draw_errors(axes[1], growth.checks(samples, parameters))
    style.save(figure, folder, "growth")


def draw_lines(axis, samples, parameters):
    here = samples.about()["cores"]
    shards = [(1, style.BLUE), (here, style.SKY), (8, style.GREEN), (64, style.ORANGE)]
    axis.plot(SIZES, [growth.files_wall(parameters, [size], 1) for size in SIZES],
              color=style.RED, label="one file, 1 core")
    for cores, colour in shards:
        axis.plot(SIZES, [growth.spread_wall(parameters, 1, size, cores, "many_streams")
                          for size in SIZES], color=colour,
                  label=f"shards, {cores} core{'s' if cores > 1 else ''}")
    name, rate = growth_report.DISKS[0]
    axis.plot(SIZES, [size / rate for size in SIZES], color=style.GREY, linestyle=":",
              label=f"only reading: {name}")
    part = samples.part(part_throughput.PART)
    cases = [case for case in part.cases() if int(case) >= SIZES[0]]
    for program, colour in (("modelseal files, 1 core", style.RED),
                            ("modelseal shards, 1 core", style.BLUE),
                            ("modelseal shards, all cores", style.SKY)):
        axis.plot([int(case) for case in cases],
                  [part.case(case).median(program, WALL) for case in cases], color=colour,
                  linestyle="none", marker="o", markersize=5, markeredgecolor="white")
    axis.set_xscale("log")
    axis.set_yscale("log")
    axis.set_xticks([10**6, 10**9, 10**12], ["1 MB", "1 GB", "1 TB"])
    axis.yaxis.set_major_formatter(style.show_seconds)
    axis.set_xlabel("bytes of the model")
    axis.set_title("SHA-256, wall time: the model (lines), measured (points)")
    axis.legend()


def draw_errors(axis, checks):
    for row, check in enumerate(checks):
        axis.plot([0, check.error * 100], [row, row], color=style.GREY, linewidth=1)
        axis.plot(check.error * 100, row, color=style.BLUE, marker="o", markersize=5)
    axis.axvline(0, color="black", linewidth=0.8)
    axis.set_yticks(range(len(checks)), [check.what for check in checks], fontsize=8)
    axis.invert_yaxis()
    axis.set_xlabel("predicted over measured, %")
    axis.set_title("Error of the model")
