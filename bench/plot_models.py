# SPDX-License-Identifier: Apache-2.0
"""Time by model: a panel a model, a bar a program, wall time with the CPU time marked on it."""

import disk
import part_models
import plot_style as style
from samples import CPU, WALL

COLOURS = {
    "cat": style.GREY, "dd bs=1M": style.GREY, disk.NAME: style.GREY,
    "openssl dgst": style.RED, "modelseal": style.BLUE, "model_signing": style.GREEN}


def colour_of(program):
    return next(colour for name, colour in COLOURS.items() if program.startswith(name))


def draw(samples, folder):
    for part_name, name, state in ((part_models.WARM, "models_warm", "page cache warm"),
                                   (part_models.COLD, "models_cold", "cold")):
        part = samples.part(part_name)
        cases = part.cases()
        if not cases:
            continue
        figure, axes = style.panels(len(cases), width=13, height=3.6)
        for number, (axis, case) in enumerate(zip(axes, cases, strict=True)):
            draw_panel(axis, part.case(case), labels=number == 0 or
                       part.case(case).programs() != part.case(cases[number - 1]).programs())
            axis.set_title(case, fontsize=10)
        figure.suptitle(f"Time by model, {state}: wall time (bar) and CPU time (mark), medians")
        style.save(figure, folder, name)


def draw_panel(axis, part, labels):
    programs = part.programs()
    for row, program in enumerate(programs):
        wall = part.median(program, WALL)
        axis.barh(row, wall, color=colour_of(program), height=0.66)
        cpu = part.median(program, CPU) if part.values(program, CPU) else wall
        if cpu != wall:
            axis.plot(cpu, row, marker="|", color="black", markersize=11, markeredgewidth=1.6)
        axis.annotate(style.show_seconds(float(f"{wall:.2g}")), (max(wall, cpu), row), fontsize=8,
                      xytext=(4, 0), textcoords="offset points", va="center")
    axis.set_yticks(range(len(programs)), programs if labels else [""] * len(programs))
    axis.invert_yaxis()
    axis.grid(axis="y", visible=False)
    axis.set_xlim(left=0)
    axis.margins(x=0.2)
    axis.locator_params(axis="x", nbins=4)
    axis.xaxis.set_major_formatter(lambda value, _: f"{value:g} s")
